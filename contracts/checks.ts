import * as z from "zod/mini";
import { dataView } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { figure } from "./figures.ts";
import { slug } from "./units.ts";

/**
 * agrees: the computed value rounds to the printed one. withinRounding: it does not, but the operands' own rounding explains it.
 * conflict: no value within rounding gives the printed one. twoValues: two different values are printed for one thing.
 */
export const verdict = z.enum(["agrees", "withinRounding", "conflict", "twoValues"]);
export type Verdict = z.output<typeof verdict>;

/** A rule applied to figures of one subject, date and source. */
export const check = z.object({
  id: z.string(),
  rule: z.enum(["ratio", "sum", "parts", "growth", "growthPath", "same"]),
  subject: z.object({ id: slug, nameVi: z.string(), nameEn: z.string() }),
  statementVi: z.string(),
  statementEn: z.string(),
  /** The printed figure under test. */
  printed: figure,
  /** What the operands give, with the bounds their rounding allows; for twoValues the other printed value. */
  computed: z.object({ value: z.number(), low: z.number(), high: z.number() }),
  formula: z.string(),
  inputs: z.array(figure),
  verdict,
});
export type Check = z.output<typeof check>;

export const checks = endpoint({
  name: "checks",
  method: "GET",
  path: "/api/checks",
  summary: "Printed against computed values of every loaded document",
  params: z.object({}),
  query: z.strictObject({ verdict: z.optional(verdict), subject: z.optional(slug), ...dataView }),
  output: z.object({ items: z.array(check), total: z.int() }),
});
