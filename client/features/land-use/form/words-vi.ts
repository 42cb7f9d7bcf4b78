import type { LineField } from "./form-data.ts";

/** Texts of a report's form on its way in and out. */
export const words = {
  title: "Nhập bằng Excel",
  titleRead: "Biểu Excel",
  download: "Tải biểu Excel",
  downloadHint: "Biểu có sẵn các dự án và số kỳ trước; chỉ điền ô nền vàng.",
  choose: "Chọn tệp đã điền",
  drop: "hoặc thả tệp vào đây",
  checking: "Đang đọc tệp…",
  nothingYet: "Chưa ghi gì cho đến khi bạn bấm ghi.",
  oneFile: "Chỉ thả một tệp mỗi lần.",
  notXlsx: (name: string) =>
    `“${name}” không phải tệp Excel .xlsx. Trong Excel hoặc LibreOffice, chọn Lưu thành → .xlsx rồi gửi lại.`,
  empty: (name: string) => `Tệp “${name}” rỗng. Tải lại biểu rồi điền.`,
  tooLarge: (name: string, size: string) =>
    `Tệp “${name}” nặng ${size} MB, quá mức 1,4 MB. Biểu của hệ thống nhẹ hơn nhiều; hãy bỏ ảnh hoặc trang tính thêm vào.`,
  unreadable: (name: string) =>
    `Không đọc được “${name}” trên máy này. Nếu tệp đang mở trong Excel, hãy đóng lại rồi chọn lại; thư mục thì không gửi được.`,
  issues: (count: number) => `${count} ô cần xem lại`,
  fileRefused: "Không dùng được tệp này",
  changes: (count: number) => `${count} ô sẽ thay đổi`,
  noChanges: "Tệp giống số liệu đang có: không có ô nào thay đổi.",
  cell: "Ô",
  what: "Số liệu",
  before: "Đang có",
  after: "Trong tệp",
  blank: "trống",
  marked: "Tải tệp có đánh dấu ô sai",
  correctHint: "Sửa các ô này trong tệp rồi chọn lại tệp, hoặc trả lời ngay tại đây nếu có lựa chọn.",
  write: (count: number) => `Ghi ${count} thay đổi`,
  writeBlocked: (count: number) => `Còn ${count} ô phải sửa hoặc chọn trước khi ghi; chưa ghi gì.`,
  written: (count: number) => `Đã ghi ${count} thay đổi vào báo cáo.`,
  cancel: "Thôi",
  recheck: "Báo cáo vừa thay đổi nên chưa ghi gì; tệp đã được kiểm tra lại với số liệu mới.",
  project: "Dự án",
  fields: {
    implementedBillionVnd: "Vốn thực hiện (tỷ đồng)",
    implementedMillionUsd: "Vốn thực hiện (triệu USD)",
    jobs: "Lao động (người)",
    deployedHa: "Đất triển khai (ha)",
    note: "Ghi chú",
  } satisfies Record<LineField, string>,
};
export type Words = typeof words;
