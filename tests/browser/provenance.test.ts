import type { Page } from "playwright-core";
import { expect, inject } from "vitest";
import { DESKTOP } from "../helpers/browser.ts";
import { inEnglish, test } from "./fixtures.ts";
import { drawnLabels, faultsOfLabels, mapLabels, writeOnMap } from "./provenance/canvas.ts";
import { crawl, faultsOn, hash, inWords, languageOf, viewOf } from "./provenance/crawl.ts";
import { Knowledge } from "./provenance/knowledge.ts";
import { prepareReading } from "./provenance/settled-page.ts";

/** `CRAWL=full` follows every link to the end; otherwise, of kinds with many pages, it reads a sample drawn by `CRAWL_SEED`. */
const isFull = process.env["CRAWL"] === "full";
const seed = process.env["CRAWL_SEED"] ?? "provenance";
/** A figure is asked for alone in a full crawl; otherwise one in eight is, for each takes the server a tenth of a second. */
const isAskedAlone = (figureId: string) => isFull || hash(`${seed} ${figureId}`) % 8 === 0;
/** One for each view of the data: what the server said once it says again. */
const known = new Map<string, Knowledge>();
const knowledgeOf = (address: string): Knowledge => {
  const view = viewOf(new URL(address, "http://x"));
  const knowledge = known.get(view.toString()) ?? new Knowledge(inject("baseUrl"), view, isAskedAlone);
  known.set(view.toString(), knowledge);
  return knowledge;
};

/** Where the crawl starts. Unless it is full, of kinds with many pages one is read in each language, and other views briefly. */
const ENTRIES = ["/", ...(isFull ? ["/?data=minh-hoa", "/?asOf=2015-06-18"] : [])];

test.for(ENTRIES)(
  "every number displayed on the way from %s has its provenance one action away",
  { timeout: isFull ? 3_600_000 : 420_000 },
  async (from, { openAfter }) => {
    const page = await openAfter(prepareReading, from);
    const crawled = await crawl({
      page,
      knowledge: knowledgeOf(from),
      from,
      sample: isFull ? null : 1,
      isBrief: from !== "/",
      seed,
    });
    console.info(`${from}: ${crawled.visited.length} pages, ${crawled.numbers} marked numbers`);
    expect(crawled.faults.map(inWords)).toEqual([]);
    expect(crawled.visited.filter((name) => name.endsWith(" en")).length * 2).toBe(crawled.visited.length);
  },
);

/** With all that can be switched on, so that the legend and every layer of names are there. */
const WITH_MAP = [
  "/?layers=shops,outlines,communes,communes-2025",
  ...(isFull ? [`${inEnglish.path}&layers=shops,outlines,communes,communes-2025`] : []),
];

test.for(WITH_MAP)(
  "the map of %s writes no number without provenance, nor do its legend and scale",
  { timeout: 240_000 },
  async (address, { openAfter }) => {
    const page = await openAfter(prepareReading, address, { viewport: DESKTOP, isMapDrawn: true });
    const knowledge = knowledgeOf(address);
    expect((await faultsOn(page, knowledge)).map(inWords)).toEqual([]);
    const labels = await mapLabels(page);
    expect(labels.length).toBeGreaterThan(300);
    expect(labels.map(({ text }) => text.replace(/\s+/g, " "))).toContain(
      address.includes("lang=en") ? "Hoa Phu 99.29% (12/2024)" : "Hòa Phú 99,29 % (12/2024)",
    );
    expect(await faultsOfLabels(labels, knowledge, languageOf(new URL(page.url())))).toEqual([]);
    // What is drawn is among what was read from the style.
    const drawn = await drawnLabels(page);
    expect(drawn.length).toBeGreaterThan(10);
    const readable = new Set(labels.map(({ layer, text }) => `${layer} ${text}`));
    expect(drawn.filter(({ layer, text }) => !readable.has(`${layer} ${text}`))).toEqual([]);
  },
);

