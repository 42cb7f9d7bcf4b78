import type { CollectionProperty } from "#server/collections/collections.ts";
import type { Cell } from "./layer.ts";
import { shortNames } from "./short-names.ts";

/** No text is longer, in bytes of UTF-8. */
const MOST_BYTES = 254;

/** A column of the table: `width` grows with what is put into it. */
export type DbfColumn = {
  readonly name: string;
  readonly short: string;
  readonly titleVi: string;
  readonly titleEn: string;
  readonly type: "C" | "N" | "L" | "D";
  readonly decimals: number;
  width: number;
};

const KINDS = {
  string: { type: "C", width: 1, decimals: 0 },
  integer: { type: "N", width: 18, decimals: 0 },
  // The shortest text of any number has room in it.
  number: { type: "N", width: 24, decimals: 15 },
  boolean: { type: "L", width: 1, decimals: 0 },
  date: { type: "D", width: 8, decimals: 0 },
} as const;

const ID = { name: "id", type: "string", titleVi: "Mã", titleEn: "Id" } as const;

export const dbfColumns = (fields: readonly CollectionProperty[]): DbfColumn[] => {
  const all = [ID, ...fields];
  const short = shortNames(all.map(({ name }) => name));
  return all.map(({ name, type, titleVi, titleEn }, index) => ({
    ...KINDS[type],
    name,
    short: short[index]!,
    titleVi,
    titleEn,
  }));
};

export const widen = (columns: readonly DbfColumn[], cells: readonly Cell[]): void => {
  for (const [index, column] of columns.entries()) {
    const cell = cells[index];
    if (column.type === "C" && typeof cell === "string" && cell.length * 3 > column.width)
      column.width = Math.max(column.width, Math.min(MOST_BYTES, Buffer.byteLength(cell)));
  }
};

const widthOf = (columns: readonly DbfColumn[]): number => columns.reduce((sum, { width }) => sum + width, 1);

export const dbfHead = (columns: readonly DbfColumn[], rows: number): Buffer => {
  const head = Buffer.alloc(32 * (columns.length + 1) + 1);
  head[0] = 0x03;
  // Of the last change; the same data give the same bytes.
  head.set([100, 1, 1], 1);
  head.writeUInt32LE(rows, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(widthOf(columns), 10);
  for (const [index, { short, type, width, decimals }] of columns.entries()) {
    const at = 32 * (index + 1);
    head.write(short, at, "latin1");
    head.write(type, at + 11, "latin1");
    head[at + 16] = width;
    head[at + 17] = decimals;
  }
  head[head.length - 1] = 0x0d;
  return head;
};

export const dbfLine = (columns: readonly DbfColumn[], cells: readonly Cell[]): Buffer => {
  const line = Buffer.alloc(widthOf(columns), 0x20);
  let at = 1;
  for (const [index, column] of columns.entries()) {
    line.write(textOf(column, cells[index] ?? null), at, "utf8");
    at += column.width;
  }
  return line;
};

const textOf = ({ type, width }: DbfColumn, cell: Cell): string => {
  if (cell === null) return type === "L" ? "?" : "";
  if (type === "L") return cell ? "T" : "F";
  if (type === "D") return String(cell).replaceAll("-", "");
  return type === "N" ? String(cell).padStart(width) : cut(String(cell), width);
};

/** As many whole letters as the bytes hold. */
const cut = (text: string, bytes: number): string => {
  if (text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes) return text;
  let kept = "";
  let length = 0;
  for (const letter of text) {
    length += Buffer.byteLength(letter);
    if (length > bytes) break;
    kept += letter;
  }
  return kept;
};
