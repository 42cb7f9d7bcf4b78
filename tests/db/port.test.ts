import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DbError, DbTimeout, IgnoredDbError } from "#server/db/port.ts";
import type { Db } from "#server/db/port.ts";
import { backends } from "../helpers/backends.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const VALUES: { sql: string; value: unknown }[] = [
  { sql: "date '2026-06-30'", value: "2026-06-30" },
  { sql: "985.5::numeric", value: 985.5 },
  { sql: "9007199254740991::int8", value: 9007199254740991 },
  { sql: "0.1::float8", value: 0.1 },
  { sql: "7::int2", value: 7 },
  { sql: "true", value: true },
  { sql: "null::date", value: null },
  { sql: "timestamptz '2026-06-30 07:00:00.5+07'", value: "2026-06-30T00:00:00.500Z" },
  { sql: "timestamptz 'infinity'", value: "infinity" },
  { sql: "timestamp '2026-06-30 07:00'", value: "2026-06-30T07:00:00" },
  { sql: "interval '1 day 2 hours'", value: "P1DT2H" },
  { sql: `array['a', null, 'b"\\,{}', '', 'NULL']`, value: ["a", null, 'b"\\,{}', "", "NULL"] },
  { sql: "array[]::text[]", value: [] },
  { sql: "array[175.42, null]::numeric[]", value: [175.42, null] },
  {
    sql: "array[[1, 2], [3, 4]]",
    value: [
      [1, 2],
      [3, 4],
    ],
  },
  { sql: "'[0:1]={5,6}'::int[]", value: [5, 6] },
  { sql: "array[date '2015-06-18']", value: ["2015-06-18"] },
  { sql: `'{"ha": [86.3]}'::jsonb`, value: { ha: [86.3] } },
  { sql: "'null'::json", value: null },
  { sql: String.raw`'\x00ff10'::bytea`, value: new Uint8Array([0, 255, 16]) },
  { sql: "'0189a0a0-0000-4000-8000-000000000001'::uuid", value: "0189a0a0-0000-4000-8000-000000000001" },
  { sql: "array[st_makepoint(1, 2)]::text", value: "{0101000000000000000000F03F0000000000000040}" },
  { sql: "array[st_makepoint(1, 2)]", value: "{0101000000000000000000F03F0000000000000040}" },
  { sql: "'Vĩnh Long, Hoà Phú'", value: "Vĩnh Long, Hoà Phú" },
];

const PARAMS: { type: string; param: unknown; value: unknown }[] = [
  { type: "text", param: "Bình Minh", value: "Bình Minh" },
  { type: "text", param: null, value: null },
  { type: "int4", param: 36, value: 36 },
  { type: "numeric", param: 692.41, value: 692.41 },
  { type: "int8", param: 12n, value: 12 },
  { type: "bool", param: false, value: false },
  { type: "date", param: "2015-06-18", value: "2015-06-18" },
  { type: "timestamptz", param: new Date(0), value: "1970-01-01T00:00:00.000Z" },
  { type: "bytea", param: new Uint8Array([1, 2, 255]), value: new Uint8Array([1, 2, 255]) },
  { type: "text[]", param: ['a"b', "c\\d", "", null, "null"], value: ['a"b', "c\\d", "", null, "null"] },
  { type: "float8[]", param: [1.5, -2], value: [1.5, -2] },
  { type: "int[]", param: [], value: [] },
  { type: "jsonb", param: { nameVi: "Hòa Phú" }, value: { nameVi: "Hòa Phú" } },
  { type: "jsonb", param: "[1]", value: [1] },
];

