import type { Figure } from "#contracts/figures.ts";
import type { IntervalMetric } from "#contracts/intervals.ts";
import { METRICS, type MetricId, UNITS } from "#contracts/metrics.ts";
import { printedInterval } from "#server/printed-interval.ts";
import { type Rational, compare } from "#server/rational.ts";
import type { Scope } from "./scope.ts";

/** A printed figure that may bind; of two prints of one thing the headline comes first in any list. */
export type Fact = Pick<
  Figure,
  "id" | "subject" | "value" | "low" | "high" | "decimals" | "qualifier" | "asOf" | "period"
> & { readonly metric: IntervalMetric };
export type Ratio = {
  readonly metric: IntervalMetric;
  readonly numerator: IntervalMetric;
  readonly denominator: IntervalMetric;
};
/** A date as sources print it: figures of 2025 and of December 2025 are not of one date. */
export type Moment = { readonly asOf: string; readonly period: string };
export type Bounds = { readonly low: Rational | null; readonly high: Rational | null };

export const isDurable = (metric: MetricId): boolean => "durable" in METRICS[metric];
const isOf = (moment: Moment) => (fact: Moment) => fact.asOf === moment.asOf && fact.period === moment.period;

/**
 * What the print lets the value be, closed. “Trên 30” binds below only and “gần 645” above only, each with the rounding
 * of its digits; “khoảng” says nothing that could be held against anybody.
 */
export const boundsOf = ({ metric, value, low, high, decimals, qualifier }: Fact): Bounds => {
  const { printedFactor } = UNITS[METRICS[metric].unit];
  const printed = printedInterval({
    low: value ?? low ?? 0,
    high: value ?? high ?? 0,
    decimals: decimals ?? 0,
    isInteger: "integer" in METRICS[metric],
    printedFactor,
  });
  return {
    low: qualifier === "exact" || qualifier === "over" ? printed.low : null,
    high: qualifier === "exact" || qualifier === "nearly" ? printed.high : null,
  };
};

/** The figures that bind at a moment, and the prints that another print of the same thing and date contradicts. */
export const bindingAt = (
  facts: readonly Fact[],
  ratios: readonly Ratio[],
  scope: Scope,
  moment: Moment,
): { readonly binding: readonly Fact[]; readonly leftOut: readonly Fact[] } => {
  const areas = facts.filter(({ metric, asOf }) => isDurable(metric) && asOf <= moment.asOf);
  const dated = facts.filter((fact) => !isDurable(fact.metric) && isOf(moment)(fact));
  const standing = areas.filter((area) => !isSuperseded(area, areas, scope));
  const { agreeing, leftOut } = withoutContradicted([...standing, ...dated]);
  const isPrinted = (subject: string, metric: IntervalMetric) =>
    facts.some(
      (fact) =>
        fact.subject === subject &&
        fact.metric === metric &&
        (isDurable(metric) ? fact.asOf === moment.asOf : isOf(moment)(fact)),
    );
  // Where a source prints both operands, the ratio says nothing new: it is checked, and may be misprinted.
  const isCheckOnly = ({ subject, metric }: Fact) =>
    ratios.some(
      (ratio) =>
        ratio.metric === metric && isPrinted(subject, ratio.numerator) && isPrinted(subject, ratio.denominator),
    );
  return {
    binding: agreeing.filter((fact) => {
      const { low, high } = boundsOf(fact);
      return (low !== null || high !== null) && !isCheckOnly(fact);
    }),
    leftOut,
  };
};

/** Areas hold until a later one of the same subject, or later ones of all parts that make it up. */
const isSuperseded = (area: Fact, areas: readonly Fact[], scope: Scope): boolean => {
  const isRenewed = (subject: string): boolean =>
    areas.some(({ subject: other, metric, asOf }) => other === subject && metric === area.metric && asOf > area.asOf) ||
    areRenewed(scope.partsOf(subject));
  const areRenewed = (parts: readonly string[]): boolean => parts.length > 0 && parts.every(isRenewed);
  return isRenewed(area.subject);
};

/** The headline of each thing binds, and with it the prints that agree with all that bind before them. */
const withoutContradicted = (facts: readonly Fact[]) => {
  const agreed = new Map<string, Bounds>();
  const agreeing: Fact[] = [];
  const leftOut: Fact[] = [];
  for (const fact of facts) {
    const thing = `${fact.subject} ${fact.metric}`;
    const common = intersection(agreed.get(thing) ?? { low: null, high: null }, boundsOf(fact));
    if (common.low !== null && common.high !== null && compare(common.low, common.high) > 0) {
      leftOut.push(fact);
    } else {
      agreed.set(thing, common);
      agreeing.push(fact);
    }
  }
  return { agreeing, leftOut };
};

const intersection = (a: Bounds, b: Bounds): Bounds => ({
  low: a.low === null || (b.low !== null && compare(b.low, a.low) > 0) ? b.low : a.low,
  high: a.high === null || (b.high !== null && compare(b.high, a.high) < 0) ? b.high : a.high,
});
