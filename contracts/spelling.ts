import type { Figure } from "./figures.ts";
import { METRICS, UNITS, type Unit } from "./metrics.ts";
import type { Language } from "./units.ts";

/** The only rounding and spelling of numbers and dates: the page and the documents say a figure with the same digits. */

export const NBSP = "\u00a0";

/** What is said around the digits. */
export const SPELLING_WORDS: Readonly<Record<Language, Record<"over" | "nearly" | "about" | "unknown", string>>> = {
  vi: { over: "trên", nearly: "gần", about: "khoảng", unknown: "chưa rõ" },
  en: { over: "over", nearly: "nearly", about: "about", unknown: "unknown" },
};

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
export const decimalsOf = (figure: Figure): number | null =>
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
export const spellFigure = (figure: Figure, language: Language): FigureParts => {
  const words = SPELLING_WORDS[language];
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
            : words.unknown;
  const qualifier =
    figure.qualifier === "over"
      ? words.over
      : figure.qualifier === "nearly"
        ? words.nearly
        : isApproximate(figure)
          ? figure.method === "published"
            ? words.about
            : "≈"
          : "";
  return { qualifier, number, unit: unitOf(figure.unit, language) };
};

/** `99,29 %` and `99.29%`: Vietnamese sets the sign apart. */
export const joinParts = ({ qualifier, number, unit }: FigureParts, language: Language): string =>
  `${qualifier && `${qualifier}${NBSP}`}${number}${unit && (unit === "%" && language === "en" ? unit : `${NBSP}${unit}`)}`;

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
export const spellPeriod = (period: string, language: Language): string => {
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
      ? formatSpot(from, language)
      : `${formatSpot(from, language)}–${isSeason ? to.slice(2) : formatSpot(to, language)}`;
  return about ? `${SPELLING_WORDS[language].about} ${span}` : span;
};
