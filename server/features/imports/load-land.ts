import type { Tx } from "#server/db/port.ts";
import { ILLUSTRATIVE_FOLDER, LOT_FILE, valuesOf, type Geodata } from "#server/features/imports/geodata.ts";
import type { DbRow, StoredGeometry } from "#server/features/imports/load-plan.ts";
import approveLoadedSql from "#server/features/imports/sql/approve-loaded-reports.sql?raw";
import beginSetSql from "#server/features/imports/sql/begin-set-load.sql?raw";
import endSetSql from "#server/features/imports/sql/end-set-load.sql?raw";
import newestSetSql from "#server/features/imports/sql/newest-set.sql?raw";
import removeLandSql from "#server/features/imports/sql/remove-land-set.sql?raw";
import submitLoadedSql from "#server/features/imports/sql/submit-loaded-reports.sql?raw";
import takeIdsSql from "#server/features/imports/sql/take-ids.sql?raw";
import { insertNumberedSql } from "#server/features/imports/statements.ts";

/** The number in the database of a row that a file names by its id. */
type NumberOf = (table: string, id: string) => number;
interface LandLoad {
  table: string;
  /** The file that issues of the table name. */
  from: string;
  /** Rows with their id in the file, in the order of their numbers. */
  rows: (data: Geodata, stored: StoredGeometry) => (DbRow & { id: string })[];
  /** Columns that name a row of another table. */
  names?: Readonly<Record<string, string>>;
}

const DATA_SET = { data_set: "illustrative" };
/** Nobody: the authors of reports that are made up. */
const NO_ACCOUNT = "00000000-0000-0000-0000-000000000000";
/** Both days included. */
const range = (from: string, to: string | null): string => `[${from},${to === null ? ")" : `${to}]`}`;

const MONTHS = { month: 1, quarter: 3, "half-year": 6, year: 12 } as const;
const RULES = { month: "plan-month", quarter: "plan-quarter", "half-year": "cluster-half-year", year: "plan-year" };
const reportId = (row: { period_id: string; site_id: string }): string => `${row.period_id} ${row.site_id}`;

function reportRows(data: Geodata): (DbRow & { id: string })[] {
  const reports = new Map(valuesOf(data, "land/period-reports.csv").map((row) => [reportId(row), row]));
  return [...reports].map(([id, { period_id, site_id }]) => ({
    id,
    period_id,
    site_id,
    author_id: NO_ACCOUNT,
    note: "Báo cáo minh họa.",
    ...DATA_SET,
  }));
}

/** Tables of land use in the order of loading: what a row names comes before it. */
const LAND_LOADS: readonly LandLoad[] = [
  {
    table: "land.lot",
    from: LOT_FILE,
    rows: ({ lots }, stored) =>
      lots.rows.map(({ value: { properties, geometry } }) => ({
        id: properties.id,
        site_id: properties.site_id,
        code: properties.code,
        geom: stored(geometry),
        stated_area_ha: properties.stated_area_ha,
        use: properties.use,
        in_force: range(properties.in_force_from, properties.in_force_to),
        note: properties.note,
        ...DATA_SET,
      })),
  },
  {
    table: "land.enterprise",
    from: "land/enterprises.csv",
    rows: (data) => valuesOf(data, "land/enterprises.csv").map((row) => ({ ...row, ...DATA_SET })),
  },
  {
    table: "land.project",
    from: "land/projects.csv",
    rows: (data) => valuesOf(data, "land/projects.csv").map((row) => ({ ...row, ...DATA_SET })),
    names: { enterprise_id: "land.enterprise" },
  },
  {
    table: "land.project_version",
    from: "land/project-versions.csv",
    rows: (data) => valuesOf(data, "land/project-versions.csv"),
    names: { project_id: "land.project" },
  },
  {
    table: "land.lease",
    from: "land/leases.csv",
    rows: (data) =>
      valuesOf(data, "land/leases.csv").map(({ during_from, during_to, ...row }) => ({
        ...row,
        during: range(during_from, during_to),
      })),
    names: { lot_id: "land.lot", project_id: "land.project" },
  },
  // After leases: land is deployed within one.
  {
    table: "land.lot_event",
    from: "land/lot-events.csv",
    rows: (data) => valuesOf(data, "land/lot-events.csv"),
    names: { lot_id: "land.lot" },
  },
  {
    table: "land.lease_fact",
    from: "land/lease-facts.csv",
    rows: (data) => valuesOf(data, "land/lease-facts.csv"),
    names: { lease_id: "land.lease" },
  },
  {
    table: "land.period",
    from: "land/periods.csv",
    rows: (data) =>
      valuesOf(data, "land/periods.csv").map(({ id, kind, from_day, to_day, due_on }) => ({
        id,
        kind,
        rule_id: RULES[kind],
        year: Number(to_day.slice(0, 4)),
        number: Math.ceil(Number(to_day.slice(5, 7)) / MONTHS[kind]),
        from_day,
        to_day,
        due_on,
        ...DATA_SET,
      })),
  },
  { table: "land.report", from: "land/period-reports.csv", rows: reportRows, names: { period_id: "land.period" } },
  {
    table: "land.report_project",
    from: "land/period-reports.csv",
    rows: (data) =>
      valuesOf(data, "land/period-reports.csv").map(({ period_id, site_id, ...row }) => ({
        ...row,
        report_id: reportId({ period_id, site_id }),
      })),
    names: { report_id: "land.report", project_id: "land.project" },
  },
];

