import { addDays, addMonths, daysBetween, daysWithin, earlier, later, type Day } from "./calendar-day.ts";
import type {
  ClockCaveat,
  ClockEvidence,
  ClockFact,
  ClockKind,
  ClockLaw,
  ClockLease,
  ClockReading,
  ClockReason,
  ClockRule,
  ClockStep,
  ClockStepKey,
  UseFact,
} from "./legal-clock.ts";
import { extend, forceMajeureOf, moveToWorkingDay, putOff, ruleOn } from "./legal-term.ts";

/** From how many days before the deadline a reading says `dueSoon`: a choice of ours, no law. */
export const DUE_SOON_DAYS = 90;

/** The idle time that is counted, or why none is. */
type Spell =
  | {
      readonly from: Day;
      readonly step: ClockStep;
      readonly caveats: readonly ClockCaveat[];
      readonly evidence: readonly ClockEvidence[];
    }
  | { readonly reason: ClockReason; readonly evidence: readonly ClockEvidence[] };

const step = (key: ClockStepKey, params: ClockStep["params"] = {}): ClockStep => ({ key, params });
const ofKind = <K extends ClockFact["kind"]>(facts: readonly ClockFact[], kind: K): Extract<ClockFact, { kind: K }>[] =>
  facts.filter((fact): fact is Extract<ClockFact, { kind: K }> => fact.kind === kind);

const USE_ORDER = ["useStarted", "useStopped", "useResumed"] as const;

/** Facts of use known on a day, in the order they happened. */
const useFacts = (facts: readonly ClockFact[], asOf: Day): UseFact[] =>
  USE_ORDER.flatMap((kind): UseFact[] => ofKind(facts, kind))
    .filter(({ on }) => on <= asOf)
    .toSorted((a, b) => (a.on === b.on ? USE_ORDER.indexOf(a.kind) - USE_ORDER.indexOf(b.kind) : a.on < b.on ? -1 : 1));

/** Land stays unused from its handover until use starts, and again from a stop until it resumes. */
function unusedSpell(lease: ClockLease, start: Day, opening: Extract<Spell, { from: Day }>, asOf: Day): Spell {
  let spell: Spell = opening;
  let last: UseFact | null = null;
  for (const fact of useFacts(lease.facts, asOf)) {
    const isFitting =
      fact.kind === "useStarted"
        ? last === null
        : fact.kind === "useStopped"
          ? last !== null && last.kind !== "useStopped"
          : last?.kind === "useStopped";
    if (!isFitting || fact.on < start) return { reason: "factsContradict", evidence: last ? [last, fact] : [fact] };
    spell =
      fact.kind === "useStopped"
        ? {
            from: fact.on,
            step: step("countedFromStop", { on: fact.on }),
            caveats: ["countedFromStop"],
            evidence: [...opening.evidence, fact],
          }
        : { reason: "inUse", evidence: [fact] };
    last = fact;
  }
  return spell;
}

/** Land is behind schedule from the registered day until the schedule is met. */
function scheduleSpell(lease: ClockLease, start: Day, opening: Extract<Spell, { from: Day }>, asOf: Day): Spell {
  const schedule = ofKind(lease.facts, "scheduleRegistered")
    .filter(({ on }) => on <= asOf)
    .toSorted((a, b) => (`${a.on}${a.dueOn}` < `${b.on}${b.dueOn}` ? -1 : 1))
    .at(-1);
  if (!schedule) return { reason: "scheduleMissing", evidence: opening.evidence };
  const met = ofKind(lease.facts, "scheduleMet").find(({ on }) => on <= asOf);
  if (met) return { reason: "scheduleMet", evidence: [schedule, met] };
  if (asOf <= schedule.dueOn) return { reason: "scheduleAhead", evidence: [schedule] };
  const from = later(schedule.dueOn, start);
  return {
    from,
    step:
      from === schedule.dueOn
        ? step("countedFromSchedule", { on: from })
        : step("scheduleBeforeHandover", { dueOn: schedule.dueOn, on: from }),
    caveats: opening.caveats,
    evidence: [...opening.evidence, schedule],
  };
}

