import type { checkForm } from "#contracts/land-reports.ts";
import type * as z from "zod/mini";

export type FormCheck = z.output<typeof checkForm.output>;
type Change = FormCheck["changes"][number];
export type CellValue = Change["before"];
export type LineField = Change["field"];

/** Of a line what is needed to name its project. */
export type NamedLine = { readonly projectId: number; readonly projectVi: string; readonly projectEn: string | null };
