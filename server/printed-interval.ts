import { type Rational, add, divide, integer, multiply, rational, subtract } from "#server/rational.ts";

/** A printed number or range: `decimals` after the separator as printed, where shares are printed times `printedFactor`. */
type Printed = {
  readonly low: number;
  readonly high: number;
  readonly decimals: number;
  readonly isInteger: boolean;
  readonly printedFactor: number;
};

const HALF: Rational = { n: 1n, d: 2n };

/** The values that print as this does: half a unit of the last printed digit to either side, closed; whole numbers are exact. */
export const printedInterval = ({ low, high, decimals, isInteger, printedFactor }: Printed) => {
  if (isInteger) return { low: rational(low), high: rational(high) };
  const half = divide(HALF, multiply(integer(10n ** BigInt(decimals)), rational(printedFactor)));
  return { low: subtract(rational(low), half), high: add(rational(high), half) };
};