function spellOf(clock: ClockKind, lease: ClockLease, asOf: Day): Spell {
  const start = lease.handoverOn ?? lease.leaseFrom;
  if (start === null) return { reason: "handoverMissing", evidence: [] };
  const isAssumed = lease.handoverOn === null;
  const opened: ClockEvidence = { kind: isAssumed ? "leaseStarted" : "handover", on: start };
  if (asOf < start) return { reason: "notHandedOver", evidence: [opened] };
  if (lease.leaseTo !== null && lease.leaseTo < asOf) {
    return { reason: "leaseEnded", evidence: [{ kind: "leaseEnded", on: lease.leaseTo }] };
  }
  const backwards = lease.facts.find((fact) => "from" in fact && fact.to !== null && fact.to < fact.from);
  if (backwards) return { reason: "factsContradict", evidence: [backwards] };
  const opening = {
    from: start,
    step: step(isAssumed ? "countedFromLease" : "countedFromHandover", { on: start }),
    caveats: isAssumed ? (["handoverAssumed"] as const) : [],
    evidence: [opened],
  };
  return clock === "unused" ? unusedSpell(lease, start, opening, asOf) : scheduleSpell(lease, start, opening, asOf);
}

const nothingRuns = (
  clock: ClockKind,
  asOf: Day,
  reason: ClockReason,
  evidence: readonly ClockEvidence[],
): ClockReading => ({
  clock,
  asOf,
  state: ["handoverMissing", "scheduleMissing", "factsContradict", "noRuleInForce"].includes(reason)
    ? "unknown"
    : "notApplicable",
  reason,
  term: null,
  countedFrom: null,
  deadline: null,
  elapsedDays: null,
  suspendedDays: null,
  daysLeft: null,
  ruleIds: [],
  evidence,
  steps: [],
  caveats: [],
});

/**
 * The rule that a day is judged by: of a term that is over the one in force on its last day, when the breach arose; before
 * that the one in force on the day asked. A term that began under an earlier law runs on.
 */
function termRule(law: ClockLaw, clock: ClockKind, from: Day, asOf: Day): (ClockRule & { months: number }) | undefined {
  const asked = ruleOn(law, clock, asOf);
  if (!asked || asked.months === null) return undefined;
  const judged = ruleOn(law, clock, earlier(asOf, addMonths(from, asked.months))) ?? asked;
  return judged.months === null ? undefined : { ...judged, months: judged.months };
}

/**
 * Reads one clock on a day from what is known on that day; later facts are left out.
 *
 * Counting: the day of handover (stop, schedule) is not counted; so many months end with the corresponding day, or the last
 * of the month; every day of force majeure in the term puts the end off by one day; a last day that is no working day gives
 * way to the next. An extension runs to the day granted, no longer than the law lets it, and is put off in the same way.
 */
