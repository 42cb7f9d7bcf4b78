import type { Messages } from "#client/messages/vi.ts";
import type { Figure } from "#contracts/figures.ts";
import type { Interval } from "#contracts/intervals.ts";
import { METRICS, UNITS, type MetricId, type Unit } from "#contracts/metrics.ts";
import type { Language } from "#contracts/units.ts";

/** The only rounding and spelling of numbers and dates in the client. */

const NBSP = "\u00a0";
const formats = new Map<string, Intl.NumberFormat>();

const numberFormat = (language: Language, decimals: number | null, grouping: boolean): Intl.NumberFormat => {
  const key = `${language}/${decimals}/${grouping}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-GB", {
      useGrouping: grouping ? "always" : false,
      minimumFractionDigits: decimals ?? 0,
      maximumFractionDigits: decimals ?? 6,
    });
    formats.set(key, format);
  }
  return format;
};

/** `decimals` null: as many as the number has. */
export const formatNumber = (value: number, decimals: number | null, language: Language, grouping = true): string =>
  numberFormat(language, decimals, grouping).format(value).replace("-", "−");

/** Value in the unit sources print it in (shares in per cent), without the dust of binary fractions. */
const inPrintedUnit = (value: number, unit: Unit): number =>
  Number((value * UNITS[unit].printedFactor).toPrecision(12));

/** Computed values have no printed digits: shares and hectares two decimals, as the Plan does; whole numbers none. */
const decimalsOf = (figure: Figure): number | null =>
  figure.decimals ?? (METRICS[figure.metric].integer ? 0 : figure.printed === null ? 2 : null);

/** Number in the digits of its unit, `1.234,5`, without the unit. */
export const formatInUnit = (value: number, unit: Unit, decimals: number | null, language: Language): string =>
  formatNumber(inPrintedUnit(value, unit), decimals, language, unit !== "year");

export const unitOf = (unit: Unit, language: Language): string => UNITS[unit][language];

/** True when the number is known only approximately: computed by more than adding up. */
const isApproximate = (figure: Figure): boolean =>
  figure.qualifier === "about" ||
  figure.method === "estimate" ||
  (figure.method === "derived" &&
    UNITS[figure.unit].printedFactor === 1 &&
    !METRICS[figure.metric].integer &&
    /[×*/−]| - /.test(figure.formula ?? ""));

export type FigureParts = {
  /** `trên`, `gần`, `khoảng`, `≈` or nothing. */
  readonly qualifier: string;
  readonly number: string;
  readonly unit: string;
};

/** What a figure says, in three parts of different weight. */
export const figureParts = (figure: Figure, text: Messages): FigureParts => {
  const { language } = text;
  const decimals = decimalsOf(figure);
  const spell = (value: number) => formatInUnit(value, figure.unit, decimals, language);
  const { low, high, value } = figure;
  const number =
    value !== null
      ? spell(value)
      : low !== null && high !== null
        ? spell(low) === spell(high)
          ? spell(low)
          : `${spell(low)}–${spell(high)}`
        : low !== null
          ? `≥${NBSP}${spell(low)}`
          : high !== null
            ? `≤${NBSP}${spell(high)}`
            : text.unknown;
  const qualifier =
    figure.qualifier === "over"
      ? text.over
      : figure.qualifier === "nearly"
        ? text.nearly
        : isApproximate(figure)
          ? figure.method === "published"
            ? text.about
            : "≈"
          : "";
  return { qualifier, number, unit: unitOf(figure.unit, language) };
};

/** `99,29 %` and `99.29%`: Vietnamese sets the sign apart. */
export const joinParts = ({ qualifier, number, unit }: FigureParts, language: Language): string =>
  `${qualifier && `${qualifier}${NBSP}`}${number}${unit && (unit === "%" && language === "en" ? unit : `${NBSP}${unit}`)}`;

export const figureSentence = (figure: Figure, text: Messages): string =>
  joinParts(figureParts(figure, text), text.language);

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

const MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2015-06-18` → `18/06/2015`, `18 Jun 2015`; months `06/2015` and years alike in both languages. */
const formatSpot = (spot: string, language: Language): string => {
  const [year = "", month, day] = spot.split("-");
  if (!month) return year;
  if (!day) return `${month}/${year}`;
  return language === "vi" ? `${day}/${month}/${year}` : `${Number(day)} ${MONTHS_EN[Number(month) - 1]} ${year}`;
};

export const formatDay = (isoDate: string, language: Language): string => formatSpot(isoDate, language);

/** Period at the precision of the source: `06/2015`, `2025–26`, `khoảng 2010–2012`. */
export const formatPeriod = (period: string, text: Messages): string => {
  const about = period.startsWith("c. ");
  const [from = "", to] = period.replace("c. ", "").split("–");
  const isSeason =
    !about &&
    to !== undefined &&
    /^\d{4}$/.test(from) &&
    Number(to) === Number(from) + 1 &&
    from.slice(0, 2) === to.slice(0, 2);
  const span =
    to === undefined
      ? formatSpot(from, text.language)
      : `${formatSpot(from, text.language)}–${isSeason ? to.slice(2) : formatSpot(to, text.language)}`;
  return about ? `${text.about} ${span}` : span;
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
