import type { Page } from "playwright-core";
import type { Language } from "#contracts/units.ts";
import type { Knowledge } from "./knowledge.ts";
import { readPage, type Utterance } from "./read-page.ts";
import { goWithin, settle } from "./settled-page.ts";
import { faultOf } from "./verify.ts";

/** A number without provenance. */
export type Fault = {
  readonly page: string;
  readonly language: Language;
  readonly say: Utterance;
  readonly why: string;
};

export const inWords = ({ page, language, say, why }: Fault): string =>
  `${page} [${language}] ${say.through} “${say.text}” at ${say.at}: ${why}`;

export const languageOf = (url: URL): Language =>
  url.searchParams.get("lang") === "en" ||
  /^\/(sites|sources|checks|lists|targets|reports|data|connect|coverage|market-network|ask|enquiries|calls|find|compare|shortlist|pack|sign-in|account|admin|link)(\/|$)/.test(
    url.pathname,
  )
    ? "en"
    : "vi";

/** The part of an address that says which of the data is shown, as the API takes it. */
export const viewOf = (url: URL): URLSearchParams => {
  const view = new URLSearchParams();
  for (const name of ["asOf", "knownOn"]) {
    const day = url.searchParams.get(name);
    if (day !== null) view.set(name, day);
  }
  if (url.searchParams.get("data") === "minh-hoa") view.set("data", "illustrative");
  return view;
};

/** All numbers of the page as it stands that have no provenance. */
export const faultsOn = async (page: Page, knowledge: Knowledge): Promise<Fault[]> => {
  const url = new URL(page.url());
  const language = languageOf(url);
  await settle(page, language);
  const faults: Fault[] = [];
  for (const say of await readPage(page)) {
    const why = await faultOf(say, { language, url, knowledge });
    if (why !== null) faults.push({ page: url.pathname + url.search, language, say, why });
  }
  return faults;
};

export type CrawlOptions = {
  readonly page: Page;
  readonly knowledge: Knowledge;
  readonly from: string;
  /** Of kinds with very many pages, how many of each are visited per language; null: all. */
  readonly sample: number | null;
  /** Whether every kind of site has very many, as where the crawl only looks again at another view of the data. */
  readonly isBrief: boolean;
  readonly seed: string;
};

export type Crawled = {
  readonly visited: readonly string[];
  readonly numbers: number;
  readonly faults: readonly Fault[];
};

/** Markets, shops and the pages of figures, checks and intervals are many and alike. */
const MANY = /^(?:figure|interval|check|source|market|supermarket|mall) /;

/** Follows every internal link from an address, in both languages, and reads every page. */
export const crawl = async ({ page, knowledge, from, sample, isBrief, seed }: CrawlOptions): Promise<Crawled> => {
  const kinds = new Map((await knowledge.sites()).map(({ id, kind }) => [id, kind]));
  const sites = new Set<string>(kinds.values());
  /** Kind and subject of an address; two addresses of one name show the same panel. */
  const nameOf = (url: URL): string => {
    const language = languageOf(url);
    const { searchParams } = url;
    for (const kind of ["figure", "interval", "check"])
      if (searchParams.has(kind)) return `${kind} ${searchParams.get(kind)} ${language}`;
    const [segment = "overview", id] = url.pathname.split("/").filter(Boolean);
    if (segment === "dia-diem" || segment === "sites") return `${kinds.get(id ?? "") ?? "site"} ${id} ${language}`;
    if (id !== undefined) return `source ${id} ${language}`;
    const narrowed = ["verdict", "topic"].flatMap((name) => searchParams.get(name) ?? []);
    return [segment, ...narrowed, language].join(" ");
  };

  const known = new Map<string, string>();
  const [queue, many]: [string[], string[]] = [[], []];
  const discover = (address: string) => {
    const name = nameOf(new URL(address, page.url()));
    if (known.has(name)) return;
    known.set(name, address);
    (MANY.test(name) || (isBrief && sites.has(name.split(" ")[0]!)) ? many : queue).push(name);
  };
  const visited: string[] = [];
  const faults: Fault[] = [];
  let numbers = 0;
  const visit = async (name: string) => {
    const address = known.get(name)!;
    await goWithin(page, address);
    const here = await faultsOn(page, knowledge);
    faults.push(...here);
    visited.push(name);
    const { links, isBroken, marks } = await page.evaluate(() => ({
      links: [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].flatMap((link) =>
        link.origin === location.origin && !link.getAttribute("href")?.startsWith("#")
          ? [link.pathname + link.search]
          : [],
      ),
      isBroken: document.querySelector("main .not-found, main .error-block") !== null,
      marks: document.querySelectorAll("[data-figure],[data-interval],[data-check],[data-count],time").length,
    }));
    numbers += marks;
    if (isBroken) throw new Error(`a link leads to ${address}, which shows nothing`);
    for (const link of links) discover(link);
  };
  const drain = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) await visit(name);
  };

  discover(from);
  // Behind buttons, not links.
  for (const path of ["/danh-sach", "/lists"])
    for (const topic of ["zones", "markets"]) discover(narrow(new URL(from, page.url()), path, topic));
  await drain();
  const seen = new Set<string>();
  for (;;) {
    const chosen = sampleOf(many, sample, seed).filter((name) => !seen.has(name));
    // A sample is drawn once: its pages lead to further figures without end.
    if (chosen.length === 0 || (sample !== null && seen.size > 0)) break;
    for (const name of chosen) {
      seen.add(name);
      await visit(name);
    }
    await drain();
  }
  return { visited, numbers, faults };
};

/** Another page in the same view of the data. */
const narrow = ({ searchParams }: URL, path: string, topic: string): string =>
  `${path}?${new URLSearchParams([...searchParams, ["topic", topic]])}`;

/** `size` names of each kind and language, the same ones for the same seed. */
const sampleOf = (names: readonly string[], size: number | null, seed: string): string[] => {
  if (size === null) return [...names];
  const taken = new Map<string, number>();
  return names
    .toSorted((a, b) => hash(`${seed} ${a}`) - hash(`${seed} ${b}`))
    .filter((name) => {
      const kind = `${name.split(" ")[0]} ${name.slice(-2)}`;
      const count = (taken.get(kind) ?? 0) + 1;
      taken.set(kind, count);
      return count <= size;
    });
};

/** FNV-1a. */
export const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ char.codePointAt(0)!, 0x01000193) >>> 0;
  return value;
};
