import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect } from "vitest";
import { DESKTOP, mapIdle, PHONE, SMALL_DESKTOP } from "../helpers/browser.ts";
import { test } from "./fixtures.ts";

/** Pictures to be looked at; git ignores the folder. */
const FOLDER = fileURLToPath(new URL(".screenshots/", import.meta.url));
const FIGURE = "figure=hoa-phu.occupancyShare.2024-12";

const SIZES = { desktop: DESKTOP, small: SMALL_DESKTOP, phone: PHONE };
const SCREENS = {
  overview: { vi: "/", en: "/?lang=en" },
  card: { vi: "/dia-diem/hoa-phu", en: "/sites/hoa-phu" },
  figure: { vi: `/dia-diem/hoa-phu?${FIGURE}`, en: `/sites/hoa-phu?${FIGURE}` },
  past: { vi: "/?asOf=2015-06-18", en: "/?lang=en&asOf=2015-06-18" },
  lists: { vi: "/danh-sach", en: "/lists" },
  targets: { vi: "/muc-tieu", en: "/targets" },
  checks: { vi: "/doi-chieu", en: "/checks" },
  sources: { vi: "/nguon", en: "/sources" },
};

/** Drawn with the map, which takes the processor seconds each time; the others differ by their panel. */
const MAP_SCREENS: ReadonlySet<string> = new Set(["overview", "past"]);

beforeAll(() => void mkdirSync(FOLDER, { recursive: true }));

test.for(Object.entries(SIZES))(
  "every screen fits a %s window, in both languages",
  async ([size, viewport], { open }) => {
    const options = { viewport, isTouch: size === "phone" };
    const [withMap, withoutMap] = [await open("/", options), await open("/", { ...options, isUndrawn: true })];
    for (const [screen, paths] of Object.entries(SCREENS)) {
      const isMap = MAP_SCREENS.has(screen);
      const page = isMap ? withMap : withoutMap;
      for (const [language, path] of Object.entries(paths)) {
        await page.goto(path);
        await page.locator("main h1").waitFor({ state: "attached" });
        await (isMap ? mapIdle(page) : page.waitForLoadState("networkidle"));
        // Web fonts arrive after the first paint.
        await page.evaluate(() => document.fonts.ready.then(() => true));
        await page.screenshot({ path: `${FOLDER}${screen}-${language}-${size}.png` });
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(tooWide, `${screen}, ${language}`).toBe(0);
      }
    }
  },
);
