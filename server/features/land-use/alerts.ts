import { addMonths, type Day } from "#contracts/calendar-day.ts";
import { ALERT_SEVERITIES, ALERT_THRESHOLDS, type AlertEvidence, type LandAlert } from "#contracts/land-alerts.ts";
import { readClocks } from "#contracts/legal-clock-reading.ts";
import type { ClockEvidence, ClockLaw, ClockReading } from "#contracts/legal-clock.ts";
import { clockLeaseOf, type LeaseRows } from "#server/land-clock/lease.ts";

/** As the contract has it, with the readings as the clock gives them. */
type Alert = Omit<LandAlert, "readings"> & { readonly readings: readonly ClockReading[] };

export type IdleLease = LeaseRows & {
  readonly leaseId: number;
  readonly siteId: string;
  readonly lotId: number;
  readonly lotCode: string;
  readonly projectId: number;
  readonly projectNameVi: string;
  readonly enterpriseNameVi: string;
  readonly siteNameVi: string;
  readonly contractNumber: string;
  readonly signedOn: Day | null;
  readonly deployedHa: number;
  readonly idleHa: number;
};
export type LateReport = {
  readonly siteId: string;
  readonly periodId: number;
  readonly lateDays: number;
  readonly dueOn: Day;
};
const MEASURES = ["billionVnd", "millionUsd", "jobs", "ha"] as const;
type Line = { readonly periodId: number; readonly on: Day } & Readonly<
  Record<(typeof MEASURES)[number], number | null>
>;
export type ProjectCapital = {
  readonly projectId: number;
  readonly projectNameVi: string;
  readonly siteId: string;
  readonly firstIssuedOn: Day;
  readonly issuedOn: Day;
  readonly certificateNumber: string | null;
  readonly registeredBillionVnd: number | null;
  readonly registeredMillionUsd: number | null;
  /** What approved reports say was carried out: the newest, and the one before. */
  readonly lines: readonly Line[];
};
export type LotArea = {
  readonly lotId: number;
  readonly lotCode: string;
  readonly siteId: string;
  readonly statedHa: number;
  readonly measuredHa: number;
};
export type SiteArea = {
  readonly siteId: string;
  readonly plannedHa: number;
  readonly publishedGrossHa: number | null;
  readonly publishedFigureId: string | null;
};

const NOTHING = {
  lotId: null,
  lotCode: null,
  leaseId: null,
  projectId: null,
  projectNameVi: null,
  periodId: null,
  daysOver: null,
  readings: [],
} as const;

const said = (key: AlertEvidence["key"], more: Partial<AlertEvidence>): AlertEvidence => ({
  key,
  on: null,
  to: null,
  value: null,
  unit: null,
  document: null,
  ...more,
});

/** The day or days of a fact; of a schedule, the day it was registered and the one it promises. */
const clockEvidence = (fact: ClockEvidence): AlertEvidence =>
  said(fact.kind, {
    on: "on" in fact ? fact.on : fact.from,
    to: fact.kind === "scheduleRegistered" ? fact.dueOn : "to" in fact ? fact.to : null,
    document: ("document" in fact ? fact.document : null) ?? null,
  });

const URGENCY: readonly ClockReading["state"][] = [
  "overdue",
  "dueSoon",
  "unknown",
  "suspended",
  "extended",
  "running",
  "notApplicable",
];
const moreUrgent = (a: ClockReading, b: ClockReading): number =>
  URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) || (a.daysLeft ?? 0) - (b.daysLeft ?? 0);

/** Both clocks of a lease on a day, the one that calls for more first. */
export const readingsOf = (lease: IdleLease, on: Day, law: ClockLaw): ClockReading[] =>
  readClocks(clockLeaseOf(lease), on, law).toSorted(moreUrgent);

const stepOf = ({ state, term }: ClockReading): LandAlert["nextStep"] => {
  if (state === "unknown") return "completeFacts";
  if (state === "overdue" && term === "extension") return "reportToAuthority";
  return state === "overdue" || state === "dueSoon" ? "sendLetter" : "watch";
};

const SEVERITY: Partial<Record<ClockReading["state"], LandAlert["severity"]>> = {
  overdue: "high",
  dueSoon: "medium",
  unknown: "medium",
};

export const idleAlert = (lease: IdleLease, on: Day, law: ClockLaw): Alert => {
  const { leaseId, siteId, lotId, lotCode, projectId, projectNameVi, leasedHa, deployedHa, idleHa } = lease;
  const readings = readingsOf(lease, on, law);
  const first = readings[0]!;
  const facts = readings.flatMap(({ evidence }) => evidence.map(clockEvidence));
  return {
    ...NOTHING,
    kind: "idleLand",
    severity: SEVERITY[first.state] ?? "low",
    siteId,
    lotId,
    lotCode,
    leaseId,
    projectId,
    projectNameVi,
    daysOver: first.daysLeft === null ? null : 0 - first.daysLeft,
    evidence: [
      said("leased", { value: leasedHa, unit: "ha" }),
      said("deployed", { value: deployedHa, unit: "ha" }),
      said("idle", { value: idleHa, unit: "ha" }),
      ...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values(),
    ],
    readings,
    nextStep: stepOf(first),
  };
};

