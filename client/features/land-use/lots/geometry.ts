import polylabel from "polylabel";
import type { Lot } from "./lot-types.ts";

/** Longitude, latitude; rings are closed. */
export type Position = readonly [lng: number, lat: number];
export type Ring = readonly Position[];
export type Outline = Lot["geometry"];

export const polygonsOf = (outline: Outline): readonly (readonly Ring[])[] =>
  outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;

export const outlineOf = (ring: Ring, holes: readonly Ring[] = []): Outline => ({
  type: "Polygon",
  coordinates: [ring, ...holes].map((each) => each.map(([lng, lat]) => [lng, lat])),
});

/** The outer ring of an outline of one part, which is drawn by hand, and its holes, which are not; null of several parts. */
export const onlyPart = (outline: Outline): { readonly ring: Ring; readonly holes: readonly Ring[] } | null => {
  const [[ring, ...holes] = [], ...others] = polygonsOf(outline);
  return ring && others.length === 0 ? { ring, holes } : null;
};

/** The one ring of an outline without holes and further parts; null of any other, which no line splits here. */
export const onlyRing = (outline: Outline): Ring | null => {
  const part = onlyPart(outline);
  return part?.holes.length === 0 ? part.ring : null;
};

export const closed = (corners: Ring): Ring => {
  const [first, last] = [corners[0], corners.at(-1)];
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...corners, first] : corners;
};

/** Corners without the repeated first. */
export const cornersOf = (ring: Ring): Ring => {
  const [first, last] = [ring[0], ring.at(-1)];
  return ring.length > 1 && first && last && first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring;
};

const EQUATOR_M = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));

/** Onto a cylinder that keeps areas on the ellipsoid of WGS 84 (Lambert), in metres. */
const onCylinder = ([lng, lat]: Position): readonly [number, number] => {
  const [e, sine] = [ECCENTRICITY, Math.sin((lat * Math.PI) / 180)];
  const q = (1 - e * e) * (sine / (1 - e * e * sine * sine) + Math.log((1 + e * sine) / (1 - e * sine)) / (2 * e));
  return [(EQUATOR_M * lng * Math.PI) / 180, (EQUATOR_M * q) / 2];
};

const ringSquareMetres = (ring: Ring): number => {
  const points = cornersOf(ring).map(onCylinder);
  const [x0, y0] = points[0] ?? [0, 0];
  let doubled = 0;
  for (const [at, [x1, y1]] of points.entries()) {
    const [x2, y2] = points[(at + 1) % points.length]!;
    doubled += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  }
  return Math.abs(doubled) / 2;
};

/** Hectares on the ellipsoid, as the database measures them. */
export const measureHa = (outline: Outline): number =>
  polygonsOf(outline).reduce(
    (sum, [outer = [], ...holes]) =>
      sum + ringSquareMetres(outer) - holes.reduce((inner, hole) => inner + ringSquareMetres(hole), 0),
    0,
  ) / 10_000;

export type Bounds = readonly [west: number, south: number, east: number, north: number];
export const boundsOf = (outlines: readonly Outline[]): Bounds | null => {
  let bounds: [number, number, number, number] | null = null;
  for (const [lng, lat] of outlines.flatMap((outline) => polygonsOf(outline).flat(2))) {
    bounds = bounds
      ? [Math.min(bounds[0], lng), Math.min(bounds[1], lat), Math.max(bounds[2], lng), Math.max(bounds[3], lat)]
      : [lng, lat, lng, lat];
  }
  return bounds;
};

/** The place inside its largest part that is furthest from any edge. */
export const labelPoint = (outline: Outline): [number, number] => {
  const polygons = polygonsOf(outline);
  const sizes = polygons.map(([outer = []]) => ringSquareMetres(outer));
  const largest = polygons[sizes.indexOf(Math.max(...sizes))] ?? [];
  const [lng = 0, lat = 0] = polylabel(largest as unknown as [number, number][][], 1e-5);
  return [lng, lat];
};

