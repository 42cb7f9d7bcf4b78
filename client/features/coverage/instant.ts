import { distance } from "@turf/turf";
import type { Coverage } from "#contracts/coverage.ts";
import type { Place } from "./places.ts";

type Item = Pick<Coverage["items"][number], "point" | "population">;

/**
 * The sphere that fits the ellipsoid best at 10.1° north (geometric mean of its two radii there), by the one that turf reckons on:
 * distances differ from those on the ellipsoid by a third of a per cent at most, where turf's own would by more than half.
 */
const LOCAL = 6_358_061 / 6_371_008.8;

/** Distances of places that stay while another is dragged, by the units they are from. */
const known = new WeakMap<readonly Pick<Item, "point">[], WeakMap<Place, readonly number[]>>();

const kmsFrom = (items: readonly Pick<Item, "point">[], place: Place): readonly number[] => {
  const ofItems = known.get(items) ?? new WeakMap<Place, readonly number[]>();
  known.set(items, ofItems);
  const kms = ofItems.get(place) ?? items.map(({ point }) => distance([...point], [...place]) * LOCAL);
  ofItems.set(place, kms);
  return kms;
};

/** Kilometres from each unit to the nearest of the places, or what is there `already`, on a sphere; Infinity where nothing is. */
export const nearestKms = (
  items: readonly Pick<Item, "point">[],
  places: readonly Place[],
  already?: readonly number[],
): readonly number[] => {
  const all = places.map((place) => kmsFrom(items, place));
  return items.map((_, at) => all.reduce((least, kms) => Math.min(least, kms[at]!), already?.[at] ?? Infinity));
};

type Instant = {
  readonly unitShare: readonly number[];
  /** Null where the population of any unit is not known. */
  readonly populationShare: readonly number[] | null;
  /** Weighted by people where they are known. Null where there is nothing. */
  readonly meanKm: number | null;
};

/** Shares within each threshold (km) and the mean, from the distances of the units. */
export const summarise = (items: readonly Item[], kms: readonly number[], thresholdsKm: readonly number[]): Instant => {
  const people = items.map(({ population }) => population ?? Number.NaN);
  const all = people.reduce((sum, count) => sum + count, 0);
  const hasPeople = Number.isFinite(all) && all > 0;
  const within = (most: number, weightOf: (at: number) => number) =>
    kms.reduce((sum, km, at) => sum + (km <= most ? weightOf(at) : 0), 0);
  const weightOf = (at: number) => (hasPeople ? people[at]! : 1);
  const mean = kms.reduce((sum, km, at) => sum + km * weightOf(at), 0) / (hasPeople ? all : items.length);
  return {
    unitShare: thresholdsKm.map((km) => within(km, () => 1) / items.length),
    populationShare: hasPeople ? thresholdsKm.map((km) => within(km, weightOf) / all) : null,
    meanKm: Number.isFinite(mean) ? mean : null,
  };
};