export const lateAlert = ({ siteId, periodId, lateDays, dueOn }: LateReport): Alert => ({
  ...NOTHING,
  kind: "lateReport",
  severity: lateDays >= ALERT_THRESHOLDS.lateDaysHigh ? "high" : "medium",
  siteId,
  periodId,
  daysOver: lateDays,
  evidence: [said("deadline", { on: dueOn })],
  nextStep: "askForReport",
});

const shareOf = (value: number, of: number): number => (of === 0 ? (value === 0 ? 0 : Infinity) : value / of);

/** Capital carried out that is far behind what is registered, or beyond it; each currency by itself. */
export function capitalAlerts(project: ProjectCapital, on: Day): Alert[] {
  const { projectId, projectNameVi, siteId, firstIssuedOn, issuedOn, certificateNumber, lines } = project;
  const [line] = lines;
  if (!line) return [];
  const isGrown = addMonths(firstIssuedOn, ALERT_THRESHOLDS.capitalAfterMonths) <= on;
  const registered = { billionVnd: project.registeredBillionVnd, millionUsd: project.registeredMillionUsd };
  return (["billionVnd", "millionUsd"] as const).flatMap((unit): Alert[] => {
    const [filed, done] = [registered[unit], line[unit]];
    if (filed === null || done === null) return [];
    const isBehind = isGrown && done < filed * ALERT_THRESHOLDS.capitalShare;
    if (!isBehind && done <= filed) return [];
    return [
      {
        ...NOTHING,
        kind: isBehind ? "capitalBehind" : "capitalBeyond",
        severity: "medium",
        siteId,
        projectId,
        projectNameVi,
        periodId: line.periodId,
        evidence: [
          said("certificate", { on: firstIssuedOn }),
          said("registered", { on: issuedOn, value: filed, unit, document: certificateNumber }),
          said("implemented", { on: line.on, value: done, unit }),
        ],
        nextStep: "askAboutCapital",
      },
    ];
  });
}

/** A project whose newest approved report is far from the one before; capital carried out never falls. */
export function changeAlerts({ projectId, projectNameVi, siteId, lines }: ProjectCapital): Alert[] {
  const [after, before] = lines;
  if (!after || !before) return [];
  return MEASURES.flatMap((unit): Alert[] => {
    const [was, is] = [before[unit], after[unit]];
    if (was === null || is === null) return [];
    const isFall = is < was && (unit === "billionVnd" || unit === "millionUsd");
    const isGreat =
      Math.abs(shareOf(is - was, was)) > ALERT_THRESHOLDS.changeShare &&
      Math.abs(is - was) >= ALERT_THRESHOLDS.changeAtLeast[unit];
    if (!isFall && !isGreat) return [];
    return [
      {
        ...NOTHING,
        kind: "unusualChange",
        severity: isFall ? "medium" : "low",
        siteId,
        projectId,
        projectNameVi,
        periodId: after.periodId,
        evidence: [
          said("before", { on: before.on, value: was, unit }),
          said("after", { on: after.on, value: is, unit }),
        ],
        nextStep: "checkReport",
      },
    ];
  });
}

export function siteAreaAlerts({ siteId, plannedHa, publishedGrossHa, publishedFigureId }: SiteArea): Alert[] {
  if (publishedGrossHa === null) return [];
  if (Math.abs(shareOf(plannedHa - publishedGrossHa, publishedGrossHa)) <= ALERT_THRESHOLDS.siteAreaShare) return [];
  return [
    {
      ...NOTHING,
      kind: "lotsDoNotSum",
      severity: "low",
      siteId,
      evidence: [
        said("sumOfLots", { value: plannedHa, unit: "ha" }),
        said("published", { value: publishedGrossHa, unit: "ha", document: publishedFigureId }),
      ],
      nextStep: "checkLots",
    },
  ];
}

export function lotAreaAlerts({ lotId, lotCode, siteId, statedHa, measuredHa }: LotArea): Alert[] {
  if (Math.abs(shareOf(statedHa - measuredHa, measuredHa)) <= ALERT_THRESHOLDS.lotAreaShare) return [];
  return [
    {
      ...NOTHING,
      kind: "lotAreaDiffers",
      severity: "low",
      siteId,
      lotId,
      lotCode,
      evidence: [said("stated", { value: statedHa, unit: "ha" }), said("measured", { value: measuredHa, unit: "ha" })],
      nextStep: "measureAgain",
    },
  ];
}

/** By severity, then by days, the longest overdue first; what has no deadline comes last. */
export const byUrgency = (a: Alert, b: Alert): number =>
  ALERT_SEVERITIES.indexOf(a.severity) - ALERT_SEVERITIES.indexOf(b.severity) ||
  (b.daysOver ?? -Infinity) - (a.daysOver ?? -Infinity) ||
  0;
