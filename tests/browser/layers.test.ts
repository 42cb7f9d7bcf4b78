import type { Page } from "playwright-core";
import { expect } from "vitest";
import { mapIdle } from "../helpers/browser.ts";
import { test } from "./fixtures.ts";
import { cameraParam, clickOnMap, placeOf } from "./map.ts";

const ZOOM = 14;
/** A market whose position is not in doubt and that stands alone. */
const MARKET = "cho-vinh-long";

const openLayers = async (page: Page): Promise<void> => {
  const box = page.getByRole("checkbox", { name: /Chợ hạng 1/ });
  if (!(await box.isVisible())) await page.getByRole("button", { name: "Lớp bản đồ" }).click();
  await box.waitFor();
};

test("a layer that is switched off is neither drawn, clickable nor in the legend", async ({ open }) => {
  const place = await placeOf(MARKET);
  const page = await open(`/?${cameraParam(place, ZOOM)}`, { isMapDrawn: true });
  const map = page.locator("canvas").first();
  const before = await map.screenshot();
  await openLayers(page);
  await page.getByRole("checkbox", { name: /Chợ hạng 1/ }).uncheck();
  await page.waitForURL((url) => url.searchParams.get("layers") === "-markets-1");
  await page.keyboard.press("Escape");
  await mapIdle(page);
  expect((await map.screenshot()).equals(before)).toBe(false);
  await clickOnMap(page, place, { centre: place, zoom: ZOOM });
  await page.waitForTimeout(500);
  expect(new URL(page.url()).pathname).toBe("/");

  await openLayers(page);
  await page.getByRole("checkbox", { name: /Chợ hạng 1/ }).check();
  await page.waitForURL((url) => !url.searchParams.has("layers"));
  await page.keyboard.press("Escape");
  // The symbols come back a moment after the switch; the map may still count as idle from before.
  await expect
    .poll(
      async () => {
        await clickOnMap(page, place, { centre: place, zoom: ZOOM });
        return new URL(page.url()).pathname;
      },
      { interval: 500, timeout: 30_000 },
    )
    .toBe("/dia-diem/cho-vinh-long");
});

test("estimated outlines are off until asked for", async ({ open }) => {
  const page = await open("/", { isMapDrawn: true });
  await openLayers(page);
  expect(await page.getByRole("checkbox", { name: /Ranh khu \(ước tính\)/ }).isChecked()).toBe(false);
  await page.getByRole("checkbox", { name: /Ranh khu \(ước tính\)/ }).check();
  await page.getByText("Ước tính, không phải ranh giới đất.").first().waitFor();
});
