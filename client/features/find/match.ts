import type { Figure } from "#contracts/figures.ts";
import type { LandSite } from "#contracts/find.ts";
import type { MetricId } from "#contracts/metrics.ts";
import { searchKey } from "#contracts/search-key.ts";
import type { Site } from "#contracts/sites.ts";
import type { Constraint, SectorLetter } from "./need.ts";

/** Whether a site has what is asked for. `unknown`: no source tells, or what it tells leaves both open. */
export type Verdict = "yes" | "no" | "unknown";
export type Land = { readonly site: Site; readonly told: LandSite };

export const figureOf = ({ site }: Land, metric: MetricId): Figure | undefined =>
  site.figures.find((figure) => figure.metric === metric && figure.target === null);

type Range = { readonly low: number; readonly high: number };
/** What a figure leaves possible; null where it says nothing. */
const rangeOf = (figure: Figure | undefined): Range | null => {
  if (!figure) return null;
  const low = figure.low ?? figure.value;
  const high = figure.high ?? figure.value;
  return low === null || high === null ? null : { low, high };
};

const atLeast = (range: Range | null, min: number): Verdict =>
  range === null ? "unknown" : range.low >= min ? "yes" : range.high < min ? "no" : "unknown";
const atMost = (range: Range | null, max: number): Verdict =>
  range === null ? "unknown" : range.high <= max ? "yes" : range.low > max ? "no" : "unknown";

/** Published distances to cities, which have no point of their own. */
const CITIES: Readonly<Record<string, string>> = {
  "can-tho": "place-can-tho-city",
  "vinh-long": "place-vinh-long-city",
};

/** The nearest of what is meant: in a straight line, or to a city as published; null where nobody can tell. */
export const nearest = (land: Land, what: string, kinds: ReadonlyMap<string, Site["kind"]>): number | null => {
  const city = CITIES[what];
  const lengths =
    city === undefined
      ? land.told.distances
          .filter(({ targetId }) => targetId === what || kinds.get(targetId) === what)
          .map(({ km }) => km)
      : land.site.figures.flatMap(({ metric, target, value }) =>
          metric === "distanceKm" && target?.id === city && value !== null ? [value] : [],
        );
  return lengths.length === 0 ? null : Math.min(...lengths);
};

/** Words by which sources call the industries of each group of the Plan, II.3; with their marks, for “được” is no medicine. */
const SECTOR_WORDS: Readonly<Record<SectorLetter, RegExp>> = {
  a: /nông|thực phẩm|rau quả|đồ uống/,
  b: /thủy sản|thuỷ sản/,
  c: /dược|h(?:óa|oá) (?:chất|mỹ phẩm)/,
  d: /dệt|may mặc|da giày/,
  e: /vật liệu|gốm|gạch/,
  f: /phụ trợ|cơ khí|lắp ráp/,
  g: /điện tử/,
};
const OBSTACLE_OF = { wastewater: "wastewater", road: "accessRoad" } as const;

/** Holds one thing that is asked against what is known of a site. */
export const judge = (constraint: Constraint, land: Land, kinds: ReadonlyMap<string, Site["kind"]>): Verdict => {
  switch (constraint.kind) {
    case "ha": {
      const left = rangeOf(figureOf(land, "remainingHa"));
      if (left) return atLeast(left, constraint.min);
      // No more can be left than there is.
      const whole = rangeOf(figureOf(land, "leasableHa") ?? figureOf(land, "grossHa"));
      return whole && whole.high < constraint.min ? "no" : "unknown";
    }
    case "rent":
      return atMost(rangeOf(figureOf(land, "landRentUsdPerM2")), constraint.maxUsdPerM2);
    case "occupancy":
      return atMost(rangeOf(figureOf(land, "occupancyShare")), constraint.maxShare);
    case "near": {
      const km = nearest(land, constraint.what, kinds);
      return km === null ? "unknown" : constraint.maxKm === null || km <= constraint.maxKm ? "yes" : "no";
    }
    case "ready": {
      const { what } = constraint;
      if (what === "cleared") {
        const { landStatus } = land.told;
        return landStatus === "cleared" ? "yes" : landStatus === "uncleared" ? "no" : "unknown";
      }
      // That nobody recorded a difficulty does not say that there is none.
      return land.told.obstacles.some(({ topic }) => topic === OBSTACLE_OF[what]) ? "no" : "unknown";
    }
    case "sector": {
      const { sectors } = land.told;
      if (sectors.length === 0) return "unknown";
      return sectors.some(({ textVi }) => SECTOR_WORDS[constraint.letter].test(textVi.toLowerCase())) ? "yes" : "no";
    }
    case "type":
      return land.site.kind === constraint.type ? "yes" : "no";
    case "place":
      return ` ${land.site.searchKey}`.includes(` ${searchKey(constraint.key)}`) ? "yes" : "no";
  }
};

export type Judged = Land & { readonly verdicts: readonly Verdict[]; readonly isSure: boolean };

/** What orders sites of the same certainty: most left first, those of which nobody tells last; else the nearest to what was asked. */
const leftOf = (land: Land): number => rangeOf(figureOf(land, "remainingHa"))?.high ?? -1;

/** Sites that nothing asked rules out, those that have all of it first; without `keepsUnknown` only those. */
export const find = (
  lands: readonly Land[],
  constraints: readonly Constraint[],
  keepsUnknown: boolean,
  kinds: ReadonlyMap<string, Site["kind"]>,
): readonly Judged[] => {
  const to = constraints.find((constraint) => constraint.kind === "near");
  const kmOf = (land: Land) => (to ? (nearest(land, to.what, kinds) ?? Number.POSITIVE_INFINITY) : 0);
  return lands
    .map((land): Judged => {
      const verdicts = constraints.map((constraint) => judge(constraint, land, kinds));
      return { ...land, verdicts, isSure: verdicts.every((verdict) => verdict === "yes") };
    })
    .filter(({ verdicts, isSure }) => !verdicts.includes("no") && (keepsUnknown || isSure))
    .toSorted((one, other) => {
      const byKm = kmOf(one) - kmOf(other);
      return (
        Number(other.isSure) - Number(one.isSure) || (Number.isNaN(byKm) ? 0 : byKm) || leftOf(other) - leftOf(one)
      );
    });
};

/** How many sites there would be if this were asked instead of what is asked of the same; unknown ones do not count. */
export const countIf = (
  lands: readonly Land[],
  constraints: readonly Constraint[],
  option: Constraint,
  kinds: ReadonlyMap<string, Site["kind"]>,
): number => {
  const others = constraints.filter(({ kind }) => kind !== option.kind);
  return find(lands, others, true, kinds).filter((land) => judge(option, land, kinds) === "yes").length;
};

/** Of how many sites it is known at all what a facet asks. */
export const knownOf = (lands: readonly Land[], probe: Constraint, kinds: ReadonlyMap<string, Site["kind"]>): number =>
  lands.filter((land) => judge(probe, land, kinds) !== "unknown").length;
