import * as z from "zod/mini";
import { dataView } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { figure } from "./figures.ts";
import { slug } from "./units.ts";

/** A target of the Plan with where it starts, what it asks for, and the way there. */
export const target = z.object({
  id: slug,
  /** Priority sector of the Plan, II.3; null for targets of the province. */
  sector: z.nullable(z.object({ id: slug, letter: z.string(), nameVi: z.string(), nameEn: z.string() })),
  statementVi: z.string(),
  statementEn: z.string(),
  year: z.int(),
  source: z.object({ id: slug, locator: z.nullable(z.string()) }),
  /** Where the Plan starts from; null where it prints no level. */
  baseline: z.nullable(figure),
  /** Printed level in the target year, maybe a range. */
  level: z.nullable(figure),
  /** Printed average growth a year. */
  growth: z.nullable(figure),
  /** What it takes each year to get from the baseline to the printed level; `low`–`high` is what the rounding of both allows. */
  required: z.nullable(figure),
  /** What was reached, as published by the day asked for: of the same measure, maybe of part of the years. */
  actual: z.array(figure),
  /** Year by year after the baseline, on both readings. */
  path: z.array(
    z.object({
      year: z.int(),
      /** At the printed growth. */
      atGrowth: z.nullable(figure),
      /** On an even path to the printed level; in the target year that level itself. */
      toLevel: z.nullable(figure),
    }),
  ),
});
export type Target = z.output<typeof target>;

export const targets = endpoint({
  name: "targets",
  method: "GET",
  path: "/api/targets",
  access: "public",
  summary: "Targets of the Plan for 2020: baseline, level, growth, growth required, and the path year by year",
  params: z.object({}),
  query: z.strictObject(dataView),
  output: z.object({ items: z.array(target), total: z.int() }),
});
