import { beforeAll, describe, expect, test } from "vitest";
import type { Highs } from "highs";
import type { Interval, IntervalMetric } from "#contracts/intervals.ts";
import { type Fact } from "#server/features/intervals/facts.ts";
import { type Knowledge, intervalsOf } from "#server/features/intervals/interval.ts";
import { loadSolver } from "#server/features/intervals/solve.ts";
import { DAY, knowledge, print } from "./knowledge.ts";

let highs: Highs;
beforeAll(async () => {
  highs = await loadSolver();
});

const ask = (
  subject: string,
  metric: IntervalMetric,
  facts: readonly Fact[],
  more?: Partial<Knowledge>,
  asOf = DAY,
): Interval | undefined => intervalsOf(highs, knowledge(facts, more), { subject, metric, date: asOf })[0];
const bounds = (...given: Parameters<typeof ask>) => {
  const found = ask(...given);
  return found && [found.low, found.high];
};

describe("by hand", () => {
  const leasable = [print("a", "leasableHa", "94.80"), print("b", "leasableHa", "94.95")];

  test("a part from the occupancy of its whole", () => {
    // 0.99285 (La + Lb) ≤ la + lb with la ≤ La: lb ≥ 0.99285 · 94.945 − 0.00715 · 94.805 = 93.5883
    const found = ask("b", "leasedHa", [...leasable, print("whole", "occupancyShare", "99.29")]);
    expect(found).toMatchObject({ low: 93.58, high: 94.96, trivialHigh: 94.96, informative: true, unit: "ha" });
    expect(found?.inputs).toEqual([`a.leasableHa.${DAY}`, `b.leasableHa.${DAY}`, `whole.occupancyShare.${DAY}`]);
    expect(found?.formula).toContain("occupancyShare(whole)");
  });

  test("only a total is known: nothing but the total", () => {
    const found = ask("a", "leasedHa", [print("all", "leasedHa", "175.42")]);
    expect(found).toMatchObject({ low: 0, high: 175.43, trivialHigh: 175.43, informative: false });
  });

  test("a total less what is known of the others", () => {
    const facts = [print("all", "projects", "36"), print("b", "projects", "10"), print("c", "projects", "over 4")];
    expect(bounds("a", "projects", facts)).toEqual([0, 22]);
    expect(bounds("a", "projects", [...facts, print("c", "projects", "nearly 6", { id: "c2" })])).toEqual([20, 22]);
  });

  test("FDI and domestic projects are whole numbers that add up", () => {
    const facts = [print("a", "projects", "12"), print("a", "projectsFdi", "over 3")];
    expect(bounds("a", "projectsDomestic", facts)).toEqual([0, 9]);
  });

  test.each<[string, [number, number | null]]>([
    ["2284", [2283.5, 2284.5]],
    ["over 2284", [2283.5, null]],
    ["nearly 645", [0, 645.5]],
    ["985.5", [985.45, 985.55]],
  ])("capital printed as %s", (text, expected) => {
    expect(bounds("c", "registeredCapitalBillionVnd", [print("c", "registeredCapitalBillionVnd", text)])).toEqual(
      expected,
    );
  });

  test("“about” binds nothing, so it is no date with an interval either", () => {
    expect(ask("c", "leasedHa", [print("c", "leasedHa", "about 30")])).toBeUndefined();
  });

  test("a printed range binds at both ends", () => {
    const range = { ...print("c", "leasedHa", "80"), value: null, low: 80, high: 100 };
    expect(bounds("c", "leasedHa", [range])).toEqual([79.5, 100.5]);
  });

  test("ratios of operands with bounds", () => {
    const facts = [print("c", "leasableHa", "100"), print("c", "leasedHa", "over 50")];
    expect(bounds("c", "occupancyShare", facts)).toEqual([0.4925, 1]); // 49.5 / 100.5, rounded down
  });

  test("nothing over nothing is no ratio", () => {
    const zero = { ...print("c", "leasableHa", "0"), decimals: 0, qualifier: "nearly" as const, value: -0.5 };
    expect(ask("c", "occupancyShare", [zero])).toMatchObject({
      low: null,
      high: null,
      conflict: null,
      informative: false,
    });
  });

  test("a maximum of 0 names the print behind it", () => {
    expect(ask("c", "projectsFdi", [print("c", "projectsFdi", "0")])).toMatchObject({
      high: 0,
      inputs: [`c.projectsFdi.${DAY}`],
    });
  });
});

