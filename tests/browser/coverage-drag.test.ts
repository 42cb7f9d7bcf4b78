import { expect } from "vitest";
import { DESKTOP } from "../helpers/browser.ts";
import { test } from "./fixtures.ts";
import { cameraParam, pointOnMap } from "./map.ts";
import { drawnLabels } from "./provenance/canvas.ts";

const CENTRE = { lng: 106, lat: 10.12 };
const ZOOM = 10;

test("a tried place is dragged on the map: the answer follows at once, and the address where it is let go", async ({
  open,
}) => {
  const page = await open(`/do-phu?of=markets&try=106.05,10.15;105.9,10.05&${cameraParam(CENTRE, ZOOM)}`, {
    viewport: DESKTOP,
    isMapDrawn: true,
  });
  const instant = page.locator("[data-instant] tbody");
  await page.locator("[data-coverage='difference.meanKm']").waitFor();
  const before = await instant.innerText();
  const view = { centre: CENTRE, zoom: ZOOM };
  const from = await pointOnMap(page, { lng: 106.05, lat: 10.15 }, view);
  const to = await pointOnMap(page, { lng: 106.12, lat: 10.02 }, view);
  // The ring must be drawn before it can be gripped.
  await expect.poll(async () => (await drawnLabels(page)).map(({ text }) => text)).toContain("Thử 1");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await expect.poll(() => instant.innerText()).not.toBe(before);
  // While it is on its way only the instant answer is there, and the address stays.
  expect(await page.locator("[data-coverage='difference.meanKm']").count()).toBe(0);
  expect(new URL(page.url()).searchParams.get("try")).toBe("106.05,10.15;105.9,10.05");
  await page.mouse.up();
  await page.waitForURL((url) => url.searchParams.get("try") !== "106.05,10.15;105.9,10.05");
  const [moved = "", other] = new URL(page.url()).searchParams.get("try")!.split(";");
  const [lng = 0, lat = 0] = moved.split(",").map(Number);
  expect(Math.abs(lng - 106.12)).toBeLessThan(0.005);
  expect(Math.abs(lat - 10.02)).toBeLessThan(0.005);
  expect(other).toBe("105.9,10.05");
  // PostGIS says so, too.
  await page.locator("[data-coverage='difference.meanKm']").waitFor();
});
