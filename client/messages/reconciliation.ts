import type { ReconciliationVerdict } from "#contracts/checks.ts";
import type { Language } from "#contracts/units.ts";

/** Repairs and lists on the page of data checks. */
const vi = {
  proposal: "Đề xuất, chưa áp dụng",
  mayRead: "có thể là",
  lists: "Đối chiếu danh sách",
  listsIntro: "Số in của mỗi danh sách khu, cụm, chợ đứng cạnh số đếm hoặc cộng được từ chính danh sách ấy.",
  totalsOfTotals: "Tổng của các số in",
  namesCounted: "Đếm tên",
  summed: "Cộng lại",
  names: (n: number) => `${n} tên trong danh sách`,
  without: (n: number) => `${n} nơi không có số trong nguồn`,
  shortfall: "Thiếu",
  openCheck: "Xem phép tính không khớp",
  verdicts: { agrees: "khớp", shortfall: "thiếu danh sách", conflict: "không khớp" } as Record<
    ReconciliationVerdict,
    string
  >,
};

const en: typeof vi = {
  proposal: "Proposed, not applied",
  mayRead: "may read",
  lists: "Lists against their totals",
  listsIntro:
    "The printed total of each list of zones, clusters and markets beside what can be counted or added up of that very list.",
  totalsOfTotals: "Totals of printed totals",
  namesCounted: "Names counted",
  summed: "Added up",
  names: (n) => (n === 1 ? "1 name in the list" : `${n} names in the list`),
  without: (n) => (n === 1 ? "1 place without a figure in the source" : `${n} places without a figure in the source`),
  shortfall: "Missing",
  openCheck: "See the failing check",
  verdicts: { agrees: "agrees", shortfall: "list missing", conflict: "conflict" },
};

export const reconciliationWords = (language: Language): typeof vi => (language === "vi" ? vi : en);
