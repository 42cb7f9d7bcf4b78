import { describe, expect, test } from "vitest";
import {
  asSentence,
  figureSentence,
  formatDay,
  formatNumber,
  formatPeriod,
  formulaInWords,
  isOld,
  monthsBetween,
} from "#client/format.ts";
import { messages as en } from "#client/messages/en.ts";
import { messages as vi } from "#client/messages/vi.ts";
import type { Figure } from "#contracts/figures.ts";

const FIGURE: Figure = {
  id: "x.leasedHa.2015-06",
  subject: "x",
  metric: "leasedHa",
  target: null,
  value: 175.42,
  low: null,
  high: null,
  printed: "175,42",
  decimals: 2,
  qualifier: "exact",
  unit: "ha",
  asOf: "2015-06-18",
  period: "2015-06",
  method: "published",
  source: { id: "plan", locator: null },
  formula: null,
  inputs: [],
  confidence: "high",
  knownOn: "2026-11-22",
  noteVi: null,
  noteEn: null,
  supersededBy: null,
  restates: null,
};
const plain = (text: string) => text.replaceAll("\u00a0", " ");

test.each([
  [1234.5, null, "1.234,5", "1,234.5"],
  [3931.2, 1, "3.931,2", "3,931.2"],
  [24670, 0, "24.670", "24,670"],
  [86.3, 2, "86,30", "86.30"],
  [-1.5, 1, "−1,5", "−1.5"],
])("%d with %s decimals is %s and %s", (value, decimals, inVi, inEn) => {
  expect(formatNumber(value, decimals, "vi")).toBe(inVi);
  expect(formatNumber(value, decimals, "en")).toBe(inEn);
});

test.each<[string, Partial<Figure>, string, string]>([
  [
    "printed digits are kept",
    { value: 3931.2, decimals: 1, unit: "billionVnd", metric: "registeredCapitalBillionVnd" },
    "3.931,2 tỷ đồng",
    "3,931.2 billion VND",
  ],
  [
    "whole billions",
    { value: 24670, decimals: 0, unit: "billionVnd", metric: "industrialOutputBillionVnd" },
    "24.670 tỷ đồng",
    "24,670 billion VND",
  ],
  ["a share in per cent", { value: 0.9929, unit: "share", metric: "occupancyShare" }, "99,29 %", "99.29%"],
  ["no dust of fractions", { value: 0.2506, unit: "share", metric: "capitalDeploymentShare" }, "25,06 %", "25.06%"],
  [
    "over",
    { value: 2284, decimals: 0, qualifier: "over", unit: "billionVnd" },
    "trên 2.284 tỷ đồng",
    "over 2,284 billion VND",
  ],
  [
    "nearly",
    { value: 645, decimals: 0, qualifier: "nearly", unit: "millionUsd" },
    "gần 645 triệu USD",
    "nearly 645 million USD",
  ],
  [
    "about, as printed",
    { value: 60, decimals: 0, qualifier: "about", unit: "km", metric: "distanceKm" },
    "khoảng 60 km",
    "about 60 km",
  ],
  [
    "derived by a product",
    {
      value: 1.347225,
      decimals: null,
      printed: null,
      method: "derived",
      formula: "leasableHa × (1 − occupancyShare)",
      metric: "remainingHa",
    },
    "≈ 1,35 ha",
    "≈ 1.35 ha",
  ],
  [
    "derived by adding up",
    {
      value: 189.75,
      decimals: null,
      printed: null,
      method: "derived",
      formula: "leasableHa + leasableHa",
      metric: "leasableHa",
    },
    "189,75 ha",
    "189.75 ha",
  ],
  [
    "a range",
    { value: null, low: 80, high: 100, decimals: 0, unit: "usdPerM2", metric: "landRentUsdPerM2" },
    "80–100 USD/m²",
    "80–100 USD/m²",
  ],
  ["a year is not grouped", { value: 2060, decimals: 0, unit: "year", metric: "leaseTermToYear" }, "2060", "2060"],
  ["only a lower bound", { value: null, low: 93.6, decimals: 1 }, "≥ 93,6 ha", "≥ 93.6 ha"],
])("%s", (_, change, inVi, inEn) => {
  expect(plain(figureSentence({ ...FIGURE, ...change }, vi))).toBe(inVi);
  expect(plain(figureSentence({ ...FIGURE, ...change }, en))).toBe(inEn);
});

test.each([
  ["2015-06", "06/2015", "06/2015"],
  ["2025", "2025", "2025"],
  ["2021-07-22", "22/07/2021", "22 Jul 2021"],
  ["c. 2010–2012", "khoảng 2010–2012", "about 2010–2012"],
  ["c. 2014", "khoảng 2014", "about 2014"],
  ["2025–2026", "2025–26", "2025–26"],
  ["2011–2015", "2011–2015", "2011–2015"],
])("period %s is %s and %s", (period, inVi, inEn) => {
  expect(formatPeriod(period, vi)).toBe(inVi);
  expect(formatPeriod(period, en)).toBe(inEn);
});

test("days", () => {
  expect(formatDay("2026-11-22", "vi")).toBe("22/11/2026");
});

describe("age of a headline", () => {
  const today = new Date(2026, 10, 22);
  test.each([
    ["2024-11-22", 24, false],
    ["2024-12-29", 22, false],
    ["2024-10-22", 25, true],
    ["2015-06-18", 137, true],
  ])("of %s is %d months", (asOf, months, old) => {
    expect(monthsBetween(asOf, today)).toBe(months);
    expect(isOld({ asOf }, today)).toBe(old);
  });
});

test("formulas read as sentences, and words that are no metrics stay", () => {
  expect(formulaInWords("occupancyShare × leasableHa", "vi")).toBe("tỷ lệ lấp đầy × đất công nghiệp có thể cho thuê");
  expect(formulaInWords("constructor + deployedHa", "en")).toBe("constructor + land deployed");
});

test.each([
  ["(lô A3).", "(lô A3)."],
  ["lô A3", "lô A3."],
  ["Thật vậy?”", "Thật vậy?”"],
  ["và…", "và…"],
])("“%s” ends once", (words, sentence) => expect(asSentence(words)).toBe(sentence));
