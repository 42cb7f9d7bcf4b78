import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Figure } from "#contracts/figures.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";
import { type Calculated, recalculated } from "../helpers/recalculate.ts";

let server: ReadOnlyApp;
beforeAll(async () => {
  server = await sharedApp();
});
afterAll(() => server.close());

const VIEWS = {
  "all there is": "",
  "the day of the Plan": "asOf=2015-06-18",
  "the day of the Plan with made-up data": "asOf=2015-06-18&data=illustrative",
  "all there is with made-up data": "data=illustrative",
  "a day before everything": "asOf=1990-01-01",
};

const workbookOf = async (query: string): Promise<Calculated> => {
  const response = await server.app.inject(`/api/reports/situation/xlsx?${query}`);
  expect(response.statusCode, response.body.slice(0, 300)).toBe(200);
  return recalculated(response.rawPayload);
};

/** Row of the sheet's table whose first cell says so, as cells by the table's heads. */
const rowOf = (workbook: Calculated, sheet: string, first: string, after = 0) => {
  const rows = workbook.rows(sheet);
  const at = rows.findIndex((row, index) => index >= after && row[0] === first);
  if (at < 0) throw new Error(`${sheet} has no row ${first}: ${rows.map(([name]) => name).join(" | ")}`);
  const heads = rows[1] ?? [];
  const cell = (head: string, beside = 0) => {
    const column = heads.indexOf(head);
    if (column < 0) throw new Error(`${sheet} has no column ${head}: ${heads.join(" | ")}`);
    return `${String.fromCharCode(65 + column + beside)}${at + 1}`;
  };
  return { at, cell, text: (head: string, beside = 0) => workbook.carried(sheet, cell(head, beside)) };
};

describe.each(Object.entries(VIEWS))("the workbook of %s", (_, query) => {
  test("is calculated to what it says", async () => {
    const workbook = await workbookOf(query);
    const wrong = workbook.formulas.flatMap(({ sheet, cell, formula }) => {
      const calculated = workbook.calculate(sheet, cell);
      const carried = workbook.carried(sheet, cell);
      // Derived figures are kept to six decimals.
      return typeof carried === "number" && Math.abs(carried - calculated) < 1e-6
        ? []
        : [`${sheet}!${cell} = ${formula} gives ${calculated}, not ${String(carried)}`];
    });
    expect(wrong).toEqual([]);
    expect(workbook.formulas.length > 20).toBe(!query.includes("1990"));
  });

  test("keeps its heads in sight and has every figure with its source", async () => {
    const workbook = await workbookOf(query);
    for (const sheet of workbook.sheets.slice(1)) expect(workbook.headRowsOf(sheet), sheet).toBe(2);
    const [, heads = [], ...figures] = workbook.rows("Số liệu");
    const sources = new Map(workbook.rows("Nguồn").map(([number, , id]) => [number, id]));
    for (const row of figures) {
      const of = (head: string) => row[heads.indexOf(head)];
      expect(of("Giá trị"), `${of("Mã số liệu")}`).not.toBe("");
      const cited = String(of("Nguồn")).match(/\d+/g) ?? [];
      expect(cited, `${of("Mã số liệu")}`).not.toEqual([]);
      for (const number of cited) expect(sources.get(`[${number}]`)).toBeTruthy();
    }
  });

  test("the sheet of figures says what the API says", async () => {
    const workbook = await workbookOf(query);
    const [, heads = [], ...rows] = workbook.rows("Số liệu");
    for (const [index, row] of rows.entries()) {
      if (index % 7 !== 0) continue;
      const id = String(row[heads.indexOf("Mã số liệu")]);
      const { figure } = await server.get<{ figure: Figure }>(`/api/figures/${id}?${query}`);
      const { value, low, high } = figure;
      const said = value === null ? `${low}–${high}` : value.toFixed(6);
      const carried = workbook.carried("Số liệu", `D${index + 3}`);
      expect(typeof carried === "number" ? carried.toFixed(6) : carried, id).toBe(said);
      expect(row[heads.indexOf("Số in trong nguồn")] ?? "", id).toBe(figure.printed ?? "");
      expect(row[heads.indexOf("Ngày số liệu")], id).toBe(figure.asOf);
    }
  });
});

