import { parseCellRef, readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COLUMNS, SHEET } from "#server/features/land-use/form/columns.ts";
import { ask } from "../helpers/accounts.ts";
import { cellOf, filled, HEADS, type Sheet } from "../helpers/report-form.ts";
import { type Faulty, type LandApi, openLand, type Row } from "../helpers/land-api.ts";

type Checked = {
  changes: { cell: string; field: string; before: unknown; after: unknown }[];
  issues: {
    cell: string | null;
    projectId: number | null;
    field: string | null;
    code: string;
    messageVi: string;
    options: unknown[];
  }[];
  marked: Sheet | null;
};

let land: LandApi;
let period: Row;
let report: Row;
const projects: Row[] = [];

beforeAll(async () => {
  land = await openLand();
  const enterprise = await land.add("enterprises", { nameVi: "Công ty thử" });
  for (const [index, nameVi] of ["Dự án một", "Dự án hai", "Dự án ba"].entries()) {
    const project = await land.add("projects", { siteId: "binh-minh", enterpriseId: enterprise.id, nameVi });
    projects.push(project);
    await land.add("project-versions", {
      projectId: project.id,
      kind: "first",
      certificateNumber: `54${index}`,
      issuedOn: "2012-03-01",
      isFdi: false,
      registeredBillionVnd: 80.5,
    });
  }
  period = await land.add("periods", { ruleId: "plan-quarter", year: 2016, number: 3 });
  report = await land.add("reports", { periodId: period.id, siteId: "binh-minh" });
  await land.add("report-projects", {
    reportId: report.id,
    projectId: projects[0]!.id,
    implementedBillionVnd: 40,
    jobs: 10,
  });
});
afterAll(() => land.server.close());

const fetchForm = () => land.read<Sheet>(`/api/land/reports/${report.id}/form`);
const { vnd: VND, jobs: JOBS, ha: HA, note: NOTE } = HEADS;

const check = async (sent: object) => {
  const response = await ask(land.server, "POST", `/api/land/reports/${report.id}/form/check`, {
    as: land.editor,
    body: sent,
  });
  expect(response.statusCode, response.body.slice(0, 500)).toBe(200);
  return response.json<Checked>();
};
const apply = (sent: object, version = report.rowVersion) =>
  land.write("POST", `/api/land/reports/${report.id}/form`, version, sent);
const lines = async () =>
  (await land.read<{ items: Row[] }>(`/api/land/report-projects?reportId=${report.id}`)).items.map((row) => [
    row["projectId"],
    row["implementedBillionVnd"],
    row["jobs"],
    row["deployedHa"],
    row["note"],
  ]);

describe("the form", () => {
  test("holds a line for each project, locked but for what is asked, with ids that do not show", async () => {
    const form = await fetchForm();
    expect(form.fileName).toBe("Biểu Khu công nghiệp Bình Minh 2016-07-01 – 2016-09-30.xlsx");
    const { sheets } = await readXlsx(Buffer.from(form.workbook, "base64"), { readStyles: true });
    const sheet = sheets.find(({ name }) => name === SHEET)!;
    expect(sheet.rows.slice(5).map((row) => [row[0], row[3], row[14]])).toEqual([
      [projects[0]!.id, "Dự án một", 40],
      [projects[1]!.id, "Dự án hai", null],
      [projects[2]!.id, "Dự án ba", null],
    ]);
    expect(sheet.protection?.sheet).toBe(true);
    expect(sheet.columns?.slice(0, 3).map(({ hidden = false }) => hidden)).toEqual([true, true, false]);
    const isOpen = (column: number) => sheet.cells?.get(`5,${column}`)?.style?.protection?.locked === false;
    expect(COLUMNS.map((_, column) => isOpen(column))).toEqual(COLUMNS.map(({ entry }) => entry !== undefined));
    expect(sheets.find(({ name }) => name === "vlmap")?.veryHidden).toBe(true);
  });

  test("sent back as it is changes nothing", async () => {
    const form = await fetchForm();
    expect(await check(form)).toEqual({ changes: [], issues: [], marked: null });
    expect(await check(await filled(form, {}))).toEqual({ changes: [], issues: [], marked: null });
  });
});

