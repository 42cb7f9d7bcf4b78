import type { Page } from "playwright-core";

/** What the page's own script has been given to be watched by. */
type Watched = typeof globalThis & { openRequests: number };

/** Prepares a page for being read many times: requests are counted, so that one knows when it has said all it will say. */
export const prepareReading = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const watched = globalThis as Watched;
    watched.openRequests = 0;
    const ask = globalThis.fetch;
    globalThis.fetch = (...args) => {
      watched.openRequests += 1;
      return ask(...args).finally(() => void (watched.openRequests -= 1));
    };
  });

const SETTLE_MS = 30_000;

/** Opens what is folded, unless told not to, and waits until nothing is asked, awaited or drawn any more. */
export const settle = async (page: Page, language: string, { isUnfolding = true } = {}): Promise<void> => {
  const isSettled = await page.evaluate(
    async ({ wanted, limit, unfolded }) => {
      const isQuiet = () =>
        (globalThis as Watched).openRequests === 0 &&
        document.documentElement.lang === wanted &&
        document.querySelector("main h1") !== null &&
        document.querySelector(".skeleton, .map-loading") === null;
      // Two frames: the second one comes after the effects of what the first one drew, such as the title.
      const twoFrames = () =>
        new Promise<void>((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 10))),
        );
      const from = performance.now();
      let quietFrames = 0;
      while (quietFrames < 2 && performance.now() - from < limit) {
        await twoFrames();
        const folded = unfolded ? [...document.querySelectorAll<HTMLDetailsElement>("details:not([open])")] : [];
        for (const fold of folded) fold.open = true;
        quietFrames = isQuiet() && folded.length === 0 ? quietFrames + 1 : 0;
      }
      return quietFrames === 2;
    },
    { wanted: language, limit: SETTLE_MS, unfolded: isUnfolding },
  );
  if (!isSettled) throw new Error(`${page.url()} is still changing after ${SETTLE_MS / 1000} s`);
};

/** Another address without loading the application again. */
export const goWithin = (page: Page, address: string): Promise<void> =>
  page.evaluate((to) => {
    history.pushState({ depth: 1 }, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, address);
