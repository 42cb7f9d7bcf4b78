import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../helpers/accounts.ts";
import { type Faulty, type LandApi, openLand, pointers, type Row } from "../helpers/land-api.ts";

let land: LandApi;
beforeAll(async () => {
  land = await openLand();
});
afterAll(() => land.server.close());

const base64 = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString("base64");
const read = (fileName: string, bytes: string | Uint8Array, more: object = {}) =>
  ask(land.server, "POST", "/api/land/tables", { as: land.editor, body: { fileName, file: base64(bytes), ...more } });
const enter = (body: object, as = land.editor) =>
  ask(land.server, "POST", "/api/land/entries", { as, body, headers: { "accept-language": "vi" } });
const rowsOf = async (kind: string) => (await land.read<{ items: Row[] }>(`/api/land/${kind}`)).items;
const enterprise = (row: number, fields: object) => ({ row, fields });

describe("a table of a file", () => {
  const HEADS = ["Tên", "Mã số thuế", "Ghi chú"];
  const CELLS = ["Công ty Dừa", "1500123456", null];

  test.for([
    ["CSV of Vietnamese Excel", "a.csv", "\uFEFFTên;Mã số thuế;Ghi chú\r\nCông ty Dừa;1500123456;\r\n"],
    ["CSV of English Excel", "a.csv", "Tên,Mã số thuế,Ghi chú\nCông ty Dừa,1500123456,\n"],
    ["cells that were pasted", "bang-dan.csv", "Tên\tMã số thuế\tGhi chú\nCông ty Dừa\t1500123456\t\n"],
  ] as const)("%s", async ([, fileName, text]) => {
    const response = await read(fileName, text);
    expect(response.statusCode, response.body).toBe(200);
    expect(response.json()).toMatchObject({ heads: HEADS, rows: [{ row: 2, cells: CELLS }] });
  });

  test("Excel: numbers stay numbers, days are spelt, another sheet may be asked for", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "Một",
          rows: [
            ["Tên", "Vốn", "Ngày"],
            ["Dừa", 1234.5, new Date(Date.UTC(2026, 0, 5))],
          ],
        },
        {
          name: "Hai",
          rows: [
            ["Tên", "Vốn"],
            ["Bưởi", 2],
          ],
        },
      ],
    });
    const first = await read("b.xlsx", bytes);
    expect(first.json()).toEqual({
      sheet: "Một",
      sheets: ["Một", "Hai"],
      heads: ["Tên", "Vốn", "Ngày"],
      rows: [{ row: 2, cells: ["Dừa", 1234.5, "05/01/2026"] }],
    });
    const second = await read("b.xlsx", bytes, { sheet: "Hai" });
    expect(second.json()).toMatchObject({ sheet: "Hai", rows: [{ cells: ["Bưởi", 2] }] });
  });

  test.for([
    ["a broken workbook", "c.xlsx", "PK\u0003\u0004 not a workbook"],
    ["a file of shapes", "c.geojson", '{"type":"FeatureCollection","features":[]}'],
    ["nothing but heads", "c.csv", "Tên;Mã số thuế\n"],
  ] as const)("%s is refused with the reason", async ([, fileName, text]) => {
    const response = await read(fileName, text);
    expect(response.statusCode).toBe(400);
    expect(pointers(response.json())).toEqual(["/file"]);
  });
});

describe("rows of a table", () => {
  test("are entered together, and each tells the file and row it came from", async () => {
    const response = await enter({
      kind: "enterprises",
      fileName: "danh-ba.xlsx",
      sheet: "Một",
      rows: [enterprise(2, { nameVi: "Công ty Một" }), enterprise(5, { nameVi: "Công ty Hai", taxCode: "1500000002" })],
    });
    expect(response.statusCode, response.body).toBe(200);
    const { items } = response.json<{ items: { row: number; id: number }[] }>();
    expect(items.map(({ row }) => row)).toEqual([2, 5]);
    const history = await land.read<{ items: object[] }>(`/api/land/enterprises/${items[1]!.id}/history`);
    expect(history.items).toMatchObject([{ source: { file: "danh-ba.xlsx", sheet: "Một", row: 5 } }]);
  });

  test("none is entered where one is refused, and the answer names its place", async () => {
    const before = await rowsOf("enterprises");
    const twice = [
      enterprise(2, { nameVi: "Công ty Ba", taxCode: "1500000003" }),
      enterprise(3, { nameVi: "Công ty Bốn", taxCode: "1500000003" }),
    ];
    const refused = await enter({ kind: "enterprises", rows: twice });
    expect(refused.statusCode).toBe(409);
    expect(refused.json<Faulty>().errors).toEqual([
      { pointer: "/rows/1/fields/taxCode", message: "mã số thuế này đã có" },
    ]);
    const faulty = await enter({
      kind: "enterprises",
      rows: [twice[0], enterprise(3, { nameVi: "X", taxCode: "12" })],
    });
    expect([faulty.statusCode, pointers(faulty.json())]).toEqual([400, ["/rows/1/fields/taxCode"]]);
    expect(await rowsOf("enterprises")).toEqual(before);
  });

  test("are entered by whoever keeps that register at that site", async () => {
    const call = {
      siteId: "binh-minh",
      nameVi: "Nhà máy",
      legalBasis: "1/QĐ-UBND",
      issuer: "UBND tỉnh",
      issuedOn: "2026-01-05",
    };
    const body = { kind: "calls", rows: [enterprise(2, call)] };
    expect((await enter(body, land.elsewhere)).statusCode).toBe(403);
    expect((await enter(body, land.officer)).statusCode).toBe(403);
    expect((await enter(body, land.viewer)).statusCode).toBe(403);
    expect((await enter(body)).statusCode).toBe(200);
  });
});
