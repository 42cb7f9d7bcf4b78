/**
 * Arithmetic of calendar days written `YYYY-MM-DD`. A day is counted as a whole number from 1 January 1970, so neither the
 * time zone of the machine nor a change of clocks can move one. Days are those of Asia/Ho_Chi_Minh, which has no summer time.
 */
export type Day = string;

const MS_PER_DAY = 86_400_000;
const VIETNAM_OFFSET_MS = 7 * 3_600_000;

const numberOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
const dayOf = (number: number): Day => new Date(number * MS_PER_DAY).toISOString().slice(0, 10);

export const addDays = (day: Day, days: number): Day => dayOf(numberOf(day) + days);
/** Days from one to the other: 1 from a day to the next, negative backwards. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from);

export const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
export const later = (a: Day, b: Day): Day => (a > b ? a : b);

const lastOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const two = (number: number): string => String(number).padStart(2, "0");

/**
 * The corresponding day so many months on, or the last of that month where it has none (Bộ luật Dân sự 2015, Điều 148
 * khoản 3; 2005, Điều 153 khoản 3).
 */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split("-").map(Number);
  const total = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1];
  return `${String(toYear).padStart(4, "0")}-${two(toMonth)}-${two(Math.min(dayOfMonth, lastOfMonth(toYear, toMonth)))}`;
}

/** Saturday or Sunday: days off of public offices since October 1999. */
export const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** The day it is in Vietnam at an instant. */
export const dayInVietnam = (instant: Date): Day =>
  new Date(instant.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);

/** Both days included; open until further notice without `to`. */
export type Span = { readonly from: Day; readonly to: Day | null };

/** The days covered by any of the spans, as spans that neither touch nor overlap, in order. */
export function unionOf(spans: readonly { readonly from: Day; readonly to: Day }[]): { from: Day; to: Day }[] {
  const union: { from: Day; to: Day }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = union.at(-1);
    if (from > to) continue;
    if (last && from <= addDays(last.to, 1)) last.to = later(last.to, to);
    else union.push({ from, to });
  }
  return union;
}

/** How many days after `after`, up to and with `until`, lie in a union of spans. */
export const daysWithin = (
  union: readonly { readonly from: Day; readonly to: Day }[],
  after: Day,
  until: Day,
): number =>
  union.reduce((sum, span) => {
    const from = later(span.from, addDays(after, 1));
    const to = earlier(span.to, until);
    return sum + Math.max(0, daysBetween(from, to) + 1);
  }, 0);
