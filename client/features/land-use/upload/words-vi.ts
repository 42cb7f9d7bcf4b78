import { words as form } from "../form/words-vi.ts";

/** Texts of the page that an upload link opens, and of making such links. */
export const words = {
  title: "Nộp báo cáo",
  ended:
    "Liên kết này đã dùng, đã hết hạn hoặc đã được thay. Cần nộp hay sửa báo cáo, hãy xin Ban Quản lý liên kết mới.",
  period: "Kỳ số liệu",
  due: "Hạn nộp",
  until: "Liên kết dùng được đến",
  correction: "Báo cáo đính chính cho số liệu đã duyệt của kỳ này.",
  illustrative: "Số liệu minh họa, không phải số liệu thật.",
  returned: "Ban Quản lý trả lại báo cáo để sửa:",
  steps: {
    fetch: "Tải biểu",
    send: "Gửi biểu đã điền",
    handIn: "Xem lại và nộp",
  },
  fetchLead: "Biểu Excel đã có sẵn tên dự án, giấy chứng nhận và số liệu kỳ trước. Chỉ điền các ô nền vàng.",
  fetch: "Tải biểu Excel",
  sendLead: "Tệp được kiểm tra từng ô; chưa ghi gì cho đến khi bạn bấm ghi. Có thể gửi lại nhiều lần trước khi nộp.",
  empty: "trống",
  project: "Dự án",
  reviewLead: "Số liệu lũy kế đến ngày cuối kỳ như báo cáo đang ghi; dòng nhỏ là số đã duyệt gần nhất.",
  earlier: "đã duyệt",
  missing: "chưa điền",
  handIn: "Nộp báo cáo",
  handInSure: "Sau khi nộp, số liệu được giữ nguyên và liên kết này hết hiệu lực.",
  handInYes: "Nộp, tôi đã xem lại",
  handInNo: "Chưa nộp",
  nothingYet: "Báo cáo chưa có số liệu nào, nên chưa nộp được.",
  unfilled: (count: number) => `Còn ${count} dự án chưa điền gì.`,
  done: "Đã nộp báo cáo",
  doneLead: "Ban Quản lý đã nhận. Nếu cần sửa, Ban Quản lý sẽ gửi liên kết mới kèm lý do; có thể đóng trang này.",
  fields: form.fields,
  link: {
    byLink: "Để chủ đầu tư hạ tầng tự nộp bằng liên kết",
    title: "Liên kết nộp báo cáo",
    lead: "Gửi cho chủ đầu tư hạ tầng: không cần tài khoản, chỉ mở được biểu của báo cáo này, hết hiệu lực khi nộp.",
    open: (by: string) => `Đang có một liên kết do ${by} tạo, dùng được đến`,
    someone: "người khác",
    days: "Dùng được trong",
    daysOf: { 3: "ba ngày", 7: "một tuần", 14: "hai tuần", 30: "ba mươi ngày", 60: "sáu mươi ngày" } as Record<
      number,
      string
    >,
    make: "Tạo liên kết",
    again: "Tạo liên kết mới, bỏ liên kết cũ",
    end: "Thu hồi liên kết",
    once: "Chỉ hiện lần này. Gửi riêng cho đơn vị báo cáo:",
    copy: "Chép",
    copied: "Đã chép",
  },
};
export type Words = typeof words;
