import type { Day } from "#contracts/calendar-day.ts";
import type { ClockFact, ClockLease, UseFact } from "#contracts/legal-clock.ts";

/** A fact of a lease, as it is entered. */
type LeaseFact = {
  readonly kind: "handover" | "schedule" | "extension" | "force-majeure";
  readonly from: Day;
  readonly to: Day | null;
  readonly decidedOn: Day | null;
  readonly isFeePaid: boolean | null;
  readonly document: string | null;
};
/** An event of the use of its lot; `areaHa` null: all that is leased. */
type LotUse = {
  readonly kind: "deployed" | "undeployed";
  readonly on: Day;
  readonly areaHa: number | null;
  readonly document: string | null;
};
export type LeaseRows = {
  readonly heldSince: Day;
  readonly lastDay: Day | null;
  readonly leasedHa: number;
  readonly facts: readonly LeaseFact[];
  readonly uses: readonly LotUse[];
};

const documented = ({ document }: { document: string | null }) => (document === null ? {} : { document });

function clockFacts(fact: LeaseFact): ClockFact[] {
  const { kind, from, to, decidedOn, isFeePaid } = fact;
  const paper = documented(fact);
  if (kind === "force-majeure") return [{ kind: "forceMajeure", from, to, ...paper }];
  if (to === null) return [];
  if (kind === "schedule") return [{ kind: "scheduleRegistered", on: from, dueOn: to, ...paper }];
  return kind === "extension" ? [{ kind, from, to, isFeePaid, ...(decidedOn && { decidedOn }), ...paper }] : [];
}

/** Land is in use from the first part of it that is; what was stopped and goes on is told apart. */
function useFacts(uses: readonly LotUse[]): UseFact[] {
  const facts: UseFact[] = [];
  for (const use of uses) {
    const isInUse = facts.length > 0 && facts.at(-1)?.kind !== "useStopped";
    if ((use.kind === "deployed") === isInUse || (use.kind === "undeployed" && facts.length === 0)) continue;
    const kind = use.kind === "undeployed" ? "useStopped" : facts.length === 0 ? "useStarted" : "useResumed";
    facts.push({ kind, on: use.on, ...documented(use) });
  }
  return facts;
}

/**
 * A lease as the legal clock takes it. The land is subleased from whoever developed the site: by the funnel, what is let was leased
 * by the State to them before.
 */
export const clockLeaseOf = ({ heldSince, lastDay, leasedHa, facts, uses }: LeaseRows): ClockLease => {
  const whole = uses.find(({ kind, areaHa }) => kind === "deployed" && (areaHa ?? leasedHa) >= leasedHa);
  return {
    handoverOn: facts.find(({ kind }) => kind === "handover")?.from ?? null,
    leaseFrom: heldSince,
    leaseTo: lastDay,
    lessor: "developer",
    facts: [
      ...facts.flatMap(clockFacts),
      ...useFacts(uses),
      ...(whole ? [{ kind: "scheduleMet" as const, on: whole.on, ...documented(whole) }] : []),
    ],
  };
};
