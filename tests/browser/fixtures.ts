import type { Browser, Page } from "playwright-core";
import { expect, inject, test as base } from "vitest";
import { launchBrowser, mapIdle, visit, type Visit, type VisitOptions } from "../helpers/browser.ts";

export interface OpenOptions extends VisitOptions {
  /** Faults that this test brings about itself. */
  expectedFaults?: RegExp;
  /** Do not wait for the map, because it is not to come up. */
  isMapless?: boolean;
  /** Withhold WebGL: the processor draws no map, and a page whose test is not about it is there in a fraction of the time. */
  isUndrawn?: boolean;
}

export type Open = (path: string, options?: OpenOptions) => Promise<Page>;
export type OpenBefore = (
  prepare: (page: Page) => Promise<unknown>,
  path: string,
  options?: OpenOptions,
) => Promise<Page>;

/**
 * `open` opens an address in a new profile and waits for the map. When the test ends, each page must have made no
 * console error, no foreign or failed request and no violation of the content security policy.
 */
export const test = base.extend<{ browser: Browser; openAfter: OpenBefore; open: Open }>({
  browser: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of the fixtures from the pattern
    async ({}, use) => {
      const browser = await launchBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: "file" },
  ],
  openAfter: async ({ browser }, use) => {
    const visits: { visit: Visit; expectedFaults: RegExp | undefined }[] = [];
    await use(async (prepare, path, { expectedFaults, isUndrawn = false, isMapless = isUndrawn, ...options } = {}) => {
      const opened = await visit(browser, inject("baseUrl"), options);
      visits.push({ visit: opened, expectedFaults });
      if (isUndrawn) await opened.page.addInitScript(withholdWebGl);
      await prepare(opened.page);
      await opened.page.goto(path);
      if (!isMapless) await mapIdle(opened.page);
      return opened.page;
    });
    for (const { visit: opened, expectedFaults } of visits) {
      await opened.context.close();
      expect(opened.watch.faults.filter((fault) => !expectedFaults?.test(fault))).toEqual([]);
    }
  },
  open: async ({ openAfter }, use) => use((path, options) => openAfter(async () => {}, path, options)),
});

const withholdWebGl = (): void => {
  HTMLCanvasElement.prototype.getContext = () => null;
};

export const inEnglish = { language: "en", path: "/?lang=en" } as const;
