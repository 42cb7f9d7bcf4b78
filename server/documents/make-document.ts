import type { ReportFormat } from "#contracts/report-formats.ts";
import type { DocumentContent } from "./content.ts";
import { writeDocx } from "./docx.ts";
import { writePdf } from "./pdf.ts";
import { writeXlsx } from "./xlsx.ts";

const WRITERS: Readonly<Record<ReportFormat, (content: DocumentContent) => Promise<Uint8Array>>> = {
  docx: writeDocx,
  pdf: writePdf,
  xlsx: writeXlsx,
};

/** The same content in the same format is the same bytes. */
export const makeDocument = (format: ReportFormat, content: DocumentContent): Promise<Uint8Array> =>
  WRITERS[format](content);
