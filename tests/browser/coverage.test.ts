import { expect, inject } from "vitest";
import { graveFaults } from "./axe.ts";
import { pick, press, reach, type } from "./by-keyboard.ts";
import { test } from "./fixtures.ts";
import { faultsOn, inWords, viewOf } from "./provenance/crawl.ts";
import { Knowledge } from "./provenance/knowledge.ts";
import { prepareReading } from "./provenance/settled-page.ts";

test("a planner finds by keyboard who is far from a market, and a link restores the question", async ({
  openAfter,
}) => {
  const page = await openAfter(prepareReading, "/danh-sach?topic=markets");
  await press(page.getByRole("link", { name: "Độ phủ: xã nào gần, xã nào xa" }));
  await page.locator(".coverage-table").first().waitFor();
  await press(page.getByRole("button", { name: "Hạng 2" }));
  await press(page.getByRole("button", { name: "Từ 01/7/2025" }));
  const field = page.getByLabel("Ngưỡng, km");
  await type(field, "10; 5");
  await page.keyboard.press("Enter");
  await page.getByText("Cần các số km tăng dần").waitFor();
  await type(field, "2,5; 7");
  await page.keyboard.press("Enter");
  await page.waitForURL(/^[^?]+\/do-phu\?of=markets&class=2&km=2.5,7&units=2025$/);
  const far = page.locator(".coverage-table tr[data-gap]");
  await far.first().waitFor();
  expect(await far.first().innerText()).toContain("ngoài mọi ngưỡng");
  await press(page.getByRole("button", { name: "Xem tất cả xã" }));
  expect(await page.locator("section:has(> h2:text('Từng xã')) tbody tr").count()).toBe(35);

  await pick(page.getByLabel("Mở thêm"), "2");
  await page.getByText("đã chứng minh là tốt nhất").nth(1).waitFor();
  await reach(page.getByRole("link", { name: "VI · EN" }).or(page.locator(".language")));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Coverage" }).waitFor();
  expect(new URL(page.url()).search).toBe("?of=markets&class=2&km=2.5,7&units=2025&more=2");
  const knowledge = new Knowledge(inject("baseUrl"), viewOf(new URL(page.url())));
  expect((await faultsOn(page, knowledge)).map(inWords)).toEqual([]);
  expect(await graveFaults(page)).toEqual([]);
});

test("a list of which no place is known leaves everything unknown, and a number nobody answered is found", async ({
  openAfter,
}) => {
  const page = await openAfter(prepareReading, "/do-phu?of=zones&list=zones-2022");
  await page.getByText("chưa biết gần hay xa").waitFor();
  const knowledge = new Knowledge(inject("baseUrl"), viewOf(new URL(page.url())));
  expect((await faultsOn(page, knowledge)).map(inWords)).toEqual([]);
  await page.locator("[data-coverage='counts.sites']").evaluate((said) => (said.textContent = "7"));
  expect((await faultsOn(page, knowledge)).map(inWords)).toEqual([
    expect.stringMatching(/“7” at .*: counts\.sites of the coverage is 5$/),
  ]);
});
