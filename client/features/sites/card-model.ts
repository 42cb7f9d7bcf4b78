import type { Figure } from "#contracts/figures.ts";
import type { Interval, IntervalMetric } from "#contracts/intervals.ts";
import type { MetricId } from "#contracts/metrics.ts";
import type { Site, SiteDetail, SiteKind } from "#contracts/sites.ts";

/** What a card says first, per kind: the first two that are known are its key numbers. */
const HERO: Partial<Record<SiteKind, readonly MetricId[]>> = {
  zone: ["remainingHa", "occupancyShare", "grossHa", "infrastructureCapitalBillionVnd"],
  corridor: ["remainingHa", "occupancyShare", "grossHa", "establishments"],
  cluster: ["grossHa", "infrastructureCapitalBillionVnd"],
  market: ["businessPoints", "marketAreaM2"],
  port: ["portCapacityTonnesPerYear", "shipTonnes"],
};

/** Metrics that have a place of their own on the card and are not repeated under "other figures". */
const PLACED: readonly MetricId[] = [
  "grossHa",
  "leasableHa",
  "leasedHa",
  "remainingHa",
  "occupancyShare",
  "deployedHa",
  "landDeploymentShare",
  "deployedCapitalBillionVnd",
  "capitalDeploymentShare",
  "projects",
  "projectsFdi",
  "projectsDomestic",
  "registeredCapitalBillionVnd",
  "registeredCapitalMillionUsd",
  "leaseTermFromYear",
  "leaseTermToYear",
  "distanceKm",
  "marketClass",
];
const PRICES: readonly MetricId[] = [
  "landRentUsdPerM2",
  "factoryRentUsdPerM2Month",
  "infrastructureFeeUsdPerM2Year",
  "managementFeeUsdPerM2Year",
  "wastewaterFeeUsdPerM3",
];

const byMetric = (figures: readonly Figure[], metrics: readonly MetricId[]): readonly Figure[] =>
  metrics.flatMap((metric) => figures.find((figure) => figure.metric === metric) ?? []);

export type CardFigures = {
  readonly hero: readonly Figure[];
  readonly prices: readonly Figure[];
  readonly distances: readonly Figure[];
  readonly rest: readonly Figure[];
  readonly get: (metric: MetricId) => Figure | undefined;
};

/** Sorts the headline figures of a site into the sections of its card. */
export const cardFigures = (kind: SiteKind, figures: readonly Figure[]): CardFigures => {
  const hero = byMetric(figures, HERO[kind] ?? []).slice(0, 2);
  const taken = new Set<MetricId>([...PLACED, ...PRICES, ...hero.map(({ metric }) => metric)]);
  return {
    hero,
    prices: byMetric(figures, PRICES),
    distances: figures
      .filter(({ metric }) => metric === "distanceKm")
      .sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity)),
    rest: figures.filter(({ metric }) => !taken.has(metric)),
    get: (metric) => figures.find((figure) => figure.metric === metric),
  };
};

type Group = SiteDetail["groups"][number];

/** The group whose total stands in for what no source gives of this site: the newest that knows deployed land or capital. */
export const standInGroup = (detail: SiteDetail): Group | undefined => {
  const real = detail.site.figures.filter(({ method }) => method !== "illustrative");
  const known = new Set(real.map(({ metric }) => metric));
  if (known.has("deployedHa") && known.has("deployedCapitalBillionVnd")) return undefined;
  return detail.groups.find((group) => group.figures.some(({ metric }) => metric === "deployedHa"));
};

/** What was known of a site together with its deployed land: figures of one date, made-up and real ones never side by side. */
export const deployedTogether = (all: readonly Figure[], deployed: Figure): readonly Figure[] =>
  all.filter(
    ({ asOf, method }) =>
      asOf === deployed.asOf && (method === "illustrative") === (deployed.method === "illustrative"),
  );

/** Earlier figures of a metric that say something else than the current one, newest first. */
export const differentEarlier = (all: readonly Figure[], current: Figure): readonly Figure[] =>
  all
    .filter(
      (figure) =>
        figure.metric === current.metric &&
        figure.id !== current.id &&
        figure.restates === null &&
        figure.value !== current.value &&
        figure.asOf <= current.asOf,
    )
    .sort((a, b) => b.asOf.localeCompare(a.asOf));

/** Figures of a site that are no longer its newest ones. One that only prints an earlier figure again is not another figure. */
export const oldFigures = (site: Site, all: readonly Figure[]): readonly Figure[] => {
  const current = new Set(site.figures.map(({ id }) => id));
  return all.filter((figure) => !current.has(figure.id) && figure.restates === null);
};

/** The figures of a whole that made those of its part history. */
export const toldByWhole = (historyOfPart: readonly Figure[], whole: Site): readonly Figure[] => {
  const replacing = new Set(historyOfPart.map(({ supersededBy }) => supersededBy));
  return whole.figures.filter(({ id }) => replacing.has(id));
};

/** What a card says together in one sentence when it has no number of its own. */
const TOPICS = {
  land: ["occupancyShare", "leasedHa"],
  projects: ["projects", "registeredCapitalBillionVnd", "registeredCapitalMillionUsd"],
} as const satisfies Record<string, readonly MetricId[]>;
export type Topic = keyof typeof TOPICS;

export const byTopic = (figures: readonly Figure[]): readonly { topic: Topic; figures: readonly Figure[] }[] =>
  (Object.keys(TOPICS) as Topic[])
    .map((topic) => ({ topic, figures: byMetric(figures, TOPICS[topic]) }))
    .filter((said) => said.figures.length > 0);

/**
 * Projects and capital of a site for which no source gives any: undefined when one does, otherwise the newest group total
 * that counts its projects, if any.
 */
export const missingProjects = (
  detail: SiteDetail,
): { group: Group | undefined; figures: readonly Figure[] } | undefined => {
  if (byMetric(detail.site.figures, TOPICS.projects).length > 0) return undefined;
  const asOf = (group: Group) => group.figures.find(({ metric }) => metric === "projects")?.asOf;
  const [group] = detail.groups.filter(asOf).sort((a, b) => (asOf(b) ?? "").localeCompare(asOf(a) ?? ""));
  return { group, figures: group ? byMetric(group.figures, TOPICS.projects) : [] };
};

/** Metrics whose interval stands on a card where no source gives the number itself. */
const POSSIBLE: readonly IntervalMetric[] = [
  "leasedHa",
  "occupancyShare",
  "deployedHa",
  "registeredCapitalBillionVnd",
  "deployedCapitalBillionVnd",
  "projects",
];

/**
 * Intervals of what a site has no figure of its own for, at the date of the figure of a whole or group that stands in; only
 * where they say something (half as wide as what is known anyway): otherwise the figure that stands in says more.
 */
export const possibleValues = (
  site: Site,
  standIns: readonly Figure[],
  intervals: readonly Interval[],
): readonly Interval[] =>
  POSSIBLE.flatMap((metric) => {
    if (site.figures.some((figure) => figure.metric === metric)) return [];
    const standIn = standIns.find((figure) => figure.metric === metric);
    return intervals.filter(
      (interval) =>
        interval.metric === metric &&
        interval.asOf === standIn?.asOf &&
        interval.period === standIn.period &&
        interval.informative &&
        interval.low !== null,
    );
  });
