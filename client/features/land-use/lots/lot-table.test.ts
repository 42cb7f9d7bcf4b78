import { describe, expect, test } from "vitest";
import { STAGES, type Lot, type LotLine, type LotStage } from "./lot-types.ts";
import { csvOf, fileName, tsvOf } from "./lot-files.ts";
import { choose, EVERYTHING, filterLines, sortLines, sumLines, type Column } from "./lot-table.ts";
import { readHa } from "./read-ha.ts";
import { backOf } from "../editing/versions.ts";
import { editsOf, wouldChange } from "./edits.ts";

const lot = (id: number, code: string, more: Partial<Lot> = {}): Lot => ({
  id,
  siteId: "binh-minh",
  code,
  geometry: { type: "Polygon", coordinates: [] },
  statedAreaHa: 1.1,
  use: "industrial",
  inForce: { from: "2012-01-01", endedOn: null },
  note: null,
  measuredAreaHa: 1.1,
  areaDifferenceShare: 0,
  isAreaDoubtful: false,
  rowVersion: 1,
  ...more,
});
const line = (of: Lot, stage: LotStage, leasedHa: number, lessee: string | null = null): LotLine => ({
  lot: of,
  stage: {
    lotId: of.id,
    siteId: of.siteId,
    use: of.use,
    areaHa: of.statedAreaHa,
    stage,
    since: null,
    missing: [],
    leaseId: null,
    projectId: null,
    heldSince: null,
    leasedHa,
    deployedHa: 0,
    idleHa: leasedHa,
  },
  lessee,
  project: null,
});
const LINES = [
  line(lot(1, "A10", { statedAreaHa: 0.1 }), "leased", 0.1, "Công ty Đồng Tháp"),
  line(lot(2, "A2", { statedAreaHa: 0.2, isAreaDoubtful: true }), "planned", 0),
  { ...line(lot(3, "A1", { use: "green" }), "planned", 0), stage: null },
];
const codesOf = (lines: readonly LotLine[]) => lines.map(({ lot: { code } }) => code);
const rank = (word: string) => (STAGES as readonly string[]).indexOf(word);

test.each<[Column, boolean, string[]]>([
  ["code", false, ["A1", "A2", "A10"]],
  ["code", true, ["A10", "A2", "A1"]],
  ["statedHa", false, ["A10", "A2", "A1"]],
  ["stage", true, ["A10", "A2", "A1"]],
  ["stage", false, ["A2", "A10", "A1"]],
  ["lessee", true, ["A10", "A1", "A2"]],
])("sorted by %s, descending %s; what is unknown comes last", (column, isDescending, expected) => {
  expect(codesOf(sortLines(LINES, { column, isDescending }, rank))).toEqual(expected);
});

test.each<[object, string[]]>([
  [{ text: "dong thap" }, ["A10"]],
  [{ text: "a1" }, ["A10", "A1"]],
  [{ text: "A1 tháp" }, ["A10"]],
  [{ stages: new Set(["planned"]) }, ["A2"]],
  [{ uses: new Set(["green"]) }, ["A1"]],
  [{ text: "nowhere" }, []],
])("filtered by %o", (filter, expected) => {
  expect(codesOf(filterLines(LINES, { ...EVERYTHING, ...filter }))).toEqual(expected);
});

test("sums have no dust of binary fractions", () => {
  expect(sumLines(LINES.slice(0, 2))).toMatchObject({ lots: 2, leasedHa: 0.1, doubtful: 1 });
  expect(sumLines(LINES.slice(0, 2)).statedHa).toBe(0.3);
  expect(sumLines([]).differenceShare).toBeNull();
});

describe("choosing rows", () => {
  const shown = [5, 3, 9, 1];
  test.each<[string, number[], number, number | null, number[]]>([
    ["one", [], 3, null, [3]],
    ["one off again", [3, 9], 3, null, [9]],
    ["a range with shift", [3], 1, 3, [3, 9, 1]],
    ["a range backwards", [1], 3, 1, [1, 3, 9]],
    ["a range from a row that is filtered away", [7], 3, 7, [7, 3]],
  ])("%s", (_, before, id, from, expected) => {
    expect(choose(new Set(before), shown, { id, from })).toEqual(new Set(expected));
  });
});

test("taking an edit back writes the old values over the new versions", () => {
  const before = [lot(1, "A1", { note: "cũ" }), lot(2, "A2")];
  const edits = editsOf(before, () => ({ note: "mới" }));
  expect(
    backOf(before, edits, [
      { id: 1, rowVersion: 2 },
      { id: 2, rowVersion: 5 },
    ]),
  ).toEqual([
    { kind: "lots", id: 1, rowVersion: 2, changes: { note: "cũ" } },
    { kind: "lots", id: 2, rowVersion: 5, changes: { note: null } },
  ]);
  expect(wouldChange(before[0]!, { note: "cũ" })).toBe(false);
  expect(wouldChange(before[0]!, { inForce: { from: "2013-01-01", endedOn: null } })).toBe(true);
});

test("tables for spreadsheets: decimal sign of the language, nothing that runs as a formula", () => {
  const table = [
    ["Lô", "ha", "Ghi chú"],
    ["A1", 1.25, '=cmd|"x"'],
    ["A2", null, "a;b\tc"],
  ];
  expect(tsvOf(table, ",")).toBe('Lô\tha\tGhi chú\nA1\t1,25\t\'=cmd|"x"\nA2\t\ta;b c');
  expect(csvOf(table, ",")).toBe('\ufeffLô;ha;Ghi chú\r\nA1;1,25;"\'=cmd|""x"""\r\nA2;;"a;b\tc"\r\n');
  expect(csvOf([["a,b", 1.5]], ".")).toBe('\ufeff"a,b",1.5\r\n');
  expect(fileName("lô đất", "hoa-phu-1", "2015-06-18")).toBe("lo-dat-hoa-phu-1-2015-06-18.csv");
});

test.each<[string, number | null]>([
  ["1,25", 1.25],
  ["1.25", 1.25],
  [" 12 ha", 12],
  ["0,0001", 0.0001],
  ["1.234,5", null],
  ["1,23456", null],
  ["", null],
  ["-1", null],
])("hectares typed as %j", (typed, expected) => {
  expect(readHa(typed)).toBe(expected);
});
