import type { Check, Verdict } from "#contracts/checks.ts";
import type { Figure } from "#contracts/figures.ts";
import { printedInterval } from "#server/printed-interval.ts";
import {
  type Rational,
  add,
  compare,
  divide,
  integer,
  multiply,
  power,
  rational,
  round,
  toNumber,
} from "#server/rational.ts";

export type Rule = {
  readonly id: string;
  readonly rule: Check["rule"];
  readonly resultMetric: string;
  readonly operandMetrics: readonly string[];
  readonly years: number | null;
  readonly scope: "source" | "subject" | null;
  readonly statementVi: string;
  readonly statementEn: string;
};
/** A printed figure with what its metric says: whole numbers are exact, shares are printed times 100. */
export type PrintedFigure = { readonly figure: Figure; readonly isInteger: boolean; readonly printedFactor: number };
export type CheckInput = {
  readonly rules: readonly Rule[];
  readonly figures: readonly PrintedFigure[];
  readonly subjects: readonly Check["subject"][];
  readonly parts: readonly { readonly whole: string; readonly parts: readonly string[] }[];
};

/** What a printed value may stand for, closed on both sides. */
type Interval = { readonly low: Rational; readonly value: Rational; readonly high: Rational };
type Computation = {
  readonly result: PrintedFigure;
  readonly inputs: readonly PrintedFigure[];
  readonly computed: Interval;
  readonly formula: string;
};

const ONE = integer(1n);
/** Decimals of the bounds sent, beyond those of any printed value; rounded outward. */
const SENT_DECIMALS = 10;

/** Every check the rules find among the figures; those of `firstSource` lead, then newest first. */
export const evaluateChecks = (input: CheckInput, firstSource: string): Check[] => {
  const subjects = new Map(input.subjects.map((subject) => [subject.id, subject]));
  const usable = input.figures.filter(isBound);
  const checks = input.rules.flatMap((rule) =>
    computationsOf(rule, usable, input.parts).map((computation): Check => {
      const { figure } = computation.result;
      const { computed } = computation;
      return {
        id: [rule.id, figure.id, ...(isAmbiguous(rule) ? computation.inputs.map((used) => used.figure.id) : [])].join(
          "~",
        ),
        rule: rule.rule,
        subject: subjects.get(figure.subject) ?? { id: figure.subject, nameVi: figure.subject, nameEn: figure.subject },
        statementVi: rule.statementVi,
        statementEn: rule.statementEn,
        printed: figure,
        computed: {
          value: toNumber(round(computed.value, SENT_DECIMALS, "half")),
          low: toNumber(round(computed.low, SENT_DECIMALS, "down")),
          high: toNumber(round(computed.high, SENT_DECIMALS, "up")),
        },
        formula: computation.formula,
        inputs: computation.inputs.map((used) => used.figure),
        verdict: verdictOf(rule, computation),
      };
    }),
  );
  const isFirst = (check: Check) => check.printed.source?.id === firstSource;
  return checks.toSorted(
    (a, b) =>
      Number(isFirst(b)) - Number(isFirst(a)) ||
      compareText(b.printed.asOf, a.printed.asOf) ||
      compareText(a.printed.subject, b.printed.subject) ||
      compareText(a.id, b.id),
  );
};

/** “trên 2.284” and “gần 645” leave one side open, so nothing computed from them can disagree. */
const isBound = ({ figure }: PrintedFigure): boolean =>
  figure.value !== null && (figure.qualifier === "exact" || figure.qualifier === "about");

const isAmbiguous = ({ rule }: Rule): boolean => rule === "same" || rule === "growth" || rule === "growthPath";

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const intervalOf = ({ figure, isInteger, printedFactor }: PrintedFigure): Interval => {
  const value = figure.value ?? 0;
  const printed = { low: value, high: value, decimals: figure.decimals ?? 0, isInteger, printedFactor };
  return { ...printedInterval(printed), value: rational(value) };
};

const verdictOf = (rule: Rule, { result, computed }: Computation): Verdict => {
  if (rule.rule === "same") return "twoValues";
  const printed = intervalOf(result);
  const factor = rational(result.printedFactor);
  const asPrinted = round(multiply(computed.value, factor), result.figure.decimals ?? 0, "half");
  if (compare(asPrinted, multiply(printed.value, factor)) === 0) return "agrees";
  return overlap(printed, computed) ? "withinRounding" : "conflict";
};

