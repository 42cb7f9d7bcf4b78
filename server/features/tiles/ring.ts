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
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  for (let at = 0; at < ring.length; at += 2) {
    const [x, y] = [Math.round(at2(ring, at)), Math.round(at2(ring, at + 1))];
    if (x === lastX && y === lastY) continue;
    whole.push(x, y);
    [lastX, lastY] = [x, y];
  }
  while (isClosed && whole.length > 2 && whole[0] === whole.at(-2) && whole[1] === whole.at(-1)) whole.length -= 2;
  return whole;
};
