import * as z from "zod/mini";
import { coverageList } from "./coverage.ts";
import { dataViewAndSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { figure } from "./figures.ts";
import { OPERATOR_KINDS, STRUCTURES } from "./market-class.ts";
import type { Criterion, ValuesBy } from "./scoring.ts";
import { fact } from "./sites.ts";
import { figureId, isoDate, language, position, slug } from "./units.ts";

const named = z.object({ id: slug, nameVi: z.string(), nameEn: z.string() });
const marketClass = z.nullable(z.int());
const distance = z.object({ site: slug, km: z.number() });

const classRule = z.object({
  id: slug,
  marketClass: z.int(),
  documentNumber: z.string(),
  article: z.nullable(z.string()),
  validFrom: isoDate,
  validTo: z.nullable(isoDate),
  /** Inclusive. */
  pointsFrom: z.nullable(z.int()),
  pointsTo: z.nullable(z.int()),
  structures: z.array(z.enum(STRUCTURES)),
  structuresAlone: z.array(z.enum(STRUCTURES)),
  statementVi: z.string(),
  statementEn: z.string(),
  confidence: fact.shape.confidence,
  source: slug,
  noteVi: z.nullable(z.string()),
  noteEn: z.nullable(z.string()),
});

/** Everything a market's register and place tell of it; what they do not is null. */
export const networkMarket = z.object({
  ...named.shape,
  district: z.nullable(named),
  position: z.nullable(position),
  /** Its place is an estimate or in doubt, and so is every distance from it. */
  isDoubtful: z.boolean(),
  /** As printed. */
  marketClass,
  businessPoints: z.nullable(z.int()),
  areaM2: z.nullable(z.number()),
  figureIds: z.array(figureId),
  structure: z.nullable(z.enum(STRUCTURES)),
  operator: z.nullable(z.object({ kind: z.nullable(z.enum(OPERATOR_KINDS)), textVi: z.string(), textEn: z.string() })),
  /** What points and building come to by the rules in force; null where unknown, or where not one rule holds. */
  classByRules: marketClass,
  /** The best class its points alone allow. */
  classByPoints: marketClass,
  m2PerPoint: z.nullable(z.number()),
  /** The next market of the list. */
  nearest: z.nullable(distance),
  /** People, by the census, of communes of 2015 that have no nearer market of the list; null where any of them is not known. */
  people: z.nullable(z.number()),
  /** The next supermarket or trade centre whose place is known. */
  nearestShop: z.nullable(distance),
  /** Conversion of its operator, tender or lease, fire safety, criterion of new rural areas; newest first. */
  attributes: z.array(fact),
});
export type NetworkMarket = z.output<typeof networkMarket>;

export const marketNetwork = endpoint({
  name: "marketNetwork",
  method: "GET",
  path: "/api/coverage/markets",
  access: "public",
  summary:
    "The markets of a dated list: class against the rules, who runs them, what the need of an upgrade is made of",
  params: z.object({}),
  query: z.strictObject({ list: z.optional(slug), ...dataViewAndSet }),
  output: z.object({
    list: z.nullable(coverageList),
    lists: z.array(coverageList),
    /** Whose rules `classByRules` is by. */
    day: isoDate,
    rules: z.array(classRule),
    /** Most markets first; kind null: not told. */
    operators: z.array(z.object({ kind: z.nullable(z.enum(OPERATOR_KINDS)), markets: z.int() })),
    /** What was published of markets run by others than the State, newest first. */
    history: z.array(figure),
    /** Markets whose printed class is not that of the rules. */
    otherClass: z.array(slug),
    items: z.array(networkMarket),
    shops: z.array(z.object({ ...named.shape, isPlaced: z.boolean() })),
    /** How many supermarkets sources state; newest first. */
    shopsStated: z.array(figure),
    total: z.int(),
  }),
});
export type MarketNetwork = z.output<typeof marketNetwork.output>;

/** The table of markets as a file, with the words of one language; scores by `weights` (`crowding3,people0`). */
export const marketNetworkFile = {
  params: z.object({}),
  query: z.strictObject({
    list: z.optional(slug),
    weights: z.optional(z.string().check(z.regex(/^[a-z]+[0-5](,[a-z]+[0-5])*$/, "weights"))),
    lang: z.optional(language),
    ...dataViewAndSet,
  }),
};

/**
 * What the need of an upgrade is made of; `best` is most need. The least that a business point may have is 3 m² (Decree
 * 60/2024/NĐ-CP); the other ends are a choice of this project, shown with every score.
 */
export const NEED_CRITERIA = [
  { id: "building", worst: 0, best: 2 },
  { id: "crowding", worst: 12, best: 3 },
  { id: "people", worst: 0, best: 20_000 },
  { id: "class", worst: 0, best: 1 },
  { id: "remoteness", worst: 0, best: 8 },
] as const satisfies readonly Criterion[];
export type NeedCriterion = (typeof NEED_CRITERIA)[number]["id"];

/** By criterion; what is not known is not there, or may be anything its criterion allows. */
export const needOf = (market: NetworkMarket): ValuesBy<NeedCriterion> => {
  const { structure, m2PerPoint, people, classByPoints, nearest } = market;
  const exactly = (value: number | null) => (value === null ? undefined : { low: value, high: value });
  const isLarger =
    classByPoints === null || market.marketClass === null ? null : Number(classByPoints < market.marketClass);
  const known = {
    building: exactly(structure && STRUCTURES.indexOf(structure)),
    crowding: exactly(m2PerPoint),
    people: exactly(people),
    class: exactly(isLarger),
    remoteness: exactly(nearest && nearest.km),
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
};
