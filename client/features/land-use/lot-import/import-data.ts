import type { checkImport, undoImport } from "#contracts/land-import.ts";
import type * as z from "zod/mini";

export type ImportCheck = z.output<typeof checkImport.output>;
export type ImportRow = ImportCheck["rows"][number];
export type Outcome = ImportRow["outcome"];
export type Imported = z.output<typeof undoImport.output>;
export type Decisions = Partial<
  Pick<
    z.input<NonNullable<(typeof checkImport)["body"]>>,
    "layer" | "crs" | "isSwapped" | "columns" | "isAreaMeasured" | "from" | "answers"
  >
>;
export type ChosenFile = { readonly fileName: string; readonly file: string };

const CHUNK = 0x8000;
/** As the server takes it: base64. */
export const takeFile = async (file: File): Promise<ChosenFile> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return { fileName: file.name.normalize("NFC").slice(0, 200), file: btoa(text) };
};

/** The province's zone first; then degrees, the neighbours, the wide zones. */
export const CRS_CHOICES = [
  9209, 4326, 9210, 3405, 32648, 4756, 9205, 9206, 9207, 9208, 9211, 9212, 9213, 9214, 9215, 9216, 9217, 9218,
].map((code) => `EPSG:${code}`);

/** Whether the file leaves a doubt about where it lies that nobody has answered. */
export const isUnconfirmed = ({ where, crsInFile }: ImportCheck, { crs }: Decisions): boolean =>
  where !== null && !crs && (crsInFile === null || where.verdict === "mistake");
