import type { Page } from "playwright-core";
import { expect } from "vitest";
import { messages as english } from "#client/messages/en.ts";
import { messages as vietnamese } from "#client/messages/vi.ts";
import { mapWords } from "#client/map/words.ts";
import { test } from "./fixtures.ts";
import { goWithin, prepareReading, settle } from "./provenance/settled-page.ts";
import { allWords } from "./reading.ts";

/** Every fixed text of a language. */
const textsOf = (part: unknown): string[] =>
  typeof part === "string"
    ? [part]
    : typeof part === "object" && part !== null
      ? Object.values(part).flatMap(textsOf)
      : [];

const ENGLISH = new Set(textsOf(english));
/** Words that belong to the other language by purpose: the switch names it in its own words. */
const SWITCH = new Set([english.otherLanguage, english.otherLanguageShort, "vi", "VI"]);
const ONLY_VIETNAMESE = new Set(textsOf(vietnamese).filter((text) => !ENGLISH.has(text) && !SWITCH.has(text)));
/** Words of Vietnamese sentences that no proper name on this map holds. */
const VIETNAMESE_WORDS =
  /(?<!\p{L})(chưa|của|đã|nguồn|hạng|công bố|tính toán|triển khai|tỷ đồng|trong nước|lấp đầy)(?!\p{L})/iu;

const switchTo = async (page: Page, name: string): Promise<void> => {
  await page.getByRole("link", { name }).or(page.getByRole("button", { name })).first().click();
};

test("the language switch keeps selection, layers and camera", async ({ open }) => {
  const page = await open("/dia-diem/hoa-phu?layers=-roads&map=@10.15,105.95,12z", { isMapDrawn: true });
  await page.getByRole("heading", { level: 1, name: /Hòa Phú/ }).waitFor();
  await switchTo(page, "English");
  await page.waitForURL(/\/sites\/hoa-phu/);
  const { searchParams } = new URL(page.url());
  expect(searchParams.get("layers")).toBe("-roads");
  expect(searchParams.get("map")).toBe("@10.15,105.95,12z");
  await page.locator('html[lang="en"]').waitFor();
  await page.getByText(english.card.remaining).first().waitFor();
  await switchTo(page, "Tiếng Việt");
  await page.waitForURL(/\/dia-diem\/hoa-phu/);
});

const IN_ENGLISH = [
  "/?lang=en",
  "/sites/hoa-phu",
  "/sites/binh-minh",
  "/sites/cho-vinh-long",
  "/sites/hoa-phu?figure=hoa-phu.occupancyShare.2024-12",
  "/checks",
  "/lists",
  "/targets",
  "/sites/hoa-phu?asOf=2015-06-18",
  "/sources",
];
test("no Vietnamese words of the interface are left on an English page", async ({ openAfter }) => {
  const page = await openAfter(prepareReading, IN_ENGLISH[0]!, { isMapDrawn: true });
  for (const path of IN_ENGLISH) {
    await goWithin(page, path);
    await settle(page, "en", { isUnfolding: false });
    await page.locator("main [data-figure]").or(page.locator("main").getByText("1013/QĐ-UBND")).first().waitFor();
    const words = await allWords(page, "vi");
    expect
      .soft(
        words.filter((text) => ONLY_VIETNAMESE.has(text)),
        path,
      )
      .toEqual([]);
    expect
      .soft(
        words.filter((text) => !SWITCH.has(text) && VIETNAMESE_WORDS.test(text)),
        path,
      )
      .toEqual([]);
  }
});

test("why there is no map is said in the language that is read now", async ({ open }) => {
  const page = await open("/");
  const said = page.locator(".map-fallback-reason");
  const [vietnameseReason, englishReason] = [mapWords("vi").noWebGl, mapWords("en").noWebGl];
  await said.getByText(vietnameseReason).waitFor();
  await switchTo(page, "English");
  await said.getByText(englishReason).waitFor();
  expect(await page.getByText(vietnameseReason).count()).toBe(0);
  // Where the map would be, and nowhere else.
  expect(await page.getByText(englishReason).count()).toBe(1);
});
