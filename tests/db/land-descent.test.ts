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
  cellsJson,
  LAND_FIXTURE,
  refusalOf,
} from "../helpers/land.ts";

const ON = "2015-01-01";

type Child = { code: string; geom: object | string; statedAreaHa: number; leasedHa?: number; deployedHa?: number };
const child = (code: string, x: number, more: Partial<Child> = {}): Child => ({
  code,
  geom: cellsJson(x, 0),
  statedAreaHa: 1.2,
  ...more,
});
const split = async (tx: Tx, lot: number, children: Child[], version?: number, on = ON): Promise<number[]> => {
  const { rows } = await tx.query<{ ids: number[] }>("select land.split_lot($1, $2, $3, $4) as ids", [
    lot,
    version ?? (await versionOf(tx, lot)),
    on,
    JSON.stringify(children),
  ]);
  return rows[0]!.ids;
};
const merge = async (tx: Tx, lots: number[], code = "M", on = ON): Promise<number> => {
  const versions = [];
  for (const lot of lots) versions.push(await versionOf(tx, lot));
  const { rows } = await tx.query<{ id: number }>("select land.merge_lots($1, $2, $3, $4) as id", [
    lots,
    versions,
    on,
    code,
  ]);
  return rows[0]!.id;
};
const versionOf = async (tx: Tx, lot: number): Promise<number> =>
  (await tx.query<{ v: number }>("select row_version as v from land.lot where id = $1", [lot])).rows[0]!.v;
const landOn = async (tx: Tx, day: string) =>
  (
    await tx.query<Record<string, number>>(
      "select lots, planned_ha as planned, leasable_ha as leasable, leased_ha as leased, deployed_ha as deployed from land.site_land($1)",
      [day],
    )
  ).rows[0];

