import type { Cell, FileLayer, FileRow } from "./layer.ts";
import { decimalsOfText, shapeOf, toWkt } from "./shape.ts";

/** Excel holds no more in a cell. */
const MOST_CHARACTERS_OF_CELL = 32_767;

/**
 * How a table holds geometry: points in two columns, anything else as WKT, in several columns where one cell cannot hold it
 * (put together they are the whole).
 */
export const geometryColumns = (
  { geometryType, crs, longestWkt }: FileLayer,
  mostCharacters: number,
): readonly string[] => {
  if (geometryType === null) return [];
  if (geometryType === "Point") return crs.srid === 4326 ? ["lng", "lat"] : ["east_m", "north_m"];
  const cells = Math.max(1, Math.ceil(longestWkt / mostCharacters));
  return Array.from({ length: cells }, (_, index) => (index === 0 ? "wkt" : `wkt_${index + 1}`));
};

export const CSV_CELL = Number.POSITIVE_INFINITY;
export const XLSX_CELL = MOST_CHARACTERS_OF_CELL;

export const geometryCells = (
  { geometryType, crs: { srid } }: FileLayer,
  { wkb }: FileRow,
  columns: readonly string[],
  mostCharacters: number,
): Cell[] => {
  if (wkb === null) return columns.map(() => null);
  const shape = shapeOf(wkb);
  if (geometryType === "Point") {
    const unit = 10 ** decimalsOfText(srid);
    return [...shape.parts[0]![0]!].map((number) => Math.round(number * unit) / unit);
  }
  const wkt = toWkt(shape, geometryType, srid);
  if (columns.length <= 1) return columns.map(() => wkt);
  return columns.map((_, index) => wkt.slice(index * mostCharacters, (index + 1) * mostCharacters) || null);
};
