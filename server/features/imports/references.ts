import {
  editionOf,
  isIllustrative,
  SHAPE_FILE_NAMES,
  TABLE_NAMES,
  type Edition,
  type Geodata,
  type Table,
  type TableName,
} from "#server/features/imports/geodata.ts";
import { cell, nameRow, quote, type IssueList, type Placed, type Sentence } from "#server/features/imports/issue.ts";
import { findNearest } from "#server/features/imports/nearest.ts";

/** Ids that a column may name. */
interface IdSet extends Sentence {
  tables: readonly TableName[];
  /** Narrows administrative units to one level and edition. */
  level?: "district" | "commune";
  edition?: Edition;
}

const ID_SETS = {
  source: { vi: "nguồn", en: "source", tables: ["sources.csv"] },
  adminUnit: { vi: "đơn vị hành chính", en: "administrative unit", tables: ["admin-units.csv"] },
  district: { vi: "huyện, thị xã, thành phố", en: "district", tables: ["admin-units.csv"], level: "district" },
  commune: {
    vi: "xã, phường, thị trấn trước 01/7/2025",
    en: "commune of before 1 July 2025",
    tables: ["admin-units.csv"],
    level: "commune",
    edition: "2015",
  },
  communeNow: {
    vi: "xã, phường từ 01/7/2025",
    en: "commune of since 1 July 2025",
    tables: ["admin-units.csv"],
    level: "commune",
    edition: "2025",
  },
  site: { vi: "địa điểm", en: "site", tables: ["sites/*.csv"] },
  group: { vi: "nhóm", en: "group", tables: ["groups.csv"] },
  subject: {
    vi: "địa điểm, nhóm, đơn vị hành chính hay nơi đến",
    en: "site, group, administrative unit or place",
    tables: ["admin-units.csv", "sites/*.csv", "groups.csv", "places.csv"],
  },
  figure: { vi: "số liệu", en: "figure", tables: ["figures/*.csv"] },
  planVersion: { vi: "danh sách quy hoạch", en: "plan version", tables: ["plan-versions.csv"] },
  sector: { vi: "ngành", en: "sector", tables: ["sectors.csv"] },
  enterprise: { vi: "doanh nghiệp", en: "enterprise", tables: ["land/enterprises.csv"] },
  project: { vi: "dự án", en: "project", tables: ["land/projects.csv"] },
  lease: { vi: "hợp đồng thuê", en: "lease", tables: ["land/leases.csv"] },
  reportPeriod: { vi: "kỳ báo cáo", en: "period", tables: ["land/periods.csv"] },
} as const satisfies Record<string, IdSet>;

/** Which column names what. */
const REFERENCES: { [T in TableName]?: Readonly<Record<string, keyof typeof ID_SETS>> } = {
  "admin-units.csv": { parent_id: "adminUnit", source_id: "source" },
  "crosswalk.csv": { from_id: "commune", to_id: "communeNow", source_id: "source" },
  "sites/*.csv": { parent_id: "site", commune_id: "commune", district_id: "district", geometry_source_id: "source" },
  "group-members.csv": { group_id: "group", site_id: "site" },
  "figures/*.csv": {
    subject_id: "subject",
    target_id: "subject",
    source_id: "source",
    inputs: "figure",
    restates: "figure",
  },
  "facts/*.csv": { subject_id: "subject", source_id: "source" },
  "obstacles.csv": { subject_id: "subject", source_id: "source" },
  "investment-calls.csv": { site_id: "site", source_id: "source" },
  "plan-versions.csv": { source_id: "source", figure_ids: "figure" },
  "plan-version-members/*.csv": { plan_version_id: "planVersion", site_id: "site" },
  "sectors.csv": { source_id: "source" },
  "targets.csv": {
    sector_id: "sector",
    source_id: "source",
    level_figure_id: "figure",
    growth_figure_id: "figure",
    baseline_figure_id: "figure",
    actual_figure_ids: "figure",
  },
  "control-totals.csv": { total_figure_id: "figure", plan_version_id: "planVersion", operands: "figure" },
  "legal-clock-rules.csv": { source_id: "source" },
  "public-holidays.csv": { source_id: "source" },
  "market-class-rules.csv": { source_id: "source" },
  "land/projects.csv": { enterprise_id: "enterprise", site_id: "site" },
  "land/project-versions.csv": { project_id: "project" },
  "land/leases.csv": { project_id: "project" },
  "land/lease-facts.csv": { lease_id: "lease" },
  "land/periods.csv": { source_id: "source" },
  "land/period-reports.csv": { period_id: "reportPeriod", project_id: "project", site_id: "site" },
};

const KEYS: { [T in TableName]?: readonly string[] } = {
  "crosswalk.csv": ["from_id", "to_id"],
  "group-members.csv": ["group_id", "site_id"],
  "plan-version-members/*.csv": ["plan_version_id", "site_id"],
  "figures/*.csv": ["id", "known_on"],
  "facts/*.csv": ["id", "known_on"],
};
/** Columns that tell the rows of a table apart. */
export const keyOf = (table: TableName): readonly string[] => KEYS[table] ?? ["id"];

type AnyRow = Placed<Readonly<Record<string, unknown>>>;
const rowsOf = (table: Table<unknown>): readonly AnyRow[] => table.rows as AnyRow[];

