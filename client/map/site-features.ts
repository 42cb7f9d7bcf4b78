import { formatDay, formatInUnit } from "#client/format.ts";
import type { LngLat } from "#client/map/geojson.ts";
import type { MapView } from "#client/map/map-view.ts";
import {
  figureOf,
  isApprovedOnly,
  isMadeUpInside,
  isZone,
  marketClassOf,
  siteSymbol,
  type SymbolId,
} from "#client/map/symbols.ts";
import { mapWords } from "#client/map/words.ts";
import type { LayerSwitch } from "#client/state/view-state.ts";
import type { Site } from "#contracts/sites.ts";
import type { Language } from "#contracts/units.ts";

/** Group of a site for drawing order, label priority and hit-testing; lower is more important. */
export const PRIORITY = {
  zone: 0,
  approved: 1,
  market1: 2,
  cluster: 3,
  transport: 4,
  market2: 5,
  shop: 6,
  phase: 7,
  market3: 8,
} as const;

export type SiteProperties = {
  id: string;
  symbol: SymbolId;
  switch: LayerSwitch;
  priority: number;
  /** Zoom from which the symbol is drawn (parts of zones). */
  fromZoom: number;
  /** Zoom from which the name is written. */
  labelZoom: number;
  name: string;
  /** Second line of the label; empty for none. */
  figure: string;
  hasFigure: boolean;
  /** The figure that the second line says; null where it says in words that there is none. */
  figureId: string | null;
  /** Radius of the symbol in pixels. */
  radius: number;
  /** Place among sites that share one point, 0 = on the point. */
  slot: number;
};
export type SiteFeature = {
  type: "Feature";
  geometry: { type: "Point"; coordinates: [number, number] };
  properties: SiteProperties;
};

export const switchOf = (site: Site): LayerSwitch => {
  switch (site.kind) {
    case "zone":
    case "corridor":
      return isApprovedOnly(site) ? "approved-zones" : "zones";
    case "cluster":
      return "clusters";
    case "market":
      return `markets-${marketClassOf(site)}`;
    case "supermarket":
    case "mall":
      return "shops";
    default:
      return "transport";
  }
};

type Rank = { priority: number; fromZoom: number; labelZoom: number; radius: number };
export const PHASE_ZOOM = 12;

const rankOf = (site: Site): Rank => {
  const on = switchOf(site);
  if (on === "approved-zones") return { priority: PRIORITY.approved, fromZoom: 0, labelZoom: 9, radius: 10 };
  if (on === "zones") {
    return site.parentId
      ? { priority: PRIORITY.phase, fromZoom: PHASE_ZOOM, labelZoom: PHASE_ZOOM, radius: 9 }
      : { priority: PRIORITY.zone, fromZoom: 0, labelZoom: 0, radius: 16 };
  }
  if (on === "clusters") return { priority: PRIORITY.cluster, fromZoom: 0, labelZoom: 9, radius: 8 };
  if (on === "markets-1") return { priority: PRIORITY.market1, fromZoom: 0, labelZoom: 9, radius: 12 };
  if (on === "markets-2") return { priority: PRIORITY.market2, fromZoom: 0, labelZoom: 11, radius: 9 };
  if (on === "markets-3") return { priority: PRIORITY.market3, fromZoom: 0, labelZoom: 12, radius: 5 };
  if (on === "shops") return { priority: PRIORITY.shop, fromZoom: 0, labelZoom: 12, radius: 9 };
  return { priority: PRIORITY.transport, fromZoom: 0, labelZoom: 11, radius: 9 };
};

/** `99,29 % (12/2024)`, `99.29% (12/2024)`. */
const occupancyText = (site: Site, language: Language): string | null => {
  const occupancy = figureOf(site, "occupancyShare");
  if (occupancy?.value == null) return null;
  const words = mapWords(language);
  const percent = formatInUnit(occupancy.value, "share", occupancy.decimals ?? 2, language);
  const about = occupancy.period.startsWith("c. ");
  const period = occupancy.period
    .replace("c. ", "")
    .split("–")
    .map((spot) => formatDay(spot, language))
    .join("–");
  const kind = occupancy.method === "illustrative" ? ` ${words.illustrative}` : "";
  return `${percent}${language === "vi" ? "\u00a0%" : "%"} (${about ? `${words.about}\u00a0` : ""}${period})${kind}`;
};

/** On the map the hatched square already says cluster; English spells the type out at length. */
const nameOf = (site: Site, language: Language): string =>
  language === "vi"
    ? site.shortNameVi
    : site.kind === "cluster"
      ? site.shortNameEn.replace(/ cluster$/, "")
      : site.shortNameEn;

