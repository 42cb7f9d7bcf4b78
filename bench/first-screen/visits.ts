/** Opens pages in new profiles and notes when their map first shows data. */

import type { Browser, Page } from "playwright-core";
import { DESKTOP } from "../../tests/helpers/browser.ts";
import { SYMBOL_LAYERS } from "#client/map/style-sites.ts";

const PATIENCE_MS = 120_000;

export type Visit = {
  /** From the start of the navigation to the first frame with symbols of sites, in ms. */
  readonly firstDataMs: number;
  /** Bytes that came over the network until then, as they were sent. */
  readonly bytes: number;
};

/** The map hangs at its element on both pages; the moment it is hung there it is watched. */
const watchFirstData = (layers: readonly string[]): void => {
  type Watched = {
    on: (event: "render", heard: () => void) => void;
    off: (event: "render", heard: () => void) => void;
    getLayer: (id: string) => unknown;
    queryRenderedFeatures: (options: { layers: string[] }) => unknown[];
  };
  Object.defineProperty(HTMLElement.prototype, "mapLibre", {
    configurable: true,
    set(map: Watched) {
      Object.defineProperty(this, "mapLibre", { value: map, configurable: true });
      const look = () => {
        const there = layers.filter((id) => map.getLayer(id));
        if (there.length === 0 || map.queryRenderedFeatures({ layers: there }).length === 0) return;
        Object.assign(globalThis, { firstDataMs: performance.now() });
        map.off("render", look);
      };
      map.on("render", look);
    },
  });
};

/** A visit with an empty cache; `inspect` may look at the page afterwards. */
export const visitOnce = async (
  browser: Browser,
  address: string,
  inspect: (page: Page) => Promise<void> = async () => {},
): Promise<Visit> => {
  const context = await browser.newContext({ viewport: DESKTOP, locale: "vi-VN" });
  try {
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", ({ message }) => faults.push(message));
    page.on(
      "response",
      (response) => response.status() >= 400 && faults.push(`${response.status()} ${response.url()}`),
    );
    await page.addInitScript(watchFirstData, SYMBOL_LAYERS);
    await page.goto(address);
    await page.waitForFunction(() => "firstDataMs" in globalThis, undefined, { timeout: PATIENCE_MS });
    const visit = await page.evaluate(() => ({
      firstDataMs: (globalThis as unknown as { firstDataMs: number }).firstDataMs,
      bytes: performance
        .getEntriesByType("resource")
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0),
    }));
    await inspect(page);
    if (faults.length > 0) throw new Error(`${address}: ${faults.join("; ")}`);
    return visit;
  } finally {
    await context.close();
  }
};