describe("wholes and parts", () => {
  test("a whole whose parts are not known to be all leaves room for the rest", () => {
    const facts = [print("whole", "leasedHa", "100.0"), print("a", "leasedHa", "30.0")];
    expect(bounds("b", "leasedHa", facts)).toEqual([69.9, 70.1]);
    expect(bounds("b", "leasedHa", facts, { completeWholes: [] })).toEqual([0, 70.1]);
    expect(bounds("whole", "leasedHa", [facts[1]!, print("b", "leasedHa", "50.0")], { completeWholes: [] })).toEqual([
      79.9,
      null,
    ]);
  });

  test("an unrelated site has no interval from this", () => {
    expect(ask("c", "leasedHa", [print("whole", "leasedHa", "100")])).toBeUndefined();
    expect(intervalsOf(highs, knowledge([print("c", "leasedHa", "1")]), { subject: "vinh-long" })).toEqual([]);
  });
});

describe("dates", () => {
  const EARLIER = { asOf: "2021-07-22", period: "2021-07" };
  const LATER = { asOf: "2025-12-31", period: "2025" };

  test("areas hold until superseded, are not carried back, and are named with their date", () => {
    const area = print("a", "leasableHa", "94.8", EARLIER);
    const found = ask("a", "leasedHa", [area, print("all", "leasedHa", "175.42")]);
    expect(found).toMatchObject({ high: 94.85, areasAsOf: [{ id: area.id, asOf: "2021-07-22" }] });
    expect(bounds("a", "leasedHa", [{ ...area, ...LATER }, print("all", "leasedHa", "175.42")])).toEqual([0, 175.43]);
    const newer = print("a", "leasableHa", "50", { asOf: "2023-01-01" });
    expect(bounds("a", "leasedHa", [area, newer, print("all", "leasedHa", "175.42")])).toEqual([0, 50.5]);
    const vague = print("a", "leasableHa", "about 90", { asOf: "2023-01-01" });
    expect(bounds("a", "leasedHa", [area, vague, print("all", "leasedHa", "175.42")])).toEqual([0, 175.43]);
  });

  test("other metrics bind their own date and period only", () => {
    const facts = [print("a", "leasedHa", "10", EARLIER), print("all", "leasedHa", "20")];
    expect(bounds("a", "leasedHa", facts)).toEqual([0, 20.5]);
    const ofYear = [print("a", "leasedHa", "10", { asOf: DAY, period: "2024" }), print("all", "leasedHa", "20")];
    const found = intervalsOf(highs, knowledge(ofYear), { subject: "a", metric: "leasedHa" });
    expect(found.map(({ period, low, high }) => [period, low, high])).toEqual([
      [DAY, 0, 20.5],
      ["2024", 9.5, 10.5],
    ]);
  });

  test("an area of a whole is history once all its parts have later ones", () => {
    const facts = [
      print("whole", "grossHa", "100", { asOf: "2012-12-31" }),
      print("a", "grossHa", "80", EARLIER),
      print("all", "leasedHa", "20"),
    ];
    expect(ask("a", "leasedHa", [...facts, print("b", "grossHa", "30", EARLIER)])).toMatchObject({
      conflict: null,
      high: 20.5,
    });
    expect(bounds("b", "grossHa", facts)).toEqual([19, 21]);
  });
});

describe("what does not bind", () => {
  test("a ratio beside both its operands is a check, beside one it binds", () => {
    const share = print("c", "capitalDeploymentShare", "25.06");
    const operands = [
      print("c", "registeredCapitalBillionVnd", "3931.2"),
      print("c", "deployedCapitalBillionVnd", "985.5"),
    ];
    expect(bounds("c", "capitalDeploymentShare", [share, ...operands])).toEqual([0.2506, 0.2508]);
    expect(bounds("c", "deployedCapitalBillionVnd", [share, operands[0]!])).toEqual([984.94, 985.37]); // 0.25055 · 3931.15 … 0.25065 · 3931.25
  });

  test("of two prints the headline binds and the other is named", () => {
    const other = print("c", "leasedHa", "62.1", { id: "other" });
    const found = ask("c", "leasedHa", [print("c", "leasedHa", "60.0"), other]);
    expect(found).toMatchObject({ low: 59.95, high: 60.05, leftOut: ["other"], conflict: null });
  });

  test("prints that agree bind together", () => {
    const coarse = print("c", "leasedHa", "60", { id: "coarse" });
    expect(ask("c", "leasedHa", [coarse, print("c", "leasedHa", "60.2")])).toMatchObject({
      low: 60.15,
      high: 60.25,
      leftOut: [],
    });
  });
});

test("figures that cannot all be true give no interval and are named, no more than needed", () => {
  const facts = [
    print("whole", "leasedHa", "10"),
    print("a", "leasedHa", "30"),
    print("b", "leasedHa", "1"),
    print("all", "deployedHa", "5"),
  ];
  expect(ask("b", "leasedHa", facts)).toMatchObject({
    low: null,
    high: null,
    informative: false,
    conflict: [`whole.leasedHa.${DAY}`, `a.leasedHa.${DAY}`],
  });
});
