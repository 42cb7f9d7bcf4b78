import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Check } from "#contracts/checks.ts";
import type { Figure } from "#contracts/figures.ts";
import type { Target } from "#contracts/targets.ts";
import { add, compare, integer, multiply, power, rational, subtract } from "#server/rational.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";

let server: ReadOnlyApp;
let targets: Record<string, Target>;
beforeAll(async () => {
  server = await sharedApp();
  const { items } = await server.get<{ items: Target[] }>("/api/targets");
  targets = Object.fromEntries(items.map((target) => [target.id, target]));
});
afterAll(() => server.close());

const ONE = integer(1n);
const MICRO = rational(0.000001);

describe("exports", () => {
  test("start at 330, are to reach 530 at 9.63 % a year, and need 9.94 %", () => {
    const { baseline, level, growth, required, year } = targets["exports-2020"]!;
    expect([baseline?.value, level?.value, growth?.value, year]).toEqual([330, 530, 0.0963, 2020]);
    expect(required).toMatchObject({
      value: 0.099392,
      low: 0.098851,
      high: 0.099933,
      unit: "sharePerYear",
      period: "2016–2020",
      asOf: "2015-06-18",
      method: "derived",
      formula: "(targetExportsMillionUsd / exportsMillionUsd)^(1/5) − 1",
      inputs: ["vinh-long.targetExportsMillionUsd.2015-06", "vinh-long.exportsMillionUsd.2015"],
      supersededBy: null,
    });
  });

  test("the required growth and its bounds are exact to the sixth decimal", () => {
    const { required } = targets["exports-2020"]!;
    const reaches = (rate: number, base: number) => multiply(rational(base), power(add(ONE, rational(rate)), 5));
    const below = (rate: number, base: number, level: number) => compare(reaches(rate, base), rational(level)) <= 0;
    const half = 0.0000005;
    expect(below(required!.value! - half, 330, 530)).toBe(true);
    expect(below(required!.value! + half, 330, 530)).toBe(false);
    // Outward: what the bounds give holds every level that rounds to 530 from every base that rounds to 330.
    expect(below(required!.low!, 330.5, 529.5)).toBe(true);
    expect(below(required!.high!, 329.5, 530.5)).toBe(false);
    // And tight: a millionth further in it would not.
    const next = (rate: number, by: typeof MICRO) => power(add(add(ONE, rational(rate)), by), 5);
    expect(compare(multiply(rational(330.5), next(required!.low!, MICRO)), rational(529.5))).toBe(1);
    expect(
      compare(multiply(rational(329.5), next(required!.high!, subtract(integer(0n), MICRO))), rational(530.5)),
    ).toBe(-1);
  });

  test("the path shows both readings to their ends: 522.6 and 530", () => {
    const { path, level } = targets["exports-2020"]!;
    expect(path.map(({ year }) => year)).toEqual([2016, 2017, 2018, 2019, 2020]);
    expect(path.map(({ atGrowth }) => atGrowth?.value)).toEqual([
      361.779, 396.618318, 434.812662, 476.685121, 522.589898,
    ]);
    expect(path.map(({ toLevel }) => toLevel?.value)).toEqual([362.799204, 398.858372, 438.501515, 482.08485, 530]);
    expect(path.at(-1)?.toLevel).toEqual(level);
  });

  test("agree with the check, which is a conflict", async () => {
    const { items } = await server.get<{ items: Check[] }>("/api/checks");
    const check = items.find(
      ({ rule, printed }) => rule === "growthPath" && printed.id === targets["exports-2020"]?.level?.id,
    );
    expect(check?.verdict).toBe("conflict");
    const end = targets["exports-2020"]?.path.at(-1)?.atGrowth;
    expect(end?.value).toBeCloseTo(check!.computed.value, 6);
    expect(end!.low!).toBeLessThanOrEqual(check!.computed.low);
    expect(end!.high!).toBeGreaterThanOrEqual(check!.computed.high);
    expect(end!.high! - check!.computed.high).toBeLessThan(1e-6);
  });
});

