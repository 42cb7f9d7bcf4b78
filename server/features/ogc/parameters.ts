import * as z from "zod/mini";
import { type DataView, dataViewAndSet } from "#contracts/data-view.ts";
import { isoDate, type Language, language } from "#contracts/units.ts";
import type { Collection, CollectionProperty } from "#server/collections/collections.ts";
import type { Filter, Instant, Scalar } from "./cql2/ast.ts";
import { type CrsDefinition, crsOf } from "./crs.ts";

export const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 10_000;

/** A text that `read` understands; `expected` is the name of what was expected instead (server/input-faults.ts). */
const readBy = <T>(expected: string, read: (text: string) => T | undefined) =>
  z.optional(
    z.pipe(
      z.string(),
      z.transform((text, context): T => {
        const value = read(text);
        if (value !== undefined) return value;
        context.issues.push({ code: "custom", message: expected, input: text });
        return z.NEVER;
      }),
    ),
  );

/** Of every page and document. */
export const common = { f: z.optional(z.enum(["json", "html"])), lang: z.optional(language) };

const WHOLE = /^[1-9]\d{0,17}$/;
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;

const readLimit = (text: string): number | undefined =>
  // More than is given at once is no fault: the page is smaller, and says where the next one is.
  WHOLE.test(text) ? Math.min(Number(text), MAX_LIMIT) : undefined;

const readNumber = (text: string): number | undefined => {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
};

const readBox = (text: string): readonly number[] | undefined => {
  const numbers = text.split(",").map((part) => readNumber(part.trim()));
  const box = numbers.filter((number) => number !== undefined && Math.abs(number) < 1e8) as number[];
  return (numbers.length === 4 || numbers.length === 6) && box.length === numbers.length ? box : undefined;
};

/** The lesser corner first; only longitudes may go the other way, over the antimeridian. */
export const isBoxOrdered = (box: readonly number[], crs: CrsDefinition): boolean => {
  const half = box.length / 2;
  const eastAxis = crs.isNorthFirst ? 1 : 0;
  return [...Array(half).keys()].every(
    (axis) => (axis === eastAxis && crs.isGeographic) || box[axis]! <= box[axis + half]!,
  );
};

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;

const readInstant = (text: string): Instant | undefined => {
  if (z.safeParse(isoDate, text).success) return { date: text };
  const isMoment =
    MOMENT.test(text) && z.safeParse(isoDate, text.slice(0, 10)).success && !Number.isNaN(Date.parse(text));
  return isMoment ? { timestamp: text } : undefined;
};

type Span = readonly [Instant | "..", Instant | ".."];

const readSpan = (text: string): Span | undefined => {
  const parts = text.split("/");
  const ends = parts.map((part) => (parts.length === 2 && (part === "" || part === "..") ? ".." : readInstant(part)));
  const [from, to = from] = ends;
  if (parts.length > 2 || from === undefined || to === undefined) return undefined;
  const days = [from, to].map((end) => (end === ".." ? end : Object.values(end)[0]!.slice(0, 10)));
  return days.includes("..") || days[0]! <= days[1]! ? [from, to] : undefined;
};

const valueOf = ({ type, enum: members }: CollectionProperty) => {
  if (members) return z.optional(z.enum(members as [string, ...string[]]));
  if (type === "boolean") return readBy<Scalar>("ogcBoolean", (text) => ({ true: true, false: false })[text]);
  if (type === "date") return readBy<Scalar>("isoDate", (text) => readInstant(text) as Scalar | undefined);
  if (type === "string") return readBy<Scalar>("string", (text) => text.normalize("NFC"));
  return readBy<Scalar>("ogcNumber", readNumber);
};

/** One property that features are ordered by. */
export type SortKey = Pick<CollectionProperty, "name" | "type"> & { readonly isDescending: boolean };

const MAX_SORT_KEYS = 5;
const ID: Pick<CollectionProperty, "name" | "type"> = { name: "id", type: "string" };

