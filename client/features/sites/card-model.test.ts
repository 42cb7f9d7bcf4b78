import { expect, test } from "vitest";
import {
  byTopic,
  missingProjects,
  oldFigures,
  possibleValues,
  toldByWhole,
} from "#client/features/sites/card-model.ts";
import type { Figure } from "#contracts/figures.ts";
import type { Interval } from "#contracts/intervals.ts";
import type { Site, SiteDetail } from "#contracts/sites.ts";
import { sampleFigure, sampleSite } from "../../../tests/helpers/sample.ts";

const figure = (id: string, asOf: string, change: Partial<Figure> = {}): Figure =>
  sampleFigure({
    id,
    metric: id.split(".")[1] as Figure["metric"],
    printed: "1",
    asOf,
    period: asOf.slice(0, 7),
    ...change,
  });
const site = (id: string, figures: readonly Figure[], change: Partial<Site> = {}): Site =>
  sampleSite(id, { figures: [...figures], ...change });
const detail = (of: Site, groups: SiteDetail["groups"]): SiteDetail => ({
  site: of,
  children: [],
  facts: [],
  obstacles: [],
  groups,
  planVersions: [],
});
const ids = (figures: readonly Figure[] | undefined) => figures?.map(({ id }) => id);

const area = figure("part.grossHa.2021", "2021-07-22");
const history = [
  area,
  figure("part.occupancyShare.2021", "2021-07-22", { supersededBy: "whole.occupancyShare.2024" }),
  figure("part.projects.2021", "2021-07-22", { supersededBy: "whole.projects.2024" }),
  figure("part.occupancyShare.again", "2022-01-01", { restates: "part.occupancyShare.2021" }),
  figure("part.occupancyShare.2006", "2006-08-08", { supersededBy: "part.occupancyShare.2021" }),
];
const whole = site("whole", [
  figure("whole.projects.2024", "2024-12-31"),
  figure("whole.occupancyShare.2024", "2024-12-31"),
  figure("whole.grossHa.2021", "2021-07-22"),
]);

test("old figures are those no longer in use, without repetitions", () => {
  expect(ids(oldFigures(site("part", [area]), history))).toEqual([
    "part.occupancyShare.2021",
    "part.projects.2021",
    "part.occupancyShare.2006",
  ]);
});

test("the whole tells what superseded the figures of its part, by topic", () => {
  expect(byTopic(toldByWhole(history, whole)).map(({ topic, figures }) => [topic, ids(figures)])).toEqual([
    ["land", ["whole.occupancyShare.2024"]],
    ["projects", ["whole.projects.2024"]],
  ]);
  expect(toldByWhole([area], whole)).toEqual([]);
});

test("for projects no source gives, the newest total that counts them stands in", () => {
  const group = (id: string, ...figures: Figure[]) => ({ id, nameVi: id, nameEn: id, figures });
  const groups = [
    group("old", figure("old.projects.2015", "2015-06-18")),
    group(
      "new",
      figure("new.projects.2025", "2025-12-31"),
      figure("new.registeredCapitalMillionUsd.2025", "2025-12-31"),
      figure("new.grossHa.2012", "2012-12-31"),
    ),
    group("without", figure("without.registeredCapitalBillionVnd.2026", "2026-01-01")),
  ];
  expect(ids(missingProjects(detail(site("a", []), groups))?.figures)).toEqual([
    "new.projects.2025",
    "new.registeredCapitalMillionUsd.2025",
  ]);
  expect(missingProjects(detail(site("a", []), []))).toEqual({ group: undefined, figures: [] });
  expect(missingProjects(detail(site("a", [figure("a.projects.2020", "2020-01-01")]), groups))).toBeUndefined();
});

const interval = (metric: Interval["metric"], asOf: string, change: Partial<Interval> = {}): Interval => ({
  subject: "part",
  metric,
  asOf,
  period: asOf.slice(0, 7),
  low: 93.58,
  high: 94.96,
  shownHigh: 94.95,
  unit: "ha",
  trivialLow: 0,
  trivialHigh: 94.96,
  trivialFrom: [],
  informative: true,
  formula: null,
  inputs: [],
  areasAsOf: [],
  leftOut: [],
  conflict: null,
  ...change,
});

test("an interval stands on a card only where it says something, for the date of the figure that stands in", () => {
  const part = site("part", [figure("part.leasableHa.2021-07", "2021-07-22")]);
  const whole = [figure("whole.leasedHa.2024-12", "2024-12-29"), figure("whole.projects.2024-12", "2024-12-29")];
  const said = interval("leasedHa", "2024-12-29");
  const shown = (intervals: readonly Interval[], of = part) => possibleValues(of, whole, intervals);

  expect(shown([said])).toEqual([said]);
  expect(shown([interval("leasedHa", "2024-12-29", { informative: false })])).toEqual([]);
  expect(shown([interval("leasedHa", "2025-12-31")]), "of another date").toEqual([]);
  expect(shown([interval("leasedHa", "2024-12-29", { period: "2024" })]), "of another span").toEqual([]);
  expect(shown([interval("deployedHa", "2024-12-29")]), "nothing stands in").toEqual([]);
  expect(shown([interval("projects", "2024-12-29", { low: null, high: null, conflict: ["a", "b"] })])).toEqual([]);
  const known = site("part", [figure("part.leasedHa.2025-12", "2025-12-31")]);
  expect(shown([said], known), "it has a figure of its own").toEqual([]);
});