test("shares move by points, not by a rate", () => {
  expect(targets["sector-2-grdp-2020"]?.required).toMatchObject({
    value: 0.0076,
    low: 0.0065,
    high: 0.0087,
    unit: "pointsPerYear",
  });
  expect(targets["sector-3-grdp-2020"]?.required).toMatchObject({ value: 0.0072, unit: "pointsPerYear" });
  expect(targets["sector-2-grdp-2020"]?.path.map(({ toLevel }) => toLevel?.value)).toEqual([
    0.2296, 0.2372, 0.2448, 0.2524, 0.26,
  ]);
});

test("a growth without a printed level still has a path; without a baseline there is none", () => {
  const industry = targets["industrial-growth-2020"]!;
  expect([industry.baseline?.value, industry.level, industry.required]).toEqual([24670, null, null]);
  expect(industry.path.at(-1)).toMatchObject({ year: 2020, toLevel: null, atGrowth: { value: 47499.977748 } });
  for (const id of ["industrial-index-2020", "retail-growth-2020", "food-industry-2020", "unfired-brick-2020"]) {
    expect(targets[id], id).toMatchObject({ baseline: null, required: null, path: [] });
  }
});

test("a range stays a range, with the sector of the Plan it belongs to", () => {
  const { level, sector } = targets["unfired-brick-2020"]!;
  expect(level).toMatchObject({ value: null, low: 0.3, high: 0.4, printed: "30–40" });
  expect(sector).toMatchObject({ letter: "e", nameVi: "Vật liệu xây dựng, gốm mỹ nghệ" });
  expect(targets["exports-2020"]?.sector).toBeNull();
});

test("every computed figure has a page that leads to what it was computed from, and no year replaces another", async () => {
  const computed = Object.values(targets)
    .flatMap(({ required, path }) => [required, ...path.flatMap(({ atGrowth, toLevel }) => [atGrowth, toLevel])])
    .filter((figure): figure is Figure => figure?.method === "derived");
  expect(computed).toHaveLength(3 + 5 + 5 + 4 + 4 + 4);
  for (const { id, inputs } of computed) {
    const page = await server.get<{ figure: Figure; inputs: Figure[] }>(`/api/figures/${id}`);
    expect(page.inputs.map((input) => input.id).toSorted()).toEqual([...inputs].toSorted());
    expect(page.inputs.every(({ method }) => method === "published")).toBe(true);
    expect(page.figure.supersededBy).toBeNull();
  }
});

test("before the Plan there are no targets", async () => {
  expect(await server.get("/api/targets?asOf=2015-06-17")).toEqual({ items: [], total: 0 });
});

test("what was reached stands beside the target, with its own period; what no source tells is empty", async () => {
  const reached = (id: string) => targets[id]!.actual.map(({ metric, value, period }) => [metric, value, period]);
  expect(reached("industrial-growth-2020")).toEqual([["reachedIndustrialGrowthSharePerYear", 0.13, "2016–2020"]]);
  expect(reached("industrial-index-2020")).toEqual([["reachedIndustrialIndexGrowthSharePerYear", 0.098, "2016–2020"]]);
  const [growth, ...sales] = targets["retail-growth-2020"]!.actual;
  expect(sales.map(({ value }) => value)).toEqual([34408.554, 37185.131, 41029.385, 45741.038]);
  expect(growth!.value).toBeCloseTo((45741.038 / 34408.554) ** (1 / 3) - 1, 4);
  expect(reached("exports-2020")).toEqual([]);
  const before = await server.get<{ items: Target[] }>("/api/targets?asOf=2016-12-31");
  const retail = before.items.find(({ id }) => id === "retail-growth-2020")!;
  expect(retail.actual.map(({ period }) => period)).toEqual(["2015", "2016"]);
});