const overlap = (a: Interval, b: Interval): boolean => compare(a.low, b.high) <= 0 && compare(b.low, a.high) <= 0;

const computationsOf = (rule: Rule, figures: readonly PrintedFigure[], parts: CheckInput["parts"]): Computation[] => {
  switch (rule.rule) {
    case "same":
      return differingPrints(rule, figures);
    case "parts":
      return partsOfWholes(rule, figures, parts);
    default:
      return byOperands(rule, figures);
  }
};

/** ratio, sum, growth, growthPath: every combination of operands of one subject and source, and of one date but for paths. */
const byOperands = (rule: Rule, figures: readonly PrintedFigure[]): Computation[] =>
  figures
    .filter(({ figure }) => figure.metric === rule.resultMetric && figure.target === null)
    .flatMap((result) => {
      const beside = figures.filter(
        ({ figure }) =>
          figure.target === null &&
          figure.subject === result.figure.subject &&
          figure.source?.id === result.figure.source?.id &&
          (rule.rule === "growthPath" || figure.asOf === result.figure.asOf),
      );
      const choices = rule.operandMetrics.map((metric) => {
        const found = beside.filter(({ figure }) => figure.metric === metric);
        const newest = found.reduce((date, { figure }) => (figure.asOf > date ? figure.asOf : date), "");
        return found.filter(({ figure }) => figure.asOf === newest);
      });
      return combinations(choices).flatMap((inputs) => {
        const computed = compute(rule, inputs);
        return computed ? [{ result, inputs, ...computed }] : [];
      });
    });

const combinations = <T>(choices: readonly (readonly T[])[]): T[][] =>
  choices.reduce<T[][]>((made, choice) => made.flatMap((before) => choice.map((item) => [...before, item])), [[]]);

const compute = (
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
      return { computed: sumOf(inputs), formula: inputs.map(({ figure }) => figure.metric).join(" + ") };
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

const partsOfWholes = (rule: Rule, figures: readonly PrintedFigure[], wholes: CheckInput["parts"]): Computation[] => {
  const ofMetric = figures.filter(({ figure }) => figure.metric === rule.resultMetric && figure.target === null);
  return ofMetric.flatMap((result) => {
    const parts = wholes.find(({ whole }) => whole === result.figure.subject)?.parts ?? [];
    const inputs = parts.flatMap((part) =>
      ofMetric.filter(
        ({ figure }) =>
          figure.subject === part &&
          figure.asOf === result.figure.asOf &&
          figure.source?.id === result.figure.source?.id,
      ),
    );
    if (parts.length === 0 || inputs.length !== parts.length) return [];
    return [
      { result, inputs, computed: sumOf(inputs), formula: inputs.map(({ figure }) => figure.metric).join(" + ") },
    ];
  });
};

/** Pairs of prints of one thing that no rounding reconciles: the newest against each other one. */
const differingPrints = (rule: Rule, figures: readonly PrintedFigure[]): Computation[] => {
  const sameThing = new Map<string, PrintedFigure[]>();
  for (const printed of figures) {
    const { figure } = printed;
    if (figure.metric !== rule.resultMetric) continue;
    const key = [
      figure.subject,
      figure.target?.id,
      ...(rule.scope === "source" ? [figure.source?.id, figure.period] : []),
    ].join(" ");
    sameThing.set(key, [...(sameThing.get(key) ?? []), printed]);
  }
  return [...sameThing.values()].flatMap((prints) => {
    const [newest, ...others] = prints.toSorted(
      (a, b) => compareText(b.figure.asOf, a.figure.asOf) || compareText(a.figure.id, b.figure.id),
    );
    if (!newest) return [];
    return others
      .filter((other) => rule.scope === "source" || other.figure.source?.id !== newest.figure.source?.id)
      .filter((other) => !overlap(intervalOf(newest), intervalOf(other)))
      .map((other) => ({ result: newest, inputs: [other], computed: intervalOf(other), formula: rule.resultMetric }));
  });
};
