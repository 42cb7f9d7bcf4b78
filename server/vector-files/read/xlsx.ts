import { readXlsx as readBook } from "hucre/xlsx";
import type { CellContent } from "#contracts/read-cell.ts";
import type { FileContent } from "./features.ts";
import { at, LIMITS, refuseFile } from "./refusals.ts";
import { readTable } from "./table.ts";
import type { Archive } from "./zip.ts";

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i;
const MOST_SHEET_ROWS = LIMITS.features + 30;
const MOST_CELLS = 3_000_000;
const MOST_MERGES = 50_000;

const columnOf = (letters: string): number =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** What a sheet says it holds, before any row is made of it: one cell far out makes a million empty rows. */
const guardSheet = (xml: string, name: string): void => {
  const where = at("trang tính", "sheet", name);
  let cells = 0;
  for (const [, letters, row] of xml.matchAll(/<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,4})(\d{1,9})"/g)) {
    if (++cells > MOST_CELLS || Number(row) > MOST_SHEET_ROWS) refuseFile("too-many-rows", where);
    if (columnOf(letters!) > LIMITS.fields) refuseFile("too-many-columns", where);
  }
  for (const [, row] of xml.matchAll(/<(?:\w+:)?row\s[^>]*?\br="(\d+)"/g))
    if (Number(row) > MOST_SHEET_ROWS) refuseFile("too-many-rows", where);
  if ((xml.match(/<(?:\w+:)?(c|row)[\s/>]/g)?.length ?? 0) > MOST_CELLS) refuseFile("too-many-rows", where);
  if ((xml.match(/<(?:\w+:)?mergeCell\s/g)?.length ?? 0) > MOST_MERGES) refuseFile("bad-workbook", where);
};

export const readXlsx = async (bytes: Buffer, archive: Archive, layer: string | null): Promise<FileContent> => {
  // Every part is unpacked once and counted; the reader, which believes what sizes entries state, comes after.
  for (const name of archive.names) {
    const content = await archive.read(name);
    if (!/\.(xml|rels|vml)$/i.test(name)) continue;
    const xml = content.toString("utf8");
    if (/<!\s*(DOCTYPE|ENTITY)/i.test(xml) || xml.includes("\0")) refuseFile("doctype", at("tệp con", "entry", name));
    if (SHEET.test(name)) guardSheet(xml, name.replace(/^.*\//, ""));
  }
  const book = await readBook(bytes).catch((error: unknown) => refuseFile("bad-workbook", null, error));
  const filled = book.sheets.filter(({ rows }) => rows.some((row) => row.some((cell) => cell !== null && cell !== "")));
  const names = filled.map(({ name }) => name.normalize("NFC"));
  if (names.length === 0) return refuseFile("no-features");
  if (layer !== null && !names.includes(layer)) return refuseFile("no-layer");
  const sheetAt = layer === null ? 0 : names.indexOf(layer);
  return readTable(
    filled[sheetAt]!.rows.map((cells, n) => ({ row: n + 1, cells: cells as readonly CellContent[] })),
    "xlsx",
    names[sheetAt]!,
    names,
  );
};
