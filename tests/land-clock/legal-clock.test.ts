import { expect, test } from "vitest";
import { readClock, readClocks } from "#contracts/legal-clock-reading.ts";
import { CASES, leased } from "./cases.ts";
import { LAW } from "./law.ts";

test("there are enough cases, no two of one name, each with an expectation", () => {
  expect(CASES.length).toBeGreaterThanOrEqual(60);
  expect(new Set(CASES.map(({ clock, name }) => `${clock} ${name}`)).size).toBe(CASES.length);
  expect(CASES.filter(({ expected }) => Object.keys(expected).length === 0)).toEqual([]);
});

test.each(CASES)("$clock: $name ($why)", ({ clock, lease, asOf, expected, rule, caveats, cites }) => {
  const reading = readClock(clock, lease, asOf, LAW);
  expect(reading).toMatchObject(expected);
  expect(rule ?? reading.ruleIds[0]).toBe(reading.ruleIds[0]);
  expect(reading.caveats).toEqual(expect.arrayContaining(caveats));
  expect(reading.ruleIds).toEqual(expect.arrayContaining(cites));
});

test("a reading explains itself: every date it rests on, step by step", () => {
  const lease = leased("2015-03-10", [
    { kind: "forceMajeure", from: "2017-01-01", to: "2017-01-31", document: "12/QĐ-UBND" },
    { kind: "extension", from: "2016-03-11", to: "2018-09-10", isFeePaid: false, document: "34/QĐ-UBND" },
  ]);
  const reading = readClock("unused", lease, "2017-06-01", LAW);
  expect(reading.steps).toEqual([
    { key: "countedFromHandover", params: { on: "2015-03-10" } },
    { key: "ruleApplied", params: { ruleId: "unused-2013", months: 12 } },
    { key: "termEnds", params: { on: "2016-03-10" } },
    { key: "extensionGranted", params: { from: "2016-03-11", to: "2018-09-10" } },
    { key: "extensionCapped", params: { on: "2018-03-10" } },
    { key: "forceMajeureAdded", params: { days: 31, on: "2018-04-10" } },
    { key: "deadlineIs", params: { on: "2018-04-10" } },
  ]);
  expect(reading.evidence.map((fact) => fact.kind)).toEqual(["handover", "extension", "forceMajeure"]);
  expect(reading.caveats).toEqual(["extensionBeyondLimit", "extensionFeeUnpaid"]);
  expect(reading.ruleIds).toEqual(["unused-2013", "extension-2013", "force-majeure-2013", "counting-2015"]);
});

test("a change of law is a step, and both clocks are read", () => {
  const [unused, behind] = readClocks(leased("2014-01-10"), "2014-08-01", LAW);
  expect(unused.steps).toContainEqual({ key: "lawChanged", params: { from: "unused-2003", to: "unused-2013" } });
  expect(unused.steps.at(-2)).toEqual({ key: "movedToWorkingDay", params: { from: "2015-01-10", on: "2015-01-12" } });
  expect(behind).toMatchObject({ clock: "behindSchedule", state: "unknown", reason: "scheduleMissing" });
});
