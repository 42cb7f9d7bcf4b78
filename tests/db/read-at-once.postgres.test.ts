import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "#server/db/port.ts";
import { backends } from "../helpers/backends.ts";

const postgres = backends.find(({ name }) => name === "postgres");

// One caller after the other is given the same connection.
describe("a read on PostgreSQL, sent with all of its transaction at once", () => {
  let db: Db;
  let close: () => Promise<void>;

  beforeAll(async () => {
    if (!postgres) throw new Error("this suite needs PostgreSQL");
    ({ db, close } = await postgres.open());
  });
  afterAll(() => close());

  const own = (sql: string) => db.transaction({ role: "owner" }, (tx) => tx.script(sql));
  const keptPlans = async () =>
    (await db.query<{ kept: number }>("select count(*) as kept from pg_prepared_statements")).rows[0]?.kept;

  test.each([
    { what: "settings that cannot be read", settings: { "no name": "x" }, code: "42601" },
    { what: "settings that are refused", settings: { "no.such.name.": "x" }, code: expect.any(String) },
  ])("has no effect after $what, not even with the rights of the connection", async ({ settings, code }) => {
    await own("create table if not exists leak (id int); create sequence if not exists passed");
    const leaking =
      "with passing as (select nextval('passed')) select set_config('vlmap.leak', 'yes', false) from passing";
    await expect(db.query(leaking, [], settings)).rejects.toMatchObject({ code });
    const { rows } = await db.transaction({ role: "owner" }, (tx) =>
      tx.query("select current_setting('vlmap.leak', true) as leak, is_called from passed"),
    );
    expect(rows).toEqual([{ leak: expect.not.stringMatching("yes"), is_called: false }]);
  });

  test("an error of the statement arrives as that, and the next read is well", async () => {
    await expect(db.query("select 1 / $1::int", [0])).rejects.toMatchObject({ code: "22012" });
    expect((await db.query("select 1 / $1::int as whole", [1])).rows).toEqual([{ whole: 1 }]);
  });

  test("keeps its plan for the session", async () => {
    await keptPlans();
    const before = await keptPlans();
    for (const id of [1, 2, 3]) await db.query("select $1::int + 7 as sum", [id]);
    expect(await keptPlans()).toBe((before ?? 0) + 1);
  });

  test("is told of the columns a view has now, which a kept plan does not know", async () => {
    await own("create view seen as select 1 as ha; grant select on seen to vlmap_reader");
    const read = async () => (await db.query("select * from seen")).rows;
    expect(await read()).toEqual([{ ha: 1 }]);
    await own("drop view seen; create view seen as select 'II' as phase; grant select on seen to vlmap_reader");
    expect(await read()).toEqual([{ phase: "II" }]);
    expect(await read()).toEqual([{ phase: "II" }]);
    expect(await keptPlans()).toBeGreaterThan(0);
  });

  test("succeeds in a session that has forgotten its plans, as behind a pooler, and keeps none from then on", async () => {
    const read = async () => (await db.query("select 40 + $1::int as sum", [2])).rows;
    expect(await read()).toEqual([{ sum: 42 }]);
    await own("deallocate all");
    expect(await read()).toEqual([{ sum: 42 }]);
    expect(await read()).toEqual([{ sum: 42 }]);
    expect(await keptPlans()).toBe(0);
  });
});
