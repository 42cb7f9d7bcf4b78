import * as z from "zod/mini";
import { dataView } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { unit } from "./figures.ts";
import { INTERVAL_METRICS } from "./metrics.ts";
import { figureId, isoDate, period, slug } from "./units.ts";

export const intervalMetric = z.enum(INTERVAL_METRICS);
export type IntervalMetric = z.output<typeof intervalMetric>;

/**
 * What a value can be, given all that is printed for its date about the subject, its parts, and the wholes and groups it
 * belongs to. Bounds are closed and rounded outward: hectares and money to 2 decimals, shares to 4, counts to whole numbers.
 */
export const interval = z.object({
  subject: slug,
  metric: intervalMetric,
  asOf: isoDate,
  period,
  /** Null only where there is no interval: printed figures contradict each other, or a ratio whose denominator must be 0. */
  low: z.nullable(z.number()),
  /** Null also where nothing bounds it (“not bounded”). */
  high: z.nullable(z.number()),
  /**
   * The upper bound as people are shown it, where `high` is a printed capacity or total with the margin of its print: the
   * printed number itself. 94.96 of the 94.95 ha that a zone is printed to have would read as a mistake. Else null.
   */
  shownHigh: z.nullable(z.number()),
  unit,
  /** What capacity and the totals of wholes alone would give; 0 and 1 for ratios. Null: nothing bounds it. */
  trivialLow: z.number(),
  trivialHigh: z.nullable(z.number()),
  /** Ids of the printed capacities or the total that give `trivialHigh`; none for ratios. */
  trivialFrom: z.array(figureId),
  /** Says something: under half as wide as the trivial bounds. Cards show no other. */
  informative: z.boolean(),
  /** What is sought | the prints that give the bounds | what always holds, in metric names; null where neither bound needs a printed figure. */
  formula: z.nullable(z.string()),
  /** Ids of printed figures that give the bounds: leaving any out would widen one. */
  inputs: z.array(figureId),
  /** Those of them that are areas, with the date each was published for; areas hold until superseded. */
  areasAsOf: z.array(z.object({ id: figureId, asOf: isoDate })),
  /** Prints that another print of the same thing and date contradicts, and that do not bind. */
  leftOut: z.array(figureId),
  /** Printed figures that cannot all be true, none of which could be left out of the contradiction; else null. */
  conflict: z.nullable(z.array(figureId)),
});
export type Interval = z.output<typeof interval>;

export const intervals = endpoint({
  name: "intervals",
  method: "GET",
  path: "/api/intervals",
  access: "public",
  summary:
    "What the values of a site or group can be at each date for which only other totals are published, newest first",
  params: z.object({}),
  query: z.strictObject({
    subject: slug,
    metric: z.optional(intervalMetric),
    /** Only intervals of this very day. */
    date: z.optional(isoDate),
    ...dataView,
  }),
  output: z.object({
    subject: z.object({ id: slug, nameVi: z.string(), nameEn: z.string() }),
    items: z.array(interval),
    total: z.int(),
  }),
});
