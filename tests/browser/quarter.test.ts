import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { parseCellRef, readXlsx } from "hucre/xlsx";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { SHEET } from "#server/features/land-use/form/columns.ts";
import { codeOf, done, firstAdmin, invited, type Person, turnOnTwoStep } from "../helpers/accounts.ts";
import { appForTests, type TestApp } from "../helpers/app.ts";
import type { Row } from "../helpers/land-api.ts";
import { cellOf, filledBytes } from "../helpers/report-form.ts";
import { graveFaults } from "./axe.ts";
import { pick, pickRadio, press, type } from "./by-keyboard.ts";
import { test } from "./fixtures.ts";

/** The password alone is not enough for an approver. */
const CODE_ASKED = /\b401: |console: Failed to load resource/;
/** Somebody else was faster. */
const OVERTAKEN = /\b412: |console: Failed to load resource/;
const FIGURE = '[data-figure^="binh-minh.deployedCapitalBillionVnd."] .figure-number';
const PERIODS = "/ky-bao-cao?data=minh-hoa";
const [VND, JOBS, HA] = ["Vốn thực hiện lũy kế (tỷ đồng)", "Lao động (người)", "Đất đã triển khai (ha)"];
const BEFORE: Readonly<Record<string, string>> = {
  [VND]: "Kỳ trước: vốn thực hiện (tỷ đồng)",
  [JOBS]: "Kỳ trước: lao động (người)",
  [HA]: "Kỳ trước: đất triển khai (ha)",
};

let server: TestApp;
let baseUrl: string;
let editor: Person;
let colleague: Person;
let approver: Person;
beforeAll(async () => {
  // What is approved here changes the made-up set, which other journeys read: a server of its own.
  server = await appForTests({ isClientBuilt: true });
  await server.app.listen({ host: "127.0.0.1", port: 0 });
  baseUrl = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
  const admin = await firstAdmin(server);
  editor = await invited(server, admin, "lê.hoa", "editor");
  colleague = await invited(server, admin, "phạm.nhi", "editor");
  approver = await turnOnTwoStep(server, await invited(server, admin, "trần.duyệt", "approver"));
});
afterAll(() => server.close());

/** Another editor changes the third line of a report. @returns their login */
const elsewhere = async (reportPath: string, changes: object): Promise<string> => {
  const { body } = await done<{ items: Row[] }>(
    server,
    "GET",
    `/api/land/report-projects?reportId=${reportPath.split("/").at(-1)}&data=illustrative`,
    { as: colleague },
  );
  const { id, rowVersion } = body.items[2]!;
  await done(server, "PATCH", `/api/land/report-projects/${id}?data=illustrative`, {
    as: colleague,
    body: changes,
    headers: { "if-match": `"${rowVersion}"` },
  });
  return colleague.login;
};

/** The page itself notes when the text changes: asking it over and over would keep it from drawing. */
const noteChange = (page: Page, selector: string): Promise<void> =>
  page.evaluate((figure) => {
    const textNow = () => document.querySelector(figure)?.textContent;
    const before = textNow();
    const observer = new MutationObserver(() => {
      if (textNow() === before) return;
      document.body.setAttribute("data-changed-at", String(Date.now()));
      observer.disconnect();
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  }, selector);

const signIn = async (page: Page, { login, password, secret }: Person) => {
  await type(page.getByLabel("Tên đăng nhập"), login);
  await type(page.getByLabel("Mật khẩu", { exact: true }), password);
  await page.keyboard.press("Enter");
  if (secret === undefined) return;
  await type(page.getByLabel("Mã xác thực"), codeOf(secret, 1));
  await page.keyboard.press("Enter");
};

const download = async (page: Page, button: string): Promise<Buffer> => {
  const [file] = await Promise.all([page.waitForEvent("download"), press(page.getByRole("button", { name: button }))]);
  return readFile(await file.path());
};

const choose = async (page: Page, name: string, bytes: Uint8Array) => {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    press(page.getByLabel("Chọn tệp đã điền"), "Space"),
  ]);
  await chooser.setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
};

