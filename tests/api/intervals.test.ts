import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { type Interval, intervals } from "#contracts/intervals.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";

let server: ReadOnlyApp;
beforeAll(async () => {
  server = await sharedApp();
});
afterAll(() => server.close());

const ask = async (query: string): Promise<Interval[]> =>
  z.parse(intervals.output, await server.get(`/api/intervals?${query}`)).items;
const one = async (subject: string, metric: string, asOf: string): Promise<Interval> => {
  const items = await ask(`subject=${subject}&metric=${metric}&date=${asOf}`);
  expect(items).toHaveLength(1);
  return items[0]!;
};

describe("December 2024: 99.29 % of Hòa Phú is let", () => {
  const AREAS = ["hoa-phu-1.leasableHa.2021-07", "hoa-phu-2.leasableHa.2021-07"];

  test.each([
    ["hoa-phu-2", "leasedHa", 93.58, 94.96],
    ["hoa-phu-1", "leasedHa", 93.39, 94.85],
    ["hoa-phu", "leasedHa", 188.33, 188.47],
    ["hoa-phu-2", "occupancyShare", 0.9857, 1],
  ])("%s %s is %d–%d", async (subject, metric, low, high) => {
    const found = await one(subject, metric, "2024-12-29");
    expect(found).toMatchObject({ low, high, period: "2024-12", informative: true, conflict: null });
    expect(found.inputs).toEqual([...AREAS, "hoa-phu.occupancyShare.2024-12"]);
    expect(found.areasAsOf).toEqual(AREAS.map((id) => ({ id, asOf: "2021-07-22" })));
  });

  test("a bound that is the printed capacity with its rounding is shown as printed", async () => {
    const phase2 = await one("hoa-phu-2", "leasedHa", "2024-12-29");
    expect([phase2.high, phase2.shownHigh, phase2.trivialFrom]).toEqual([94.96, 94.95, [AREAS[1]]]);
    const phase1 = await one("hoa-phu-1", "leasedHa", "2024-12-29");
    expect([phase1.high, phase1.shownHigh, phase1.trivialFrom]).toEqual([94.85, 94.8, [AREAS[0]]]);
    // 188.47 of 189.75: the occupancy gives it, not the capacity.
    const whole = await one("hoa-phu", "leasedHa", "2024-12-29");
    expect([whole.high, whole.shownHigh, whole.trivialFrom]).toEqual([188.47, null, AREAS]);
    expect((await one("hoa-phu-2", "occupancyShare", "2024-12-29")).shownHigh).toBeNull();
  });

  test("“trên 2.284 tỷ” leaves the upper end open", async () => {
    const found = await one("hoa-phu", "registeredCapitalBillionVnd", "2024-12-29");
    expect(found).toMatchObject({ low: 2283.5, high: null, trivialHigh: null, informative: false });
  });
});

describe("the Plan, June 2015: only totals of three sites", () => {
  test.each([
    ["hoa-phu", "leasedHa", 175.43, 175.42],
    ["binh-minh", "leasedHa", 175.43, 175.42],
    ["co-chien", "deployedHa", 86.35, 86.3],
    ["hoa-phu", "registeredCapitalBillionVnd", 3931.25, 3931.2],
    ["binh-minh", "projectsFdi", 11, null],
  ])("%s %s can be anything to %d; areas of 2021 are not carried back", async (subject, metric, high, printed) => {
    const found = await one(subject, metric, "2015-06-18");
    expect(found).toMatchObject({ low: 0, high, trivialLow: 0, trivialHigh: high, informative: false, areasAsOf: [] });
    expect([found.shownHigh, found.trivialFrom]).toEqual([printed, [`three-zones.${metric}.2015-06`]]);
  });

  test("no zone's interval says more than the total", async () => {
    for (const subject of ["hoa-phu", "binh-minh", "co-chien"]) {
      const items = await ask(`subject=${subject}&date=2015-06-18`);
      expect(items).toHaveLength(12);
      // The corridor's own area is printed, so it is known.
      expect(items.filter(({ informative, metric }) => informative && metric !== "grossHa")).toEqual([]);
    }
  });

  test("the misprinted 25.06 % is a check and takes no part", async () => {
    const found = await one("three-zones", "capitalDeploymentShare", "2015-06-18");
    expect(found).toMatchObject({ low: 0.2506, high: 0.2508 });
    expect(found.inputs).not.toContain("three-zones.capitalDeploymentShare.2015-06");
  });
});

test("2025: over 96 % of both zones and 91.34 % of one bound the other", async () => {
  expect(await one("hoa-phu", "leasedHa", "2025-12-31")).toMatchObject({
    low: 185.01,
    high: 189.81,
    informative: true,
  });
});

test("the Cổ Chiên corridor has more than the two parts known", async () => {
  expect(await one("co-chien-5", "grossHa", "2012-12-31")).toMatchObject({ low: 0, high: 220 }); // 249.5 − 29.5
});

test("no two dates contradict each other, and the newest comes first", async () => {
  for (const subject of [
    "hoa-phu",
    "hoa-phu-1",
    "binh-minh",
    "co-chien-4",
    "dong-binh",
    "three-zones",
    "hoa-phu-binh-minh",
  ]) {
    const items = await ask(`subject=${subject}`);
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ conflict }) => conflict !== null)).toEqual([]);
    const dates = items.map(({ asOf }) => asOf);
    expect(dates).toEqual(dates.toSorted().toReversed());
  }
});

test("every input is a printed figure no newer than the interval", async () => {
  const items = await ask("subject=hoa-phu-2");
  for (const id of new Set(items.flatMap(({ inputs }) => inputs))) {
    const { figure } = await server.get<{ figure: { method: string; asOf: string } }>(`/api/figures/${id}`);
    expect(figure.method).toBe("published");
    expect(items.filter(({ inputs, asOf }) => inputs.includes(id) && figure.asOf > asOf)).toEqual([]);
  }
});

test("an unknown subject is a 404; a province, and a date without figures, have none", async () => {
  const unknown = await server.app.inject("/api/intervals?subject=atlantis");
  expect([unknown.statusCode, unknown.json<{ type: string }>().type]).toEqual([404, "/problems/subject-not-found"]);
  expect((await server.app.inject("/api/intervals")).statusCode).toBe(400);
  expect((await server.app.inject("/api/intervals?subject=hoa-phu&metric=population")).statusCode).toBe(400);
  expect(await ask("subject=vinh-long")).toEqual([]);
  expect(await ask("subject=hoa-phu&date=2019-01-01")).toEqual([]);
});
