import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sqlite from "node-sqlite3-wasm";
import type { CellContent } from "#contracts/read-cell.ts";
import { crsOfName, crsOfWkt } from "../crs.ts";
import { faultOf, type FileContent, type FileFeature, vertexCounter } from "./features.ts";
import { cellOf } from "./geojson.ts";
import { at, FileRefusal, LIMITS, refuseFile } from "./refusals.ts";
import kindSql from "./sqlite-kind.sql?raw";
import layersSql from "./sqlite-layers.sql?raw";
import rowsSql from "./sqlite-rows.sql?raw";
import { shapeOfGeoPackage } from "./wkb.ts";

type Row = Record<string, unknown>;
type Database = {
  all: (sql: string, values?: readonly unknown[]) => Row[];
  exec: (sql: string) => void;
  close: () => void;
};

/** Says that changes wait in a second file, which was not sent along; without it the file reads as it lies. */
const JOURNAL_BYTES = [18, 19];
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** On a copy of its own, opened to be read only; statements of the file (views, triggers, virtual tables) are never run. */
export const readGeoPackage = async (bytes: Buffer, layer: string | null): Promise<FileContent> => {
  const folder = await mkdtemp(join(tmpdir(), "vlmap-gpkg-"));
  try {
    const path = join(folder, "file.gpkg");
    const copy = Buffer.from(bytes);
    for (const place of JOURNAL_BYTES) copy[place] = 1;
    await writeFile(path, copy);
    const database = new sqlite.Database(path, { readOnly: true, fileMustExist: true }) as unknown as Database;
    try {
      database.exec("pragma trusted_schema = off");
      database.exec("pragma cell_size_check = on");
      return readLayer(database, layer);
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof FileRefusal) throw error;
    return refuseFile("damaged-geopackage", null, error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Whether what is called a table is one, and not statements that would run when it is read. */
const isTable = (database: Database, name: string): boolean | null => {
  const [row] = database.all(kindSql, [name]);
  if (!row) return null;
  return row["type"] === "table" && !/^\s*create\s+virtual/i.test(String(row["sql"]));
};

const readLayer = (database: Database, wanted: string | null): FileContent => {
  for (const name of ["gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"]) {
    const is = isTable(database, name);
    if (is === null) return refuseFile("not-geopackage");
    if (!is) return refuseFile("geopackage-view", at("bảng", "table", name));
  }
  const layers = database.all(layersSql).map(({ name, column, org, code, wkt }) => ({
    name: String(name),
    column: String(column),
    crs: crsOfName(`${String(org)}:${String(code)}`) ?? crsOfWkt(String(wkt)),
    crsText: `${String(org)}:${String(code)}`,
  }));
  const names = layers.map(({ name }) => name);
  if (layers.length === 0) return refuseFile("no-features");
  const chosen = wanted === null ? layers[0]! : layers.find(({ name }) => name === wanted);
  if (!chosen) return refuseFile("no-layer");
  const is = isTable(database, chosen.name);
  if (is === null) return refuseFile("damaged-geopackage");
  if (!is) return refuseFile("geopackage-view", at("lớp", "layer", chosen.name));
  // Without generated columns, which are statements of the file, too.
  const columns = database
    .all(`pragma table_info(${quoted(chosen.name)})`)
    .map(({ name, pk }) => ({ name: String(name), isKey: Number(pk) > 0 }));
  if (!columns.some(({ name }) => name === chosen.column)) return refuseFile("damaged-geopackage");
  if (columns.length > LIMITS.fields) return refuseFile("too-many-columns");
  const fields = columns.filter(({ name, isKey }) => name !== chosen.column && !isKey).map(({ name }) => name);
  const listed = [chosen.column, ...fields].map(quoted).join(", ");
  // By a function: a name may hold what a plain replacement takes for a reference.
  const rowsOfLayer = rowsSql.replace(":columns", () => listed).replace(":layer", () => quoted(chosen.name));
  const rows = database.all(rowsOfLayer, [LIMITS.features + 1]);
  if (rows.length > LIMITS.features) return refuseFile("too-many-rows");
  if (rows.length === 0) return refuseFile("no-features");
  const count = vertexCounter();
  const features = rows.map((values, n): FileFeature => {
    const row = n + 1;
    const blob = values[chosen.column];
    const properties = Object.create(null) as Record<string, CellContent>;
    for (const field of fields) properties[field] = propertyOf(values[field]);
    if (!(blob instanceof Uint8Array)) return { row, shape: null, properties, faults: [faultOf("no-shape")] };
    count(row, Math.floor(blob.length / 16));
    const read = shapeOfGeoPackage(blob);
    return "fault" in read
      ? { row, shape: null, properties, faults: [read.fault] }
      : { row, shape: read.shape, properties, faults: [] };
  });
  const { crs, crsText, name } = chosen;
  return { format: "geopackage", layer: name, layers: names, crs, crsText, fields, features };
};

const propertyOf = (value: unknown): CellContent =>
  typeof value === "bigint" ? Number(value) : value instanceof Uint8Array ? null : cellOf(value);
