import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { addDays, addMonths, dayInVietnam, daysBetween, isWeekend, type Day } from "#contracts/calendar-day.ts";
import type { ClockFact, ClockLease, ClockReading } from "#contracts/legal-clock.ts";
import { DUE_SOON_DAYS, readClocks } from "#contracts/legal-clock-reading.ts";
import { leased } from "./cases.ts";
import { LAW } from "./law.ts";

const ORIGIN = "2006-01-01";
const dayWithin = (min: number, max: number) => fc.integer({ min, max }).map((days) => addDays(ORIGIN, days));
/** Mostly of a few years, so that facts meet in one term; else of any since the first Civil Code in the data. */
const day = () => fc.oneof({ weight: 4, arbitrary: dayWithin(3_200, 4_700) }, dayWithin(0, 8_000));

const span = fc
  .tuple(day(), fc.integer({ min: 0, max: 400 }))
  .map(([from, days]) => ({ from, to: addDays(from, days) }));
const forceMajeure: fc.Arbitrary<ClockFact> = span.map((dates) => ({ kind: "forceMajeure", ...dates }));
const extension: fc.Arbitrary<ClockFact> = span.map((dates) => ({ kind: "extension", ...dates, isFeePaid: true }));
const schedule: fc.Arbitrary<ClockFact> = fc
  .tuple(day(), day())
  .map(([on, dueOn]) => ({ kind: "scheduleRegistered", on, dueOn }));
/** Start, stop, resume … in the order they can happen. */
const use = fc.uniqueArray(day(), { maxLength: 5 }).map((days): ClockFact[] =>
  days.toSorted().map((on, index) => ({
    kind: index === 0 ? "useStarted" : index % 2 === 1 ? "useStopped" : "useResumed",
    on,
  })),
);
const lease: fc.Arbitrary<ClockLease> = fc
  .tuple(day(), use, fc.array(fc.oneof(forceMajeure, extension, schedule), { maxLength: 6 }))
  .map(([handoverOn, uses, others]) => leased(handoverOn, [...uses, ...others]));

/** Days on which a fact begins, ends or becomes known: only there may a reading take a turn. */
const turns = ({ handoverOn, facts }: ClockLease): Day[] => [
  ...(handoverOn ? [handoverOn] : []),
  ...facts
    .flatMap((fact) => Object.values(fact).filter((value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value))))
    .map(String),
];
const URGENCY = { running: 0, extended: 0, suspended: 0, dueSoon: 1, overdue: 2, notApplicable: NaN, unknown: NaN };
const RUNS = { numRuns: 2_000 };
/** Both run to a deadline, the second no earlier; or neither runs. */
const isNoEarlier = (other: ClockReading, reading: ClockReading): boolean =>
  reading.deadline === null || other.deadline === null
    ? reading.deadline === other.deadline
    : other.deadline >= reading.deadline;

/** What counts, deadline and state of a reading contradict each other in. */
function contradictions(reading: ClockReading, asOf: Day): string[] {
  const { deadline, daysLeft, elapsedDays, state } = reading;
  if (deadline === null || daysLeft === null || elapsedDays === null) {
    return ["notApplicable", "unknown"].includes(state) ? [] : ["no deadline"];
  }
  const isHoliday = LAW.holidays.some(({ from, to }) => from <= deadline && deadline <= to);
  return [
    daysLeft === daysBetween(asOf, deadline) ? "" : "days left",
    (state === "overdue") === daysLeft < 0 ? "" : "overdue",
    elapsedDays >= 0 ? "" : "elapsed",
    isWeekend(deadline) || isHoliday ? "not a working day" : "",
    state === "dueSoon" && daysLeft > DUE_SOON_DAYS ? "not soon" : "",
    JSON.stringify(reading.steps.at(-1)) === JSON.stringify({ key: "deadlineIs", params: { on: deadline } })
      ? ""
      : "step",
  ].filter(Boolean);
}

