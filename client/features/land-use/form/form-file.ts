/** A filled form on its way to the server, and a workbook on its way to the disk. */

import { REPORT_MEDIA_TYPES } from "#contracts/report-formats.ts";
import { bytesOf, saveFile } from "../save-file.ts";

export type SentForm = { readonly fileName: string; readonly workbook: string };
/** Why a file is not even sent. */
export type FileFault = "oneFile" | "notXlsx" | "empty" | "tooLarge" | "unreadable";
export type TakenFile = SentForm | { readonly fault: FileFault; readonly name: string; readonly megabytes: number };

/** As base64 it fills the room that the server gives a workbook. */
const MOST_BYTES = 1_400_000;
const CHUNK = 0x8000;

const toBase64 = (bytes: Uint8Array): string => {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
};

/** What was chosen or dropped, ready to be sent, or what is wrong with it. Whether it is our form, the server says. */
export const takeFile = async (files: readonly File[]): Promise<TakenFile | null> => {
  const [file] = files;
  if (!file) return null;
  const refuse = (fault: FileFault): TakenFile => ({ fault, name: file.name, megabytes: file.size / 1e6 });
  if (files.length > 1) return refuse("oneFile");
  if (!/\.xlsx$/i.test(file.name)) return refuse("notXlsx");
  if (file.size > MOST_BYTES) return refuse("tooLarge");
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return bytes.length === 0
      ? refuse("empty")
      : { fileName: file.name.normalize("NFC").slice(0, 200), workbook: toBase64(bytes) };
  } catch {
    // A folder, or a file that another program holds.
    return refuse("unreadable");
  }
};

/** Hands a workbook to the browser as a download. */
export const saveWorkbook = ({ fileName, workbook }: SentForm): void =>
  saveFile(fileName, bytesOf(workbook), REPORT_MEDIA_TYPES.xlsx);
