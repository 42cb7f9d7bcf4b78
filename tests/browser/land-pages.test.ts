import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DESKTOP, launchBrowser } from "../helpers/browser.ts";
import { graveFaults } from "./axe.ts";
import { openOffice, type Office, type OfficePage } from "./land-office.ts";
import { Answers } from "./provenance/answers.ts";
import { goWithin, prepareReading, settle } from "./provenance/settled-page.ts";

/** Pages of people with an account, in Vietnamese and in English; half of each, or with `LAND_PAGES=full` all. */
const PAGES: readonly (readonly [vi: string, en: string])[] = [
  ["/lo-dat", "/lots"],
  ["/so-bo/leases", "/registers/leases"],
  ["/ky-bao-cao", "/reporting"],
  ["/canh-bao", "/alerts"],
  ["/so-bo/project-versions", "/registers/project-versions"],
  ["/nhat-ky", "/log"],
  ["/tai-khoan", "/account"],
];
const isFull = process.env["LAND_PAGES"] === "full";
const CHOSEN = PAGES.flatMap(([vi, en], at) => (isFull ? [vi, en] : at % 2 === 0 ? [vi] : [en]));
const MADE_UP = "data=minh-hoa";

let office: Office;
let browser: Browser;
let opened: OfficePage;
let page: Page;
const answers = new Answers();
beforeAll(async () => {
  office = await openOffice();
  browser = await launchBrowser();
  opened = await office.open(browser, "/dang-nhap", { viewport: DESKTOP });
  ({ page } = opened);
  await prepareReading(page);
  answers.hear(page);
  await page.goto(`/lo-dat?${MADE_UP}`);
});
afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await office?.close();
  expect(opened.watch.faults).toEqual([]);
});

const languageOf = (path: string) => (PAGES.some(([, en]) => en === path) ? "en" : "vi");
const show = async (path: string) => {
  await goWithin(page, `${path}?${MADE_UP}`);
  await settle(page, languageOf(path), { isUnfolding: !/alerts|canh-bao/.test(path) });
};

test.for(CHOSEN)("%s hinders nobody, and says no number that the server has not answered", async (path) => {
  await show(path);
  expect(await graveFaults(page)).toEqual([]);
  expect(await answers.faultsOn(page, languageOf(path))).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
});

test("numbers that slip in among rows are found: beside one, in the place of its value, in a sum, in a heading", async () => {
  await show("/lo-dat");
  await page.evaluate(() => {
    document.querySelector("tbody th")?.append(" (731,26 ha)");
    const [value, other] = document.querySelectorAll<HTMLDataElement>("tbody td data");
    value!.textContent = "88,77";
    other!.value = "61.2345";
    other!.textContent = "61,23";
    document.querySelector<HTMLDataElement>('[data-sum="leasedHa"] data')!.value = "175.52";
    document.querySelector("main h1")?.append(" (9.876)");
  });
  const found = (await answers.faultsOn(page, "vi")).join("\n");
  for (const said of [
    /“731,26” is in no answer of the server/,
    /“88,77” at .* is not its value, \d/,
    /“61,23” at .*: 61\.2345 is in no answer of the server/,
    /the sum of leasedHa is 175\.42, not 175\.52/,
    /“175,42” at .* is not its value, 175\.52/,
    /“9\.876” is in no answer of the server/,
  ])
    expect(found).toMatch(said);
});
