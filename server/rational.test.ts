import fc from "fast-check";
import { expect, test } from "vitest";
import { type Rational, add, divide, integer, multiply, subtract } from "./rational.ts";

/** From a handful of digits to far beyond what a double holds exactly. */
const whole = fc.oneof(
  fc.bigInt({ min: -50n, max: 50n }),
  fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
  fc.bigInt(),
);
const divisor = whole.filter((n) => n !== 0n);
const rational = fc.tuple(whole, divisor).map(([n, d]) => divide(integer(n), integer(d)));

const euclid = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : euclid(b, a % b));
const isReduced = ({ n, d }: Rational): boolean => d > 0n && euclid(n, d) === 1n;

test("fractions of any size are exact and in lowest terms", () => {
  fc.assert(
    fc.property(rational, rational, (a, b) => {
      const [sum, difference, product] = [add(a, b), subtract(a, b), multiply(a, b)];
      expect(sum.n * a.d * b.d).toBe((a.n * b.d + b.n * a.d) * sum.d);
      expect(difference.n * a.d * b.d).toBe((a.n * b.d - b.n * a.d) * difference.d);
      expect(product.n * a.d * b.d).toBe(a.n * b.n * product.d);
      expect([a, b, sum, difference, product].filter((each) => !isReduced(each))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
