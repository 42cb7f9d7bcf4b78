/** Answers found by trying everything, sharing with the engine only fractions and the width of a print. */

import type { IntervalMetric } from "#contracts/intervals.ts";
import { type Bounds, type Fact, boundsOf } from "#server/features/intervals/facts.ts";
import { type Rational, add, compare, divide, integer, multiply, subtract, toNumber } from "#server/rational.ts";

export type Answer = { readonly low: number; readonly high: number | null };

/** Leaves of every subject of the made-up trees. */
export const LEAVES: Readonly<Record<string, readonly string[]>> = {
  a: ["a"],
  b: ["b"],
  c: ["c"],
  whole: ["a", "b"],
  bc: ["b", "c"],
  ac: ["a", "c"],
  all: ["a", "b", "c"],
};

type GridQuestion = {
  readonly metrics: readonly IntervalMetric[];
  readonly leaves: readonly string[];
  /** Every vector of metrics a leaf may have; Infinity stands for all values above every print. */
  readonly candidates: readonly (readonly number[])[];
  readonly facts: readonly Fact[];
};

/** Low and high per `subject metric`; undefined where the prints contradict each other. */
export const byGrid = ({ metrics, leaves, candidates, facts }: GridQuestion): Map<string, Answer> | undefined => {
  const asNumbers = facts.map((fact) => {
    const { low, high } = boundsOf(fact);
    return {
      subject: fact.subject,
      at: metrics.indexOf(fact.metric),
      low: low ? toNumber(low) : -Infinity,
      high: high ? toNumber(high) : Infinity,
    };
  });
  const subjects = Object.entries(LEAVES).filter(([, of]) => of.every((leaf) => leaves.includes(leaf)));
  const choices = leaves.map((leaf) =>
    candidates.filter((vector) =>
      asNumbers.every(
        ({ subject, at, low, high }) => subject !== leaf || ((vector[at] ?? 0) >= low && (vector[at] ?? 0) <= high),
      ),
    ),
  );
  const sums = subjects.map(([, of]) => of.map((leaf) => leaves.indexOf(leaf)));
  const shared = asNumbers
    .filter(({ subject }) => !leaves.includes(subject))
    .map((fact) => ({ ...fact, of: (LEAVES[fact.subject] ?? []).map((leaf) => leaves.indexOf(leaf)) }));
  const found = new Map<string, Answer>();
  const lows = subjects.map(() => metrics.map(() => Infinity));
  const highs = subjects.map(() => metrics.map(() => -Infinity));
  let isFeasible = false;
  const visit = (chosen: (readonly number[])[]): void => {
    if (chosen.length < leaves.length) {
      for (const vector of choices[chosen.length] ?? []) visit([...chosen, vector]);
      return;
    }
    for (const { of, at, low, high } of shared) {
      let sum = 0;
      for (const leaf of of) sum += chosen[leaf]?.[at] ?? 0;
      if (sum < low || sum > high) return;
    }
    isFeasible = true;
    for (const [index, of] of sums.entries()) {
      for (let at = 0; at < metrics.length; at++) {
        let sum = 0;
        for (const leaf of of) sum += chosen[leaf]?.[at] ?? 0;
        lows[index]![at] = Math.min(lows[index]![at]!, sum);
        highs[index]![at] = Math.max(highs[index]![at]!, sum);
      }
    }
  };
  visit([]);
  if (!isFeasible) return undefined;
  for (const [index, [subject]] of subjects.entries()) {
    for (const [at, metric] of metrics.entries()) {
      const high = highs[index]![at]!;
      found.set(`${subject} ${metric}`, { low: lows[index]![at]!, high: high === Infinity ? null : high });
    }
  }
  return found;
};

/** `coefficients · x ≤ most` */
export type Inequality = { readonly coefficients: readonly Rational[]; readonly most: Rational };

const ZERO = integer(0n);
const dot = (a: readonly Rational[], b: readonly Rational[]): Rational =>
  a.reduce((sum, entry, index) => (entry.n === 0n ? sum : add(sum, multiply(entry, b[index] ?? ZERO))), ZERO);

/** Every corner of a bounded polyhedron, each from as many inequalities taken as equations as there are unknowns. */
export const cornersOf = (inequalities: readonly Inequality[], unknowns: number): Rational[][] => {
  const corners: Rational[][] = [];
  const choose = (from: number, chosen: readonly Inequality[]): void => {
    if (chosen.length === unknowns) {
      const corner = solve(chosen, unknowns);
      if (corner && inequalities.every(({ coefficients, most }) => compare(dot(coefficients, corner), most) <= 0))
        corners.push(corner);
      return;
    }
    for (let index = from; index < inequalities.length; index++) choose(index + 1, [...chosen, inequalities[index]!]);
  };
  choose(0, []);
  return corners;
};

const solve = (equations: readonly Inequality[], unknowns: number): Rational[] | undefined => {
  const rows = equations.map(({ coefficients, most }) => [...coefficients, most]);
  for (let unknown = 0; unknown < unknowns; unknown++) {
    const at = rows.findIndex((row, index) => index >= unknown && row[unknown]!.n !== 0n);
    if (at < 0) return undefined;
    [rows[unknown], rows[at]] = [rows[at]!, rows[unknown]!];
    const pivot = rows[unknown]!;
    rows.forEach((row, index) => {
      if (index === unknown || row[unknown]!.n === 0n) return;
      const factor = divide(row[unknown]!, pivot[unknown]!);
      rows[index] = row.map((entry, column) =>
        pivot[column]!.n === 0n ? entry : subtract(entry, multiply(factor, pivot[column]!)),
      );
    });
  }
  return rows.map((row, index) => divide(row[unknowns]!, row[index]!));
};

/** Least and greatest over corners; of a ratio over those whose denominator is not 0. */
export const extremesOf = (
  corners: readonly Rational[][],
  numerator: readonly Rational[],
  denominator?: readonly Rational[],
): Bounds => {
  const values = corners.flatMap((corner) => {
    if (!denominator) return [dot(numerator, corner)];
    const by = dot(denominator, corner);
    return by.n === 0n ? [] : [divide(dot(numerator, corner), by)];
  });
  const sorted = values.toSorted(compare);
  return { low: sorted[0] ?? null, high: sorted.at(-1) ?? null };
};