test("the same lines are read on the page: line, certificate and lots, and nothing before the first approval", async () => {
  const { items } = await land.read<{ items: Row[] }>(`/api/land/reports/${report.id}/lines`);
  expect(
    items.map(({ projectVi, certificateNumber, registeredBillionVnd, leasedHa, earlier, line }) => [
      projectVi,
      certificateNumber,
      registeredBillionVnd,
      leasedHa,
      earlier,
      (line as Row | null)?.["jobs"] ?? null,
    ]),
  ).toEqual([
    ["Dự án một", "540", 80.5, 0, null, 10],
    ["Dự án hai", "541", 80.5, 0, null, null],
    ["Dự án ba", "542", 80.5, 0, null, null],
  ]);
});

describe("what is filled in", () => {
  test("is read as Vietnamese writes it and shown cell by cell; nothing is written", async () => {
    const before = await lines();
    const sent = await filled(await fetchForm(), {
      [cellOf(VND, 0)]: "1.040,5",
      [cellOf(JOBS, 1)]: "120",
      [cellOf(HA, 1)]: "0,75",
      [cellOf(NOTE, 2)]: "chưa khởi công",
    });
    const { changes, issues } = await check(sent);
    expect(issues).toEqual([]);
    expect(changes.map(({ cell, field, before: was, after }) => [cell, field, was, after])).toEqual([
      [cellOf(VND, 0), "implementedBillionVnd", 40, 1040.5],
      [cellOf(JOBS, 1), "jobs", null, 120],
      [cellOf(HA, 1), "deployedHa", null, 0.75],
      [cellOf(NOTE, 2), "note", null, "chưa khởi công"],
    ]);
    expect(await lines()).toEqual(before);
  });

  test.each<[string, string, string | number, string, string]>([
    ["two readings", VND, "1.234", "ambiguous", "đọc được hai cách: 1.234 hay 1,234? Hãy chọn"],
    [
      "a unit",
      HA,
      "12 ha",
      "unreadable",
      "“12 ha” không phải số; cần số, ví dụ 1234,5, không kèm đơn vị, để trống nếu chưa có",
    ],
    ["half a person", JOBS, "10,5", "whole", "cần số nguyên"],
    ["less than nothing", VND, -1, "range", "cần số từ 0 đến dưới 1.000.000.000"],
    ["finer than a square metre", HA, "0,12345", "range", "cần tối đa 4 chữ số thập phân (đến mét vuông)"],
  ])("%s: told at the cell, and the cell is marked in the same workbook", async (_, head, typed, code, words) => {
    const cell = cellOf(head, 1);
    const good = { [cellOf(NOTE, 2)]: "giữ nguyên" };
    const sent = await filled(await fetchForm(), { ...good, [cell]: typed });
    const { issues, marked } = await check(sent);
    expect(issues.map((issue) => [issue.cell, issue.code, issue.messageVi])).toEqual([[cell, code, words]]);
    const field = COLUMNS.find((column) => column.head === head)!.entry;
    expect(issues[0]).toMatchObject({ projectId: projects[1]!.id, field });
    const { sheets } = await readXlsx(Buffer.from(marked!.workbook, "base64"), { readStyles: true });
    const sheet = sheets.find(({ name }) => name === SHEET)!;
    const { row, col } = parseCellRef(cell);
    expect(sheet.cells?.get(`${row},${col}`)?.comment?.text).toContain(words);
    expect(sheet.rows[row]![col]).toBe(typed);
    expect(sheet.rows[7]![18]).toBe("giữ nguyên");

    const before = await lines();
    const refused = await apply(sent);
    expect(refused.statusCode).toBe(400);
    expect(refused.json<Faulty>().errors.map(({ pointer, message }) => [pointer, message])).toEqual([
      [`/workbook/${cell}`, words],
    ]);
    expect(await lines()).toEqual(before);
  });

  test("a cell with two readings is settled by an answer", async () => {
    const cell = cellOf(VND, 1);
    const sent = await filled(await fetchForm(), { [cell]: "1.234" });
    expect((await check(sent)).issues[0]?.options).toEqual([1234, 1.234]);
    const { changes, issues } = await check({ ...sent, answers: [{ cell, value: 1.234 }] });
    expect([issues, changes.map(({ after }) => after)]).toEqual([[], [1.234]]);
  });

  test("of another report, a column moved, a row that is not of the form, and no workbook at all: refused as a whole", async () => {
    const form = await fetchForm();
    const codesOf = async (sent: object) => (await check(sent)).issues.map(({ cell, code }) => [cell, code]);
    expect(await codesOf(await filled(form, { B1: 999 }, "vlmap"))).toEqual([[null, "file"]]);
    expect(await codesOf(await filled(form, { G5: "Vốn" }))).toEqual([["G5", "head"]]);
    expect(await codesOf(await filled(form, { A9: 999_999, O9: 5 }))).toEqual([["A9", "row"]]);
    expect(await codesOf(await filled(form, { A7: projects[0]!.id }))).toEqual([["A7", "row"]]);
    for (const bytes of [Buffer.from("PK không phải tệp nén"), Buffer.alloc(400)])
      expect(await codesOf({ fileName: "x.xlsx", workbook: bytes.toString("base64") })).toEqual([[null, "file"]]);
  });

  test("is written all at once, with the cell's row in the audit; what another changed meanwhile is asked about", async () => {
    const early = await fetchForm();
    const sent = await filled(early, { [cellOf(VND, 0)]: "45,25", [cellOf(JOBS, 1)]: 120, [cellOf(HA, 1)]: "0,75" });
    const applied = await apply(sent);
    expect(applied.statusCode, applied.body).toBe(200);
    expect(applied.json()).toMatchObject({ changed: 3 });
    expect(await lines()).toEqual([
      [projects[0]!.id, 45.25, 10, null, null],
      [projects[1]!.id, null, 120, 0.75, null],
    ]);
    const { items } = await land.read<{ items: Row[] }>(`/api/land/report-projects?reportId=${report.id}`);
    const history = await land.read<{ items: { source: unknown }[] }>(
      `/api/land/report-projects/${items[1]!.id}/history`,
    );
    expect(history.items.at(-1)?.source).toEqual({ file: early.fileName, sheet: SHEET, row: 7 });

    // The same form again: all it says is there already.
    expect(await check(sent)).toEqual({ changes: [], issues: [], marked: null });
    const cell = cellOf(VND, 0);
    const late = await filled(early, { [cell]: 50 });
    const { issues } = await check(late);
    expect(issues.map((issue) => [issue.cell, issue.code, issue.options])).toEqual([[cell, "stale", [45.25, 50]]]);
    expect(issues[0]?.messageVi).toBe(
      "khi tải biểu là 40, người khác đã sửa thành 45,25, trong tệp là 50; hãy chọn số đúng",
    );
    const settled = await apply({ ...late, answers: [{ cell, value: 50 }] });
    expect(settled.statusCode, settled.body).toBe(200);
    expect((await lines())[0]?.[1]).toBe(50);
  });

  test("is refused once the report is handed in, or by whoever only reads", async () => {
    const sent = await filled(await fetchForm(), { [cellOf(JOBS, 2)]: 3 });
    const reader = await land.write("POST", `/api/land/reports/${report.id}/form`, 1, sent, land.viewer);
    expect(reader.statusCode).toBe(403);
    const stale = await apply(sent, 99);
    expect(stale.statusCode).toBe(412);
    const submitted = await land.write("POST", `/api/land/reports/${report.id}/submit`, report.rowVersion, {});
    expect(submitted.statusCode, submitted.body).toBe(200);
    const late = await apply(sent, submitted.json<Row>().rowVersion);
    expect([late.statusCode, late.json<Faulty>().errors[0]?.message]).toEqual([
      409,
      "báo cáo đang ở bước “đã nộp” nên số liệu không sửa được; hãy đề nghị trả lại",
    ]);
  });
});
