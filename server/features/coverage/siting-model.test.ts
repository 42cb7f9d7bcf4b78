import fc from "fast-check";
import loadHighs, { type Highs } from "highs";
import { beforeAll, expect, test } from "vitest";
import { type SitingProblem, solveSiting, valueOf } from "./siting-model.ts";

let highs: Highs;
beforeAll(async () => {
  highs = await loadHighs();
});

const RUNS = Number(process.env["COVERAGE_RUNS"] ?? 60);

const choicesOf = (candidates: number, count: number): number[][] =>
  Array.from({ length: 2 ** candidates }, (_, bits) =>
    Array.from({ length: candidates }, (__, at) => at).filter((at) => bits & (2 ** at)),
  ).filter(({ length }) => length <= count);

const km = fc.integer({ min: 0, max: 20_000 }).map((metres) => metres / 1000);
const problems = fc
  .record({ places: fc.integer({ min: 1, max: 8 }), candidates: fc.integer({ min: 1, max: 7 }) })
  .chain(({ places, candidates }) =>
    fc.record({
      goal: fc.constantFrom("cover" as const, "distance" as const),
      count: fc.integer({ min: 1, max: 4 }),
      withinKm: fc.constantFrom(3, 5, 10),
      weights: fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: places, maxLength: places }),
      existingKm: fc.array(fc.option(km, { freq: 6 }), { minLength: places, maxLength: places }),
      distancesKm: fc.array(fc.array(km, { minLength: candidates, maxLength: candidates }), {
        minLength: places,
        maxLength: places,
      }),
      timeLimitS: fc.constant(10),
    }),
  );

test("what is chosen is as good as the best of all choices, and says so", () => {
  fc.assert(
    fc.property(problems, (problem: SitingProblem) => {
      const values = choicesOf(problem.distancesKm[0]!.length, problem.count).map((chosen) => valueOf(problem, chosen));
      const best = problem.goal === "cover" ? Math.max(...values) : Math.min(...values);
      const found = solveSiting(highs, problem);
      expect(found.chosen.length).toBeLessThanOrEqual(problem.count);
      expect(found.outcome).toBe("optimal");
      expect(found.gap).toBeLessThan(1e-6);
      expect(Math.abs(found.after - best)).toBeLessThan(1e-6 * Math.max(1, best));
      expect(found.before).toBe(valueOf(problem, []));
      expect(found.after).toBe(valueOf(problem, found.chosen));
    }),
    { numRuns: RUNS, seed: 8 },
  );
});

test("what helps nobody is not proposed", () => {
  const problem: SitingProblem = {
    goal: "cover",
    count: 2,
    withinKm: 5,
    weights: [100, 50],
    existingKm: [1, 2],
    distancesKm: [
      [0, 9],
      [9, 0],
    ],
    timeLimitS: 10,
  };
  expect(solveSiting(highs, problem)).toEqual({ chosen: [], before: 150, after: 150, outcome: "optimal", gap: 0 });
});
