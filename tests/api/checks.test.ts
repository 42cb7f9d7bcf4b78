import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Check, Reconciliation } from "#contracts/checks.ts";
import type { Figure } from "#contracts/figures.ts";
import type { Summary } from "#contracts/summary.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";

let server: ReadOnlyApp;
let checks: Check[];
let reconciliations: Reconciliation[];
beforeAll(async () => {
  server = await sharedApp();
  ({ items: checks, reconciliations } = await server.get<{ items: Check[]; reconciliations: Reconciliation[] }>(
    "/api/checks",
  ));
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

describe("the zones announced in 2022", () => {
  const total = () => checks.find(({ printed }) => printed.id === "vinh-long.zonesPlannedGrossHa.2022-03");

  test("do not add up to the total printed with them", () => {
    expect(total()).toMatchObject({ rule: "listTotal", verdict: "conflict", formula: "Σ grossHa" });
    expect(total()?.printed.printed).toBe("1,700");
    expect(total()?.computed).toMatchObject({ value: 1430 });
    expect(total()?.inputs.map(({ subject, printed }) => `${subject} ${printed}`)).toEqual([
      "dinh-khao 400",
      "my-hoa 300",
      "phuoc-an 200",
      "tan-an-thanh 500",
      "trung-thanh-tay 30",
    ]);
  });

  test("with one repair proposed: 300 for 30, and the figure stays as printed", async () => {
    expect(total()?.repair).toEqual({
      figureId: "trung-thanh-tay.grossHa.2022-03",
      subject: {
        id: "trung-thanh-tay",
        nameVi: "Khu công nghiệp Trung Thành Tây",
        nameEn: "Trung Thanh Tay Industrial Park",
      },
      kind: "missingDigit",
      printed: "30",
      proposed: "300",
      value: 300,
      decimals: 0,
      statementVi: "Có thể thiếu một chữ số khi in; thêm vào thì phép tính khớp.",
      statementEn: "A digit may have been dropped in print; with it the arithmetic holds.",
    });
    const { items } = await server.get<{ items: Figure[] }>("/api/figures?subject=trung-thanh-tay");
    expect(items.map(({ metric, value, printed }) => [metric, value, printed])).toEqual([["grossHa", 30, "30"]]);
  });

  test("no other conflict gets a repair: what fits there fits by chance", () => {
    const others = checks.filter((check) => check !== total());
    expect(others.filter(({ verdict }) => verdict === "conflict").map(({ printed }) => printed.id)).toEqual([
      "three-zones.capitalDeploymentShare.2015-06",
      "vinh-long.targetExportsMillionUsd.2015-06",
      "vinh-long.markets.2017-07",
    ]);
    expect(others.filter(({ repair }) => repair !== null)).toEqual([]);
  });
});

describe("lists against their totals", () => {
  const verdictsOf = (list: string) =>
    reconciliations
      .filter(({ planVersion }) => planVersion?.id === list)
      .map(({ printed, found, verdict }) => [printed.metric, printed.value, found, verdict]);

  test.each([
    [
      "clusters-2010",
      [
        ["clustersGrossHa", 546, 0, "shortfall"],
        ["clusters", 13, 0, "shortfall"],
      ],
    ],
    [
      "clusters-2015",
      [
        ["clustersGrossHa", 692.41, 0, "shortfall"],
        ["clusters", 14, 0, "shortfall"],
      ],
    ],
    [
      "clusters-2018",
      [
        ["clusters", 14, 14, "agrees"],
        ["clustersGrossHa", 658.05, 0, "shortfall"],
        ["clustersStage1", 9, 9, "agrees"],
        ["clustersStage1GrossHa", 492.56, 0, "shortfall"],
        ["clustersStage2", 5, 5, "agrees"],
        ["clustersStage2GrossHa", 165.49, 0, "shortfall"],
      ],
    ],
    [
      "clusters-2021",
      [
        ["clustersGrossHa", 641.08, 0, "shortfall"],
        ["clusters", 14, 14, "agrees"],
      ],
    ],
    ["zones-2010-approved", [["grossHa", 950, 950, "agrees"]]],
    [
      "zones-2022",
      [
        ["zonesPlannedGrossHa", 1700, 1430, "conflict"],
        ["zonesPlanned", 5, 5, "agrees"],
      ],
    ],
    [
      "markets-2026",
      [
        ["marketsClass1", 1, 1, "agrees"],
        ["marketsClass2", 15, 15, "agrees"],
        ["marketsClass3", 72, 72, "agrees"],
        ["markets", 88, 88, "agrees"],
      ],
    ],
  ])("%s", (list, wanted) => {
    expect(verdictsOf(list)).toEqual(wanted);
  });

  test("a list of names without areas names every site that has none", () => {
    const area = reconciliations.find(({ id }) => id === "clusters-2021-area");
    expect(area?.missing).toHaveLength(14);
    expect(area?.inputs).toEqual([]);
    expect(area?.reasonVi).toBe("Nguồn nêu tên cụm mà không in diện tích từng cụm.");
  });

  test("every printed total of every list of zones and clusters is reconciled", async () => {
    const { planVersions } = await server.get<Summary>("/api/summary");
    const reconciled = new Set(reconciliations.map(({ printed }) => printed.id));
    const totals = planVersions
      .filter(({ topic }) => topic !== "markets")
      .flatMap(({ figures }) => figures.map(({ id }) => id));
    expect(totals.length).toBeGreaterThan(25);
    expect(totals.filter((id) => !reconciled.has(id))).toEqual([]);
  });

  test("totals of totals: stages, classes, projects by origin", () => {
    const sums = reconciliations.filter(({ rule }) => rule === "sumOfFigures");
    const failing = sums.filter(({ verdict }) => verdict !== "agrees");
    expect(failing.map(({ id, printed, found, shortfall }) => [id, printed.value, found, shortfall])).toEqual([
      ["markets-2017-classes", 123, 115, 8],
    ]);
    expect(sums.find(({ id }) => id === "clusters-2018-area")?.found).toBe(658.05);
  });

  test("as of 2015 there is nothing of 2018 to reconcile", async () => {
    const then = await server.get<{ reconciliations: Reconciliation[] }>("/api/checks?asOf=2015-12-31");
    expect(then.reconciliations.map(({ id }) => id)).toContain("clusters-2015-count");
    for (const { printed } of then.reconciliations) expect(printed.asOf <= "2015-12-31", printed.id).toBe(true);
  });
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
