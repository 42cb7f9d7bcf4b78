/** The small complete data set under fixtures/, and edits of it. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import type { Db } from "#server/db/port.ts";
import { loadGeodata, type LoadOutcome } from "#server/features/imports/load.ts";
import { readFiles, type Files } from "#server/features/imports/read.ts";

export const SMALL = fileURLToPath(new URL("fixtures/small", import.meta.url));

export type Edit = (files: Map<string, Uint8Array>) => void;

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** Replaces a text that occurs exactly once in a file. */
export const replace =
  (file: string, from: string, to: string): Edit =>
  (files) => {
    const parts = textOf(files.get(file)).split(from);
    if (parts.length !== 2) throw new Error(`${from} occurs ${parts.length - 1} times in ${file}`);
    files.set(file, new TextEncoder().encode(parts.join(to)));
  };

/** Rewrites the whole text of a file. */
export const rewrite =
  (file: string, change: (text: string) => string): Edit =>
  (files) => {
    files.set(file, new TextEncoder().encode(change(textOf(files.get(file)))));
  };

const quoted = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** Sets cells of the first row with that id; a column is named as in the header. */
export const setCells = (file: string, id: string, cells: Record<string, string>): Edit =>
  rewrite(file, (text) => {
    const records: string[][] = parse(text);
    const [header = []] = records;
    const row = records.find(([first]) => first === id);
    for (const [column, value] of Object.entries(cells)) {
      if (!row || !header.includes(column)) throw new Error(`${file} has no ${column} of ${id}`);
      row[header.indexOf(column)] = value;
    }
    return records.map((record) => `${record.map(quoted).join(",")}\n`).join("");
  });

export const all =
  (...edits: readonly Edit[]): Edit =>
  (files) => {
    for (const edit of edits) edit(files);
  };

/** The small data set after an edit. */
export async function withChange(edit: Edit): Promise<Files> {
  const files = new Map(await readFiles(SMALL));
  edit(files);
  return files;
}

/** Loads files from a folder of their own, as the program does. */
export async function loadFiles(db: Db, files: Files): Promise<LoadOutcome> {
  const folder = await mkdtemp(join(tmpdir(), "vlmap-geodata-"));
  try {
    for (const [name, bytes] of files) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), bytes);
    }
    return await loadGeodata(db, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const TABLES = [
  "source",
  "metric",
  "subject",
  "admin_unit",
  "crosswalk",
  "site",
  "site_group",
  "site_group_member",
  "figure",
  "fact",
  "obstacle",
  "investment_call",
  "plan_version",
  "plan_version_member",
  "sector",
  "target",
  "control_total",
  "check_rule",
  "shape",
  "data_load",
];

/** Rows per table, and a digest of all of them: equal before and after where nothing was loaded. */
export async function contentOf(db: Db): Promise<Record<string, unknown>> {
  const counts = TABLES.map(
    (table) =>
      `(select jsonb_build_array(count(*), md5(string_agg(r::text, '|' order by r::text))) from ${table} r) as ${table}`,
  );
  const { rows } = await db.transaction({ role: "owner", readOnly: true }, (tx) =>
    tx.query(`select ${counts.join(", ")}`),
  );
  return rows[0]!;
}
