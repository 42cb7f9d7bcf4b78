import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type DbError, DbTimeout, DbUnavailable, IgnoredDbError, SwallowedDbError } from "#server/db/port.ts";
import type { Db } from "#server/db/port.ts";
import { openCopy } from "../helpers/embedded-template.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

/** A polygon that crosses itself, and a square over it: their intersection makes GEOS throw. */
const BOW_TIE = "st_geomfromtext('POLYGON((0 0,10 10,10 0,0 10,0 0))')";
const SQUARE = "st_geomfromtext('POLYGON((0 0,10 0,10 4,0 4,0 0))')";
const BAD = `st_intersection(${BOW_TIE}, ${SQUARE})`;

/** Counts to 10¹², some hours of work that cannot be interrupted. */
const ENDLESS = "select count(*) from generate_series(1, 1000000) a, generate_series(1, 1000000) b";

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openCopy());
  await db.transaction({ role: "owner" }, (tx) =>
    tx.script(`
      create table mark (id int);
      grant insert on mark to vlmap_writer;
      grant select on mark to vlmap_reader;`),
  );
});
afterAll(() => close());

const marks = async () => (await db.query("select from mark")).rowCount;
const answers = async () => {
  await expect
    .poll(
      () =>
        db.query("select 1").then(
          () => true,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true);
};

test("300 queries at once, each with 300 kB of text, get their own answers", async () => {
  // Each letter takes three bytes.
  const texts = Array.from({ length: 300 }, (_, index) =>
    `${index}:`.padEnd(100_000, String.fromCodePoint(0x1ea0 + (index % 90))),
  );
  const replies = await Promise.all(texts.map((text) => db.query<{ text: string }>("select $1::text as text", [text])));
  const wrong = replies.filter(({ rows }, index) => rows[0]?.text !== texts[index]);
  expect(wrong).toEqual([]);
});

test("refusals leave nothing behind: after more than its stack could hold, the next is told as the first", async () => {
  const codes = new Map<string, number>();
  const count = (code: string) => codes.set(code, (codes.get(code) ?? 0) + 1);
  for (let n = 0; n < 3_500; n++) {
    await db.query("select 1 / $1::int", [0]).catch((error: unknown) => count((error as DbError).code));
    // Caught where it happens, so that the statement succeeds.
    await db.transaction({ role: "owner" }, (tx) =>
      tx.query("do $$ begin perform 1 / 0; exception when others then null; end $$"),
    );
  }
  expect([...codes]).toEqual([["22012", 3_500]]);
});

test("an invalid polygon in a query is an error", async () => {
  await expect(db.query(`select ${BAD}`)).rejects.toBeInstanceOf(SwallowedDbError);
  expect((await db.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  // Of a plan that is kept one answer may be bad and the next one good.
  const area = "select st_area(st_intersection($1::geometry, $2::geometry)) as area";
  for (const _ of [1, 2]) {
    await expect(
      db.query(area, ["POLYGON((0 0,10 10,10 0,0 10,0 0))", "POLYGON((0 0,10 0,10 4,0 4,0 0))"]),
    ).rejects.toBeInstanceOf(SwallowedDbError);
    const square = "POLYGON((0 0,10 0,10 4,0 4,0 0))";
    expect((await db.query(area, [square, square])).rows).toEqual([{ area: 40 }]);
  }
});

test("a plan that is kept sees what has changed since, and its parameters are only values", async () => {
  const count = "select count(*)::integer as marks from mark where $1::text is null or $1 = 'x'' or true --'";
  const marks = async (given: string | null) => (await db.query<{ marks: number }>(count, [given])).rows[0]?.marks;
  const before = await marks(null);
  await db.transaction({ role: "owner" }, (tx) =>
    tx.script("insert into mark select 1; alter table mark add more text"),
  );
  expect(await marks(null)).toBe((before ?? 0) + 1);
  expect(await marks("' or true --")).toBe(0);
  expect(await marks("x' or true --")).toBe((before ?? 0) + 1);
  await db.transaction({ role: "owner" }, (tx) => tx.script("alter table mark drop more"));
});

test.each([
  { what: "a query", sql: `insert into mark select 1 from (select ${BAD} g) t where g is not null`, isScript: false },
  { what: "a script", sql: `insert into mark values (2); select ${BAD}; insert into mark values (3)`, isScript: true },
])("an invalid polygon in $what of a transaction rolls all of it back", async ({ sql, isScript }) => {
  const before = await marks();
  const failing = db.transaction({ role: "writer" }, async (tx) => {
    await tx.query("insert into mark values (0)");
    await (isScript ? tx.script(sql) : tx.query(sql));
  });
  await expect(failing).rejects.toBeInstanceOf(SwallowedDbError);
  await db.transaction({ role: "writer" }, (tx) => tx.query("insert into mark values (9)"));
  expect(await marks()).toBe(before + 1);
});

test("an invalid polygon whose error is ignored does not let the transaction commit", async () => {
  const before = await marks();
  const careless = db.transaction({ role: "writer" }, async (tx) => {
    await tx.query("insert into mark values (0)");
    await tx.query(`select ${BAD}`).catch(() => {});
  });
  await expect(careless).rejects.toBeInstanceOf(IgnoredDbError);
  expect(await marks()).toBe(before);
});

test("a query past its deadline is stopped, the main thread stays awake, the database comes back", async () => {
  const before = await marks();
  let longestGapMs = 0;
  let lastMs = performance.now();
  const ticking = setInterval(() => {
    longestGapMs = Math.max(longestGapMs, performance.now() - lastMs);
    lastMs = performance.now();
  }, 5);

  const slow = db.transaction({ role: "writer", deadlineMs: 800 }, async (tx) => {
    await tx.query("insert into mark values (0)");
    await tx.query(ENDLESS);
  });
  const waiting = db.query("select 1");
  await expect(slow).rejects.toBeInstanceOf(DbTimeout);
  await expect(waiting).rejects.toBeInstanceOf(DbUnavailable);
  const meanwhile = await db.query("select 1").catch((error: unknown) => error);
  expect(meanwhile).toBeInstanceOf(DbUnavailable);
  expect(meanwhile).toMatchObject({ retryAfterSeconds: expect.any(Number) });
  await answers();
  clearInterval(ticking);

  // The gap measured on an idle machine is under 30 ms; the bound allows for a busy one and is
  // still far below the seconds that a blocking query or a blocking reopening would show.
  expect(longestGapMs).toBeLessThan(500);
  expect(await marks()).toBe(before);
});

test("a deadline is not blamed on the database when our own thread was busy", async () => {
  const reply = db.transaction({ role: "reader", deadlineMs: 400 }, (tx) => tx.query("select 1 as one"));
  await new Promise((resolve) => setImmediate(resolve));
  const untilMs = performance.now() + 800;
  while (performance.now() < untilMs);
  expect((await reply).rows).toEqual([{ one: 1 }]);
});

test("close waits for the transaction under way, refuses the others, and is final", async () => {
  const copy = await openCopy();
  const last = copy.db.transaction({ role: "reader" }, (tx) => tx.query("select pg_sleep(0.3)::text, 1 as one"));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const refused = copy.db.query("select 1").catch((error: unknown) => error);
  await copy.close();
  expect((await last).rows).toMatchObject([{ one: 1 }]);
  expect(await refused).toBeInstanceOf(DbUnavailable);
  await expect(copy.db.query("select 1")).rejects.toBeInstanceOf(DbUnavailable);
});