type Range = { firstId: number; lastId: number };

/** Numbers for the rows of a table, without a gap: nobody else writes land use meanwhile. */
async function takeIds(tx: Tx, table: string, count: number): Promise<Range> {
  const { rows } = await tx.query<Range>(takeIdsSql, [table, count]);
  const [taken] = rows;
  if (!taken || taken.lastId - taken.firstId + 1 !== count) throw new Error(`${table}: numbers with gaps`);
  return taken;
}

async function writeSet(
  tx: Tx,
  data: Geodata,
  stored: StoredGeometry,
  writing: Writing,
): Promise<Record<string, Range>> {
  const ranges: Record<string, Range> = {};
  const numbers = new Map<string, Map<string, number>>();
  const numberOf: NumberOf = (table, id) => {
    const number = numbers.get(table)?.get(id);
    if (number === undefined) throw new Error(`${table} has no ${id}`);
    return number;
  };
  for (const { table, from, rows: rowsOf, names = {} } of LAND_LOADS) {
    const rows = rowsOf(data, stored);
    if (rows.length === 0) continue;
    const taken = await takeIds(tx, table, rows.length);
    ranges[table] = taken;
    numbers.set(table, new Map(rows.map(({ id }, index) => [id, taken.firstId + index])));
    const numbered = rows.map((row) => ({
      ...row,
      id: numberOf(table, row.id),
      ...Object.fromEntries(
        Object.entries(names).map(([column, of]) => [column, numberOf(of, String((row as DbRow)[column]))]),
      ),
    }));
    const sql = insertNumberedSql({ table, key: ["id"], columns: Object.keys(numbered[0]!) });
    await writing({ table, from: from === LOT_FILE ? from : `${ILLUSTRATIVE_FOLDER}${from}` }, () =>
      tx.query(sql, [JSON.stringify(numbered)]),
    );
  }
  const reports = ranges["land.report"];
  if (reports) {
    await tx.query(submitLoadedSql, [reports.firstId, reports.lastId]);
    await tx.query(approveLoadedSql, [reports.firstId, reports.lastId]);
  }
  return ranges;
}

/** Runs a write of a table; turns what the database refuses into issues of the file. */
type Writing = (load: { table: string; from: string }, work: () => Promise<unknown>) => Promise<unknown>;

/**
 * Takes the made-up land use of before out, with whatever was entered in it for practice, and writes that of the files, where
 * they changed: under the same checks as any other write, and as one entry of the audit.
 */
export async function loadLand(
  tx: Tx,
  hash: string | null,
  data: Geodata,
  stored: StoredGeometry,
  writing: Writing,
): Promise<void> {
  const held = (await tx.query<{ hash: string | null }>(newestSetSql)).rows[0]?.hash ?? null;
  if (held === hash) return;
  await tx.query(beginSetSql);
  await tx.script(removeLandSql);
  const loaded = hash === null ? null : await writeSet(tx, data, stored, writing);
  await tx.query(endSetSql, [hash, loaded && JSON.stringify(loaded)]);
  // As for the tables of the data: without statistics the planner reads whole tables for each lot.
  await tx.script(`analyze ${LAND_LOADS.map(({ table }) => table).join(", ")}`);
}
