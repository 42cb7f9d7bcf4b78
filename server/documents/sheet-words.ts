import type { Language } from "#contracts/units.ts";

export const SHEET_MARGIN_MM = 15;

/** Words of the layout of sheets; what a sheet says of its site comes with it. */
export const SHEET_WORDS: Readonly<
  Record<
    Language,
    Record<"measure" | "value" | "when" | "how" | "source" | "contents" | "madeUpPage" | "madeUpMark", string>
  >
> = {
  vi: {
    measure: "Chỉ tiêu",
    value: "Giá trị",
    when: "Thời điểm",
    how: "Cách có số",
    source: "Nguồn",
    contents: "Mục lục",
    madeUpPage: "CÓ SỐ LIỆU MINH HỌA, KHÔNG DÙNG LÀM SỐ LIỆU CHÍNH THỨC",
    madeUpMark: "MINH HỌA",
  },
  en: {
    measure: "Measure",
    value: "Value",
    when: "As of",
    how: "Method",
    source: "Source",
    contents: "Contents",
    madeUpPage: "CONTAINS MADE-UP DATA FOR DEMONSTRATION; NOT OFFICIAL",
    madeUpMark: "MADE UP",
  },
};
