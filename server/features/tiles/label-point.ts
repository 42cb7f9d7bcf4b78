import polylabel from "polylabel";
import { doubleArea } from "./ring.ts";
import type { WorldBox } from "./tile-math.ts";

/** How near to the best place is near enough, as a share of the outline's size. */
const PRECISION = 1 / 200;

/**
 * Where a name is written: the place furthest from the border of the largest part; the middle of the box where there are no
 * outlines. In the units given.
 */
export const labelPointOf = (
  parts: readonly [number, number][][][],
  [west, north, east, south]: WorldBox,
): [number, number] => {
  const sizeOf = ([outline = []]: readonly [number, number][][]) => Math.abs(doubleArea(outline.flat()));
  const [largest] = parts.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  if (!largest || sizeOf(largest) === 0) return [(west + east) / 2, (north + south) / 2];
  // The library counts in the units of the outline; those of the world would be too small for its own tolerances.
  const size = Math.max(east - west, south - north);
  const scaled = largest.map((ring) => ring.map(([x, y]): [number, number] => [(x - west) / size, (y - north) / size]));
  const [x = 0.5, y = 0.5] = polylabel(scaled, PRECISION);
  return [west + x * size, north + y * size];
};
