import { searchKey } from "#contracts/search-key.ts";

export type Cell = string | number | null;

/** A spreadsheet would take a text that begins so for a formula. */
const inert = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const textOf = (cell: Cell, decimalSign: "," | "."): string =>
  cell === null ? "" : typeof cell === "number" ? String(cell).replace(".", decimalSign) : inert(cell);

/** What a spreadsheet takes from the clipboard: columns by tabs, numbers as its language writes them. */
export const tsvOf = (rows: readonly (readonly Cell[])[], decimalSign: "," | "."): string =>
  rows.map((row) => row.map((cell) => textOf(cell, decimalSign).replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");

/**
 * A file that Excel opens by a double click in the language: where the comma is the decimal sign, semicolons separate. The mark at
 * the beginning says that it is UTF-8.
 */
export const csvOf = (rows: readonly (readonly Cell[])[], decimalSign: "," | "."): string => {
  const separator = decimalSign === "," ? ";" : ",";
  const quoted = (text: string) =>
    /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = rows.map((row) => row.map((cell) => quoted(textOf(cell, decimalSign))).join(separator));
  return `\ufeff${lines.join("\r\n")}\r\n`;
};

/** `lo-dat-hoa-phu-2015-06-18.csv`: letters that every file system takes. */
export const fileName = (...parts: readonly string[]): string =>
  `${parts.map((part) => searchKey(part).replaceAll(" ", "-")).join("-")}.csv`;

export const saveFile = (name: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
};
