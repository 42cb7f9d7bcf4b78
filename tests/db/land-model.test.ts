import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db, Tx } from "#server/db/port.ts";
import { backends } from "../helpers/backends.ts";
import { addEvent, addLease, addLot, addProject, as, cells, LAND_FIXTURE, refusalOf } from "../helpers/land.ts";

describe.each(backends)("land use on $name", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await open());
    await db.transaction({ role: "owner" }, (tx) => tx.script(LAND_FIXTURE));
  });
  afterAll(() => close());

  /** As an editor, rolled back, so that each test meets no rows but its own. */
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
  const stageOf = async (tx: Tx, lot: number, day: string) => {
    const { rows } = await tx.query<Record<string, unknown>>(
      `select stage, since, missing, leased_ha as leased, deployed_ha as deployed, idle_ha as idle
       from land.lot_stage($2) where lot_id = $1`,
      [lot, day],
    );
    return rows[0];
  };

  describe("the stage of a lot on a day", () => {
    test("follows from its events and leases, step by step", async () => {
      await within(async (tx) => {
        const lot = await addLot(tx, { code: "A1", geom: cells(0, 0), ha: 1.2 });
        const project = await addProject(tx);
        const days = [
          ["cleared", "2012-02-01"],
          ["state-leased", "2012-03-01"],
          ["serviced", "2012-04-01"],
          ["leasable", "2012-05-01"],
        ] as const;
        for (const [kind, on] of days) await addEvent(tx, lot, kind, on);
        await addLease(tx, lot, project, { from: "2012-06-01", to: "2020-06-01", ha: 1 });
        await addEvent(tx, lot, "deployed", "2013-01-01", 0.4);
        await addEvent(tx, lot, "deployed", "2014-01-01");
        await addEvent(tx, lot, "undeployed", "2015-01-01");
        await addEvent(tx, lot, "withdrawn", "2020-07-01");
        const none = { missing: [], leased: 0, deployed: 0, idle: 0 };
        expect(await stageOf(tx, lot, "2011-12-31")).toBeUndefined();
        expect(await stageOf(tx, lot, "2012-01-31")).toEqual({ ...none, stage: "planned", since: null });
        expect(await stageOf(tx, lot, "2012-02-01")).toEqual({ ...none, stage: "cleared", since: "2012-02-01" });
        expect(await stageOf(tx, lot, "2012-03-31")).toEqual({ ...none, stage: "state-leased", since: "2012-03-01" });
        expect(await stageOf(tx, lot, "2012-04-30")).toEqual({ ...none, stage: "serviced", since: "2012-04-01" });
        expect(await stageOf(tx, lot, "2012-05-31")).toEqual({ ...none, stage: "leasable", since: "2012-05-01" });
        const leased = { missing: [], leased: 1, deployed: 0, idle: 1, stage: "leased", since: "2012-06-01" };
        expect(await stageOf(tx, lot, "2012-06-01")).toEqual(leased);
        const deployed = { ...leased, stage: "deployed", since: "2013-01-01" };
        expect(await stageOf(tx, lot, "2013-06-01")).toEqual({ ...deployed, deployed: 0.4, idle: 0.6 });
        expect(await stageOf(tx, lot, "2014-06-01")).toEqual({
          ...deployed,
          since: "2014-01-01",
          deployed: 1,
          idle: 0,
        });
        expect(await stageOf(tx, lot, "2015-06-01")).toEqual(leased);
        expect(await stageOf(tx, lot, "2020-06-01")).toEqual({ ...none, stage: "leasable", since: "2012-05-01" });
        expect(await stageOf(tx, lot, "2020-07-01")).toEqual({ ...none, stage: "cleared", since: "2012-02-01" });
      });
    });

    test("a lease stands for what came before it, and says what no event tells of", async () => {
      await within(async (tx) => {
        const lot = await addLot(tx, { code: "A1", geom: cells(0, 0) });
        await addEvent(tx, lot, "state-leased", "2012-02-01");
        await addLease(tx, lot, await addProject(tx), { from: "2012-06-01" });
        expect(await stageOf(tx, lot, "2012-07-01")).toMatchObject({
          stage: "leased",
          missing: ["cleared", "serviced", "leasable"],
        });
      });
    });

    test("what the tenant before had in use does not count for the next", async () => {
      await within(async (tx) => {
        const lot = await addLot(tx, { code: "A1", geom: cells(0, 0) });
        const project = await addProject(tx);
        await addLease(tx, lot, project, { from: "2012-06-01", to: "2014-01-01" });
        await addEvent(tx, lot, "deployed", "2013-01-01");
        await addLease(tx, lot, await addProject(tx), { from: "2014-01-01" });
        expect(await stageOf(tx, lot, "2013-12-31")).toMatchObject({ deployed: 1.2 });
        expect(await stageOf(tx, lot, "2014-01-01")).toMatchObject({ stage: "leased", deployed: 0, idle: 1.2 });
      });
    });

    test("summed by site, with the area that the outlines measure", async () => {
      await within(async (tx) => {
        const [one, two] = [
          await addLot(tx, { code: "A1", geom: cells(0, 0), ha: 1.2 }),
          await addLot(tx, { code: "A2", geom: cells(1, 0), ha: 1.3 }),
        ];
        await addLot(tx, { code: "X1", geom: cells(2, 0), ha: 1.1, use: "green" });
        await addEvent(tx, one, "leasable", "2012-02-01");
        await addLease(tx, two, await addProject(tx), { from: "2012-03-01", ha: 1.25 });
        await addEvent(tx, two, "deployed", "2012-04-01", 0.5);
        const { rows } = await tx.query("select * from land.site_land('2012-12-31')");
        expect(rows).toEqual([
          {
            site_id: "zone-b",
            lots: 3,
            planned_ha: 3.6,
            cleared_ha: 2.5,
            state_leased_ha: 2.5,
            serviced_ha: 2.5,
            leasable_ha: 2.5,
            leased_ha: 1.25,
            deployed_ha: 0.5,
            idle_ha: 0.75,
            measured_ha: expect.closeTo(3.63, 1),
          },
        ]);
      });
    });
  });

  describe("refused", () => {
    const lotAnd = (more: (tx: Tx, lot: number, project: number) => Promise<unknown>) => async (tx: Tx) => {
      const lot = await addLot(tx, { code: "A1", geom: cells(0, 0), to: "2020-01-01" });
      return more(tx, lot, await addProject(tx));
    };
    const bowtie = "SRID=4326;MULTIPOLYGON(((105.9 10.1,105.901 10.101,105.901 10.1,105.9 10.101,105.9 10.1)))";
    const cases: Record<string, { rule: string | null; work: (tx: Tx) => Promise<unknown> }> = {
      "a lot over another": {
        rule: "lot_no_overlap",
        work: lotAnd((tx) => addLot(tx, { code: "A2", geom: cells(0.5, 0) })),
      },
      "but not beside it": { rule: null, work: lotAnd((tx) => addLot(tx, { code: "A2", geom: cells(1, 0) })) },
      "nor over by less than a line": {
        rule: null,
        work: lotAnd((tx) => addLot(tx, { code: "A2", geom: cells(0.9999, 0) })),
      },
      "nor after it": {
        rule: null,
        work: lotAnd((tx) => addLot(tx, { code: "A1", geom: cells(0, 0), from: "2020-01-01" })),
      },
      "the code of another": {
        rule: "lot_code_once",
        work: lotAnd((tx) => addLot(tx, { code: "A1", geom: cells(5, 0) })),
      },
      "a lot in a site with parts": {
        rule: "lot_in_leaf_site",
        work: (tx) => addLot(tx, { site: "zone-a", code: "A", geom: cells(0, 0) }),
      },
      "a lot outside the province": {
        rule: "lot_in_province",
        work: (tx) => addLot(tx, { code: "A", geom: cells(1000, 0) }),
      },
      "an outline that crosses itself": {
        rule: "lot_geom_check",
        work: (tx) => addLot(tx, { code: "A", geom: bowtie }),
      },
      "a lease over another": {
        rule: "lease_no_overlap",
        work: lotAnd(async (tx, lot, project) => {
          await addLease(tx, lot, project, { from: "2012-06-01", to: "2014-01-01" });
          await addLease(tx, lot, project, { from: "2013-12-31", to: "2015-01-01" });
        }),
      },
      "but not right after it": {
        rule: null,
        work: lotAnd(async (tx, lot, project) => {
          await addLease(tx, lot, project, { from: "2012-06-01", to: "2014-01-01" });
          await addLease(tx, lot, project, { from: "2014-01-01", to: "2015-01-01" });
        }),
      },
      "a lease beyond the lot": {
        rule: "lease_within_lot",
        work: lotAnd((tx, lot, project) => addLease(tx, lot, project, { from: "2019-06-01", to: "2020-01-02" })),
      },
      "a lease larger than the lot": {
        rule: "lease_fits_lot",
        work: lotAnd((tx, lot, project) =>
          addLease(tx, lot, project, { from: "2012-06-01", to: "2014-01-01", ha: 1.2001 }),
        ),
      },
      "a lease of a project elsewhere": {
        rule: "lease_of_site",
        work: lotAnd(async (tx, lot) =>
          addLease(tx, lot, await addProject(tx, "zone-a-1"), { from: "2012-06-01", to: "2014-01-01" }),
        ),
      },
      "a green lot leased": {
        rule: "lease_on_lettable",
        work: async (tx) =>
          addLease(tx, await addLot(tx, { code: "X", geom: cells(0, 0), use: "green" }), await addProject(tx), {
            from: "2012-06-01",
          }),
      },
      "deployed without a lease": {
        rule: "deployed_within_lease",
        work: lotAnd((tx, lot) => addEvent(tx, lot, "deployed", "2013-01-01")),
      },
      "more deployed than is leased": {
        rule: "deployed_within_lease",
        work: lotAnd(async (tx, lot, project) => {
          await addLease(tx, lot, project, { from: "2012-06-01", to: "2014-01-01", ha: 1 });
          await addEvent(tx, lot, "deployed", "2013-01-01", 1.1);
        }),
      },
      "an event after the lot ended": {
        rule: "event_within_lot",
        work: lotAnd((tx, lot) => addEvent(tx, lot, "cleared", "2020-01-01")),
      },
      "withdrawn under a lease": {
        rule: "withdrawn_without_lease",
        work: lotAnd(async (tx, lot, project) => {
          await addLease(tx, lot, project, { from: "2012-06-01", to: "2014-01-01" });
          await addEvent(tx, lot, "withdrawn", "2013-01-01");
        }),
      },
      "a lease ended before what was deployed on it": {
        rule: "deployed_within_lease",
        work: lotAnd(async (tx, lot, project) => {
          const lease = await addLease(tx, lot, project, { from: "2012-06-01", to: "2014-01-01" });
          await addEvent(tx, lot, "deployed", "2013-01-01");
          await tx.query("update land.lease set during = daterange('2012-06-01', '2012-12-01') where id = $1", [lease]);
        }),
      },
      "a holding that claims to be older than it is": {
        rule: "lease_held_without_gap",
        work: lotAnd(async (tx, lot, project) => {
          const lease = await addLease(tx, lot, project, { from: "2013-06-01", to: "2014-01-01" });
          await tx.query("update land.lease set held_since = '2012-06-01' where id = $1", [lease]);
        }),
      },
      "a lot moved to another site": {
        rule: "stays_as_it_is",
        work: lotAnd((tx, lot) => tx.query("update land.lot set site_id = 'zone-a-1' where id = $1", [lot])),
      },
      "a lot removed that something happened to": {
        rule: "lot_event_lot_id_fkey",
        work: lotAnd(async (tx, lot) => {
          await addEvent(tx, lot, "cleared", "2013-01-01");
          await tx.query("delete from land.lot where id = $1", [lot]);
        }),
      },
      "an amendment before the certificate": {
        rule: "version_first_is_first",
        work: lotAnd((tx, _, project) => addVersion(tx, project, "amendment", "2013-01-01")),
      },
      "an amendment dated before it": {
        rule: "versions_in_order",
        work: lotAnd(async (tx, _, project) => {
          await addVersion(tx, project, "first", "2013-01-01");
          await addVersion(tx, project, "amendment", "2012-01-01");
        }),
      },
      "an amendment after the end": {
        rule: "versions_in_order",
        work: lotAnd(async (tx, _, project) => {
          await addVersion(tx, project, "first", "2013-01-01");
          await addVersion(tx, project, "termination", "2014-01-01");
          await addVersion(tx, project, "amendment", "2015-01-01");
        }),
      },
    };
    test.each(Object.entries(cases))("%s", async (_, { rule, work }) => {
      expect(await refused(work)).toBe(rule);
    });
    const addVersion = (tx: Tx, project: number, kind: string, on: string) =>
      tx.query("insert into land.project_version (project_id, kind, issued_on, is_fdi) values ($1, $2, $3, false)", [
        project,
        kind,
        on,
      ]);
  });
});