export function readClock(clock: ClockKind, lease: ClockLease, asOf: Day, law: ClockLaw): ClockReading {
  const spell = spellOf(clock, lease, asOf);
  if ("reason" in spell) return nothingRuns(clock, asOf, spell.reason, spell.evidence);
  const rule = termRule(law, clock, spell.from, asOf);
  if (!rule) return nothingRuns(clock, asOf, "noRuleInForce", spell.evidence);

  const forceMajeure = forceMajeureOf(law, ofKind(lease.facts, "forceMajeure"), asOf);
  const nominal = addMonths(spell.from, rule.months);
  const first = putOff(spell.from, nominal, forceMajeure.union);
  const firstMoved = moveToWorkingDay(law, first.end);
  const extension = extend(law, ofKind(lease.facts, "extension"), forceMajeure.union, first.end, asOf);
  const isExtended = extension !== null && extension.used.length > 0;
  const end = isExtended ? extension.end : first.end;
  const moved = isExtended ? moveToWorkingDay(law, end) : firstMoved;
  const deadline = moved.day;

  /** Days of force majeure up to a day that put the first term or an extension off. */
  const suspendedUntil = (day: Day): number => {
    const inFirst = daysWithin(forceMajeure.union, spell.from, earlier(day, first.end));
    const extendedAfter = isExtended ? later(first.end, addDays(extension.used[0]!.from, -1)) : end;
    return inFirst + daysWithin(forceMajeure.union, extendedAfter, earlier(day, end));
  };
  const daysLeft = daysBetween(asOf, deadline);
  const isSuspended = daysWithin(forceMajeure.union, later(spell.from, addDays(asOf, -1)), earlier(asOf, end)) > 0;
  const isFirstOver = asOf > firstMoved.day;
  const state = isSuspended
    ? "suspended"
    : daysLeft < 0
      ? "overdue"
      : daysLeft <= DUE_SOON_DAYS
        ? "dueSoon"
        : isFirstOver
          ? "extended"
          : "running";

  const counted = forceMajeure.parts.filter((part) => daysWithin([part], spell.from, end) > 0);
  const began = ruleOn(law, clock, spell.from);
  const isLawReplaced = began?.id !== rule.id || ruleOn(law, clock, asOf)?.id !== rule.id;
  const changed = isLawReplaced ? ruleOn(law, "transition", asOf) : undefined;
  const rules = [
    rule,
    ...(isExtended ? extension.rules : []),
    ...law.rules.filter(({ id }) => counted.some(({ ruleId }) => ruleId === id)),
    ...(changed ? [changed] : []),
    ...(moved.rule ? [moved.rule] : []),
  ];
  const usedFacts = [
    ...(isExtended ? extension.used : []),
    ...ofKind(lease.facts, "forceMajeure").filter(
      ({ from, to }) => daysWithin([{ from, to: earlier(to ?? asOf, asOf) }], spell.from, end) > 0,
    ),
  ];
  const caveats: [boolean, ClockCaveat][] = [
    [rules.some(({ confidence }) => confidence === "low"), "lowConfidenceRule"],
    [began === undefined, "beganBeforeRules"],
    [!forceMajeure.isAllCovered, "forceMajeureNotCovered"],
    [isExtended && extension.cappedAt !== null, "extensionBeyondLimit"],
    [isExtended && extension.used.some(({ isFeePaid }) => isFeePaid === false), "extensionFeeUnpaid"],
    [moved.rule === undefined, "noCountingRule"],
    [!moved.isListed, "holidaysNotListed"],
    [lease.lessor === "developer", "subleaseFromDeveloper"],
  ];
  const steps = [
    spell.step,
    step("ruleApplied", { ruleId: rule.id, months: rule.months }),
    ...(began && began.id !== rule.id ? [step("lawChanged", { from: began.id, to: rule.id })] : []),
    step("termEnds", { on: nominal }),
    ...(nominal.slice(8) === spell.from.slice(8) ? [] : [step("endOfMonth", { on: nominal })]),
    ...(first.suspendedDays > 0 ? [step("forceMajeureAdded", { days: first.suspendedDays, on: first.end })] : []),
    ...(isExtended ? extension.used.map(({ from, to }) => step("extensionGranted", { from, to })) : []),
    ...(isExtended && extension.cappedAt !== null ? [step("extensionCapped", { on: extension.cappedAt })] : []),
    ...(isExtended && extension.suspendedDays > 0
      ? [step("forceMajeureAdded", { days: extension.suspendedDays, on: extension.end })]
      : []),
    ...(deadline === end ? [] : [step("movedToWorkingDay", { from: end, on: deadline })]),
    step("deadlineIs", { on: deadline }),
  ];
  return {
    clock,
    asOf,
    state,
    reason: null,
    term: isFirstOver && isExtended ? "extension" : "first",
    countedFrom: spell.from,
    deadline,
    elapsedDays: daysBetween(spell.from, asOf) - suspendedUntil(asOf),
    suspendedDays: suspendedUntil(end),
    daysLeft,
    ruleIds: rules.map(({ id }) => id),
    evidence: [...spell.evidence, ...usedFacts],
    steps,
    caveats: [...spell.caveats, ...caveats.flatMap(([holds, caveat]) => (holds ? [caveat] : []))],
  };
}

/** Both clocks of a lease on a day. */
export const readClocks = (lease: ClockLease, asOf: Day, law: ClockLaw): readonly [ClockReading, ClockReading] => [
  readClock("unused", lease, asOf, law),
  readClock("behindSchedule", lease, asOf, law),
];
