/** The made-up land use in the database: one entry of the audit, replaced as a whole, shown to nobody who did not ask for it. */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Tx } from "#server/db/port.ts";
import { verifyAudit } from "#server/features/audit/verify.ts";
import { type LoadOutcome, loadGeodata } from "#server/features/imports/load.ts";
import { ask, done, firstAdmin, invited, type Person } from "../helpers/accounts.ts";
import { appForTests, type TestApp } from "../helpers/app.ts";
import { ROOT } from "../helpers/embedded-template.ts";
import { refusalOf } from "../helpers/land.ts";

const ROWS = {
  "land.enterprise": 36,
  "land.lease": 44,
  "land.lease_fact": 91,
  "land.lot": 102,
  "land.lot_event": 550,
  "land.period": 12,
  "land.project": 36,
  "land.project_version": 43,
  "land.report": 60,
  "land.report_project": 365,
};

let server: TestApp;
let folder: string;
let viewer: Person;
let editor: Person;
beforeAll(async () => {
  server = await appForTests();
  folder = await mkdtemp(join(tmpdir(), "vlmap-land-"));
  await cp(join(ROOT, "geodata"), folder, { recursive: true });
  const admin = await firstAdmin(server);
  viewer = await invited(server, admin, "người.xem", "viewer");
  editor = await invited(server, admin, "biên.tập", "editor");
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const owner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => server.db.transaction({ role: "owner" }, work);
const rowsOf = async <R>(sql: string): Promise<R[]> => (await owner((tx) => tx.query<R>(sql))).rows;
const sets = () =>
  rowsOf<{ operation: string; rows: Record<string, number> | null }>(
    `select operation, (select jsonb_object_agg(key, value -> 'rows') from jsonb_each(new -> 'tables')) as rows
     from audit.entry where table_name = 'land' order by seq`,
  );
const edit = async (file: string, from: string, to: string): Promise<void> => {
  const path = join(folder, "illustrative", file);
  await writeFile(path, (await readFile(path, "utf8")).replace(from, to));
};
const load = (): Promise<LoadOutcome> => loadGeodata(server.db, folder);
const total = async (as: Person, query: string) => {
  const { items } = (
    await done<{ items: { leasedHa: number; deployedHa: number }[] }>(
      server,
      "GET",
      `/api/land/sites?on=2015-06-18${query}`,
      { as },
    )
  ).body;
  const sum = (member: "leasedHa" | "deployedHa") =>
    items.reduce((all, item) => all + Math.round(item[member] * 100), 0) / 100;
  return [items.length, sum("leasedHa"), sum("deployedHa")];
};

describe("the made-up land use", () => {
  test("is one entry of an audit that is whole", async () => {
    expect(await sets()).toEqual([{ operation: "insert", rows: ROWS }]);
    expect(await rowsOf("select 1 from audit.entry where table_name like 'land.%'")).toEqual([]);
    expect(await verifyAudit(server.db)).toMatchObject({ isWhole: true });
  });

  test("adds up to the Plan for whoever asks for it, and is nothing to anybody else", async () => {
    expect(await total(viewer, "&data=illustrative")).toEqual([5, 175.42, 86.3]);
    expect(await total(viewer, "")).toEqual([0, 0, 0]);
    for (const kind of ["lots", "leases", "lease-facts", "projects", "reports", "report-projects"]) {
      const { body } = await done<{ items: unknown[] }>(server, "GET", `/api/land/${kind}`, { as: viewer });
      expect(body.items, kind).toEqual([]);
    }
  });

  test("has its reports approved, and their figures in the files alone", async () => {
    expect(await rowsOf("select state, count(*)::int as n from land.report group by state")).toEqual([
      { state: "approved", n: 60 },
    ]);
    expect(await rowsOf("select 1 from figure where id like '%.reported'")).toEqual([]);
    expect(await rowsOf("select 1 from publication")).toEqual([]);
  });

  test("a row of it has the load as its first version, to which it can be brought back", async () => {
    const url = "/api/land/leases";
    const {
      body: {
        items: [lease],
      },
    } = await done<{ items: { id: number; note: string | null }[] }>(
      server,
      "GET",
      `${url}?data=illustrative&limit=1`,
      { as: viewer },
    );
    const at = `${url}/${lease!.id}`;
    const write = (method: "PATCH" | "POST", path: string, version: number, body: object) =>
      ask(server, method, `${path}?data=illustrative`, {
        as: editor,
        body,
        headers: { "if-match": `"${version}"` },
      });
    expect((await write("PATCH", at, 1, { note: "đổi" })).statusCode).toBe(200);
    const stale = await write("PATCH", at, 1, { note: "khác" });
    expect(stale.json()).toMatchObject({ fields: [{ field: "note", held: null, current: "đổi", given: "khác" }] });
    const history = await done<{ items: { seq: number; operation: string; after: object }[] }>(
      server,
      "GET",
      `${at}/history?data=illustrative`,
      { as: viewer },
    );
    expect(history.body.items).toMatchObject([
      { operation: "insert", reason: "loaded from geodata/illustrative/land", before: null, after: lease },
      { operation: "update", before: lease, after: { note: "đổi" } },
    ]);
    expect(await verifyAudit(server.db)).toMatchObject({ isWhole: true });
    const restored = await write("POST", `${at}/restore`, 2, { seq: history.body.items[0]!.seq });
    expect(restored.json()).toEqual({ ...lease, rowVersion: 3 });
    expect(await verifyAudit(server.db)).toMatchObject({ isWhole: true });
  });
});

describe("round the audit", () => {
  /** Tries something as the owner with the triggers off, and takes it back. */
  const tried = async (sql: string): Promise<unknown[]> => {
    let found: unknown[] = [];
    await owner(async (tx) => {
      await tx.script(`alter table land.lot disable trigger user; ${sql}; alter table land.lot enable trigger user`);
      found = (await tx.query("select * from audit.differences()")).rows;
      throw new Error("taken back");
    }).catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== "taken back") throw error;
    });
    return found;
  };

  test.each([
    [
      "a loaded row that was changed",
      "update land.lot set note = 'x' where code = 'HP1-A1'",
      [{ table_name: "land.lot", row_id: "illustrative" }],
    ],
    [
      "a loaded row that was removed",
      "delete from land.lot_event where lot_id = 1; delete from land.lot where id = 1",
      // Its events are recorded, as they go.
      [{ table_name: "land.lot", row_id: "illustrative" }],
    ],
    [
      "a row that was slipped in beside them",
      `insert into land.lot (id, data_set, site_id, code, geom, stated_area_ha, use, in_force) overriding system value
       select 9999, 'illustrative', site_id, 'X', geom, 1, use, in_force from land.lot where id = 1`,
      [{ table_name: "land.lot", row_id: "9999" }],
    ],
  ])("%s is found", async (_, sql, expected) => {
    expect(await tried(sql)).toEqual(expected);
  });

  test("whoever writes through the program cannot take the road of the load", async () => {
    const writer = (sql: string) =>
      refusalOf(
        server.db.transaction({ role: "writer", settings: { account: editor.id, data_set: "illustrative" } }, (tx) =>
          tx.query(sql),
        ),
      );
    expect(await writer("insert into audit.set_load default values")).toBe("42501");
    expect(await writer("select audit.begin_set_load()")).toBe("42501");
    expect(await writer("select audit.end_set_load('x', null)")).toBe("42501");
  });

  test("a real row is recorded on that road too", async () => {
    let entries = 0;
    await owner(async (tx) => {
      await tx.query("select audit.begin_set_load()");
      await tx.query("insert into land.enterprise (name_vi) values ('Thật')");
      entries = (await tx.query("select 1 from audit.entry where table_name = 'land.enterprise'")).rowCount;
      throw new Error("taken back");
    }).catch(() => undefined);
    expect(entries).toBe(1);
  });
});

