import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readNumber } from "#contracts/read-cell.ts";
import type { Row } from "../editing/versions.ts";
import { DESCRIPTIONS } from "./descriptions.ts";
import { readForm, spellNumber, type Typed, typedOf, unchosen } from "./typed.ts";

const { columns } = DESCRIPTIONS.leases;
const lease: Row = {
  id: 1,
  rowVersion: 2,
  lotId: 3,
  projectId: 4,
  contractNumber: "HĐ-9",
  // Three decimals: as shown it could be read as thousands.
  areaHa: 1.234,
  during: { from: "2012-06-01", endedOn: null },
  signedOn: null,
  heldSince: "2012-06-01",
  note: null,
  carriedFrom: null,
};
const read = (typed: Typed, held: Row | null = lease) =>
  readForm(columns, { ...typedOf(columns, held, "vi"), ...typed }, held, "vi");

describe("a form", () => {
  test("that nobody touched changes nothing, in either language", () => {
    for (const language of ["vi", "en"] as const) {
      const shown = typedOf(columns, lease, language);
      expect(readForm(columns, shown, lease, language)).toEqual({ changes: {}, faults: {} });
      // Turned over to the other language while it stands open.
      expect(readForm(columns, shown, lease, language === "vi" ? "en" : "vi")).toEqual({ changes: {}, faults: {} });
    }
  });

  test.each<[string, Typed, object, object]>([
    ["Vietnamese number", { areaHa: "1.234,5" }, { areaHa: 1234.5 }, {}],
    ["program's number", { areaHa: "1234.5" }, { areaHa: 1234.5 }, {}],
    ["number of two readings", { areaHa: "2.345" }, {}, { areaHa: { kind: "ambiguous", options: [2345, 2.345] } }],
    ["no number", { areaHa: "hai" }, {}, { areaHa: { kind: "number" } }],
    [
      "needed and emptied",
      { areaHa: " ", contractNumber: "" },
      {},
      { areaHa: { kind: "required" }, contractNumber: { kind: "required" } },
    ],
    ["day", { signedOn: "18/6/2015" }, { signedOn: "2015-06-18" }, {}],
    ["no such day", { signedOn: "31/02/2015" }, {}, { signedOn: { kind: "day" } }],
    [
      "year of two digits",
      { signedOn: "18/06/15" },
      {},
      { signedOn: { kind: "ambiguous", options: ["1915-06-18", "2015-06-18"] } },
    ],
    [
      "end of a range",
      { "during.endedOn": "01/01/2050" },
      { during: { from: "2012-06-01", endedOn: "2050-01-01" } },
      {},
    ],
    ["half a range", { "during.from": "" }, {}, { "during.from": { kind: "required" } }],
    ["not of the list", { projectId: unchosen("Dự án lạ") }, {}, { projectId: { kind: "list" } }],
    ["chosen", { projectId: "5" }, { projectId: 5 }, {}],
    ["the same by another spelling", { areaHa: "1,2340", contractNumber: " HĐ-9 " }, {}, {}],
    ["needed once it is there", { heldSince: "" }, {}, { heldSince: { kind: "required" } }],
    ["text apart in its marks", { note: "Hòa Phú" }, { note: "Hòa Phú" }, {}],
  ])("%s", (_, typed, changes, faults) => {
    expect(read(typed)).toEqual({ changes, faults });
  });

  test("of a new row sends what was typed and leaves the rest to the server", () => {
    const typed = { lotId: "3", projectId: "4", contractNumber: "HĐ-1", areaHa: "1,1", "during.from": "01/06/2012" };
    expect(read(typed, null)).toEqual({
      changes: {
        lotId: 3,
        projectId: 4,
        contractNumber: "HĐ-1",
        areaHa: 1.1,
        during: { from: "2012-06-01", endedOn: null },
      },
      faults: {},
    });
    expect(Object.keys(read({}, null).faults)).toEqual([
      "contractNumber",
      "lotId",
      "projectId",
      "areaHa",
      "during.from",
    ]);
  });
});

test("digits as the form spells a number are read as that number, and in no other way", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9_999_999_999 }),
      fc.constantFrom("vi" as const, "en" as const),
      (units, language) => {
        const value = units / 10_000;
        expect(readNumber(spellNumber(value, language))).toEqual({ kind: "value", value });
      },
    ),
  );
});
