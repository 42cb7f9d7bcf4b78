import { booleanPointInPolygon, polygon } from "@turf/turf";
import type { LotUse, Site } from "#server/illustrative/land-sites.ts";
import { apportion, jitter, METRES_PER_DEGREE, shuffled, type LngLat, type Random } from "#server/illustrative/draw.ts";
import type { Inputs } from "#server/illustrative/inputs.ts";

/** Three corners of a rectangle: an origin, the end of its long side and the end of its short one. */
type Block = { readonly origin: LngLat; readonly long: LngLat; readonly short: LngLat };

/** Hundredths of a hectare everywhere: sums are exact. */
export type Lot = {
  readonly siteId: string;
  readonly code: string;
  readonly use: LotUse;
  readonly areaCentiHa: number;
  readonly ring: readonly LngLat[];
  /** Place of its lease among those of the site. */
  readonly leaseIndex?: number;
};
type Sized = Pick<Lot, "use" | "areaCentiHa" | "leaseIndex">;

const sum = (numbers: readonly number[]): number => numbers.reduce((whole, part) => whole + part, 0);
const areaOf = (lots: readonly Sized[]): number => sum(lots.map(({ areaCentiHa }) => areaCentiHa));

/** 1 mm: neighbours share an edge only as far as its ends are rounded, and the slivers stay far below a square metre. */
const rounded = (degrees: number): number => Number(degrees.toFixed(8));

const at = ({ origin, long, short }: Block, u: number, v: number): LngLat => [
  rounded(origin[0] + u * (long[0] - origin[0]) + v * (short[0] - origin[0])),
  rounded(origin[1] + u * (long[1] - origin[1]) + v * (short[1] - origin[1])),
];

function ringOf(block: Block, u: number, v: number, width: number, height: number): LngLat[] {
  const corners = [
    at(block, u, v),
    at(block, u + width, v),
    at(block, u + width, v + height),
    at(block, u, v + height),
  ];
  const [[ax, ay], [bx, by], , [dx, dy]] = corners as [LngLat, LngLat, LngLat, LngLat];
  const isLeftTurn = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax) > 0;
  const ring = isLeftTurn ? corners : corners.toReversed();
  return [...ring, ring[0]!];
}

const fromOutline = (ring: readonly LngLat[]): Block => ({ origin: ring[0]!, short: ring[1]!, long: ring[3]! });

/** A rectangle around a point, its long side turned by an angle from east. */
function around([lng, lat]: LngLat, longM: number, shortM: number, angle: number): Block {
  const to = (alongM: number, acrossM: number): LngLat => [
    lng + (alongM * Math.cos(angle) - acrossM * Math.sin(angle)) / METRES_PER_DEGREE.lng,
    lat + (alongM * Math.sin(angle) + acrossM * Math.cos(angle)) / METRES_PER_DEGREE.lat,
  ];
  return {
    origin: to(-longM / 2, -shortM / 2),
    long: to(longM / 2, -shortM / 2),
    short: to(-longM / 2, shortM / 2),
  };
}

const PROBES = [-0.1, 0.15, 0.4, 0.65, 0.9, 1.1];
const isOnLand = (block: Block, { communes, water }: Inputs): boolean =>
  PROBES.flatMap((u) => PROBES.map((v) => [...at(block, u, v)])).every(
    (point) =>
      communes.some(({ area }) => booleanPointInPolygon(point, area)) &&
      !water.some((area) => booleanPointInPolygon(point, area)),
  );
const isApart = (block: Block, other: Block): boolean => {
  const area = polygon([ringOf(other, 0, 0, 1, 1).map((point) => [...point])]);
  return PROBES.every((u) => PROBES.every((v) => !booleanPointInPolygon([...at(block, u, v)], area)));
};

