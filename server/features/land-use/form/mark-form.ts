import { openXlsx, parseCellRef, saveXlsx } from "hucre/xlsx";
import { SHEET } from "./columns.ts";
import type { FormIssue } from "./read-form.ts";

const WRONG_FILL = { type: "pattern", pattern: "solid", fgColor: { rgb: "FFD0C7" } } as const;

/** The workbook that was sent, as it was but for what is wrong: those cells are coloured and say why in a note. */
export const markForm = async (bytes: Uint8Array, issues: readonly FormIssue[]): Promise<Uint8Array> => {
  const book = await openXlsx(bytes, { readStyles: true });
  const sheet = book.sheets.find(({ name }) => name === SHEET);
  if (sheet) {
    const cells = (sheet.cells ??= new Map());
    for (const { cell, message } of issues) {
      if (cell === null) continue;
      const { row, col } = parseCellRef(cell);
      const key = `${row},${col}`;
      const value = sheet.rows[row]?.[col] ?? null;
      const found = cells.get(key) ?? { value, type: value === null ? "empty" : "string" };
      cells.set(key, {
        ...found,
        style: { ...found.style, fill: WRONG_FILL },
        comment: { text: `${message.vi}\n${message.en}` },
      });
    }
  }
  return saveXlsx(book);
};