describe.each(backends)("$name", ({ name, open }) => {
  let db: Db;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ db, close } = await open());
    await db.transaction({ role: "owner" }, (tx) =>
      tx.script(`
        create table note (id int primary key, body text not null);
        grant insert, update, delete on note to vlmap_writer;
        grant select on note to vlmap_reader;`),
    );
  });
  afterAll(() => close());

  const write = (id: number, body: string) =>
    db.transaction({ role: "writer" }, (tx) => tx.query("insert into note values ($1, $2)", [id, body]));
  const count = async () => (await db.query<{ count: number }>("select count(*) as count from note")).rows[0]?.count;

  test("says which back end it is", () => expect(db.kind).toBe(name));

  test.each(VALUES)("$sql arrives as $value", async ({ sql, value }) => {
    expect(await db.query(`select ${sql} as value`)).toEqual({ rows: [{ value }], rowCount: 1 });
  });

  test.each(PARAMS)("$param sent as $type arrives as $value", async ({ type, param, value }) => {
    expect((await db.query(`select $1::${type} as value`, [param])).rows).toEqual([{ value }]);
  });

  test("a bigint that no number can hold is an error, not another number", async () => {
    await expect(db.query("select 9007199254740993::int8")).rejects.toThrow("9007199254740993");
  });

  test("undefined as a parameter is an error that names it", async () => {
    await expect(db.query("select $1::int, $2::int", [1, undefined])).rejects.toThrow("$2");
  });

  test("geometries go in as an array of text", async () => {
    const points = ["SRID=4326;POINT(105.9 10.2)", "SRID=4326;POINT(106 10)"];
    const { rows } = await db.query("select st_x(g::geometry) as lng from unnest($1::text[]) g", [points]);
    expect(rows).toEqual([{ lng: 105.9 }, { lng: 106 }]);
  });

  test("a transaction that rejects leaves nothing behind, and its error arrives unchanged", async () => {
    const before = await count();
    const own = new Error("changed my mind");
    const failing = db.transaction({ role: "writer" }, async (tx) => {
      await tx.query("insert into note values (900, 'gone')");
      throw own;
    });
    await expect(failing).rejects.toBe(own);
    expect(await count()).toBe(before);
  });

  test("rowCount counts changed rows", async () => {
    await write(1, "a");
    await write(2, "b");
    const result = await db.transaction({ role: "writer" }, (tx) =>
      tx.query("update note set body = body || '!' where id in (1, 2, 3)"),
    );
    expect(result).toEqual({ rows: [], rowCount: 2 });
  });

  test("an error of the database keeps its code and names the constraint", async () => {
    await write(10, "first");
    const error = await write(10, "second").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DbError);
    expect(error).toMatchObject({ code: "23505", constraint: "note_pkey", table: "note" });
  });

  test("the commit of a transaction whose failure was ignored is an error", async () => {
    const careless = db.transaction({ role: "writer" }, async (tx) => {
      await tx.query("insert into note values (20, 'lost')");
      await tx.query("select 1 / 0").catch(() => {});
    });
    await expect(careless).rejects.toBeInstanceOf(IgnoredDbError);
    expect((await db.query("select from note where id = 20")).rowCount).toBe(0);
  });

  test("a statement that outlives its transaction is refused", async () => {
    const late = await db.transaction({ role: "reader" }, async (tx) => () => tx.query("select 1"));
    await expect(late()).rejects.toThrow("has ended");
  });

  test.each([
    { what: "insert by the reader", role: "reader" as const, sql: "insert into note values (30, 'x')", code: "42501" },
    { what: "create by the writer", role: "writer" as const, sql: "create table mine ()", code: "42501" },
    { what: "truncate by the writer", role: "writer" as const, sql: "truncate note", code: "42501" },
  ])("$what is refused", async ({ role, sql, code }) => {
    await expect(db.transaction({ role }, (tx) => tx.query(sql))).rejects.toMatchObject({ code });
  });

  test("query is read-only, whatever the statement", async () => {
    await expect(db.query("insert into note values (31, 'x')")).rejects.toMatchObject({
      code: expect.stringMatching(/^(25006|42501)$/),
    });
    const readOnly = db.transaction({ role: "writer", readOnly: true }, (tx) =>
      tx.query("insert into note values (31, 'x')"),
    );
    await expect(readOnly).rejects.toMatchObject({ code: "25006" });
  });

  test("the role ends with the transaction", async () => {
    const roleOf = async (role: "reader" | "writer" | "owner") =>
      (await db.transaction({ role }, (tx) => tx.query("select current_user::text as name"))).rows[0];
    expect(await roleOf("reader")).toEqual({ name: "vlmap_reader" });
    expect(await roleOf("writer")).toEqual({ name: "vlmap_writer" });
    expect(await roleOf("owner")).toEqual({ name: "postgres" });
  });

  test("a statement is one statement", async () => {
    await expect(db.query("select 1; delete from note")).rejects.toMatchObject({ code: "42601" });
  });

  test("a script runs all its statements, or none", async () => {
    await db.transaction({ role: "writer" }, (tx) =>
      tx.script("insert into note values (40, 'x'); update note set body = 'y' where id = 40; -- done"),
    );
    expect((await db.query("select body from note where id = 40")).rows).toEqual([{ body: "y" }]);
    const failing = db.transaction({ role: "writer" }, (tx) =>
      tx.script("insert into note values (41, 'x'); select 1 / 0; insert into note values (42, 'x')"),
    );
    await expect(failing).rejects.toMatchObject({ code: "22012" });
    expect((await db.query("select from note where id in (41, 42)")).rowCount).toBe(0);
  });

  test("a notification is accepted", async () => {
    await expect(db.notify("changes", "sites/hoa-phu")).resolves.toBeUndefined();
  });

  test("100 transactions at once each see their own increment", async () => {
    await write(50, "0");
    const increment = () =>
      db.transaction({ role: "writer" }, async (tx) => {
        const { rows } = await tx.query<{ body: string }>("select body from note where id = 50 for update");
        await tx.query("update note set body = $1 where id = 50", [String(Number(rows[0]?.body) + 1)]);
      });
    await Promise.all(Array.from({ length: 100 }, increment));
    expect((await db.query("select body from note where id = 50")).rows).toEqual([{ body: "100" }]);
  });

  test.each([
    { what: "asks again soon after", pauseMs: 550 },
    { what: "idles on", pauseMs: 3_000 },
  ])("an idle transaction that $what ends at its deadline without effect", async ({ pauseMs }) => {
    const idle = db.transaction({ role: "writer", deadlineMs: 300 }, async (tx) => {
      await tx.query("insert into note values (60, 'x')");
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await tx.query("select 1");
    });
    await expect(idle).rejects.toBeInstanceOf(DbTimeout);
    await expect.poll(() => count().catch(() => null), { timeout: 30_000 }).not.toBeNull();
    expect((await db.query("select from note where id = 60")).rowCount).toBe(0);
  });
});
