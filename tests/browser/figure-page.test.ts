import type { Page } from "playwright-core";
import { expect, inject } from "vitest";
import { messages as english } from "#client/messages/en.ts";
import { messages as vietnamese } from "#client/messages/vi.ts";
import type { Figure } from "#contracts/figures.ts";
import type { Source } from "#contracts/sources.ts";
import { METRICS } from "#contracts/metrics.ts";
import { test } from "./fixtures.ts";
import { goWithin, prepareReading, settle } from "./provenance/settled-page.ts";
import { textOf } from "./reading.ts";

const ask = async <T>(path: string): Promise<T> => (await fetch(`${inject("baseUrl")}${path}`)).json() as Promise<T>;
const figuresOf = async (subject: string) => (await ask<{ items: Figure[] }>(`/api/figures?subject=${subject}`)).items;

/** One figure of each kind, as the data has them today. */
const KINDS: Readonly<Record<string, (figure: Figure) => boolean>> = {
  published: ({ method, source, supersededBy }) => method === "published" && !!source?.locator && supersededBy === null,
  derived: ({ method, supersededBy }) => method === "derived" && supersededBy === null,
  range: ({ value, low, high }) => value === null && low !== null && high !== null,
  superseded: ({ supersededBy }) => supersededBy !== null,
  "superseded by the whole": ({ supersededBy, subject }) =>
    supersededBy !== null && !supersededBy.startsWith(`${subject}.`),
  "repeating an earlier one": ({ restates }) => restates !== null,
  estimate: ({ method }) => method === "estimate",
};

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

/** What the page of a figure has to say, in a language. */
const expectWhole = async (page: Page, figure: Figure, sources: readonly Source[], language: "vi" | "en") => {
  const text = language === "vi" ? vietnamese : english;
  const panel = page.getByRole("main");
  const said = await textOf(panel);
  const says = (words: string | null | undefined) => {
    if (words)
      expect.soft(said.toLocaleLowerCase(), `${figure.id} ${language}`).toContain(plain(words).toLocaleLowerCase());
  };
  says(METRICS[figure.metric][language]);
  says(text.methodExplained[figure.method]);
  says(language === "vi" ? figure.noteVi : figure.noteEn);
  const answer = await ask<{ inputs: Figure[]; history: Figure[] }>(`/api/figures/${figure.id}`);
  const sourceIds = figure.source ? [figure.source.id] : answer.inputs.flatMap(({ source }) => source?.id ?? []);
  expect(sourceIds.length).toBeGreaterThan(0);
  for (const id of new Set(sourceIds)) {
    const source = sources.find((candidate) => candidate.id === id);
    says(language === "vi" ? source?.titleVi : source?.titleEn);
    says(source?.number);
    says(source?.publisher);
    if (source?.publishedOn == null) says(text.sourcesPage.noDate);
    else expect(await panel.locator(`time[datetime="${source.publishedOn}"]`).count()).toBeGreaterThan(0);
    await panel.locator(`a[href*="/${id}"]`).first().waitFor();
  }
  says(figure.source?.locator);
  if (figure.inputs.length > 0) {
    says(text.figurePage.formula);
    for (const id of figure.inputs) await panel.locator(`a[data-figure="${id}"]`).first().waitFor();
  }
  const others = answer.history.filter(({ id }) => id !== figure.id);
  if (others.length === 0) says(text.figurePage.historyOne);
  for (const { id } of others) await panel.locator(`tbody a[data-figure="${id}"]`).first().waitFor();
  if (new Set(answer.history.map(({ asOf }) => asOf)).size > 1) {
    expect(await panel.locator("svg.history-chart").count()).toBe(1);
  }
  if (figure.supersededBy) {
    says(text.figurePage.superseded);
    await panel.locator(`.note a[data-figure="${figure.supersededBy}"]`).waitFor();
  }
  if (figure.restates) await panel.locator(`dd a[data-figure="${figure.restates}"]`).waitFor();
};

test("the page of every kind of figure says where it comes from, in both languages", async ({ openAfter }) => {
  const page = await openAfter(prepareReading, "/");
  const sources = (await ask<{ items: Source[] }>("/api/sources")).items;
  const subjects = ["three-zones", "hoa-phu", "hoa-phu-1", "binh-minh", "co-chien", "vinh-long", "binh-tan"];
  const all = (await Promise.all(subjects.map(figuresOf))).flat();
  const found = Object.entries(KINDS).map(([kind, is]) => [kind, all.find(is)] as const);
  for (const [, figure] of found) {
    if (!figure) continue;
    for (const language of ["vi", "en"] as const) {
      await goWithin(page, `/?${language === "en" ? "lang=en&" : ""}figure=${figure.id}`);
      await settle(page, language);
      await expectWhole(page, figure, sources, language);
    }
  }
  // No estimate has been loaded yet; its page is that of a derived figure.
  expect(found.filter(([, figure]) => !figure).map(([kind]) => kind)).toEqual(["estimate"]);
}, 180_000);
