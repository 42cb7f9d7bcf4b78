import type { Highs } from "highs";
import { type Interval, type IntervalMetric, intervalMetric } from "#contracts/intervals.ts";
import { METRICS, type Unit } from "#contracts/metrics.ts";
import { type Rational, add, compare, integer, multiply, rational, round, toNumber } from "#server/rational.ts";
import { type Fact, type Moment, type Ratio, bindingAt, boundsOf, isDurable } from "./facts.ts";
import { type Model, type Terms, buildModel, ceilingsOf, connectedTo, familyOf, perUnitOf } from "./model.ts";
import { type Scope, type Tree, scopeOf } from "./scope.ts";
import { type OpenProgram, withProgram } from "./solve.ts";

/** What is printed, as load.sql gives it. */
export type Knowledge = Tree & { readonly ratios: readonly Ratio[]; readonly facts: readonly Fact[] };
type Question = {
  readonly subject: string;
  readonly metric?: IntervalMetric | undefined;
  readonly date?: string | undefined;
};
type Bound = { readonly value: Rational | null; readonly inputs: ReadonlySet<string> };
/** An upper bound that anybody knows: with the margin of the prints that give it, and as they print it. */
type Ceiling = { readonly high: Rational; readonly printed: Rational; readonly from: readonly string[] };
/** `low` is null where a ratio has no denominator. */
type Range = { readonly low: Bound; readonly high: Bound };

const ZERO = integer(0n);
const ONE = integer(1n);
const MINUS_ONE = integer(-1n);
const NO_BOUND: Bound = { value: null, inputs: new Set() };
/** Hectares and money have 2. */
const SENT_DECIMALS: Partial<Record<Unit, number>> = { share: 4, count: 0 };