/** Where there is no outline: on dry land as near to a point as there is room, away from the blocks that are there. */
function placeNear(point: LngLat, grossCentiHa: number, taken: readonly Block[], inputs: Inputs): Block {
  const shortM = Math.sqrt((grossCentiHa * 100) / 1.8);
  for (let distanceM = 0; distanceM < 6_000; distanceM += 150) {
    for (let eighth = 0; eighth < 8; eighth++) {
      const angle = (eighth * Math.PI) / 4;
      const centre: LngLat = [
        point[0] + (distanceM * Math.cos(angle)) / METRES_PER_DEGREE.lng,
        point[1] + (distanceM * Math.sin(angle)) / METRES_PER_DEGREE.lat,
      ];
      const block = around(centre, 1.8 * shortM, shortM, -Math.PI / 5);
      if (isOnLand(block, inputs) && taken.every((other) => isApart(block, other))) return block;
    }
  }
  throw new Error("no room was found for a block of lots");
}

/** Rows of lots with a road between each two: green at one end, the rest filled without a gap. */
function layOut(
  random: Random,
  site: Site,
  block: Block,
  inside: readonly Sized[],
  roads: readonly number[],
  green: number,
): Lot[] {
  const grossCentiHa = areaOf(inside) + sum(roads) + green;
  const greenWidth = green / grossCentiHa;
  const width = 1 - greenWidth;
  const rows: Sized[][] = Array.from({ length: site.rows }, () => []);
  for (const lot of shuffled(random, inside)) {
    rows.reduce((lightest, row) => (areaOf(row) < areaOf(lightest) ? row : lightest)).push(lot);
  }
  const lotAt = (use: LotUse, code: string, areaCentiHa: number, u: number, v: number, w: number, h: number): Lot => ({
    siteId: site.id,
    code: `${site.prefix}-${code}`,
    use,
    areaCentiHa,
    ring: ringOf(block, u, v, w, h),
  });
  const lots: Lot[] = [lotAt("green", "CX1", green, 0, 0, greenWidth, 1)];
  let v = 0;
  for (const [index, row] of rows.entries()) {
    const height = areaOf(row) / grossCentiHa / width;
    let u = greenWidth;
    for (const [place, { use, areaCentiHa, ...lease }] of row.entries()) {
      // One boundary drawn beside where it is stated, so that two lots differ from their papers by over 0.5 %.
      const shift = index === 0 && site.hasDoubtfulBoundary ? ([0.015, -0.015][place] ?? 0) * row[0]!.areaCentiHa : 0;
      const lotWidth = (width * (areaCentiHa + shift)) / areaOf(row);
      const code = `${String.fromCodePoint(65 + index)}${place + 1}`;
      lots.push({ ...lotAt(use, code, areaCentiHa, u, v, lotWidth, height), ...lease });
      u += lotWidth;
    }
    v += height;
    const road = index % 2 === 0 ? roads[index / 2] : undefined;
    if (road === undefined) continue;
    const roadHeight = road / grossCentiHa / width;
    lots.push(lotAt("road", `GT${index / 2 + 1}`, road, greenWidth, v, width, roadHeight));
    v += roadHeight;
  }
  return lots;
}

/** Lots of each site: those to be leased in the sizes asked for, the rest of the leasable land, and what is never let. */
export function drawLots(random: Random, sites: readonly Site[], inputs: Inputs): Lot[] {
  const taken: Block[] = [];
  return sites.flatMap((site) => {
    const outline = inputs.outline(site.id);
    const block = outline ? fromOutline(outline) : placeNear(inputs.point(site.near), site.grossCentiHa, taken, inputs);
    taken.push(block);
    const free = site.leasableCentiHa - sum(site.leasedCentiHa);
    const freeLots = apportion(
      free,
      Array.from({ length: site.freeLots }, () => jitter(random, 1)),
      1,
    );
    const [green = 0, technical = 0, ...roads] = apportion(
      site.grossCentiHa - site.leasableCentiHa,
      [0.4, 0.2, ...Array.from({ length: site.rows / 2 }, () => 0.8 / site.rows)],
      1,
    );
    const inside: Sized[] = [
      ...site.leasedCentiHa.map((areaCentiHa, leaseIndex) => ({ use: "industrial" as const, areaCentiHa, leaseIndex })),
      ...freeLots.map((areaCentiHa, index) => ({
        use: index === 0 ? ("service" as const) : ("industrial" as const),
        areaCentiHa,
      })),
      { use: "technical", areaCentiHa: technical },
    ];
    return layOut(random, site, block, inside, roads, green);
  });
}
