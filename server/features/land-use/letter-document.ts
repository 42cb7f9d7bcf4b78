import type { LetterDocument } from "#server/documents/content.ts";
import type { LetterContent, LetterRun } from "#server/land-clock/letter.ts";

const DOTS = "…………";

const textOf = (runs: readonly LetterRun[]): string => runs.map(({ text }) => text).join("");

/** The draft in the form of Decree 30/2020/NĐ-CP, appendix I: what only the office knows is left to it. */
export const letterDocument = (
  { subject, addressee, blocks }: LetterContent,
  day: string,
  isIllustrative: boolean,
): LetterDocument => ({
  form: {
    superiorAgency: "UBND TỈNH VĨNH LONG",
    agency: DOTS + DOTS,
    number: `Số: ${DOTS}/…`,
    placeAndDay: "Vĩnh Long, ngày … tháng … năm ……",
    addressee: `Kính gửi: ${textOf(addressee)}`,
    recipients: ["Như trên", DOTS, "Lưu: VT, …"],
    signatory: "CHỨC VỤ CỦA NGƯỜI KÝ",
    signatoryName: "Họ và tên",
  },
  subject: textOf(subject),
  isIllustrative,
  blocks: blocks.map(({ kind, runs }) => ({ kind, text: textOf(runs) })),
  day,
});
