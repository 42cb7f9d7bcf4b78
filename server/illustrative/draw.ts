import { booleanPointInPolygon } from "@turf/turf";

export type Random = () => number;

/** Numbers in [0, 1) that follow from the seed alone (mulberry32), so that the same files come out everywhere. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Between two bounds, both included. */
export const whole = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1));
/** A weight up to a tenth more or less, so that no part is a round share of the whole. */
export const jitter = (random: Random, weight: number): number => weight * (0.9 + 0.2 * random());

/** The same items in another order. */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const pool = [...items];
  for (let last = pool.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [pool[last], pool[other]] = [pool[other]!, pool[last]!];
  }
  return pool;
}

/**
 * Divides a whole number among parts in proportion to their weights, exactly (largest remainders); every part gets at
 * least `least`.
 */
export function apportion(total: number, weights: readonly number[], least = 0): number[] {
  const free = total - least * weights.length;
  const sum = weights.reduce((whole, weight) => whole + weight, 0);
  const quotas = weights.map((weight) => (free * weight) / sum);
  const parts = quotas.map(Math.floor);
  const left = free - parts.reduce((whole, part) => whole + part, 0);
  const byRemainder = quotas
    .map((quota, index) => ({ index, remainder: quota - Math.floor(quota) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) parts[index]! += 1;
  return parts.map((part) => part + least);
}

export type LngLat = readonly [number, number];
export type Area = Parameters<typeof booleanPointInPolygon>[1];

/** At 10°N, where all of the province lies within half a degree. */
export const METRES_PER_DEGREE = { lng: 109_600, lat: 110_600 };

export const distanceM = ([lngA, latA]: LngLat, [lngB, latB]: LngLat): number =>
  Math.hypot((lngA - lngB) * METRES_PER_DEGREE.lng, (latA - latB) * METRES_PER_DEGREE.lat);

const around = ([lng, lat]: LngLat, metres: number): LngLat[] =>
  Array.from({ length: 8 }, (_, eighth) => {
    const angle = (eighth * Math.PI) / 4;
    return [
      lng + (metres * Math.cos(angle)) / METRES_PER_DEGREE.lng,
      lat + (metres * Math.sin(angle)) / METRES_PER_DEGREE.lat,
    ];
  });

const contains = (area: Area, point: LngLat): boolean => booleanPointInPolygon([...point], area);

export type Ground = {
  readonly inside: Area;
  readonly bounds: readonly [number, number, number, number];
  readonly water: readonly Area[];
  /** Points to stay away from, and how far in metres. */
  readonly taken: readonly { readonly point: LngLat; readonly distanceM: number }[];
};

/** Room that a point has to have on all sides, in metres; the next one is tried where a commune is too narrow. */
const MARGINS_M = [300, 150, 60];
const TRIES = 300;

/** A point on dry land inside an area, away from its edge, from water and from the points that are taken. */
export function drawPoint(random: () => number, { inside, bounds, water, taken }: Ground): LngLat {
  const [west, south, east, north] = bounds;
  for (const marginM of MARGINS_M) {
    const nearness = marginM / MARGINS_M[0]!;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const point: LngLat = [
        Number((west + random() * (east - west)).toFixed(5)),
        Number((south + random() * (north - south)).toFixed(5)),
      ];
      const probes = [point, ...around(point, marginM)];
      if (
        probes.every((probe) => contains(inside, probe) && !water.some((area) => contains(area, probe))) &&
        taken.every((other) => distanceM(point, other.point) >= other.distanceM * nearness)
      )
        return point;
    }
  }
  throw new Error("no room was found for a point");
}
