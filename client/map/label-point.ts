import { booleanPointInPolygon } from "@turf/turf";
import { outerRings, type LngLat, type Polygonal } from "#client/map/geojson.ts";

/**
 * Where a name reads best inside an area: the centre of the largest box of the name's proportions that touches neither the
 * border nor anything in the way (our symbols, rivers). Pole of inaccessibility, measured with a box instead of a circle.
 */
export type NameBox = {
  /** Half width and half height of the name, in degrees at the zoom it is first read at. */
  readonly halfWidth: number;
  readonly halfHeight: number;
};

/** GeoJSON's own types allow writing, ours do not; nothing here writes. */
export const isInside = (point: LngLat, shape: Polygonal): boolean =>
  booleanPointInPolygon([point[0], point[1]], shape as never);

/** Points along a line no further apart than `step` degrees, so that distance to points is distance to the line. */
export const densify = (line: readonly LngLat[], step: number): LngLat[] => {
  const points: LngLat[] = [];
  line.forEach((point, index) => {
    const before = line[index - 1];
    if (before) {
      const pieces = Math.ceil(Math.max(Math.abs(point[0] - before[0]), Math.abs(point[1] - before[1])) / step);
      for (let piece = 1; piece < pieces; piece += 1) {
        points.push([
          before[0] + ((point[0] - before[0]) * piece) / pieces,
          before[1] + ((point[1] - before[1]) * piece) / pieces,
        ]);
      }
    }
    points.push(point);
  });
  return points;
};

/** Scale at which the name's box around `centre` first meets one of the points. */
const roomAround = (centre: LngLat, points: readonly LngLat[], box: NameBox): number => {
  let room = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const scale = Math.max(
      Math.abs(point[0] - centre[0]) / box.halfWidth,
      Math.abs(point[1] - centre[1]) / box.halfHeight,
    );
    if (scale < room) room = scale;
  }
  return room;
};

const GRID = 48;
/** Beyond this clearance from symbols a name gains nothing; it then prefers the middle of its area. */
const ENOUGH = 1.7;
const BORDER_STEP = 0.004;

export const labelPoint = (shape: Polygonal, obstacles: readonly LngLat[], box: NameBox): LngLat | null => {
  const border = outerRings(shape).flatMap((ring) => densify(ring, BORDER_STEP));
  if (border.length === 0) return null;
  const west = Math.min(...border.map(([lng]) => lng));
  const east = Math.max(...border.map(([lng]) => lng));
  const south = Math.min(...border.map(([, lat]) => lat));
  const north = Math.max(...border.map(([, lat]) => lat));
  const near = obstacles.filter(
    ([lng, lat]) => lng > west - 0.05 && lng < east + 0.05 && lat > south - 0.05 && lat < north + 0.05,
  );
  let best: LngLat | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let column = 0; column < GRID; column += 1) {
    for (let row = 0; row < GRID; row += 1) {
      const candidate: LngLat = [
        west + ((east - west) * (column + 0.5)) / GRID,
        south + ((north - south) * (row + 0.5)) / GRID,
      ];
      if (!isInside(candidate, shape)) continue;
      // Staying inside the border comes first, then being clear of symbols; the middle decides among clear places.
      const inside = Math.min(roomAround(candidate, border, box), 3);
      const most = Math.min(inside, 0.6) * 4 + ENOUGH * 2 + inside;
      if (most <= bestScore) continue;
      const clear = Math.min(roomAround(candidate, near, box), ENOUGH);
      const score = Math.min(inside, 0.6) * 4 + clear * 2 + inside;
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
  }
  return best;
};
