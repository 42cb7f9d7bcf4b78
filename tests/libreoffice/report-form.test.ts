import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, done } from "../helpers/accounts.ts";
import { type LandApi, openLand, type Row } from "../helpers/land-api.ts";
import { cellOf, filled, type Sheet } from "../helpers/report-form.ts";

type Checked = {
  changes: { cell: string; after: unknown }[];
  issues: { cell: string | null; code: string }[];
  marked: Sheet | null;
};

let land: LandApi;
let folder: string;
beforeAll(async () => {
  land = await openLand();
  folder = await mkdtemp(join(tmpdir(), "vlmap-form-"));
});
afterAll(async () => {
  await land.server.close();
  await rm(folder, { recursive: true });
});

/** As LibreOffice writes the file after opening it. */
const saved = async ({ fileName, workbook }: Sheet): Promise<Sheet> => {
  const [from, to] = [join(folder, "in.xlsx"), join(folder, "out")];
  await writeFile(from, Buffer.from(workbook, "base64"));
  await promisify(execFile)(process.env["SOFFICE_PATH"] ?? "soffice", [
    `-env:UserInstallation=file://${folder}/profile`,
    "--headless",
    "--convert-to",
    "xlsx",
    "--outdir",
    to,
    from,
  ]);
  return { fileName, workbook: (await readFile(join(to, "in.xlsx"))).toString("base64") };
};
const check = async (report: Row, sheet: Sheet) => {
  const response = await ask(land.server, "POST", `/api/land/reports/${report.id}/form/check?data=illustrative`, {
    as: land.editor,
    body: sheet,
  });
  expect(response.statusCode, response.body.slice(0, 500)).toBe(200);
  return response.json<Checked>();
};
const form = (report: Row) => land.read<Sheet>(`/api/land/reports/${report.id}/form?data=illustrative`, land.editor);

test("each report of the made-up set, saved by LibreOffice, changes no cell", async () => {
  const { items } = await land.read<{ items: Row[] }>("/api/land/reports?data=illustrative&periodId=12");
  expect(items.length).toBe(5);
  for (const report of items) {
    const sheet = await saved(await form(report));
    expect(await check(report, sheet), String(report["siteId"])).toEqual({ changes: [], issues: [], marked: null });
  }
}, 120_000);

test("filled in and saved, it says the same cell by cell, and the marked copy, too", async () => {
  const as = (path: string, body: object) =>
    done<Row>(land.server, "POST", `${path}?data=illustrative`, { as: land.editor, body }).then((made) => made.body);
  const period = await as("/api/land/periods", { ruleId: "plan-quarter", year: 2015, number: 3 });
  const report = await as("/api/land/reports", { periodId: period.id, siteId: "co-chien-5" });
  const [vnd, jobs, ha, note] = [
    cellOf("Vốn thực hiện lũy kế (tỷ đồng)", 0),
    cellOf("Lao động (người)", 1),
    cellOf("Đất đã triển khai (ha)", 2),
    cellOf("Ghi chú", 3),
  ];
  const sheet = await filled(await form(report), {
    [vnd]: "1.040,5",
    [jobs]: 335,
    [ha]: 0.1234,
    [note]: "“Đã ký”, chờ cấp điện",
  });
  const before = await check(report, sheet);
  expect(before.changes.map(({ cell, after }) => [cell, after])).toEqual([
    [vnd, 1040.5],
    [jobs, 335],
    [ha, 0.1234],
    [note, "“Đã ký”, chờ cấp điện"],
  ]);
  expect(await check(report, await saved(sheet))).toEqual(before);

  const { marked } = await check(report, await filled(sheet, { [jobs]: "nhiều" }));
  const again = await check(report, await saved(marked!));
  expect(again.issues.map(({ cell, code }) => [cell, code])).toEqual([[jobs, "unreadable"]]);
  expect(again.changes.map(({ cell }) => cell)).toEqual([vnd, ha, note]);
}, 120_000);
