/** The form of a report as somebody fills it in, with the library that writes it. */

import { openXlsx, parseCellRef, saveXlsx } from "hucre/xlsx";
import { COLUMNS, SHEET } from "#server/features/land-use/form/columns.ts";

export type Sheet = { fileName: string; workbook: string };
type Typed = Readonly<Record<string, string | number | null>>;

export const HEADS = {
  vnd: "Vốn thực hiện lũy kế (tỷ đồng)",
  jobs: "Lao động (người)",
  ha: "Đất đã triển khai (ha)",
  note: "Ghi chú",
} as const;

/** The cell under a head, of the n-th project from 0. */
export const cellOf = (head: string, index: number): string =>
  `${String.fromCharCode(65 + COLUMNS.findIndex((column) => column.head === head))}${6 + index}`;

/** The form with cells as somebody typed them. */
export const filled = async (form: Sheet, typed: Typed, sheetName = SHEET): Promise<Sheet> => ({
  fileName: form.fileName,
  workbook: Buffer.from(await filledBytes(Buffer.from(form.workbook, "base64"), typed, sheetName)).toString("base64"),
});

export const filledBytes = async (bytes: Uint8Array, typed: Typed, sheetName = SHEET): Promise<Uint8Array> => {
  const book = await openXlsx(bytes, { readStyles: true });
  const sheet = book.sheets.find(({ name }) => name === sheetName)!;
  for (const [cell, value] of Object.entries(typed)) {
    const { row, col } = parseCellRef(cell);
    sheet.rows[row] ??= [];
    sheet.rows[row]![col] = value;
    const key = `${row},${col}`;
    const type = typeof value === "number" ? "number" : "string";
    sheet.cells?.set(key, { ...sheet.cells.get(key), value, type });
  }
  return saveXlsx(book);
};
