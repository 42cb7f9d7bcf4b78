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

/** Keeps what has `sign` × coordinate ≥ `limit`; `axis` 0 is x, 1 is y. */
type Side = { readonly axis: 0 | 1; readonly limit: number; readonly sign: 1 | -1 };

const sidesOf = ([west, north, east, south]: Box): readonly Side[] => [
  { axis: 0, limit: west, sign: 1 },
  { axis: 0, limit: -east, sign: -1 },
  { axis: 1, limit: north, sign: 1 },
  { axis: 1, limit: -south, sign: -1 },
];

/** Cuts rings to a box by its four sides in turn (Sutherland and Hodgman). */
export class BoxCutter {
  readonly #sides: readonly Side[];

  constructor(box: Box) {
    this.#sides = sidesOf(box);
  }

  /** Exact for convex rings; a concave one may keep pieces joined along the box. */
  cut(ring: Ring): Ring {
    let cut = ring;
    for (const side of this.#sides) if (crossingsOf(cut, side) !== 0) cut = cutBySide(cut, side);
    return cut;
  }

  /**
   * What is left of simple rings that do not meet, exteriors clockwise on the screen and holes the other way; null where this
   * way of cutting might join what is apart: where a ring goes out by one side more than once or has a corner on one, and
   * where a hole goes out at all.
   */
  cutIfOnce(rings: readonly Ring[]): Ring[] | null {
    const kept: Ring[] = [];
    for (const ring of rings) {
      let cut = ring;
      for (const side of this.#sides) {
        const crossings = crossingsOf(cut, side);
        if (crossings === 0) continue;
        if (crossings === MAYBE_TWICE || (crossings === 2 && doubleArea(ring) < 0)) return null;
        cut = cutBySide(cut, side);
      }
      if (cut.length > 0) kept.push(cut);
    }
    return kept;
  }
}

const ALL_OUT = 1;
const MAYBE_TWICE = 3;

/** How often a ring crosses a side: 0 for not at all, as it lies within; ALL_OUT; 2; MAYBE_TWICE. */
const crossingsOf = (ring: Ring, { axis, limit, sign }: Side): number => {
  let [crossings, isOnSide] = [0, false];
  const last = sign * at2(ring, ring.length - 2 + axis) - limit;
  let from = last;
  for (let at = axis; at < ring.length; at += 2) {
    const to = sign * at2(ring, at) - limit;
    if (from >= 0 !== to >= 0) crossings += 1;
    if (to === 0) isOnSide = true;
    from = to;
  }
  if (crossings === 0) return last >= 0 ? 0 : ALL_OUT;
  return crossings === 2 && !isOnSide ? 2 : MAYBE_TWICE;
};

const cutBySide = (ring: Ring, { axis, limit, sign }: Side): Ring => {
  const kept: number[] = [];
  const length = ring.length;
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
