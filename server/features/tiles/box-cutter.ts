import { type Box, doubleArea, type Ring } from "./ring.ts";

/** Keeps what has `sign` × coordinate ≥ `limit`; `axis` 0 is x, 1 is y. */
type Side = { readonly axis: 0 | 1; readonly limit: number; readonly sign: 1 | -1 };

/** A run of a ring on the kept side, from where the ring comes in to where it goes out, by their places along the side. */
type Chain = { readonly points: number[]; readonly enters: number; leaves: number };

/** Cuts polygons to a box by its four sides in turn. Clockwise is on the screen. */
export class BoxCutter {
  readonly #sides: readonly Side[];

  constructor([west, north, east, south]: Box) {
    this.#sides = [
      { axis: 0, limit: west, sign: 1 },
      { axis: 0, limit: -east, sign: -1 },
      { axis: 1, limit: north, sign: 1 },
      { axis: 1, limit: -south, sign: -1 },
    ];
  }

  /** What is left of a convex ring (Sutherland and Hodgman). */
  cutConvex(ring: Ring): Ring {
    let cut = ring;
    for (const side of this.#sides) if (!isKeptWhole(cut, side)) cut = cutBySide(cut, side);
    return cut;
  }

  /**
   * What is left of a simple polygon, its exterior clockwise and first, its holes the other way: the runs of its rings on the
   * kept side are joined along the side, each to the next, as the inside of a polygon and its outside take turns on any line.
   * Null for what takes a more careful way: a corner on a side, and pieces of which one has a hole.
   */
  cutSimple(rings: readonly Ring[]): readonly Ring[] | null {
    let cut: readonly Ring[] | null = rings;
    for (const side of this.#sides) {
      if (cut.every((ring) => isKeptWhole(ring, side))) continue;
      cut = joinedAlong(cut, side);
      if (!cut) return null;
    }
    if (cut.length < 2) return cut;
    const [exteriors, holes] = [cut.filter((ring) => doubleArea(ring) > 0), cut.filter((ring) => doubleArea(ring) < 0)];
    return exteriors.length > 1 && holes.length > 0 ? null : [...exteriors, ...holes];
  }
}

/** How far within the side a corner lies; negative outside. */
const depthOf = (ring: Ring, at: number, { axis, limit, sign }: Side): number =>
  sign * (ring[at + axis] as number) - limit;

const isKeptWhole = (ring: Ring, side: Side): boolean => {
  for (let at = 0; at < ring.length; at += 2) if (depthOf(ring, at, side) < 0) return false;
  return true;
};

/** Where the line to the corner `at` from the one before crosses the side, along it. */
const crossing = (ring: Ring, before: number, at: number, side: Side): number => {
  const from = depthOf(ring, before, side);
  const share = from / (from - depthOf(ring, at, side));
  const along = 1 - side.axis;
  const start = ring[before + along] as number;
  return start + share * ((ring[at + along] as number) - start);
};

/** On the side itself the coordinate is the side's, whatever rounding says. */
const pushCrossing = (points: number[], along: number, { axis, limit, sign }: Side): void => {
  if (axis === 0) points.push(sign * limit, along);
  else points.push(along, sign * limit);
};

const cutBySide = (ring: Ring, side: Side): Ring => {
  const kept: number[] = [];
  for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
    const isIn = depthOf(ring, at, side) >= 0;
    if (depthOf(ring, before, side) >= 0 !== isIn) pushCrossing(kept, crossing(ring, before, at, side), side);
    if (isIn) kept.push(ring[at] as number, ring[at + 1] as number);
  }
  return kept;
};

const joinedAlong = (rings: readonly Ring[], side: Side): Ring[] | null => {
  const whole: Ring[] = [];
  const chains: Chain[] = [];
  for (const ring of rings) {
    if (isKeptWhole(ring, side)) whole.push(ring);
    else if (!addChains(ring, side, chains)) return null;
  }
  const joined = joinedChains(chains);
  return joined && [...whole, ...joined];
};

/** @returns false where a corner lies on the side */
const addChains = (ring: Ring, side: Side, chains: Chain[]): boolean => {
  const length = ring.length;
  let start = -1;
  for (let at = 0, before = length - 2; at < length; before = at, at += 2) {
    const depth = depthOf(ring, at, side);
    if (depth === 0) return false;
    if (depth > 0 && depthOf(ring, before, side) < 0) start = at;
  }
  if (start < 0) return true;
  let chain: Chain | undefined;
  for (let step = 0; step <= length; step += 2) {
    const at = (start + step) % length;
    const before = (at + length - 2) % length;
    const isIn = depthOf(ring, at, side) > 0;
    const wasIn = depthOf(ring, before, side) > 0;
    if (isIn && !wasIn) {
      if (step === length) break;
      chain = { points: [], enters: crossing(ring, before, at, side), leaves: 0 };
      pushCrossing(chain.points, chain.enters, side);
      chains.push(chain);
    } else if (!isIn && wasIn && chain) {
      chain.leaves = crossing(ring, before, at, side);
      pushCrossing(chain.points, chain.leaves, side);
    }
    if (isIn) chain?.points.push(ring[at] as number, ring[at + 1] as number);
  }
  return true;
};

/** Null where ends do not take turns, as they do of simple polygons. */
const joinedChains = (chains: readonly Chain[]): Ring[] | null => {
  if (chains.length === 1) return chains.map(({ points }) => points);
  const ends = chains
    .flatMap((chain) => [
      { chain, place: chain.enters, isEnd: false },
      { chain, place: chain.leaves, isEnd: true },
    ])
    .toSorted((a, b) => a.place - b.place);
  const next = new Map<Chain, Chain>();
  for (let at = 0; at < ends.length; at += 2) {
    const [one, other] = [ends[at], ends[at + 1]];
    if (!one || !other || one.isEnd === other.isEnd) return null;
    if (one.isEnd) next.set(one.chain, other.chain);
    else next.set(other.chain, one.chain);
  }
  const rings: Ring[] = [];
  const done = new Set<Chain>();
  for (const first of chains) {
    const points: number[] = [];
    for (let chain: Chain | undefined = first; chain && !done.has(chain); chain = next.get(chain)) {
      done.add(chain);
      points.push(...chain.points);
    }
    if (points.length > 0) rings.push(points);
  }
  return rings;
};
