import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { done, firstAdmin, invited, type Person } from "../helpers/accounts.ts";
import { appForTests, type TestApp } from "../helpers/app.ts";
import { cellOf, filled, HEADS } from "../helpers/report-form.ts";
import { lotBody, type Row } from "../helpers/land-api.ts";
import { DESKTOP, PHONE } from "../helpers/browser.ts";
import { graveFaults } from "./axe.ts";
import { type OpenBefore, test } from "./fixtures.ts";

/** A link that is used up answers so. */
const ENDED = /\b410: |console: Failed to load resource/;

let server: TestApp;
let baseUrl: string;
let editor: Person;
beforeAll(async () => {
  // A report is begun and handed in here: a server of its own.
  server = await appForTests({ isClientBuilt: true });
  await server.app.listen({ host: "127.0.0.1", port: 0 });
  baseUrl = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
  editor = await invited(server, await firstAdmin(server), "lê.hoa", "editor");
});
afterAll(() => server.close());

const add = async (kind: string, body: object): Promise<Row> =>
  (await done<Row>(server, "POST", `/api/land/${kind}`, { as: editor, body })).body;
const asEditor = (openAfter: OpenBefore, path: string, options = {}) =>
  openAfter(
    (page) => {
      const [name = "", value = ""] = editor.cookie.split("=");
      return page.context().addCookies([{ name, value, url: baseUrl }]);
    },
    path,
    { baseUrl, viewport: DESKTOP, ...options },
  );
