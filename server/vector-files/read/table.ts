import { type CellContent, readNumber } from "#contracts/read-cell.ts";
import { searchKey } from "#contracts/search-key.ts";
import {
  faultOf,
  type FileContent,
  type FileFault,
  type FileFeature,
  type Ring,
  shapeOf,
  vertexCounter,
} from "./features.ts";
import { LIMITS, refuseFile } from "./refusals.ts";
import { shapeOfWkt } from "./wkt.ts";

type Cells = readonly CellContent[];
/** Rows of a table with the number each has in its file. */
export type TableRow = { readonly row: number; readonly cells: Cells };

const isEmpty = (cell: CellContent): boolean => cell === null || cell === undefined || String(cell).trim() === "";
const WKT_TEXT = /^\s*(SRID=\d+;)?\s*(MULTI)?POLYGON\s*(Z|M|ZM)?\s*\(/i;

/** What heads of columns of corners are called; X is the northing on Vietnamese paper, and Y the easting. */
const EASTING = new Set([
  "y",
  "y m",
  "y east",
  "easting",
  "east",
  "e",
  "kinh do",
  "lon",
  "lng",
  "long",
  "longitude",
  "dong",
  "toa do y",
]);
const NORTHING = new Set([
  "x",
  "x m",
  "x north",
  "northing",
  "north",
  "n",
  "vi do",
  "lat",
  "latitude",
  "bac",
  "toa do x",
]);
/** Number of the corner, which is no property of the lot. */
const POINT = /^(diem|dinh|so hieu diem|ten diem|goc|stt|point|corner|no|tt|so tt|moc)$/;

const textOf = (cell: CellContent): string => (isEmpty(cell) ? "" : String(cell).normalize("NFC").trim());

/** The first row in which most columns have a text and the next rows have data: titles above it have few cells. */
const headRow = (rows: readonly TableRow[]): number => {
  const widest = Math.max(...rows.slice(0, 50).map(({ cells }) => cells.filter((cell) => !isEmpty(cell)).length), 0);
  return rows.slice(0, 30).findIndex(({ cells }) => {
    const filled = cells.filter((cell) => !isEmpty(cell));
    return (
      filled.length >= Math.max(2, widest / 2) &&
      filled.every((cell) => typeof cell === "string" && !/^[-\d.,\s]+$/.test(cell))
    );
  });
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Of two columns X and Y: which is east. Metres of the country tell it by themselves, degrees too. */
const isSwapped = (rows: readonly TableRow[], east: number, north: number): boolean => {
  const numbers = (column: number) =>
    rows.flatMap(({ cells }) => {
      const read = readCoordinate(cells[column]);
      return typeof read === "number" ? [read] : [];
    });
  const [x, y] = [median(numbers(east)), median(numbers(north))];
  const isEast = (value: number) => (value > 100 && value < 112) || (value > 200_000 && value < 900_000);
  const isNorth = (value: number) => (value > 7 && value < 25) || (value > 900_000 && value < 2_700_000);
  return isNorth(x) && isEast(y);
};

/** A coordinate has no two readings as long as only one of them is a place in the country. */
const readCoordinate = (cell: CellContent): number | "ambiguous-number" | "not-number" | null => {
  const read = readNumber(cell);
  if (read.kind === "empty") return null;
  if (read.kind === "value") return read.value;
  if (read.kind === "unreadable") return "not-number";
  const likely = read.options.filter((value) => (value > 7 && value < 112) || (value > 200_000 && value < 2_700_000));
  return likely.length === 1 ? likely[0]! : "ambiguous-number";
};

/** Rows with a text of the outline, rows of corners, or rows without any outline. */
export const readTable = (
  rows: readonly TableRow[],
  format: "csv" | "xlsx",
  layer: string | null = null,
  layers: readonly string[] = [],
): FileContent => {
  const filled = rows.filter(({ cells }) => cells.some((cell) => !isEmpty(cell)));
  if (filled.length === 0) return refuseFile("no-features");
  if (filled.length > LIMITS.features + 30) return refuseFile("too-many-rows");
  const headAt = headRow(filled);
  if (headAt < 0) return refuseFile("no-heads");
  const heads = uniqueHeads(filled[headAt]!.cells);
  if (heads.length > LIMITS.fields) return refuseFile("too-many-columns");
  const data = filled.slice(headAt + 1);
  if (data.length === 0) return refuseFile("no-features");
  const keys = heads.map((head) => searchKey(head.replaceAll(/[()[\].,:_]/g, " ").trim()).trim());
  const wkt = heads.findIndex((_, column) => data.some(({ cells }) => WKT_TEXT.test(textOf(cells[column]))));
  let [east, north] = [keys.findIndex((key) => EASTING.has(key)), keys.findIndex((key) => NORTHING.has(key))];
  const hasCorners = wkt < 0 && east >= 0 && north >= 0;
  if (hasCorners && isSwapped(data, east, north)) [east, north] = [north, east];
  const isOwn = (column: number) =>
    heads[column] !== "" &&
    column !== wkt &&
    !(hasCorners && (column === east || column === north || POINT.test(keys[column]!)));
  const propertiesOf = (cells: Cells) => {
    const properties = Object.create(null) as Record<string, CellContent>;
    for (const [column, head] of heads.entries()) if (isOwn(column)) properties[head] = cells[column] ?? null;
    return properties;
  };
  const features = hasCorners ? readCorners(data, east, north, propertiesOf) : readRows(data, wkt, propertiesOf);
  const said = wkt < 0 ? undefined : /^\s*SRID=(\d+);/i.exec(textOf(data[0]!.cells[wkt]))?.[1];
  return {
    format,
    layer,
    layers,
    crs: said === undefined ? null : `EPSG:${said}`,
    crsText: said === undefined ? null : `SRID=${said}`,
    fields: heads.filter((_, column) => isOwn(column)),
    features,
  };
};

const uniqueHeads = (cells: Cells): string[] => {
  const seen = new Map<string, number>();
  return cells.map((cell) => {
    const head = textOf(cell).replaceAll(/\s+/g, " ").slice(0, 100);
    if (head === "") return "";
    const count = (seen.get(head) ?? 0) + 1;
    seen.set(head, count);
    return count === 1 ? head : `${head} (${count})`;
  });
};

const readRows = (
  data: readonly TableRow[],
  wkt: number,
  propertiesOf: (cells: Cells) => Record<string, CellContent>,
): FileFeature[] => {
  const count = vertexCounter();
  return data.map(({ row, cells }) => {
    const properties = propertiesOf(cells);
    const text = wkt < 0 ? "" : textOf(cells[wkt]);
    if (text === "") return { row, shape: null, properties, faults: [] };
    count(row, text.split(",").length);
    const read = shapeOfWkt(text);
    return "fault" in read
      ? { row, shape: null, properties, faults: [read.fault] }
      : { row, shape: read.shape, properties, faults: [] };
  });
};

/** One corner a row: rows of a lot follow each other, and what it is stands in the first of them or in all. */
const readCorners = (
  data: readonly TableRow[],
  east: number,
  north: number,
  propertiesOf: (cells: Cells) => Record<string, CellContent>,
): FileFeature[] => {
  const count = vertexCounter();
  const groups: {
    row: number;
    name: string;
    properties: Record<string, CellContent>;
    ring: Ring;
    faults: FileFault[];
  }[] = [];
  for (const { row, cells } of data) {
    const properties = propertiesOf(cells);
    // What all columns beside the corner say; blank: the lot above goes on.
    const name = JSON.stringify(Object.values(properties).map((cell) => textOf(cell)));
    const isBlank = Object.values(properties).every(isEmpty);
    let group = groups.at(-1);
    if (!group || (!isBlank && name !== group.name)) {
      group = { row, name, properties, ring: [], faults: [] };
      groups.push(group);
    }
    const [x, y] = [readCoordinate(cells[east]), readCoordinate(cells[north])];
    const where = { vi: `dòng ${row}`, en: `row ${row}` };
    if (typeof x === "number" && typeof y === "number") group.ring.push([x, y]);
    else if (typeof x === "string") group.faults.push(faultOf(x, where));
    else if (typeof y === "string") group.faults.push(faultOf(y, where));
    else group.faults.push(faultOf("mixed-points", where));
  }
  return groups.map(({ row, properties, ring, faults }) => {
    count(row, ring.length);
    if (faults.length > 0) return { row, shape: null, properties, faults };
    const read = shapeOf([[ring]], true);
    return "fault" in read
      ? { row, shape: null, properties, faults: [read.fault] }
      : { row, shape: read.shape, properties, faults: [] };
  });
};
