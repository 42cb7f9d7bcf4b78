/** The engine against trying everything, on random systems. INTERVAL_RUNS sets how many of each kind. */

import fc from "fast-check";
import type { Highs } from "highs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Interval, IntervalMetric } from "#contracts/intervals.ts";
import { type Fact, boundsOf } from "#server/features/intervals/facts.ts";
import { intervalsOf } from "#server/features/intervals/interval.ts";
import { buildModel } from "#server/features/intervals/model.ts";
import { loadSolver } from "#server/features/intervals/solve.ts";
import { type Rational, integer, multiply, rational, round, subtract, toNumber } from "#server/rational.ts";
import { knowledge, print } from "./knowledge.ts";
import { type Inequality, LEAVES, byGrid, cornersOf, extremesOf } from "./oracle.ts";

const RUNS = Number(process.env["INTERVAL_RUNS"] ?? 50);
const SEED = Number(process.env["INTERVAL_SEED"] ?? 20150618);
const TIME_LIMIT_MS = 600_000;

let highs: Highs;
beforeAll(async () => {
  highs = await loadSolver();
});

type Build = typeof buildModel;
const GROUPS = ["bc", "ac", "all"].map((id) => ({ id, members: LEAVES[id]! }));
const ask = (facts: readonly Fact[], subject: string, build?: Build): Interval[] =>
  intervalsOf(highs, knowledge(facts, { groups: GROUPS }), { subject }, build);

/** At most one print of a thing, so that none contradicts another by itself. */
const factsOf = (
  subjects: readonly string[],
  metrics: readonly IntervalMetric[],
  most: number,
  lengths: { minLength: number; maxLength: number },
) =>
  fc.uniqueArray(
    fc
      .tuple(
        fc.constantFrom(...subjects),
        fc.constantFrom(...metrics),
        fc.integer({ min: 0, max: most }),
        fc.constantFrom("exact", "exact", "exact", "over", "nearly"),
      )
      .map(([subject, metric, value, qualifier]) =>
        print(subject, metric, `${qualifier} ${metric.endsWith("Share") ? value * 10 : value}`),
      ),
    { ...lengths, selector: ({ id }) => id },
  );

const isBound = (fact: Fact, facts: readonly Fact[], subject: string): boolean =>
  facts.includes(fact) &&
  (LEAVES[fact.subject]!.every((leaf) => LEAVES[subject]!.includes(leaf)) ||
    LEAVES[subject]!.every((leaf) => LEAVES[fact.subject]!.includes(leaf)));

type Grid = Pick<Parameters<typeof byGrid>[0], "metrics" | "leaves" | "candidates">;

/** Values from 0 in equal steps; the last stands for all that are greater. */
const steps = (last: number, step: number): number[] =>
  Array.from({ length: last / step + 1 }, (_, index) => (index * step === last ? Infinity : index * step));

const chains = (length: number, values: readonly number[]): number[][] =>
  length === 0
    ? [[]]
    : chains(length - 1, values).flatMap((chain) =>
        values.filter((value) => value >= (chain.at(-1) ?? 0)).map((value) => [...chain, value]),
      );

const PROJECTS: Grid = {
  metrics: ["projects", "projectsFdi", "projectsDomestic"],
  leaves: ["a", "b", "c"],
  candidates: steps(5, 1).flatMap((fdi) => steps(5, 1).map((domestic) => [fdi + domestic, fdi, domestic])),
};
/** deployed ≤ leased ≤ leasable ≤ gross in halves: sums over two leaves and chains have their corners there. */
const LAND: Grid = {
  metrics: ["deployedHa", "leasedHa", "leasableHa", "grossHa"],
  leaves: ["a", "b"],
  candidates: chains(4, steps(4, 0.5)),
};
const projectFacts = factsOf(["a", "b", "c", "whole", "bc", "ac", "all"], PROJECTS.metrics, 4, {
  minLength: 1,
  maxLength: 7,
});
const landFacts = factsOf(["a", "b", "whole"], LAND.metrics, 3, { minLength: 1, maxLength: 6 });

