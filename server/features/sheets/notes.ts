import type { Figure } from "#contracts/figures.ts";
import { formatDay } from "#contracts/spelling.ts";
import type { Language } from "#contracts/units.ts";
import type { Ground } from "./ground.ts";

/** Numbers the sources of one sheet in the order in which they are first referred to. */
export class SheetNotes {
  readonly #ground: Ground;
  readonly #language: Language;
  readonly #numbers = new Map<string, number>();

  constructor(ground: Ground, language: Language) {
    this.#ground = ground;
    this.#language = language;
  }

  /** Of a derived figure: the sources of all it was computed from. */
  ofFigure({ id }: Figure): number[] {
    return (this.#ground.sourcesOfFigures[id] ?? []).map((source) => this.ofSource(source)).toSorted((a, b) => a - b);
  }

  ofSource(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.#numbers.set(id, this.#numbers.size + 1);
    return this.#numbers.size;
  }

  list(): string[] {
    return [...this.#numbers.keys()].map((id) => {
      const source = this.#ground.sources.find((candidate) => candidate.id === id);
      if (!source) return id;
      const title = this.#language === "vi" ? source.titleVi : source.titleEn;
      const published = source.publishedOn === null ? null : formatDay(source.publishedOn, this.#language);
      return [
        [source.number, title].filter(Boolean).join(", "),
        [source.publisher, published].filter(Boolean).join(", "),
        source.url,
      ]
        .filter(Boolean)
        .join(". ");
    });
  }
}
