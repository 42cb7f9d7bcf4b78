import type * as z from "zod/mini";
import type { DataSet } from "#contracts/data-view.ts";
import { TABLES, type shapeProperties } from "#contracts/geodata.ts";
import { LAND_TABLES, type lotProperties } from "#contracts/geodata-land.ts";
import type { Placed } from "#server/features/imports/issue.ts";

export type TableName = keyof typeof TABLES;
export type Row<T extends TableName> = z.output<(typeof TABLES)[T]>;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** Position arrays nested as deep as the type asks. */
export type Coordinates = number | readonly Coordinates[];
export interface Geometry {
  type: string;
  coordinates: readonly Coordinates[];
}
export interface Feature<P> {
  properties: P;
  geometry: Geometry;
}
export type Shape = Feature<z.output<typeof shapeProperties>>;
export type Lot = Feature<z.output<typeof lotProperties>>;

export const POLYGONS = ["Polygon", "MultiPolygon"];
const LINES = ["LineString", "MultiLineString"];

/** Two boundary versions: until 30 June 2025 with districts, since 1 July 2025 without. */
export type Edition = "2015" | "2025";
const MERGER = "2025-07-01";

export const editionOf = ({ valid_from: from }: Row<"admin-units.csv">): Edition =>
  from !== null && from >= MERGER ? "2025" : "2015";

const unitsOf = (level: "province" | "district" | "commune", edition: Edition) =>
  ({ level, edition, layer: null, types: POLYGONS }) as const;
const layerOf = (layer: string, types: readonly string[]) => ({ level: null, edition: null, layer, types }) as const;

/** GeoJSON files and what they hold: outlines of the units of one level and edition, or a layer of shapes. */
export const SHAPE_FILES = {
  "boundaries/province-2015.geojson": unitsOf("province", "2015"),
  "boundaries/districts-2015.geojson": unitsOf("district", "2015"),
  "boundaries/communes-2015.geojson": unitsOf("commune", "2015"),
  "boundaries/communes-2025.geojson": unitsOf("commune", "2025"),
  "outlines.geojson": layerOf("site-outlines", POLYGONS),
  "basemap/neighbours.geojson": layerOf("neighbours", POLYGONS),
  "basemap/water.geojson": layerOf("water", POLYGONS),
  "basemap/rivers.geojson": layerOf("rivers", LINES),
  "basemap/roads.geojson": layerOf("roads", LINES),
  "basemap/places.geojson": layerOf("places", ["Point"]),
} as const;
export type ShapeFile = keyof typeof SHAPE_FILES;
export const SHAPE_FILE_NAMES = Object.keys(SHAPE_FILES) as ShapeFile[];

/** The site that a feature of outlines.geojson shows: `hoa-phu-1-outline` is that of `hoa-phu-1`. */
export const siteOfOutline = (id: string): string => id.replace(/-outline$/, "");

export interface Table<R> {
  /** Rows that satisfy the schema of the table. */
  rows: Placed<R>[];
  /** Ids of all rows, those with faults included: a reference to one of these is not unknown. */
  ids: Set<string>;
  /** Those of them that are made up. */
  illustrativeIds: Set<string>;
  /** False when a file of the table could not be split into rows, so that ids may be missing. */
  isComplete: boolean;
}

export interface Geodata {
  tables: { [T in TableName]: Table<Row<T>> };
  shapes: { [F in ShapeFile]: Table<Shape> };
  /** Lots of the made-up set; real ones are entered in the program, as are all rows of the land tables. */
  lots: Table<Lot>;
}

/** Below it lies the made-up data set, in files of the same names. */
export const ILLUSTRATIVE_FOLDER = "illustrative/";
export const dataSetOf = (file: string): DataSet =>
  file.startsWith(ILLUSTRATIVE_FOLDER) ? "illustrative" : "published";
export const isIllustrative = ({ file }: Placed<unknown>): boolean => dataSetOf(file) === "illustrative";

const LAND_TABLE_NAMES = Object.keys(LAND_TABLES) as (keyof typeof LAND_TABLES)[];
/** Whether a table is one that only the made-up set has, so that none of its files need be there. */
export const isOfLand = (table: TableName): boolean => LAND_TABLE_NAMES.some((name) => name === table);
export const LAND_FOLDER = `${ILLUSTRATIVE_FOLDER}land/`;
export const LOT_FILE = `${LAND_FOLDER}lots.geojson`;

/** Tables that the made-up set may add rows to; everything else it shares with the published data. */
export const ILLUSTRATIVE_TABLES: readonly TableName[] = [
  "sources.csv",
  "sites/*.csv",
  "figures/*.csv",
  "plan-versions.csv",
  "plan-version-members/*.csv",
  "control-totals.csv",
  ...LAND_TABLE_NAMES,
];

/** Values of the rows of a table, without their places. */
export const valuesOf = <T extends TableName>(data: Geodata, table: T): Row<T>[] =>
  (data.tables[table] as Table<Row<T>>).rows.map(({ value }) => value);

/** The same with the data set that each row belongs to. */
export const withDataSet = <T extends TableName>(data: Geodata, table: T): (Row<T> & { data_set: DataSet })[] =>
  (data.tables[table] as Table<Row<T>>).rows.map(({ value, file }) => ({ ...value, data_set: dataSetOf(file) }));

/** Rows that stand: of each id the one learnt last, unless that one takes the figure or fact back. */
export function currentOf<R extends { id: string; known_on: string; withdrawn?: boolean }>(
  rows: readonly Placed<R>[],
): Map<string, Placed<R>> {
  const newest = new Map<string, Placed<R>>();
  for (const row of rows) {
    const other = newest.get(row.value.id);
    if (!other || other.value.known_on < row.value.known_on) newest.set(row.value.id, row);
  }
  return new Map([...newest].filter(([, { value }]) => !value.withdrawn));
}