describe.each(backends)("split, merge and restore on $name", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await open());
    await db.transaction({ role: "owner" }, (tx) => tx.script(LAND_FIXTURE));
  });
  afterAll(() => close());

  const within = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    let result: { value: T } | undefined;
    const undo = new Error("undo");
    await as(db, "editor", async (tx) => {
      result = { value: await work(tx) };
      throw undo;
    }).catch((error: unknown) => {
      if (error !== undo) throw error;
    });
    return result!.value;
  };
  const refused = (work: (tx: Tx) => Promise<unknown>) => refusalOf(within(work));

  /** Two cells wide; leased and partly deployed where asked. */
  const wide = async (tx: Tx, { isLeased = false } = {}) => {
    const lot = await addLot(tx, { code: "A", geom: cells(0, 0, 2), ha: 2.4 });
    await addEvent(tx, lot, "cleared", "2012-02-01");
    await addEvent(tx, lot, "leasable", "2012-03-01");
    const project = await addProject(tx);
    if (isLeased) {
      await addLease(tx, lot, project, { from: "2013-01-01", to: "2030-01-01", ha: 2.1 });
      await addEvent(tx, lot, "deployed", "2014-01-01", 0.8);
    }
    return { lot, project };
  };

  test("a split moves no hectare, ends the parent that day and carries what happened", async () => {
    await within(async (tx) => {
      const { lot } = await wide(tx, { isLeased: true });
      const before = await landOn(tx, "2014-12-31");
      const ids = await split(tx, lot, [
        child("A-1", 0, { leasedHa: 1.2, deployedHa: 0.8 }),
        child("A-2", 1, { leasedHa: 0.9 }),
      ]);
      expect(await landOn(tx, "2014-12-31")).toEqual(before);
      expect(await landOn(tx, ON)).toEqual({ ...before, lots: 2 });
      const { rows } = await tx.query(
        `select l.code, l.in_force::text as "inForce", s.stage, s.since, s.held_since as "heldSince", s.leased_ha as "leasedHa", s.deployed_ha as "deployedHa"
         from land.lot l left join land.lot_stage($1) s on s.lot_id = l.id order by l.id`,
        [ON],
      );
      const none = { stage: null, since: null, heldSince: null, leasedHa: null, deployedHa: null };
      expect(rows).toEqual([
        { code: "A", inForce: "[2012-01-01,2015-01-01)", ...none },
        {
          code: "A-1",
          inForce: "[2015-01-01,)",
          stage: "deployed",
          since: "2014-01-01",
          heldSince: "2013-01-01",
          leasedHa: 1.2,
          deployedHa: 0.8,
        },
        {
          code: "A-2",
          inForce: "[2015-01-01,)",
          stage: "leased",
          since: "2013-01-01",
          heldSince: "2013-01-01",
          leasedHa: 0.9,
          deployedHa: 0,
        },
      ]);
      const lineage = await tx.query(
        "select parent_id as parent, child_id as child, operation, happened_on as on from land.lot_lineage order by child_id",
      );
      expect(lineage.rows).toEqual(ids.map((id) => ({ parent: lot, child: id, operation: "split", on: ON })));
    });
  });

  test("a merge does neither, and goes on with the one contract", async () => {
    await within(async (tx) => {
      const { lot, project } = await wide(tx, { isLeased: true });
      const other = await addLot(tx, { code: "B", geom: cells(2, 0) });
      await addEvent(tx, other, "cleared", "2012-06-01");
      await addEvent(tx, other, "leasable", "2012-07-01");
      await addLease(tx, other, project, { from: "2013-06-01", to: "2030-01-01" });
      const before = await landOn(tx, "2014-12-31");
      const merged = await merge(tx, [lot, other]);
      expect(await landOn(tx, ON)).toEqual({ ...before, lots: 1 });
      const { rows } = await tx.query(
        "select stage, area_ha as area, leased_ha as leased, deployed_ha as deployed, held_since as held from land.lot_stage($2) where lot_id = $1",
        [merged, ON],
      );
      expect(rows).toEqual([{ stage: "deployed", area: 3.6, leased: 3.3, deployed: 0.8, held: "2013-01-01" }]);
    });
  });

  describe("refused", () => {
    const cases: Record<string, { rule: string | null; work: (tx: Tx) => Promise<unknown> }> = {
      "one child": {
        rule: "split_in_two_at_least",
        work: async (tx) => split(tx, (await wide(tx)).lot, [child("A-1", 0)]),
      },
      "a part left over": {
        rule: "split_covers_lot",
        work: async (tx) =>
          split(tx, (await wide(tx)).lot, [child("A-1", 0), child("A-2", 1, { geom: cellsJson(1, 0, 0.9) })]),
      },
      "more than there was": {
        rule: "split_covers_lot",
        work: async (tx) =>
          split(tx, (await wide(tx)).lot, [child("A-1", 0), child("A-2", 1, { geom: cellsJson(1, 0, 1.1) })]),
      },
      "children over each other": {
        rule: "lot_no_overlap",
        work: async (tx) =>
          split(tx, (await wide(tx)).lot, [child("A-1", 0), child("A-2", 1, { geom: cellsJson(0.5, 0, 1.5) })]),
      },
      "a child that crosses itself": {
        rule: "lot_geom_check",
        work: async (tx) =>
          split(tx, (await wide(tx)).lot, [
            child("A-1", 0),
            child("A-2", 1, {
              geom: "SRID=4326;POLYGON((105.9 10.1,105.901 10.101,105.901 10.1,105.9 10.101,105.9 10.1))",
            }),
          ]),
      },
      "a hectare too many": {
        rule: "split_moves_no_hectare",
        work: async (tx) =>
          split(tx, (await wide(tx)).lot, [child("A-1", 0), child("A-2", 1, { statedAreaHa: 1.2001 })]),
      },
      "no word of who holds the lease": {
        rule: "split_says_who_holds",
        work: async (tx) => split(tx, (await wide(tx, { isLeased: true })).lot, [child("A-1", 0), child("A-2", 1)]),
      },
      "no word of what is deployed": {
        rule: "split_says_what_is_deployed",
        work: async (tx) =>
          split(tx, (await wide(tx, { isLeased: true })).lot, [
            child("A-1", 0, { leasedHa: 1.1 }),
            child("A-2", 1, { leasedHa: 1 }),
          ]),
      },
      "more held than a child has": {
        rule: "lease_fits_lot",
        work: async (tx) =>
          split(tx, (await wide(tx, { isLeased: true })).lot, [
            child("A-1", 0, { leasedHa: 2.1, deployedHa: 0.8 }),
            child("A-2", 1),
          ]),
      },
      "a part without the lease, of a lot that no event made leasable": {
        rule: "split_of_leasable",
        work: async (tx) => {
          const lot = await addLot(tx, { code: "A", geom: cells(0, 0, 2), ha: 2.4 });
          await addLease(tx, lot, await addProject(tx), { from: "2013-01-01", ha: 1.2 });
          return split(tx, lot, [child("A-1", 0, { leasedHa: 1.2 }), child("A-2", 1)]);
        },
      },
      "merged with one that is leased, and so ahead": {
        rule: "merge_at_one_stage",
        work: async (tx) => {
          const lots = [
            await addLot(tx, { code: "A", geom: cells(0, 0) }),
            await addLot(tx, { code: "B", geom: cells(1, 0) }),
          ];
          await addLease(tx, lots[0]!, await addProject(tx), { from: "2013-01-01" });
          return merge(tx, lots);
        },
      },
      "of another version": {
        rule: "LU412",
        work: async (tx) => split(tx, (await wide(tx)).lot, [child("A-1", 0), child("A-2", 1)], 7),
      },
      "of what is not there": { rule: "LU404", work: (tx) => split(tx, 999, [child("A-1", 0), child("A-2", 1)], 1) },
      "on the day it began": {
        rule: "descent_while_in_force",
        work: async (tx) =>
          split(tx, (await wide(tx)).lot, [child("A-1", 0), child("A-2", 1)], undefined, "2012-01-01"),
      },
      "before something that happened": {
        rule: "descent_before_what_follows",
        work: async (tx) =>
          split(tx, (await wide(tx)).lot, [child("A-1", 0), child("A-2", 1)], undefined, "2012-02-15"),
      },
      "merged over a gap": {
        rule: "merge_of_one_piece",
        work: async (tx) =>
          merge(tx, [
            await addLot(tx, { code: "A", geom: cells(0, 0) }),
            await addLot(tx, { code: "B", geom: cells(2, 0) }),
          ]),
      },
      "merged at two stages": {
        rule: "merge_at_one_stage",
        work: async (tx) => merge(tx, [(await wide(tx)).lot, await addLot(tx, { code: "B", geom: cells(2, 0) })]),
      },
      "merged under two contracts": {
        rule: "merge_under_one_contract",
        work: async (tx) => {
          const lots = [
            await addLot(tx, { code: "A", geom: cells(0, 0) }),
            await addLot(tx, { code: "B", geom: cells(1, 0) }),
          ];
          for (const [place, lot] of lots.entries())
            await addLease(tx, lot, await addProject(tx), { from: "2013-01-01", contract: `HĐ-${place}` });
          return merge(tx, lots);
        },
      },
      "merged of two uses": {
        rule: "merge_of_one_kind",
        work: async (tx) =>
          merge(tx, [
            await addLot(tx, { code: "A", geom: cells(0, 0) }),
            await addLot(tx, { code: "B", geom: cells(1, 0), use: "service" }),
          ]),
      },
      "a parent that is brought back": {
        rule: "lot_is_history",
        work: async (tx) => {
          const { lot } = await wide(tx);
          await split(tx, lot, [child("A-1", 0), child("A-2", 1)]);
          await tx.query("update land.lot set in_force = daterange('2012-01-01', null) where id = $1", [lot]);
        },
      },
    };
    test.each(Object.entries(cases))("%s", async (_, { rule, work }) => {
      expect(await refused(work)).toBe(rule);
    });
  });

  describe("restore", () => {
    const entriesOf = async (tx: Tx, table: string, id: number) =>
      (
        await tx.query<{ seq: number; operation: string; restored: number | null }>(
          "select seq, operation, restored_seq as restored from audit.entry where table_name = $1 and row_id = $2 order by seq",
          [table, String(id)],
        )
      ).rows;
    const restore = (tx: Tx, seq: number, version: number | null) =>
      tx.query("select land.restore($1, $2)", [seq, version]);

    test("writes an earlier state again, as a new version", async () => {
      await within(async (tx) => {
        const lot = await addLot(tx, { code: "A", geom: cells(0, 0) });
        await tx.query("update land.lot set code = 'B', geom = $2 where id = $1", [lot, cells(0, 0, 2)]);
        const [first] = await entriesOf(tx, "land.lot", lot);
        await restore(tx, first!.seq, 2);
        const { rows } = await tx.query(
          "select code, st_asewkt(geom) as geom, row_version as version from land.lot where id = $1",
          [lot],
        );
        expect(rows).toEqual([{ code: "A", geom: await geomText(tx, cells(0, 0)), version: 3 }]);
        expect((await entriesOf(tx, "land.lot", lot)).at(-1)).toEqual({
          seq: expect.any(Number),
          operation: "update",
          restored: first!.seq,
        });
      });
    });
    const geomText = async (tx: Tx, geom: string) =>
      (await tx.query<{ t: string }>("select st_asewkt($1::geometry) as t", [geom])).rows[0]!.t;

    test("brings back what was removed, under its id, and no version counts twice", async () => {
      await within(async (tx) => {
        const lot = await addLot(tx, { code: "A", geom: cells(0, 0) });
        const event = await addEvent(tx, lot, "cleared", "2013-01-01");
        await tx.query("delete from land.lot_event where id = $1", [event]);
        const removal = (await entriesOf(tx, "land.lot_event", event)).at(-1)!;
        await restore(tx, removal.seq, null);
        const { rows } = await tx.query(
          "select id, kind, happened_on as on, row_version as version from land.lot_event",
        );
        expect(rows).toEqual([{ id: event, kind: "cleared", on: "2013-01-01", version: 2 }]);
      });
    });

    test("is refused of another version, and where a rule stands against it", async () => {
      const prepared = async (tx: Tx) => {
        const lot = await addLot(tx, { code: "A", geom: cells(0, 0) });
        await tx.query("update land.lot set geom = $2 where id = $1", [lot, cells(5, 0)]);
        await addLot(tx, { code: "B", geom: cells(0, 0) });
        return (await entriesOf(tx, "land.lot", lot))[0]!.seq;
      };
      expect(await refused(async (tx) => restore(tx, await prepared(tx), 1))).toBe("LU412");
      expect(await refused(async (tx) => restore(tx, await prepared(tx), 2))).toBe("lot_no_overlap");
    });
  });
});
