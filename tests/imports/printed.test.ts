import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, equals, subtract, times, toExact, toText } from "#server/features/imports/exact.ts";
import { parsePrinted } from "#server/features/imports/printed.ts";
import { formatPrinted } from "#server/printed-digits.ts";

const language = fc.constantFrom("vi" as const, "en" as const);
const decimal = fc.record({ units: fc.bigInt(-(10n ** 15n), 10n ** 15n), scale: fc.integer({ min: 0, max: 9 }) });

describe("digits as a source prints them", () => {
  test.each([
    ["3.931,2", "vi", "3931.2", 1],
    ["3,931.2", "en", "3931.2", 1],
    ["99,29", "vi", "99.29", 2],
    ["1.234", "vi", "1234", 0],
    ["1.234", "en", "1.234", 3],
    ["2284", "vi", "2284", 0],
    ["09", "vi", "9", 0],
    ["13.936,70", "vi", "13936.7", 2],
    ["−0,5", "vi", "-0.5", 1],
  ] as const)("%s (%s) is %s with %i decimals", (text, inLanguage, value, decimals) => {
    const printed = parsePrinted(text, inLanguage)!;
    expect([toText(printed.low), printed.isRange, printed.decimals]).toEqual([value, false, decimals]);
  });

  test.each(["80–100", "80-100", "80 – 100"])("%s is a range", (text) => {
    const { low, high, isRange } = parsePrinted(text, "vi")!;
    expect([toText(low), toText(high), isRange]).toEqual(["80", "100", true]);
  });

  test.each([
    ["1,2", "en, which groups by three", "en"],
    ["1.23", "vi, which groups by three", "vi"],
    ["1.234.56", "a group of two", "vi"],
    ["1.234,5.6", "grouped decimals", "vi"],
    ["1e5", "an exponent", "en"],
    ["NaN", "no number", "vi"],
    ["", "nothing", "vi"],
    ["80–", "half a range", "vi"],
    ["80--100", "two hyphens", "vi"],
    ["49,18%", "a unit", "vi"],
    ["٣", "a digit of another script", "vi"],
  ] as const)("%s is refused: %s", (text, _, inLanguage) => {
    expect(parsePrinted(text, inLanguage)).toBeNull();
  });

  test("what is formatted is read back, decimals included", () => {
    fc.assert(
      fc.property(decimal, language, (value, inLanguage) => {
        const printed = parsePrinted(formatPrinted(value, inLanguage), inLanguage);
        return printed !== null && equals(printed.low, value) && printed.decimals === value.scale;
      }),
      { numRuns: 1000 },
    );
  });
});

describe("exact decimals", () => {
  test("a sum that floats miss", () => {
    expect(0.1 + 0.2).not.toBe(0.3);
    expect(equals(add(toExact(0.1), toExact(0.2)), toExact(0.3))).toBe(true);
    expect(toText(subtract(toExact("692.41"), toExact(692)))).toBe("0.41");
    expect(toText(times(toExact(0.9929), toExact(100)))).toBe("99.29");
    expect(toText(toExact(1e-7))).toBe("0.0000001");
    expect(toText(toExact(2e21))).toBe("2000000000000000000000");
  });
  test.each([Number.NaN, Number.POSITIVE_INFINITY, "1,2", ""])("%s is no decimal", (value) => {
    expect(() => toExact(value)).toThrow(RangeError);
  });
  test("text is read back, and adding is undone by subtracting", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => equals(toExact(toText(a)), a) && equals(subtract(add(a, b), b), a)),
      { numRuns: 1000 },
    );
  });
});
