import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataDate } from "#contracts/dates.ts";
import type { Figure } from "#contracts/figures.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";

let server: ReadOnlyApp;
beforeAll(async () => {
  server = await sharedApp();
});
afterAll(() => server.close());

type Dates = { items: DataDate[]; total: number; knownOn: { date: string; figures: number }[] };

test("a date says how much changed, and where most", async () => {
  const { items } = await server.get<Dates>("/api/dates");
  const plan = items.find(({ date }) => date === "2015-06-18");
  expect(plan).toMatchObject({ figures: 39, subjectCount: 2 });
  expect(plan?.subjects.map(({ id }) => id)).toEqual(["vinh-long", "three-zones"]);
  for (const { figures, subjectCount, subjects } of items) {
    expect(figures).toBeGreaterThanOrEqual(subjectCount);
    expect(subjects).toHaveLength(Math.min(3, subjectCount));
  }
});

test("between two dates the answers do not change: the dates leave nothing out", async () => {
  const { items } = await server.get<Dates>("/api/dates");
  const dates = items.map(({ date }) => date);
  const { items: figures } = await server.get<{ items: Figure[] }>("/api/figures?subject=vinh-long");
  expect(figures.filter(({ asOf }) => !dates.includes(asOf))).toEqual([]);
});

test("before the first load there is no date", async () => {
  expect(await server.get<Dates>("/api/dates?knownOn=2026-11-21")).toEqual({ items: [], total: 0, knownOn: [] });
});
