import type { MetricId } from "#contracts/metrics.ts";
import type { Report, Sentence, Series } from "#contracts/reports.ts";
import { sayOf } from "./narrative.ts";
import * as say from "./sentences.ts";
import type { Named, Situation, SituationRow } from "./situation.ts";

export const TITLE = {
  vi: "Tình hình khu, cụm công nghiệp và chợ",
  en: "Industrial zones, clusters and markets",
} as const;

/** Groups in the order they are told, each with the plan that suits what its sources count. */
const GROUPS: readonly (readonly [id: string, plan: say.SentencePlan])[] = [
  ["three-zones-khu-iv", say.LAND_AND_CAPITAL],
  ["hoa-phu-binh-minh", say.TWO_ZONES],
  ["approved-zones-2010", say.APPROVED_ZONES],
];
const GROUP_IN_PLAN = "three-zones";

/** What the series are of: measures that change, not areas. */
const SERIES_METRICS: readonly MetricId[] = [
  "occupancyShare",
  "leasedHa",
  "deployedHa",
  "projects",
  "registeredCapitalBillionVnd",
  "deployedCapitalBillionVnd",
];

/** A part is told of where it has one of these; its area alone is for the tables. */
const PART_METRICS: readonly MetricId[] = ["occupancyShare", "leasedHa", "projects", "registeredCapitalBillionVnd"];

type Section = Report["sections"][number];

/** The report as the page shows it and the documents print it; `asOf` as it was asked for. */
export const situationReport = (situation: Situation, asOf: string | undefined): Report => {
  const sections = [zones(situation), clusters(situation), markets(situation)];
  const series = seriesOf(situation);
  const named = new Set([
    ...sections.flatMap(({ sentences }) => sentences.flatMap(figureIdsOf)),
    ...series.flatMap(({ figures }) => figures),
  ]);
  return {
    id: "situation",
    titleVi: TITLE.vi,
    titleEn: TITLE.en,
    day: asOf ?? situation.newestDay,
    sections,
    series,
    figures: situation.figures.filter(({ id }) => named.has(id)),
  };
};

export const figureIdsOf = ({ vi, en }: Sentence): string[] =>
  [...vi, ...en].flatMap((part) => ("figure" in part ? [part.figure] : "period" in part ? [part.period] : []));

const sentences = (...said: readonly (Sentence | null)[]): Sentence[] => said.filter((sentence) => sentence !== null);

const obstaclesOf = (
  situation: Situation,
  isMeant: (obstacle: SituationRow["obstacles"][number]) => boolean,
): Section["obstacles"] =>
  situation.row.obstacles.filter(isMeant).map(({ id, subjectId, textVi, textEn, sourceId }) => ({
    id,
    subject: situation.named(subjectId),
    textVi,
    textEn,
    sourceId,
  }));

const zones = (situation: Situation): Section => {
  const ofItsOwn = ({ id }: Named) => PART_METRICS.some((metric) => situation.headline(id, metric) !== undefined);
  return {
    id: "zones",
    titleVi: "Khu, tuyến công nghiệp",
    titleEn: "Industrial zones and corridor",
    sentences: sentences(
      sayOf(situation, say.GROUP_IN_PLAN, GROUP_IN_PLAN),
      ...situation.operating.flatMap(({ id }) => [
        sayOf(situation, say.ZONE, id),
        ...situation
          .partsOf(id)
          .filter(ofItsOwn)
          .map((part) => sayOf(situation, say.ZONE_PART, part.id)),
      ]),
      ...GROUPS.map(([id, plan]) => sayOf(situation, plan, id)),
      sayOf(situation, say.ANNOUNCED_ZONES, situation.row.province.id),
    ),
    obstacles: obstaclesOf(situation, ({ subjectId }) =>
      situation.row.sites.some(({ id, kind }) => id === subjectId && kind !== "cluster"),
    ),
  };
};

const clusters = (situation: Situation): Section => {
  const province = situation.row.province.id;
  return {
    id: "clusters",
    titleVi: "Cụm công nghiệp",
    titleEn: "Industrial clusters",
    sentences: sentences(
      ...[say.CLUSTERS, say.CLUSTERS_IN_OPERATION, say.CLUSTER_STAGES].map((plan) => sayOf(situation, plan, province)),
    ),
    obstacles: obstaclesOf(situation, ({ topic }) => topic === "incentives"),
  };
};

const markets = (situation: Situation): Section => ({
  id: "markets",
  titleVi: "Chợ, siêu thị",
  titleEn: "Markets and supermarkets",
  sentences: sentences(
    ...[say.MARKETS, say.MARKETS_PRIVATELY_RUN].map((plan) => sayOf(situation, plan, situation.row.province.id)),
  ),
  obstacles: [],
});

/** By zone, phases after their whole, then groups; repeats of an earlier print and ranges are no points of their own. */
const seriesOf = (situation: Situation): Series[] => {
  const subjects = [
    ...situation.row.sites.filter(({ kind, status }) => kind !== "cluster" && status === "operating"),
    ...situation.groups,
  ];
  return SERIES_METRICS.flatMap((metric) =>
    subjects.flatMap((subject): Series[] => {
      const figures = situation.told
        .filter((figure) => figure.subject === subject.id && figure.metric === metric)
        .filter(({ value, restates, target }) => value !== null && restates === null && target === null)
        .toSorted((a, b) => (a.asOf === b.asOf ? (a.id < b.id ? -1 : 1) : a.asOf < b.asOf ? -1 : 1));
      const { id, nameVi, nameEn } = subject;
      return figures.length === 0
        ? []
        : [{ subject: { id, nameVi, nameEn }, metric, figures: figures.map((figure) => figure.id) }];
    }),
  );
};
