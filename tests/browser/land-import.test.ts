import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DESKTOP, launchBrowser } from "../helpers/browser.ts";
import { graveFaults } from "./axe.ts";
import { openOffice, type Office } from "./land-office.ts";

let office: Office;
let browser: Browser;
beforeAll(async () => {
  office = await openOffice();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await office?.close();
});

/** As Excel in Vietnamese saves a table of corners in VN-2000; the second lot crosses itself. */
const TABLE = [
  "Mã lô;X;Y;Diện tích (ha)",
  ...["1113000,00;536000,00", "1113000,00;536200,00", "1113100,00;536200,00", "1113100,00;536000,00"].map(
    (corner) => `BM-N1;${corner};2`,
  ),
  ...["1113200,00;536000,00", "1113300,00;536100,00", "1113300,00;536000,00", "1113200,00;536100,00"].map(
    (corner) => `BM-N2;${corner};1`,
  ),
].join("\r\n");

test("a table of corners is looked at, confirmed, written without its faulty row, and taken back", async () => {
  const { page, watch, close } = await office.open(browser, "/lo-dat?site=binh-minh&data=minh-hoa", {
    viewport: DESKTOP,
  });
  await page.getByRole("button", { name: "Nhập từ tệp" }).click();
  await page
    .getByLabel("Chọn tệp")
    .setInputFiles({ name: "lô mới.csv", mimeType: "text/csv", buffer: Buffer.from(`\uFEFF${TABLE}`) });
  await page.getByText("1 lô mới, 0 lô thay đổi, 0 lô giữ nguyên, 1 dòng chưa đúng").waitFor();
  const rows = await page.locator("tr[data-outcome]").allInnerTexts();
  expect(rows[0]).toContain("nêu 2 ha, đo 2,0003 ha");
  expect(rows[1]).toContain("đường bao tự cắt");
  // What the file does not say, a person confirms.
  const writing = page.getByRole("button", { name: "Chỉ ghi 1 lô đúng" });
  expect(await writing.isDisabled()).toBe(true);
  expect(await graveFaults(page)).toEqual([]);
  const pictures = process.env["IMPORT_PICTURES"];
  if (pictures) await page.screenshot({ path: `${pictures}/import.png` });
  await page.getByRole("button", { name: "Đọc theo EPSG:9209" }).click();
  await page.locator("button.button-main:enabled").waitFor();
  await writing.click();
  await page.getByText("Đã ghi: thêm 1 lô, sửa 0 lô.").waitFor();
  await page.getByRole("button", { name: "Hoàn tác cả lần nhập" }).click();
  await page.getByText("Đã hoàn tác lần nhập.").waitFor();
  await close();
  expect(watch.faults).toEqual([]);
});
