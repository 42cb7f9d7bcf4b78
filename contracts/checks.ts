import * as z from "zod/mini";
import { dataView } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { figure } from "./figures.ts";
import { planVersion } from "./plan-versions.ts";
import { figureId, slug } from "./units.ts";

/**
 * agrees: the computed value rounds to the printed one. withinRounding: it does not, but the operands' own rounding explains it.
 * conflict: no value within rounding gives the printed one. twoValues: two different values are printed for one thing.
 */
export const verdict = z.enum(["agrees", "withinRounding", "conflict", "twoValues"]);
export type Verdict = z.output<typeof verdict>;

export const checkKind = z.enum(["ratio", "sum", "parts", "growth", "growthPath", "same", "listTotal"]);

const named = z.object({ id: slug, nameVi: z.string(), nameEn: z.string() });

/**
 * How digits go wrong on their way into print. missingDigit: one was dropped, often a zero; extraDigit: one too many;
 * transposedDigits: two neighbours changed places; wrongDigit: one is another; separator: decimal point and thousands
 * separator taken for each other, or moved.
 */
export const misprint = z.enum(["missingDigit", "extraDigit", "transposedDigits", "wrongDigit", "separator"]);
export type Misprint = z.output<typeof misprint>;

/** The only single misprint that would explain a conflict. A proposal to ask the publisher about, never applied. */
export const repair = z.object({
  figureId,
  subject: named,
  kind: misprint,
  /** Digits as the source prints them, and as they would read. */
  printed: z.string(),
  proposed: z.string(),
  /** The proposed value with its decimals in print (of shares: in per cent). */
  value: z.number(),
  decimals: z.int(),
  statementVi: z.string(),
  statementEn: z.string(),
});
export type Repair = z.output<typeof repair>;

/** A rule applied to figures of one subject, date and source; of a list, to those of its sites. */
export const check = z.object({
  id: z.string(),
  rule: checkKind,
  subject: named,
  statementVi: z.string(),
  statementEn: z.string(),
  /** The printed figure under test. */
  printed: figure,
  /** What the operands give, with the bounds their rounding allows; for twoValues the other printed value. */
  computed: z.object({ value: z.number(), low: z.number(), high: z.number() }),
  formula: z.string(),
  inputs: z.array(figure),
  verdict,
  /** Only of a conflict, and only where one repair stands out. */
  repair: z.nullable(repair),
});
export type Check = z.output<typeof check>;

/** shortfall: the total is printed but the names or figures it was added up from are not. */
export const reconciliationVerdict = z.enum(["agrees", "shortfall", "conflict"]);
export type ReconciliationVerdict = z.output<typeof reconciliationVerdict>;

/** A published total against what can be counted or added up of it. */
export const reconciliation = z.object({
  id: slug,
  rule: z.enum(["countOfList", "sumOfList", "sumOfFigures"]),
  /** The dated list it is a total of; null for a total of other totals. */
  planVersion: z.nullable(
    z.pick(planVersion, { id: true, topic: true, nameVi: true, nameEn: true, asOf: true, period: true }),
  ),
  statementVi: z.string(),
  statementEn: z.string(),
  printed: figure,
  /** Names of the list, or the sum of `inputs`. */
  found: z.number(),
  /** Names counted; null where figures are added up. */
  counted: z.nullable(z.array(named)),
  inputs: z.array(figure),
  /** Sites of the list without a figure of its source. */
  missing: z.array(named),
  /** Printed total minus `found`. */
  shortfall: z.number(),
  reasonVi: z.nullable(z.string()),
  reasonEn: z.nullable(z.string()),
  verdict: reconciliationVerdict,
});
export type Reconciliation = z.output<typeof reconciliation>;

export const checks = endpoint({
  name: "checks",
  method: "GET",
  path: "/api/checks",
  access: "public",
  summary: "Printed against computed values of every loaded document",
  params: z.object({}),
  query: z.strictObject({ verdict: z.optional(verdict), subject: z.optional(slug), ...dataView }),
  output: z.object({
    items: z.array(check),
    total: z.int(),
    /** Every control total of a list, narrowed by the same filter. */
    reconciliations: z.array(reconciliation),
  }),
});
