import { ALL_CRS, type Crs, crsOf, toWgs84 } from "./crs.ts";

export type Point = readonly [x: number, y: number];
/** Where lots should lie: what is known of their site. */
export type Surroundings = {
  /** West, south, east, north of the province. */
  readonly province: readonly [number, number, number, number];
  /** Rings of the site's outline; null where none is drawn. */
  readonly outline: readonly (readonly Point[])[] | null;
  /** By how many metres the outline may be wrong: a few where it was surveyed, hundreds where it is an estimate. */
  readonly outlineErrorM: number;
  /** Of the site, where it has no outline. */
  readonly centre: Point | null;
  /** Centres of lots that are entered, by code. */
  readonly lots: ReadonlyMap<string, Point>;
};
/** Corners of lots of the file, each lot with its code where it has one. */
export type Drawn = readonly { readonly code: string | null; readonly points: readonly Point[] }[];

export type MistakeKind =
  | "swapped-axes"
  | "wrong-datum"
  | "wrong-meridian"
  | "metres-as-degrees"
  | "degrees-as-metres"
  | "other-system";
export type Reading = { readonly crs: string; readonly isSwapped: boolean };
export type Whereabouts =
  /** As read, the lots lie where they should, or nothing tells otherwise. */
  | { readonly verdict: "fits"; readonly reading: Reading }
  /** The file does not say; this fits. */
  | { readonly verdict: "proposed"; readonly reading: Reading }
  /** Read otherwise they lie where they should; `shiftM` from where they would lie. */
  | {
      readonly verdict: "mistake";
      readonly kind: MistakeKind;
      readonly reading: Reading;
      readonly shiftM: number | null;
    }
  /** Beside the site as read, and no better otherwise. */
  | { readonly verdict: "beside"; readonly reading: Reading; readonly distanceM: number }
  /** In no system in the province. */
  | { readonly verdict: "nowhere" };

const METRES_PER_DEGREE = 110_574;
/** A lot that is entered and comes again is where it was, but for a new survey. */
const SAME_LOT_M = 60;
/** Around a site that is known as a point only. */
const AROUND_CENTRE_M = 6_000;
const MOST_POINTS = 300;

type Plane = (point: Point) => [number, number];
/** Metres around the middle of the province: distances of some kilometres are right to a metre or so. */
const planeOf = ([west, south, east, north]: Surroundings["province"]): Plane => {
  const [lng0, lat0] = [(west + east) / 2, (south + north) / 2];
  const scale = Math.cos((lat0 * Math.PI) / 180) * 111_320;
  return ([lng, lat]) => [(lng - lng0) * scale, (lat - lat0) * METRES_PER_DEGREE];
};

