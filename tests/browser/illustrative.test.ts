import type { Page } from "playwright-core";
import { expect } from "vitest";
import { DESKTOP, mapIdle, PHONE } from "../helpers/browser.ts";
import { graveFaults } from "./axe.ts";
import { test } from "./fixtures.ts";
import { goWithin, prepareReading, settle } from "./provenance/settled-page.ts";
import { textOf, textOnScreen } from "./reading.ts";

const WORDS = {
  vi: {
    path: "/",
    on: "Minh họa",
    banner: /ĐANG XEM SỐ LIỆU MINH HỌA – không phải số liệu thật/,
    leave: "Tắt minh họa",
    word: "minh họa",
  },
  en: {
    path: "/?lang=en",
    on: "Illustrative",
    banner: /YOU ARE VIEWING ILLUSTRATIVE DATA – these are not real figures/,
    leave: "Turn it off",
    word: "illustrative",
  },
} as const;
const LANGUAGES = ["vi", "en"] as const;

const banner = (page: Page) => page.locator(".illustrative-banner");
const switchIn = (page: Page, language: "vi" | "en") =>
  page.getByRole("button", { name: WORDS[language].on, exact: true });

test.for(LANGUAGES)(
  "%s: off at first, one switch turns it on, leaving gives the former view back",
  async (language, { open }) => {
    const { path, banner: warning, leave } = WORDS[language];
    // The canvas is the same in either language.
    const isMapDrawn = language === "vi";
    const page = await open(path, { isMapDrawn });
    const canvas = async () => {
      if (!isMapDrawn) return "not drawn";
      await mapIdle(page);
      return (await page.locator("canvas").first().screenshot()).toString("base64");
    };
    const before = {
      url: page.url(),
      text: await textOf(page.getByRole("main")),
      map: await canvas(),
    };
    expect(await banner(page).count()).toBe(0);
    expect(before.text).not.toMatch(/CCN minh họa|Illustrative cluster/);
    expect(await switchIn(page, language).getAttribute("aria-pressed")).toBe("false");

    await switchIn(page, language).click();
    await page
      .getByRole("main")
      .getByText(/CCN minh họa 14|Illustrative cluster 14/)
      .waitFor();
    expect(new URL(page.url()).searchParams.get("data")).toBe("minh-hoa");
    expect(await switchIn(page, language).getAttribute("aria-pressed")).toBe("true");
    expect(await textOf(banner(page))).toMatch(warning);
    expect(await page.title()).toMatch(language === "vi" ? /^Minh họa · / : /^Illustrative · /);
    expect((await canvas()) === before.map).toBe(!isMapDrawn);

    await page.getByRole("button", { name: leave }).click();
    await page.waitForURL(before.url);
    await expect.poll(() => textOf(page.getByRole("main"))).toBe(before.text);
    expect(await banner(page).count()).toBe(0);
    expect(await page.title()).not.toMatch(/^(Minh họa|Illustrative)/);
  },
);

/** Where axe looks; everywhere with `PAGES=all`. What the set adds to a page is the same on each. */
const WITH_AXE = ["/?data=minh-hoa", "/sites/cho-minh-hoa-1?data=minh-hoa"];
const PAGES = [
  ...WITH_AXE,
  "/dia-diem/co-chien?data=minh-hoa",
  "/dia-diem/hoa-phu?figure=hoa-phu.deployedHa.2015-06.minh-hoa&data=minh-hoa",
  "/dia-diem/ccn-minh-hoa-3?data=minh-hoa",
  "/doi-chieu?data=minh-hoa",
  "/nguon?data=minh-hoa",
];

test("banner and watermark stand over each page, and axe finds nothing serious", async ({ openAfter }) => {
  const page = await openAfter(prepareReading, PAGES[0]!, { viewport: DESKTOP });
  for (const path of PAGES) {
    const language = path.startsWith("/sites") ? "en" : "vi";
    await goWithin(page, path);
    await settle(page, language, { isUnfolding: false });
    expect.soft(await textOnScreen(page), path).toMatch(WORDS[language].banner);
    const watermark = page.locator(".illustrative-watermark");
    expect.soft(await watermark.boundingBox(), path).toMatchObject({ x: 0, y: 0, ...DESKTOP });
    expect
      .soft(await watermark.evaluate((element) => getComputedStyle(element).backgroundImage), path)
      .toContain("data:image/svg");
    const isLookedAt = process.env["PAGES"] === "all" || WITH_AXE.includes(path);
    expect.soft(isLookedAt ? await graveFaults(page) : [], path).toEqual([]);
  }
});

