import * as z from "zod/mini";
import { dataView } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { metricId } from "./metrics.ts";
import { figureId, isoDate, slug } from "./units.ts";

const named = z.object({ id: slug, nameVi: z.string(), nameEn: z.string() });

/** Units a measure of the communes of before July 2025 can be moved onto. */
export const crosswalkTarget = z.enum(["communes-2025", "districts"]);

/** Where a commune of before July 2025 went, and how much of it. */
const member = z.object({
  ...named.shape,
  share: z.number().check(z.positive(), z.lte(1)),
  /** The figure that is moved; null where none is published. */
  figureId: z.nullable(figureId),
});

const moved = z.object({
  unit: named,
  /** Sum of share × figure over the members that have one; null if none has. Never the whole unit while some are missing. */
  value: z.nullable(z.number()),
  members: z.array(member),
  /** Members without a figure at that date. */
  missing: z.array(named),
});

export const crosswalk = endpoint({
  name: "crosswalk",
  method: "GET",
  path: "/api/crosswalk",
  access: "public",
  summary: "An additive measure of the communes of before July 2025, moved onto later communes or back to districts",
  params: z.object({}),
  query: z.strictObject({ metric: metricId, to: z.optional(crosswalkTarget), ...dataView }),
  output: z.object({
    metric: metricId,
    unit: z.string(),
    to: crosswalkTarget,
    /** The one date of the figures moved, the newest there is; null without any. */
    asOf: z.nullable(isoDate),
    /** In metric names. */
    formula: z.string(),
    items: z.array(moved),
    /** Sum over all communes that have a figure: what the items add up to. */
    sum: z.nullable(z.number()),
    total: z.int(),
  }),
});
