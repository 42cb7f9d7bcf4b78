/**
 * Random edits never break what must hold. LAND_RUNS sets how many sequences, LAND_SEED which; LAND_ROUNDS how often the writers of
 * one record write.
 */

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Db, DbError, type Tx } from "#server/db/port.ts";
import { verifyAudit } from "#server/features/audit/verify.ts";
import { backends } from "../helpers/backends.ts";
import { addLot, addProject, as, cells, LAND_FIXTURE, PEOPLE } from "../helpers/land.ts";
import { attempt, DAYS, type Edit, edit } from "./land-commands.ts";
import { broken, type Funnel, funnelsOn } from "./land-invariants.ts";

const RUNS = Number(process.env["LAND_RUNS"] ?? 20);
const SEED = Number(process.env["LAND_SEED"] ?? 20150618);
const ROUNDS = Number(process.env["LAND_ROUNDS"] ?? 4);
const WRITERS = 50;
const TIME_LIMIT_MS = 3_600_000;

describe.each(backends)("land use under random edits on $name", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await open());
    await db.transaction({ role: "owner" }, (tx) => tx.script(LAND_FIXTURE));
  });
  afterAll(() => close());

  const outcomes = new Map<string, number>();

  /** Two projects and a row of lots to begin with, then the edits; all of it rolled back. What is broken in the end. */
  const faultsAfter = async (edits: readonly Edit[], plant?: string): Promise<string[]> => {
    const faults: string[] = [];
    const undo = new Error("undo");
    await db
      .transaction({ role: "owner", settings: { account: PEOPLE.editor } }, async (tx) => {
        if (plant) await tx.script(plant);
        await tx.query("set local role vlmap_writer");
        await addProject(tx);
        await addProject(tx);
        for (const [place, code] of ["P", "Q"].entries())
          await addLot(tx, { code, geom: cells(place * 2, 0, 2), ha: 2.4, from: DAYS[0]! });
        for (const one of edits) faults.push(...(await conserved(tx, one)));
        faults.push(...(await broken(tx)));
        await tx.query("set local role none");
        const verdict = await verifyAudit({
          transaction: (_: unknown, work: (tx: Tx) => unknown) => work(tx),
        } as unknown as Db);
        if (!verdict.isWhole) faults.push(`the audit: ${JSON.stringify(verdict)}`);
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    return faults;
  };

  /** A split or merge changes nothing of the funnel, that day and the one before. */
  const conserved = async (tx: Tx, one: Edit): Promise<string[]> => {
    const isDescent = one.op === "split" || one.op === "merge";
    const before = isDescent ? await around(tx, one.on) : [];
    const outcome = await attempt(tx, one);
    const key = `${one.op} ${outcome}`;
    outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
    if (!isDescent || outcome !== "done") return [];
    const after = await around(tx, one.on);
    return JSON.stringify(after) === JSON.stringify(before)
      ? []
      : [`${one.op} moves hectares: ${JSON.stringify([before, after])}`];
  };
  const around = async (tx: Tx, day: string): Promise<Funnel[]> => {
    const dayBefore = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    return funnelsOn(tx, [dayBefore, day]);
  };

  const sequences = fc.array(edit, { minLength: 1, maxLength: 30, size: "max" });

  test(
    `${RUNS} sequences`,
    async () => {
      await fc.assert(
        fc.asyncProperty(sequences, async (edits) => {
          expect(await faultsAfter(edits)).toEqual([]);
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: false },
      );
      // Of every kind of edit some were carried out: what is always refused tests nothing.
      const edits = [
        "addLot",
        "moveLot",
        "resizeLot",
        "endLot",
        "removeLot",
        "split",
        "merge",
        "lease",
        "changeLease",
      ].concat(["removeLease", "event", "moveEvent", "removeEvent", "amend", "removeVersion", "restore"]);
      expect(edits.filter((kind) => !outcomes.has(`${kind} done`))).toEqual([]);
      expect(outcomes.get("staleWrite refused")).toBeGreaterThan(0);
    },
    TIME_LIMIT_MS,
  );

  test.each([
    ["the check of lots is off", "alter table land.lot disable trigger guard", /overlap|two lots/],
    [
      "leases may overlap",
      "alter table land.lease drop constraint lease_no_overlap",
      /leases of lot . overlap|leased on|deployed on/,
    ],
    [
      "leases are not checked against lots",
      "alter table land.lease disable trigger guard",
      /lease (larger|before|after)|funnel rises/,
    ],
    ["lots are not audited", "alter table land.lot disable trigger zz_audit", /the audit: .*rows/],
    [
      "versions do not rise",
      "alter table land.lot disable trigger raise_version",
      /version of land.lot \d+ does not rise/,
    ],
    [
      "splits are not measured",
      `create or replace function land.tolerance_ha(of_ha double precision) returns double precision language sql immutable return 1000`,
      /overlap|covers something else|two lots/,
    ],
  ])(
    "a planted fault is found: %s",
    async (_, plant, says) => {
      let found = "";
      await fc
        .assert(
          fc.asyncProperty(sequences, async (edits) => {
            const faults = await faultsAfter(edits, plant);
            found = faults.join("; ") || found;
            return faults.length === 0;
          }),
          { numRuns: 300, seed: SEED, endOnFailure: true },
        )
        .then(
          () => Promise.reject(new Error("nothing was found")),
          () => undefined,
        );
      expect(found).toMatch(says);
    },
    TIME_LIMIT_MS,
  );

  test(
    `${WRITERS} writers × ${ROUNDS} rounds on one record: one success per version, and no update is lost`,
    async () => {
      const lot = await as(db, "editor", (tx) => addLot(tx, { code: "W", geom: cells(50, 0) }));
      const outcomesOf: Record<string, number> = {};
      const versionsWon: number[] = [];
      for (let round = 1; round <= ROUNDS; round++) {
        const writes = Array.from({ length: WRITERS }, async (_, writer) => {
          try {
            await as(db, "editor", (tx) =>
              tx.query("select land.change_row('lots', $1, $2, $3::jsonb)", [
                lot,
                round,
                JSON.stringify({ note: `${round}.${writer}` }),
              ]),
            );
            versionsWon.push(round);
          } catch (error) {
            if (!(error instanceof DbError)) throw error;
            outcomesOf[error.code] = (outcomesOf[error.code] ?? 0) + 1;
          }
        });
        await Promise.all(writes);
      }
      expect(versionsWon).toEqual(Array.from({ length: ROUNDS }, (_, index) => index + 1));
      expect(outcomesOf).toEqual({ LU412: ROUNDS * (WRITERS - 1) });
      const { rows } = await as(db, "editor", (tx) =>
        tx.query<{ version: number; note: string | null; before: string | null }>(
          `select (new ->> 'row_version')::int as version, new ->> 'note' as note, old ->> 'note' as before
           from audit.entry where table_name = 'land.lot' and row_id = $1 order by seq`,
          [String(lot)],
        ),
      );
      // The history is one line: each version goes on from the one before, and holds what its one winner wrote.
      expect(rows.map(({ version }) => version)).toEqual(Array.from({ length: ROUNDS + 1 }, (_, index) => index + 1));
      for (const [place, { note, before }] of rows.entries()) {
        expect(before).toBe(rows[place - 1]?.note ?? null);
        expect(note?.split(".")[0] ?? "0").toBe(String(place));
      }
      expect(await verifyAudit(db)).toMatchObject({ isWhole: true });
    },
    TIME_LIMIT_MS,
  );
});
