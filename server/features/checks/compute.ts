import type { Verdict } from "#contracts/checks.ts";
import { printedInterval } from "#server/printed-interval.ts";
import { type Rational, add, compare, divide, integer, multiply, power, rational, round } from "#server/rational.ts";
import type { Computation, Interval, PrintedFigure, Rule } from "./check-input.ts";

const ZERO = integer(0n);
const ONE = integer(1n);

/** What the print of a figure may stand for. */
export const intervalOf = ({ figure, isInteger, printedFactor }: PrintedFigure): Interval => {
  const value = figure.value ?? 0;
  const printed = { low: value, high: value, decimals: figure.decimals ?? 0, isInteger, printedFactor };
  return { ...printedInterval(printed), value: rational(value) };
};

/** Whether one value could have printed as both. */
export const overlap = (a: Interval, b: Interval): boolean =>
  compare(a.low, b.high) <= 0 && compare(b.low, a.high) <= 0;

/** Whether the computed value, rounded as people round, prints as `value` does with so many decimals. */
export const isPrintedAs = (computed: Rational, value: Rational, decimals: number, printedFactor: number): boolean => {
  const factor = integer(BigInt(printedFactor));
  return compare(round(multiply(computed, factor), decimals, "half"), multiply(value, factor)) === 0;
};

/** The printed result against what its operands give. */
export const verdictOf = (rule: Rule, { result, computed }: Computation): Verdict => {
  if (rule.rule === "same") return "twoValues";
  const { figure, printedFactor } = result;
  if (isPrintedAs(computed.value, rational(figure.value ?? 0), figure.decimals ?? 0, printedFactor)) return "agrees";
  return overlap(intervalOf(result), computed) ? "withinRounding" : "conflict";
};

/** What the operands of a rule give, and what their rounding allows; undefined where they give nothing. */
export const compute = (
  rule: Rule,
  inputs: readonly PrintedFigure[],
): Pick<Computation, "computed" | "formula"> | undefined => {
  const formula = formulaOf(rule, inputs);
  const intervals = inputs.map(intervalOf);
  const divisor = rule.rule === "ratio" ? intervals[1] : undefined;
  if (formula === undefined || (divisor && compare(divisor.low, ZERO) <= 0)) return undefined;
  // Every rule grows with each operand, but a ratio falls with its divisor.
  const corner = (end: "low" | "high", other: "low" | "high") =>
    apply(
      rule,
      inputs,
      intervals.map((interval) => (interval === divisor ? interval[other] : interval[end])),
    );
  const value = apply(
    rule,
    inputs,
    inputs.map(({ figure }) => rational(figure.value ?? 0)),
  );
  return { computed: { low: corner("low", "high"), value, high: corner("high", "low") }, formula };
};

/** In metric names; undefined where an operand is missing. */
const formulaOf = (rule: Rule, inputs: readonly PrintedFigure[]): string | undefined => {
  const [first, second] = inputs;
  if (!first) return undefined;
  switch (rule.rule) {
    case "ratio":
      return second && `${first.figure.metric} / ${second.figure.metric}`;
    case "growth":
      return `(1 + ${first.figure.metric})^${yearsOf(rule)}`;
    case "growthPath": {
      const rate = inputs.find(isRate);
      const base = inputs.find((input) => input !== rate);
      return rate && base && `${base.figure.metric} × (1 + ${rate.figure.metric})^${yearsOf(rule)}`;
    }
    case "listTotal":
      return `Σ ${first.figure.metric}`;
    default:
      return inputs.map(({ figure }) => figure.metric).join(" + ");
  }
};

/** The arithmetic of a rule on one value per operand. */
export const apply = (rule: Rule, inputs: readonly PrintedFigure[], values: readonly Rational[]): Rational => {
  const [first = ZERO, second = ZERO] = values;
  switch (rule.rule) {
    case "ratio":
      return divide(first, second);
    case "growth":
      return power(add(ONE, first), yearsOf(rule));
    case "growthPath": {
      const [rate, base] = inputs[0] && isRate(inputs[0]) ? [first, second] : [second, first];
      return multiply(base, power(add(ONE, rate), yearsOf(rule)));
    }
    default:
      return values.reduce(add);
  }
};

const yearsOf = ({ years }: Rule): number => years ?? 1;
/** The rate is known by its unit, so a rule may name its operands in either order. */
const isRate = ({ figure }: PrintedFigure): boolean => figure.unit === "sharePerYear";
