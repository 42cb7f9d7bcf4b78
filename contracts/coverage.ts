import * as z from "zod/mini";
import { dataSet, dataViewAndSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { planTopic } from "./plan-versions.ts";
import { areasParam, trialQuery } from "./coverage-trial.ts";
import { figureId, isoDate, language, listParam, period, position, slug } from "./units.ts";

const named = z.object({ id: slug, nameVi: z.string(), nameEn: z.string() });
const bilingual = z.object({ vi: z.string(), en: z.string() });

const MOST_THRESHOLDS = 5;
const FARTHEST_KM = 50;
export const DEFAULT_THRESHOLDS_KM: readonly number[] = [3, 5, 10];
/** Sites of one list nearer to each other than this may serve the same people: a choice of this project, no rule. */
export const CLOSE_KM = 1;

/** `3,5,10` in a query string ↔ kilometres, ascending. */
const thresholdsParam = z.codec(
  z.string().check(z.regex(/^\d{1,2}(\.\d{1,2})?(,\d{1,2}(\.\d{1,2})?)*$/, "thresholdsKm")),
  z
    .array(z.number().check(z.gt(0), z.lte(FARTHEST_KM)))
    .check(z.minLength(1), z.maxLength(MOST_THRESHOLDS))
    .check(z.refine((kms) => kms.every((km, at) => at === 0 || km > kms[at - 1]!), "thresholdsKm")),
  { decode: (text) => text.split(",").map(Number), encode: (kms) => kms.join(",") },
);

/** Communes with their districts until 30 June 2025; communes since. */
export const unitEdition = z.enum(["2015", "2025"]);

const marketClass = z.enum(["1", "2", "3"]);

export const coverageQuery = {
  of: planTopic,
  /** A dated list of /api/plan-versions; without it the newest that has places on the map and misses no site. */
  list: z.optional(slug),
  /** Of markets: only these legal classes, as the list's source prints them. */
  class: z.optional(listParam(marketClass)),
  thresholdsKm: z.optional(thresholdsParam),
  units: z.optional(unitEdition),
  ...dataViewAndSet,
};

/** `low` with the doubtful points dropped, `high` with them. Sites without a point are in neither. */
const range = z.object({ low: z.number(), high: z.number() });

const distance = z.object({ site: slug, km: z.number() });

export const coverageList = z.object({
  ...named.shape,
  dataSet,
  asOf: isoDate,
  period,
  source: slug,
  /** No site is missing of the totals its source prints. */
  isComplete: z.boolean(),
});

export const coveredUnit = z.object({
  ...named.shape,
  /** District until June 2025; null since. */
  district: z.nullable(named),
  /** On the surface of the unit: where all of it is taken to be. */
  point: position,
  /** People by the census; null where unknown at the day asked for. */
  population: z.nullable(z.number()),
  /** Null without any site that has a point. */
  nearest: z.nullable(distance),
  second: z.nullable(distance),
  /** The nearest of those whose point is not doubtful. */
  nearestSure: z.nullable(distance),
  /** Sites inside each threshold. */
  within: z.array(z.int()),
});

const band = z.object({
  km: z.number(),
  units: range,
  unitShare: range,
  /** Null where the population of any unit is not known. */
  population: z.nullable(range),
  populationShare: z.nullable(range),
  /** Units with two sites or more inside: served twice over. */
  unitsServedTwice: z.int(),
});

/** What would be if places were added to the list and sites taken out of it: no official data, and never among them. */
const trial = z.object({
  isExperiment: z.literal(true),
  /** `try-1`, `try-2`, … in the order given. */
  candidates: z.array(z.object({ id: slug, position })),
  without: z.array(slug),
  meanKm: z.nullable(z.number()),
  bands: z.array(band),
  items: z.array(z.pick(coveredUnit, { id: true, nearest: true, second: true, nearestSure: true, within: true })),
});

export const coverage = endpoint({
  name: "coverage",
  method: "GET",
  path: "/api/coverage",
  access: "public",
  summary: "How far communes are from the zones, clusters or markets of a dated list: bands, nearest, overlaps, gaps",
  params: z.object({}),
  query: z.strictObject({ ...coverageQuery, ...trialQuery }),
  output: z.object({
    of: planTopic,
    units: unitEdition,
    thresholdsKm: z.array(z.number()),
    /** Null where no list with names is dated so early: then nothing is known, and there are no items. */
    list: z.nullable(coverageList),
    /** Lists that could be asked for, newest first. */
    lists: z.array(coverageList),
    method: bilingual,
    sites: z.array(
      z.object({
        ...named.shape,
        /** Null: only the district is known, so it counts in no distance. */
        position: z.nullable(position),
        isDoubtful: z.boolean(),
        doubt: z.nullable(bilingual),
        marketClass: z.nullable(z.int()),
        /** As the source of the list prints it; null where it does not. */
        areaFigureId: z.nullable(figureId),
        areaHa: z.nullable(z.number()),
      }),
    ),
    counts: z.object({
      sites: z.int(),
      withPoint: z.int(),
      doubtful: z.int(),
      units: z.int(),
      unitsWithPopulation: z.int(),
    }),
    population: z.object({ asOf: z.nullable(isoDate), source: z.nullable(slug), sum: z.nullable(z.number()) }),
    /** On average to the nearest, of people where all are known, else of units; null where it is not known what is near. */
    meanKm: z.nullable(z.number()),
    /** Empty where no site of the list has a point: then it is not known what is near. */
    bands: z.array(band),
    items: z.array(coveredUnit),
    /** Units beyond the largest threshold, the farthest first. */
    gaps: z.array(slug),
    closeKm: z.number(),
    /** Pairs of sites nearer to each other than `closeKm`. */
    pairs: z.array(z.object({ a: slug, b: slug, km: z.number() })),
    /** Hectares by district, or by commune since July 2025. */
    land: z.array(
      z.object({
        unit: named,
        sites: z.int(),
        /** Sum of the areas that are printed; null if none is. */
        areaHa: z.nullable(z.number()),
        sitesWithoutArea: z.int(),
        population: z.nullable(z.number()),
        haPer1000People: z.nullable(z.number()),
      }),
    ),
    /** Sites that cannot be told to any unit of `land`. */
    unplaced: z.array(slug),
    /** Null where nothing is tried (`try`, `without`), or no list is known. Everything else of the answer is as if nothing were. */
    trial: z.nullable(trial),
    total: z.int(),
  }),
});
export type Coverage = z.output<typeof coverage.output>;

/** The table of communes as a file, with the words of one language. */
export const COVERAGE_FILES = ["csv", "xlsx", "pdf"] as const;
export type CoverageFormat = (typeof COVERAGE_FILES)[number];
export const coverageFile = {
  params: z.object({}),
  query: z.strictObject({ ...coverageQuery, ...trialQuery, lang: z.optional(language) }),
};

export const sitingGoal = z.enum(["cover", "distance"]);
const sitingStart = z.enum(["list", "nothing"]);
const MOST_SITES = 5;
/** A whole number from 1 in a query string. */
const countParam = z.codec(z.string().check(z.regex(/^[1-5]$/, "count")), z.int().check(z.gte(1), z.lte(MOST_SITES)), {
  decode: Number,
  encode: String,
});
const withinParam = z.codec(
  z.string().check(z.regex(/^\d{1,2}(\.\d{1,2})?$/, "thresholdsKm")),
  z.number().check(z.gt(0), z.lte(FARTHEST_KM)),
  { decode: Number, encode: String },
);

export const coverageSiting = endpoint({
  name: "coverageSiting",
  method: "GET",
  path: "/api/coverage/siting",
  access: "public",
  summary: "In which communes more sites would serve most people or shorten the way most: an experiment, no plan",
  params: z.object({}),
  query: z.strictObject({
    of: planTopic,
    list: z.optional(slug),
    class: z.optional(listParam(marketClass)),
    units: z.optional(unitEdition),
    /** `cover`: most people within `withinKm`; `distance`: the shortest way on average. */
    goal: z.optional(sitingGoal),
    /**
     * `list`: more beside those of the list; `nothing`: as many as the list has places, as if it were not, to be held beside it.
     */
    start: z.optional(sitingStart),
    /** How many more; of `start=nothing` the list says it. */
    count: z.optional(countParam),
    /** Where none may be opened. */
    avoid: z.optional(areasParam),
    withinKm: z.optional(withinParam),
    ...dataViewAndSet,
  }),
  output: z.object({
    isExperiment: z.literal(true),
    list: z.nullable(coverageList),
    goal: sitingGoal,
    start: sitingStart,
    count: z.int(),
    withinKm: z.number(),
    weightedBy: z.enum(["people", "communes"]),
    /** Null where it is not known what is there already. */
    siting: z.nullable(
      z.object({
        /** Communes to open one in; fewer than asked for where no more help. */
        chosen: z.array(named),
        /** Communes that may be chosen, and those in areas to be avoided. */
        candidates: z.int(),
        avoided: z.array(slug),
        /** Share within `withinKm`: of the list as it is, and of what is chosen (with the list, unless `start` is `nothing`). */
        share: z.object({ before: z.number(), after: z.number() }),
        meanKm: z.object({ before: z.nullable(z.number()), after: z.nullable(z.number()) }),
        /** `optimal`: proven best; `timeLimit`: the best that was found in the time there is. */
        outcome: z.enum(["optimal", "timeLimit"]),
        /** What another choice could be better by at most, as a share; null: not known. */
        gap: z.nullable(z.number()),
      }),
    ),
  }),
});

const ring = z.array(position);
/** Areas in degrees, of kind `service` (all that lies within `km` of any site) or `nearest` (nearer to `site` than to any other). */
export const coverageAreas = endpoint({
  name: "coverageAreas",
  method: "GET",
  path: "/api/coverage/areas",
  access: "public",
  summary: "Service areas and areas of the nearest site of a dated list as GeoJSON, clipped to the province",
  params: z.object({}),
  query: z.strictObject(coverageQuery),
  output: z.object({
    type: z.literal("FeatureCollection"),
    /** Of the province until June 2025, hectares on the ellipsoid. */
    provinceHa: z.number(),
    features: z.array(
      z.object({
        type: z.literal("Feature"),
        id: z.string(),
        geometry: z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.array(ring)) }),
        properties: z.object({
          kind: z.enum(["service", "nearest"]),
          km: z.nullable(z.number()),
          site: z.nullable(slug),
          /** On the ellipsoid. */
          areaHa: z.number(),
          provinceShare: z.number(),
        }),
      }),
    ),
  }),
});