/** Every project as in the quarter before. */
const asBefore = async (form: Uint8Array): Promise<Record<string, number>> => {
  const { sheets } = await readXlsx(form);
  const { rows } = sheets.find(({ name }) => name === SHEET)!;
  const typed: Record<string, number> = {};
  for (let index = 0; typeof rows[5 + index]?.[0] === "number"; index++) {
    for (const head of [VND, JOBS, HA]) {
      const { row, col } = parseCellRef(cellOf(BEFORE[head]!, index));
      typed[cellOf(head, index)] = rows[row]![col] as number;
    }
  }
  return typed;
};
const sumOf = (typed: Readonly<Record<string, unknown>>, head: string): number =>
  Object.entries(typed)
    .filter(([cell]) => cell.startsWith(cellOf(head, 0)[0]!))
    .reduce((sum, [, value]) => sum + Math.round(Number(value) * 1_000), 0) / 1_000;
const inVietnamese = (value: number) => value.toLocaleString("vi-VN", { maximumFractionDigits: 6 });

test("a quarter by keyboard alone: by Excel, checked, handed in, returned, corrected, approved, and on an open map within two seconds", async ({
  open,
}) => {
  const onlooker = await open("/dia-diem/binh-minh?data=minh-hoa", { baseUrl, isMapDrawn: true });
  const implemented = onlooker.locator(FIGURE).first();
  expect(await implemented.innerText()).toBe("180,2");
  // Would be gone if the page were loaded anew.
  await onlooker.evaluate(() => document.body.setAttribute("data-untouched", ""));

  const page = await open(PERIODS, { baseUrl, expectedFaults: OVERTAKEN });
  await signIn(page, editor);
  await press(page.getByText("Mở kỳ mới"));
  await pick(page.getByLabel("Quý", { exact: true }), "3");
  await type(page.getByLabel("Năm", { exact: true }), "2015");
  await press(page.getByRole("button", { name: "Mở kỳ" }));
  await page.getByRole("heading", { name: "Quý III/2015" }).waitFor();
  expect(await page.locator(".period-facts").innerText()).toMatch(
    /01\/07\/2015 đến 30\/09\/2015[^]*10\/10\/2015[^]*1013\/QĐ-UBND, IV\.9/,
  );
  await page.getByText("0/5 địa điểm đã nộp").waitFor();
  expect(await graveFaults(page)).toEqual([]);
  await press(page.getByRole("button", { name: "Lập báo cáo: Khu công nghiệp Bình Minh" }));
  await page.getByRole("heading", { name: "Khu công nghiệp Bình Minh" }).waitFor();
  await page.getByText("Nộp báo cáo: chưa có số liệu nào").waitFor();

  // Filled in as people do: a number as text in Vietnamese spelling, one that can be read in two ways, one that is none.
  const form = await download(page, "Tải biểu Excel");
  const before = await asBefore(form);
  const [text, doubtful, wrong] = [0, 1, 2].map((index) => cellOf(VND, index)) as [string, string, string];
  const typed = { ...before, [text]: "1.040,5", [doubtful]: "9.875", [wrong]: "mười hai tỷ" };
  await choose(page, "biểu quý III.xlsx", await filledBytes(form, typed));
  await page.getByRole("heading", { name: "2 ô cần xem lại" }).waitFor();
  const at = (cell: string) => page.locator(`[data-cell="${cell}"]`);
  expect(await at(wrong).innerText()).toContain("“mười hai tỷ” không phải số");
  expect(await at(doubtful).innerText()).toContain("đọc được hai cách");
  await page.getByText("Còn 2 ô phải sửa hoặc chọn trước khi ghi; chưa ghi gì.").waitFor();
  expect(await graveFaults(page)).toEqual([]);
  await pickRadio(at(doubtful).getByLabel("9,875", { exact: true }));
  await page.getByRole("heading", { name: "1 ô cần xem lại" }).waitFor();
  expect(await page.locator(".form-changes tr", { hasText: doubtful }).innerText()).toMatch(/trống\s+9,875/);
  expect(await page.getByRole("button", { name: /^Ghi / }).count()).toBe(0);

  // The same workbook says at its cells what is wrong; corrected there, it is taken.
  const marked = await download(page, "Tải tệp có đánh dấu ô sai");
  const { sheets } = await readXlsx(marked, { readStyles: true });
  const { row, col } = parseCellRef(wrong);
  expect(sheets.find(({ name }) => name === SHEET)?.cells?.get(`${row},${col}`)?.comment?.text).toContain(
    "không phải số",
  );
  const meant = { ...before, [text]: 40.5, [doubtful]: 9.875, [wrong]: 12 };
  await choose(page, "biểu quý III đã sửa.xlsx", await filledBytes(marked, meant));
  await press(page.getByRole("button", { name: `Ghi ${Object.keys(before).length} thay đổi` }));
  await page.getByText(`Đã ghi ${Object.keys(before).length} thay đổi vào báo cáo.`).waitFor();
  await page.getByText("đã có số liệu 9/9 dự án").waitFor();
  await press(page.getByRole("button", { name: "Nộp báo cáo" }));
  await page.getByText("đã nộp, chờ duyệt").waitFor();
  await page.getByText("Duyệt và công bố: đang chờ người duyệt").waitFor();
  const address = new URL(page.url());

  const other = await open(address.pathname + address.search, { baseUrl, expectedFaults: CODE_ASKED });
  await signIn(other, approver);
  await press(other.getByRole("button", { name: "Trả lại" }));
  await type(other.getByLabel("Lý do trả lại"), "Vốn của dự án thứ ba giảm; đối chiếu lại sổ sách.");
  await press(other.locator(".filing-decision").getByRole("button", { name: "Trả lại" }));
  await other.getByText("trả lại để sửa").waitFor();

  await page.reload();
  await page.getByText("Vốn của dự án thứ ba giảm").first().waitFor();
  const line = page.locator("[data-project]").nth(2);
  await press(line.getByRole("button", { name: /^Sửa số liệu/ }));
  await type(line.getByLabel("Vốn thực hiện (tỷ đồng)"), "21,75");
  // Somebody else writes the same line meanwhile: nothing is lost, and both values stand side by side.
  const login = await elsewhere(address.pathname, { implementedBillionVnd: 13.5, jobs: 77 });
  await press(line.getByRole("button", { name: "Lưu" }));
  await line.getByText(`Người ${login} vừa sửa dòng này nên chưa ghi gì.`).waitFor();
  await line.getByText("Hiện nay đã ghi: 13,5.").waitFor();
  expect(await line.getByLabel("Vốn thực hiện (tỷ đồng)").inputValue()).toBe("21,75");
  expect(await line.getByLabel("Lao động (người)").inputValue()).toBe("77");
  await press(line.getByRole("button", { name: "Lưu" }));
  await line.locator("td.number strong", { hasText: "21,75" }).waitFor();
  await line.locator("td.number strong", { hasText: "77" }).waitFor();
  await press(page.getByRole("button", { name: "Nộp báo cáo" }));
  await page.getByText("đã nộp, chờ duyệt").waitFor();

  // The machine draws for three people here; one of them goes home.
  await page.close();

  await other.reload();
  await press(other.getByRole("button", { name: "Duyệt và công bố" }));
  await type(other.getByLabel("Ghi chú khi duyệt"), "Đã đối chiếu.");
  await noteChange(onlooker, FIGURE);
  const approved = other.waitForResponse((response) => response.url().includes("/approve"));
  await press(other.locator(".filing-decision").getByRole("button", { name: "Duyệt và công bố" }));
  expect((await approved).status()).toBe(200);
  const publishedAt = Date.now();
  // Nor does this one draw while the time is taken.
  await other.goto("about:blank");
  const total = inVietnamese(sumOf({ ...meant, [wrong]: 21.75 }, VND));
  await expect.poll(() => implemented.innerText(), { timeout: 10_000 }).toBe(total);
  expect(Number(await onlooker.locator("body").getAttribute("data-changed-at")) - publishedAt).toBeLessThan(2_000);
  expect(await onlooker.evaluate(() => document.body.hasAttribute("data-untouched"))).toBe(true);
  await onlooker.getByText("Số liệu vừa được cập nhật.").waitFor();

  // From the report to what it made public.
  await other.goto(address.pathname + address.search);
  await other.getByText("Số liệu đã công bố.").waitFor();
  expect(await graveFaults(other)).toEqual([]);
  await press(other.getByRole("link", { name: "Xem trên bản đồ và thẻ địa điểm" }));
  await expect.poll(() => other.locator(FIGURE).first().innerText()).toBe(total);
}, 180_000);
