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
/** The province's zone first; then degrees, the neighbours, the wide zones. */
export const CRS_CHOICES = [
  9209, 4326, 9210, 3405, 32648, 4756, 9205, 9206, 9207, 9208, 9211, 9212, 9213, 9214, 9215, 9216, 9217, 9218,
].map((code) => `EPSG:${code}`);

/** Whether the file leaves a doubt about where it lies that nobody has answered. */
export const isUnconfirmed = ({ where, crsInFile }: ImportCheck, { crs }: Decisions): boolean =>
  where !== null && !crs && (crsInFile === null || where.verdict === "mistake");
