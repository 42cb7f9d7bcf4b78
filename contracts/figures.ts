import * as z from "zod/mini";
import { dataViewAndSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { metricId, UNITS, type Unit } from "./metrics.ts";
import { figureId, isoDate, period, slug } from "./units.ts";

/**
 * How a figure came to be. `published`: printed in a source; `reported`: entered here and approved; `derived`: computed
 * from other figures; `estimate`: derived with a named assumption; `illustrative`: made up for demonstration.
 */
export const method = z.enum(["published", "reported", "derived", "estimate", "illustrative"]);
export type Method = z.output<typeof method>;

/** What the source says around the digits: "trên 2.284" is `over`, "gần 645" is `nearly`, "khoảng 30" is `about`. */
export const qualifier = z.enum(["exact", "over", "nearly", "about"]);
export const confidence = z.enum(["high", "medium", "low"]);
export const unit = z.enum(Object.keys(UNITS) as [Unit, ...Unit[]]);

/**
 * One figure with all it takes to trust it. Either `value` or `low`–`high` is set, on some derived figures both: what the
 * rounding of their inputs allows. Shares are fractions.
 * `printed` keeps the digits of the source (in per cent for shares), `decimals` their number after the separator.
 */
export const figure = z.object({
  id: figureId,
  subject: slug,
  metric: metricId,
  /** What a distance leads to; null for every other metric. */
  target: z.nullable(z.object({ id: slug, nameVi: z.string(), nameEn: z.string() })),
  value: z.nullable(z.number()),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
  printed: z.nullable(z.string()),
  decimals: z.nullable(z.int()),
  qualifier,
  unit,
  asOf: isoDate,
  period,
  method,
  /** Null for derived figures, whose sources are those of their inputs. */
  source: z.nullable(z.object({ id: slug, locator: z.nullable(z.string()) })),
  /** Of a derived figure, in metric names: `occupancyShare × leasableHa`. */
  formula: z.nullable(z.string()),
  /** Ids of the figures a derived one was computed from. */
  inputs: z.array(figureId),
  confidence,
  knownOn: isoDate,
  noteVi: z.nullable(z.string()),
  noteEn: z.nullable(z.string()),
  /** Id of the newer figure of the same metric, or of the whole this subject is part of, that made this one history. */
  supersededBy: z.nullable(figureId),
  /** Id of an earlier figure that this one only prints again. */
  restates: z.nullable(figureId),
});
export type Figure = z.output<typeof figure>;

export const figuresOfSubject = endpoint({
  name: "figuresOfSubject",
  method: "GET",
  path: "/api/figures",
  access: "public",
  summary: "All figures of a site, group, administrative unit or province, newest first, with provenance and history",
  params: z.object({}),
  query: z.strictObject({ subject: slug, metric: z.optional(metricId), ...dataViewAndSet }),
  output: z.object({ items: z.array(figure), total: z.int() }),
});

export const figureById = endpoint({
  name: "figureById",
  method: "GET",
  path: "/api/figures/:id",
  access: "public",
  summary: "One figure with its inputs (each again a figure) and the history of its metric",
  params: z.object({ id: figureId }),
  query: z.strictObject(dataViewAndSet),
  output: z.object({
    figure,
    subject: z.object({ id: slug, nameVi: z.string(), nameEn: z.string() }),
    /** All figures it was computed from, through any number of steps, nearest first. */
    inputs: z.array(figure),
    history: z.array(figure),
  }),
});
