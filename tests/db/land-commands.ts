/** Random edits of land use, as plain data, and how each is carried out through the functions that the API calls. */

import fc from "fast-check";
import { DbError, type Tx } from "#server/db/port.ts";
import { cellsJson } from "../helpers/land.ts";

/** First days of quarters: close enough together that edits meet. */
export const DAYS = Array.from(
  { length: 14 },
  (_, quarter) => `${2012 + Math.floor(quarter / 4)}-${String((quarter % 4) * 3 + 1).padStart(2, "0")}-01`,
);

const day = fc.constantFrom(...DAYS);
const end = fc.option(day, { freq: 2 });
const pick = fc.nat({ max: 1_000 });
const place = fc.record({
  x: fc.integer({ min: 0, max: 7 }),
  y: fc.integer({ min: 0, max: 2 }),
  width: fc.integer({ min: 2, max: 4 }),
});
const code = fc.constantFrom("A", "B", "C", "D", "E", "F", "G", "H");
const share = fc.constantFrom(0.25, 0.5, 0.75, 1, 1, 1.01);
const eventKind = fc.constantFrom(
  "cleared",
  "state-leased",
  "serviced",
  "leasable",
  "deployed",
  "deployed",
  "undeployed",
  "withdrawn",
);

const op = <K extends string, F extends Record<string, unknown>>(
  kind: K,
  fields: { [N in keyof F]: fc.Arbitrary<F[N]> },
) => fc.record({ op: fc.constant(kind), ...fields } as never) as fc.Arbitrary<{ op: K } & F>;

export const edit = fc.oneof(
  {
    arbitrary: op("addLot", {
      place,
      code,
      from: day,
      use: fc.constantFrom("industrial", "industrial", "service", "green"),
    }),
    weight: 4,
  },
  { arbitrary: op("moveLot", { lot: pick, place }), weight: 1 },
  { arbitrary: op("resizeLot", { lot: pick, share }), weight: 1 },
  { arbitrary: op("endLot", { lot: pick, on: end }), weight: 1 },
  { arbitrary: op("removeLot", { lot: pick }), weight: 1 },
  { arbitrary: op("split", { lot: pick, on: day, isCareless: fc.boolean() }), weight: 4 },
  { arbitrary: op("merge", { lot: pick, other: pick, on: day, code }), weight: 4 },
  { arbitrary: op("lease", { lot: pick, project: pick, from: day, to: end, share }), weight: 4 },
  { arbitrary: op("changeLease", { lease: pick, from: day, to: end, share }), weight: 2 },
  { arbitrary: op("removeLease", { lease: pick }), weight: 1 },
  { arbitrary: op("event", { lot: pick, kind: eventKind, on: day, share: fc.option(share) }), weight: 5 },
  { arbitrary: op("moveEvent", { event: pick, on: day }), weight: 1 },
  { arbitrary: op("removeEvent", { event: pick }), weight: 1 },
  {
    arbitrary: op("amend", { project: pick, kind: fc.constantFrom("first", "amendment", "termination"), on: day }),
    weight: 2,
  },
  { arbitrary: op("removeVersion", { version: pick }), weight: 1 },
  { arbitrary: op("restore", { entry: pick }), weight: 3 },
  { arbitrary: op("staleWrite", { lot: pick }), weight: 1 },
);
export type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

export type Lot = {
  id: number;
  rowVersion: number;
  code: string;
  statedAreaHa: number;
  geometry: { coordinates: number[][][][] };
};
type Row = { id: number; rowVersion: number } & Record<string, unknown>;

const round = (ha: number): number => Math.round(ha * 10_000) / 10_000;
/** Grid of half cells; a cell of 110 m is stated as 1.2 ha. */
const outline = ({ x, y, width }: { x: number; y: number; width: number }) => cellsJson(x / 2, y, width / 2);
const areaOf = ({ width }: { width: number }) => round((width / 2) * 1.2);

/** What nothing names, so that an edit of it does nothing. */
class Nothing extends Error {}

const TABLES = {
  lots: "lot",
  events: "lot_event",
  leases: "lease",
  projects: "project",
  "project-versions": "project_version",
};

