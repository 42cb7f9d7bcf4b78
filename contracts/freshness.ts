import * as z from "zod/mini";
import { dataViewAndSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { metricId } from "./metrics.ts";
import { isoDate } from "./units.ts";

/**
 * In how many months new figures are expected, by what they are about: zones and the corridor report every quarter, other lists come
 * out once a year, the census every ten years. A choice of this project, which the board says.
 */
export const EXPECTED_MONTHS = {
  zone: 3,
  corridor: 3,
  cluster: 12,
  market: 12,
  shop: 12,
  transport: 12,
  group: 3,
  province: 12,
  unit: 120,
} as const;
export type FreshnessKind = keyof typeof EXPECTED_MONTHS;
const FRESHNESS_KINDS = Object.keys(EXPECTED_MONTHS) as [FreshnessKind, ...FreshnessKind[]];

export const freshness = endpoint({
  name: "freshness",
  method: "GET",
  path: "/api/freshness",
  access: "public",
  summary: "How old the newest figures are, by measure and by what they are about, and when new ones are expected",
  params: z.object({}),
  query: z.strictObject(dataViewAndSet),
  output: z.object({
    items: z.array(
      z.object({
        kind: z.enum(FRESHNESS_KINDS),
        metric: metricId,
        /** Subjects that have a figure. */
        subjects: z.int(),
        /** Of each subject's newest figure the oldest and the newest day. */
        oldestOn: isoDate,
        newestOn: isoDate,
        expectedMonths: z.int(),
        /** By when every subject was expected to have a newer one. */
        dueOn: isoDate,
      }),
    ),
    total: z.int(),
  }),
});
export type Freshness = z.output<typeof freshness.output>["items"][number];
