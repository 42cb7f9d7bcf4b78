import type { Verdict } from "#contracts/checks.ts";
import { printedInterval } from "#server/printed-interval.ts";
import { add, compare, divide, integer, multiply, power, rational, round } from "#server/rational.ts";
import type { Computation, Interval, PrintedFigure, Rule } from "./check-input.ts";

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

/** The printed result against what its operands give. */
export const verdictOf = (rule: Rule, { result, computed }: Computation): Verdict => {
  if (rule.rule === "same") return "twoValues";
  const printed = intervalOf(result);
  const factor = rational(result.printedFactor);
  const asPrinted = round(multiply(computed.value, factor), result.figure.decimals ?? 0, "half");
  if (compare(asPrinted, multiply(printed.value, factor)) === 0) return "agrees";
  return overlap(printed, computed) ? "withinRounding" : "conflict";
};

/** What the operands of a rule give; undefined where they give nothing, such as a ratio to zero. */
export const compute = (
  rule: Rule,
  inputs: readonly PrintedFigure[],
): Pick<Computation, "computed" | "formula"> | undefined => {
  const [first, second] = inputs;
  if (!first) return undefined;
  switch (rule.rule) {
    case "ratio": {
      if (!second || compare(intervalOf(second).low, integer(0n)) <= 0) return undefined;
      const [a, b] = [intervalOf(first), intervalOf(second)];
      return {
        computed: { low: divide(a.low, b.high), value: divide(a.value, b.value), high: divide(a.high, b.low) },
        formula: `${first.figure.metric} / ${second.figure.metric}`,
      };
    }
    case "sum":
    case "parts":
      return { computed: sumOf(inputs), formula: inputs.map(({ figure }) => figure.metric).join(" + ") };
    case "listTotal":
      return { computed: sumOf(inputs), formula: `Σ ${first.figure.metric}` };
    case "growth": {
      const years = rule.years ?? 1;
      return { computed: grown(intervalOf(first), years), formula: `(1 + ${first.figure.metric})^${years}` };
    }
    case "growthPath": {
      // The rate is known by its unit, so the rule may name its operands in either order.
      const rate = inputs.find(({ figure }) => figure.unit === "sharePerYear");
      const base = inputs.find((input) => input !== rate);
      if (!rate || !base) return undefined;
      const years = rule.years ?? 1;
      const [from, growth] = [intervalOf(base), grown(intervalOf(rate), years)];
      return {
        computed: {
          low: multiply(from.low, growth.low),
          value: multiply(from.value, growth.value),
          high: multiply(from.high, growth.high),
        },
        formula: `${base.figure.metric} × (1 + ${rate.figure.metric})^${years}`,
      };
    }
    default:
      return undefined;
  }
};

const grown = (rate: Interval, years: number): Interval => ({
  low: power(add(ONE, rate.low), years),
  value: power(add(ONE, rate.value), years),
  high: power(add(ONE, rate.high), years),
});

const sumOf = (figures: readonly PrintedFigure[]): Interval =>
  figures.map(intervalOf).reduce((sum, term) => ({
    low: add(sum.low, term.low),
    value: add(sum.value, term.value),
    high: add(sum.high, term.high),
  }));