const savedBy = async (page: Page, click: () => Promise<void>) => {
  const [download] = await Promise.all([page.waitForEvent("download"), click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
};
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

/** Never used on the Plan's day: each state of the clock, with its days. */
const NEVER_USED = {
  "HP1-C5": "thời hạn đưa đất vào sử dụng đã hết ngày 18/02/2014, quá 485 ngày.",
  "CC5-B1": "thời hạn đưa đất vào sử dụng đã hết ngày 06/05/2014, quá 408 ngày.",
  "HP1-C3": "thời hạn đưa đất vào sử dụng sẽ hết ngày 04/08/2015, còn 47 ngày.",
  "BM-B5": "thời gian gia hạn sẽ hết ngày 31/08/2015, còn 74 ngày.",
  "BM-A1": "đang tạm dừng vì bất khả kháng; nếu hết hôm nay thì còn 42 ngày.",
  "CC4-A4": "đang tính, đến ngày 02/11/2015, còn 137 ngày.",
  "HP2-D7": "đang tính, đến ngày 02/03/2016, còn 258 ngày.",
  "HP2-B5": "đã được gia hạn đến ngày 30/06/2016, còn 378 ngày.",
};

test("idle land on the Plan's day: eight leases in words, filters, table, and the letter by the keyboard", async ({
  openAfter,
}) => {
  const page = await asEditor(openAfter, "/canh-bao?data=minh-hoa");
  const sentences = (await page.locator(".alert-sentence").allInnerTexts()).map(plain);
  expect(sentences).toHaveLength(51);
  for (const [lot, words] of Object.entries(NEVER_USED)) {
    const [told = "", ...more] = sentences.filter((one) => one.startsWith(`Lô ${lot}: thuê`));
    expect(more).toEqual([]);
    expect(told).toContain("chưa sử dụng phần nào; ");
    expect(told.endsWith(words), told).toBe(true);
  }
  const groups = await page.locator(".alerts-group h2").allInnerTexts();
  expect(groups.map((group) => group.split(/\s*\n\s*/))).toEqual([
    ["Gấp", "10"],
    ["Cần xử lý", "12"],
    ["Theo dõi", "29"],
  ]);
  await page.getByText("Do dự án này tự chọn, không phải quy định pháp luật:").waitFor();
  expect(await graveFaults(page)).toEqual([]);

  const { name, bytes } = await savedBy(page, () => page.getByRole("button", { name: "Tải bảng (CSV)" }).click());
  expect(name).toBe("canh-bao-2015-06-18.csv");
  expect(bytes.toString().trim().split("\r\n")).toHaveLength(52);

  await page.getByRole("button", { name: /^Vốn chậm/ }).click();
  await page.getByText("8 trong 51 cảnh báo").waitFor();
  await page.getByRole("button", { name: /^Tất cả/ }).click();
  await page
    .getByRole("combobox", { name: "Khu, cụm công nghiệp" })
    .selectOption({ label: "Khu công nghiệp Bình Minh" });
  expect(new URL(page.url()).searchParams.get("site")).toBe("binh-minh");
  for (const site of await page.locator(".alert-meta span:nth-child(2)").allInnerTexts())
    expect(site).toContain("Khu công nghiệp Bình Minh");
  await page.getByRole("combobox", { name: "Khu, cụm công nghiệp" }).selectOption({ label: "Tất cả" });

  const alert = page.locator(".alert", { hasText: "Lô HP1-C5: thuê" });
  await alert.locator("summary").focus();
  await page.keyboard.press("Enter");
  await alert.getByText("Áp dụng Điều 38 khoản 12, 13/2003/QH11: 12 tháng.").waitFor();
  expect(plain(await alert.locator(".alert-facts").innerText())).toMatch(/Bàn giao đất trên thực địa\s+18\/02\/2013/);
  await alert.getByText("độ tin cậy: thấp").first().waitFor();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Thư đôn đốc" }).waitFor();
  await page.getByRole("heading", { name: "Kiểm tra trước khi ký" }).waitFor();
  const paper = page.getByRole("article", { name: "Nội dung thư" });
  expect(plain(await paper.innerText())).toContain("thời hạn 12 tháng liên tục theo quy định đã hết ngày 18/02/2014");
  const bound = await paper.locator("mark").allInnerTexts();
  expect(bound).toEqual(expect.arrayContaining(["HP1-C5", "485", "18/02/2014", "Doanh nghiệp minh họa 12"]));
  expect(await graveFaults(page)).toEqual([]);
  const file = await savedBy(page, () => page.getByRole("button", { name: "Tải DOCX" }).click());
  expect(file.name).toBe("Thư đôn đốc lô HP1-C5 2015-06-18.docx");
  expect(file.bytes.subarray(0, 2).toString()).toBe("PK");
  await page.keyboard.press("Escape");
  await page.getByText("51 cảnh báo").waitFor();
});

test("a late report: the editor's link, the form filled and handed in without an account, once", async ({
  openAfter,
  open,
}) => {
  await add("lots", lotBody("BM-01", 100));
  const enterprise = await add("enterprises", { nameVi: "Công ty thử" });
  const project = await add("projects", { siteId: "binh-minh", enterpriseId: enterprise.id, nameVi: "Dự án một" });
  await add("project-versions", { projectId: project.id, kind: "first", issuedOn: "2012-03-01", isFdi: false });
  await add("periods", { ruleId: "plan-quarter", year: 2016, number: 3 });

  const office = await asEditor(openAfter, "/canh-bao?asOf=2016-12-01");
  const late = office.locator(".alert", { hasText: "Khu công nghiệp Bình Minh: chưa nộp báo cáo" });
  // The days of the period come by a question of their own.
  await expect
    .poll(async () => plain(await late.locator(".alert-sentence").innerText()))
    .toBe("Khu công nghiệp Bình Minh: chưa nộp báo cáo kỳ 01/07/2016 – 30/09/2016, hạn 10/10/2016, trễ 52 ngày.");
  await late.getByRole("button", { name: "Liên kết nộp báo cáo, Khu công nghiệp Bình Minh" }).click();
  await late.getByRole("button", { name: "Tạo liên kết" }).click();
  const link = await late.getByRole("textbox", { name: /Chỉ hiện lần này/ }).inputValue();
  await late.getByText("Đang có một liên kết do Người lê.hoa tạo").waitFor();
  expect(await graveFaults(office)).toEqual([]);

  const { pathname, hash } = new URL(link);
  const page = await open(pathname + hash, { baseUrl, viewport: PHONE, isTouch: true, expectedFaults: ENDED });
  await page.getByRole("heading", { level: 1, name: "Nộp báo cáo" }).waitFor();
  await page.getByText("Báo cáo chưa có số liệu nào, nên chưa nộp được.").waitFor();
  const form = await savedBy(page, () => page.getByRole("button", { name: "Tải biểu Excel" }).click());
  const sheet = await filled(
    { fileName: form.name, workbook: form.bytes.toString("base64") },
    { [cellOf(HEADS.vnd, 0)]: "1.234", [cellOf(HEADS.jobs, 0)]: 80 },
  );
  await page.getByLabel("Chọn tệp đã điền").setInputFiles({
    name: "biểu quý 3.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: Buffer.from(sheet.workbook, "base64"),
  });
  const asked = page.locator(`[data-cell="${cellOf(HEADS.vnd, 0)}"]`);
  await asked.waitFor();
  expect(await graveFaults(page)).toEqual([]);
  await asked.getByRole("radio", { name: "1,234", exact: true }).check();
  await page.getByRole("button", { name: "Ghi 2 thay đổi" }).click();
  await page.getByText("Đã ghi 2 thay đổi vào báo cáo.").waitFor();
  await page.locator(".upload-lines").getByText("1,234").waitFor();
  await page.getByRole("button", { name: "Nộp báo cáo" }).click();
  await page.getByRole("button", { name: "Nộp, tôi đã xem lại" }).click();
  await page.getByRole("heading", { level: 1, name: "Đã nộp báo cáo" }).waitFor();
  await page.reload();
  await page.getByText("Liên kết này sai, đã dùng, đã hết hạn hoặc đã được thay").waitFor();
});
