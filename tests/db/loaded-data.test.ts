import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DataDate } from "#contracts/dates.ts";
import type { Figure } from "#contracts/figures.ts";
import type { Tx } from "#server/db/port.ts";
import { appForTests, type TestApp } from "../helpers/app.ts";

/** The database with all data loaded, asked by statements of its own and changed for a moment. */
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

describe("a derived sum of parts", () => {
  /** Sums of leasable land after a change that is taken back. */
  const sumsAfter = async (...changes: string[]): Promise<string[]> => {
    let ids: string[] = [];
    await app.db
      .transaction({ role: "owner" }, async (tx) => {
        for (const change of changes) await tx.query(change);
        const { rows } = await tx.query<{ id: string }>(
          "select id from api.figure_derived where id ~ '\\.leasableHa\\..*\\.sum$' order by id",
        );
        ids = rows.map(({ id }) => id);
        throw new RolledBack();
      })
      .catch((error: unknown) => {
        if (!(error instanceof RolledBack)) throw error;
      });
    return ids;
  };
  const copy = (table: string, id: string, changed: object): string =>
    `insert into ${table} select (jsonb_populate_record(old, '${JSON.stringify(changed)}')).* from ${table} old where old.id = '${id}'`;
  const area = (id: string, of: string, changed: object): string =>
    copy("figure", `${of}.leasableHa.2021-07`, { id: `${id}.leasableHa.2021-07`, subject_id: id, ...changed });

  test("stands while every part has a value", async () => {
    expect(await sumsAfter()).toEqual(["hoa-phu.leasableHa.2021-07.sum"]);
  });

  test("falls with the value of one part", async () => {
    const takenBack = area("hoa-phu-2", "hoa-phu-2", { known_on: "2100-01-01", withdrawn: true });
    expect(await sumsAfter(takenBack)).toEqual([]);
  });

  test("falls when there is one more part, whether or not it has a value", async () => {
    const part = [
      copy("subject", "hoa-phu-2", { id: "hoa-phu-3" }),
      copy("site", "hoa-phu-2", { id: "hoa-phu-3", ordinal: 99 }),
    ];
    expect(await sumsAfter(...part)).toEqual([]);
    expect(await sumsAfter(...part, area("hoa-phu-3", "hoa-phu-2", {}))).toEqual([]);
  });

  test("does not come up where the parts known are not all: khu IV and V are not the corridor", async () => {
    const both = [area("co-chien-4", "hoa-phu-1", {}), area("co-chien-5", "hoa-phu-2", {})];
    expect(await sumsAfter(...both)).toEqual(["hoa-phu.leasableHa.2021-07.sum"]);
  });
});

test("every view reads with the rights of who asks", async () => {
  const { rows } = await app.db.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'api' and c.relkind = 'v' and not coalesce(c.reloptions @> '{security_invoker=true}', false)`,
  );
  expect(rows).toEqual([]);
});

test("no table or view gives a reader anything of the made-up set", async () => {
  const { rows: tables } = await app.db.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'api') and c.relkind in ('r', 'v') and has_table_privilege(c.oid, 'select')
       and c.relname not in ('spatial_ref_sys', 'data_load')`,
  );
  expect(tables.length).toBeGreaterThan(30);
  for (const { name } of tables) {
    const sql = `select count(*)::int as rows from ${name} r where r::text ~ 'minh-hoa'`;
    const { rows } = await app.db.query<{ rows: number }>(sql);
    expect.soft([name, rows[0]?.rows]).toEqual([name, 0]);
  }
});

test("the dates are those of the figures, oldest first, each once", async () => {
  const { items, total } = await app.get<{ items: DataDate[]; total: number }>("/api/dates");
  const { rows } = await app.db.query<{ date: string; figures: number }>(
    "select as_of as date, count(*)::int as figures from figure where not withdrawn group by as_of order by as_of",
  );
  expect(items.map(({ date, figures }) => ({ date, figures }))).toEqual(rows);
  expect(total).toBe(items.length);
});
