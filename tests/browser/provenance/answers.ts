/**
 * The rule for numbers on pages that only people with an account see. What stands there is no published figure with a source, but
 * values of rows that are named beside them; so the panel may say in digits what the server has answered the page, and nothing else:
 * a value, a day, words with digits (codes, numbers of documents, names), how many rows an answer has, in all or of one kind, or the
 * sum of the column above. A value in `<data>` may be rounded, and is held to what it stands for; any other number stands as answered.
 */

import type { Page, Response } from "playwright-core";
import type { Language } from "#contracts/units.ts";
import { without, withoutConstants } from "./constants.ts";
import { readPage } from "./read-page.ts";
import { HAS_DIGIT, isSpelling, numbersIn, readNumber, withoutDay } from "./spelling.ts";

/** Of outlines and positions nothing but what is measured is said in such pages. */
const NOT_SAID = new Set(["geometry", "position", "outline"]);
/** From which difference on a lot's areas are flagged: a rule of the pages themselves. */
const FLAGGED: Readonly<Record<Language, string>> = { vi: "0,5 %", en: "0.5%" };
const dayInVietnam = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });
/** Below this, two numbers differ by the dust of binary fractions only. */
const DUST = 1e-6;

/** A number that the page has put into words, and the value that it says it is. */
type Value = { readonly text: string; readonly value: number; readonly at: string; readonly sumOf: string | null };

/** All that the server has answered a page, taken apart. */
export class Answers {
  readonly #numbers = new Set<number>();
  readonly #days = new Set<string>();
  readonly #words = new Set<string>();
  readonly #taken: Promise<void>[] = [];

  /** Listens to a page from now on. */
  hear(page: Page): void {
    page.on("response", (response) => this.#taken.push(this.#take(response)));
  }

  async #take(response: Response): Promise<void> {
    if (!response.url().includes("/api/") || !/json/.test(response.headers()["content-type"] ?? "")) return;
    this.#learn(await response.json().catch(() => null));
  }