test.for(LANGUAGES)("%s: every made-up figure has the hatch and the word, no other has", async (language, { open }) => {
  const { word } = WORDS[language];
  for (const path of ["/", `/${language === "vi" ? "dia-diem" : "sites"}/hoa-phu`]) {
    const page = await open(`${path}?data=minh-hoa&lang=${language}`);
    await page.locator(".method-illustrative").first().waitFor();
    const figures = await page.locator(".figure").evaluateAll((all) =>
      all.map((figure) => {
        const number = figure.querySelector(".figure-number");
        const label = figure.querySelector("a")?.getAttribute("aria-label") ?? "";
        return {
          id: figure.querySelector("[data-figure]")?.getAttribute("data-figure") ?? "",
          isHatched: number !== null && getComputedStyle(number).backgroundImage.includes("repeating-linear-gradient"),
          word: figure.querySelector(".figure-word")?.textContent?.trim() ?? "",
          saysSo: /minh họa|illustrative/.test(label),
        };
      }),
    );
    const made = figures.filter(({ id }) => id.endsWith("minh-hoa"));
    expect(made.length).toBeGreaterThan(5);
    expect(made.filter((figure) => !figure.isHatched || figure.word !== word || !figure.saysSo)).toEqual([]);
    expect(figures.filter(({ id, isHatched, word: said }) => !id.endsWith("minh-hoa") && (isHatched || said))).toEqual(
      [],
    );
  }
});

test("the links beside blanks lead to the made-up split, and back leads away from it", async ({ open }) => {
  const page = await open("/dia-diem/binh-minh");
  await page.getByRole("link", { name: "Xem minh họa từng khu" }).click();
  await page.waitForURL((url) => url.pathname === "/dia-diem/binh-minh" && url.searchParams.get("data") === "minh-hoa");
  await page.locator('[data-figure="binh-minh.deployedHa.2015-06.minh-hoa"]').first().waitFor();
  const text = await textOf(page.getByRole("main"));
  expect.soft(text).toMatch(/chỉ có tổng ba khu/);
  expect.soft(text).toMatch(/91,34 %/);
  await page.goBack();
  await page.waitForURL((url) => !url.searchParams.has("data"));
  await expect.poll(() => page.locator('[data-figure$="minh-hoa"]').count()).toBe(0);
  await page.goto("/");
  await page.locator("li", { hasText: "Cổ Chiên" }).getByRole("link", { name: "Xem minh họa" }).click();
  await page.locator('[data-figure="co-chien.occupancyShare.2015-06.derived.minh-hoa"]').first().waitFor();
});

test("list, layers and legend show the made-up lists and say so", async ({ open }) => {
  const page = await open("/?data=minh-hoa", { viewport: DESKTOP });
  await page.getByText("CCN minh họa 14").waitFor();
  expect(await textOf(page.locator(".sites-clusters caption"))).toBe("Cụm công nghiệp 14");
  expect(await textOf(page.locator(".sites-markets caption"))).toBe("Chợ 116");
  expect(await page.locator(".sites-markets tbody tr:not([data-made-up])").count()).toBe(0);
  expect(await textOf(page.getByRole("region", { name: "Chú giải" }))).toMatch(/MINH HỌA/);
  await page.getByRole("button", { name: "Lớp bản đồ" }).click();
  const layers = await textOf(page.locator("#layer-list"));
  for (const count of [
    /Cụm công nghiệp ?14 trên/,
    /Chợ hạng 1 ?2 trên/,
    /Chợ hạng 2 ?25 trên/,
    /Chợ hạng 3 ?89 trên/,
  ]) {
    expect.soft(layers).toMatch(count);
  }
});

test("on a phone the switch can be tapped and the banner stays in sight", async ({ open }) => {
  const page = await open("/", { viewport: PHONE, isTouch: true });
  const box = await switchIn(page, "vi").boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  expect((box?.x ?? 999) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
  await switchIn(page, "vi").tap();
  await banner(page).waitFor();
  expect(await textOnScreen(page)).toMatch(WORDS.vi.banner);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.getByRole("button", { name: WORDS.vi.leave }).tap();
  await expect.poll(() => banner(page).count()).toBe(0);
});

test("on paper the banner, the hatch and the watermark stay", async ({ open }) => {
  const page = await open("/dia-diem/binh-minh?data=minh-hoa");
  await page.locator(".method-illustrative").first().waitFor();
  await page.emulateMedia({ media: "print" });
  expect(await banner(page).isVisible()).toBe(true);
  expect(await page.locator(".illustrative-watermark").isVisible()).toBe(true);
  const adjusted = await page
    .locator(".method-illustrative .figure-number")
    .first()
    .evaluate((element) => getComputedStyle(element).printColorAdjust);
  expect(adjusted).toBe("exact");
  await page.emulateMedia({ media: "screen" });
});

test("an installation without the set says so instead of passing published data for made-up ones", async ({
  openAfter,
}) => {
  const page = await openAfter(
    (fresh) =>
      fresh.route("**/api/**", async (route) => {
        const url = new URL(route.request().url());
        url.searchParams.delete("data");
        // A stream has no end to wait for.
        if (url.pathname === "/api/live") return route.continue({ url: url.href });
        return route.fulfill({ response: await route.fetch({ url: url.href }) });
      }),
    "/?data=minh-hoa",
  );
  await page.getByText("Bản cài đặt này không có bộ số liệu minh họa.").waitFor();
});
