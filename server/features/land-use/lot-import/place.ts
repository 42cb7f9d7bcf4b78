import { crsOf, toWgs84 } from "#server/vector-files/crs.ts";
import type { FileContent, Ring, Shape } from "#server/vector-files/read/features.ts";
import {
  type Point,
  type Reading,
  type Surroundings,
  type Whereabouts,
  whereabouts,
} from "#server/vector-files/where.ts";

export type Held = {
  readonly id: number;
  readonly rowVersion: number;
  readonly code: string;
  readonly statedAreaHa: number;
  readonly use: string;
  readonly note: string | null;
  readonly measuredAreaHa: number;
  readonly coordinates: Shape;
  readonly leasedHa: number;
  readonly isHistory: boolean;
};
/** As sql/import-site.sql tells it. */
export type Site = {
  readonly province: Surroundings["province"];
  readonly centre: Point | null;
  readonly outline: Shape | null;
  readonly isOutlineEstimate: boolean | null;
  readonly lots: readonly Held[];
};

/** How far a drawn outline may be from the true one. */
const SURVEYED_M = 15;
const ESTIMATED_M = 400;

const middleOf = (shape: Shape): Point => {
  const points = shape.flatMap(([outer = []]) => outer);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
};

const surroundingsOf = ({ province, centre, outline, isOutlineEstimate, lots }: Site): Surroundings => ({
  province,
  centre,
  outline: outline && outline.flat(),
  outlineErrorM: isOutlineEstimate === false ? SURVEYED_M : ESTIMATED_M,
  lots: new Map(lots.map(({ code, coordinates }) => [code, middleOf(coordinates)])),
});

export type Place = {
  /** Null: the file has no outlines. */
  readonly where: Whereabouts | null;
  /** How coordinates are read; null: in no way that is known. */
  readonly reading: Reading | null;
};

/** Where the lots of a file lie, as the file or whoever sent it says, and as what is known of the site says. */
export const placeOf = (
  content: FileContent,
  codes: readonly (string | null)[],
  site: Site,
  { crs, isSwapped = false }: { readonly crs?: string | null | undefined; readonly isSwapped?: boolean | undefined },
): Place => {
  const drawn = content.features.flatMap(({ shape }, n) =>
    shape
      ? [{ code: codes[n] ?? null, points: shape.flat(2).map(([x, y]): Point => (isSwapped ? [y, x] : [x, y])) }]
      : [],
  );
  if (drawn.length === 0) return { where: null, reading: null };
  const declared = crs ?? content.crs;
  const found = whereabouts(drawn, declared, surroundingsOf(site));
  // What is proposed is said of the file as it is, not as it was turned.
  const where =
    "reading" in found
      ? { ...found, reading: { ...found.reading, isSwapped: found.reading.isSwapped !== isSwapped } }
      : found;
  if (declared !== null) return { where, reading: crsOf(declared) ? { crs: declared, isSwapped } : null };
  return { where, reading: "reading" in where ? where.reading : null };
};

const DECIMALS = 1e9;
const rounded = (degrees: number): number => Math.round(degrees * DECIMALS) / DECIMALS;

/** In WGS 84, to a tenth of a millimetre; null where a corner is no place on earth. */
export const shapeInWgs84 = (shape: Shape, { crs, isSwapped }: Reading): Shape | null => {
  const convert = toWgs84(crsOf(crs)!);
  let isPlace = true;
  const ringInWgs84 = (ring: Ring): Ring =>
    ring.map(([x, y]) => {
      const [lng, lat] = convert(isSwapped ? [y, x] : [x, y]);
      isPlace &&= Number.isFinite(lng) && Number.isFinite(lat) && Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
      return [rounded(lng), rounded(lat)];
    });
  const converted = shape.map((polygon) => polygon.map(ringInWgs84));
  return isPlace ? converted : null;
};
