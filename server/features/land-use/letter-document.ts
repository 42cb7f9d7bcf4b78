import type { LetterDocument } from "#server/documents/content.ts";
import { officeForm } from "#server/documents/form.ts";
import type { LetterContent, LetterRun } from "#server/land-clock/letter.ts";

const DOTS = "…………";

const textOf = (runs: readonly LetterRun[]): string => runs.map(({ text }) => text).join("");

/** The draft in the administrative form. */
export const letterDocument = (
  { subject, addressee, blocks }: LetterContent,
  day: string,
  isIllustrative: boolean,
): LetterDocument => ({
  form: officeForm({
    number: `Số: ${DOTS}/…`,
    addressee: `Kính gửi: ${textOf(addressee)}`,
    recipients: ["Như trên", DOTS, "Lưu: VT, …"],
  }),
  subject: textOf(subject),
  isIllustrative,
  blocks: blocks.map(({ kind, runs }) => ({ kind, text: textOf(runs) })),
  day,
});