/** `-gross_ha,name_vi`: a minus for descending; a plus, or the space that it becomes in an address, for ascending. */
const readSortKeys =
  ({ properties }: Collection) =>
  (text: string): readonly SortKey[] | undefined => {
    const keys = text.split(",").flatMap((part): SortKey[] => {
      const name = part.trim().replace(/^[+-]/, "");
      const known = [ID, ...properties].find((property) => property.name === name);
      return known ? [{ name, type: known.type, isDescending: part.startsWith("-") }] : [];
    });
    const isWhole = keys.length === text.split(",").length && keys.length <= MAX_SORT_KEYS;
    return isWhole && new Set(keys.map(({ name }) => name)).size === keys.length ? keys : undefined;
  };

/** Whether this is a place among rows of that order, as page.sql writes it (order.ts): no other text may reach its casts. */
export const isPlace = (text: string, keys: readonly SortKey[], { properties }: Collection): boolean => {
  if (keys.length === 0) return true;
  const values = parsedArray(text);
  const isText = (value: unknown): value is string =>
    typeof value === "string" && !value.includes("\0") && !/\p{Surrogate}/u.test(value);
  if (values?.length !== keys.length + 1 || !isText(values.at(-1))) return false;
  return keys.every(({ name }, index) => {
    const value = values[index];
    const property = properties.find((known) => known.name === name);
    return value === null || (isText(value) && (!property || z.safeParse(valueOf(property), value).success));
  });
};

const parsedArray = (text: string): readonly unknown[] | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** What a query of the features of a collection may say: the parameters of the standard, ours, and one for each property. */
export const itemsQuery = (collection: Collection) =>
  z.strictObject({
    ...common,
    ...dataViewAndSet,
    limit: readBy("ogcLimit", readLimit),
    bbox: readBy("ogcBox", readBox),
    "bbox-crs": readBy("ogcCrs", crsOf),
    crs: readBy("ogcCrs", crsOf),
    datetime: readBy("ogcTime", readSpan),
    filter: z.optional(z.string()),
    "filter-lang": z.optional(z.enum(["cql2-text", "cql2-json"])),
    "filter-crs": readBy("ogcCrs", crsOf),
    sortby: readBy("ogcSort", readSortKeys(collection)),
    /** Where a page begins: after this place. Written by `next` links. */
    after: z.optional(z.string().check(z.maxLength(3_000))),
    ...Object.fromEntries(collection.properties.map((property) => [property.name, valueOf(property)])),
  });
/** Of one feature. */
export const itemQuery = z.strictObject({ ...common, ...dataViewAndSet, crs: readBy("ogcCrs", crsOf) });

export type ItemsQuery = DataView & {
  readonly f?: "json" | "html" | undefined;
  readonly lang?: Language | undefined;
  readonly limit?: number;
  readonly bbox?: readonly number[];
  readonly "bbox-crs"?: CrsDefinition;
  readonly crs?: CrsDefinition;
  readonly datetime?: Span;
  readonly filter?: string;
  readonly "filter-lang"?: "cql2-text" | "cql2-json";
  readonly "filter-crs"?: CrsDefinition;
  readonly sortby?: readonly SortKey[];
  readonly after?: string;
} & { readonly [property: string]: unknown };

/** What properties and dates ask for, as a filter. */
export const askedByParameters = ({ properties, time }: Collection, query: ItemsQuery): Filter => {
  const equal = properties
    .filter(({ name }) => query[name] !== undefined)
    .map(({ name }): Filter => ({ op: "=", args: [{ property: name }, query[name] as Scalar] }));
  // A row without any day always matches, as does every row of a collection without days.
  const held: Filter[] =
    query.datetime && time
      ? [
          {
            op: "t_intersects",
            args: [{ interval: [{ property: time.from }, { property: time.to }] }, { interval: query.datetime }],
          },
        ]
      : [];
  return { op: "and", args: [true, ...equal, ...held] };
};
