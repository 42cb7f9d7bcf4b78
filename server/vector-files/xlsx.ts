import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { type CellValue, writeXlsxStream } from "hucre/xlsx";
import type { Cell, FileLayer, Pages, Writer } from "./layer.ts";
import { geometryCells, geometryColumns, XLSX_CELL } from "./table.ts";
import { whileWanted } from "./text-file.ts";

const MOST_CHARACTERS_OF_SHEET_NAME = 31;
/** Days before it have no number in Excel. */
const FIRST_DAY = "1900-03-01";

/** One sheet, continued on further ones beyond what a sheet holds; days are days, and text is never a formula. */
export const writeXlsx: Writer = async (layer, pages, path, signal) => {
  const columns = geometryColumns(layer, XLSX_CELL);
  const stream = writeXlsxStream(sheetRows(layer, columns, whileWanted(pages, signal)), {
    name: layer.id.slice(0, MOST_CHARACTERS_OF_SHEET_NAME),
    columns: [
      { header: "id", width: 24 },
      ...columns.map((header) => ({ header, width: 14 })),
      ...layer.fields.map(({ name, type }) => ({
        header: name,
        width: type === "string" ? 20 : 14,
        ...(type === "date" && { numFmt: "yyyy-mm-dd" }),
      })),
    ],
    freezePane: { rows: 1, columns: 1 },
    zip64: layer.longestWkt > XLSX_CELL,
  });
  await pipeline(Readable.fromWeb(stream as ReadableStream), createWriteStream(path), { signal });
};

async function* sheetRows(layer: FileLayer, columns: readonly string[], pages: Pages): AsyncGenerator<CellValue[]> {
  for await (const page of pages) {
    for (const row of page) {
      yield [
        row.id,
        ...geometryCells(layer, row, columns, XLSX_CELL),
        ...row.cells.map((cell, index) => sheetCell(cell, layer.fields[index]?.type === "date")),
      ];
    }
  }
}

const sheetCell = (cell: Cell, isDay: boolean): CellValue =>
  isDay && typeof cell === "string" && cell >= FIRST_DAY ? new Date(`${cell}T00:00:00Z`) : cell;
