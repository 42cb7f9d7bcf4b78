import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlanVersionInFull } from "#contracts/plan-versions.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";

let server: ReadOnlyApp;
let lists: Record<string, PlanVersionInFull>;
beforeAll(async () => {
  server = await sharedApp();
  const { items } = await server.get<{ items: PlanVersionInFull[] }>("/api/plan-versions");
  lists = Object.fromEntries(items.map((version) => [version.id, version]));
});
afterAll(() => server.close());

const values = (id: string) =>
  Object.fromEntries((lists[id]?.figures ?? []).map(({ metric, value }) => [metric, value]));

describe("clusters", () => {
  test.each([
    ["clusters-2010", { clusters: 13, clustersGrossHa: 546 }],
    ["clusters-2015", { clusters: 14, clustersGrossHa: 692.41 }],
    ["clusters-2018", { clusters: 14, clustersGrossHa: 658.05, clustersStage1: 9, clustersStage2: 5 }],
    ["clusters-2021", { clusters: 14, clustersGrossHa: 641.08 }],
    ["clusters-2024", { clustersOperating: 1, clustersOperatingGrossHa: 47.98, clustersPlanned: 8 }],
    ["clusters-2025-merged", { clusters: 31, clustersGrossHa: 1656 }],
  ])("%s keeps its own totals", (id, expected) => expect(values(id)).toMatchObject(expected));

  test("the list of 2018 names fourteen, nine of them for the first stage; eleven are drawn", () => {
    const { members, named, drawn, isComplete } = lists["clusters-2018"]!;
    expect({ named, drawn, isComplete }).toEqual({ named: 14, drawn: 11, isComplete: true });
    expect(members.filter(({ stage }) => stage === "to-2020")).toHaveLength(9);
    expect(members.filter(({ stage }) => stage === "2020-2030")).toHaveLength(5);
    expect(members.filter(({ isDrawn }) => isDrawn)).toHaveLength(11);
    expect(members.map(({ nameVi }) => nameVi)).toContain("Cụm công nghiệp Trung Nghĩa");
  });

  test("names of 2018 are not given areas of other lists", () => {
    expect(lists["clusters-2018"]?.members.filter(({ area }) => area !== null)).toEqual([]);
    expect(lists["clusters-2024"]?.members.map(({ id, area }) => [id, area?.value])).toEqual([
      ["ccn-trung-nghia", 47.98],
    ]);
  });

  test("only complete lists of names are compared", () => {
    expect(lists["clusters-2021"]?.change).toMatchObject({
      since: { id: "clusters-2018" },
      kept: 14,
      added: [],
      dropped: [],
    });
    // Its source names one of nine: the other thirteen of 2021 are not dropped.
    expect(lists["clusters-2024"]).toMatchObject({ isComplete: false, change: null });
    for (const id of ["clusters-2010", "clusters-2015", "clusters-2018"]) expect(lists[id]?.change).toBeNull();
  });

  test("the merged province is another territory, and is compared with nothing", () => {
    expect(lists["clusters-2025-merged"]).toMatchObject({
      territory: { id: "vinh-long-2025" },
      named: 0,
      change: null,
    });
    for (const id of ["clusters-2010", "clusters-2015", "clusters-2018", "clusters-2021", "clusters-2024"]) {
      expect(lists[id]?.territory.id).toBe("vinh-long");
    }
  });
});

test("zones accepted and zones in operation share no name: neither is called dropped", () => {
  expect(lists["zones-2010-approved"]?.members.map(({ id, area }) => [id, area?.value])).toEqual([
    ["dong-binh", 350],
    ["binh-tan", 400],
    ["an-dinh", 200],
  ]);
  expect(lists["zones-2015"]?.members.map(({ id }) => id)).toEqual(["hoa-phu", "binh-minh", "co-chien"]);
  expect(lists["zones-2015"]).toMatchObject({ isComplete: true, change: null });
});

test("116 markets of 2015 and 88 of 2026 are two lists", () => {
  expect(values("markets-2015")).toMatchObject({
    markets: 116,
    marketsClass1: 2,
    marketsClass2: 25,
    marketsClass3: 89,
  });
  expect(lists["markets-2015"]?.members).toEqual([]);
  expect(lists["markets-2026"]).toMatchObject({ named: 88, isComplete: true, change: null });
});

test("a topic narrows the answer; a list is not told before its date", async () => {
  const ids = async (query: string) =>
    (await server.get<{ items: PlanVersionInFull[] }>(`/api/plan-versions?${query}`)).items.map(({ id }) => id);
  expect(await ids("topic=zones")).toEqual(["zones-2010-approved", "zones-2015", "zones-2022"]);
  expect(await ids("topic=clusters&asOf=2018-01-26")).toEqual(["clusters-2010", "clusters-2015", "clusters-2018"]);
  expect((await server.app.inject("/api/plan-versions?topic=ports")).statusCode).toBe(400);
});
