import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Check } from "#contracts/checks.ts";
import { type TestApp, appForTests } from "../helpers/app.ts";

let server: TestApp;
let checks: Check[];
beforeAll(async () => {
  server = await appForTests();
  checks = (await server.get<{ items: Check[] }>("/api/checks")).items;
});
afterAll(() => server.close());

describe("the arithmetic of the Plan", () => {
  const ofPlan = () => checks.filter(({ printed }) => printed.source?.id === "plan-1013-2015");

  test("has exactly these verdicts", () => {
    const verdicts = ofPlan().map(({ printed, inputs, verdict }) =>
      [printed.metric, printed.printed, inputs[0]?.printed, verdict].join(" "),
    );
    expect(verdicts.toSorted()).toEqual(
      [
        "capitalDeploymentShare 25,06 985,5 conflict",
        "exportsTimes2010 1,3 5,3 agrees",
        "industrialGrowthSharePerYear 13,81 13,67 twoValues",
        "industrialOutputTimes2010 1,9 13,67 agrees",
        "industrialOutputTimes2010 1,9 13,81 agrees",
        "landDeploymentShare 49,18 86,3 withinRounding",
        "markets 116 02 agrees",
        "projects 36 11 agrees",
        "targetExportsMillionUsd 530 9,63 conflict",
      ].toSorted(),
    );
  });

  test.each([
    ["capitalDeploymentShare", 0.25067, 0.2507],
    ["landDeploymentShare", 0.4917, 0.4923],
    ["targetExportsMillionUsd", 521.68, 523.5],
  ])("%s can only be %d–%d", (metric, low, high) => {
    const check = ofPlan().find(({ printed }) => printed.metric === metric);
    expect(check?.computed.low).toBeCloseTo(low, metric === "targetExportsMillionUsd" ? 1 : 4);
    expect(check?.computed.high).toBeCloseTo(high, metric === "targetExportsMillionUsd" ? 1 : 4);
    expect(check?.computed.value).toBeGreaterThan(check?.computed.low ?? 0);
  });

  test("comes first; the rest follows by date, newest first", () => {
    expect(checks.slice(0, ofPlan().length)).toEqual(ofPlan());
    const dates = checks.slice(ofPlan().length).map(({ printed }) => printed.asOf);
    expect(dates).toEqual(dates.toSorted().toReversed());
  });
});

test.each([
  ["hoa-phu.grossHa.2021-07", "parts", "agrees"],
  ["hoa-phu-1.occupancyShare.2021-07", "ratio", "agrees"],
  ["hoa-phu-2.occupancyShare.2021-07", "ratio", "agrees"],
  ["three-zones-khu-iv.occupancyShare.2022", "ratio", "agrees"],
  ["three-zones-khu-iv.capitalDeploymentShare.2022", "ratio", "agrees"],
  ["vinh-long.markets.2017-07", "sum", "conflict"],
  ["vinh-long.markets.2025-2026", "sum", "agrees"],
])("%s (%s): %s", (id, rule, verdict) => {
  expect(
    checks.filter((check) => check.printed.id === id && check.rule === rule).map((check) => check.verdict),
  ).toEqual([verdict]);
});

test("only printed figures are checked and checked with; ids are unique", () => {
  for (const { printed, inputs } of checks) {
    for (const figure of [printed, ...inputs]) expect(["published", "reported"]).toContain(figure.method);
  }
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
});

test("a verdict or a subject narrows the list", async () => {
  const conflicts = await server.get<{ items: Check[]; total: number }>("/api/checks?verdict=conflict");
  expect(conflicts.items).toEqual(checks.filter(({ verdict }) => verdict === "conflict"));
  expect(conflicts.total).toBe(conflicts.items.length);
  const group = await server.get<{ items: Check[] }>("/api/checks?subject=three-zones");
  expect(group.items).toEqual(checks.filter(({ subject }) => subject.id === "three-zones"));
});