const FIGURE = "hoa-phu.occupancyShare.2024-12";
const FIGURE_PAGE = `/dia-diem/hoa-phu?figure=${FIGURE}`;

/** Ways a number could slip in, each done to the real page: what is done, where, and how the test names it. */
const PLANTED: Readonly<Record<string, { on: string; plant: (page: Page) => Promise<unknown>; said: RegExp }>> = {
  "a naked number in a text": {
    on: "/dia-diem/hoa-phu",
    plant: (page) => page.evaluate(() => document.querySelector("main h2")?.append(" (12 lô)")),
    said: /^\/dia-diem\/hoa-phu \[vi\] text “.*\(12 lô\)” at .*h2.*: a number that belongs to no figure$/,
  },
  "a naked number beside a figure": {
    on: "/sites/hoa-phu",
    plant: (page) => page.evaluate(() => document.querySelector("main .figure")?.append(" of 250 ha")),
    said: /^\/sites\/hoa-phu \[en\] text “of 250 ha” at .*: a number that belongs to no figure$/,
  },
  "a naked number in an attribute": {
    on: "/",
    plant: (page) => page.evaluate(() => document.querySelector("nav")?.setAttribute("aria-label", "Các trang: 3")),
    said: /^\/ \[vi\] attribute “Các trang: 3” at .*nav: a number that belongs to no figure$/,
  },
  "a number in the drawing of a chart": {
    on: FIGURE_PAGE,
    plant: (page) =>
      page.evaluate(() => {
        const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
        text.textContent = "75,4";
        document.querySelector("svg.history-chart")?.append(text);
      }),
    said: /svg text “75,4” at .*svg.*text.*: a number that belongs to no figure$/,
  },
  "another number in the drawing of a chart": {
    on: FIGURE_PAGE,
    plant: (page) =>
      page.evaluate((id) => {
        const label = document.querySelector(`svg [data-figure="${id}"] .chart-value`);
        if (label) label.textContent = "99,30";
      }, FIGURE),
    said: /svg text “99,30 12\/2024” at .*: not what hoa-phu\.occupancyShare\.2024-12 says: 0\.9929$/,
  },
  "a number that a style writes": {
    on: "/nguon",
    plant: (page) =>
      page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.insertRule('main h1::after { content: " 40"; }');
        document.adoptedStyleSheets.push(sheet);
      }),
    said: /^\/nguon \[vi\] style “40” at .*h1: a number that belongs to no figure$/,
  },
  "a figure that shows another number": {
    on: "/dia-diem/hoa-phu",
    plant: (page) =>
      page.evaluate((id) => {
        const number = document.querySelector(`a[data-figure="${id}"] .figure-number`);
        if (number) number.textContent = "99,92";
      }, FIGURE),
    said: /text “99,92 %” at .*: not what hoa-phu\.occupancyShare\.2024-12 says: 0\.9929$/,
  },
  "a figure with a decimal too many": {
    on: "/dia-diem/hoa-phu",
    plant: (page) =>
      page.evaluate((id) => {
        const number = document.querySelector(`a[data-figure="${id}"] .figure-number`);
        if (number) number.textContent = "99,290";
      }, FIGURE),
    said: /text “99,290 %” at .*: not what hoa-phu\.occupancyShare\.2024-12 says/,
  },
  "a figure whose label says another number": {
    on: "/dia-diem/hoa-phu",
    plant: (page) =>
      page.evaluate((id) => {
        const link = document.querySelector(`a[data-figure="${id}"]`);
        link?.setAttribute("aria-label", link.getAttribute("aria-label")?.replace("99,29", "92,99") ?? "");
      }, FIGURE),
    said: /attribute “.*92,99 %.*” at .*: not what hoa-phu\.occupancyShare\.2024-12 says/,
  },
  "a link to a figure that does not exist": {
    on: "/dia-diem/hoa-phu",
    plant: (page) =>
      page.evaluate(
        (id) =>
          document.querySelector(`a[data-figure="${id}"]`)?.setAttribute("data-figure", "hoa-phu.occupancyShare.2031"),
        FIGURE,
      ),
    said: /(text|attribute) “.*99,29 %.*” at .*: its figure hoa-phu\.occupancyShare\.2031 does not resolve$/,
  },
  "a figure that nothing opens": {
    on: "/dia-diem/hoa-phu",
    plant: (page) =>
      page.evaluate((id) => {
        for (const link of document.querySelectorAll(`a[data-figure="${id}"]`)) link.removeAttribute("href");
      }, FIGURE),
    said: /(text|attribute) “.*99,29 %.*” at .*: nothing on the page opens hoa-phu\.occupancyShare\.2024-12$/,
  },
  "a count that is not that of the list": {
    on: "/",
    plant: (page) =>
      page.evaluate(() => {
        const count = document.querySelector('[data-count="listed:clusters"]');
        if (count) count.textContent = "11";
      }),
    said: /text “11” at .*: listed:clusters is 14$/,
  },
  "a day that is not the one it is marked with": {
    on: "/dia-diem/hoa-phu",
    plant: (page) =>
      page.evaluate(() => {
        const time = [...document.querySelectorAll("main time")].find(({ textContent }) => textContent === "12/2024");
        if (time) time.textContent = "12/2025";
      }),
    said: /text “12\/2025” at .*time.*: not the day it is marked with, 2024-12-29$/,
  },
};

