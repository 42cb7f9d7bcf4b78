import type { ByteColumn } from "./columns.ts";
import { startOf } from "./columns.ts";
import type { FeatureStore, LayerStore } from "./layer-store.ts";
import { placesInOrder } from "./spatial-order.ts";
import { latOf, lngOf, type WorldBox } from "./tile-math.ts";

/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** More than that and everything is asked for anew. */
const MAX_BOXES = 200;

/**
 * Boxes of the features that are only in one of two states of a layer or differ between them, in degrees.
 * @returns null where that cannot be told (features not in memory) or is nearly everywhere
 */
export const changedBoxes = (before: LayerStore, after: LayerStore): readonly Box[] | null => {
  if (!before.features || !after.features) return before.summary.hash === after.summary.hash ? [] : null;
  const [old, now] = [before.features, after.features];
  const isSame = comparison(old, now);
  const [olds, nows] = [placesInOrder(old), placesInOrder(now)];
  const boxes: Box[] = [];
  let [i, j] = [0, 0];
  while (i < old.features || j < now.features) {
    const [a, b] = [olds[i] as number, nows[j] as number];
    const order = i === old.features ? 1 : j === now.features ? -1 : compareIds(old.ids, a, now.ids, b);
    const isKept = order === 0 && isSame(a, b);
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
    if (isKept) continue;
    if (order <= 0) boxes.push(degrees(boxOfFeature(old, a)));
    if (order >= 0) boxes.push(degrees(boxOfFeature(now, b)));
    if (boxes.length > MAX_BOXES) return null;
  }
  return boxes;
};

const compareIds = (a: ByteColumn, i: number, b: ByteColumn, j: number): number =>
  Buffer.compare(a.bytes.subarray(startOf(a.ends, i), a.ends[i]), b.bytes.subarray(startOf(b.ends, j), b.ends[j]));

/** Whether feature `a` of one store is drawn as feature `b` of the other. */
const comparison = (old: FeatureStore, now: FeatureStore): ((a: number, b: number) => boolean) => {
  const names = new Set([...old.columns, ...now.columns].map(({ name }) => name));
  const columns = [...names].map((name) => {
    const [before, after] = [old, now].map((store) => store.columns.find((column) => column.name === name));
    if (!before || !after) return () => false;
    const codeNow = new Map<string, number>();
    for (let code = 0; code < after.values.ends.length; code++) codeNow.set(textOf(after.values, code), code);
    const translated = Uint32Array.from(
      before.values.ends,
      (_, code) => codeNow.get(textOf(before.values, code)) ?? ~0,
    );
    return (a: number, b: number) => translated[before.codes[a] as number] === after.codes[b];
  });
  return (a, b) => columns.every((same) => same(a, b)) && hasSameShape(old, a, now, b);
};

const textOf = ({ bytes, ends }: ByteColumn, row: number): string =>
  Buffer.from(bytes.subarray(startOf(ends, row), ends[row])).toString("latin1");

const hasSameShape = (old: FeatureStore, a: number, now: FeatureStore, b: number): boolean => {
  const [parts, otherParts] = [span(old.featureEnds, a), span(now.featureEnds, b)];
  if (old.types[a] !== now.types[b] || !haveSameLengths(old.partEnds, parts, now.partEnds, otherParts)) return false;
  const [rings, otherRings] = [inner(old.partEnds, parts), inner(now.partEnds, otherParts)];
  if (!haveSameLengths(old.ringEnds, rings, now.ringEnds, otherRings)) return false;
  const [points, otherPoints] = [inner(old.ringEnds, rings), inner(now.ringEnds, otherRings)];
  for (let at = 0; at < 2 * (points[1] - points[0]); at++) {
    if (old.coordinates[2 * points[0] + at] !== now.coordinates[2 * otherPoints[0] + at]) return false;
  }
  return true;
};

type Span = readonly [from: number, end: number];
const span = (ends: Uint32Array, row: number): Span => [startOf(ends, row), ends[row] as number];
/** What a span of rows spans one level further down. */
const inner = (ends: Uint32Array, [from, end]: Span): Span => [startOf(ends, from), startOf(ends, end)];

const haveSameLengths = (ends: Uint32Array, span: Span, otherEnds: Uint32Array, other: Span): boolean => {
  if (span[1] - span[0] !== other[1] - other[0]) return false;
  for (let step = 0; step < span[1] - span[0]; step++) {
    const length = (ends[span[0] + step] as number) - startOf(ends, span[0] + step);
    if (length !== (otherEnds[other[0] + step] as number) - startOf(otherEnds, other[0] + step)) return false;
  }
  return true;
};

const boxOfFeature = (store: FeatureStore, feature: number): WorldBox => {
  const [from, end] = inner(store.ringEnds, inner(store.partEnds, span(store.featureEnds, feature)));
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let point = from; point < end; point++) {
    const [x, y] = [store.coordinates[2 * point] as number, store.coordinates[2 * point + 1] as number];
    [west, north, east, south] = [Math.min(west, x), Math.min(north, y), Math.max(east, x), Math.max(south, y)];
  }
  return [west, north, east, south];
};

export const degrees = ([west, north, east, south]: WorldBox): Box => [
  lngOf(west),
  latOf(south),
  lngOf(east),
  latOf(north),
];
