import type { Language } from "#contracts/units.ts";

const vi = {
  title: "Gửi câu hỏi",
  about: "Về địa điểm",
  asOf: "Theo số liệu tính đến",
  newest: "mới nhất đang có",
  lead: "Câu hỏi đến thẳng cán bộ xúc tiến đầu tư và cán bộ nhập liệu phụ trách địa điểm này, không ai khác đọc được.",
  name: "Họ và tên",
  organisation: "Cơ quan, công ty (nếu có)",
  contact: "E-mail hoặc điện thoại để trả lời",
  message: "Câu hỏi",
  send: "Gửi câu hỏi",
  kept: "Nội dung được giữ cho tới khi cán bộ phụ trách xóa; anh chị có thể yêu cầu xóa bất cứ lúc nào, chỉ cần nói mã biên nhận.",
  thanks: "Đã nhận câu hỏi.",
  receipt: "Mã biên nhận",
  another: "Gửi câu hỏi khác",
  back: "Về trang địa điểm",
  noSite: "Chưa rõ câu hỏi về địa điểm nào. Hãy mở một khu, cụm hay chợ rồi chọn “Gửi câu hỏi”.",
};

const en: typeof vi = {
  title: "Ask a question",
  about: "About",
  asOf: "By the data up to",
  newest: "the newest there is",
  lead: "Your question goes to the promotion officers and editors of this site; nobody else can read it.",
  name: "Your name",
  organisation: "Organisation (if any)",
  contact: "E-mail or telephone for the answer",
  message: "Question",
  send: "Send the question",
  kept: "What you write is kept until an officer erases it; you may ask for that at any time by the receipt.",
  thanks: "Your question has come in.",
  receipt: "Receipt",
  another: "Ask another question",
  back: "Back to the site",
  noSite: "It is not clear which site this is about. Open a zone, cluster or market and choose “Ask a question”.",
};

export const wordsIn = (language: Language): typeof vi => (language === "vi" ? vi : en);
