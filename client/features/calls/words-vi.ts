import type { InvestmentCall } from "#contracts/calls.ts";
import type { CallState } from "#contracts/call-state.ts";

/** Texts of the list of calls. */
export const words = {
  title: "Danh mục kêu gọi đầu tư",
  intro:
    "Dự án tỉnh mời gọi nhà đầu tư, theo văn bản nêu ở từng dự án. Điều văn bản không nói đến được kể riêng; dự án hết thời hạn được giữ lại để tra cứu.",
  states: {
    open: "Đang kêu gọi",
    upcoming: "Sắp đến thời hạn",
    undated: "Chưa rõ thời hạn",
    expired: "Đã hết thời hạn của danh mục",
  } satisfies Record<CallState, string>,
  noneOpen: "Chưa có dự án nào đang trong thời hạn kêu gọi mà nguồn công khai cho biết.",
  empty: "Chưa có dự án kêu gọi đầu tư nào được công bố",
  area: "Diện tích",
  hectares: "ha",
  capital: "Vốn kêu gọi",
  billionVnd: "tỷ đồng",
  place: "Địa điểm",
  sectors: "Lĩnh vực",
  form: "Hình thức",
  land: "Mặt bằng",
  lands: {
    cleared: "đã có mặt bằng sạch",
    partly: "đã giải phóng một phần mặt bằng",
    uncleared: "chưa giải phóng mặt bằng",
  } satisfies Record<NonNullable<InvestmentCall["landStatus"]>, string>,
  basis: "Căn cứ",
  validity: "Thời hạn",
  from: "từ",
  until: "đến",
  contact: "Đầu mối",
  note: "Lưu ý",
  source: "Nguồn",
  entered: "Nhập tại hệ thống này, đã được duyệt công bố ngày",
  unsaid: "Chưa nêu hoặc chưa tìm thấy",
  files: "Tải danh mục",
  formats: { pdf: "PDF", docx: "Word", xlsx: "Excel" },
};
export type Words = typeof words;