/** Every interval equals what the grid gives, and every conflict is one that no print can be missing from. */
const agreesWithGrid = (grid: Grid, arbitrary: typeof projectFacts, build?: Build) =>
  fc.property(arbitrary, (facts) => {
    const tried = new Map<string, ReturnType<typeof byGrid>>();
    const byGridOnce = (given: readonly Fact[]) => {
      const key = given.map(({ id }) => id).join(" ");
      if (!tried.has(key)) tried.set(key, byGrid({ ...grid, facts: given }));
      return tried.get(key);
    };
    for (const subject of Object.keys(LEAVES).filter((id) => LEAVES[id]!.every((leaf) => grid.leaves.includes(leaf)))) {
      if (!facts.some((fact) => isBound(fact, facts, subject))) continue;
      const intervals = ask(facts, subject, build);
      // Only prints connected with the subject matter to it, so others may contradict each other.
      const expected = byGridOnce(connected(subject, facts));
      expect(intervals).toHaveLength(grid.metrics.length + (grid === LAND ? 2 : 0));
      for (const [index, { metric, low, high, conflict }] of intervals.entries()) {
        if (conflict && index > 0) {
          expect(conflict).toEqual(intervals[0]?.conflict);
        } else if (conflict) {
          const named = facts.filter(({ id }) => conflict.includes(id));
          expect(named).toHaveLength(conflict.length);
          expect(byGridOnce(named)).toBeUndefined();
          for (const one of named) expect(byGridOnce(named.filter((fact) => fact !== one))).toBeDefined();
        }
        if (conflict) continue;
        expect(expected, "the engine sees no conflict").toBeDefined();
        if (!metric.endsWith("Share"))
          expect({ metric, low, high }).toEqual({ metric, ...expected?.get(`${subject} ${metric}`) });
      }
    }
  });

const connected = (subject: string, facts: readonly Fact[]): Fact[] => {
  const reached = new Set(LEAVES[subject]);
  for (let round = 0; round < 3; round++) {
    for (const fact of facts) {
      if (LEAVES[fact.subject]!.some((leaf) => reached.has(leaf)))
        for (const leaf of LEAVES[fact.subject]!) reached.add(leaf);
    }
  }
  return facts.filter((fact) => LEAVES[fact.subject]!.some((leaf) => reached.has(leaf)));
};

const CAPITAL = ["deployedCapitalBillionVnd", "registeredCapitalBillionVnd"] as const;
const SHARE = "capitalDeploymentShare";
const capitalFacts = fc
  .tuple(
    factsOf(["a", "b", "whole"], [...CAPITAL, SHARE], 9, { minLength: 0, maxLength: 4 }),
    fc.integer({ min: 0, max: 20 }),
  )
  .map(([facts, total]) => [
    ...facts.filter(({ id }) => !id.startsWith("whole.registered")),
    print("whole", "registeredCapitalBillionVnd", String(total)),
  ]);

/** Unknowns: deployed and registered of a, deployed and registered of b. */
const inequalitiesOf = (facts: readonly Fact[]): Inequality[] => {
  const whole = (entries: readonly number[]): Rational[] => entries.map((entry) => integer(BigInt(entry)));
  const vector = (subject: string, metric: string) =>
    whole(["a", "b"].flatMap((leaf) => CAPITAL.map((of) => Number(metric === of && LEAVES[subject]!.includes(leaf)))));
  const negative = (entries: readonly Rational[]) => entries.map((entry) => multiply(integer(-1n), entry));
  const zero = integer(0n);
  const printed = (subject: string, metric: string) =>
    facts.some((fact) => fact.subject === subject && fact.metric === metric);
  return [
    ...[0, 1, 2, 3].map((at) => ({
      coefficients: whole([0, 1, 2, 3].map((index) => (index === at ? -1 : 0))),
      most: zero,
    })),
    { coefficients: whole([1, -1, 0, 0]), most: zero },
    { coefficients: whole([0, 0, 1, -1]), most: zero },
    ...facts.flatMap((fact): Inequality[] => {
      const { low, high } = boundsOf(fact);
      if (fact.metric !== SHARE) {
        const sum = vector(fact.subject, fact.metric);
        return [
          ...(low ? [{ coefficients: negative(sum), most: subtract(zero, low) }] : []),
          ...(high ? [{ coefficients: sum, most: high }] : []),
        ];
      }
      if (CAPITAL.every((metric) => printed(fact.subject, metric))) return [];
      const [deployed, registered] = [vector(fact.subject, CAPITAL[0]), vector(fact.subject, CAPITAL[1])];
      const over = (share: Rational) => deployed.map((entry, at) => subtract(entry, multiply(share, registered[at]!)));
      return [
        ...(low ? [{ coefficients: negative(over(low)), most: zero }] : []),
        ...(high ? [{ coefficients: over(high), most: zero }] : []),
      ];
    }),
  ];
};

const agreesWithCorners = (build?: Build) =>
  fc.property(capitalFacts, (facts) => {
    const inequalities = inequalitiesOf(facts);
    const corners = cornersOf(inequalities, 4);
    for (const subject of ["a", "b", "whole"]) {
      for (const { metric, low, high, conflict } of ask(facts, subject, build)) {
        expect(conflict !== null, "conflict").toBe(corners.length === 0);
        if (conflict) {
          // Whether a ratio binds depends on all prints, so only conflicts without one can be tried apart.
          for (const id of conflict.some((named) => named.includes(SHARE)) ? [] : conflict) {
            const rest = facts.filter((fact) => conflict.includes(fact.id) && fact.id !== id);
            expect(ask(rest, subject).every((found) => found.conflict === null)).toBe(true);
          }
          continue;
        }
        const sum = (of: string) =>
          ["a", "b"].flatMap((leaf) =>
            CAPITAL.map((name) => integer(BigInt(Number(of === name && LEAVES[subject]!.includes(leaf))))),
          );
        const exact =
          metric === SHARE ? extremesOf(corners, sum(CAPITAL[0]), sum(CAPITAL[1])) : extremesOf(corners, sum(metric));
        const decimals = metric === SHARE ? 4 : 2;
        const sent = {
          low: exact.low && toNumber(round(exact.low, decimals, "down")),
          high: exact.high && toNumber(round(exact.high, decimals, "up")),
        };
        expect({ subject, metric, low, high }).toEqual({ subject, metric, ...sent });
      }
    }
  });