/** Where the segments a–b and c–d meet, as shares of each; null where they do not or run side by side. */
const meet = (a: Position, b: Position, c: Position, d: Position): { alongAb: number; alongCd: number } | null => {
  const [abX, abY, cdX, cdY] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const cross = abX * cdY - abY * cdX;
  if (Math.abs(cross) < 1e-18) return null;
  const alongAb = ((c[0] - a[0]) * cdY - (c[1] - a[1]) * cdX) / cross;
  const alongCd = ((c[0] - a[0]) * abY - (c[1] - a[1]) * abX) / cross;
  return alongAb >= 0 && alongAb <= 1 && alongCd >= 0 && alongCd <= 1 ? { alongAb, alongCd } : null;
};

const onward = (a: Position, b: Position, share: number): Position => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
];
const between = (a: Position, b: Position, share: number): Position =>
  share <= 0 ? a : share >= 1 ? b : onward(a, b, share);

/** Whether two edges of an outline cross, not counting neighbours at their common corner. */
export const crossesItself = (ring: Ring): boolean => {
  const corners = cornersOf(ring);
  const edges = corners.length;
  const corner = (at: number): Position => corners[at % edges]!;
  for (let one = 0; one < edges; one++) {
    for (let other = one + 2; other < edges; other++) {
      const areNeighbours = one === 0 && other === edges - 1;
      if (!areNeighbours && meet(corner(one), corner(one + 1), corner(other), corner(other + 1))) return true;
    }
  }
  return false;
};

const isInside = ([x, y]: Position, ring: Ring): boolean => {
  let inside = false;
  const corners = cornersOf(ring);
  for (let at = 0; at < corners.length; at++) {
    const [x1, y1] = corners[at]!;
    const [x2, y2] = corners[(at + 1) % corners.length]!;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
};

/** A place of a ring: the share along the edge that begins at a corner. */
type RingPlace = { readonly edge: number; readonly share: number };
/** A part of the line from one edge of the lot to another. */
type Chord = { readonly points: Position[]; readonly from: RingPlace; readonly to: RingPlace };

const orderOf = ({ edge, share }: RingPlace, corners: Ring): number => (edge + share) % corners.length;

/** Pieces of the line that lie inside the ring and reach from edge to edge. */
const chordsOf = (corners: Ring, line: Ring): Chord[] => {
  const chords: Chord[] = [];
  let open: { points: Position[]; from: RingPlace } | null = null;
  for (let at = 0; at + 1 < line.length; at++) {
    const [a, b] = [line[at]!, line[at + 1]!];
    const crossings = corners
      .flatMap((corner, edge) => {
        const met = meet(a, b, corner, corners[(edge + 1) % corners.length]!);
        return met ? [{ along: met.alongAb, place: { edge, share: met.alongCd } }] : [];
      })
      .toSorted((one, other) => one.along - other.along)
      // A line through a corner meets both of its edges there.
      .filter(({ along }, index, all) => index === 0 || along - all[index - 1]!.along > 1e-9);
    const stops = [0, ...crossings.map(({ along }) => along), 1];
    for (const [index, { along, place }] of crossings.entries()) {
      const corner = corners[place.edge]!;
      const point = between(corner, corners[(place.edge + 1) % corners.length]!, place.share);
      if (open) {
        chords.push({ points: [...open.points, point], from: open.from, to: place });
        open = null;
      }
      const next = stops[index + 2] ?? 1;
      const goesOn = next - along > 1e-9 ? between(a, b, (along + next) / 2) : null;
      const following = goesOn ?? (line[at + 2] ? between(b, line[at + 2]!, 1e-6) : null);
      if (following && isInside(following, corners)) open = { points: [point], from: place };
    }
    if (open && at + 2 < line.length) open.points.push(b);
  }
  return chords;
};

const cutOnce = (corners: Ring, { points, from, to }: Chord): [Ring, Ring] => {
  const isForward = orderOf(from, corners) <= orderOf(to, corners);
  const [start, end] = (isForward ? [from, to] : [to, from]).map((place) => orderOf(place, corners)) as [
    number,
    number,
  ];
  const path = isForward ? points : points.toReversed();
  // Corners strictly between the two places, going on along the ring.
  const within = corners.filter((_, at) => at > start && at < end);
  const around = [...corners.filter((_, at) => at > end), ...corners.filter((_, at) => at < start)];
  return [closed([...path.toReversed(), ...within]), closed([...path, ...around])];
};

/** About three metres: nobody aims better than that at an edge, and a place computed on it lies to one side or the other. */
const REACH_DEGREES = 3e-5;
const lengthened = (line: Ring): Ring => {
  const beyond = (end: Position, before: Position): Position => {
    const length = Math.hypot(end[0] - before[0], end[1] - before[1]);
    return onward(before, end, length === 0 ? 1 : 1 + REACH_DEGREES / length);
  };
  if (line.length < 2) return line;
  return [beyond(line[0]!, line[1]!), ...line.slice(1, -1), beyond(line.at(-1)!, line.at(-2)!)];
};

/**
 * The parts of a lot on both sides of a line that crosses it, which may be bent and cross it several times. Empty where the line
 * does not go from edge to edge. The parts have the same corners along the cut, so that nothing is left between them.
 */
export const splitByLine = (ring: Ring, drawn: Ring): readonly Ring[] => {
  const line = lengthened(drawn);
  let parts: Ring[] = [cornersOf(ring)];
  const count = chordsOf(cornersOf(ring), line).length;
  for (let cuts = 0; cuts < count; cuts++) {
    for (const [at, part] of parts.entries()) {
      const chord = chordsOf(cornersOf(part), line).find(({ points }) => !liesOnEdge(points, cornersOf(part)));
      if (!chord) continue;
      parts = parts.toSpliced(at, 1, ...cutOnce(cornersOf(part), chord).map(cornersOf));
      break;
    }
  }
  return parts.length > 1 ? parts.map(closed) : [];
};

/** Of a part, the cut is an edge already. */
const liesOnEdge = (points: readonly Position[], corners: Ring): boolean => {
  const [first, last] = [points[0]!, points.at(-1)!];
  const middle = points.length > 2 ? points[1]! : between(first, last, 0.5);
  return !isInside(middle, corners) || isOnRing(middle, corners);
};
const isOnRing = ([x, y]: Position, corners: Ring): boolean =>
  corners.some((a, at) => {
    const b = corners[(at + 1) % corners.length]!;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const off = Math.abs((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]));
    const along = ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / (length * length);
    return length > 0 && off / length < 1e-10 && along > -1e-9 && along < 1 + 1e-9;
  });

