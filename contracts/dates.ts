import * as z from "zod/mini";
import { dataViewAndSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { isoDate, slug } from "./units.ts";

const { asOf: _, ...viewOfAllDates } = dataViewAndSet;

/** A day that figures are dated on: what the time slider may stop at. */
export const dataDate = z.object({
  date: isoDate,
  /** Figures of this date that are printed or entered; computed ones follow from them. */
  figures: z.int(),
  /** Sites, groups and administrative units with a figure of this date. */
  subjectCount: z.int(),
  /** Of those the ones with most figures, at most three. */
  subjects: z.array(z.object({ id: slug, nameVi: z.string(), nameEn: z.string() })),
});
export type DataDate = z.output<typeof dataDate>;

export const dates = endpoint({
  name: "dates",
  method: "GET",
  path: "/api/dates",
  access: "public",
  summary: "The days that figures are dated on, oldest first, and the days on which figures were learnt",
  params: z.object({}),
  query: z.strictObject(viewOfAllDates),
  output: z.object({
    items: z.array(dataDate),
    total: z.int(),
    /** Days on which figures or corrections of figures were learnt, oldest first: values of `knownOn` that make a difference. */
    knownOn: z.array(z.object({ date: isoDate, figures: z.int() })),
  }),
});
