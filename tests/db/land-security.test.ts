import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db, Tx } from "#server/db/port.ts";
import { backends } from "../helpers/backends.ts";
import {
  addEvent,
  addLease,
  addLot,
  addProject,
  as,
  cells,
  LAND_FIXTURE,
  PEOPLE,
  type PersonName,
  refusalOf,
} from "../helpers/land.ts";

const EDITABLE = [
  "lot",
  "lot_event",
  "enterprise",
  "project",
  "project_version",
  "lease",
  "lease_fact",
  "obstacle",
  "inspection",
  "investment_call",
];
const REPORTING = ["period", "period_rule", "report", "report_project"];
const TABLES = [
  ...EDITABLE,
  ...REPORTING,
  "lot_import",
  "lot_lineage",
  "pack",
  "enquiry",
  "enquiry_step",
  "repeat_key",
  "vsic",
];
const DENIED = "42501";

describe.each(backends)("who sees and writes land use on $name", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await open());
    await db.transaction({ role: "owner" }, async (tx) => {
      await tx.script(LAND_FIXTURE);
      for (const site of ["zone-a-1", "zone-b"]) {
        const lot = await addLot(tx, { site, code: "1", geom: cells(0, 0) });
        const project = await addProject(tx, site, site);
        await addEvent(tx, lot, "cleared", "2012-02-01");
        const lease = await addLease(tx, lot, project, { from: "2013-01-01" });
        await tx.query("insert into land.lease_fact (lease_id, kind, from_day) values ($1, 'handover', '2013-01-05')", [
          lease,
        ]);
        await tx.query(
          "insert into land.project_version (project_id, kind, issued_on, is_fdi) values ($1, 'first', '2012-06-01', false)",
          [project],
        );
        await tx.query(
          "insert into land.obstacle (site_id, category, description, owner_name, opened_on) values ($1, 'other', 'x', 'x', '2012-01-01')",
          [site],
        );
        await tx.query(
          "insert into land.investment_call (site_id, name_vi, legal_basis, issuer, issued_on) values ($1, 'x', 'x', 'x', '2026-01-05')",
          [site],
        );
        await tx.query(
          "insert into land.inspection (site_id, inspected_on, agency, result) values ($1, '2012-01-01', 'x', 'passed')",
          [site],
        );
      }
    });
  });
  afterAll(() => close());

  const count = async (who: PersonName | null, table: string, settings = {}) =>
    as(
      db,
      who,
      async (tx) => (await tx.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n,
      settings,
    );

  test("every table has row security, and the reading role has no right to any", async () => {
    const { rows } = await db.transaction({ role: "owner" }, (tx) =>
      tx.query(
        `select n.nspname || '.' || c.relname as name, c.relrowsecurity as secured,
           has_schema_privilege('vlmap_reader', n.oid, 'usage') or has_any_column_privilege('vlmap_reader', c.oid, 'select')
             or has_any_column_privilege('vlmap_reader', c.oid, 'insert') or has_any_column_privilege('vlmap_reader', c.oid, 'update') as public
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('land', 'audit') and c.relkind in ('r', 'v', 'm', 'p') order by 1`,
      ),
    );
    const names = ["audit.entry", "audit.set_load", ...TABLES.toSorted().map((name) => `land.${name}`)];
    expect(rows).toEqual(names.map((name) => ({ name, secured: true, public: false })));
    expect(await refusalOf(db.query("select * from land.lot"))).toBe(DENIED);
    expect(await refusalOf(db.query("select * from land.lot_stage('2015-01-01')"))).toBe(DENIED);
  });

  test.each([
    ["viewer", 2],
    ["officer", 2],
    ["editor", 2],
    ["approver", 2],
    ["editorOfA", 1],
    ["viewerOfB", 1],
    ["reporter", 0],
    ["admin", 0],
    ["nobody", 0],
    [null, 0],
  ] as const)("%s sees %i of two sites", async (who, seen) => {
    for (const table of EDITABLE) {
      // Enterprises are of no site: all or none.
      const expected = table === "enterprise" && seen > 0 ? 2 : seen;
      expect(await count(who, `land.${table}`), table).toBe(expected);
    }
    expect(await count(who, "land.site_land('2015-01-01')")).toBe(seen);
    // Of each site nine entries, and both enterprises.
    expect(await count(who, "audit.entry where table_name like 'land.%'")).toBe(seen === 0 ? 0 : 9 * seen + 2);
  });

  test("the made-up set and the real one never show together", async () => {
    for (const table of EDITABLE)
      expect(await count("editor", `land.${table}`, { data_set: "illustrative" }), table).toBe(0);
    await as(db, "editor", (tx) => addLot(tx, { code: "1", geom: cells(0, 0) }), { data_set: "illustrative" });
    expect(await count("editor", "land.lot")).toBe(2);
    expect(await count("editor", "land.lot", { data_set: "illustrative" })).toBe(1);
  });

  describe("writing", () => {
    const attempts: Record<string, (tx: Tx) => Promise<{ rowCount: number }>> = {
      "a lot of A": (tx) => tx.query("update land.lot set note = 'x' where site_id = 'zone-a-1'"),
      "a lot of B": (tx) => tx.query("update land.lot set note = 'x' where site_id = 'zone-b'"),
      "an event of B": (tx) =>
        tx.query(
          "update land.lot_event set note = 'x' where lot_id = (select id from land.lot where site_id = 'zone-b')",
        ),
      "a lease of B": (tx) =>
        tx.query("update land.lease set note = 'x' where lot_id = (select id from land.lot where site_id = 'zone-b')"),
      "a certificate of B": (tx) =>
        tx.query(
          "delete from land.project_version where project_id = (select id from land.project where site_id = 'zone-b')",
        ),
      "an enterprise": (tx) => tx.query("update land.enterprise set note = 'x' where name_vi = 'zone-b'"),
      "a call of B": (tx) => tx.query("update land.investment_call set note = 'x' where site_id = 'zone-b'"),
      "an obstacle of B": (tx) => tx.query("update land.obstacle set resolution = 'x' where site_id = 'zone-b'"),
      "an inspection of B": (tx) => tx.query("delete from land.inspection where site_id = 'zone-b'"),
    };
    const editor = Object.keys(attempts).filter((what) => !/obstacle|inspection/.test(what));
    test.each([
      ["editor", editor],
      ["editorOfA", ["a lot of A", "an enterprise"]],
      ["officer", ["an obstacle of B", "an inspection of B"]],
      ["viewer", []],
      ["viewerOfB", []],
      ["approver", []],
      ["admin", []],
      ["reporter", []],
      [null, []],
    ] as const)("%s writes %j", async (who, allowed) => {
      const undo = new Error("undo");
      const written: string[] = [];
      for (const [what, work] of Object.entries(attempts)) {
        await as(db, who, async (tx) => {
          if ((await work(tx)).rowCount > 0) written.push(what);
          throw undo;
        }).catch((error: unknown) => {
          if (error !== undo) throw error;
        });
      }
      expect(written).toEqual(allowed);
    });

    test.each([
      ["viewer", "zone-b"],
      ["officer", "zone-b"],
      ["approver", "zone-b"],
      ["admin", "zone-b"],
      ["reporter", "zone-b"],
      ["editorOfA", "zone-b"],
    ] as const)("%s adds no lot to %s", async (who, site) => {
      expect(await refusalOf(as(db, who, (tx) => addLot(tx, { site, code: "2", geom: cells(5, 0) })))).toBe(DENIED);
    });
  });

  test("the sites of a role are those that auth.may tells of one by one", async () => {
    for (const who of Object.keys(PEOPLE) as PersonName[]) {
      for (const role of ["viewer", "officer", "reporter", "editor", "approver", "admin"]) {
        const { listed, single } = await as(db, who, async (tx) => {
          const one = await tx.query<{ s: string[] }>("select land.sites_in_roles(array[$1]) as s", [role]);
          const each = await tx.query<{ id: string }>("select id from site where auth.may($1, id) order by id", [role]);
          return { listed: one.rows[0]!.s, single: each.rows.map(({ id }) => id) };
        });
        expect(listed.toSorted(), `${who} as ${role}`).toEqual(single);
      }
    }
  });
});
