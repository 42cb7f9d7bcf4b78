import { expect } from "vitest";
import { DESKTOP, PHONE } from "../helpers/browser.ts";
import { graveFaults } from "./axe.ts";
import { test } from "./fixtures.ts";

const FIGURE = "figure=hoa-phu.occupancyShare.2024-12";
/** In Vietnamese and in English. */
const PAGES = [
  ["/", "/?lang=en"],
  ["/dia-diem/hoa-phu", "/sites/hoa-phu"],
  [`/dia-diem/hoa-phu?${FIGURE}`, `/sites/hoa-phu?${FIGURE}`],
  ["/doi-chieu", "/checks"],
  ["/danh-sach", "/lists?topic=markets"],
  ["/muc-tieu", "/targets"],
  ["/bao-cao", "/reports"],
  ["/keu-goi-dau-tu", "/calls"],
  ["/tim-dat", "/find"],
  ["/so-sanh?ids=hoa-phu,binh-minh", "/compare?ids=hoa-phu,binh-minh"],
  ["/?asOf=2015-06-18", "/?asOf=2015-06-18&lang=en"],
  ["/nguon", "/sources"],
] as const;
/** `PAGES=all` looks at both languages of every page; otherwise at one, by turns. */
const looked =
  process.env["PAGES"] === "all" ? PAGES.flat() : PAGES.map(([vi, en], place) => (place % 2 === 0 ? vi : en));

test.for(looked)("axe finds nothing serious on %s", async (path, { open }) => {
  // The map's own controls are the same beside every panel.
  const page = await open(path, { viewport: DESKTOP, isMapDrawn: path === "/" });
  await page.locator("main [data-figure], main h3").first().waitFor();
  expect(await graveFaults(page)).toEqual([]);
});

test("nor on a phone", async ({ open }) => {
  const page = await open("/dia-diem/hoa-phu", { viewport: PHONE, isTouch: true });
  await page.locator("main [data-figure]").first().waitFor();
  expect(await graveFaults(page)).toEqual([]);
});

test("every control that the keyboard reaches shows its focus", async ({ open }) => {
  const page = await open("/", { isMapDrawn: true });
  const invisible: string[] = [];
  for (let step = 0; step < 25; step++) {
    await page.keyboard.press("Tab");
    const hidden = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const isShown = (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
      const around = element.parentElement ? getComputedStyle(element.parentElement) : null;
      const isShownAround = around !== null && (around.boxShadow !== "none" || around.outlineStyle !== "none");
      return isShown || isShownAround ? null : element.outerHTML.slice(0, 100);
    });
    if (hidden) invisible.push(hidden);
  }
  expect(invisible).toEqual([]);
});
