import { expect, test } from "vitest";
import { ApiError } from "#client/api.ts";
import { changesAfter, conflictOf, toChoose } from "./conflict.ts";

const refusal = (kind: "version-conflict" | "conflict", members: object) =>
  Object.assign(new ApiError(kind, "", null), { members });
const stale = refusal("version-conflict", {
  current: { id: 4, note: "của người kia", use: "service", code: "A1", rowVersion: 3 },
  fields: [
    { field: "note", held: null, current: "của người kia", given: "của tôi" },
    { field: "use", held: "industrial", current: "service", given: "service" },
    { field: "code", held: "A0", current: "A1" },
  ],
});
const mine = { note: "của tôi", use: "service", statedAreaHa: 2 };

test("only fields that both have written differently are to be chosen", () => {
  const conflict = conflictOf<{ rowVersion: number }>(stale)!;
  expect(toChoose(conflict).map(({ field }) => field)).toEqual(["note"]);
  expect(conflict.current.rowVersion).toBe(3);
});

test.each<[string, string[], object]>([
  ["mine", [], { note: "của tôi", statedAreaHa: 2 }],
  ["theirs", ["note"], { statedAreaHa: 2 }],
])("choosing %s leaves to be written", (_, theirs, expected) => {
  expect(changesAfter(mine, conflictOf(stale)!, new Set(theirs))).toEqual(expected);
});

test("another refusal is no conflict", () => {
  expect(conflictOf(refusal("conflict", { detail: "chồng lên lô A2" }))).toBeNull();
  expect(conflictOf(new Error("version-conflict"))).toBeNull();
});
