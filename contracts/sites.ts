import * as z from "zod/mini";
import { dataSet, dataViewAndSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { confidence, figure } from "./figures.ts";
import { bboxParam, isoDate, listParam, period, position, slug } from "./units.ts";

export const siteKind = z.enum([
  "zone",
  "corridor",
  "cluster",
  "market",
  "supermarket",
  "mall",
  "port",
  "airport",
  "ferry",
  "bridge",
]);
export type SiteKind = z.output<typeof siteKind>;

/**
 * operating: running in 2015 or now; approved: in the Prime Minister's list, not yet established in 2015; planned: named by a
 * plan; established: founded after 2015; listed: in an official register; unverified: named by the press only.
 */
export const siteStatus = z.enum(["operating", "approved", "planned", "established", "listed", "unverified"]);

/** `districtOnly` sites have no point: they are listed and counted on their district, never drawn at a false place. */
export const geometryQuality = z.enum(["surveyed", "officialPoint", "derived", "estimate", "districtOnly"]);

const named = z.object({ id: slug, nameVi: z.string(), nameEn: z.string() });
const bilingual = z.object({ vi: z.string(), en: z.string() });

export const site = z.object({
  id: slug,
  /** Whether the site exists or was made up for demonstration. */
  dataSet,
  kind: siteKind,
  status: siteStatus,
  parentId: z.nullable(slug),
  /** Phases or parts, in order. */
  childIds: z.array(slug),
  nameVi: z.string(),
  nameEn: z.string(),
  /** Name without its legal type, for labels: `Hòa Phú`. */
  shortNameVi: z.string(),
  shortNameEn: z.string(),
  /** Names, other spellings, commune and district, folded by contracts/search-key.ts. */
  searchKey: z.string(),
  /** Units of before July 2025. */
  commune: z.nullable(named),
  district: z.nullable(named),
  /** The commune since July 2025 that took over the whole of `commune`; null where it was split or is not known. */
  communeNow: z.nullable(named),
  position: z.nullable(position),
  geometryQuality,
  geometryMethod: z.nullable(bilingual),
  geometrySource: z.nullable(slug),
  /** Why the position may be wrong; null when nothing speaks against it. */
  positionDoubt: z.nullable(bilingual),
  note: z.nullable(bilingual),
  /** Headline figures: for each metric the newest that no whole supersedes. */
  figures: z.array(figure),
});
export type Site = z.output<typeof site>;

/** A dated statement in words: developer, decision, operator, sectors, road widths. */
export const fact = z.object({
  id: z.string(),
  topic: z.enum([
    "developer",
    "established",
    "decision",
    "boundaries",
    "adjacency",
    "sectors",
    "internalRoad",
    "tenants",
    "operator",
    "operatorConversion",
    "infrastructureLease",
    "fireSafety",
    "ruralCriterion",
    "structure",
    "businessType",
    "funding",
    "planStage",
    "planStatus",
    "history",
    "nameLater",
    "identity",
  ]),
  textVi: z.string(),
  textEn: z.string(),
  asOf: isoDate,
  period,
  source: z.object({ id: slug, locator: z.nullable(z.string()) }),
  confidence,
  knownOn: isoDate,
});
export type Fact = z.output<typeof fact>;

/** A difficulty recorded by a source at a date; it stays as recorded until a later source updates it. */
export const obstacle = z.object({
  id: slug,
  topic: z.enum(["wastewater", "accessRoad", "rent", "attraction", "incentives", "infrastructure", "other"]),
  textVi: z.string(),
  textEn: z.string(),
  asOf: isoDate,
  period,
  source: z.object({ id: slug, locator: z.nullable(z.string()) }),
});

export const sites = endpoint({
  name: "sites",
  method: "GET",
  path: "/api/sites",
  access: "public",
  summary: "Sites matching a filter, each with its headline figures",
  params: z.object({}),
  query: z.strictObject({
    kind: z.optional(listParam(siteKind)),
    status: z.optional(listParam(siteStatus)),
    district: z.optional(slug),
    commune: z.optional(slug),
    parent: z.optional(slug),
    bbox: z.optional(bboxParam),
    /** Words of the name, commune or district; diacritics, old spelling and KCN/CCN/TCN do not matter. */
    q: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
    ...dataViewAndSet,
  }),
  output: z.object({ items: z.array(site), total: z.int() }),
});

export const siteById = endpoint({
  name: "siteById",
  method: "GET",
  path: "/api/sites/:id",
  access: "public",
  summary: "One site with its parts, facts, obstacles and the groups it is counted in",
  params: z.object({ id: slug }),
  query: z.strictObject(dataViewAndSet),
  output: z.object({
    site,
    children: z.array(site),
    facts: z.array(fact),
    obstacles: z.array(obstacle),
    groups: z.array(z.object({ id: slug, nameVi: z.string(), nameEn: z.string(), figures: z.array(figure) })),
    /** Dated lists of sites this one stands in. */
    planVersions: z.array(z.object({ id: slug, nameVi: z.string(), nameEn: z.string(), asOf: isoDate })),
  }),
});
export type SiteDetail = z.output<typeof siteById.output>;
