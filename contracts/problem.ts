import * as z from "zod/mini";

/** Closed list of problem types; the client switches on these, never on texts. */
export const problemSlug = z.enum([
  "invalid-request",
  "site-not-found",
  "subject-not-found",
  "figure-not-found",
  "source-not-found",
  "layer-not-found",
  "tile-not-found",
  "route-not-found",
  "method-not-allowed",
  "sign-in-required",
  "sign-in-failed",
  "two-step-code-required",
  "two-step-required",
  "forbidden",
  "foreign-request",
  "too-many-attempts",
  "link-not-usable",
  "not-found",
  "conflict",
  "key-reused",
  "version-needed",
  "version-conflict",
  "too-slow",
  "unavailable",
  "internal",
]);
export type ProblemSlug = z.output<typeof problemSlug>;

/** RFC 9457 problem details, `application/problem+json`. `title` and `detail` follow Accept-Language (vi by default). */
export const problem = z.looseObject({
  type: z.templateLiteral(["/problems/", problemSlug]),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.optional(z.string()),
  /** One entry per faulty input: JSON Pointer into the input, what was expected. */
  errors: z.optional(z.array(z.object({ pointer: z.string(), message: z.string() }))),
});
export type Problem = z.output<typeof problem>;
