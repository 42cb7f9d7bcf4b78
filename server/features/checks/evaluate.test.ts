import { describe, expect, test } from "vitest";
import { figure, rule } from "../../../tests/helpers/printed.ts";
import type { CheckInput, PrintedFigure, Rule } from "./check-input.ts";
import { evaluateChecks } from "./evaluate.ts";

const evaluate = (rules: Rule[], figures: PrintedFigure[], parts: CheckInput["parts"] = []) =>
  evaluateChecks({ rules, figures, subjects: [], parts, lists: [] }, "plan");

const RATIO = rule("ratio", "landDeploymentShare", ["deployedHa", "leasedHa"]);

describe("ratio", () => {
  test.each([
    ["25,06", "985,5", "3.931,2", "conflict"],
    ["25,07", "985,5", "3.931,2", "agrees"],
    ["49,18", "86,3", "175,42", "withinRounding"],
    ["49,20", "86,3", "175,42", "agrees"],
    // Exactly on the bound: 1/3 ± is closed.
    ["50,0", "1", "2", "agrees"],
    ["30", "1", "2", "withinRounding"],
    ["19", "1", "2", "conflict"],
    // 2.5 rounds up to 3, as people do.
    ["3", "2,50", "100,00", "agrees"],
  ])("%s %% from %s / %s: %s", (printed, above, below, verdict) => {
    const figures = [
      figure("s", "landDeploymentShare", printed),
      figure("s", "deployedHa", above),
      figure("s", "leasedHa", below),
    ];
    expect(evaluate([RATIO], figures).map((check) => check.verdict)).toEqual([verdict]);
  });

  test("bounds are sent outward and enclose the value", () => {
    const [check] = evaluate(
      [RATIO],
      [
        figure("s", "landDeploymentShare", "25,06"),
        figure("s", "deployedHa", "985,5"),
        figure("s", "leasedHa", "3.931,2"),
      ],
    );
    expect(check?.computed.low).toBeLessThanOrEqual(985.45 / 3931.25);
    expect(check?.computed.high).toBeGreaterThanOrEqual(985.55 / 3931.15);
    expect(check?.computed.value).toBeCloseTo(0.2506868, 6);
  });

  test("needs all of one subject, date and source, and a denominator above zero", () => {
    const printed = figure("s", "landDeploymentShare", "50");
    const one = figure("s", "deployedHa", "1");
    expect(evaluate([RATIO], [printed, one])).toEqual([]);
    expect(evaluate([RATIO], [printed, one, figure("other", "leasedHa", "2")])).toEqual([]);
    expect(evaluate([RATIO], [printed, one, figure("s", "leasedHa", "2", { asOf: "2016-01-01" })])).toEqual([]);
    expect(
      evaluate([RATIO], [printed, one, figure("s", "leasedHa", "2", { source: { id: "other", locator: null } })]),
    ).toEqual([]);
    expect(evaluate([RATIO], [printed, one, figure("s", "leasedHa", "0")])).toEqual([]);
  });

  test("a figure open to one side is no operand", () => {
    const figures = [
      figure("s", "landDeploymentShare", "10"),
      figure("s", "deployedHa", "1"),
      figure("s", "leasedHa", "2", { qualifier: "over" }),
    ];
    expect(evaluate([RATIO], figures)).toEqual([]);
  });
});

describe("sum and parts", () => {
  test("counts are exact, areas are not", () => {
    const projects = rule("sum", "projects", ["projectsFdi", "projectsDomestic"]);
    expect(
      evaluate(
        [projects],
        [figure("s", "projects", "36"), figure("s", "projectsFdi", "11"), figure("s", "projectsDomestic", "25")],
      )[0]?.verdict,
    ).toBe("agrees");
    expect(
      evaluate(
        [projects],
        [figure("s", "projects", "36"), figure("s", "projectsFdi", "11"), figure("s", "projectsDomestic", "24")],
      )[0]?.verdict,
    ).toBe("conflict");
    const areas = rule("parts", "grossHa");
    const parts = [{ whole: "w", parts: ["p", "q"] }];
    expect(
      evaluate(
        [areas],
        [figure("w", "grossHa", "3"), figure("p", "grossHa", "1"), figure("q", "grossHa", "1")],
        parts,
      )[0]?.verdict,
    ).toBe("withinRounding");
    expect(
      evaluate(
        [areas],
        [figure("w", "grossHa", "4"), figure("p", "grossHa", "1"), figure("q", "grossHa", "1")],
        parts,
      )[0]?.verdict,
    ).toBe("conflict");
    expect(evaluate([areas], [figure("w", "grossHa", "3"), figure("p", "grossHa", "1")], parts)).toEqual([]);
  });
});

describe("growth", () => {
  test("a multiple and a path", () => {
    const growth = rule("growth", "exportsTimes2010", ["exportsGrowthSharePerYear"], { years: 5 });
    expect(
      evaluate([growth], [figure("s", "exportsTimes2010", "1,3"), figure("s", "exportsGrowthSharePerYear", "5,3")])[0]
        ?.verdict,
    ).toBe("agrees");
    for (const operands of [
      ["exportsMillionUsd", "targetExportsGrowthSharePerYear"],
      ["targetExportsGrowthSharePerYear", "exportsMillionUsd"],
    ]) {
      const path = rule("growthPath", "targetExportsMillionUsd", operands, { years: 5 });
      const figures = [
        figure("s", "targetExportsMillionUsd", "530"),
        figure("s", "exportsMillionUsd", "330", { asOf: "2015-01-01" }),
        figure("s", "targetExportsGrowthSharePerYear", "9,63"),
      ];
      const [check] = evaluate([path], figures);
      expect(check?.verdict).toBe("conflict");
      expect(check?.formula).toBe("exportsMillionUsd × (1 + targetExportsGrowthSharePerYear)^5");
      expect(check?.computed.value).toBeCloseTo(522.5899, 3);
    }
  });
});

describe("same", () => {
  const once = rule("same", "industrialGrowthSharePerYear", [], { scope: "source" });
  test("two prints that no rounding reconciles", () => {
    const [check, ...others] = evaluate(
      [once],
      [figure("s", "industrialGrowthSharePerYear", "13,81"), figure("s", "industrialGrowthSharePerYear", "13,67")],
    );
    expect(check?.verdict).toBe("twoValues");
    expect(others).toEqual([]);
  });
  test("says nothing of equal prints, of one at lower precision, of other periods", () => {
    expect(
      evaluate(
        [once],
        [figure("s", "industrialGrowthSharePerYear", "13,81"), figure("s", "industrialGrowthSharePerYear", "13,8")],
      ),
    ).toEqual([]);
    const later = figure("s", "industrialGrowthSharePerYear", "13,67", { period: "2016" });
    expect(evaluate([once], [figure("s", "industrialGrowthSharePerYear", "13,81"), later])).toEqual([]);
  });
  test("between sources, the newest against each other", () => {
    const between = rule("same", "grossHa", [], { scope: "subject" });
    const figures = [
      figure("s", "grossHa", "250,97"),
      figure("s", "grossHa", "250,79", { asOf: "2026-07-20", source: { id: "register", locator: null } }),
    ];
    const [check] = evaluate([between], figures);
    expect([check?.printed.printed, check?.inputs[0]?.printed]).toEqual(["250,79", "250,97"]);
  });
});