describe("another load", () => {
  test("that leaves land use as it was keeps what was entered for practice", async () => {
    const { body } = await done<{ id: number }>(server, "POST", "/api/land/enterprises?data=illustrative", {
      as: editor,
      body: { nameVi: "Nhập khi học" },
    });
    await edit("sources.csv", "Bản đồ này / this map", "Bản đồ này và / and this map");
    expect(await load()).toMatchObject({ status: "loaded" });
    expect(await sets()).toHaveLength(1);
    expect(await rowsOf(`select 1 from land.enterprise where id = ${body.id}`)).toHaveLength(1);
  });

  test("of changed files replaces it as a whole, practice included", async () => {
    await edit("land/enterprises.csv", "Doanh nghiệp minh họa 01", "Doanh nghiệp minh họa một");
    expect(await load()).toMatchObject({ status: "loaded" });
    expect(await sets()).toEqual([
      { operation: "insert", rows: ROWS },
      { operation: "update", rows: ROWS },
    ]);
    expect(await rowsOf("select name_vi from land.enterprise order by id limit 1")).toEqual([
      { name_vi: "Doanh nghiệp minh họa một" },
    ]);
    expect(await rowsOf("select count(*)::int as n from land.enterprise")).toEqual([{ n: 36 }]);
    expect(await verifyAudit(server.db)).toMatchObject({ isWhole: true });
    expect(await total(viewer, "&data=illustrative")).toEqual([5, 175.42, 86.3]);
  });

  test("that the rules of land use refuse changes nothing", async () => {
    await edit("land/leases.csv", ",5.46,", ",546,");
    const outcome = await load();
    expect(outcome).toMatchObject({
      status: "refused",
      issues: [{ file: "illustrative/land/leases.csv", code: "constraint" }],
    });
    expect(JSON.stringify(outcome)).toContain("lease_fits_lot");
    expect(await sets()).toHaveLength(2);
    await edit("land/leases.csv", ",546,", ",5.46,");
  });

  test("without the files takes it out", async () => {
    await rm(join(folder, "illustrative/land"), { recursive: true });
    expect(await load()).toMatchObject({ status: "loaded" });
    expect((await sets()).at(-1)).toEqual({ operation: "delete", rows: null });
    expect(await rowsOf("select 1 from land.lot")).toEqual([]);
    expect(await verifyAudit(server.db)).toMatchObject({ isWhole: true });
  });
});
