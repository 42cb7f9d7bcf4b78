import { beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { EXPECTED_MONTHS, freshness, type Freshness } from "#contracts/freshness.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";

let server: ReadOnlyApp;
beforeAll(async () => {
  server = await sharedApp();
});
const ask = async (query = ""): Promise<readonly Freshness[]> =>
  z.parse(freshness.output, await server.get(`/api/freshness${query}`)).items;

test("each measure has the newest day of each of its subjects, oldest and newest, and a day by which it is due", async () => {
  const items = await ask();
  const occupancy = items.find(({ kind, metric }) => kind === "zone" && metric === "occupancyShare")!;
  const { items: sites } = await server.get<{
    items: { kind: string; id: string }[];
  }>("/api/sites");
  const days: string[] = [];
  for (const { id } of sites.filter(({ kind }) => kind === "zone")) {
    const { items: figures } = await server.get<{ items: { metric: string; method: string; asOf: string }[] }>(
      `/api/figures?subject=${id}&metric=occupancyShare`,
    );
    const told = figures.filter(({ method }) => ["published", "reported"].includes(method)).map(({ asOf }) => asOf);
    if (told.length > 0) days.push(told.toSorted().at(-1)!);
  }
  days.sort();
  expect(occupancy).toMatchObject({
    subjects: days.length,
    oldestOn: days[0],
    newestOn: days.at(-1),
    expectedMonths: EXPECTED_MONTHS.zone,
  });
  expect(occupancy.dueOn > occupancy.oldestOn).toBe(true);
  const people = items.find(({ kind, metric }) => kind === "unit" && metric === "population")!;
  expect([people.expectedMonths, people.newestOn]).toEqual([120, "2019-04-01"]);
  expect(Number(people.dueOn.slice(0, 4)) - Number(people.oldestOn.slice(0, 4))).toBe(10);
  expect(items.filter(({ metric }) => metric.startsWith("target"))).toEqual([]);
});

test("a past day knows only the figures of then", async () => {
  for (const { newestOn } of await ask("?asOf=2015-06-18")) expect(newestOn <= "2015-06-18").toBe(true);
  expect(await ask("?asOf=2005-01-01")).toEqual([]);
});
