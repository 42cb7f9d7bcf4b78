import type { Page } from "playwright-core";
import { expect } from "vitest";
import { PHONE } from "../helpers/browser.ts";
import { test } from "./fixtures.ts";
import { goWithin, prepareReading, settle } from "./provenance/settled-page.ts";

const onPhone = { viewport: PHONE, isTouch: true } as const;

/** Height of the sheet that is on the screen, in px. */
const sheetHeight = async (page: Page): Promise<number> => {
  const box = await page.getByRole("main").boundingBox();
  if (!box) throw new Error("there is no sheet");
  return Math.round(PHONE.height - Math.max(0, box.y));
};

const settledHeight = async (page: Page): Promise<number> => {
  let [before, now] = [-1, await sheetHeight(page)];
  while (now !== before) {
    await page.waitForTimeout(150);
    [before, now] = [now, await sheetHeight(page)];
  }
  return now;
};

test("the sheet has three stops", async ({ open }) => {
  const page = await open("/dia-diem/hoa-phu", onPhone);
  await page.getByRole("heading", { level: 1, name: /Hòa Phú/ }).waitFor();
  const collapse = page.getByRole("button", { name: "Thu gọn bảng" });
  while (await collapse.isEnabled()) await collapse.click();
  const heights = new Set([await settledHeight(page)]);
  const expand = page.getByRole("button", { name: "Mở rộng bảng" });
  while (await expand.isEnabled()) {
    await expand.click();
    heights.add(await settledHeight(page));
  }
  const [peek = 0, half = 0, full = 0] = [...heights].toSorted((a, b) => a - b);
  expect(heights.size).toBe(3);
  expect.soft(peek).toBeLessThan(PHONE.height * 0.35);
  expect.soft(half).toBeGreaterThan(PHONE.height * 0.35);
  expect.soft(half).toBeLessThan(PHONE.height * 0.75);
  expect.soft(full).toBeGreaterThan(PHONE.height * 0.75);
});

test("a drag of the handle stops at the nearest stop", async ({ open }) => {
  const page = await open("/dia-diem/hoa-phu", { ...onPhone, isMapDrawn: true });
  await page.getByRole("heading", { level: 1, name: /Hòa Phú/ }).waitFor();
  const before = await settledHeight(page);
  const handle = (await page.locator(".sheet-handle").boundingBox())!;
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(handle.x + handle.width / 2, 120, { steps: 6 });
  await page.mouse.up();
  expect(await settledHeight(page)).toBeGreaterThan(before);
  expect(await page.locator("main").getAttribute("data-stop")).toBe("full");
});

test("what is tapped is at least 44 px high, and nothing scrolls sideways", async ({ open }) => {
  for (const path of ["/", "/dia-diem/hoa-phu", "/danh-sach", "/muc-tieu", "/bao-cao", "/doi-chieu", "/nguon"]) {
    const page = await open(path, { ...onPhone, isMapDrawn: path === "/" });
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(PHONE.width);
    // Of the modes, which scroll sideways, the open one is in sight.
    const [nav, current] = [page.locator(".header nav"), page.locator(".header nav [aria-current]")];
    const [room, mode] = [(await nav.boundingBox())!, (await current.boundingBox())!];
    expect.soft(mode.x, path).toBeGreaterThanOrEqual(room.x - 1);
    expect.soft(mode.x + mode.width, path).toBeLessThanOrEqual(room.x + room.width + 1);
    const small = await page.locator("button:visible, [role=tab]:visible, input:visible").evaluateAll((elements) =>
      elements
        .filter((element) => element.getBoundingClientRect().height > 0)
        .filter((element) => {
          // A label around a small box is what the finger meets.
          const target = element.closest("label") ?? element;
          return target.getBoundingClientRect().height < 43.5;
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect.soft(small, path).toEqual([]);
  }
});

test("search works with a finger", async ({ open }) => {
  const page = await open("/", onPhone);
  const box = page.getByRole("combobox", { name: /Tìm/ });
  if (!(await box.isVisible())) await page.getByRole("button", { name: /Tìm/ }).first().tap();
  await box.tap();
  await box.fill("cho vinh long");
  await page.getByRole("option").first().tap();
  await page.waitForURL(/\/dia-diem\//);
});

test("what is read has the window, under the banner of made-up data; what stands on the map leaves it in sight", async ({
  openAfter,
}) => {
  const page = await openAfter(prepareReading, "/?data=minh-hoa", onPhone);
  const stops: Record<string, string | null> = {};
  for (const path of ["/", "/danh-sach", "/dia-diem/hoa-phu", "/bao-cao", "/nguon", "/"]) {
    await goWithin(page, `${path}?data=minh-hoa`);
    await settle(page, "vi", { isUnfolding: false });
    await settledHeight(page);
    stops[path] = await page.locator("main").getAttribute("data-stop");
    const banner = (await page.locator(".illustrative-banner").boundingBox())!;
    const sheet = (await page.locator("main").boundingBox())!;
    expect.soft(sheet.y, path).toBeGreaterThanOrEqual(banner.y + banner.height);
  }
  expect(stops).toEqual({
    "/": "half",
    "/danh-sach": "full",
    "/dia-diem/hoa-phu": "half",
    "/bao-cao": "full",
    "/nguon": "full",
  });
});