test.for([...new Set(Object.values(PLANTED).map(({ on }) => on))])(
  "each number that slips in on %s is found",
  async (address, { openAfter }) => {
    const page = await openAfter(prepareReading, address);
    const knowledge = knowledgeOf(address);
    expect((await faultsOn(page, knowledge)).map(inWords)).toEqual([]);
    for (const [name, { on, plant, said }] of Object.entries(PLANTED)) {
      if (on !== address) continue;
      // Only read from here on, so that a copy serves as well as what the application drew.
      await page.evaluate(() => {
        const drawn = document.body.cloneNode(true) as HTMLElement;
        Object.assign(globalThis, { drawn });
      });
      await plant(page);
      const faults = (await faultsOn(page, knowledge)).map(inWords);
      expect.soft(faults, name).not.toEqual([]);
      for (const fault of faults) expect.soft(fault, name).toMatch(said);
      await page.evaluate(() => {
        document.body.replaceWith((globalThis as typeof globalThis & { drawn: HTMLElement }).drawn);
        document.adoptedStyleSheets = [];
      });
    }
    expect((await faultsOn(page, knowledge)).map(inWords)).toEqual([]);
  },
);

/** Of every other kind of mark one that says another number: what is changed in the first such element, and what is found. */
const FORGED: Readonly<
  Record<string, readonly (readonly [selector: string, from: RegExp, to: string, said: RegExp])[]>
