import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { migrate, MigrationError } from "#server/db/migrate.ts";
import { openDb } from "#server/db/open.ts";
import type { Db } from "#server/db/port.ts";
import { backends, POSTGRES_URL } from "../helpers/backends.ts";
import { MIGRATIONS } from "../helpers/embedded-template.ts";
import { createTestDatabase } from "../helpers/postgres-cluster.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "vlmap-migrations-"));
  await mkdir(join(folder, "views"));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, sql: string) => writeFile(join(folder, name), sql);

describe.each(backends)("$name", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;

  beforeAll(async () => ({ db, close } = await open()));
  afterAll(() => close());

  // Each test starts from an empty ledger: what the real migrations made stays, its record goes.
  beforeEach(async () => {
    await db.transaction({ role: "owner" }, (tx) =>
      tx.script("drop schema if exists api cascade; drop table if exists schema_migration, schema_views, plant, tree"),
    );
    await write("0001_plant.sql", "create table plant (id int primary key, name text);");
  });

  const run = () => migrate(db, { folder });
  const exists = async (name: string) =>
    (await db.query<{ found: boolean }>("select to_regclass($1) is not null as found", [name])).rows[0]?.found;

  test("applies in order, then changes nothing", async () => {
    await write("0002_tree.sql", "create table tree (plant_id int references plant);");
    expect(await run()).toEqual({ applied: ["0001_plant.sql", "0002_tree.sql"], areViewsReapplied: true });
    expect(await run()).toEqual({ applied: [], areViewsReapplied: false });
    expect((await db.query("select version, name from schema_migration order by 1")).rows).toEqual([
      { version: 1, name: "0001_plant.sql" },
      { version: 2, name: "0002_tree.sql" },
    ]);
  });

  test("goes on where an earlier run ended", async () => {
    await run();
    await write("0002_tree.sql", "create table tree ();");
    expect((await run()).applied).toEqual(["0002_tree.sql"]);
  });

  test("a failing migration leaves nothing of the run behind and is named with its line", async () => {
    await write("0002_tree.sql", "create table tree ();\n\nselect no_such_column;");
    await expect(run()).rejects.toThrow(/^0002_tree\.sql: .*no_such_column.*\(line 3\)$/);
    expect(await exists("plant")).toBe(false);
    await write("0002_tree.sql", "create table tree ();");
    expect((await run()).applied).toHaveLength(2);
  });

  test("an edited migration is refused by name; other line ends are no edit", async () => {
    await write("0001_plant.sql", "create table plant\n(id int);");
    await run();
    await write("0001_plant.sql", "create table plant\r\n(id int);");
    expect((await run()).applied).toEqual([]);
    await write("0001_plant.sql", "create table plant\n(id bigint);");
    await expect(run()).rejects.toBeInstanceOf(MigrationError);
    await expect(run()).rejects.toThrow("0001_plant.sql: was edited");
  });

  test("a renamed migration is refused by both names", async () => {
    await run();
    await rm(join(folder, "0001_plant.sql"));
    await write("0001_flower.sql", "create table plant (id int primary key, name text);");
    await expect(run()).rejects.toThrow("0001_flower.sql: was applied to this database under the name 0001_plant.sql");
  });

  test("a database newer than the program is refused", async () => {
    await write("0002_tree.sql", "create table tree ();");
    await run();
    await rm(join(folder, "0002_tree.sql"));
    await expect(run()).rejects.toThrow("the database is at migration 0002_tree.sql, this program knows only 1");
  });

  test.each([
    { what: "a gap", files: ["0003_c.sql"], message: "0003_c.sql: number 0002 is missing before it" },
    {
      what: "a number used twice",
      files: ["0001_also.sql"],
      message: "0001_also.sql and 0001_plant.sql have the same number",
    },
    { what: "a name of another form", files: ["2_b.sql"], message: "2_b.sql: a migration is named" },
  ])("$what is refused before anything runs", async ({ files, message }) => {
    for (const file of files) await write(file, "select 1;");
    await expect(run()).rejects.toThrow(message);
    expect(await exists("plant")).toBe(false);
  });

  test("views are re-applied when one changes, goes, or a migration runs, and the reader may read them", async () => {
    await write("views/10_all.sql", "create view api.all_plants as select id from plant;");
    await write("views/20_count.sql", "create view api.plant_count as select count(*)::int n from api.all_plants;");
    await run();
    expect((await db.query("select n from api.plant_count")).rows).toEqual([{ n: 0 }]);

    await write("views/20_count.sql", "create view api.plant_count as select count(*)::int + 1 n from api.all_plants;");
    expect(await run()).toEqual({ applied: [], areViewsReapplied: true });
    expect((await db.query("select n from api.plant_count")).rows).toEqual([{ n: 1 }]);

    await write("0002_tree.sql", "alter table plant alter column id type bigint;");
    expect(await run()).toEqual({ applied: ["0002_tree.sql"], areViewsReapplied: true });
    expect((await db.query("select n from api.plant_count")).rows).toEqual([{ n: 1 }]);

    await rm(join(folder, "views/20_count.sql"));
    expect((await run()).areViewsReapplied).toBe(true);
    expect(await exists("api.plant_count")).toBe(false);
    expect(await exists("api.all_plants")).toBe(true);
  });

  test("a constraint that rests on schema api is not dropped with it unnoticed", async () => {
    await write(
      "views/10_check.sql",
      "create function api.is_fine(int) returns boolean immutable language sql as 'select $1 > 0';",
    );
    await run();
    await db.transaction({ role: "owner" }, (tx) => tx.script("alter table plant add check (api.is_fine(id))"));
    await write("0002_tree.sql", "create table tree ();");
    await expect(run()).rejects.toThrow("outside schema api");
    expect(await exists("tree")).toBe(false);
  });

  test("the first migration can be applied where another program made the same objects", async () => {
    await rm(join(folder, "0001_plant.sql"));
    const first = "0001_extensions_roles_crs.sql";
    await cp(join(MIGRATIONS, first), join(folder, first));
    expect((await run()).applied).toEqual([first]);
  });
});

describe.each(POSTGRES_URL ? [POSTGRES_URL] : [])("several servers start at once on %s", (url) => {
  test("exactly one applies the migrations, the others wait and go on", async () => {
    const database = await createTestDatabase(url);
    await write("0001_slow.sql", "create table slow (id int); select pg_sleep(1);");
    await write(
      "0002_roles.sql",
      "do $$ begin create role vlmap_reader; exception when duplicate_object then null; end $$;",
    );
    const servers = await Promise.all(
      Array.from({ length: 4 }, () => openDb({ databaseUrl: database.url, dataDir: "" })),
    );
    const outcomes = await Promise.all(servers.map((db) => migrate(db, { folder })));
    const counts = outcomes.map(({ applied }) => applied.length).filter((count) => count > 0);
    expect(counts).toEqual([2]);
    await Promise.all(servers.map((db) => db.close()));
    await database.drop();
  });

  test("databases of one cluster may create the shared roles at the same time", async () => {
    const databases = await Promise.all(Array.from({ length: 4 }, () => createTestDatabase(url)));
    await Promise.all(
      databases.map(async ({ url: own, drop }) => {
        const db = await openDb({ databaseUrl: own, dataDir: "" });
        await migrate(db, { folder: MIGRATIONS });
        expect((await db.query("select 1")).rowCount).toBe(1);
        await db.close();
        await drop();
      }),
    );
  });
});
