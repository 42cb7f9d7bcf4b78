import type { Messages } from "#client/messages/vi.ts";
import type { Figure } from "#contracts/figures.ts";
import type { Interval } from "#contracts/intervals.ts";
import { METRICS, type MetricId } from "#contracts/metrics.ts";
import {
  type FigureParts,
  NBSP,
  formatInUnit,
  joinParts,
  spellFigure,
  spellPeriod,
  unitOf,
} from "#contracts/spelling.ts";
import type { Language } from "#contracts/units.ts";

export { formatDay, formatInUnit, formatNumber, joinParts, unitOf } from "#contracts/spelling.ts";

/** What a figure says, in three parts of different weight. */
export const figureParts = (figure: Figure, text: Messages): FigureParts => spellFigure(figure, text.language);

export const figureSentence = (figure: Figure, text: Messages): string =>
  joinParts(figureParts(figure, text), text.language);

export const formatPeriod = (period: string, text: Messages): string => spellPeriod(period, text.language);

/** An interval in three parts, `93,58–94,95` with its unit, and `spoken` for readers who hear it, without the dash. */
export const intervalParts = (interval: Interval, text: Messages): FigureParts & { readonly spoken: string } => {
  const { language } = text;
  const { low, high, shownHigh, unit } = interval;
  const spell = (value: number) => formatInUnit(value, unit, null, language);
  const parts = (number: string) => ({ qualifier: "", number, unit: unitOf(unit, language) });
  const [from, to] = [spell(low ?? 0), shownHigh ?? high];
  if (to === null) return { ...parts(`≥${NBSP}${from}`), spoken: text.interval.from(joinParts(parts(from), language)) };
  if (spell(to) === from) return { ...parts(from), spoken: joinParts(parts(from), language) };
  return {
    ...parts(`${from}–${spell(to)}`),
    spoken: text.interval.fromTo(from, joinParts(parts(spell(to)), language)),
  };
};

export const HEADLINE_MONTHS = 24;

/** Whole months from a day to another. */
export const monthsBetween = (fromIso: string, to: Date): number => {
  const [year = 0, month = 1, day = 1] = fromIso.split("-").map(Number);
  return (to.getFullYear() - year) * 12 + (to.getMonth() + 1 - month) - (to.getDate() < day ? 1 : 0);
};

export const isOld = (figure: Pick<Figure, "asOf">, today: Date): boolean =>
  monthsBetween(figure.asOf, today) > HEADLINE_MONTHS;

export const metricName = (metric: MetricId, language: Language): string => METRICS[metric][language];

export const capitalise = (sentence: string): string => sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);

/** With a full stop, unless it already ends as a sentence does. */
export const asSentence = (words: string): string => (/[.!?…]["”)]?$/.test(words) ? words : `${words}.`);

/** `occupancyShare × leasableHa` → `tỷ lệ lấp đầy × đất công nghiệp có thể cho thuê`. */
export const formulaInWords = (formula: string, language: Language): string =>
  formula.replace(/\b[a-z][a-zA-Z0-9]*\b/g, (word) =>
    Object.hasOwn(METRICS, word) ? METRICS[word as MetricId][language] : word,
  );

/** 18/06/2015, as days are typed in both languages. */
export const spellDay = (day: string): string => day.split("-").toReversed().join("/");
