import type { AdministrativeForm, Run } from "./content.ts";

/**
 * The administrative document form of Decree 30/2020/NĐ-CP, appendix I: measures and fixed words that every format shares.
 * Sizes in points, margins in millimetres.
 */

export const MARGIN_MM = { top: 20, right: 15, bottom: 20, left: 30 } as const;

export const SIZE = {
  /** Quốc hiệu, names of agencies, number. */
  head: 12.5,
  /** Tiêu ngữ, place and day, text. */
  text: 13.5,
  kind: 14,
  recipients: 11,
  recipientsTitle: 12,
  table: 9.5,
  sources: 11,
} as const;

const DOTS = "…………";

/** Decree 30/2020/NĐ-CP, appendix I: what only the office knows is left to it. */
export const officeForm = ({
  number = `Số: ${DOTS}/BC-…`,
  addressee = `Kính gửi: ${DOTS}${DOTS}${DOTS}`,
  recipients = [DOTS, DOTS, "Lưu: VT, …"],
}: Partial<Pick<AdministrativeForm, "number" | "addressee" | "recipients">> = {}): AdministrativeForm => ({
  superiorAgency: "UBND TỈNH VĨNH LONG",
  agency: DOTS + DOTS,
  number,
  placeAndDay: "Vĩnh Long, ngày … tháng … năm ……",
  addressee,
  recipients,
  signatory: "CHỨC VỤ CỦA NGƯỜI KÝ",
  signatoryName: "Họ và tên",
});

/** Of the first line of a paragraph. */
export const INDENT_MM = 10;

export const NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
export const MOTTO = "Độc lập - Tự do - Hạnh phúc";
export const RECIPIENTS = "Nơi nhận:";
export const SOURCES = "Nguồn số liệu";
export const APPENDIX = "PHỤ LỤC";
export const ILLUSTRATIVE_WORDS = "CÓ SỐ LIỆU MINH HỌA, KHÔNG DÙNG LÀM SỐ LIỆU CHÍNH THỨC";

/** `[1, 3]` */
export const citation = (notes: readonly number[]): string => (notes.length === 0 ? "" : `[${notes.join(", ")}]`);

const ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
/** Number of a section, from 0. */
export const roman = (index: number): string => ROMAN[index] ?? String(index + 1);

/** `Biểu 1. Khu, tuyến công nghiệp` */
export const tableTitle = (index: number, title: string): string => `Biểu ${index + 1}. ${title}`;

/** The list ends as lists of recipients do. */
export const recipientLine = (recipient: string, isLast: boolean): string => `- ${recipient}${isLast ? "." : ";"}`;

/** Items of a letter begin with a dash. */
export const blockText = (kind: "paragraph" | "item", text: string): string => (kind === "item" ? `- ${text}` : text);

/** Words up to where a source is cited, what it is, and the space that follows. */
export type CitedWords = { readonly text: string; readonly notes: readonly number[]; readonly gap: string };

/** Runs as words between citations; punctuation behind a number comes before the number of its source. */
export const withCitations = (runs: readonly Run[]): CitedWords[] => {
  const pieces: CitedWords[] = [];
  let text = "";
  let cited: readonly number[] | null = null;
  for (const run of runs) {
    if (run.kind === "text" && cited) {
      const [, punctuation = "", gap = "", rest = ""] = /^([,;.:)]*)(\s*)([\s\S]*)$/.exec(run.text) ?? [];
      pieces.push({ text: text + punctuation, notes: cited, gap });
      text = rest;
      cited = null;
    } else if (run.kind === "text") text += run.text;
    else {
      if (cited) pieces.push({ text, notes: cited, gap: "" });
      text = (cited ? "" : text) + (run.kind === "number" ? run.text : "");
      cited = run.notes.length > 0 ? run.notes : null;
    }
  }
  if (text !== "" || cited) pieces.push({ text, notes: cited ?? [], gap: "" });
  return pieces;
};