  #learn(value: unknown): void {
    if (typeof value === "number") this.#numbers.add(value);
    else if (typeof value === "string") {
      const day = /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(value)?.[1];
      if (day !== undefined) {
        this.#days.add(day);
        if (value.includes("T")) this.#days.add(dayInVietnam.format(new Date(value)));
      } else if (/^[\d.,]+$/.test(value)) this.#numbers.add(Number(value));
      else if (HAS_DIGIT.test(value)) this.#words.add(value.replace(/\s+/g, " ").trim());
    } else if (Array.isArray(value)) {
      this.#numbers.add(value.length);
      this.#countAlike(value);
      for (const each of value) this.#learn(each);
    } else if (value !== null && typeof value === "object") {
      for (const [field, of] of Object.entries(value)) if (!NOT_SAID.has(field)) this.#learn(of);
    }
  }

  /** How many rows are alike in something: of one kind, of one site. */
  #countAlike(rows: readonly unknown[]): void {
    const alike = new Map<string, number>();
    for (const row of rows) {
      if (row === null || typeof row !== "object") continue;
      for (const [field, of] of Object.entries(row))
        if (typeof of === "string") alike.set(`${field} ${of}`, (alike.get(`${field} ${of}`) ?? 0) + 1);
    }
    for (const count of alike.values()) this.#numbers.add(count);
  }

  #isAnswered(value: number): boolean {
    if (this.#numbers.has(value)) return true;
    for (const known of this.#numbers) if (Math.abs(Math.abs(known) - Math.abs(value)) < DUST) return true;
    return false;
  }

  /** What is measured has more decimals than anybody reads. */
  #isRounded(token: string, language: Language): boolean {
    const decimals = readNumber(token, language)?.decimals ?? 0;
    return decimals > 2 && [...this.#numbers].some((value) => isSpelling(token, value, language, decimals));
  }

  /** A share, as answered or of two numbers that stand beside it; it is rounded. */
  #isShare(token: string, language: Language, beside: readonly number[]): boolean {
    const decimals = readNumber(token, language)?.decimals ?? 0;
    const shares = [...this.#numbers, ...beside.flatMap((one) => beside.map((other) => one / other))];
    return shares.some((share) => isSpelling(token, Math.abs(share) * 100, language, decimals));
  }

  /** Digits of a text that are in no answer. */
  #strangeIn(text: string, language: Language): string[] {
    let rest = without(withoutConstants(text, language), FLAGGED[language]);
    const said = [...this.#words].filter((words) => rest.includes(words)).toSorted((a, b) => b.length - a.length);
    for (const words of said) rest = without(rest, words);
    for (const day of this.#days) {
      for (const spelling of [language, "vi"] as const) {
        for (let left = withoutDay(rest, day, spelling); left !== null; left = withoutDay(rest, day, spelling))
          rest = left;
      }
    }
    rest = rest.replace(/\b\d{1,2}:\d{2}(?::\d{2})?\b/g, " ");
    const tokens = numbersIn(rest);
    const beside = tokens.flatMap((token) => readNumber(token, language)?.value ?? []);
    return tokens.filter((token) => {
      const shown = readNumber(token, language);
      if (shown && (this.#isAnswered(shown.value) || this.#isRounded(token, language))) return false;
      const isPercent = /^\s*%/.test(rest.slice(rest.indexOf(token) + token.length));
      return !(isPercent && this.#isShare(token, language, beside));
    });
  }

  #faultOfValue({ text, value, at, sumOf }: Value, language: Language): string | null {
    const [token, ...more] = numbersIn(text);
    const decimals = readNumber(token ?? "", language)?.decimals ?? 0;
    const says =
      more.length === 0 &&
      [value, Math.abs(value), value * 100, Math.abs(value) * 100].some((said) =>
        isSpelling(token, said, language, decimals),
      );
    if (!says) return `“${text}” at ${at} is not its value, ${value}`;
    return sumOf !== null || this.#isAnswered(value)
      ? null
      : `“${text}” at ${at}: ${value} is in no answer of the server`;
  }

  /** All digits of the panel that are not of what the server has answered. */
  async faultsOn(page: Page, language: Language): Promise<string[]> {
    await Promise.all(this.#taken);
    for (const day of new URL(page.url()).searchParams.values()) this.#learn(day);
    const { values, wrongSums } = await readValues(page);
    const texts = (await readPage(page)).filter(({ isInPanel, at }) => isInPanel && !/ data(?:\[\d+\])?$/.test(at));
    return [
      ...wrongSums,
      ...values.flatMap((value) => this.#faultOfValue(value, language) ?? []),
      ...texts.flatMap(({ text, through, at }) => {
        const strange = this.#strangeIn(text, language);
        return strange.length === 0
          ? []
          : [`${through} “${text}” at ${at}: “${strange.join("”, “")}” is in no answer of the server`];
      }),
    ];
  }
}

/** Every value of the panel, and sums that are not those of the column above them. */
const readValues = (page: Page): Promise<{ values: Value[]; wrongSums: string[] }> =>
  page.evaluate(() => {
    const values = [...document.querySelectorAll<HTMLDataElement>("main data")].map((data) => ({
      text: (data.textContent ?? "").trim(),
      value: Number(data.value),
      at: `${data.closest("tr, li, dd")?.querySelector("th, dt, strong")?.textContent ?? ""} ${data.parentElement?.dataset["column"] ?? ""}`,
      sumOf: data.closest<HTMLElement>("[data-sum]")?.dataset["sum"] ?? null,
    }));
    const wrongSums: string[] = [];
    for (const foot of document.querySelectorAll<HTMLElement>("tfoot [data-sum]")) {
      const column = foot.dataset["sum"] ?? "";
      if (column === "differenceShare") continue;
      const said = Number(foot.querySelector("data")?.value);
      const cells = foot.closest("table")?.querySelectorAll<HTMLDataElement>(`td[data-column="${column}"] data`) ?? [];
      // Of a register some rows only count; its cells are texts.
      if (cells.length === 0) continue;
      const sum = [...cells].reduce((all, cell) => all + Math.round(Number(cell.value) * 1e4), 0) / 1e4;
      if (Math.abs(sum - said) > 1e-3) wrongSums.push(`the sum of ${column} is ${sum}, not ${said}`);
    }
    return { values, wrongSums };
  });
