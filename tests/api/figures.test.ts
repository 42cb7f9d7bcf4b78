import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Figure } from "#contracts/figures.ts";
import type { Source } from "#contracts/sources.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";

let server: ReadOnlyApp;
beforeAll(async () => {
  server = await sharedApp();
});
afterAll(() => server.close());

const figuresOf = async (subject: string): Promise<Figure[]> =>
  (await server.get<{ items: Figure[] }>(`/api/figures?subject=${subject}`)).items;

const headline = async (subject: string, metric: string): Promise<Figure | undefined> =>
  (await figuresOf(subject)).find(
    (figure) => figure.metric === metric && figure.supersededBy === null && figure.target === null,
  );

describe("the Plan's total of three sites", () => {
  test.each([
    ["projects", 36, "36"],
    ["projectsFdi", 11, "11"],
    ["projectsDomestic", 25, "25"],
    ["registeredCapitalBillionVnd", 3931.2, "3.931,2"],
    ["deployedCapitalBillionVnd", 985.5, "985,5"],
    ["capitalDeploymentShare", 0.2506, "25,06"],
    ["leasedHa", 175.42, "175,42"],
    ["deployedHa", 86.3, "86,3"],
    ["landDeploymentShare", 0.4918, "49,18"],
  ])("%s is %d, as printed, dated and sourced", async (metric, value, printed) => {
    const figure = await headline("three-zones", metric);
    expect(figure).toMatchObject({ value, printed, method: "published", asOf: "2015-06-18", period: "2015-06" });
    expect(figure?.source?.id).toBe("plan-1013-2015");
  });

  test("is not split: no part has a figure of that date", async () => {
    for (const part of ["hoa-phu", "hoa-phu-1", "hoa-phu-2", "binh-minh", "co-chien"]) {
      expect((await figuresOf(part)).filter(({ asOf }) => asOf === "2015-06-18")).toEqual([]);
    }
  });
});

describe("what follows from printed figures", () => {
  test.each([
    ["hoa-phu", "leasableHa", 189.75, "derived", "exact", "2021-07", "leasableHa + leasableHa"],
    ["hoa-phu", "leasedHa", 188.402775, "derived", "about", "2024-12", "occupancyShare × leasableHa"],
    ["hoa-phu", "remainingHa", 1.347225, "derived", "about", "2024-12", "leasableHa × (1 − occupancyShare)"],
    ["binh-minh", "leasedHa", 84.85486, "derived", "about", "2025", "occupancyShare × leasableHa"],
    ["binh-minh", "remainingHa", 8.04514, "derived", "about", "2025", "leasableHa × (1 − occupancyShare)"],
    ["three-zones-khu-iv", "remainingHa", 110.83, "derived", "about", "2022", "leasableHa − leasedHa"],
  ])("%s %s is %d", async (subject, metric, value, method, qualifier, period, formula) => {
    const figure = await headline(subject, metric);
    expect(figure).toMatchObject({
      value,
      method,
      qualifier,
      period,
      formula,
      printed: null,
      source: null,
      decimals: 2,
    });
    expect(figure?.inputs).toHaveLength(2);
  });

  test("the state of Hòa Phú in 2021 is history, from its phases", async () => {
    const history = (await figuresOf("hoa-phu")).filter(
      ({ period, method }) => period === "2021-07" && method === "derived",
    );
    const byMetric = Object.fromEntries(history.map((figure) => [figure.metric, figure]));
    expect(byMetric["leasedHa"]).toMatchObject({ value: 143.11, supersededBy: "hoa-phu.leasedHa.2024-12.derived" });
    expect(byMetric["occupancyShare"]).toMatchObject({ value: 0.754203, formula: "leasedHa / leasableHa" });
    expect(byMetric["occupancyShare"]?.supersededBy).not.toBeNull();
    expect(byMetric["projects"]).toMatchObject({ value: 22 });
    expect(byMetric["projects"]?.supersededBy).not.toBeNull();
  });

  test("a whole without figures of all its parts gets no sum", async () => {
    expect((await figuresOf("co-chien")).filter(({ method }) => method === "derived")).toEqual([]);
  });

  test("a derived figure leads to every printed figure below it", async () => {
    const { figure, inputs, history } = await server.get<{ figure: Figure; inputs: Figure[]; history: Figure[] }>(
      "/api/figures/hoa-phu.leasedHa.2024-12.derived",
    );
    expect(figure.value).toBe(188.402775);
    expect(inputs.map(({ value }) => value)).toEqual([189.75, 0.9929, 94.8, 94.95]);
    expect(inputs.filter(({ source }) => source !== null)).toHaveLength(3);
    expect(history.map(({ value }) => value)).toEqual([188.402775, 143.11]);
  });

  test("every input of every figure exists and is older or as old", async () => {
    for (const subject of [
      "hoa-phu",
      "hoa-phu-1",
      "binh-minh",
      "co-chien-4",
      "three-zones",
      "three-zones-khu-iv",
      "vinh-long",
    ]) {
      for (const figure of await figuresOf(subject)) {
        for (const id of figure.inputs) {
          const { figure: input } = await server.get<{ figure: Figure }>(`/api/figures/${id}`);
          expect(input.asOf <= figure.asOf, `${figure.id} of ${figure.asOf} uses ${id} of ${input.asOf}`).toBe(true);
        }
      }
    }
  });
});