/** Ids of a set; null while a table of it could not be read whole, when nothing can be called unknown. */
function idsOf({ tables }: Geodata, { tables: names, level, edition }: IdSet): ReadonlySet<string> | null {
  if (names.some((name) => !tables[name].isComplete)) return null;
  if (!level) return new Set(names.flatMap((name) => [...tables[name].ids]));
  // A unit whose row has a fault has no level or edition yet: it may be meant.
  const others = new Set(
    tables["admin-units.csv"].rows
      .filter(({ value }) => value.level !== level || (edition !== undefined && editionOf(value) !== edition))
      .map(({ value }) => value.id),
  );
  return new Set([...tables["admin-units.csv"].ids].filter((id) => !others.has(id)));
}

/** A cell that holds no id, one, or a list of them. */
const asList = (value: unknown): string[] => [value as string | string[] | null].flat().filter((id) => id !== null);

/** Published rows must read the same where the made-up set is not installed. */
function refuseIllustrative(row: AnyRow, column: string, id: string, issues: IssueList): void {
  issues.add(cell(row, column), "namesIllustrative", {
    vi: `gặp ${quote(id)}, là dòng minh họa; dòng công bố cần một mã ngoài thư mục illustrative/`,
    en: `found ${quote(id)}, which is made up; a published row needs an id from outside illustrative/`,
  });
}

export function checkReferences(data: Geodata, issues: IssueList): void {
  const known = Object.fromEntries(Object.entries(ID_SETS).map(([name, set]) => [name, idsOf(data, set)]));
  const check = (row: AnyRow, column: string, set: keyof typeof ID_SETS) => {
    const ids = known[set];
    for (const id of asList(row.value[column])) {
      if (!isIllustrative(row) && ID_SETS[set].tables.some((table) => data.tables[table].illustrativeIds.has(id)))
        refuseIllustrative(row, column, id, issues);
      if (!ids || ids.has(id)) continue;
      const nearest = findNearest(id, ids);
      issues.add(cell(row, column), "unknownReference", {
        vi: `không có ${ID_SETS[set].vi} nào mang mã ${quote(id)}${nearest ? ` (có phải ${nearest}?)` : ""}`,
        en: `there is no ${ID_SETS[set].en} with the id ${quote(id)}${nearest ? ` (did you mean ${nearest}?)` : ""}`,
      });
    }
  };
  for (const table of TABLE_NAMES) {
    for (const [column, set] of Object.entries(REFERENCES[table] ?? {})) {
      for (const row of rowsOf(data.tables[table])) check(row, column, set);
    }
  }
  for (const file of SHAPE_FILE_NAMES) {
    for (const { file: name, row, value } of data.shapes[file].rows)
      check({ file: name, row, value: value.properties }, "source_id", "source");
  }
}

function checkUnique(rows: Iterable<AnyRow>, key: readonly string[], issues: IssueList): void {
  const first = new Map<string, AnyRow>();
  for (const row of rows) {
    const id = key.map((column) => String(row.value[column])).join(" / ");
    const other = first.get(id);
    if (!other) {
      first.set(id, row);
      continue;
    }
    issues.add(cell(row, key.at(-1)), "duplicateId", {
      vi: `${key.join(" + ")} ${quote(id)} đã có ở ${nameRow(other).vi}; cần mỗi mã một lần`,
      en: `${key.join(" + ")} ${quote(id)} is already in ${nameRow(other).en}; expected each once`,
    });
  }
}

/** Every id once, in its table; the subjects of figures share one id space over their four tables. */
export function checkDuplicates({ tables, shapes }: Geodata, issues: IssueList): void {
  const subjects: readonly TableName[] = ID_SETS.subject.tables;
  checkUnique(
    subjects.flatMap((table) => rowsOf(tables[table])),
    ["id"],
    issues,
  );
  for (const table of TABLE_NAMES) {
    if (!subjects.includes(table)) checkUnique(rowsOf(tables[table]), keyOf(table), issues);
  }
  for (const file of SHAPE_FILE_NAMES) {
    checkUnique(
      shapes[file].rows.map(({ file: name, row, value }) => ({ file: name, row, value: value.properties })),
      ["id"],
      issues,
    );
  }
}

/** Rows that are reached from themselves along `next`, each cycle reported once, at the row where it was entered. */
export function checkCycles(rows: readonly AnyRow[], column: string, issues: IssueList): void {
  const byId = new Map(rows.map((row) => [String(row.value["id"]), row]));
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    const row = byId.get(id);
    if (!row || done.has(id)) return;
    for (const next of asList(row.value[column])) {
      const start = [...path, id].indexOf(next);
      if (start >= 0) {
        const chain = [...path, id].slice(start).concat(next).join(" → ");
        issues.add(cell(row, column), "cycle", {
          vi: `vòng lặp ${chain}; cần một mã không dẫn về chính nó`,
          en: `circular: ${chain}; expected an id that does not lead back`,
        });
      } else visit(next, [...path, id]);
    }
    done.add(id);
  };
  for (const id of byId.keys()) visit(id, []);
}

/** A text in one language is a text that half of the readers do not get. */
export function checkBothLanguages({ tables }: Geodata, issues: IssueList): void {
  for (const table of TABLE_NAMES) {
    for (const row of rowsOf(tables[table])) {
      for (const column of Object.keys(row.value)) {
        if (!column.endsWith("_vi")) continue;
        const english = `${column.slice(0, -3)}_en`;
        if (!(english in row.value) || (row.value[column] === null) === (row.value[english] === null)) continue;
        const empty = row.value[column] === null ? column : english;
        issues.add(cell(row, empty), "oneLanguage", {
          vi: `ô trống trong khi bản ngôn ngữ kia có chữ; cần cả hai cột ${column} và ${english}`,
          en: `the cell is empty while the other language has text; expected both ${column} and ${english}`,
        });
      }
    }
  }
}
