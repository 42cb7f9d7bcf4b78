/** The form of a report as somebody fills it in. */

import { openXlsx, parseCellRef, saveXlsx } from "hucre/xlsx";
import { COLUMNS, SHEET } from "#server/features/land-use/form/columns.ts";

export type Sheet = { fileName: string; workbook: string };

export const HEADS = {
  vnd: "Vốn thực hiện lũy kế (tỷ đồng)",
  jobs: "Lao động (người)",
  ha: "Đất đã triển khai (ha)",
  note: "Ghi chú",
} as const;

/** Cell of the column with this head, in the n-th line. */
export const address = (head: string, index: number): string =>
  `${String.fromCharCode(65 + COLUMNS.findIndex((column) => column.head === head))}${6 + index}`;

/** The form with cells as somebody typed them. */
export const filled = async (
  form: Sheet,
  typed: Readonly<Record<string, string | number | null>>,
  sheetName: string = SHEET,
): Promise<Sheet> => {
  const book = await openXlsx(Buffer.from(form.workbook, "base64"), { readStyles: true });
  const sheet = book.sheets.find(({ name }) => name === sheetName)!;
  for (const [cell, value] of Object.entries(typed)) {
    const { row, col } = parseCellRef(cell);
    sheet.rows[row] ??= [];
    sheet.rows[row]![col] = value;
    const key = `${row},${col}`;
    const type = typeof value === "number" ? "number" : "string";
    sheet.cells?.set(key, { ...sheet.cells.get(key), value, type });
  }
  return { fileName: form.fileName, workbook: Buffer.from(await saveXlsx(book)).toString("base64") };
};
