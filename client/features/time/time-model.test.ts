import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asOfAt, indexAfterKey, indexAt, markHeight, yearLabels } from "#client/features/time/time-model.ts";

const DATES = ["2006-08-08", "2010-08-17", "2015-06-18", "2018-01-26", "2018-05-29", "2021-04-15", "2026-07-20"].map(
  (date) => ({ date }),
);

test.each([
  [null, 6],
  ["2015-06-18", 2],
  ["2016-12-31", 2],
  ["2005-01-01", -1],
  ["2030-01-01", 6],
])("the view of %s stands at place %d", (asOf, index) => expect(indexAt(DATES, asOf)).toBe(index));

describe("keys", () => {
  test.each([
    ["ArrowRight", 2, 3],
    ["ArrowUp", 6, 6],
    ["ArrowLeft", 2, 1],
    ["ArrowDown", 0, 0],
    ["ArrowRight", -1, 0],
    ["ArrowLeft", -1, 0],
    ["PageUp", 3, 5],
    ["PageUp", 5, 6],
    ["PageDown", 4, 2],
    ["PageDown", 0, 0],
    ["Home", 4, 0],
    ["End", 0, 6],
  ])("%s from place %d goes to %d", (key, from, to) => expect(indexAfterKey(key, from, DATES)).toBe(to));

  test("others are left to the page", () => {
    for (const key of ["Tab", "a", "Enter", "Escape"]) expect(indexAfterKey(key, 2, DATES)).toBeNull();
    expect(indexAfterKey("End", -1, [])).toBeNull();
  });
});

test("a place and its view are one thing, for any dates", () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.uniqueArray(day, { minLength: 1, maxLength: 40 }), fc.nat(), (days, seed) => {
      const dates = days.toSorted().map((date) => ({ date }));
      const index = seed % dates.length;
      expect(indexAt(dates, asOfAt(dates, index))).toBe(index);
      for (const key of ["ArrowRight", "ArrowLeft", "PageUp", "PageDown", "Home", "End"]) {
        const to = indexAfterKey(key, index, dates)!;
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThan(dates.length);
        // A key in one direction never goes the other way.
        expect(/Right|PageUp|End/.test(key) ? to >= index : to <= index).toBe(true);
      }
    }),
  );
});

test("more figures make a taller mark", () => {
  const heights = [1, 2, 8, 39, 109, 268].map((figures) => markHeight(figures, 268));
  expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  expect([heights[0], heights.at(-1)]).toEqual([5, 18]);
});

test("years are written once each, and never on each other", () => {
  expect(yearLabels(DATES, 700)).toEqual(["2006", "2010", "2015", "2018", null, "2021", "2026"]);
  const tight = yearLabels(DATES, 140);
  expect(tight.filter(Boolean).length).toBeLessThan(5);
  expect(tight[0]).toBe("2006");
});
