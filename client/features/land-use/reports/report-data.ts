import type {
  periodProgress,
  periodRules,
  periods,
  reportFindings,
  reportLines,
  reports,
} from "#contracts/land-reports.ts";
import type * as z from "zod/mini";
import { useReportWords } from "./use-words.ts";

export type Period = z.output<typeof periods.get.output>;
export type PeriodRule = z.output<typeof periodRules.output>["items"][number];
export type Progress = z.output<typeof periodProgress.output>["items"][number];
export type Report = z.output<typeof reports.get.output>;
export type Line = z.output<typeof reportLines.output>["items"][number];
export type ReportLine = NonNullable<Line["line"]>;
export type Finding = z.output<typeof reportFindings.output>["items"][number];

export const NUMBER_FIELDS = ["implementedBillionVnd", "implementedMillionUsd", "jobs", "deployedHa"] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

/** The day it is in Vietnam, which deadlines are counted by. */
export const todayInVietnam = (): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());

/** What people call a period: `Quý III/2015`; an ad hoc one by its title. */
export const usePeriodName = (): ((period: Period, rule?: PeriodRule) => string) => {
  const words = useReportWords();
  return ({ kind, number, year, title }, rule) => {
    const name = title ?? words.periodName(kind, number ?? 0, year ?? 0);
    return rule?.siteKind ? `${name} · ${words.ofSiteKind(rule.siteKind)}` : name;
  };
};
