import * as z from "zod/mini";
import type { Day, Span } from "./calendar-day.ts";
import type { confidence } from "./figures.ts";

/** What a rule of geodata/legal-clock-rules.csv is about. */
export const clockTopic = z.enum([
  "unused",
  "behindSchedule",
  "extension",
  "extensionTransition",
  "transition",
  "forceMajeure",
  "counting",
]);
export type ClockTopic = z.output<typeof clockTopic>;
/** Two clocks run side by side: land not used at all, and land used later than the project said. */
export type ClockKind = Extract<ClockTopic, "unused" | "behindSchedule">;

/** The day that the months of a rule are counted from. */
export const clockBasis = z.enum([
  "fieldHandover",
  "registeredSchedule",
  "dayAfterTerm",
  "grantingDecision",
  "commencement",
]);

/** A rule as the clock reads it: days are its first and last in force, `months` null where the law sets no number. */
export type ClockRule = {
  readonly id: string;
  readonly topic: ClockTopic;
  readonly documentNumber: string;
  readonly article: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly months: number | null;
  readonly countsFrom: z.output<typeof clockBasis> | null;
  readonly confidence: z.output<typeof confidence>;
  readonly sourceId: string;
};

/** All that the clock knows of the law; days off outside `holidays` are weekends only. */
export type ClockLaw = {
  readonly rules: readonly ClockRule[];
  readonly holidays: readonly { readonly from: Day; readonly to: Day }[];
};

/** Something that happened to a lot under lease, with the document that proves it. */
type Documented = { readonly document?: string };
type Happened<K extends string> = K extends string ? Documented & { readonly kind: K; readonly on: Day } : never;

/** The land is put to use, lies idle again, is used again. */
export type UseFact = Happened<"useStarted" | "useStopped" | "useResumed">;
/** Known from the day it was decided on, or begins. */
export type Extension = Documented & {
  readonly kind: "extension";
  readonly from: Day;
  readonly to: Day;
  readonly decidedOn?: Day;
  readonly isFeePaid: boolean | null;
};
export type ForceMajeure = Documented & { readonly kind: "forceMajeure" } & Span;
/** The project says, from `on`, that the land is to be in full use by `dueOn`; an amendment takes its place. */
type Schedule = Happened<"scheduleRegistered"> & { readonly dueOn: Day };
export type ClockFact = UseFact | Schedule | Happened<"scheduleMet"> | Extension | ForceMajeure;

/** A lease as far as the clock is concerned. */
export type ClockLease = {
  /** Handover of the land in the field, which the law counts from. */
  readonly handoverOn: Day | null;
  /** First day of the lease: stands in for an unknown handover, and the reading says so. */
  readonly leaseFrom: Day | null;
  /** Last day of the lease, or the day the land was taken back. */
  readonly leaseTo: Day | null;
  readonly lessor: "state" | "developer";
  readonly facts: readonly ClockFact[];
};

export type ClockState = "notApplicable" | "running" | "dueSoon" | "overdue" | "extended" | "suspended" | "unknown";

/** Why nothing runs, or why nothing can be said. */
export type ClockReason =
  | "notHandedOver"
  | "leaseEnded"
  | "inUse"
  | "scheduleAhead"
  | "scheduleMet"
  | "handoverMissing"
  | "scheduleMissing"
  | "factsContradict"
  | "noRuleInForce";

/** What an explanation says, in order; the client and the letter have a sentence for each. */
export type ClockStepKey =
  | "countedFromHandover"
  | "countedFromLease"
  | "countedFromStop"
  | "countedFromSchedule"
  | "scheduleBeforeHandover"
  | "ruleApplied"
  | "lawChanged"
  | "termEnds"
  | "endOfMonth"
  | "forceMajeureAdded"
  | "extensionGranted"
  | "extensionCapped"
  | "movedToWorkingDay"
  | "deadlineIs";
export type ClockStep = { readonly key: ClockStepKey; readonly params: Readonly<Record<string, string | number>> };

/** What to be careful about before anybody acts on a reading. */
export type ClockCaveat =
  | "handoverAssumed"
  | "countedFromStop"
  | "lowConfidenceRule"
  | "beganBeforeRules"
  | "forceMajeureNotCovered"
  | "extensionBeyondLimit"
  | "extensionFeeUnpaid"
  | "holidaysNotListed"
  | "noCountingRule"
  | "subleaseFromDeveloper";

/** A dated fact that the reading rests on. */
export type ClockEvidence = ClockFact | { readonly kind: "handover" | "leaseStarted" | "leaseEnded"; readonly on: Day };

export type ClockReading = {
  readonly clock: ClockKind;
  readonly asOf: Day;
  readonly state: ClockState;
  readonly reason: ClockReason | null;
  /** `extension` once the first term is over; null where nothing runs. */
  readonly term: "first" | "extension" | null;
  readonly countedFrom: Day | null;
  /** Last day on which the land can still be put to use in time; while force majeure lasts, as if it ended today. */
  readonly deadline: Day | null;
  /** Days of the term gone by, without those of force majeure. */
  readonly elapsedDays: number | null;
  readonly suspendedDays: number | null;
  /** Days to the deadline; negative once it has passed. */
  readonly daysLeft: number | null;
  /** Ids of the rules used, the one that sets the term first. */
  readonly ruleIds: readonly string[];
  readonly evidence: readonly ClockEvidence[];
  readonly steps: readonly ClockStep[];
  readonly caveats: readonly ClockCaveat[];
};