const assertAll = (property: ReturnType<typeof agreesWithCorners>) =>
  fc.assert(property, { numRuns: RUNS, seed: SEED });

describe(`on ${RUNS} random systems`, () => {
  test("counts equal every whole number tried", () => assertAll(agreesWithGrid(PROJECTS, projectFacts)), TIME_LIMIT_MS);
  test("land equals every half hectare tried", () => assertAll(agreesWithGrid(LAND, landFacts)), TIME_LIMIT_MS);
  test("capital and its ratio equal the exact corners", () => assertAll(agreesWithCorners()), TIME_LIMIT_MS);

  test(
    "one more print never widens, and the prints named as inputs alone give the bounds",
    () => {
      const land = factsOf(["a", "b", "c", "whole", "bc", "all"], [...LAND.metrics, "occupancyShare"], 9, {
        minLength: 2,
        maxLength: 6,
      });
      const property = fc.property(land, (facts) => {
        const [added, ...before] = facts;
        // The second operand of a printed ratio takes the ratio's place.
        const isReplacing =
          facts.some(({ subject, metric }) => subject === added?.subject && metric === "occupancyShare") &&
          added?.metric !== "occupancyShare";
        for (const subject of ["a", "whole", "all"]) {
          const narrower = ask(facts, subject);
          for (const wide of isReplacing ? [] : ask(before, subject)) {
            const narrow = narrower.find(({ metric }) => metric === wide.metric);
            if (!narrow || narrow.conflict || narrow.low === null || wide.low === null) continue;
            expect(narrow.low).toBeGreaterThanOrEqual(wide.low);
            expect(narrow.high ?? Infinity).toBeLessThanOrEqual(wide.high ?? Infinity);
          }
          for (const { metric, low, high, inputs, conflict } of narrower) {
            if (conflict || inputs.length === 0) continue;
            const named = ask(
              facts.filter(({ id }) => inputs.includes(id)),
              subject,
            ).find((other) => other.metric === metric);
            expect(named ? [named.low, named.high] : [low, high]).toEqual([low, high]);
          }
        }
      });
      fc.assert(property, { numRuns: RUNS, seed: SEED });
    },
    TIME_LIMIT_MS,
  );
});

describe("a solver with a fault is found out", () => {
  const altered =
    (alter: (program: ReturnType<Build>["program"]) => Partial<ReturnType<Build>["program"]>): Build =>
    (...given) => {
      const { program, sum } = buildModel(...given);
      return { sum, program: { ...program, ...alter(program) } };
    };
  const isCaught = (property: ReturnType<typeof agreesWithCorners>) =>
    fc.check(property, { numRuns: 150, seed: SEED, endOnFailure: true }).failed;
  const ignoreChain = altered(({ rows }) => ({ rows: rows.filter(({ factId }) => factId !== null) }));
  const ignoreLastPrint = altered(({ rows }) => ({ rows: rows.slice(0, -1) }));
  const ignoreLow = altered(({ rows }) => ({
    rows: rows.map((row) => (row.factId === null ? row : { ...row, low: null })),
  }));
  const ignoreSharing = altered(({ rows }) => ({
    rows: rows.filter(({ factId, terms }) => factId === null || terms.size === 1),
  }));
  const tooNarrow = altered(({ rows }) => ({
    rows: rows.map((row) =>
      row.factId !== null && row.high && row.low ? { ...row, high: subtract(row.high, rational(0.25)) } : row,
    ),
  }));

  test.each<[string, Build]>([
    ["no chain", ignoreChain],
    ["one print missing", ignoreLastPrint],
    ["no lower bounds", ignoreLow],
    ["no sums", ignoreSharing],
    ["prints too narrow", tooNarrow],
  ])(
    "%s",
    (_, build) => {
      expect(isCaught(agreesWithGrid(LAND, landFacts, build))).toBe(true);
      expect(isCaught(agreesWithCorners(build))).toBe(true);
    },
    TIME_LIMIT_MS,
  );

  test(
    "counts in fractions",
    () => {
      expect(
        isCaught(
          agreesWithGrid(
            PROJECTS,
            projectFacts,
            altered(() => ({ isIntegral: false })),
          ),
        ),
      ).toBe(true);
    },
    TIME_LIMIT_MS,
  );
});
