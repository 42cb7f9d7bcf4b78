import type { Language } from "#contracts/units.ts";

/** What can be taken from a card to a meeting, a message or a spreadsheet. */
const vi = {
  title: "In và gửi",
  sheet: "Phiếu PDF",
  both: "Phiếu song ngữ",
  map: "Ảnh bản đồ",
  copyTable: "Chép bảng số liệu",
  copyLink: "Chép liên kết",
  shortlist: "Thêm vào danh sách chọn",
  unlist: "Bỏ khỏi danh sách chọn",
  toShortlist: "Xem danh sách chọn",
  ask: "Gửi câu hỏi",
  copied: "Đã chép",
  failed: "Chưa chép được",
  hint: "Theo đúng ngày và bộ số liệu đang xem.",
  measure: "Chỉ tiêu",
  value: "Giá trị",
  unit: "Đơn vị",
  period: "Thời điểm",
  method: "Cách có số",
  source: "Nguồn",
};

const en: typeof vi = {
  title: "Print and share",
  sheet: "PDF sheet",
  both: "Bilingual sheet",
  map: "Map picture",
  copyTable: "Copy the figures",
  copyLink: "Copy the link",
  shortlist: "Add to the shortlist",
  unlist: "Take off the shortlist",
  toShortlist: "See the shortlist",
  ask: "Ask a question",
  copied: "Copied",
  failed: "Not copied",
  hint: "Of the day and data you are looking at.",
  measure: "Measure",
  value: "Value",
  unit: "Unit",
  period: "As of",
  method: "Method",
  source: "Source",
};

export const shareWords = (language: Language): typeof vi => (language === "vi" ? vi : en);