/** Every interval of a subject, newest first, over the dates with a binding figure of it, its parts or its wholes. */
export const intervalsOf = (
  highs: Highs,
  knowledge: Knowledge,
  question: Question,
  build: typeof buildModel = buildModel,
): Interval[] => {
  const { facts, ratios } = knowledge;
  const { subject } = question;
  const scope = scopeOf(knowledge);
  const related = facts.filter(
    (fact) => scope.contains(fact.subject, subject) || scope.contains(subject, fact.subject),
  );
  const asked = intervalMetric.options.filter((metric) => question.metric === undefined || metric === question.metric);
  return momentsOf(related)
    .filter(({ asOf }) => question.date === undefined || asOf === question.date)
    .flatMap((moment) => {
      const { binding, leftOut } = bindingAt(facts, ratios, scope, moment);
      const isDatedNow = (fact: Fact) => fact.asOf === moment.asOf && fact.period === moment.period;
      const families = new Set(
        binding
          .filter((fact) => related.includes(fact) && isDatedNow(fact))
          .map(({ metric }) => familyOf(metric, ratios)),
      );
      return [...families].flatMap((family) => {
        const isOfFamily = ({ metric }: Fact) => familyOf(metric, ratios) === family;
        const { leaves, facts: connected } = connectedTo(scope.leavesOf(subject), binding.filter(isOfFamily), scope);
        const model = build(family, leaves, connected, ratios, scope);
        const metrics = asked.filter((metric) => familyOf(metric, ratios) === family);
        const ignored = leftOut.filter((fact) => isOfFamily(fact) && related.includes(fact)).map(({ id }) => id);
        const about = (metric: IntervalMetric) => ({
          subject,
          metric,
          moment,
          facts: connected,
          ratios,
          scope,
          leftOut: ignored,
        });
        return withProgram(highs, model.program, (open) => {
          if (!open.isFeasible()) {
            const conflict = irreducibleConflict(open, connected);
            return metrics.map((metric) => toInterval(about(metric), undefined, conflict));
          }
          return metrics.map((metric) =>
            toInterval(about(metric), rangeOf(highs, open, model, subject, metric, ratios, connected)),
          );
        });
      });
    })
    .toSorted(
      (a, b) => compareText(b.asOf, a.asOf) || compareText(b.period, a.period) || order(a.metric) - order(b.metric),
    );
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const order = (metric: IntervalMetric): number => intervalMetric.options.indexOf(metric);

const momentsOf = (facts: readonly Fact[]): Moment[] => [
  ...new Map(facts.map(({ asOf, period }) => [`${asOf} ${period}`, { asOf, period }])).values(),
];

/** Deletion filter: what is left cannot all be true, and without any one of it the rest can. */
const irreducibleConflict = (open: OpenProgram, facts: readonly Fact[]): string[] =>
  facts
    .map(({ id }) => id)
    .filter((id) => {
      open.bind(id, false);
      const isNeeded = open.isFeasible();
      if (isNeeded) open.bind(id, true);
      return isNeeded;
    });

const rangeOf = (
  highs: Highs,
  open: OpenProgram,
  model: Model,
  subject: string,
  metric: IntervalMetric,
  ratios: readonly Ratio[],
  facts: readonly Fact[],
): Range => {
  const ratio = ratios.find((definition) => definition.metric === metric);
  if (!ratio) return bothBounds(open, model.sum(subject, metric), facts, null);
  const perUnit = perUnitOf(model.sum(subject, ratio.denominator), model.program);
  return withProgram(highs, perUnit, (unit) =>
    unit.isFeasible()
      ? bothBounds(unit, model.sum(subject, ratio.numerator), facts, ONE)
      : { low: NO_BOUND, high: NO_BOUND },
  );
};

/** `most` is what the terms cannot exceed whatever is printed, if anything. */
const bothBounds = (open: OpenProgram, terms: Terms, facts: readonly Fact[], most: Rational | null): Range => {
  const negated = new Map([...terms].map(([index, by]) => [index, multiply(MINUS_ONE, by)]));
  const high = minimum(open, negated, facts, most && multiply(MINUS_ONE, most));
  return {
    low: minimum(open, terms, facts, ZERO),
    high: { ...high, value: high.value && multiply(MINUS_ONE, high.value) },
  };
};

/**
 * The minimum and the figures it needs: from those that prove it, each is left out in turn, and kept out where nothing
 * changes. None where it is what holds without any print.
 */
const minimum = (open: OpenProgram, objective: Terms, facts: readonly Fact[], always: Rational | null): Bound => {
  const found = open.minimise(objective);
  if (found.kind === "unbounded") return NO_BOUND;
  if (always && compare(found.bound, always) === 0) return { value: found.bound, inputs: new Set() };
  const inputs = new Set(found.support);
  if (inputs.size > 1) {
    for (const { id } of facts) if (!inputs.has(id)) open.bind(id, false);
    for (const id of found.support) {
      open.bind(id, false);
      const without = open.minimise(objective);
      if (without.kind === "bounded" && compare(without.bound, found.bound) === 0) inputs.delete(id);
      else open.bind(id, true);
    }
    for (const { id } of facts) if (!inputs.has(id)) open.bind(id, true);
  }
  return { value: found.bound, inputs };
};

type About = {
  readonly subject: string;
  readonly metric: IntervalMetric;
  readonly moment: Moment;
  readonly facts: readonly Fact[];
  readonly ratios: readonly Ratio[];
  readonly scope: Scope;
  readonly leftOut: readonly string[];
};

const toInterval = (about: About, range?: Range, conflict: readonly string[] | null = null): Interval => {
  const { subject, metric, moment, facts, leftOut } = about;
  const { unit } = METRICS[metric];
  const decimals = SENT_DECIMALS[unit] ?? 2;
  const ceiling = ceilingOf(about);
  const trivialHigh = ceiling?.high ?? null;
  const [low, high] = [range?.low.value ?? null, range?.high.value ?? null];
  const inputs = facts.filter(({ id }) => range?.low.inputs.has(id) || range?.high.inputs.has(id));
  return {
    subject,
    metric,
    ...moment,
    low: low && toNumber(round(low, decimals, "down")),
    high: high && toNumber(round(high, decimals, "up")),
    shownHigh:
      high && ceiling && compare(ceiling.printed, high) < 0 && compare(high, ceiling.high) <= 0
        ? toNumber(ceiling.printed)
        : null,
    unit,
    trivialLow: 0,
    trivialHigh: trivialHigh && toNumber(round(trivialHigh, decimals, "up")),
    trivialFrom: [...(ceiling?.from ?? [])],
    informative: isInformative(low, high, trivialHigh),
    formula: inputs.length === 0 ? null : formulaOf(about, inputs),
    inputs: inputs.map(({ id }) => id),
    areasAsOf: inputs.filter((fact) => isDurable(fact.metric)).map(({ id, asOf }) => ({ id, asOf })),
    leftOut: [...leftOut],
    conflict: conflict && [...conflict],
  };
};

/** Under half as wide as what anybody knows; where nobody knows a bound, bounded on both sides. */
const isInformative = (low: Rational | null, high: Rational | null, trivialHigh: Rational | null): boolean => {
  if (!low || !high) return false;
  if (!trivialHigh) return compare(low, ZERO) > 0;
  const width = add(high, multiply(MINUS_ONE, low));
  return compare(add(width, width), trivialHigh) < 0;
};

/**
 * The least of the printed totals and capacities of the subject and of the wholes it is part of, and of the capacities
 * printed for all its leaves; its own print of the very metric is not trivial.
 */
const ceilingOf = ({ subject, metric, facts, ratios, scope }: About): Ceiling | null => {
  if (ratios.some((ratio) => ratio.metric === metric)) return { high: ONE, printed: ONE, from: [] };
  const ceilings = ceilingsOf(metric, familyOf(metric, ratios));
  const highs = (of: string, metrics: readonly IntervalMetric[]): Ceiling[] =>
    facts.flatMap((fact) => {
      const { high } = boundsOf(fact);
      const printed = fact.value ?? fact.high;
      if (fact.subject !== of || !metrics.includes(fact.metric) || !high || printed === null) return [];
      return { high, printed: rational(printed), from: [fact.id] };
    });
  const wholes = new Set(facts.map((fact) => fact.subject).filter((whole) => scope.contains(whole, subject)));
  const known = [...wholes].flatMap((whole) => highs(whole, whole === subject ? ceilings : [metric, ...ceilings]));
  const summed = ceilings.flatMap((ceiling) => {
    const parts = scope.leavesOf(subject).map((leaf) => least(highs(leaf, [ceiling])));
    return parts.every((part) => part !== null) ? [parts.reduce(together, NOTHING)] : [];
  });
  return least([...known, ...summed]);
};

const NOTHING: Ceiling = { high: ZERO, printed: ZERO, from: [] };
const together = (a: Ceiling, b: Ceiling): Ceiling => ({
  high: add(a.high, b.high),
  printed: add(a.printed, b.printed),
  from: [...a.from, ...b.from],
});
const least = (ceilings: readonly Ceiling[]): Ceiling | null =>
  ceilings.reduce<Ceiling | null>((low, one) => (!low || compare(one.high, low.high) < 0 ? one : low), null);

const formulaOf = ({ subject, metric, ratios }: About, inputs: readonly Fact[]): string => {
  const { kind, metrics } = familyOf(metric, ratios);
  const always = kind === "chain" ? metrics.join(" ≤ ") : `${metrics[0]} = ${metrics.slice(1).join(" + ")}`;
  return `min … max ${metric}(${subject}) | ${inputs.map((fact) => `${fact.metric}(${fact.subject})`).join(", ")} | ${always}`;
};
