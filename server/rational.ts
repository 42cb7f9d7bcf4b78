/** An exact fraction with a positive denominator. Checks must not depend on how binary floats round 25.065. */
export type Rational = { readonly n: bigint; readonly d: bigint };

/** As doubles once they hold both exactly: BigInt division is an order of magnitude slower, and most fractions are small. */
const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y > LARGEST_EXACT || (x > LARGEST_EXACT && y !== 0n)) [x, y] = [y, x % y];
  let [small, smaller] = [Number(x), Number(y)];
  if (smaller === 0) return x;
  while (smaller !== 0) [small, smaller] = [smaller, small % smaller];
  return BigInt(small);
};
const LARGEST_EXACT = BigInt(Number.MAX_SAFE_INTEGER);

const fraction = (n: bigint, d: bigint): Rational => {
  if (d === 1n) return { n, d };
  const divisor = gcd(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / divisor, d: d / divisor };
};

export const integer = (value: bigint): Rational => ({ n: value, d: 1n });

/** The decimal a number is written as: 0.2506 is 2506/10000, not its nearest binary fraction. */
export const rational = (value: number): Rational => {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", decimals = ""] = mantissa.split(".");
  const power = Number(exponent) - decimals.length;
  const digits = BigInt(whole + decimals);
  return power >= 0 ? integer(digits * 10n ** BigInt(power)) : fraction(digits, 10n ** BigInt(-power));
};

export const add = (a: Rational, b: Rational): Rational => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Rational, b: Rational): Rational => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => fraction(a.n * b.n, a.d * b.d);
/** @throws {RangeError} when `b` is zero */
export const divide = (a: Rational, b: Rational): Rational => fraction(a.n * b.d, a.d * b.n);
/** What has no common divisor has none as a power either. */
export const power = (a: Rational, exponent: number): Rational => ({
  n: a.n ** BigInt(exponent),
  d: a.d ** BigInt(exponent),
});
export const compare = (a: Rational, b: Rational): number =>
  Number(a.n * b.d - b.n * a.d > 0n) - Number(a.n * b.d - b.n * a.d < 0n);

/** The quotient rounded down; `d` is positive. */
const floor = (n: bigint, d: bigint): bigint => n / d - (n % d !== 0n && n < 0n ? 1n : 0n);

/** To so many decimals: `down` and `up` for bounds, `half` away from zero as people round. */
export const round = (a: Rational, decimals: number, way: "down" | "up" | "half"): Rational => {
  const scale = 10n ** BigInt(decimals);
  const n = a.n * scale;
  const half = (positive: bigint): bigint => floor(2n * positive + a.d, 2n * a.d);
  const rounded = way === "down" ? floor(n, a.d) : way === "up" ? -floor(-n, a.d) : n < 0n ? -half(-n) : half(n);
  return fraction(rounded, scale);
};

/** The nearest double. Only for rationals with few digits, such as rounded ones. */
export const toNumber = ({ n, d }: Rational): number => {
  // Whole numbers that a double holds exactly are divided correctly rounded.
  const [top, bottom] = [Number(n), Number(d)];
  if (Number.isSafeInteger(top) && Number.isSafeInteger(bottom)) return top / bottom;
  const places = d.toString().length + 20;
  const scaled = (n * 10n ** BigInt(places)) / d;
  return Number(`${scaled}e-${places}`);
};
