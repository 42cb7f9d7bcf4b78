/**
 * What people type into cells: numbers as Vietnamese writes them (1.234,5) beside those of programs (1234.5), and days as
 * dd/mm/yyyy. What can be read in two ways is said to be so, with both; nothing is guessed.
 */

export type CellContent = string | number | boolean | Date | null | undefined;

export type Read<T> =
  | { readonly kind: "empty" }
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "ambiguous"; readonly options: readonly T[] }
  | { readonly kind: "unreadable" };

const EMPTY = { kind: "empty" } as const;
const UNREADABLE = { kind: "unreadable" } as const;
const one = <T>(value: T): Read<T> => ({ kind: "value", value });

/** Spaces of all kinds, the narrow and unbreakable ones that programs put between thousands among them. */
const withoutSpaces = (text: string): string => text.normalize("NFKC").replaceAll(/\s/g, "");

const GROUPED = /^[1-9]\d{0,2}([.,]\d{3})+$/;
const PLAIN = /^\d+$/;

/** The readings of digits with points and commas; none, one, or two. */
const readingsOf = (digits: string): number[] => {
  if (PLAIN.test(digits)) return [Number(digits)];
  const points = digits.split(".").length - 1;
  const commas = digits.split(",").length - 1;
  if (points > 0 && commas > 0) {
    // The last of the two is the decimal one, and stands once.
    const [group, decimal] = digits.lastIndexOf(",") > digits.lastIndexOf(".") ? [".", ","] : [",", "."];
    const [whole = "", fraction = "", ...more] = digits.split(decimal);
    const isGrouped = GROUPED.test(whole) && !whole.includes(decimal);
    return more.length === 0 && isGrouped && PLAIN.test(fraction)
      ? [Number(`${whole.replaceAll(group, "")}.${fraction}`)]
      : [];
  }
  const asGroups = GROUPED.test(digits) ? [Number(digits.replaceAll(/[.,]/g, ""))] : [];
  const [whole = "", fraction = "", ...more] = digits.split(/[.,]/);
  const asDecimal =
    more.length === 0 && PLAIN.test(whole) && PLAIN.test(fraction) ? [Number(`${whole}.${fraction}`)] : [];
  return [...asGroups, ...asDecimal];
};

export const readNumber = (content: CellContent): Read<number> => {
  if (content === null || content === undefined || content === "") return EMPTY;
  if (typeof content === "number") return Number.isFinite(content) ? one(content) : UNREADABLE;
  if (typeof content !== "string") return UNREADABLE;
  const text = withoutSpaces(content);
  if (text === "") return EMPTY;
  const sign = /^[-−]/.test(text) ? -1 : 1;
  const readings = readingsOf(text.replace(/^[-−+]/, "")).map((number) => sign * number);
  const [first, second] = readings;
  if (first === undefined) return UNREADABLE;
  return second === undefined ? one(first) : { kind: "ambiguous", options: [first, second] };
};

const DAY_MS = 86_400_000;
/** Day 0 of spreadsheets, which take 1900 for a leap year; days before March 1900 are not of interest. */
const EPOCH_MS = Date.UTC(1899, 11, 30);
const FIRST_SERIAL = 61;
const LAST_SERIAL = 2_958_465;

const two = (number: number): string => String(number).padStart(2, "0");

/** YYYY-MM-DD; undefined for a day that no calendar has. */
const dayOf = (year: number, month: number, day: number): string | undefined => {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day && year >= 1900 && year <= 2199
    ? `${year}-${two(month)}-${two(day)}`
    : undefined;
};

/** A day as YYYY-MM-DD. Typed ones run day, month, year, as the form's heads say; a year of two digits says too little. */
export const readDay = (content: CellContent): Read<string> => {
  if (content === null || content === undefined || content === "") return EMPTY;
  if (content instanceof Date)
    return Number.isNaN(content.getTime()) ? UNREADABLE : one(content.toISOString().slice(0, 10));
  if (typeof content === "number") {
    return content >= FIRST_SERIAL && content <= LAST_SERIAL
      ? one(new Date(EPOCH_MS + Math.floor(content) * DAY_MS).toISOString().slice(0, 10))
      : UNREADABLE;
  }
  if (typeof content !== "string") return UNREADABLE;
  const text = withoutSpaces(content);
  if (text === "") return EMPTY;
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text);
  if (iso) {
    const day = dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    return day === undefined ? UNREADABLE : one(day);
  }
  if (!typed) return UNREADABLE;
  const [first, second, year = ""] = [Number(typed[1]), Number(typed[2]), typed[3]];
  if (year.length === 2) {
    const options = [`19${year}`, `20${year}`].flatMap((full) => dayOf(Number(full), second, first) ?? []);
    return options.length > 0 ? { kind: "ambiguous", options } : UNREADABLE;
  }
  const day = dayOf(Number(year), second, first);
  if (day !== undefined) return one(day);
  // 06/18/2015 can only be month first; that it is, is for whoever typed it to say.
  const turned = dayOf(Number(year), first, second);
  return turned === undefined ? UNREADABLE : { kind: "ambiguous", options: [turned] };
};
