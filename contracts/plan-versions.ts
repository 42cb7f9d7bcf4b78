import * as z from "zod/mini";
import { dataSet, dataView } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { figure } from "./figures.ts";
import { isoDate, period, slug } from "./units.ts";

const named = z.object({ id: slug, nameVi: z.string(), nameEn: z.string() });

export const planTopic = z.enum(["zones", "clusters", "markets"]);

/** A dated plan or register of sites, as the first screen needs it. Lists of different dates stay different lists. */
export const planVersion = z.object({
  id: slug,
  dataSet,
  topic: planTopic,
  nameVi: z.string(),
  nameEn: z.string(),
  asOf: isoDate,
  period,
  source: z.object({ id: slug, locator: z.nullable(z.string()) }),
  /** Published total and area of this list, where its source prints them. */
  figures: z.array(figure),
  /** Sites of the list that are known by name. */
  named: z.int(),
  /** Of those, with a point on the map. */
  drawn: z.int(),
});
export type PlanVersion = z.output<typeof planVersion>;

const planVersionInFull = z.extend(planVersion, {
  noteVi: z.nullable(z.string()),
  noteEn: z.nullable(z.string()),
  /** The province the list is about: lists of different territories are never compared. */
  territory: named,
  /** Every site of the list is known by name: nothing is missing of the totals its source prints. */
  isComplete: z.boolean(),
  members: z.array(
    z.object({
      ...named.shape,
      /** Part of the plan the member stands in: `to-2020`, `2020-2030`, `operating`, `planned`. */
      stage: z.nullable(z.string()),
      isDrawn: z.boolean(),
      /** Area that the source of the list prints for the member. */
      area: z.nullable(figure),
    }),
  ),
  /**
   * Against the list of names before it, only where both are complete, of one territory and share a name (disjoint lists
   * are lists of different things); null otherwise.
   */
  change: z.nullable(z.object({ since: named, kept: z.int(), added: z.array(named), dropped: z.array(named) })),
});
export type PlanVersionInFull = z.output<typeof planVersionInFull>;

export const planVersions = endpoint({
  name: "planVersions",
  method: "GET",
  path: "/api/plan-versions",
  access: "public",
  summary: "Dated lists of zones, clusters and markets with their totals and the sites they name, oldest first",
  params: z.object({}),
  query: z.strictObject({ topic: z.optional(planTopic), ...dataView }),
  output: z.object({ items: z.array(planVersionInFull), total: z.int() }),
});
