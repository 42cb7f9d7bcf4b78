import type { DataSet } from "#contracts/data-view.ts";
import { METRICS, UNITS, type MetricId } from "#contracts/metrics.ts";
import { toExact } from "#server/features/imports/exact.ts";
import {
  SHAPE_FILE_NAMES,
  SHAPE_FILES,
  siteOfOutline,
  valuesOf,
  withDataSet,
  type Geodata,
  type Geometry,
  type Row,
  type TableName,
} from "#server/features/imports/geodata.ts";
import { parsePrinted } from "#server/features/imports/printed.ts";
import { keyOf } from "#server/features/imports/references.ts";
import { searchText } from "#server/features/imports/search-text.ts";

/** A row as the database table has it: column → value. */
export type DbRow = Readonly<Record<string, unknown>>;
/** The stored geometry (hex EWKB) of a feature, once PostGIS has read and accepted it. */
export type StoredGeometry = (geometry: Geometry) => string;

interface Description {
  table: string;
  key: readonly string[];
  rows: (data: Geodata, stored: StoredGeometry) => DbRow[];
}
/**
 * `replace`: the table becomes what the files say. `append`: it keeps every row ever loaded, and its key is (id, known_on);
 * made-up figures alone are taken out first, for they have no history to keep. `from` is the file, or pattern of files, that issues of the table name.
 */
export type Load = Description & ({ mode: "replace"; from: string } | { mode: "append"; from: TableName });

const omit = (row: DbRow, ...columns: string[]): DbRow =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column)));

/** A table whose columns are those of its file. */
const same = (table: string, from: TableName): Load => ({
  table,
  key: keyOf(from),
  from,
  mode: "replace",
  rows: (data) => valuesOf(data, from),
});
/** The same for a table that holds both data sets. */
const inDataSet = (table: string, from: TableName): Load => ({
  ...same(table, from),
  rows: (data) => withDataSet(data, from),
});
const append = (table: string, from: TableName, rows: Description["rows"]): Load => ({
  table,
  key: keyOf(from),
  from,
  mode: "append",
  rows,
});

function metricRows(): DbRow[] {
  return (Object.keys(METRICS) as MetricId[]).map((id) => {
    const { unit, additive = false, durable = false, integer = false } = METRICS[id];
    return { id, unit, additive, durable, integer, printed_factor: UNITS[unit].printedFactor };
  });
}

function subjectRows(data: Geodata): DbRow[] {
  const typed = (type: string, rows: readonly { id: string; name_vi: string; name_en: string; data_set?: DataSet }[]) =>
    rows.map(({ id, name_vi, name_en, data_set = "published" }) => ({ id, type, name_vi, name_en, data_set }));
  return [
    ...valuesOf(data, "admin-units.csv").flatMap((unit) => typed(unit.level, [unit])),
    ...typed("site", withDataSet(data, "sites/*.csv")),
    ...typed("group", valuesOf(data, "groups.csv")),
    ...typed("place", valuesOf(data, "places.csv")),
  ];
}

function adminUnitRows(data: Geodata, stored: StoredGeometry): DbRow[] {
  const boundaries = SHAPE_FILE_NAMES.filter((file) => SHAPE_FILES[file].level !== null).flatMap(
    (file) => data.shapes[file].rows,
  );
  const geometryOf = new Map(boundaries.map(({ value }) => [value.properties.id, value.geometry]));
  return valuesOf(data, "admin-units.csv").map((unit) => {
    const geometry = geometryOf.get(unit.id);
    return { ...omit(unit, "name_vi", "name_en"), geom: geometry ? stored(geometry) : null };
  });
}

function siteRows(data: Geodata): DbRow[] {
  const unitNames = new Map(
    valuesOf(data, "admin-units.csv").map(({ id, name_vi, name_en }) => [id, `${name_vi} ${name_en}`]),
  );
  return withDataSet(data, "sites/*.csv").map((site) => ({
    ...omit(site, "name_vi", "name_en", "aliases", "lng", "lat"),
    search_key: searchText(site, unitNames),
    geom: site.lng === null || site.lat === null ? null : `SRID=4326;POINT(${site.lng} ${site.lat})`,
  }));
}

function figureRows(data: Geodata): DbRow[] {
  const languages = new Map(valuesOf(data, "sources.csv").map(({ id, language }) => [id, language]));
  const decimalsOf = ({ printed, source_id: source, method, value }: Row<"figures/*.csv">): number | null => {
    // Nobody has printed what was made up: its digits are those it was made with.
    if (method === "illustrative" && printed === null && value !== null) return toExact(value).scale;
    const language = source === null ? undefined : languages.get(source);
    return printed === null || !language ? null : (parsePrinted(printed, language)?.decimals ?? null);
  };
  return valuesOf(data, "figures/*.csv").map((figure) => ({ ...figure, decimals: decimalsOf(figure) }));
}

function shapeRows(data: Geodata, stored: StoredGeometry): DbRow[] {
  return SHAPE_FILE_NAMES.flatMap((file) => {
    const { layer } = SHAPE_FILES[file];
    if (layer === null) return [];
    return data.shapes[file].rows.map(({ value: { properties, geometry } }) => ({
      layer,
      ...properties,
      site_id: layer === "site-outlines" ? siteOfOutline(properties.id) : null,
      geom: stored(geometry),
    }));
  });
}

/** Tables of the database in the order of loading: what a row refers to comes before it. */
export const LOADS: readonly Load[] = [
  inDataSet("source", "sources.csv"),
  { table: "metric", key: ["id"], from: "contracts/metrics.ts", mode: "replace", rows: metricRows },
  { table: "subject", key: ["id"], from: "sites/*.csv", mode: "replace", rows: subjectRows },
  { table: "admin_unit", key: ["id"], from: "admin-units.csv", mode: "replace", rows: adminUnitRows },
  same("crosswalk", "crosswalk.csv"),
  { table: "site", key: ["id"], from: "sites/*.csv", mode: "replace", rows: siteRows },
  {
    table: "site_group",
    key: ["id"],
    from: "groups.csv",
    mode: "replace",
    rows: (data) => valuesOf(data, "groups.csv").map((group) => omit(group, "name_vi", "name_en")),
  },
  same("site_group_member", "group-members.csv"),
  append("figure", "figures/*.csv", figureRows),
  append("fact", "facts/*.csv", (data) => valuesOf(data, "facts/*.csv")),
  same("obstacle", "obstacles.csv"),
  same("investment_call", "investment-calls.csv"),
  inDataSet("plan_version", "plan-versions.csv"),
  same("plan_version_member", "plan-version-members/*.csv"),
  same("sector", "sectors.csv"),
  same("target", "targets.csv"),
  inDataSet("control_total", "control-totals.csv"),
  same("check_rule", "check-rules.csv"),
  same("legal_clock_rule", "legal-clock-rules.csv"),
  same("public_holiday", "public-holidays.csv"),
  same("market_class_rule", "market-class-rules.csv"),
  { table: "shape", key: ["layer", "id"], from: "basemap/*.geojson", mode: "replace", rows: shapeRows },
];
