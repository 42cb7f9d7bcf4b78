/** What must hold of land use after any edits, worked out here from the plain rows and not by the functions that are tested. */

import { booleanPointInPolygon } from "@turf/turf";
import type { Tx } from "#server/db/port.ts";
import { DAYS } from "./land-commands.ts";

type Outline = { type: "MultiPolygon"; coordinates: number[][][][] };
type Days = { from: string; endedOn: string | null };
type Lot = { id: number; code: string; geometry: Outline; statedAreaHa: number; inForce: Days };
type Lease = { lotId: number; areaHa: number; during: Days; heldSince: string };
type Event = { id: number; lotId: number; kind: string; happenedOn: string; areaHa: number | null };
type Descent = { parentId: number; childId: number; operation: "split" | "merge"; on: string };
type Entry = { seq: number; key: string; operation: string; old: Row | null; new: Row | null };
type Row = { row_version?: number } & Record<string, unknown>;
export type Funnel = Record<
  "planned" | "cleared" | "stateLeased" | "serviced" | "leasable" | "leased" | "deployed" | "idle",
  number
>;

const includes = ({ from, endedOn }: Days, day: string): boolean => from <= day && (endedOn === null || day < endedOn);
const overlap = (a: Days, b: Days): boolean =>
  (b.endedOn === null || a.from < b.endedOn) && (a.endedOn === null || b.from < a.endedOn);
const isNear = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Pieces of the grid that an outline covers, by a point inside each: a sixteenth of a cell wide, one cell high. */
const piecesOf = (geometry: Outline): Set<string> => {
  const covered = new Set<string>();
  const points = geometry.coordinates.flat(2);
  const range = (values: number[], origin: number, step: number): number[] => {
    const [first, last] = [Math.min(...values), Math.max(...values)].map((value) =>
      Math.round((value - origin) / step),
    ) as [number, number];
    return Array.from({ length: last - first }, (_, index) => first + index);
  };
  for (const x of range(
    points.map(([lng]) => lng!),
    105.9,
    WIDTH,
  ))
    for (const y of range(
      points.map(([, lat]) => lat!),
      10.1,
      HEIGHT,
    ))
      if (booleanPointInPolygon([105.9 + (x + 0.5) * WIDTH, 10.1 + (y + 0.5) * HEIGHT], geometry))
        covered.add(`${x},${y}`);
  return covered;
};
const HEIGHT = 0.001;
const WIDTH = HEIGHT / 16;

const json = async <T>(tx: Tx, sql: string): Promise<T[]> =>
  (await tx.query<{ row: T }>(sql)).rows.map(({ row }) => row);

/** The funnel of each of the days, nothing where there is no lot. */
export const funnelsOn = async (tx: Tx, days: readonly string[]): Promise<Funnel[]> =>
  (
    await tx.query<Funnel>(
      `select coalesce(planned_ha, 0) as planned, coalesce(cleared_ha, 0) as cleared, coalesce(state_leased_ha, 0) as "stateLeased",
         coalesce(serviced_ha, 0) as serviced, coalesce(leasable_ha, 0) as leasable, coalesce(leased_ha, 0) as leased,
         coalesce(deployed_ha, 0) as deployed, coalesce(idle_ha, 0) as idle
       from unnest($1::date[]) with ordinality as asked (day, place) left join lateral land.site_land(asked.day) on true order by place`,
      [days],
    )
  ).rows;

/** What is broken, in words; empty where all holds. */
export const broken = async (tx: Tx): Promise<string[]> => {
  const faults: string[] = [];
  const lots = await json<Lot>(tx, "select r as row from land.rows_of('lots', '{}', 0, 10000) r");
  const leases = await json<Lease>(tx, "select r as row from land.rows_of('leases', '{}', 0, 10000) r");
  const events = await json<Event>(tx, "select r as row from land.rows_of('events', '{}', 0, 10000) r");
  const covered = new Map(lots.map((lot) => [lot.id, piecesOf(lot.geometry)]));

  for (const [place, a] of lots.entries()) {
    for (const b of lots.slice(place + 1)) {
      if (!overlap(a.inForce, b.inForce)) continue;
      if ([...covered.get(a.id)!].some((piece) => covered.get(b.id)!.has(piece)))
        faults.push(`lots ${a.code} and ${b.code} overlap`);
      if (a.code === b.code) faults.push(`two lots ${a.code}`);
    }
  }
  for (const [place, a] of leases.entries()) {
    const lot = lots.find(({ id }) => id === a.lotId)!;
    if (a.areaHa > lot.statedAreaHa) faults.push(`lease larger than lot ${lot.code}`);
    if (a.during.from < lot.inForce.from) faults.push(`lease before lot ${lot.code}`);
    if (lot.inForce.endedOn !== null && (a.during.endedOn ?? "9999") > lot.inForce.endedOn)
      faults.push(`lease after lot ${lot.code}`);
    for (const b of leases.slice(place + 1))
      if (a.lotId === b.lotId && overlap(a.during, b.during)) faults.push(`leases of lot ${lot.code} overlap`);
  }
  for (const [place, funnel] of (await funnelsOn(tx, DAYS)).entries())
    faults.push(...brokenFunnel(DAYS[place]!, funnel, lots, leases, events));
  faults.push(...(await brokenDescent(tx, lots)), ...(await brokenAudit(tx)));
  return faults;
};

