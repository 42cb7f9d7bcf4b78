import type { Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./fixtures.ts";

/** What holds the focus: the name a screen reader says, or the tag of what has none. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return (element?.getAttribute("aria-label") ?? (element as HTMLElement | null)?.innerText ?? "")
      .replace(/\s+/g, " ")
      .trim();
  });
const holds = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

/** Presses Tab until `selector` holds the focus; fails where that takes more stops than a person would go. */
const tabTo = async (page: Page, selector: string, most = 22): Promise<void> => {
  for (let stop = 0; stop < most; stop++) {
    await page.keyboard.press("Tab");
    if (await holds(page, selector)) return;
  }
  throw new Error(`${selector} is more than ${most} stops away; the focus is on “${await focused(page)}”`);
};

test("a second skip link leads past the long list to the map and the day of figures", async ({ open }) => {
  const page = await open("/");
  await page.locator(".site-list").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Đến bản đồ và ngày của số liệu");
  await page.keyboard.press("Enter");
  await tabTo(page, ".time-control select", 10);
  await tabTo(page, "[role=slider]", 1);
  await page.keyboard.press("ArrowLeft");
  await page.waitForURL(/asOf=\d{4}-\d{2}-\d{2}/);
  expect(await holds(page, "[role=slider]")).toBe(true);
});

/** Controls that leave the page by being used: the focus goes to a place from where reading goes on, never to the top. */
const leaving = [
  {
    name: "back to the newest figures",
    path: "/?asOf=2015-06-18",
    control: ".past-notice button",
    url: /\/$/,
    next: ".time-control select",
  },
  {
    name: "from before all data to the first of them",
    path: "/?asOf=1990-01-01",
    control: ".past-empty button",
    url: /asOf=2006-08-08/,
    next: ".time-control select",
  },
  {
    name: "illustrative data off",
    path: "/?data=minh-hoa",
    control: ".illustrative-banner button",
    url: /\/$/,
    next: ".illustrative-switch",
  },
  {
    name: "illustrative data on, from beside a blank",
    path: "/",
    control: ".illustrative-link",
    url: /data=minh-hoa/,
    next: ".illustrative-switch",
  },
  {
    name: "dismissing what was not understood",
    path: "/doi-chieu?layers=dragons",
    control: ".notice button",
    url: /\/doi-chieu/,
    next: "main h1",
  },
];
test.for(leaving)("$name keeps the focus", async ({ path, control, url, next }, { open }) => {
  const page = await open(path);
  await page.locator(next).first().waitFor();
  await tabTo(page, control);
  await page.keyboard.press("Enter");
  await page.waitForURL(url);
  await expect.poll(() => page.locator(control).count()).toBe(0);
  expect(await holds(page, next), await focused(page)).toBe(true);
});

test("Esc closes the days of knowledge before it goes back a page", async ({ open }) => {
  const page = await open("/dia-diem/binh-minh");
  const summary = page.locator(".known-days summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await holds(page, ".known-days input")).toBe(true);
  await page.keyboard.press("Escape");
  expect(await page.locator(".known-days").getAttribute("open")).toBeNull();
  expect(await holds(page, ".known-days summary")).toBe(true);
  expect(new URL(page.url()).pathname).toBe("/dia-diem/binh-minh");
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/$/);
});
