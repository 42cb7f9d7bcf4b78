/** Small made-up knowledge, written as sources print it. */

import type { IntervalMetric } from "#contracts/intervals.ts";
import { METRICS, UNITS } from "#contracts/metrics.ts";
import type { Fact } from "#server/features/intervals/facts.ts";
import type { Knowledge } from "#server/features/intervals/interval.ts";

export const DAY = "2024-12-29";

/** `print("a", "leasedHa", "over 12.5")`; shares in per cent. The id is subject, metric and date unless given. */
export const print = (subject: string, metric: IntervalMetric, text: string, more: Partial<Fact> = {}): Fact => {
  const [digits = "", qualifier = "exact"] = text.split(" ").toReversed();
  const asOf = more.asOf ?? DAY;
  return {
    id: `${subject}.${metric}.${asOf}`,
    subject,
    metric,
    value: Number((Number(digits) / UNITS[METRICS[metric].unit].printedFactor).toFixed(8)),
    low: null,
    high: null,
    decimals: digits.split(".")[1]?.length ?? 0,
    qualifier: qualifier as Fact["qualifier"],
    asOf,
    period: asOf,
    ...more,
  };
};

/** Sites `a`, `b`, …; `whole` has the parts `a` and `b`; `all` is the group of every leaf. */
export const knowledge = (facts: readonly Fact[], more: Partial<Knowledge> = {}): Knowledge => ({
  sites: [
    { id: "whole", parentId: null },
    { id: "a", parentId: "whole" },
    { id: "b", parentId: "whole" },
    { id: "c", parentId: null },
  ],
  groups: [{ id: "all", members: ["whole", "c"] }],
  completeWholes: ["whole"],
  ratios: [
    { metric: "occupancyShare", numerator: "leasedHa", denominator: "leasableHa" },
    { metric: "landDeploymentShare", numerator: "deployedHa", denominator: "leasedHa" },
    {
      metric: "capitalDeploymentShare",
      numerator: "deployedCapitalBillionVnd",
      denominator: "registeredCapitalBillionVnd",
    },
  ],
  facts,
  ...more,
});