const brokenFunnel = (day: string, funnel: Funnel, lots: Lot[], leases: Lease[], events: Event[]): string[] => {
  const { planned, cleared, stateLeased, serviced, leasable, leased, deployed, idle } = funnel;
  const steps = [planned, cleared, stateLeased, serviced, leasable, leased, deployed, 0];
  const held = leases.filter(({ during }) => includes(during, day));
  const inUse = held.map(({ lotId, areaHa, heldSince }) => {
    const [last] = events
      .filter(
        (e) => e.lotId === lotId && e.happenedOn >= heldSince && e.happenedOn <= day && e.kind.endsWith("deployed"),
      )
      .toSorted((a, b) => b.happenedOn.localeCompare(a.happenedOn) || b.id - a.id);
    return last?.kind === "deployed" ? (last.areaHa ?? areaHa) : 0;
  });
  return [
    ...(steps.some((ha, place) => place > 0 && ha > steps[place - 1]! + 1e-9)
      ? [`funnel rises on ${day}: ${steps.join(", ")}`]
      : []),
    ...(isNear(idle, leased - deployed) ? [] : [`idle on ${day} is ${idle}`]),
    ...(isNear(
      planned,
      sum(lots.filter(({ inForce }) => includes(inForce, day)).map(({ statedAreaHa }) => statedAreaHa)),
    )
      ? []
      : [`planned on ${day} is ${planned}`]),
    ...(isNear(leased, sum(held.map(({ areaHa }) => areaHa))) ? [] : [`leased on ${day} is ${leased}`]),
    ...(isNear(deployed, sum(inUse)) ? [] : [`deployed on ${day} is ${deployed}, not ${sum(inUse)}`]),
  ];
};

/** Children as they were made, since they may be changed after; parents as they are, since they may not. */
const brokenDescent = async (tx: Tx, lots: Lot[]): Promise<string[]> => {
  const descents = await json<Descent>(
    tx,
    `select json_build_object('parentId', parent_id, 'childId', child_id, 'operation', operation, 'on', happened_on) as row from land.lot_lineage`,
  );
  const born = new Map(
    (
      await json<Lot>(
        tx,
        "select land.to_api(new) as row from audit.entry where table_name = 'land.lot' and operation = 'insert' order by seq desc",
      )
    ).map((lot) => [lot.id, lot]),
  );
  const faults: string[] = [];
  const side = (id: number, from: "parentId" | "childId") => descents.filter((descent) => descent[from] === id);
  for (const parent of lots.filter(({ id }) => side(id, "parentId").length > 0)) {
    const [{ operation, on }] = side(parent.id, "parentId") as [Descent];
    if (parent.inForce.endedOn !== on) faults.push(`${parent.code} does not end with its ${operation}`);
    const children = side(parent.id, "parentId").map(({ childId }) => born.get(childId)!);
    const parents =
      operation === "split"
        ? [parent]
        : side(children[0]!.id, "childId").map(({ parentId }) => lots.find(({ id }) => id === parentId)!);
    if (children.some(({ inForce }) => inForce.from !== on))
      faults.push(`what follows ${parent.code} does not begin with the ${operation}`);
    const areas = (list: Lot[]) => sum(list.map(({ statedAreaHa }) => statedAreaHa));
    if (!isNear(areas(children), areas(parents)))
      faults.push(`${operation} of ${parent.code}: ${areas(children)} ha of ${areas(parents)}`);
    const ground = (list: Lot[]) => new Set(list.flatMap(({ geometry }) => [...piecesOf(geometry)]));
    const [after, before] = [ground(children), ground(parents)];
    if (after.size !== before.size || [...after].some((piece) => !before.has(piece)))
      faults.push(`${operation} of ${parent.code} covers something else`);
  }
  return faults;
};

/** Every entry begins where the one before of the same row ended, versions only rise, and the end is what the tables hold. */
const brokenAudit = async (tx: Tx): Promise<string[]> => {
  const entries = await json<Entry>(
    tx,
    `select json_build_object('seq', seq, 'key', table_name || ' ' || row_id, 'operation', operation, 'old', old, 'new', new) as row
     from audit.entry where table_name like 'land.%' order by seq`,
  );
  const state = new Map<string, { row: Row | null; version: number }>();
  const faults: string[] = [];
  for (const { seq, key, old, new: next } of entries) {
    const { row = null, version = 0 } = state.get(key) ?? {};
    if (JSON.stringify(row) !== JSON.stringify(old))
      faults.push(`entry ${seq} does not go on from the one before of ${key}`);
    if (next?.row_version !== undefined && next.row_version <= version)
      faults.push(`version of ${key} does not rise at ${seq}`);
    state.set(key, { row: next, version: next?.row_version ?? version });
  }
  return faults;
};
