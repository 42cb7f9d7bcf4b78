import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Row } from "../editing/versions.ts";
import { DESCRIPTIONS } from "./descriptions.ts";
import { cellsOf } from "./model.ts";
import type { Names } from "./shown.ts";
import { placeOf, readRows } from "./table-reading.ts";

const enterprise: Row = { id: 3, rowVersion: 1, nameVi: "Công ty Dừa", nameEn: null };
const names = (language: "vi" | "en"): Names => ({
  language,
  sites: new Map([
    ["binh-minh", "Khu công nghiệp Bình Minh"],
    ["hoa-phu-1", "Khu công nghiệp Hòa Phú, giai đoạn 1"],
  ]),
  sectors: new Map([["10", "Chế biến thực phẩm"]]),
  countries: new Map([
    ["VN", "Việt Nam"],
    ["JP", "Nhật Bản"],
  ]),
  rows: { lots: new Map(), enterprises: new Map([[3, enterprise]]), projects: new Map(), leases: new Map() },
});
const { calls, enterprises, projects } = DESCRIPTIONS;
const table = (heads: readonly string[], ...rows: readonly (string | number | null)[][]) => ({
  heads,
  rows: rows.map((cells, at) => ({ row: at + 2, cells })),
});

test.each([
  ["Tên dự án", "nameVi"],
  ["TÊN DỰ ÁN", "nameVi"],
  ["Tên dự án (tiếng Anh)", "nameEn"],
  ["Diện tích (ha)", "areaHa"],
  ["Capital called for (billion VND)", "capitalBillionVnd"],
  ["validTo", "validTo"],
  ["Số điện thoại", null],
])("the head “%s” is %s", (head, field) => {
  expect(placeOf(calls, head)?.column.field ?? null).toBe(field);
});

test("the days of a range stand in one column or in two", () => {
  const { label } = DESCRIPTIONS.leases.columns.find(({ field }) => field === "during")!;
  expect(placeOf(DESCRIPTIONS.leases, `${label.vi}: từ ngày`)?.keys).toEqual(["during.from"]);
  expect(placeOf(DESCRIPTIONS.leases, `${label.vi}: hết hiệu lực từ`)?.keys).toEqual(["during.endedOn"]);
  expect(placeOf(DESCRIPTIONS.leases, label.en)?.keys).toEqual(["during.from", "during.endedOn"]);
});

describe("rows of a table", () => {
  test("names stand for what they name, with or without marks; numbers and days as Vietnamese writes them", () => {
    const { rows, unused } = readRows(
      calls,
      table(
        [
          "Tên dự án",
          "Khu, cụm công nghiệp",
          "Diện tích (ha)",
          "Mặt bằng",
          "Căn cứ",
          "Cơ quan ban hành",
          "Ngày ban hành",
          "STT",
        ],
        ["Nhà máy", "KCN Binh Minh", "1.234,5", "Đã có mặt bằng sạch", "12/QĐ-UBND", "UBND tỉnh", "05/01/2026", 1],
      ),
      names("vi"),
      [],
    );
    expect(unused).toEqual(["STT"]);
    expect(rows).toEqual([
      {
        row: 2,
        faults: [],
        isKnown: false,
        fields: {
          nameVi: "Nhà máy",
          siteId: "binh-minh",
          areaHa: 1234.5,
          landStatus: "cleared",
          legalBasis: "12/QĐ-UBND",
          issuer: "UBND tỉnh",
          issuedOn: "2026-01-05",
        },
      },
    ]);
  });

  test("what is missing, unknown, unreadable or readable in two ways is told of its column, with the cell", () => {
    const { rows } = readRows(
      projects,
      table(["Tên", "Khu, cụm công nghiệp", "Doanh nghiệp"], [null, "Khu nào đó", "Công ty Dừa"]),
      names("vi"),
      [],
    );
    expect(rows[0]!.faults.map(({ column, text, fault }) => [column.field, text, fault.kind])).toEqual([
      ["nameVi", "", "required"],
      ["siteId", "Khu nào đó", "list"],
    ]);
    const twice = readRows(calls, table(["Diện tích"], ["1.234"]), names("vi"), []);
    expect(twice.rows[0]!.faults.find(({ column }) => column.field === "areaHa")?.fault.kind).toBe("ambiguous");
  });

  test("a row that the register has already is known", () => {
    const held: Row = {
      id: 1,
      rowVersion: 1,
      nameVi: "Công ty Dừa",
      nameEn: null,
      taxCode: "1500123456",
      country: "VN",
      note: null,
    };
    const { rows } = readRows(
      enterprises,
      table(["Tên", "Mã số thuế"], ["Công ty Dừa", "1500123456"], ["Công ty Dừa", "1500123457"]),
      names("vi"),
      [held],
    );
    expect(rows.map(({ isKnown }) => isKnown)).toEqual([true, false]);
  });
});

test("what the register gives out as a table reads back to the same rows, in either language", () => {
  const text = fc
    .stringMatching(/^[A-Za-zÀ-ỹ][A-Za-zÀ-ỹ0-9 ,.]{0,20}[A-Za-zÀ-ỹ]$/)
    .map((words) => words.normalize("NFC").trim());
  const day = fc
    .date({ min: new Date("2000-01-01"), max: new Date("2060-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const row = fc.record({
    nameVi: text,
    siteId: fc.constantFrom("binh-minh", "hoa-phu-1"),
    areaHa: fc.option(fc.integer({ min: 1, max: 99_999_999 }).map((squares) => squares / 10_000)),
    landStatus: fc.constantFrom("cleared", "partly", "uncleared", null),
    legalBasis: text,
    issuer: text,
    issuedOn: day,
    validTo: fc.option(day),
  });
  fc.assert(
    fc.property(fc.constantFrom("vi", "en"), row, (language, fields) => {
      const known = names(language);
      const [heads, cells] = cellsOf(calls, [{ id: 1, rowVersion: 1, ...fields }], known);
      // A spreadsheet keeps numbers as numbers.
      const asNumber = (at: number) => fields[calls.columns.filter(({ isHidden }) => !isHidden)[at]!.field as "areaHa"];
      const given = cells!.map(({ text: said, isNumber }, at) => (said === "" ? null : isNumber ? asNumber(at) : said));
      const { rows } = readRows(
        calls,
        table(
          heads!.map((head) => head.text),
          given,
        ),
        known,
        [],
      );
      expect(rows[0]!.faults).toEqual([]);
      expect(rows[0]!.fields).toEqual(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)));
    }),
    { numRuns: 200 },
  );
});
