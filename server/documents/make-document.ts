import type { LetterFormat } from "#contracts/land-alerts.ts";
import type { ReportFormat } from "#contracts/report-formats.ts";
import type { DocumentContent, LetterDocument } from "./content.ts";
import { writeDocx, writeLetterDocx } from "./docx.ts";
import { writeLetterPdf, writePdf } from "./pdf.ts";
import { writeXlsx } from "./xlsx.ts";

const WRITERS: Readonly<Record<ReportFormat, (content: DocumentContent) => Promise<Uint8Array>>> = {
  docx: writeDocx,
  pdf: writePdf,
  xlsx: writeXlsx,
};

/** The same content in the same format is the same bytes. */
export const makeDocument = (format: ReportFormat, content: DocumentContent): Promise<Uint8Array> =>
  WRITERS[format](content);

export const makeLetter = (format: LetterFormat, letter: LetterDocument): Promise<Uint8Array> =>
  format === "docx" ? writeLetterDocx(letter) : writeLetterPdf(letter);
