import type { Locator, Page } from "playwright-core";

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The text of an element as one line with single spaces. */
export const textOf = async (locator: Locator): Promise<string> => plain(await locator.innerText());

/**
 * The text a person sees without scrolling, in reading order of the document: pieces that lie wholly in the window, are
 * not cut off by a scrolling ancestor and are not covered.
 */
export const textOnScreen = async (page: Page): Promise<string> =>
  plain(
    await page.evaluate(() => {
      const isVisible = (node: Text): boolean => {
        const range = document.createRange();
        range.selectNodeContents(node);
        const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
        return (
          rects.length > 0 &&
          rects.every(({ left, right, top, bottom }) => {
            if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) return false;
            const shown = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            const holder = node.parentElement;
            return shown !== null && holder !== null && (shown.contains(holder) || holder.contains(shown));
          })
        );
      };
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const block = (node: Node | null): Element | null => {
        let element = node?.parentElement ?? null;
        while (element && getComputedStyle(element).display.startsWith("inline")) element = element.parentElement;
        return element;
      };
      let [text, lastBlock]: [string, Element | null] = ["", null];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (!isVisible(node as Text)) continue;
        // Pieces of one line follow each other as they are written; those of different blocks are words apart.
        text += `${block(node) === lastBlock ? "" : " "}${node.textContent}`;
        lastBlock = block(node);
      }
      return text;
    }),
  );

/** Texts, names and hints in the page that are not marked as being in `exceptLanguage`. */
export const allWords = (page: Page, exceptLanguage: string): Promise<string[]> =>
  page.evaluate((language) => {
    const words: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (!element || element.closest(`script,style,[lang="${language}"]`)) continue;
      if (node instanceof Element) {
        for (const name of ["aria-label", "title", "placeholder", "alt"]) words.push(node.getAttribute(name) ?? "");
      } else words.push(node.textContent ?? "");
    }
    return words.map((text) => text.replace(/\s+/g, " ").trim()).filter((text) => text !== "");
  }, exceptLanguage);
