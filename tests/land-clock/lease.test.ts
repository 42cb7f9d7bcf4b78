import { expect, test } from "vitest";
import { clockLeaseOf, type LeaseRows } from "#server/land-clock/lease.ts";

const rows = (uses: LeaseRows["uses"], facts: LeaseRows["facts"] = []): LeaseRows => ({
  heldSince: "2012-01-01",
  lastDay: null,
  leasedHa: 2,
  facts,
  uses,
});
const use = (kind: "deployed" | "undeployed", on: string, areaHa: number | null = null) => ({
  kind,
  on,
  areaHa,
  document: null,
});

test.each<[string, LeaseRows["uses"], [string, string][]]>([
  ["nothing was ever in use", [], []],
  ["a stop of what never began is none", [use("undeployed", "2012-02-01")], []],
  ["in part: begun, not met", [use("deployed", "2012-02-01", 0.5)], [["useStarted", "2012-02-01"]]],
  [
    "in part, then whole: begun once, met later",
    [use("deployed", "2012-02-01", 0.5), use("deployed", "2012-05-01", 2)],
    [
      ["useStarted", "2012-02-01"],
      ["scheduleMet", "2012-05-01"],
    ],
  ],
  [
    "whole where no area is said, stopped, resumed",
    [use("deployed", "2012-02-01"), use("undeployed", "2013-01-01"), use("deployed", "2014-01-01", 1)],
    [
      ["useStarted", "2012-02-01"],
      ["useStopped", "2013-01-01"],
      ["useResumed", "2014-01-01"],
      ["scheduleMet", "2012-02-01"],
    ],
  ],
])("use of the lot: %s", (_, uses, expected) => {
  const told = clockLeaseOf(rows(uses)).facts.map((fact) => [fact.kind, "on" in fact ? fact.on : ""]);
  expect(told).toEqual(expected);
});

test("facts of the lease, each in the words of the clock", () => {
  const common = { decidedOn: null, isFeePaid: null, document: "1/VB" };
  const lease = clockLeaseOf(
    rows(
      [],
      [
        { ...common, kind: "handover", from: "2012-01-05", to: null },
        { ...common, kind: "schedule", from: "2011-12-01", to: "2014-01-05" },
        {
          ...common,
          kind: "extension",
          from: "2014-06-01",
          to: "2016-05-31",
          decidedOn: "2014-05-20",
          isFeePaid: false,
        },
        { ...common, kind: "force-majeure", from: "2014-08-01", to: null, document: null },
      ],
    ),
  );
  expect(lease).toEqual({
    handoverOn: "2012-01-05",
    leaseFrom: "2012-01-01",
    leaseTo: null,
    lessor: "developer",
    facts: [
      { kind: "scheduleRegistered", on: "2011-12-01", dueOn: "2014-01-05", document: "1/VB" },
      {
        kind: "extension",
        from: "2014-06-01",
        to: "2016-05-31",
        decidedOn: "2014-05-20",
        isFeePaid: false,
        document: "1/VB",
      },
      { kind: "forceMajeure", from: "2014-08-01", to: null },
    ],
  });
});
