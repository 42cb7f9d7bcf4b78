/** Printed figures and rules for tests of the data checks. */

import type { Figure } from "#contracts/figures.ts";
import type { PrintedFigure, Rule } from "#server/features/checks/check-input.ts";

/** A figure with Vietnamese digits, all else as rules need it. */
export const figure = (subject: string, metric: string, printed: string, more: Partial<Figure> = {}): PrintedFigure => {
  const isShare = metric.includes("Share");
  const number = Number(printed.replaceAll(".", "").replace(",", "."));
  const decimals = printed.split(",")[1]?.length ?? 0;
  return {
    figure: {
      id: `${subject}.${metric}.${more.period ?? "2015"}.${printed.replaceAll(/\D/g, "")}`,
      subject,
      metric: metric as Figure["metric"],
      target: null,
      value: isShare ? Number((number / 100).toFixed(decimals + 2)) : number,
      low: null,
      high: null,
      printed,
      decimals,
      qualifier: "exact",
      unit: metric.endsWith("SharePerYear") ? "sharePerYear" : isShare ? "share" : "ha",
      asOf: "2015-06-18",
      period: "2015",
      method: "published",
      source: { id: "plan", locator: null },
      formula: null,
      inputs: [],
      confidence: "high",
      knownOn: "2026-01-01",
      noteVi: null,
      noteEn: null,
      supersededBy: null,
      restates: null,
      ...more,
    },
    isInteger: metric.startsWith("projects"),
    printedFactor: isShare ? 100 : 1,
    language: "vi",
  };
};

/** A rule as its row in check-rules.csv gives it. */
export const rule = (
  kind: Rule["rule"],
  resultMetric: string,
  operandMetrics: string[] = [],
  more: Partial<Rule> = {},
): Rule => ({
  id: kind,
  rule: kind,
  resultMetric,
  operandMetrics,
  years: null,
  scope: null,
  statementVi: "",
  statementEn: "",
  ...more,
});
