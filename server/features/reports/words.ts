import type { Figure, Method } from "#contracts/figures.ts";
import { METRICS } from "#contracts/metrics.ts";
import { formatDay, joinParts, NBSP, spellFigure, spellPeriod } from "#contracts/spelling.ts";
import type { CitedSource, Situation } from "./situation.ts";

/** Texts of the documents, which are in Vietnamese: an office signs and sends them. */

export const ABSENT = "chưa có số liệu công bố";
export const METHOD_NAMES: Readonly<Record<Method, string>> = {
  published: "công bố",
  reported: "báo cáo",
  derived: "tính toán",
  estimate: "ước tính",
  illustrative: "minh họa",
};

/** The number as the page says it, but small counts with the zero that their source prints before them: `02 chợ`. */
export const numberText = (figure: Figure, hasUnit: boolean): string => {
  const { qualifier, number, unit } = spellFigure(figure, "vi");
  const digits = figure.printed === `0${number}` ? figure.printed : number;
  const text = joinParts({ qualifier, number: digits, unit: hasUnit ? unit : "" }, "vi");
  const mark =
    figure.method === "derived" || figure.method === "estimate"
      ? `${NBSP}ƒ`
      : figure.method === "illustrative"
        ? ` (${METHOD_NAMES.illustrative})`
        : "";
  return text + mark;
};

export const periodText = (period: string): string => spellPeriod(period, "vi");

export const metricText = (figure: Figure): string => METRICS[figure.metric].vi;

const sourceText = ({ titleVi, number, publisher, publishedOn, url }: CitedSource): string =>
  [
    [number, titleVi].filter((part) => part !== null && part !== "").join(", "),
    [publisher, publishedOn && formatDay(publishedOn, "vi")].filter(Boolean).join(", "),
    url,
  ]
    .filter((part) => part !== null && part !== "")
    .join(". ");

/** Numbers sources in the order in which they are first referred to. */
export class SourceNotes {
  readonly #situation: Situation;
  readonly #numbers = new Map<string, number>();

  constructor(situation: Situation) {
    this.#situation = situation;
  }

  of(figure: Figure): number[] {
    return this.#situation.sourceIdsOf(figure).map((id) => this.ofSource(id));
  }

  ofSource(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.#numbers.set(id, this.#numbers.size + 1);
    return this.#numbers.size;
  }

  list(): { number: number; id: string; text: string }[] {
    const sources = new Map(this.#situation.row.sources.map((source) => [source.id, source]));
    return [...this.#numbers].map(([id, number]) => {
      const source = sources.get(id);
      return { number, id, text: source ? sourceText(source) : id };
    });
  }
}
