import { createReadStream } from "node:fs";
import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { stringify } from "csv-stringify/sync";
import { Box } from "./box.ts";
import { dbfHead, dbfLine, type DbfColumn, dbfColumns, widen } from "./dbf.ts";
import type { Cell, FileLayer, FileRow, Pages, Writer } from "./layer.ts";
import { recordOf, SHAPE_TYPES, shapeHead } from "./shape-record.ts";
import { shapeOf } from "./shape.ts";
import { whileWanted } from "./text-file.ts";
import { writeZip } from "./zip.ts";

const HEAD_BYTES = 100;

/** A zip of shp, shx, dbf, prj and cpg, with the read-me and the names that ten letters stand for. */
export const writeShapefile: Writer = async (layer, pages, path, signal) => {
  const folder = await mkdtemp(join(dirname(path), "shapefile-"));
  const at = (ending: string) => join(folder, `${layer.id}.${ending}`);
  const columns = dbfColumns(layer.fields);
  try {
    const rows = await writeShapes(layer, columns, whileWanted(pages, signal), at);
    await writeTable(columns, rows, at, signal);
    const names = stringify(
      columns.map(({ name, short, titleVi, titleEn }) => [short, name, titleVi, titleEn]),
      { header: true, columns: ["shapefile_name", "name", "title_vi", "title_en"], bom: true },
    );
    await writeZip(
      [
        ...(layer.geometryType ? ["shp", "shx", "dbf"] : ["dbf"]).map((ending) => ({
          name: `${layer.id}.${ending}`,
          path: at(ending),
        })),
        { name: `${layer.id}.prj`, text: layer.crs.wkt },
        { name: `${layer.id}.cpg`, text: "UTF-8" },
        { name: "field-names.csv", text: names },
        { name: "README.txt", text: layer.about },
      ],
      path,
      signal,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/**
 * Shapes and their index; cells are put aside, since the width of a column is known only after its last row.
 * @returns how many rows
 */
const writeShapes = async (
  layer: FileLayer,
  columns: DbfColumn[],
  pages: Pages,
  at: (ending: string) => string,
): Promise<number> => {
  const shapes = await open(at("shp"), "w");
  const index = await open(at("shx"), "w");
  const cells = await open(at("cells"), "w");
  const box = new Box();
  let bytes = HEAD_BYTES;
  let rows = 0;
  try {
    await shapes.write(Buffer.alloc(HEAD_BYTES));
    await index.write(Buffer.alloc(HEAD_BYTES));
    for await (const page of pages) {
      const records: Buffer[] = [];
      const places = Buffer.alloc(8 * page.length);
      for (const [number, row] of page.entries()) {
        const record = shapeRecord(row, rows + number + 1, box, layer.geometryType);
        places.writeInt32BE(bytes / 2, 8 * number);
        places.writeInt32BE((record.length - 8) / 2, 8 * number + 4);
        bytes += record.length;
        records.push(record);
        widen(columns, [row.id, ...row.cells]);
      }
      rows += page.length;
      await shapes.write(Buffer.concat(records));
      await index.write(places);
      await cells.write(page.map((row) => `${JSON.stringify([row.id, ...row.cells])}\n`).join(""));
    }
    const type = SHAPE_TYPES[layer.geometryType ?? "Point"];
    await shapes.write(shapeHead(bytes, type, box), 0, HEAD_BYTES, 0);
    await index.write(shapeHead(HEAD_BYTES + 8 * rows, type, box), 0, HEAD_BYTES, 0);
    return rows;
  } finally {
    for (const file of [shapes, index, cells]) await file.close();
  }
};

const shapeRecord = ({ wkb }: FileRow, number: number, box: Box, geometryType: FileLayer["geometryType"]): Buffer => {
  const shape = wkb === null ? null : shapeOf(wkb);
  if (shape) box.add(shape);
  return recordOf(shape, number, geometryType);
};

const LINES_AT_ONCE = 1000;

const writeTable = async (
  columns: readonly DbfColumn[],
  rows: number,
  at: (ending: string) => string,
  signal: AbortSignal,
): Promise<void> => {
  const table = await open(at("dbf"), "w");
  try {
    await table.write(dbfHead(columns, rows));
    let waiting: Buffer[] = [];
    for await (const line of createInterface({ input: createReadStream(at("cells")) })) {
      waiting.push(dbfLine(columns, JSON.parse(line) as Cell[]));
      if (waiting.length >= LINES_AT_ONCE) waiting = await flush(table, waiting, signal);
    }
    await flush(table, [...waiting, Buffer.of(0x1a)], signal);
  } finally {
    await table.close();
  }
};

const flush = async (file: FileHandle, waiting: readonly Buffer[], signal: AbortSignal): Promise<Buffer[]> => {
  signal.throwIfAborted();
  await file.write(Buffer.concat(waiting));
  return [];
};
