import type { Page } from "playwright-core";
import { expect } from "vitest";
import { DESKTOP, mapIdle, PHONE } from "../helpers/browser.ts";
import { test } from "./fixtures.ts";
import { textOf } from "./reading.ts";

const PLAN = "2015-06-18";
/** The database answers one question after the other. */
const SOON = { timeout: 20_000 };
const slider = (page: Page) => page.getByRole("slider", { name: /Xem số liệu đến ngày|Figures up to the day/ });
const panel = (page: Page) => page.locator(".panel-body");
/** All a reader is told but for the map. */
const wordsOf = async (page: Page) =>
  [
    await textOf(page.locator(".past-notice")),
    await textOf(panel(page)),
    await textOf(page.locator(".time-control")),
  ].join(" ");
const asOfIn = (page: Page) => new URL(page.url()).searchParams.get("asOf");

test("the slider steps through the dates that have data, by keyboard, and says what changed", async ({ open }) => {
  const page = await open("/?asOf=2015-06-18", { viewport: DESKTOP });
  await slider(page).focus();
  expect(await slider(page).getAttribute("aria-valuetext")).toBe(
    "18/06/2015: 39 số liệu mới. Vĩnh Long; Hòa Phú, Bình Minh và Cổ Chiên",
  );
  for (const [key, day] of [
    ["ArrowRight", "2015-12-31"],
    ["ArrowLeft", PLAN],
    ["ArrowDown", "2014-12-31"],
    ["PageDown", "2013-12-31"],
    ["PageUp", "2014-12-31"],
    ["Home", "2006-08-08"],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(() => asOfIn(page), { message: key, ...SOON }).toBe(day);
  }
  expect(await slider(page).getAttribute("aria-valuenow")).toBe("0");
  await page.keyboard.press("End");
  await expect.poll(() => asOfIn(page), SOON).toBeNull();
  expect(await page.locator(".past-notice").count()).toBe(0);
});

test("a past view says so, follows everywhere, and one button leads back", async ({ open }) => {
  const page = await open("/", { viewport: DESKTOP });
  await page.getByLabel("Số liệu đến", { exact: true }).selectOption(PLAN);
  const notice = page.locator(".past-notice");
  expect(await textOf(notice)).toContain("Đang xem theo số liệu đến 18/06/2015");
  await expect.poll(() => textOf(panel(page)), SOON).toMatch(/Hòa Phú chưa có số liệu lúc đó/);
  expect(await textOf(panel(page))).toMatch(/Đất đã thuê 175,42 ha/);
  // Of the day looked at the Plan is new, whatever its age today.
  expect(await panel(page).locator(".age-note").count()).toBe(0);
  await page.locator('main a[href^="/dia-diem/hoa-phu"]').first().click();
  await page.getByRole("heading", { level: 1, name: /Hòa Phú/ }).waitFor();
  expect(await textOf(panel(page))).not.toMatch(/99,29|12\/2024/);
  expect(asOfIn(page)).toBe(PLAN);
  await notice.getByRole("button").click();
  await expect.poll(() => textOf(panel(page)), SOON).toMatch(/99,29/);
  expect(page.url()).not.toContain("asOf");
});

test("a link with both days restores the same words in a fresh browser, in each language", async ({ open }) => {
  for (const path of [
    `/?asOf=2018-05-29&knownOn=2026-11-22`,
    `/sites/ccn-trung-nghia?asOf=2018-05-29&knownOn=2026-11-22`,
    `/danh-sach?asOf=2018-05-29&knownOn=2026-11-22`,
  ]) {
    const page = await open(path, { viewport: DESKTOP });
    await page.locator("main [data-figure]").first().waitFor();
    const again = await open(page.url(), { viewport: DESKTOP });
    // Both pages may still be settling, as the years under the slider are placed when it has its width.
    const differs = async () => (await wordsOf(again)) !== (await wordsOf(page));
    await expect.poll(differs, SOON).toBe(false);
    const said = await wordsOf(again);
    expect(said).toMatch(/29\/05\/2018|29 May 2018/);
    expect(said).toMatch(/22\/11\/2026|22 Nov 2026/);
  }
});

test("before all data the screen says so and leads to the first date", async ({ open }) => {
  const page = await open("/?asOf=2005-01-01", { viewport: DESKTOP });
  await expect.poll(() => textOf(panel(page)), SOON).toContain("Tổng ba khu chưa có đến ngày 01/01/2005.");
  expect(await panel(page).locator("[data-figure]").count()).toBe(0);
  await page.getByRole("button", { name: /Đến số liệu đầu tiên, 08\/08\/2006/ }).click();
  await expect.poll(() => asOfIn(page), SOON).toBe("2006-08-08");
});

test("a figure that is younger than the view is not shown as missing", async ({ open }) => {
  const page = await open("/dia-diem/hoa-phu?figure=hoa-phu.occupancyShare.2024-12&asOf=2015-06-18", {
    expectedFaults: /404/,
  });
  await expect.poll(() => textOf(panel(page)), SOON).toContain("Số liệu này chưa có đến ngày 18/06/2015.");
});

test("a step asks each question once, keeps the old answer meanwhile, and does not move the layout", async ({
  openAfter,
}) => {
  const asked: string[] = [];
  const page = await openAfter(
    async (opened) => {
      opened.on("request", (request) => {
        if (request.url().includes("/api/")) asked.push(request.url());
      });
    },
    "/?asOf=2018-05-29",
    { viewport: DESKTOP, isMapDrawn: true },
  );
  await page.evaluate(() => {
    const seen = { skeletons: 0 };
    Object.assign(globalThis, { seen });
    new MutationObserver(() => (seen.skeletons += document.querySelectorAll(".skeleton").length)).observe(
      document.body,
      {
        childList: true,
        subtree: true,
      },
    );
  });
  const boxes = () =>
    page.evaluate(() =>
      [".panel", ".map-area", ".time-control", ".past-notice"].map((part) => {
        const { x, y, width, height } = document.querySelector(part)!.getBoundingClientRect();
        return [x, y, width, height];
      }),
    );
  const before = await boxes();
  asked.length = 0;
  await slider(page).focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => textOf(panel(page)), SOON).toMatch(/658,05/);
  await expect.poll(() => page.locator(".frame").getAttribute("aria-busy"), SOON).toBe("false");
  await mapIdle(page);
  expect(asked.length).toBe(new Set(asked).size);
  expect(asked.filter((url) => !url.includes("asOf=2018-01-26"))).toEqual([]);
  expect(await boxes()).toEqual(before);
  expect(await page.evaluate(() => (globalThis as unknown as { seen: { skeletons: number } }).seen.skeletons)).toBe(0);
  // Back again: everything is here already.
  asked.length = 0;
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => asOfIn(page), SOON).toBe("2018-05-29");
  await page.waitForTimeout(300);
  expect(asked).toEqual([]);
});

test("on a phone a list of dates does the same", async ({ open }) => {
  const page = await open("/", { viewport: PHONE, isTouch: true });
  expect(await slider(page).count()).toBe(0);
  await page.getByLabel("Số liệu đến").selectOption(PLAN);
  expect(await textOf(page.locator(".past-notice"))).toContain("18/06/2015");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
});

test("what was known by a day is one click further", async ({ open }) => {
  const page = await open("/?lang=en", { viewport: DESKTOP });
  await page.getByText("Known up to…").click();
  await page.getByRole("radio", { name: "22 Nov 2026" }).check();
  await expect.poll(() => page.url(), SOON).toContain("knownOn=2026-11-22");
  expect(await textOf(page.locator(".past-notice"))).toContain("Viewing what was known up to 22 Nov 2026");
});
