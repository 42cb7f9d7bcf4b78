import * as z from "zod/mini";
import { dataViewAndSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { figure } from "./figures.ts";
import { metricId } from "./metrics.ts";
import { planVersion } from "./plan-versions.ts";
import { siteKind } from "./sites.ts";
import { isoDate, slug } from "./units.ts";

const named = z.object({ id: slug, nameVi: z.string(), nameEn: z.string() });

/** A sum over the leaves of a group at one date; it says who is missing instead of standing for the whole. */
export const groupSum = z.object({
  group: named,
  metric: metricId,
  asOf: isoDate,
  value: z.number(),
  /** Figures that were added. */
  inputs: z.array(z.string()),
  members: z.array(named),
  missing: z.array(named),
});

export const summary = endpoint({
  name: "summary",
  method: "GET",
  path: "/api/summary",
  access: "public",
  summary: "What the first screen says: occupancy, the three-site total, clusters and markets, sums by date, lists",
  params: z.object({}),
  query: z.strictObject(dataViewAndSet),
  output: z.object({
    scope: named,
    /** Operating zones and corridor in the Plan's order; `figure` is null where no source was found. */
    occupancy: z.array(z.object({ site: named, figure: z.nullable(figure) })),
    group: z.object({
      id: slug,
      nameVi: z.string(),
      nameEn: z.string(),
      members: z.array(named),
      figures: z.array(figure),
    }),
    /** Control totals of the province: clusters, their area, markets by class, supermarkets. */
    controlTotals: z.array(figure),
    sums: z.array(groupSum),
    planVersions: z.array(planVersion),
    /** Sites per kind: listed, and drawn with a point. */
    counts: z.array(z.object({ kind: siteKind, listed: z.int(), drawn: z.int() })),
    /** Changes whenever the data that were asked for change; that of the illustrative view says so. */
    dataVersion: z.string(),
  }),
});
export type Summary = z.output<typeof summary.output>;
