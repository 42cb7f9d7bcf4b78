import type { LandKind } from "#contracts/land-use.ts";

/** Texts of the log. */
export const words = {
  lead: "Mọi thay đổi của dữ liệu quản lý đất, mới nhất trước: ai, khi nào, vì sao. Trang tự cập nhật khi đang mở.",
  kinds: {
    lots: "Lô đất",
    events: "Sự kiện của lô",
    enterprises: "Doanh nghiệp",
    projects: "Dự án",
    "project-versions": "Giấy chứng nhận",
    leases: "Hợp đồng thuê đất",
    "lease-facts": "Mốc pháp lý",
    obstacles: "Vướng mắc",
    inspections: "Kiểm tra",
    periods: "Kỳ báo cáo",
    reports: "Báo cáo kỳ",
    "report-projects": "Dự án trong báo cáo",
    calls: "Kêu gọi đầu tư",
    lineage: "Tách, hợp lô",
  } satisfies Record<LandKind | "lineage", string>,
  kind: "Loại",
  allKinds: "Tất cả",
  who: "Người sửa",
  whoHint: "một phần họ tên",
  from: "Từ ngày",
  to: "Đến ngày",
  details: "Xem trước → sau",
  hide: "Ẩn",
  restore: "Khôi phục",
  more: "Xem cũ hơn",
  none: "Chưa có thay đổi nào.",
  noneFound: "Không có thay đổi nào khớp với bộ lọc.",
  fields: (names: string) => `sửa ${names}`,
};
export type Words = typeof words;
