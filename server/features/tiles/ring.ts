/** Rings in tile units as flat arrays x0, y0, x1, y1 …, without the first point repeated at the end. */

export type Ring = readonly number[];
export type Box = readonly [west: number, north: number, east: number, south: number];

/** Twice the signed area; positive where the ring runs clockwise on a screen (y downward). */
export const doubleArea = (ring: Ring): number => {
  let sum = 0;
  for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
    sum += at2(ring, before) * at2(ring, at + 1) - at2(ring, at) * at2(ring, before + 1);
  }
  return sum;
};

const at2 = (ring: Ring, index: number): number => ring[index] as number;

export const isWithin = (ring: Ring, [west, north, east, south]: Box): boolean => {
  for (let at = 0; at < ring.length; at += 2) {
    const [x, y] = [at2(ring, at), at2(ring, at + 1)];
    if (x < west || x > east || y < north || y > south) return false;
  }
  return true;
};

export const reversed = (ring: Ring): Ring => {
  const turned: number[] = [];
  for (let at = ring.length - 2; at >= 0; at -= 2) turned.push(at2(ring, at), at2(ring, at + 1));
  return turned;
};

/** To whole units, without points that fall on the one before; `isClosed`: nor, at the end, on the first. */
export const snapped = (ring: Ring, isClosed: boolean): Ring => {
  const whole: number[] = [];
  for (let at = 0; at < ring.length; at += 2) {
    const [x, y] = [Math.round(at2(ring, at)), Math.round(at2(ring, at + 1))];
    if (whole.length > 0 && x === whole.at(-2) && y === whole.at(-1)) continue;
    whole.push(x, y);
  }
  while (isClosed && whole.length > 2 && whole[0] === whole.at(-2) && whole[1] === whole.at(-1)) whole.length -= 2;
  return whole;
};

/**
 * Cuts a ring by the four sides of a box in turn (Sutherland and Hodgman). Exact for convex rings; a concave one may keep
 * pieces joined along the box, so it is only used on those to get rid of what is far away.
 */
export const cutToBox = (ring: Ring, [west, north, east, south]: Box): Ring => {
  let cut = ring;
  cut = cutBySide(cut, 0, west, 1);
  cut = cutBySide(cut, 0, -east, -1);
  cut = cutBySide(cut, 1, north, 1);
  return cutBySide(cut, 1, -south, -1);
};

/** Keeps what has `sign` × coordinate ≥ `limit`; `axis` 0 is x, 1 is y. */
const cutBySide = (ring: Ring, axis: 0 | 1, limit: number, sign: 1 | -1): Ring => {
  const kept: number[] = [];
  const length = ring.length;
  if (length === 0) return kept;
  let [fromX, fromY] = [at2(ring, length - 2), at2(ring, length - 1)];
  let from = sign * (axis === 0 ? fromX : fromY) - limit;
  for (let at = 0; at < length; at += 2) {
    const [x, y] = [at2(ring, at), at2(ring, at + 1)];
    const to = sign * (axis === 0 ? x : y) - limit;
    if (from >= 0 !== to >= 0) {
      const share = from / (from - to);
      // On the side itself the coordinate is the side's, whatever rounding says.
      if (axis === 0) kept.push(sign * limit, fromY + share * (y - fromY));
      else kept.push(fromX + share * (x - fromX), sign * limit);
    }
    if (to >= 0) kept.push(x, y);
    [fromX, fromY, from] = [x, y, to];
  }
  return kept;
};
