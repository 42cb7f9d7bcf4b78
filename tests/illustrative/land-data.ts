/** The made-up land-use set as the importer reads it, and what follows from its dated rows alone. */
import { join } from "node:path";
import { addMonths, type Day } from "#contracts/calendar-day.ts";
import type { ClockFact, ClockLease } from "#contracts/legal-clock.ts";
import { IssueList } from "#server/features/imports/issue.ts";
import { valuesOf } from "#server/features/imports/geodata.ts";
import { checkFiles } from "#server/features/imports/load.ts";
import { readFiles } from "#server/features/imports/read.ts";
import { ROOT } from "../helpers/embedded-template.ts";

export const GEODATA = join(ROOT, "geodata");
export const data = checkFiles(await readFiles(GEODATA), new IssueList());

export const lots = data.lots.rows.map(({ value: { properties, geometry } }) => ({
  ...properties,
  ring: (geometry.coordinates as unknown as [number, number][][][])[0]![0]!,
}));
export const leases = valuesOf(data, "land/leases.csv");
export const events = valuesOf(data, "land/lot-events.csv");
export const projects = valuesOf(data, "land/projects.csv");
export const versions = valuesOf(data, "land/project-versions.csv");
export const periods = valuesOf(data, "land/periods.csv");
export const reports = valuesOf(data, "land/period-reports.csv");
const leaseFacts = valuesOf(data, "land/lease-facts.csv");

/** Exact: hundredths and tenths, added as whole numbers. */
export const total = (numbers: readonly (number | null)[], unit = 100): number =>
  numbers.reduce<number>((sum, number) => sum + Math.round((number ?? 0) * unit), 0) / unit;

export const STAGES = ["planned", "cleared", "state-leased", "serviced", "leasable", "leased", "deployed"] as const;
/** Rows by the id that they name; Node 20 has no Map.groupBy. */
export function groupBy<R>(rows: readonly R[], key: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}
const eventsOf = groupBy(events, ({ lot_id: lot }) => lot);
const leasesOf = groupBy(leases, ({ lot_id: lot }) => lot);
const isHeld = ({ during_from: from, during_to: to }: (typeof leases)[number], day: Day): boolean =>
  from <= day && (to === null || day <= to);

/** Hectares of a lot in each stage on a day: derived, never typed in. */
function hectaresOf(lot: (typeof lots)[number], stage: (typeof STAGES)[number], day: Day): number {
  const lease = leasesOf.get(lot.id)?.find((each) => isHeld(each, day));
  const known = (eventsOf.get(lot.id) ?? []).filter(({ happened_on: on }) => on <= day);
  if (stage === "leased") return lease?.area_ha ?? 0;
  if (stage === "deployed") return lease ? (known.findLast(({ kind }) => kind === "deployed")?.area_ha ?? 0) : 0;
  return known.some(({ kind }) => kind === stage) ? lot.stated_area_ha : 0;
}
/** The funnel of some lots on a day, in hectares. */
export const funnel = (of: readonly (typeof lots)[number][], day: Day): Record<(typeof STAGES)[number], number> =>
  Object.fromEntries(STAGES.map((stage) => [stage, total(of.map((lot) => hectaresOf(lot, stage, day)))])) as Record<
    (typeof STAGES)[number],
    number
  >;

/** Certificates in force on a day: the newest version of each project. */
export const versionsOn = (day: Day): (typeof versions)[number][] =>
  projects.flatMap(({ id }) => versions.findLast(({ project_id: of, issued_on: on }) => of === id && on <= day) ?? []);

const METRES = { equator: 6_378_137, squaredEccentricity: 0.006_694_38 };
/** Area on the ellipsoid, good to a millionth for a few hectares. */
export function measuredHa(ring: readonly (readonly [number, number])[]): number {
  const radians = Math.PI / 180;
  const latitude = ring[0]![1] * radians;
  const root = Math.sqrt(1 - METRES.squaredEccentricity * Math.sin(latitude) ** 2);
  const north = (METRES.equator * (1 - METRES.squaredEccentricity)) / root ** 3;
  const east = (METRES.equator / root) * Math.cos(latitude);
  const [[x0, y0]] = ring as [[number, number]];
  const twice = ring
    .slice(1)
    .map(([x, y], index) => (ring[index]![0] - x0) * (y - y0) - (x - x0) * (ring[index]![1] - y0));
  return (Math.abs(twice.reduce((sum, part) => sum + part, 0)) / 2) * radians ** 2 * north * east * 1e-4;
}

/** A lease with its dated rows, as the legal clock takes it. */
export function clockLeaseOf(lease: (typeof leases)[number]): ClockLease {
  const own = leaseFacts.filter(({ lease_id: of }) => of === lease.id);
  const deployed = events.filter(({ lot_id: lot, kind }) => lot === lease.lot_id && kind === "deployed");
  const whole = deployed.find(({ area_ha: area }) => area === lease.area_ha);
  const facts = own.flatMap(
    ({ kind, from_day: from, to_day: to, is_fee_paid: isFeePaid, document_number: document }): ClockFact[] => {
      if (kind === "schedule")
        return [{ kind: "scheduleRegistered", on: from, dueOn: to ?? addMonths(from, 24), document }];
      if (kind === "extension") return [{ kind, from, to: to!, isFeePaid, document }];
      return kind === "force-majeure" ? [{ kind: "forceMajeure", from, to, document }] : [];
    },
  );
  return {
    handoverOn: own.find(({ kind }) => kind === "handover")?.from_day ?? null,
    leaseFrom: lease.during_from,
    leaseTo: lease.during_to,
    lessor: "developer",
    facts: [
      ...facts,
      ...(deployed[0] ? [{ kind: "useStarted" as const, on: deployed[0].happened_on }] : []),
      ...(whole ? [{ kind: "scheduleMet" as const, on: whole.happened_on }] : []),
    ],
  };
}
