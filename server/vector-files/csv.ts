import { stringify } from "csv-stringify/sync";
import type { FileLayer, Pages, Writer } from "./layer.ts";
import { CSV_CELL, geometryCells, geometryColumns } from "./table.ts";
import { whileWanted, writeText } from "./text-file.ts";

/** UTF-8 with a byte order mark, by which Excel knows it; text that would be a formula begins with an apostrophe. */
export const writeCsv: Writer = (layer, pages, path, signal) =>
  writeText(csvOf(layer, whileWanted(pages, signal)), path, signal);

export async function* csvOf(layer: FileLayer, pages: Pages): AsyncGenerator<string> {
  const columns = geometryColumns(layer, CSV_CELL);
  const lines = (rows: readonly (readonly unknown[])[]) =>
    stringify([...rows] as unknown[][], {
      escape_formulas: true,
      record_delimiter: "windows",
      cast: { boolean: String },
    });
  yield `\uFEFF${lines([["id", ...columns, ...layer.fields.map(({ name }) => name)]])}`;
  for await (const page of pages) {
    if (page.length > 0)
      yield lines(page.map((row) => [row.id, ...geometryCells(layer, row, columns, CSV_CELL), ...row.cells]));
  }
}
