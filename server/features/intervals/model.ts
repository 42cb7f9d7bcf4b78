import { METRICS } from "#contracts/metrics.ts";
import type { IntervalMetric } from "#contracts/intervals.ts";
import { type Rational, integer, multiply } from "#server/rational.ts";
import { type Fact, type Ratio, boundsOf } from "./facts.ts";
import type { Scope } from "./scope.ts";

/** A sum of columns with coefficients. */
export type Terms = ReadonlyMap<number, Rational>;
/** `low ≤ terms ≤ high`; `factId` names the printed figure that says so, null for what holds always. */
export type Row = {
  readonly terms: Terms;
  readonly low: Rational | null;
  readonly high: Rational | null;
  readonly factId: string | null;
};
/** All columns are ≥ 0. */
export type Program = { readonly columns: number; readonly isIntegral: boolean; readonly rows: readonly Row[] };

/**
 * Metrics that constrain each other. `chain`: each at most the next, smallest first; `total`: the first is the sum of the
 * others.
 */
type Family = { readonly kind: "chain" | "total"; readonly metrics: readonly IntervalMetric[] };
const FAMILIES: readonly Family[] = [
  { kind: "chain", metrics: ["deployedHa", "leasedHa", "leasableHa", "grossHa"] },
  { kind: "chain", metrics: ["deployedCapitalBillionVnd", "registeredCapitalBillionVnd"] },
  { kind: "total", metrics: ["projects", "projectsFdi", "projectsDomestic"] },
];

const ZERO = integer(0n);
const ONE = integer(1n);
const MINUS_ONE = integer(-1n);

/** The family of a base metric, or of a ratio's operands. */
export const familyOf = (metric: IntervalMetric, ratios: readonly Ratio[]): Family => {
  const base = ratios.find((ratio) => ratio.metric === metric)?.numerator ?? metric;
  const family = FAMILIES.find(({ metrics }) => metrics.includes(base));
  if (!family) throw new Error(`${metric} belongs to no family of metrics`);
  return family;
};

/** Metrics that a metric of the same subject can never exceed. */
export const ceilingsOf = (metric: IntervalMetric, { kind, metrics }: Family): readonly IntervalMetric[] =>
  kind === "chain" ? metrics.slice(metrics.indexOf(metric) + 1) : metrics.slice(0, metrics.indexOf(metric) > 0 ? 1 : 0);

/** The figures, of those given, that reach these leaves through any number of sums, and the leaves they reach. */
export const connectedTo = (leaves: readonly string[], facts: readonly Fact[], scope: Scope) => {
  const reached = new Set(leaves);
  let connected: readonly Fact[] = [];
  for (;;) {
    const touching = facts.filter(({ subject }) => scope.leavesOf(subject).some((leaf) => reached.has(leaf)));
    if (touching.length === connected.length) return { leaves: [...reached], facts: connected };
    connected = touching;
    for (const { subject } of touching) for (const leaf of scope.leavesOf(subject)) reached.add(leaf);
  }
};

export type Model = {
  readonly program: Program;
  /** The sum that a subject's metric is. */
  readonly sum: (subject: string, metric: IntervalMetric) => Terms;
};

/** The linear program of one family: a column per leaf and metric. */
export const buildModel = (
  family: Family,
  leaves: readonly string[],
  facts: readonly Fact[],
  ratios: readonly Ratio[],
  scope: Scope,
): Model => {
  const { kind, metrics } = family;
  const columnOf = new Map<string, number>();
  for (const leaf of leaves) for (const metric of metrics) columnOf.set(`${leaf} ${metric}`, columnOf.size);
  const column = (leaf: string, metric: IntervalMetric): number => {
    const index = columnOf.get(`${leaf} ${metric}`);
    if (index === undefined) throw new Error(`${metric} of ${leaf} is not in this model`);
    return index;
  };
  const sum = (subject: string, metric: IntervalMetric): Terms =>
    new Map(scope.leavesOf(subject).map((leaf) => [column(leaf, metric), ONE]));

  const always = leaves.flatMap((leaf): Row[] => {
    const columns = metrics.map((metric) => column(leaf, metric));
    return kind === "total"
      ? [
          {
            terms: new Map(columns.map((index, at) => [index, at === 0 ? MINUS_ONE : ONE])),
            low: ZERO,
            high: ZERO,
            factId: null,
          },
        ]
      : columns.slice(1).map((above, at) => ({
          terms: new Map([
            [above, ONE],
            [columns[at] as number, MINUS_ONE],
          ]),
          low: ZERO,
          high: null,
          factId: null,
        }));
  });
  const printed = facts.flatMap((fact): Row[] => {
    const ratio = ratios.find(({ metric }) => metric === fact.metric);
    const { low, high } = boundsOf(fact);
    if (!ratio) return [{ terms: sum(fact.subject, fact.metric), low, high, factId: fact.id }];
    // low · denominator ≤ numerator ≤ high · denominator
    const [numerator, denominator] = [sum(fact.subject, ratio.numerator), sum(fact.subject, ratio.denominator)];
    return [
      ...(low ? [{ terms: minus(numerator, low, denominator), low: ZERO, high: null, factId: fact.id }] : []),
      ...(high ? [{ terms: minus(numerator, high, denominator), low: null, high: ZERO, factId: fact.id }] : []),
    ];
  });
  const isIntegral = metrics.every((metric) => "integer" in METRICS[metric]);
  return { program: { columns: columnOf.size, isIntegral, rows: [...always, ...printed] }, sum };
};

/** `terms − factor × others`; they share no column. */
const minus = (terms: Terms, factor: Rational, others: Terms): Terms =>
  new Map([...terms, ...[...others].map(([index, by]) => [index, multiply(multiply(MINUS_ONE, factor), by)] as const)]);

/**
 * Charnes–Cooper: columns become x·t with t = 1 / denominator in a further column, so that the numerator alone is the ratio.
 * Has no solution exactly where the denominator can only be 0.
 */
export const perUnitOf = (denominator: Terms, { columns, rows }: Program): Program => {
  const t = columns;
  const scaled = rows.flatMap(({ terms, low, high, factId }): Row[] => [
    ...(low ? [{ terms: minus(terms, low, new Map([[t, ONE]])), low: ZERO, high: null, factId }] : []),
    ...(high ? [{ terms: minus(terms, high, new Map([[t, ONE]])), low: null, high: ZERO, factId }] : []),
  ]);
  return {
    columns: columns + 1,
    isIntegral: false,
    rows: [{ terms: denominator, low: ONE, high: ONE, factId: null }, ...scaled],
  };
};
