import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db, Tx } from "#server/db/port.ts";
import { type Head, verifyAudit } from "#server/features/audit/verify.ts";
import { backends } from "../helpers/backends.ts";
import { addEvent, addLot, as, cells, LAND_FIXTURE, PEOPLE, refusalOf } from "../helpers/land.ts";

describe.each(backends)("the audit on $name", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;
  let lot: number;
  beforeAll(async () => {
    ({ db, close } = await open());
    await db.transaction({ role: "owner" }, (tx) => tx.script(LAND_FIXTURE));
    lot = await as(
      db,
      "editor",
      async (tx) => {
        const id = await addLot(tx, { code: "1", geom: cells(0, 0) });
        await addEvent(tx, id, "cleared", "2012-02-01");
        await tx.query("update land.lot set note = 'đổi' where id = $1", [id]);
        return id;
      },
      { reason: "Theo biên bản 12", source_file: "lô.xlsx", source_sheet: "Lô", source_row: "7" },
    );
  });
  afterAll(() => close());

  const owner = <T>(work: (tx: Tx) => Promise<T>) => db.transaction({ role: "owner" }, work);
  const headOf = async (): Promise<Head> => {
    const verdict = await verifyAudit(db);
    if (!verdict.isWhole) throw new Error(JSON.stringify(verdict));
    return verdict.head;
  };

  test("tells who, why, from where, and what it was before", async () => {
    const { rows } = await as(db, "viewer", (tx) =>
      tx.query(
        `select account_id as who, audit.actor_name(account_id) as name, reason, source_file as file, source_sheet as sheet, source_row as row,
           site_id as site, operation, old ->> 'note' as before, new ->> 'note' as after, new ->> 'row_version' as version
         from audit.entry where table_name = 'land.lot' order by seq`,
      ),
    );
    const common = {
      who: PEOPLE.editor,
      name: "Người editor",
      reason: "Theo biên bản 12",
      file: "lô.xlsx",
      sheet: "Lô",
      row: 7,
      site: "zone-b",
      before: null,
    };
    expect(rows).toEqual([
      { ...common, operation: "insert", after: null, version: "1" },
      { ...common, operation: "update", after: "đổi", version: "2" },
    ]);
  });

  test("holds every grant and its end, for administrators to read", async () => {
    const grantsSeenBy = (who: "admin" | "editor") =>
      as(db, who, (tx) => tx.query("select 1 from audit.entry where table_name = 'auth.role_grant'"));
    expect((await grantsSeenBy("admin")).rowCount).toBe(8);
    expect((await grantsSeenBy("editor")).rowCount).toBe(0);
  });

  test("an outline is kept to the last digit", async () => {
    const { rows } = await owner((tx) =>
      tx.query(
        "select (new ->> 'geom')::geometry::text = geom::text as same from audit.entry join land.lot on true where table_name = 'land.lot'",
      ),
    );
    expect(rows).toEqual([{ same: true }, { same: true }]);
  });

  test.each([
    ["update audit.entry set reason = 'x'", "23001"],
    ["delete from audit.entry", "23001"],
    ["truncate audit.entry", "23001"],
    ["truncate land.lot cascade", "23001"],
    ["truncate auth.role_grant", "23001"],
  ])("not even the owner runs %s", async (sql, code) => {
    expect(await refusalOf(owner((tx) => tx.query(sql)))).toBe(code);
  });
  test.each([
    "update audit.entry set reason = 'x'",
    "delete from audit.entry",
    "insert into audit.entry select * from audit.entry",
    "select audit.append(null)",
    "truncate land.lot_event",
  ])("an editor is denied %s", async (sql) => {
    expect(await refusalOf(as(db, "editor", (tx) => tx.query(sql)))).toBe("42501");
  });

  describe("verified", () => {
    /** Faults as somebody plants them who owns the database, rolled back after. */
    const verdictWith = async (sql: string, kept?: Head) => {
      let verdict: unknown;
      const undo = new Error("undo");
      await owner(async (tx) => {
        await tx.script(`set local session_replication_role = replica; ${sql}`);
        const same: Db = { ...db, kind: db.kind, transaction: (_, work) => work(tx) } as Db;
        verdict = await verifyAudit(same, kept);
        throw undo;
      }).catch((error: unknown) => {
        if (error !== undo) throw error;
      });
      return verdict;
    };
    let last: Head;
    let first: number;
    beforeEach(async () => {
      last = await headOf();
      first = last.seq - 2;
    });

    test("whole, and its end is the same however often it is asked for", async () => {
      expect(await verifyAudit(db, last)).toEqual({ isWhole: true, entries: last.seq, head: last });
    });

    test.each([
      ["a reason changed", "content", 0, (seq: number) => `update audit.entry set reason = 'x' where seq = ${seq}`],
      [
        "a time changed",
        "content",
        0,
        (seq: number) => `update audit.entry set at = at - interval '1 day' where seq = ${seq}`,
      ],
      [
        "a value changed",
        "content",
        0,
        (seq: number) => `update audit.entry set new = new || '{"stated_area_ha": 9}' where seq = ${seq}`,
      ],
      ["an entry removed", "missing", 1, (seq: number) => `delete from audit.entry where seq = ${seq}`],
      [
        "an entry removed and the rest moved up",
        "link",
        0,
        (seq: number) =>
          `delete from audit.entry where seq = ${seq}; update audit.entry set seq = seq - 1 where seq > ${seq}`,
      ],
      [
        "two entries swapped",
        "link",
        0,
        (seq: number) =>
          `update audit.entry set seq = 900000 where seq = ${seq}; update audit.entry set seq = ${seq} where seq = ${seq + 1};
           update audit.entry set seq = ${seq + 1} where seq = 900000`,
      ],
      [
        "an entry changed and hashed anew",
        "link",
        1,
        (seq: number) =>
          `update audit.entry set reason = 'x' where seq = ${seq};
           update audit.entry e set hash = sha256(prev_hash || convert_to(audit.canonical(e), 'UTF8')) where seq = ${seq}`,
      ],
    ] as const)("%s: %s", async (_, fault, after, plant) => {
      expect(await verdictWith(plant(first))).toMatchObject({ isWhole: false, fault, seq: first + after });
    });

    test("the newest entry removed shows in the rows, and by the end that was kept", async () => {
      const cut = `delete from audit.entry where seq = ${last.seq}`;
      expect(await verdictWith(cut)).toEqual({ isWhole: false, fault: "rows", rows: [`land.lot ${lot}`] });
      expect(await verdictWith(`${cut}; update land.lot set note = null, row_version = 1`, last)).toEqual({
        isWhole: false,
        fault: "head",
        seq: last.seq,
      });
    });

    test("a row changed, added or removed behind the audit's back", async () => {
      const rows = (name: string) => ({ isWhole: false, fault: "rows", rows: [name] });
      expect(await verdictWith("update land.lot set note = 'x'")).toEqual(rows(`land.lot ${lot}`));
      expect(await verdictWith("delete from land.lot_event")).toEqual(rows("land.lot_event 1"));
      expect(
        await verdictWith(
          `insert into land.lot_event (lot_id, kind, happened_on) values (${lot}, 'serviced', '2013-01-01')`,
        ),
      ).toEqual(rows("land.lot_event 2"));
    });

    test("the hash is what anybody can compute", async () => {
      const { rows } = await owner((tx) =>
        tx.query<{ text: string; prev: Uint8Array; hash: Uint8Array }>(
          "select audit.canonical(e) as text, prev_hash as prev, hash from audit.entry e where seq = 1",
        ),
      );
      const { text, prev, hash } = rows[0]!;
      expect(createHash("sha256").update(prev).update(text).digest()).toEqual(Buffer.from(hash));
      expect(Buffer.from(prev)).toEqual(Buffer.alloc(32));
    });
  });
});
