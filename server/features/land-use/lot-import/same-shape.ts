import type { Ring, Shape } from "#server/vector-files/read/features.ts";

/** A millimetre. */
const SAME_DEGREES = 1e-8;

const signedArea = (ring: Ring): number =>
  ring.reduce((sum, [x, y], n) => {
    const [nextX, nextY] = ring[(n + 1) % ring.length]!;
    return sum + (x - ring[0]![0]) * (nextY - ring[0]![1]) - (nextX - ring[0]![0]) * (y - ring[0]![1]);
  }, 0);

/** From its south-westernmost corner on, against the clock: files differ in where a ring begins and how it turns. */
const ordered = (ring: Ring): Ring => {
  const open = ring.slice(0, -1);
  const turned = signedArea(open) < 0 ? open.toReversed() : open;
  const key = ([x, y]: readonly [number, number]) =>
    Math.round(x / SAME_DEGREES / 2) + Math.round(y / SAME_DEGREES / 2);
  const first = turned.reduce((least, point, n) => (key(point) < key(turned[least]!) ? n : least), 0);
  return [...turned.slice(first), ...turned.slice(0, first)];
};

const isSameRing = (one: Ring, other: Ring): boolean => {
  if (one.length !== other.length) return false;
  const [a, b] = [ordered(one), ordered(other)];
  // Two corners may be equally far south-west: the beginning is then found by trying.
  return a.some((_, shift) => {
    if (shift > 3 && shift < a.length - 3) return false;
    return a.every((_point, n) => {
      const [p, q] = [a[(n + shift) % a.length]!, b[n]!];
      return Math.abs(p[0] - q[0]) <= SAME_DEGREES && Math.abs(p[1] - q[1]) <= SAME_DEGREES;
    });
  });
};

/** Whether two outlines have the same corners, to the millimetre. */
export const isSameShape = (one: Shape, other: Shape): boolean =>
  one.length === other.length &&
  one.every((polygon) =>
    other.some((match) => match.length === polygon.length && polygon.every((ring, n) => isSameRing(ring, match[n]!))),
  );
