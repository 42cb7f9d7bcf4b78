import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import * as z from "zod/mini";
import { TABLES } from "#contracts/geodata.ts";
import { explain } from "#server/features/imports/expectations.ts";
import { IssueList, type Issue } from "#server/features/imports/issue.ts";
import {
  dataSetOf,
  ILLUSTRATIVE_FOLDER,
  ILLUSTRATIVE_TABLES,
  isOfLand,
  LOT_FILE,
  SHAPE_FILE_NAMES,
  TABLE_NAMES,
  type Geodata,
  type Table,
  type TableName,
} from "#server/features/imports/geodata.ts";
import { findNearest } from "#server/features/imports/nearest.ts";
import { readCsv, type RawRow } from "#server/features/imports/read-csv.ts";
import { doubtPosition } from "#server/features/imports/region.ts";
import { readLots, readShapes } from "#server/features/imports/read-geojson.ts";

/** Content by path below the folder, with forward slashes, in the order of the paths. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Reads the CSV and GeoJSON files below a folder. */
export async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && /\.(csv|geojson)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted();
  return new Map(
    await Promise.all(names.map(async (name) => [name, new Uint8Array(await readFile(join(folder, name)))] as const)),
  );
}

const isNamed = (table: TableName, file: string): boolean =>
  table.endsWith("/*.csv") ? file.startsWith(table.slice(0, -5)) && file.endsWith(".csv") : file === table;

/** `sites/*.csv` stands for every CSV file of that folder, any other name for itself; the made-up set has the same names. */
const matches = (table: TableName, file: string): boolean =>
  dataSetOf(file) === "published"
    ? !isOfLand(table) && isNamed(table, file)
    : ILLUSTRATIVE_TABLES.includes(table) && isNamed(table, file.slice(ILLUSTRATIVE_FOLDER.length));

function readRow(table: TableName, file: string, { row, cells }: RawRow, issues: IssueList): unknown {
  const parsed = z.safeParse(TABLES[table] as z.ZodMiniType, cells);
  if (parsed.success) return parsed.data;
  const reported = new Set<string>();
  // A longitude of Vietnam is no latitude at all, so exchanged cells already break the schema; say what is really wrong.
  const doubt = "lat" in cells ? doubtPosition(Number(cells["lng"]), Number(cells["lat"])) : null;
  if (doubt?.code === "swapped") {
    reported.add("lng").add("lat");
    issues.add({ file, row, column: "lng" }, doubt.code, doubt.sentence);
  }
  for (const issue of parsed.error.issues) {
    const column = String(issue.path[0]);
    // One sentence a cell: a cell that is no date need not be told that it is no period either.
    if (reported.has(column)) continue;
    reported.add(column);
    const { code, sentence } = explain(issue, cells[column] ?? "");
    issues.add({ file, row, column }, code, sentence);
  }
  return null;
}

function readTable(name: TableName, files: Files, issues: IssueList): Table<unknown> {
  const table: Table<unknown> = { rows: [], ids: new Set(), illustrativeIds: new Set(), isComplete: true };
  const columns = Object.keys(TABLES[name].shape);
  const own = [...files].filter(([file]) => matches(name, file));
  if (!isOfLand(name) && own.every(([file]) => dataSetOf(file) === "illustrative")) {
    table.isComplete = false;
    issues.add({ file: name }, "missingFile", { vi: "thiếu tệp", en: "the file is missing" });
  }
  for (const [file, bytes] of own) {
    const content = readCsv(file, bytes, columns, issues);
    if (!content) table.isComplete = false;
    for (const raw of content?.rows ?? []) {
      if (raw.cells["id"]) {
        table.ids.add(raw.cells["id"]);
        if (dataSetOf(file) === "illustrative") table.illustrativeIds.add(raw.cells["id"]);
      }
      const value = content?.refusedRows.has(raw.row) ? null : readRow(name, file, raw, issues);
      if (value) table.rows.push({ file, row: raw.row, value });
    }
  }
  return table;
}

function refuseStrays(files: Files, issues: IssueList): void {
  for (const file of files.keys()) {
    const isKnown =
      file === LOT_FILE ||
      SHAPE_FILE_NAMES.some((name) => name === file) ||
      TABLE_NAMES.some((table) => matches(table, file));
    if (isKnown) continue;
    const name = file.slice(file.lastIndexOf("/") + 1);
    const nearest = findNearest(file, [
      ...TABLE_NAMES.map((table) => table.replace("*.csv", name)),
      ...ILLUSTRATIVE_TABLES.map((table) => `${ILLUSTRATIVE_FOLDER}${table.replace("*.csv", name)}`),
      ...SHAPE_FILE_NAMES,
      LOT_FILE,
    ]);
    issues.add({ file }, "unknownFile", {
      vi: `tệp không thuộc bảng hay lớp nào nên sẽ bị bỏ qua${nearest ? `; có phải ${nearest}?` : ""}`,
      en: `the file belongs to no table or layer and would be ignored${nearest ? `; did you mean ${nearest}?` : ""}`,
    });
  }
}

/** Turns files into typed rows, reporting every fault of a single file, row or cell to `issues`. */
export function parseGeodata(files: Files, issues: IssueList): Geodata {
  refuseStrays(files, issues);
  const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, readTable(name, files, issues)]));
  const shapes = SHAPE_FILE_NAMES.map((name) => {
    const bytes = files.get(name);
    if (bytes) return [name, readShapes(name, bytes, issues)];
    issues.add({ file: name }, "missingFile", { vi: "thiếu tệp", en: "the file is missing" });
    return [name, { rows: [], ids: new Set(), illustrativeIds: new Set(), isComplete: false }];
  });
  // The schemas of TABLES have made the rows what the type says; TypeScript cannot follow a loop over tables.
  return {
    tables,
    shapes: Object.fromEntries(shapes),
    lots: readLots(files.get(LOT_FILE), issues),
  } as unknown as Geodata;
}

/** Reads every table and GeoJSON file of a folder: the typed rows with their places, and all faults. */
export async function readGeodata(folder: string): Promise<{ geodata: Geodata; issues: Issue[] }> {
  const issues = new IssueList();
  const geodata = parseGeodata(await readFiles(folder), issues);
  return { geodata, issues: issues.all() };
}
