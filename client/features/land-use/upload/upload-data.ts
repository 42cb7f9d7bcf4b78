import type * as z from "zod/mini";
import { REPORT_MEDIA_TYPES } from "#contracts/report-formats.ts";
import type { uploadCheck, uploadForm, uploadLink, uploadState } from "#contracts/land-upload.ts";
import { bytesOf, saveFile } from "../save-file.ts";

export type UploadState = z.output<typeof uploadState.output>;
export type Reading = z.output<typeof uploadCheck.output>;
export type CellValue = Reading["changes"][number]["after"];
export type LineField = Reading["changes"][number]["field"];
export type Workbook = z.output<typeof uploadForm.output>;
export type OpenLink = NonNullable<z.output<typeof uploadLink.output>["link"]>;

/** What the server takes, with room for its encoding. */
export const MOST_FILE_BYTES = 1_400_000;

/** Hands a workbook to the browser as a download. */
export const saveWorkbook = ({ fileName, workbook }: Workbook): void =>
  saveFile(fileName, bytesOf(workbook), REPORT_MEDIA_TYPES.xlsx);

export const readWorkbook = async (file: File): Promise<Workbook> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let letters = "";
  for (const byte of bytes) letters += String.fromCodePoint(byte);
  return { fileName: file.name.normalize("NFC").slice(0, 200), workbook: btoa(letters) };
};
