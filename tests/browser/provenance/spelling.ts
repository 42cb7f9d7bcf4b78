/** Reading numbers and dates back from how the pages spell them; shares no code with the client, which spells them. */

import type { Figure } from "#contracts/figures.ts";
import { METRICS, UNITS } from "#contracts/metrics.ts";
import type { Language } from "#contracts/units.ts";

export const HAS_DIGIT = /\p{N}/u;

/** `1.234,5` and `−3` as they stand. */
export const numbersIn = (text: string): string[] => text.match(/−?\p{N}+(?:[.,]\p{N}+)*/gu) ?? [];

type Shown = { readonly value: number; readonly decimals: number; readonly isGrouped: boolean };

/** Null for digits that are not spelled as this language spells numbers. */
export const readNumber = (token: string, language: Language): Shown | null => {
  const [group, point] = language === "vi" ? [".", ","] : [",", "."];
  const match = new RegExp(`^(−?)(\\d{1,3}(?:\\${group}\\d{3})+|\\d+)(?:\\${point}(\\d+))?$`).exec(token);
  if (!match) return null;
  const [, sign, whole = "", fraction = ""] = match;
  const digits = whole.replaceAll(group, "");
  return {
    value: Number(`${sign ? "-" : ""}${digits}.${fraction || "0"}`),
    decimals: fraction.length,
    isGrouped: digits.length <= 3 || whole !== digits,
  };
};

/** Whether digits say this value, rounded to the decimals they have. */
export const isSpelling = (
  token: string | undefined,
  value: number,
  language: Language,
  decimals: number | null,
  isYear = false,
): boolean => {
  const shown = token === undefined ? null : readNumber(token, language);
  if (!shown || shown.isGrouped === (isYear && Math.abs(value) >= 1000)) return false;
  if (decimals !== null && shown.decimals !== decimals) return false;
  const slack = decimals === null ? 1e-9 * Math.max(1, Math.abs(value)) : 0.5 * 10 ** -decimals + 1e-9;
  return Math.abs(shown.value - value) <= slack;
};

/** Whether these digits, no more and no fewer, are what the figure says. */
export const saysFigure = (tokens: readonly string[], figure: Figure, language: Language): boolean => {
  const { printedFactor } = UNITS[figure.unit];
  const isInteger = METRICS[figure.metric].integer === true;
  const decimals = figure.decimals ?? (isInteger ? 0 : figure.printed === null ? 2 : null);
  const spells = (token: string | undefined, value: number | null) =>
    value !== null && isSpelling(token, value * printedFactor, language, decimals, figure.unit === "year");
  if (figure.value !== null) return tokens.length === 1 && spells(tokens[0], figure.value);
  const ends = [figure.low, figure.high].filter((end) => end !== null);
  if (tokens.length === 1 && ends.length === 2) return spells(tokens[0], ends[0]!) && spells(tokens[0], ends[1]!);
  return tokens.length === ends.length && ends.every((end, index) => spells(tokens[index], end));
};

/** The numbers of a text as whole numbers, however they are grouped; null for one that is none. */
export const wholeNumbersIn = (text: string, language: Language): (number | null)[] =>
  numbersIn(text).map((token) => {
    const shown = readNumber(token, language);
    return shown && shown.decimals === 0 ? shown.value : null;
  });

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SPOTS = {
  vi: "\\d{2}/\\d{2}/\\d{4}|\\d{2}/\\d{4}|\\d{4}",
  en: `\\d{1,2} (?:${MONTHS.join("|")}) \\d{4}|\\d{2}/\\d{4}|\\d{4}`,
};
const spanPattern = (language: Language) =>
  new RegExp(`(?<!\\p{N})(${SPOTS[language]})(?:–(${SPOTS[language]}|\\d{2}))?(?!\\p{N})`, "gu");

/** First and last day a spot stands for. */
const daysOf = (spot: string): [string, string] => {
  const english = /^(\d{1,2}) (\w{3}) (\d{4})$/.exec(spot);
  const parts = english
    ? [english[3], String(MONTHS.indexOf(english[2]!) + 1).padStart(2, "0"), english[1]!.padStart(2, "0")]
    : spot.split("/").reverse();
  const iso = parts.join("-");
  return [`${iso}-01-01`.slice(0, 10), parts.length === 1 ? `${iso}-12-31` : parts.length === 2 ? `${iso}-31` : iso];
};

/** Whether a text says one date or span, nothing else in digits, and the day (the first of a bare year) lies in it. */
export const saysDay = (text: string, spot: string, language: Language): boolean => {
  const day = `${spot}-01-01`.slice(0, 10);
  const [found, ...more] = [...text.matchAll(spanPattern(language))];
  if (!found || more.length > 0 || HAS_DIGIT.test(text.replace(found[0], ""))) return false;
  const [, from = "", to] = found;
  const last = to === undefined ? from : /^\d{2}$/.test(to) ? `${from.slice(0, 2)}${to}` : to;
  return daysOf(from)[0] <= day && day <= daysOf(last)[1];
};

/** `text` without one date that agrees with the day; null where it says none. */
export const withoutDay = (text: string, day: string, language: Language): string | null => {
  for (const [span] of text.matchAll(spanPattern(language)))
    if (saysDay(span, day, language)) return text.replace(span, "");
  return null;
};
