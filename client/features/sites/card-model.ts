import type { Figure } from "#contracts/figures.ts";
import type { MetricId } from "#contracts/metrics.ts";
import type { SiteDetail, SiteKind } from "#contracts/sites.ts";

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
  "grossHa", "leasableHa", "leasedHa", "remainingHa", "occupancyShare", "deployedHa", "landDeploymentShare", "deployedCapitalBillionVnd", "capitalDeploymentShare",
  "projects", "projectsFdi", "projectsDomestic", "registeredCapitalBillionVnd", "registeredCapitalMillionUsd", "leaseTermFromYear", "leaseTermToYear", "distanceKm", "marketClass",
];
const PRICES: readonly MetricId[] = ["landRentUsdPerM2", "factoryRentUsdPerM2Month", "infrastructureFeeUsdPerM2Year", "managementFeeUsdPerM2Year", "wastewaterFeeUsdPerM3"];

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
    distances: figures.filter(({ metric }) => metric === "distanceKm").sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity)),
    rest: figures.filter(({ metric }) => !taken.has(metric)),
    get: (metric) => figures.find((figure) => figure.metric === metric),
  };
};

type Group = SiteDetail["groups"][number];

/** The group whose total stands in for what no source gives of this site: the newest that knows deployed land or capital. */
export const standInGroup = (detail: SiteDetail): Group | undefined => {
  const known = new Set(detail.site.figures.map(({ metric }) => metric));
  if (known.has("deployedHa") && known.has("deployedCapitalBillionVnd")) return undefined;
  return detail.groups.find((group) => group.figures.some(({ metric }) => metric === "deployedHa"));
};

/** Earlier figures of a metric that say something else than the current one, newest first. */
export const differentEarlier = (all: readonly Figure[], current: Figure): readonly Figure[] =>
  all
    .filter((figure) => figure.metric === current.metric && figure.id !== current.id && figure.restates === null && figure.value !== current.value && figure.asOf <= current.asOf)
    .sort((a, b) => b.asOf.localeCompare(a.asOf));