> = {
  "/danh-sach": [
    ["option[data-day='newest']", /\d{4}/, "2030", /“[^”]*2030[^”]*” at .*: not the day 20\d\d-/],
    ["option[data-day='2024-12-29']", /2024/, "2023", /: not the day 2024-12-29$/],
    ["time[datetime^='2006']", /2006/, "2007", /: not the day it is marked with, 2006-/],
    ["[data-count^='named:clusters-2018']", /14/, "15", /: named:clusters-2018 namedDrawn:clusters-2018 is 14, 11$/],
    ["[data-quoted^='planVersion:']", /\d+/, "77", /: not the sentence of planVersion:/],
    ["[data-metric='clustersStage1']", /2020/, "2025", /: not the metric clustersStage1$/],
    ["td [data-stage]", /2020/, "2021", /: not the stage of clusters-20/],
  ],
  "/muc-tieu": [
    ["[data-bounds]", /9,89/, "9,88", /: not the bounds of vinh-long\.requiredExports/],
    ["td [data-target-year], th [data-target-year]", /2016/, "2011", /“2011” at .*: not a year of /],
    ["svg [data-target-year]", /2015/, "2014", /“2014” at .*: not a year of /],
    ["[data-quoted^='target:industrial']", /2016/, "2017", /: not the sentence of target:/],
  ],
  "/bao-cao": [
    ["[data-sentence] .figure-number", /\d+/, "777", /“777.*” at .*: not what three-zones\.\S+ says/],
    ["[data-sentence] time", /\d{4}/, "2030", /“[^”]*2030” at .*: not the day it is marked with, /],
    ["[data-sentence] [data-metric*='Class1']", /1/, "4", /: not the metric marketsClass1$/],
    [".series [data-name='hoa-phu-1']", /1/, "7", /: not a name of hoa-phu-1$/],
    ["svg .chart-value", /\d+/, "777", /svg text “777.*” at .*: not what \S+ says/],
    [".series table .figure-number", /\d+/, "778", /text “778.*” at .*: not what \S+ says/],
  ],
  "/doi-chieu": [
    ["[data-found]", /\d+/, "777", /: for \S+ \S+ was found$/],
    ["[data-repair]", /\d+/, "777", /: \S+ proposes /],
    ["[data-quoted^='total:']", /\d+/, "777", /: not the sentence of total:/],
    ["[data-count^='names:']", /\d+/, "777", /: names:\S+ is \d+$/],
    ["[data-count^='without:']", /\d+/, "777", /: without:\S+ is \d+$/],
  ],
};

test.for(Object.entries(FORGED))(
  "on %s every mark is held to what the API says",
  async ([on, forged], { openAfter }) => {
    const page = await openAfter(prepareReading, on);
    const knowledge = knowledgeOf(on);
    expect((await faultsOn(page, knowledge)).map(inWords)).toEqual([]);
    for (const [selector, from, to] of forged) {
      const isDone = await page.evaluate(
        ([where, { source }, other]) => {
          const holds = (node: Node): node is Text => node instanceof Text && new RegExp(source).test(node.data);
          for (const element of document.querySelectorAll(where)) {
            const text = [...element.childNodes].find(holds);
            if (text) text.data = text.data.replace(new RegExp(source), other);
            if (text) return true;
          }
          return false;
        },
        [selector, { source: from.source }, to] as const,
      );
      expect(isDone, selector).toBe(true);
    }
    await page.evaluate(() => {
      const mark = document.querySelector(".time-mark[data-tip]");
      mark?.setAttribute("data-tip", mark.getAttribute("data-tip")?.replace(/: \d+ /, ": 777 ") ?? "");
    });
    const faults = (await faultsOn(page, knowledge)).map(inWords);
    const said = [...forged.map(([, , , words]) => words), /“[^”]*: 777 [^”]*” at .*: on \S+ \d+ figures? of /];
    expect(said.map((words) => faults.filter((fault) => words.test(fault)).length)).toEqual(said.map(() => 1));
    expect(faults).toHaveLength(said.length);
  },
);

test.for([
  ["a naked number", ["concat", ["get", "name"], " 12 ha"], /“Hòa Phú 12 ha” in layer zone-labels: not what/],
  [
    "a figure with another number",
    ["concat", ["get", "name"], "\n99,92\u00a0% (12/2024)"],
    /“Hòa Phú 99,92 % \(12\/2024\)” in layer zone-labels: not what/,
  ],
] as const)("%s written on the map's canvas is found", async ([, field, said], { open }) => {
  const page = await open("/", { isMapDrawn: true });
  const knowledge = knowledgeOf("/");
  expect(await faultsOfLabels(await mapLabels(page), knowledge, "vi")).toEqual([]);
  await writeOnMap(page, "zone-labels", field);
  const faults = await faultsOfLabels(await mapLabels(page), knowledge, "vi");
  expect(faults.filter((fault) => said.test(fault))).toHaveLength(1);
});