describe("current means newest", () => {
  test("phase 1: 92.47 of 94.8 ha in July 2021 is history since Hòa Phú's 99.29 %, the area is not", async () => {
    const figures = await figuresOf("hoa-phu-1");
    const of2021 = (metric: string) =>
      figures.find((figure) => figure.metric === metric && figure.period === "2021-07");
    expect(of2021("leasedHa")).toMatchObject({ value: 92.47, supersededBy: "hoa-phu.leasedHa.2024-12.derived" });
    expect(of2021("occupancyShare")).toMatchObject({ value: 0.9754, supersededBy: "hoa-phu.occupancyShare.2024-12" });
    expect(of2021("projects")).toMatchObject({ value: 18, supersededBy: "hoa-phu.projects.2024-12" });
    expect(of2021("leasableHa")).toMatchObject({ value: 94.8, supersededBy: null });
    expect(of2021("grossHa")).toMatchObject({ value: 121.59, supersededBy: null });
    expect(await headline("hoa-phu-1", "leasedHa")).toBeUndefined();
  });

  test("phase 2: 53.33 % is history too", async () => {
    const figures = await figuresOf("hoa-phu-2");
    expect(figures.find(({ metric }) => metric === "occupancyShare")).toMatchObject({
      value: 0.5333,
      supersededBy: "hoa-phu.occupancyShare.2024-12",
    });
  });

  test("a repeated print and a doubtful newer area do not become the headline", async () => {
    expect(await headline("hoa-phu", "occupancyShare")).toMatchObject({ value: 0.9929, period: "2024-12" });
    expect(await headline("hoa-phu", "grossHa")).toMatchObject({ value: 250.97 });
    expect((await figuresOf("hoa-phu")).find(({ value }) => value === 250.79)?.supersededBy).toBe(
      (await headline("hoa-phu", "grossHa"))?.id,
    );
  });

  test("at most one headline per metric and target, and supersededBy leads to a figure", async () => {
    for (const subject of [
      "hoa-phu",
      "hoa-phu-1",
      "hoa-phu-2",
      "binh-minh",
      "vinh-long",
      "ccn-trung-nghia",
      "cho-vinh-long",
    ]) {
      const figures = await figuresOf(subject);
      const headlines = figures
        .filter(({ supersededBy }) => supersededBy === null)
        // Of the way to a target every year stands: none is newer than another.
        .map(({ metric, target, period }) =>
          /ToTarget|AtTargetGrowth/.test(metric) ? `${metric} ${period}` : `${metric} ${target?.id}`,
        );
      expect(new Set(headlines).size).toBe(headlines.length);
      for (const { supersededBy } of figures) {
        const leadsTo =
          supersededBy === null ? 200 : (await server.app.inject(`/api/figures/${supersededBy}`)).statusCode;
        expect(leadsTo, String(supersededBy)).toBe(200);
      }
    }
  });

  test("newest first", async () => {
    const dates = (await figuresOf("hoa-phu")).map(({ asOf }) => asOf);
    expect(dates).toEqual(dates.toSorted().toReversed());
  });
});

test("numbers carry no float noise", async () => {
  const body = (await server.app.inject("/api/sites")).body;
  expect(body.match(/\d\.\d{8,}/g)?.filter((number) => !/^1\d\d\.|^\d{1,2}\.\d+$/.test(number)) ?? []).toEqual([]);
  for (const figure of await figuresOf("hoa-phu")) expect(String(figure.value ?? "")).not.toMatch(/\.\d{7,}/);
});

test("a metric narrows the list; an unknown subject or figure is a 404 of its own kind", async () => {
  const { items, total } = await server.get<{ items: Figure[]; total: number }>(
    "/api/figures?subject=hoa-phu&metric=grossHa",
  );
  expect(new Set(items.map(({ metric }) => metric))).toEqual(new Set(["grossHa"]));
  expect(total).toBe(items.length);
  const subject = await server.app.inject("/api/figures?subject=atlantis");
  expect([subject.statusCode, subject.json<{ type: string }>().type]).toEqual([404, "/problems/subject-not-found"]);
  const figure = await server.app.inject("/api/figures/atlantis.leasedHa.2015-06");
  expect([figure.statusCode, figure.json<{ type: string }>().type]).toEqual([404, "/problems/figure-not-found"]);
});

test("communes and groups have figures too", async () => {
  expect(await headline("approved-zones-2010", "grossHa")).toMatchObject({ value: 950 });
  expect(await headline("vinh-long", "population")).toBeDefined();
});

test("sources say how many figures came from them", async () => {
  const { items } = await server.get<{ items: Source[] }>("/api/sources");
  const plan = items.find(({ id }) => id === "plan-1013-2015");
  expect(plan).toMatchObject({ number: "1013/QĐ-UBND", publishedOn: "2015-06-18", kind: "decision" });
  expect(plan?.figureCount).toBeGreaterThanOrEqual(35);
  expect(items.every(({ url, publisher }) => (url ?? publisher).length > 0)).toBe(true);
});