const chosen = async <T extends Row = Row>(tx: Tx, kind: keyof typeof TABLES, at: number): Promise<T> => {
  const { rows } = await tx.query<{ row: T }>(
    `select land.row_of($1, id) as row
     from (select id, row_number() over (order by id) - 1 as place, count(*) over () as rows from land.${TABLES[kind]}) listed
     where place = $2 % rows`,
    [kind, at],
  );
  if (!rows[0]) throw new Nothing();
  return rows[0].row;
};
const add = (tx: Tx, kind: string, body: object) =>
  tx.query("select land.add_row($1, $2::jsonb)", [kind, JSON.stringify(body)]);
const change = (tx: Tx, kind: string, { id, rowVersion }: Row, body: object) =>
  tx.query("select land.change_row($1, $2, $3, $4::jsonb)", [kind, id, rowVersion, JSON.stringify(body)]);
const remove = (tx: Tx, kind: string, { id, rowVersion }: Row) =>
  tx.query("select land.remove_row($1, $2, $3)", [kind, id, rowVersion]);

/** Halves the box around a lot, and what is leased and deployed of it. */
const childrenOf = async (tx: Tx, lot: Lot, on: string, isCareless: boolean) => {
  const points = lot.geometry.coordinates.flat(2);
  const xs = points.map(([x]) => x!);
  const ys = points.map(([, y]) => y!);
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const middle = (west + east) / 2;
  const box = (from: number, to: number) => ({
    type: "Polygon",
    coordinates: [
      [
        [from, south],
        [to, south],
        [to, north],
        [from, north],
        [from, south],
      ],
    ],
  });
  const { rows } = await tx.query<{ leased: number; deployed: number }>(
    "select leased_ha as leased, deployed_ha as deployed from land.lot_stage($2) where lot_id = $1",
    [lot.id, on],
  );
  const { leased, deployed } = rows[0] ?? { leased: 0, deployed: 0 };
  const first = round(lot.statedAreaHa / 2);
  const firstLeased = Math.min(leased, first);
  const firstDeployed = isCareless ? 0 : Math.min(deployed, firstLeased);
  return [
    {
      code: `${lot.code}1`.slice(-12),
      geom: box(west, middle),
      statedAreaHa: first,
      leasedHa: firstLeased,
      deployedHa: firstDeployed,
    },
    {
      code: `${lot.code}2`.slice(-12),
      geom: box(middle, east),
      statedAreaHa: round(lot.statedAreaHa - first),
      leasedHa: round(leased - firstLeased),
      deployedHa: isCareless ? 0 : round(deployed - firstDeployed),
    },
  ];
};

