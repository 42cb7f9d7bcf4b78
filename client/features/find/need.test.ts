import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Constraint, foldLetters, readNeed } from "./need.ts";

type Written = {
  readonly need: string;
  readonly constraints: readonly Constraint[];
  readonly notUnderstood: readonly string[];
};
const NEEDS = JSON.parse(
  readFileSync(new URL("../../../tests/find/needs.json", import.meta.url), "utf8"),
) as readonly Written[];
const asText = (constraint: Constraint) => JSON.stringify(constraint, Object.keys(constraint).toSorted());
const sorted = (constraints: readonly Constraint[]) => constraints.map(asText).toSorted((a, b) => a.localeCompare(b));

describe("written needs", () => {
  test("at least 95 of 100 constraints are read right, and none is read that is not there", () => {
    const wanted = NEEDS.flatMap(({ need, constraints }) => sorted(constraints).map((one) => `${need}: ${one}`));
    const read = NEEDS.flatMap(({ need }) => sorted(readNeed(need).constraints).map((one) => `${need}: ${one}`));
    const [missed, invented] = [
      wanted.filter((one) => !read.includes(one)),
      read.filter((one) => !wanted.includes(one)),
    ];
    expect([missed, invented]).toEqual([[], []]);
    expect(wanted.length).toBeGreaterThan(80);
  });

  test.each(NEEDS.map(({ need, notUnderstood }) => [need, notUnderstood] as const))(
    "of “%s” nothing is dropped: %o",
    (need, left) => {
      expect(readNeed(need).notUnderstood.map(foldLetters)).toEqual(left);
    },
  );
});

test("of needs that another wrote, without seeing these rules, at least 95 of 100 constraints are read right, and none is made up", () => {
  const byAnother = JSON.parse(
    readFileSync(new URL("../../../tests/find/needs-by-another.json", import.meta.url), "utf8"),
  ) as readonly Pick<Written, "need" | "constraints">[];
  const wanted = byAnother.flatMap(({ need, constraints }) => sorted(constraints).map((one) => `${need}: ${one}`));
  const read = byAnother.flatMap(({ need }) => sorted(readNeed(need).constraints).map((one) => `${need}: ${one}`));
  expect(read.filter((one) => !wanted.includes(one))).toEqual([]);
  expect(wanted.filter((one) => read.includes(one)).length / wanted.length).toBeGreaterThanOrEqual(0.95);
});

test.each([
  ["không cần xử lý nước thải", ["khong can xu ly nuoc thai"]],
  ["dưới 5 ha", ["duoi 5 ha"]],
  ["trừ khu công nghiệp", ["tru khu cong nghiep"]],
  ["10 ha, without wastewater", ["without wastewater"]],
  ["not in a cluster, at most 3 hectares", ["at most 3 hectares"]],
])("what is not wanted in “%s” is given back, never asked for the other way round", (need, left) => {
  const { constraints, notUnderstood } = readNeed(need);
  expect(notUnderstood.map(foldLetters)).toEqual(expect.arrayContaining(left));
  expect(constraints.filter(({ kind }) => kind === "ready" || kind === "type")).toEqual([]);
});

test("an unknown word is always given back, wherever it stands in a need", () => {
  const place = fc.nat({ max: 6 });
  fc.assert(
    fc.property(fc.constantFrom(...NEEDS.map(({ need }) => need)), place, (need, at) => {
      const words = need.split(" ");
      words.splice(Math.min(at, words.length), 0, "xyzzy");
      expect(readNeed(words.join(" ")).notUnderstood.join(" ")).toContain("xyzzy");
    }),
    { numRuns: 300 },
  );
});

test("any text at all is read without an error", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      const { constraints } = readNeed(text);
      expect(constraints.every((one) => Object.values(one).every((value) => !Number.isNaN(value)))).toBe(true);
    }),
  );
});