describe("a reading", () => {
  test("is never due earlier for one more force majeure", () => {
    fc.assert(
      fc.property(lease, forceMajeure, day(), (before, more, asOf) => {
        const after = readClocks({ ...before, facts: [...before.facts, more] }, asOf, LAW);
        return readClocks(before, asOf, LAW).every((reading, index) => isNoEarlier(after[index]!, reading));
      }),
      RUNS,
    );
  });

  test("is never due earlier for an extension where there was none", () => {
    fc.assert(
      fc.property(lease, extension, day(), (any, more, asOf) => {
        const before = { ...any, facts: any.facts.filter(({ kind }) => kind !== "extension") };
        const after = readClocks({ ...before, facts: [...before.facts, more] }, asOf, LAW);
        return readClocks(before, asOf, LAW).every((reading, index) => isNoEarlier(after[index]!, reading));
      }),
      RUNS,
    );
  });

  test("only grows more urgent while nothing happens", () => {
    fc.assert(
      fc.property(lease, day(), fc.integer({ min: 1, max: 500 }), (any, asOf, days) => {
        const later = addDays(asOf, days);
        fc.pre(turns(any).every((turn) => turn <= asOf || turn > later));
        const after = readClocks(any, later, LAW);
        // What does not run compares with nothing: NaN.
        return readClocks(any, asOf, LAW).every(({ state }, index) => !(URGENCY[after[index]!.state] < URGENCY[state]));
      }),
      RUNS,
    );
  });

  test("does not depend on the order of facts, nor on those of the future", () => {
    const key = ({ evidence, ...reading }: ClockReading) => ({
      ...reading,
      evidence: evidence.map((fact) => JSON.stringify(fact)).toSorted(),
    });
    fc.assert(
      fc.property(lease, day(), fc.array(fc.nat(), { minLength: 11, maxLength: 11 }), (any, asOf, keys) => {
        const order = new Map(any.facts.map((fact, index) => [fact, keys[index]!]));
        const facts = any.facts.toSorted((a, b) => order.get(a)! - order.get(b)!);
        expect(readClocks({ ...any, facts }, asOf, LAW).map(key)).toEqual(readClocks(any, asOf, LAW).map(key));
        const known = any.facts.filter((fact) => ("on" in fact ? fact.on : fact.from) <= asOf);
        expect(readClocks({ ...any, facts: known }, asOf, LAW)).toEqual(readClocks(any, asOf, LAW));
      }),
      RUNS,
    );
  });

  test("adds up: counts, deadline and state say the same", () => {
    fc.assert(
      fc.property(lease, day(), (any, asOf) => {
        expect(readClocks(any, asOf, LAW).flatMap((reading) => contradictions(reading, asOf))).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe("days", () => {
  test("months on: never past the same day of the month, short of it only at a month's end", () => {
    const monthOf = (text: Day) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
    fc.assert(
      fc.property(dayWithin(-10_000, 30_000), fc.nat(400), (from, months) => {
        const to = addMonths(from, months);
        const isShort = to.slice(8) < from.slice(8);
        return (
          monthOf(to) - monthOf(from) === months &&
          to.slice(8) <= from.slice(8) &&
          (!isShort || addDays(to, 1).slice(8) === "01")
        );
      }),
      RUNS,
    );
  });

  const zone = process.env["TZ"];
  afterEach(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });
  test.each(["Asia/Ho_Chi_Minh", "UTC", "America/Los_Angeles", "Pacific/Kiritimati"])(
    "are the same on a machine in %s",
    (tz) => {
      process.env["TZ"] = tz;
      expect(addMonths("2015-03-10", 12)).toBe("2016-03-10");
      expect(addDays("2026-03-08", 1)).toBe("2026-03-09");
      expect(daysBetween("2015-03-10", "2016-03-10")).toBe(366);
      expect(isWeekend("2018-03-10")).toBe(true);
      expect(dayInVietnam(new Date("2016-03-10T16:59:59Z"))).toBe("2016-03-10");
      expect(dayInVietnam(new Date("2016-03-10T17:00:00Z"))).toBe("2016-03-11");
    },
  );
});
