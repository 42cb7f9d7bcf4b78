import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect } from "vitest";
import { DESKTOP, PHONE, SMALL_DESKTOP } from "../helpers/browser.ts";
import { test } from "./fixtures.ts";

/** Pictures to be looked at; git ignores the folder. */
const FOLDER = fileURLToPath(new URL(".screenshots/", import.meta.url));
const FIGURE = "figure=hoa-phu.occupancyShare.2024-12";

const SIZES = { desktop: DESKTOP, small: SMALL_DESKTOP, phone: PHONE };
const SCREENS = {
  overview: { vi: "/", en: "/?lang=en" },
  card: { vi: "/dia-diem/hoa-phu", en: "/sites/hoa-phu" },
  market: { vi: "/dia-diem/cho-vinh-long", en: "/sites/cho-vinh-long" },
  figure: { vi: `/dia-diem/hoa-phu?${FIGURE}`, en: `/sites/hoa-phu?${FIGURE}` },
  checks: { vi: "/doi-chieu", en: "/checks" },
  sources: { vi: "/nguon", en: "/sources" },
};

beforeAll(() => void mkdirSync(FOLDER, { recursive: true }));

const pictures = Object.entries(SIZES).flatMap(([size, viewport]) =>
  Object.entries(SCREENS).flatMap(([screen, paths]) =>
    Object.entries(paths).map(([language, path]) => ({ size, viewport, screen, language, path })),
  ),
);

test.for(pictures)(
  "$screen, $language, $size fits its window",
  async ({ size, viewport, screen, language, path }, { open }) => {
    const page = await open(path, { viewport, isTouch: size === "phone" });
    await page.locator("main a[href]").first().waitFor();
    // Web fonts arrive after the first paint.
    await page.evaluate(() => document.fonts.ready.then(() => true));
    await page.screenshot({ path: `${FOLDER}${screen}-${language}-${size}.png` });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  },
);
