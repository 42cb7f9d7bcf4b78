import { describe, expect, test } from "vitest";
import type { Row } from "../editing/versions.ts";
import { DESCRIPTIONS } from "./descriptions.ts";
import { cellsOf, shownRows, sumsOf } from "./model.ts";
import type { Names } from "./shown.ts";
import { asClipboard, asCsv } from "./table-text.ts";

const rowsById = (rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
const row = (id: number, fields: object): Row => ({ id, rowVersion: 1, ...fields });
const names: Names = {
  language: "vi",
  sites: new Map([["binh-minh", "Khu công nghiệp Bình Minh"]]),
  sectors: new Map([["10", "Chế biến thực phẩm"]]),
  countries: new Map([["VN", "Việt Nam"]]),
  rows: {
    lots: rowsById([row(1, { code: "A10", siteId: "binh-minh" }), row(2, { code: "A9", siteId: "hoa-phu" })]),
    enterprises: new Map(),
    projects: rowsById([
      row(5, { nameVi: "Nước dừa", siteId: "binh-minh" }),
      row(6, { nameVi: "Ép dầu", siteId: "hoa-phu" }),
    ]),
    leases: new Map(),
  },
};
const lease = (id: number, lotId: number, areaHa: number, endedOn: string | null = null): Row =>
  row(id, {
    lotId,
    projectId: id + 4,
    contractNumber: `HĐ-${id}`,
    areaHa,
    during: { from: "2012-01-01", endedOn },
    signedOn: null,
    heldSince: "2012-01-01",
    note: null,
    carriedFrom: null,
  });
const leases = [lease(1, 1, 10.1), lease(2, 2, 9.2, "2020-01-01")];
const shown = (narrowing: object) =>
  shownRows(DESCRIPTIONS.leases, leases, names, { query: "", siteId: null, sort: null, ...narrowing }).map(
    ({ id }) => id,
  );

describe("a table", () => {
  test.each<[string, object, number[]]>([
    ["is found by the name of what a row names, without marks", { query: "nuoc dua" }, [1]],
    ["is narrowed to the site of a row's lot", { siteId: "hoa-phu" }, [2]],
    ["sorts numbers as numbers", { sort: "-areaHa" }, [1, 2]],
    ["sorts codes as people count", { sort: "lotId" }, [2, 1]],
    ["keeps its order by a column that it has not", { sort: "taxCode" }, [1, 2]],
  ])("%s", (_, narrowing, ids) => expect(shown(narrowing)).toEqual(ids));

  test("sorts empty cells last, either way", () => {
    const rows = [
      row(1, { taxCode: null, nameVi: "A" }),
      row(2, { taxCode: "2", nameVi: "B" }),
      row(3, { taxCode: "1", nameVi: "C" }),
    ];
    const sorted = (sort: string) =>
      shownRows(DESCRIPTIONS.enterprises, rows, names, { query: "", siteId: null, sort }).map(({ id }) => id);
    expect([sorted("taxCode"), sorted("-taxCode")]).toEqual([
      [3, 2, 1],
      [2, 3, 1],
    ]);
  });

  test("sums leases in force, and of each project its newest certificate", () => {
    expect([...sumsOf(DESCRIPTIONS.leases, leases, "2015-06-30")]).toEqual([["areaHa", 19.3]]);
    expect([...sumsOf(DESCRIPTIONS.leases, leases, "2020-01-01")]).toEqual([["areaHa", 10.1]]);
    const version = (projectId: number, n: number, kind: string, registeredBillionVnd: number | null) =>
      row(n, { projectId, n, kind, registeredBillionVnd, registeredMillionUsd: null, jobsRegistered: null });
    const versions = [
      version(5, 2, "amendment", 0.2),
      version(5, 1, "first", 100),
      version(6, 1, "first", 0.1),
      version(7, 1, "first", 50),
      version(7, 2, "termination", null),
    ];
    expect([...sumsOf(DESCRIPTIONS["project-versions"], versions, "2015-06-30")]).toEqual([
      ["registeredBillionVnd", 0.3],
    ]);
  });
});

describe("carried off", () => {
  test("as it is shown, for a Vietnamese and an English Excel", () => {
    const cells = cellsOf(DESCRIPTIONS.leases, leases.slice(0, 1), names);
    expect(asCsv(cells, "vi")).toBe(
      "\u{feff}Số hợp đồng;Lô;Dự án;Diện tích (ha);Thời hạn;Ngày ký;Giữ đất từ;Ghi chú\r\n" +
        "HĐ-1;A10 · Khu công nghiệp Bình Minh;Nước dừa;10,1;01/01/2012 – …;;01/01/2012;\r\n",
    );
    expect(asCsv(cellsOf(DESCRIPTIONS.leases, leases.slice(0, 1), { ...names, language: "en" }), "en")).toContain(
      "HĐ-1,A10 · Khu công nghiệp Bình Minh,Nước dừa,10.1,01/01/2012 – …,,01/01/2012,\r\n",
    );
  });

  test("no text becomes a formula, a new column or a new row", () => {
    const cells = [
      [
        { text: '=cmd|"x";1', isNumber: false },
        { text: "-1,5", isNumber: true },
        { text: "a\r\nb\tc", isNumber: false },
      ],
    ];
    expect(asCsv(cells, "vi")).toBe('\u{feff}"\'=cmd|""x"";1";-1,5;"a\r\nb\tc"\r\n');
    expect(asClipboard(cells)).toBe('\'=cmd|"x";1\t-1,5\ta b c');
  });
});
