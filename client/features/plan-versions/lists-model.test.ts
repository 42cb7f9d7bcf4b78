import { expect, test } from "vitest";
import { byTerritory, namedSites, standingIn } from "#client/features/plan-versions/lists-model.ts";
import type { PlanVersionInFull } from "#contracts/plan-versions.ts";

const named = (id: string) => ({ id, nameVi: id, nameEn: id });
const member = (id: string, stage: string | null = null) => ({ ...named(id), stage, isDrawn: true, area: null });
const list = (
  year: string,
  members: PlanVersionInFull["members"],
  rest: Partial<PlanVersionInFull> = {},
): PlanVersionInFull => ({
  ...named(`clusters-${year}`),
  dataSet: "published",
  topic: "clusters",
  asOf: `${year}-12-31`,
  period: year,
  figures: [],
  named: members.length,
  drawn: members.length,
  source: { id: "s", locator: null },
  noteVi: null,
  noteEn: null,
  territory: named("vinh-long"),
  isComplete: true,
  members,
  change: null,
  ...rest,
});

const IN_2018 = list("2018", [member("a", "to-2020"), member("b", "2020-2030")]);
const IN_2021 = list("2021", [member("a"), member("b"), member("c")]);
const IN_2024 = list("2024", [member("a", "operating")], { isComplete: false });
const MERGED = list("2025", [], { territory: named("vinh-long-2025") });

test("the merged province stands apart, and after", () => {
  const territories = byTerritory([MERGED, IN_2018, IN_2021]);
  expect(territories.map(({ id, versions }) => [id, versions.length])).toEqual([
    ["vinh-long", 2],
    ["vinh-long-2025", 1],
  ]);
});

test("an incomplete list does not say that a site is missing from it", () => {
  expect(standingIn(IN_2018, "a")).toBe("to-2020");
  expect(standingIn(IN_2021, "c")).toBe(true);
  expect(standingIn(IN_2018, "c")).toBe(false);
  expect(standingIn(IN_2024, "c")).toBeNull();
});

test("every name stands once, in the order of the longest list", () => {
  expect(namedSites([IN_2018, IN_2024, IN_2021]).map(({ id }) => id)).toEqual(["a", "b", "c"]);
});
