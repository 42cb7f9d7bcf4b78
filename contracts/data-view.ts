import * as z from "zod/mini";
import { isoDate } from "./units.ts";

/**
 * Which of the loaded figures and facts an answer is made from, so that those of the past can be asked for again. Every endpoint
 * takes it, but for `asOf` where the days themselves are asked for (`/api/dates`).
 * `asOf`: nothing dated after this day. `knownOn`: nothing that was learnt after this day. Without them: all there is.
 */
export const dataView = { asOf: z.optional(isoDate), knownOn: z.optional(isoDate) };

/**
 * `illustrative` adds the made-up data set to the published one, and changes nothing of that: made-up figures never become the
 * headline of what a source prints. Checks, intervals and targets never take it.
 */
export const dataSet = z.enum(["published", "illustrative"]);
export type DataSet = z.output<typeof dataSet>;

/** Of endpoints that can show the illustrative data set beside the published data. */
export const dataViewAndSet = { ...dataView, data: z.optional(dataSet) };

export type DataView = {
  readonly asOf?: string | undefined;
  readonly knownOn?: string | undefined;
  readonly data?: DataSet | undefined;
};
