import type { Browser, Page } from "playwright-core";
import { expect, inject, test as base } from "vitest";
import { launchBrowser, mapIdle, visit, type Visit, type VisitOptions } from "../helpers/browser.ts";

export interface OpenOptions extends VisitOptions {
  /** Faults that this test brings about itself. */
  expectedFaults?: RegExp;
  /** Draw the map and wait for it. Otherwise WebGL is withheld: the processor is spared, and the page is there in a third of the time. */
  isMapDrawn?: boolean;
  /** Of a server of the test's own. */
  baseUrl?: string;
}

export type Open = (path: string, options?: OpenOptions) => Promise<Page>;
export type OpenBefore = (
  prepare: (page: Page) => Promise<unknown>,
  path: string,
  options?: OpenOptions,
) => Promise<Page>;

/**
 * `open` opens an address in a new profile and waits until the panel has its answers, and the map where it is drawn. When the
 * test ends, each page must have made no console error, no foreign or failed request and no violation of the content
 * security policy.
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
    await use(
      async (prepare, path, { expectedFaults, isMapDrawn = false, baseUrl = inject("baseUrl"), ...options } = {}) => {
        const opened = await visit(browser, baseUrl, options);
        visits.push({ visit: opened, expectedFaults });
        if (!isMapDrawn) await opened.page.addInitScript(withholdWebGl);
        await prepare(opened.page);
        await opened.page.goto(path);
        await panelTold(opened.page);
        if (isMapDrawn) await mapIdle(opened.page);
        return opened.page;
      },
    );
    for (const { visit: opened, expectedFaults } of visits) {
      await opened.context.close();
      expect(opened.watch.faults.filter((fault) => !expectedFaults?.test(fault))).toEqual([]);
    }
  },
  open: async ({ openAfter }, use) => use((path, options) => openAfter(async () => {}, path, options)),
});

/** The legend's symbols are drawn all the same. */
export const withholdWebGl = (): void => {
  // oxlint-disable-next-line typescript/unbound-method -- called with its canvas below
  HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {
    apply: (give, canvas, asked: string[]) =>
      asked[0]?.startsWith("webgl") ? null : (Reflect.apply(give, canvas, asked) as unknown),
  });
};

/** Nothing of the panel is awaited any more. */
const panelTold = async (page: Page): Promise<void> => {
  await page.locator("main h1").first().waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector("main .skeleton") === null);
};

export const inEnglish = { language: "en", path: "/?lang=en" } as const;
