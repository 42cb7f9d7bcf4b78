import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ranksOf } from "#contracts/scoring.ts";
import { CRITERIA, EVEN_WEIGHTS, formatWeights, readWeights, scoreOf, type Values, type Weights } from "./score.ts";

const at = (value: number) => ({ low: value, high: value });
const value = fc.integer({ min: 0, max: 120 }).map(at);
const values: fc.Arbitrary<Values> = fc.record(
  { left: value, rent: value, occupancy: fc.constantFrom(0, 0.5, 0.9, 1).map(at), port: value, bridge: value },
  { requiredKeys: [] },
);
const weight = fc.integer({ min: 0, max: 5 });
const weights: fc.Arbitrary<Weights> = fc.record({
  left: weight,
  rent: weight,
  occupancy: weight,
  port: weight,
  bridge: weight,
});

test.each<[Values, Partial<Weights>, number, number]>([
  [{ left: at(25), rent: at(80), occupancy: at(0.5), port: at(20), bridge: at(20) }, {}, 0.5, 0.5],
  [{ left: at(50), rent: at(40), occupancy: at(0), port: at(0), bridge: at(0) }, {}, 1, 1],
  [{ left: at(500) }, { rent: 0, occupancy: 0, port: 0, bridge: 0 }, 1, 1],
  [{}, {}, 0, 1],
  [{ rent: { low: 80, high: 100 } }, { left: 0, occupancy: 0, port: 0, bridge: 0 }, 0.25, 0.5],
  [{ left: at(25) }, { rent: 1, occupancy: 0, port: 0, bridge: 0 }, 0.25, 0.75],
])("of %o by %o the score is %f to %f", (known, chosen, low, high) => {
  const score = scoreOf(known, { ...EVEN_WEIGHTS, ...chosen })!;
  expect(score.low).toBeCloseTo(low, 9);
  expect(score.high).toBeCloseTo(high, 9);
});

test("nothing weighed is no score", () => {
  expect(scoreOf({ left: at(1) }, { left: 0, rent: 0, occupancy: 0, port: 0, bridge: 0 })).toBeNull();
});

describe("places", () => {
  /** Every way in which what is unknown may turn out at its ends; the places are then counted. */
  const bruteForce = (sites: readonly Values[], chosen: Weights) => {
    let worlds: Values[][] = [[]];
    for (const site of sites) {
      const missing = CRITERIA.filter(({ id }) => site[id] === undefined && chosen[id] > 0);
      const ways = Array.from({ length: 2 ** missing.length }, (_, bits): Values =>
        missing.reduce<Values>(
          (known, { id, worst, best }, place) => ({ ...known, [id]: at((bits >> place) & 1 ? best : worst) }),
          site,
        ),
      );
      worlds = worlds.flatMap((world) => ways.map((way) => [...world, way]));
    }
    const seen = sites.map(() => ({ low: sites.length, high: 1 }));
    for (const world of worlds) {
      const scores = world.map((site) => scoreOf(site, chosen)!.low);
      for (const [place, score] of scores.entries()) {
        const rank = 1 + scores.filter((other, one) => one !== place && other > score + 1e-9).length;
        seen[place] = { low: Math.min(seen[place]!.low, rank), high: Math.max(seen[place]!.high, rank) };
      }
    }
    return seen;
  };

  test("are those that trying out everything unknown gives", () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 2, maxLength: 3 }), weights, (sites, chosen) => {
        fc.pre(Object.values(chosen).some((one) => one > 0));
        const unknown = sites.reduce(
          (sum, site) => sum + CRITERIA.filter(({ id }) => site[id] === undefined && chosen[id] > 0).length,
          0,
        );
        fc.pre(unknown <= 9);
        expect(ranksOf(sites.map((site) => scoreOf(site, chosen)!))).toEqual(bruteForce(sites, chosen));
      }),
      { numRuns: 150 },
    );
  });
});

test("weights in an address read back, and what is no weight is even", () => {
  fc.assert(
    fc.property(weights, (chosen) => {
      expect(readWeights(formatWeights(chosen))).toEqual(chosen);
    }),
  );
  expect(readWeights("left9,nonsense3,<b>")).toEqual(EVEN_WEIGHTS);
});