const carryOut = async (tx: Tx, e: Edit): Promise<unknown> => {
  switch (e.op) {
    case "addLot":
      return add(tx, "lots", {
        siteId: "zone-b",
        code: e.code,
        geometry: outline(e.place),
        statedAreaHa: areaOf(e.place),
        use: e.use,
        inForce: { from: e.from, endedOn: null },
      });
    case "moveLot":
      return change(tx, "lots", await chosen(tx, "lots", e.lot), { geometry: outline(e.place) });
    case "resizeLot": {
      const lot = await chosen<Lot & Row>(tx, "lots", e.lot);
      return change(tx, "lots", lot, { statedAreaHa: round(lot.statedAreaHa * e.share) });
    }
    case "endLot": {
      const lot = await chosen<Row & { inForce: { from: string } }>(tx, "lots", e.lot);
      if (e.on !== null && e.on <= lot.inForce.from) throw new Nothing();
      return change(tx, "lots", lot, { inForce: { from: lot.inForce.from, endedOn: e.on } });
    }
    case "removeLot":
      return remove(tx, "lots", await chosen(tx, "lots", e.lot));
    case "split": {
      const lot = await chosen<Lot & Row>(tx, "lots", e.lot);
      const children = JSON.stringify(await childrenOf(tx, lot, e.on, e.isCareless));
      return tx.query("select land.split_lot($1, $2, $3, $4)", [lot.id, lot.rowVersion, e.on, children]);
    }
    case "merge": {
      const [one, other] = [await chosen(tx, "lots", e.lot), await chosen(tx, "lots", e.other)];
      const versions = [one.rowVersion, other.rowVersion];
      return tx.query("select land.merge_lots($1, $2, $3, $4)", [[one.id, other.id], versions, e.on, e.code]);
    }
    case "lease": {
      if (e.to !== null && e.to <= e.from) throw new Nothing();
      const lot = await chosen<Lot & Row>(tx, "lots", e.lot);
      return add(tx, "leases", {
        lotId: lot.id,
        projectId: (await chosen(tx, "projects", e.project)).id,
        contractNumber: "HĐ",
        during: { from: e.from, endedOn: e.to },
        areaHa: round(lot.statedAreaHa * e.share),
      });
    }
    case "changeLease": {
      if (e.to !== null && e.to <= e.from) throw new Nothing();
      const lease = await chosen<Row & { areaHa: number }>(tx, "leases", e.lease);
      return change(tx, "leases", lease, {
        during: { from: e.from, endedOn: e.to },
        heldSince: e.from,
        areaHa: round(lease.areaHa * e.share),
      });
    }
    case "removeLease":
      return remove(tx, "leases", await chosen(tx, "leases", e.lease));
    case "event": {
      const lot = await chosen<Lot & Row>(tx, "lots", e.lot);
      const areaHa = e.kind === "deployed" && e.share != null ? round(lot.statedAreaHa * Number(e.share)) : null;
      return add(tx, "events", { lotId: lot.id, kind: e.kind, happenedOn: e.on, areaHa });
    }
    case "moveEvent":
      return change(tx, "events", await chosen(tx, "events", e.event), { happenedOn: e.on });
    case "removeEvent":
      return remove(tx, "events", await chosen(tx, "events", e.event));
    case "amend": {
      const project = await chosen(tx, "projects", e.project);
      return add(tx, "project-versions", { projectId: project.id, kind: e.kind, issuedOn: e.on, isFdi: false });
    }
    case "removeVersion":
      return remove(tx, "project-versions", await chosen(tx, "project-versions", e.version));
    case "restore": {
      const { rows } = await tx.query<{ seq: number; version: number | null }>(
        `select e.seq, case e.table_name
             when 'land.lot' then (select row_version from land.lot where id = e.row_id::bigint)
             when 'land.lot_event' then (select row_version from land.lot_event where id = e.row_id::bigint)
             when 'land.lease' then (select row_version from land.lease where id = e.row_id::bigint)
             when 'land.project_version' then (select row_version from land.project_version where id = e.row_id::bigint)
           end as version
         from audit.entry e where e.table_name in ('land.lot', 'land.lot_event', 'land.lease', 'land.project_version') order by e.seq`,
      );
      if (rows.length === 0) throw new Nothing();
      const { seq, version } = rows[e.entry % rows.length]!;
      return tx.query("select land.restore($1, $2)", [seq, version]);
    }
    case "staleWrite": {
      const lot = await chosen(tx, "lots", e.lot);
      return change(tx, "lots", { ...lot, rowVersion: lot.rowVersion + 1 }, { note: "muộn" });
    }
  }
};

/** By what a refusal is known: a rule with a name, another version, or a row that is still named. Anything else is a fault. */
const isRefusal = (error: unknown): error is DbError =>
  error instanceof DbError &&
  (["LU412", "LU404"].includes(error.code) || (/^23(514|P01|503|505)$/.test(error.code) && Boolean(error.constraint)));

/** Carries an edit out or leaves no trace of it; what came of it. */
export const attempt = async (tx: Tx, e: Edit): Promise<"done" | "refused" | "nothing"> => {
  await tx.query("savepoint edit");
  try {
    await carryOut(tx, e);
    await tx.query("release savepoint edit");
    return "done";
  } catch (error) {
    await tx.query("rollback to savepoint edit");
    if (error instanceof Nothing) return "nothing";
    if (isRefusal(error)) return "refused";
    throw error;
  }
};