/** Sites at one and the same point are fanned out around it, so that none hides another. */
const slotsOf = (sites: readonly Site[]): Map<string, number> => {
  const slots = new Map<string, number>();
  const taken = new Map<string, number>();
  for (const site of sites) {
    if (!site.position || site.parentId) continue;
    const place = site.position.map((degrees) => degrees.toFixed(5)).join(" ");
    const slot = taken.get(place) ?? 0;
    taken.set(place, slot + 1);
    slots.set(site.id, slot);
  }
  return slots;
};

/** Shift of each place in the fan, in pixels. */
export const FAN: readonly (readonly [number, number])[] = [
  [0, 0],
  [9, 5],
  [-9, 5],
  [0, -10],
  [10, -6],
  [-10, -6],
  [0, 11],
];

export const siteFeatures = (sites: readonly Site[], language: Language, isPast = false): SiteFeature[] => {
  const { noSource, noFigureThen } = mapWords(language);
  const slots = slotsOf(sites);
  return sites.flatMap((site) => {
    if (!site.position || site.geometryQuality === "districtOnly") return [];
    const occupancy = isZone(site) && !isApprovedOnly(site) ? occupancyText(site, language) : null;
    const symbol = siteSymbol(site);
    const inner = isMadeUpInside(symbol) ? `\n${mapWords(language).innerIllustrative}` : "";
    const missing = isZone(site) && !isApprovedOnly(site) && !site.parentId ? (isPast ? noFigureThen : noSource) : "";
    const rank = rankOf(site);
    return {
      type: "Feature" as const,
      geometry: { type: "Point" as const, coordinates: site.position },
      properties: {
        id: site.id,
        symbol,
        switch: switchOf(site),
        ...rank,
        name: nameOf(site, language),
        figure: (occupancy ?? missing) + inner,
        hasFigure: occupancy !== null,
        figureId: occupancy === null ? null : (figureOf(site, "occupancyShare")?.id ?? null),
        slot: Math.min(slots.get(site.id) ?? 0, FAN.length - 1),
      },
    };
  });
};

export type DistrictBadge = {
  readonly districtId: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly count: number;
};

/** Clusters known by district only, counted on their district. */
export const districtBadges = (sites: readonly Site[]): DistrictBadge[] => {
  const badges = new Map<string, DistrictBadge>();
  for (const { kind, geometryQuality, district } of sites) {
    if (kind !== "cluster" || geometryQuality !== "districtOnly" || !district) continue;
    const before = badges.get(district.id)?.count ?? 0;
    badges.set(district.id, {
      districtId: district.id,
      nameVi: district.nameVi,
      nameEn: district.nameEn,
      count: before + 1,
    });
  }
  return [...badges.values()];
};

/** Operating zones and corridors that are no part of another: the Plan counts them together. */
export const groupMembers = (sites: readonly Site[]): { id: string; position: LngLat }[] =>
  sites.flatMap((site) =>
    isZone(site) && !isApprovedOnly(site) && !site.parentId && site.position
      ? [{ id: site.id, position: site.position }]
      : [],
  );

const BOW = 0.08;
const STEPS = 24;

/** Arc between two points, bowed to the left of the way, so that it is not taken for a road or border. */
const bowed = (from: LngLat, to: LngLat): LngLat[] => {
  const control: LngLat = [
    (from[0] + to[0]) / 2 - (to[1] - from[1]) * BOW,
    (from[1] + to[1]) / 2 + (to[0] - from[0]) * BOW,
  ];
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const t = step / STEPS;
    const u = 1 - t;
    return [
      u * u * from[0] + 2 * u * t * control[0] + t * t * to[0],
      u * u * from[1] + 2 * u * t * control[1] + t * t * to[1],
    ] as const;
  });
};

/** Day of the total that ties the members. */
const GROUP_TOTAL_DAY = "2015-06-18";
export const isGroupTied = ({ day = null }: MapView): boolean => day === null || day >= GROUP_TOTAL_DAY;

/** The tie that joins the members of the group, from south to north; the longest stretch bears the group's name. */
export const groupTies = (sites: readonly Site[]): { line: LngLat[]; isNamed: boolean }[] => {
  const members = groupMembers(sites).sort((a, b) => a.position[1] - b.position[1]);
  const stretches = members.slice(1).map(({ position: to }, index) => {
    const from = members[index]?.position ?? to;
    return { line: bowed(from, to), length: Math.hypot(to[0] - from[0], to[1] - from[1]) };
  });
  const longest = Math.max(...stretches.map(({ length }) => length));
  return stretches.map(({ line, length }) => ({ line, isNamed: length === longest }));
};
