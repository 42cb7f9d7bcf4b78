import type { DataDate } from "#contracts/dates.ts";

type Dates = readonly Pick<DataDate, "date">[];

/** Place of a view among the dates: the last date that is not after it; -1 before all of them. */
export const indexAt = (dates: Dates, asOf: string | null): number =>
  asOf === null ? dates.length - 1 : dates.findLastIndex(({ date }) => date <= asOf);

/** The view of a place: at the last date it is that of all there is. */
export const asOfAt = (dates: Dates, index: number): string | null =>
  index >= dates.length - 1 ? null : (dates[Math.max(0, index)]?.date ?? null);

const yearsFrom = (date: string, years: number): string => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;

/** Where a key takes the slider: arrows to the next date with data, Page keys by a year, Home and End; null for other keys. */
export const indexAfterKey = (key: string, index: number, dates: Dates): number | null => {
  const last = dates.length - 1;
  const here = dates[Math.max(0, index)]?.date;
  if (here === undefined) return null;
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(last, index + 1);
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, index - 1);
    case "PageUp": {
      const next = dates.findIndex(({ date }) => date >= yearsFrom(here, 1));
      return next === -1 ? last : next;
    }
    case "PageDown":
      return Math.max(
        0,
        dates.findLastIndex(({ date }) => date <= yearsFrom(here, -1)),
      );
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
};

/** Height of a mark in pixels: by orders of magnitude, so that a day of one figure is seen beside a day of hundreds. */
export const markHeight = (figures: number, most: number): number =>
  5 + Math.round((13 * Math.log(figures)) / Math.log(Math.max(2, most)));

/** Which marks carry their year: the first of each year, as far as the labels have room. */
export const yearLabels = (dates: Dates, widthPx: number): readonly (string | null)[] => {
  const LABEL_PX = 34;
  const step = widthPx / Math.max(1, dates.length);
  let lastAt = -Infinity;
  return dates.map(({ date }, index) => {
    const year = date.slice(0, 4);
    const isFirst = dates[index - 1]?.date.slice(0, 4) !== year;
    if (!isFirst || (index - lastAt) * step < LABEL_PX) return null;
    lastAt = index;
    return year;
  });
};
