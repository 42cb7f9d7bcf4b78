import type { Language } from "#contracts/units.ts";

/** A cell: a number in digits, or words. */
export type Cell = { readonly text: string; readonly isNumber: boolean };

/** What a spreadsheet would take for a formula is words here; somebody else typed it. */
const asWords = ({ text, isNumber }: Cell): string => (!isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const quoted = (text: string, separator: string): string =>
  text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/**
 * CSV that Excel opens by a double click: marked as UTF-8, and divided as the language's decimal sign asks for, semicolons where
 * numbers have commas.
 */
export const asCsv = (rows: readonly (readonly Cell[])[], language: Language): string => {
  const separator = language === "vi" ? ";" : ",";
  return `\u{feff}${rows.map((row) => row.map((cell) => quoted(asWords(cell), separator)).join(separator)).join("\r\n")}\r\n`;
};

/** To be pasted into a sheet: no cell may break its row. */
export const asClipboard = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => row.map((cell) => asWords(cell).replaceAll(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