describe("totals are live", () => {
  const GROUP = "Hòa Phú, Bình Minh và Cổ Chiên";

  test("the Plan's 36 projects are 11 and 25, and its shares stand beside their quotients", async () => {
    const workbook = await workbookOf("asOf=2015-06-18");
    const from = rowOf(workbook, "Nhóm khu", GROUP).at;
    const line = (name: string) => rowOf(workbook, "Nhóm khu", name, from);
    const formula = (cell: string) => workbook.formulas.find((one) => one.sheet === "Nhóm khu" && one.cell === cell);
    const projects = line("Dự án");
    const published = projects.cell("Số công bố");
    expect(formula(published)?.formula).toBe(
      `SUM(${line("Dự án FDI").cell("Số công bố")},${line("Dự án trong nước").cell("Số công bố")})`,
    );
    expect(workbook.calculate("Nhóm khu", published)).toBe(36);
    const share = line("Tỷ lệ triển khai vốn");
    expect(workbook.calculate("Nhóm khu", share.cell("Số công bố"))).toBe(0.2506);
    const quotient = share.cell("Tính lại từ các số trong biểu");
    expect(formula(quotient)?.formula).toMatch(/^C\d+\/C\d+$/);
    expect((workbook.calculate("Nhóm khu", quotient) * 100).toFixed(2)).toBe("25.07");
    expect(share.text("Số công bố", 1)).toBe("06/2015 [1]");
  });

  test("Hòa Phú is the sum of its phases where one source gives both, in the digits it prints", async () => {
    const workbook = await workbookOf("");
    const zone = rowOf(workbook, "Khu công nghiệp", "Khu công nghiệp Hòa Phú");
    for (const [head, total] of [
      ["Diện tích (ha)", 250.97],
      ["Đất công nghiệp có thể cho thuê (ha)", 189.75],
    ] as const) {
      const cell = zone.cell(head);
      expect(workbook.formulas.find((one) => one.sheet === "Khu công nghiệp" && one.cell === cell)?.formula).toMatch(
        /^SUM\([A-Z]\d+,[A-Z]\d+\)$/,
      );
      expect(workbook.calculate("Khu công nghiệp", cell)).toBeCloseTo(total, 9);
      expect(workbook.formatOf("Khu công nghiệp", cell)).toBe("[$-42A]#,##0.00");
    }
    expect(workbook.formatOf("Khu công nghiệp", zone.cell("Tỷ lệ lấp đầy (%)"))).toBe("[$-42A]#,##0.00%");
    expect(workbook.formatOf("Khu công nghiệp", zone.cell("Vốn đăng ký (tỷ đồng)"))).toBe('[$-42A]"trên "#,##0');
  });

  test("markets by class add up to all of them", async () => {
    const workbook = await workbookOf("asOf=2015-06-18");
    const total = rowOf(workbook, "Cụm và chợ của tỉnh", "Chợ").cell("Số công bố");
    expect(workbook.calculate("Cụm và chợ của tỉnh", total)).toBe(116);
    expect(workbook.formulas.find((one) => one.cell === total && one.sheet === "Cụm và chợ của tỉnh")?.formula).toMatch(
      /^SUM\(C\d+,C\d+,C\d+\)$/,
    );
  });

  test("14 made-up clusters add up to the Plan's area; published ones of many dates are not added", async () => {
    const madeUp = await workbookOf("asOf=2015-06-18&data=illustrative");
    const total = rowOf(madeUp, "Cụm công nghiệp", "Tổng công bố của tỉnh, 06/2015").cell("Diện tích (ha)");
    expect(madeUp.calculate("Cụm công nghiệp", total)).toBeCloseTo(692.41, 9);
    expect(madeUp.formulas.find(({ sheet, cell }) => sheet === "Cụm công nghiệp" && cell === total)?.formula).toMatch(
      /^SUM\((?:B\d+,?){14}\)$/,
    );
    const published = await workbookOf("");
    const printed = rowOf(published, "Cụm công nghiệp", "Tổng công bố của tỉnh, 2021").cell("Diện tích (ha)");
    expect(
      published.formulas.find(({ sheet, cell }) => sheet === "Cụm công nghiệp" && cell === printed)?.formula,
    ).toMatch(/^'Số liệu'!D\d+$/);
  });
});

test("what nothing tells is said in words, never 0 and never empty", async () => {
  const workbook = await workbookOf("asOf=2015-06-18");
  const zone = rowOf(workbook, "Khu công nghiệp", "Khu công nghiệp Bình Minh");
  expect(zone.text("Diện tích (ha)")).toBe("chưa có số liệu công bố");
  expect(zone.text("Tỷ lệ lấp đầy (%)")).toBe("chưa có số liệu công bố");
});
