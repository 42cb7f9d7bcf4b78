import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect } from "vitest";
import { DESKTOP, mapIdle, PHONE, SMALL_DESKTOP } from "../helpers/browser.ts";
import { test } from "./fixtures.ts";
import { goWithin, prepareReading, settle } from "./provenance/settled-page.ts";

/** Pictures to be looked at; git ignores the folder. */
const FOLDER = fileURLToPath(new URL(".screenshots/", import.meta.url));
const FIGURE = "figure=hoa-phu.occupancyShare.2024-12";

const isFull = process.env["PICTURES"] === "full";
/** In CI the narrowest window, where things do not fit first. */
const SIZES = { phone: PHONE, ...(isFull && { desktop: DESKTOP, small: SMALL_DESKTOP }) };
const SCREENS = {
  overview: { vi: "/", en: "/?lang=en" },
  card: { vi: "/dia-diem/hoa-phu", en: "/sites/hoa-phu" },
  figure: { vi: `/dia-diem/hoa-phu?${FIGURE}`, en: `/sites/hoa-phu?${FIGURE}` },
  past: { vi: "/?asOf=2015-06-18", en: "/?lang=en&asOf=2015-06-18" },
  lists: { vi: "/danh-sach", en: "/lists" },
  targets: { vi: "/muc-tieu", en: "/targets" },
  reports: { vi: "/bao-cao", en: "/reports" },
  checks: { vi: "/doi-chieu", en: "/checks" },
  sources: { vi: "/nguon", en: "/sources" },
};

/** Drawn with the map, which takes the processor seconds each time; the others differ by their panel. */
const MAP_SCREENS: ReadonlySet<string> = new Set(["overview", "past"]);

beforeAll(() => void mkdirSync(FOLDER, { recursive: true }));

test.for(Object.entries(SIZES))(
  "every screen fits a %s window, in both languages",
  async ([size, viewport], { openAfter }) => {
    const options = { viewport, isTouch: size === "phone" };
    for (const isMapDrawn of [true, false]) {
      const page = await openAfter(prepareReading, "/", { ...options, isMapDrawn });
      for (const [screen, paths] of Object.entries(SCREENS)) {
        if (MAP_SCREENS.has(screen) !== isMapDrawn) continue;
        for (const [language, path] of Object.entries(paths)) {
          await goWithin(page, path);
          await settle(page, language, { isUnfolding: false });
          if (isMapDrawn) await mapIdle(page);
          // Web fonts arrive after the first paint.
          await page.evaluate(() => document.fonts.ready.then(() => true));
          await page.screenshot({ path: `${FOLDER}${screen}-${language}-${size}.png` });
          const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect.soft(tooWide, `${screen}, ${language}`).toBe(0);
        }
      }
    }
  },
);
