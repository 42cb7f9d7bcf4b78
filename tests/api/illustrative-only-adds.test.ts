import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Figure } from "#contracts/figures.ts";
import type { Tx } from "#server/db/port.ts";
import { appForTests, type TestApp } from "../helpers/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await appForTests();
});
afterAll(() => app.close());

/** Dates at which figures are published, and two at which none is. */
const DATES = [
  "2006-08-08",
  "2012-12-31",
  "2015-06-18",
  "2018-01-01",
  "2021-07-22",
  "2024-12-29",
  "2025-12-31",
  "2026-01-01",
];
const SUBJECTS = ["hoa-phu", "hoa-phu-1", "hoa-phu-2", "binh-minh", "co-chien", "three-zones"];
const METRICS = [
  "leasableHa",
  "leasedHa",
  "remainingHa",
  "deployedHa",
  "occupancyShare",
  "landDeploymentShare",
  "projects",
  "grossHa",
];
const RUNS = 25;

const madeUp = fc.record({
  subject: fc.constantFrom(...SUBJECTS),
  metric: fc.constantFrom(...METRICS),
  asOf: fc.constantFrom(...DATES),
  value: fc.integer({ min: 0, max: 300 }),
});

const INSERT = `insert into figure (id, known_on, subject_id, metric, value, decimals, qualifier, as_of, period, method, source_id, confidence)
  select given.id, '2026-11-23', given.subject, given.metric, given.value, 0, 'exact', given."asOf", given."asOf"::text,
    'illustrative', 'so-lieu-minh-hoa', 'low'
  from json_to_recordset($1::json) as given (id text, subject text, metric text, value numeric, "asOf" date)`;

class RolledBack extends Error {}

/** All figures as a reader sees them, by id. */
const figuresIn = async (tx: Tx, dataSet: string): Promise<Map<string, Figure>> => {
  await tx.script(`set local role vlmap_reader; set local vlmap.data_set = '${dataSet}'`);
  const { rows } = await tx.query<{ id: string; json: Figure }>("select id, json from api.figure_json");
  await tx.script("reset role");
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  return new Map(rows.map(({ id, json }) => [id, json]));
};

test(
  `whatever is made up, no figure that does without it changes (${RUNS} random sets)`,
  { timeout: 300_000 },
  async () => {
    let added = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(madeUp, { minLength: 1, maxLength: 25 }), async (figures) => {
        const rows = figures.map((figure, index) => ({ ...figure, id: `${figure.subject}.thu.${index}.minh-hoa` }));
        const checked = app.db.transaction({ role: "owner" }, async (tx) => {
          await tx.query(INSERT, [JSON.stringify(rows)]);
          const [off, on] = [await figuresIn(tx, "published"), await figuresIn(tx, "illustrative")];
          for (const [id, figure] of off) expect(on.get(id)).toEqual(figure);
          for (const [id, figure] of on) {
            if (off.has(id)) continue;
            added += 1;
            expect(figure.method, id).toBe("illustrative");
            expect(id).toMatch(/minh-hoa$/);
          }
          expect([...off.values()].filter(({ method }) => method === "illustrative")).toEqual([]);
          throw new RolledBack();
        });
        await expect(checked).rejects.toThrow(RolledBack);
      }),
      { numRuns: RUNS },
    );
    expect(added).toBeGreaterThan(RUNS);
  },
);
