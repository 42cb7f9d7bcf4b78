import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CellContent, type Read, readDay, readNumber } from "#contracts/read-cell.ts";

const inWords = (read: Read<number | string>): string =>
  read.kind === "value" ? String(read.value) : read.kind === "ambiguous" ? read.options.join(" | ") : read.kind;

describe("numbers", () => {
  test.each<[CellContent, string]>([
    [null, "empty"],
    ["  ", "empty"],
    [12.5, "12.5"],
    ["1234", "1234"],
    ["1234,5", "1234.5"],
    ["1234.5", "1234.5"],
    ["1.234,56", "1234.56"],
    ["1,234.56", "1234.56"],
    ["1.234.567", "1234567"],
    ["1,234,567", "1234567"],
    ["3.931,2", "3931.2"],
    ["985,5", "985.5"],
    ["86,3", "86.3"],
    ["0,123", "0.123"],
    ["0.123", "0.123"],
    ["1234.567", "1234.567"],
    ["12 345,6", "12345.6"],
    ["12\u00A0345", "12345"],
    ["-3,5", "-3.5"],
    ["−3,5", "-3.5"],
    // One point or comma before three digits: thousands for one reader, a fraction for another.
    ["1.234", "1234 | 1.234"],
    ["1,234", "1234 | 1.234"],
    ["-12.345", "-12345 | -12.345"],
    ["1.234.56", "unreadable"],
    ["1,2,3", "unreadable"],
    ["1.2345.678", "unreadable"],
    ["12 ha", "unreadable"],
    ["khoảng 12", "unreadable"],
    ["1e3", "unreadable"],
    ["—", "unreadable"],
    [true, "unreadable"],
    [new Date(0), "unreadable"],
    [Number.POSITIVE_INFINITY, "unreadable"],
  ])("%o is %s", (content, expected) => {
    expect(inWords(readNumber(content))).toBe(expected);
  });

  test("what Vietnamese prints is read as it was, or asked about", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: 0, max: 4 }),
        fc.boolean(),
        (digits, decimals, isGrouped) => {
          const number = digits / 10 ** decimals;
          const text = new Intl.NumberFormat("vi-VN", {
            minimumFractionDigits: decimals,
            maximumFractionDigits: decimals,
            useGrouping: isGrouped,
          }).format(number);
          const read = readNumber(text);
          const readings = read.kind === "value" ? [read.value] : read.kind === "ambiguous" ? read.options : [];
          expect(readings).toContain(number);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("days", () => {
  test.each<[CellContent, string]>([
    [null, "empty"],
    ["18/06/2015", "2015-06-18"],
    ["3/4/2015", "2015-04-03"],
    ["30-6-2015", "2015-06-30"],
    ["18.06.2015", "2015-06-18"],
    ["2015-06-18", "2015-06-18"],
    [42173, "2015-06-18"],
    [42173.75, "2015-06-18"],
    [new Date("2015-06-18T00:00:00Z"), "2015-06-18"],
    ["29/02/2016", "2016-02-29"],
    ["29/02/2015", "unreadable"],
    ["31/04/2015", "unreadable"],
    // Month first: what it must mean is shown, and asked.
    ["06/18/2015", "2015-06-18"],
    ["18/06/15", "1915-06-18 | 2015-06-18"],
    ["tháng 6/2015", "unreadable"],
    ["2015", "unreadable"],
    [12, "unreadable"],
    [true, "unreadable"],
  ])("%o is %s", (content, expected) => {
    expect(inWords(readDay(content))).toBe(expected);
  });

  test("month before day is not taken for granted", () => {
    expect(readDay("06/18/2015")).toEqual({ kind: "ambiguous", options: ["2015-06-18"] });
  });
});