type Pixel = { readonly x: number; readonly y: number };

/**
 * The corner of one of the rings nearest to a place on the screen, or else the nearest place of an edge, within reach: lots that
 * adjoin get the same boundary.
 */
export const snap = (
  pointer: Pixel,
  rings: readonly Ring[],
  toPixel: (position: Position) => Pixel,
  reachPx: number,
): Position | null => {
  let corner: { at: Position; distance: number } | null = null;
  let edge: { at: Position; distance: number } | null = null;
  for (const ring of rings) {
    for (let index = 0; index + 1 < ring.length; index++) {
      const [a, b] = [ring[index]!, ring[index + 1]!];
      const [from, to] = [toPixel(a), toPixel(b)];
      const toCorner = Math.hypot(from.x - pointer.x, from.y - pointer.y);
      if (toCorner <= reachPx && toCorner < (corner?.distance ?? Infinity)) corner = { at: a, distance: toCorner };
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const squared = dx * dx + dy * dy;
      if (squared === 0) continue;
      const share = Math.min(1, Math.max(0, ((pointer.x - from.x) * dx + (pointer.y - from.y) * dy) / squared));
      const toEdge = Math.hypot(from.x + share * dx - pointer.x, from.y + share * dy - pointer.y);
      if (toEdge <= reachPx && toEdge < (edge?.distance ?? Infinity))
        edge = { at: between(a, b, share), distance: toEdge };
    }
  }
  return (corner ?? edge)?.at ?? null;
};

/** Stated areas that sum to the whole to the square metre, in proportion to what is measured: a proposal, to be checked. */
export const sharesOfArea = (wholeHa: number, measuredHa: readonly number[]): number[] => {
  const all = measuredHa.reduce((sum, ha) => sum + ha, 0);
  const whole = Math.round(wholeHa * 10_000);
  const shares = measuredHa.map((ha) => Math.round((whole * ha) / all));
  const rest = whole - shares.slice(0, -1).reduce((sum, share) => sum + share, 0);
  return [...shares.slice(0, -1), rest].map((share) => share / 10_000);
};
