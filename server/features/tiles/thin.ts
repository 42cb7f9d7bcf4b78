/** Half a unit of a tile, squared: what moves a line by less cannot be seen at this zoom. */
const TOLERANCE = 0.25;

/**
 * Leaves out the points of a line or ring that lie within half a unit of the one before, as PostGIS does for its tiles, so that
 * both agree on what has become too small to draw. In place, in tile units; of a ring the last point repeats the first.
 * @param fewest points to be left: 4 of a ring, 2 of a line
 * @returns how many points there now are
 */
export const thin = (xs: Float64Array, ys: Float64Array, points: number, fewest: number): number => {
  if (points <= fewest) return points;
  let kept = 1;
  let [lastX, lastY] = [xs[0] as number, ys[0] as number];
  for (let point = 1; point < points; point++) {
    const [x, y] = [xs[point] as number, ys[point] as number];
    if (points + kept > fewest + point) {
      const isNear = (x - lastX) ** 2 + (y - lastY) ** 2 <= TOLERANCE;
      const isLast = point === points - 1;
      if (isNear && !isLast) continue;
      // The end stays in its place: what came just before it goes.
      if (isNear && kept > 1) kept -= 1;
    }
    xs[kept] = x;
    ys[kept] = y;
    kept += 1;
    [lastX, lastY] = [x, y];
  }
  return kept;
};
