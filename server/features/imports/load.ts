import { DbError, SwallowedDbError, type Db, type Tx } from "#server/db/port.ts";
import { timed, type OnProgress } from "#server/db/progress.ts";
import { refuseRewrites } from "#server/features/imports/append-only.ts";
import { checkControlTotals } from "#server/features/imports/control-totals.ts";
import type { Geodata } from "#server/features/imports/geodata.ts";
import { hashContent, type ContentHash } from "#server/features/imports/hash.ts";
import { IssueList, type Issue } from "#server/features/imports/issue.ts";
import { loadLand } from "#server/features/imports/load-land.ts";
import { LOADS, type DbRow, type Load } from "#server/features/imports/load-plan.ts";
import { findCulprits, judgeShapes } from "#server/features/imports/load-shapes.ts";
import newestLoadSql from "#server/features/imports/newest-load.sql?raw";
import { parseGeodata, readFiles, type Files } from "#server/features/imports/read.ts";
import recordLoadSql from "#server/features/imports/record-load.sql?raw";
import {
  appendSql,
  countSql,
  deleteOthersSql,
  removeIllustrativeSql,
  upsertSql,
  type Target,
} from "#server/features/imports/statements.ts";
import takeLockSql from "#server/features/imports/take-lock.sql?raw";
import { validateGeodata } from "#server/features/imports/validate.ts";

export type LoadOutcome =
  | { status: "loaded"; dataVersion: string; counts: Record<string, number> }
  | { status: "unchanged"; dataVersion: string }
  /** The database is as it was before. */
  | { status: "refused"; issues: Issue[] };

/** Any number will do, as long as no other program takes the same one in this database. */
const ADVISORY_LOCK = 921_001_014;

/** Rolls the load back when the database has found issues. */
class LoadRefused extends Error {
  override readonly name = "LoadRefused";
}

/** Another load was quicker while this one waited for the lock. */
class AlreadyLoaded extends Error {
  override readonly name = "AlreadyLoaded";
}

const isLoaded =
  ({ published, illustrative }: ContentHash) =>
  async (tx: Tx): Promise<boolean> => {
    const [newest] = (await tx.query<ContentHash>(newestLoadSql)).rows;
    return newest?.published === published && newest.illustrative === illustrative;
  };

/** Parses and checks files, in themselves and against each other. Totals are compared only where every row is sound. */
export function checkFiles(files: Files, issues: IssueList): Geodata {
  const data = parseGeodata(files, issues);
  validateGeodata(data, issues);
  if (issues.isEmpty) checkControlTotals(data, issues);
  return data;
}

/** Refused by a constraint: an issue of the table, and the end of the transaction. */
async function orRefused<T>(load: Pick<Load, "table" | "from">, issues: IssueList, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Class 23 is a violated constraint, hence a fault of the data; anything else is ours.
    if (!(error instanceof DbError) || !error.code.startsWith("23")) throw error;
    const said = [error.message, error.detail].filter(Boolean).join("; ");
    issues.add({ file: load.from }, "constraint", {
      vi: `cơ sở dữ liệu từ chối bảng ${load.table}: ${said}`,
      en: `the database refused the table ${load.table}: ${said}`,
    });
    throw new LoadRefused(undefined, { cause: error });
  }
}

async function writeTable(
  tx: Tx,
  load: Load,
  target: Target,
  json: string,
  data: Geodata,
  issues: IssueList,
): Promise<void> {
  if (load.mode === "replace") {
    await orRefused(load, issues, () => tx.query(upsertSql(target), [json]));
    return;
  }
  await refuseRewrites(tx, target, load.from, json, data, issues);
  if (issues.isEmpty) await orRefused(load, issues, () => tx.query(appendSql(target), [json]));
}

async function writeAll(
  tx: Tx,
  data: Geodata,
  landHash: string | null,
  issues: IssueList,
  onProgress: OnProgress | undefined,
): Promise<Record<string, number>> {
  const stored = await judgeShapes(tx, data, issues);
  if (!issues.isEmpty) throw new LoadRefused();
  const tables = LOADS.map((load) => {
    const rows: DbRow[] = load.rows(data, stored);
    const target: Target = { table: load.table, key: load.key, columns: Object.keys(rows[0] ?? {}) };
    return { load, target, rows, json: JSON.stringify(rows) };
  });
  await tx.query(removeIllustrativeSql);
  for (const { load, target, rows, json } of tables) {
    onProgress?.({ step: "import", detail: load.table });
    if (rows.length > 0 || load.mode === "append") await writeTable(tx, load, target, json, data, issues);
  }
  if (!issues.isEmpty) throw new LoadRefused();
  onProgress?.({ step: "import", detail: "land" });
  await loadLand(tx, landHash, data, stored, (load, work) => orRefused(load, issues, work));
  // What refers to a row goes before it.
  for (const { load, target, json } of tables.toReversed()) {
    if (load.mode === "replace") await orRefused(load, issues, () => tx.query(deleteOthersSql(target), [json]));
  }
  const counts: Record<string, number> = {};
  for (const { target, rows } of tables) {
    const count = (await tx.query<{ count: number }>(countSql(target))).rows[0]?.count;
    if (count !== rows.length) throw new Error(`${target.table} holds ${count} rows after ${rows.length} were loaded`);
    counts[target.table] = count;
  }
  return counts;
}

async function loadFiles(db: Db, files: Files, onProgress: OnProgress | undefined): Promise<LoadOutcome> {
  const hash = hashContent(files);
  const dataVersion = hash.published;
  if (await db.transaction({ role: "owner", readOnly: true }, isLoaded(hash)))
    return { status: "unchanged", dataVersion };
  const issues = new IssueList();
  const data = checkFiles(files, issues);
  if (!issues.isEmpty) return { status: "refused", issues: issues.all() };
  try {
    const counts = await db.transaction({ role: "owner" }, async (tx) => {
      // The embedded database runs one transaction at a time and has one process.
      if (db.kind === "postgres") await tx.query(takeLockSql, [ADVISORY_LOCK]);
      if (await isLoaded(hash)(tx)) throw new AlreadyLoaded();
      const written = await writeAll(tx, data, hash.land, issues, onProgress);
      const total = Object.values(written).reduce((sum, count) => sum + count, 0);
      await tx.query(recordLoadSql, [hash.published, hash.illustrative, total]);
      // Neither back end may have looked at tables that were just filled: without statistics the planner took 5.5 s for
      // /api/targets on PostgreSQL, with them 0.05 s. The embedded database has no daemon that would do it later.
      await tx.script(`analyze ${[...new Set(LOADS.map(({ table }) => table))].join(", ")}`);
      return written;
    });
    return { status: "loaded", dataVersion, counts };
  } catch (error) {
    if (error instanceof AlreadyLoaded) return { status: "unchanged", dataVersion };
    if (error instanceof SwallowedDbError) await findCulprits(db, data, issues);
    if (issues.isEmpty) throw error;
    return { status: "refused", issues: issues.all() };
  }
}

/**
 * Brings the database to what the files of a folder say, in one transaction, or leaves it as it was: any issue in any file
 * refuses the whole. Content that is already loaded is left alone, so calling it at every start costs reading the files.
 * @throws {DbUnavailable} and whatever else is no fault of the data
 */
export async function loadGeodata(
  db: Db,
  folder: string,
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<LoadOutcome> {
  return timed(onProgress, "import", async () => loadFiles(db, await readFiles(folder), onProgress));
}