const toSegment = ([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number => {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
};

/** Metres from a point to an outline; 0 inside. */
const outsideM = (point: Point, rings: readonly (readonly Point[])[]): number => {
  let [isInside, least] = [false, Number.POSITIVE_INFINITY];
  for (const ring of rings) {
    for (let n = 0, before = ring.length - 1; n < ring.length; before = n++) {
      const [a, b] = [ring[n]!, ring[before]!];
      if (a[1] > point[1] !== b[1] > point[1] && point[0] < ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0])
        isInside = !isInside;
      least = Math.min(least, toSegment(point, a, b));
    }
  }
  return isInside ? 0 : least;
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const centreOf = (points: readonly Point[]): Point => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
};

type Score = {
  readonly reading: Reading;
  readonly crs: Crs;
  readonly isInProvince: boolean;
  readonly lotsM: number | null;
  readonly siteM: number | null;
  readonly middle: Point;
};

const sampled = (drawn: Drawn): Drawn => {
  const all = drawn.reduce((sum, { points }) => sum + points.length, 0);
  const step = Math.max(1, Math.ceil(all / MOST_POINTS));
  return drawn.map(({ code, points }) => ({
    code,
    points: points.filter((_, n) => n % Math.min(step, Math.max(1, points.length >> 2)) === 0),
  }));
};

/** Where lots would lie if they were read in each system; the likeliest system comes first among equals. */
export const whereabouts = (file: Drawn, declared: string | null, around: Surroundings): Whereabouts => {
  const plane = planeOf(around.province);
  const rings = around.outline?.map((ring) => ring.map(plane)) ?? null;
  const lots = new Map([...around.lots].map(([code, centre]) => [code, plane(centre)]));
  const drawn = sampled(file.filter(({ points }) => points.length > 0));
  if (drawn.length === 0) return { verdict: "nowhere" };
  const [west, south, east, north] = around.province;

  const score = (crs: Crs, isSwapped: boolean): Score | null => {
    const convert = toWgs84(crs);
    const turn = ([x, y]: Point): [number, number] => convert(isSwapped ? [y, x] : [x, y]);
    // Most systems put a file far from here: one corner tells.
    const [lng0, lat0] = turn(drawn[0]!.points[0]!);
    if (!(lng0 >= west - 0.1 && lng0 <= east + 0.1 && lat0 >= south - 0.1 && lat0 <= north + 0.1)) return null;
    const rows = drawn.map(({ code, points }) => ({ code, points: points.map(turn) }));
    const points = rows.flatMap((row) => row.points);
    if (points.some(([lng, lat]) => !Number.isFinite(lng) || !Number.isFinite(lat))) return null;
    const inside = points.filter(([lng, lat]) => lng >= west && lng <= east && lat >= south && lat <= north).length;
    const known = rows.flatMap(({ code, points: own }) => {
      const entered = code === null ? undefined : lots.get(code);
      return entered ? [Math.hypot(...difference(plane(centreOf(own)), entered))] : [];
    });
    const placed = points.map(plane);
    const centre = around.centre && plane(around.centre);
    return {
      reading: { crs: crs.id, isSwapped },
      crs,
      isInProvince: inside >= points.length * 0.98,
      lotsM: known.length > 0 ? median(known) : null,
      siteM: rings
        ? quantile(
            placed.map((point) => outsideM(point, rings)),
            0.95,
          )
        : centre &&
          Math.max(0, median(placed.map((point) => Math.hypot(...difference(point, centre)))) - AROUND_CENTRE_M),
      middle: centreOf(placed),
    };
  };
  const allowedM = rings ? around.outlineErrorM : 0;
  const fits = ({ isInProvince, lotsM, siteM }: Score): boolean =>
    isInProvince &&
    (lotsM === null || lotsM <= SAME_LOT_M) &&
    (siteM === null || siteM <= allowedM || (lotsM !== null && lotsM <= SAME_LOT_M));

  const own = declared === null ? undefined : crsOf(declared);
  const asRead = own ? score(own, false) : null;
  if (asRead && fits(asRead)) return { verdict: "fits", reading: asRead.reading };
  const others = ALL_CRS.flatMap((crs) => [score(crs, false), score(crs, true)]).filter((one) => one !== null);
  const best = pick(others.filter(fits), own);
  if (!best) {
    // Where nothing is said, the likeliest system that leads into the province at all.
    const beside = own ? asRead : others.find(({ isInProvince }) => isInProvince);
    return beside?.isInProvince
      ? { verdict: "beside", reading: beside.reading, distanceM: Math.round(beside.lotsM ?? beside.siteM ?? 0) }
      : { verdict: "nowhere" };
  }
  if (!own) return { verdict: "proposed", reading: best.reading };
  return {
    verdict: "mistake",
    kind: kindOf(own, best, drawn),
    reading: best.reading,
    shiftM: asRead ? Math.round(Math.hypot(...difference(asRead.middle, best.middle))) : null,
  };
};

const difference = ([ax, ay]: Point, [bx, by]: Point): [number, number] => [ax - bx, ay - by];

/** The one that fits best; of those that fit alike, a mistake of one step before one of two. */
const pick = (fitting: readonly Score[], own: Crs | undefined): Score | undefined => {
  const steps = ({ crs, reading }: Score) =>
    own
      ? Number(crs.id !== own.id) + Number(reading.isSwapped) + Number(crs.grid !== own.grid && crs.datum !== own.datum)
      : Number(reading.isSwapped) * 0.5;
  const missM = ({ lotsM, siteM }: Score) =>
    Math.round((lotsM ?? 0) / 20) * 20 + Math.round((lotsM === null ? (siteM ?? 0) : 0) / 20) * 20;
  return fitting.toSorted((one, other) => missM(one) - missM(other) || steps(one) - steps(other))[0];
};

const kindOf = (own: Crs, { crs, reading }: Score, drawn: Drawn): MistakeKind => {
  const [x, y] = drawn[0]!.points[0]!;
  const isDegrees = Math.abs(x) <= 180 && Math.abs(y) <= 180;
  if (own.meridian === null && !isDegrees) return "metres-as-degrees";
  if (own.meridian !== null && isDegrees) return "degrees-as-metres";
  if (reading.isSwapped) return "swapped-axes";
  if (crs.grid === own.grid) return "wrong-datum";
  return crs.datum === own.datum && crs.meridian !== null && own.meridian !== null ? "wrong-meridian" : "other-system";
};
