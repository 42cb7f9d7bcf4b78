import { type Collection, COLLECTIONS } from "#server/collections/collections.ts";
import type { Asked } from "./asked.ts";
import { CRS84, CRS_LIST } from "./crs.ts";
import { JSON_TYPE, SCHEMA_TYPE, schemaOf, TITLE } from "./documents.ts";
import { GEOJSON } from "./items.ts";
import { DEFAULT_LIMIT, MAX_LIMIT } from "./parameters.ts";

type Json = Record<string, unknown>;
type Version = "3.0" | "3.1";

const parameter = (name: string, schema: Json, description: string, more: Json = {}): Json => ({
  name,
  in: "query",
  required: false,
  description,
  schema,
  style: "form",
  explode: false,
  ...more,
});

const DAY = { type: "string", format: "date" };
const CRS = { type: "string", format: "uri", enum: CRS_LIST.map(({ uri }) => uri), default: CRS84.uri };
const BOX = {
  type: "array",
  oneOf: [
    { minItems: 4, maxItems: 4 },
    { minItems: 6, maxItems: 6 },
  ],
  items: { type: "number" },
};

const PARAMETERS: Readonly<Record<string, Json>> = {
  f: parameter("f", { type: "string", enum: ["json", "html"] }, "Form of the answer; without it by the header Accept"),
  lang: parameter(
    "lang",
    { type: "string", enum: ["vi", "en"] },
    "Language of titles; without it by Accept-Language, then vi",
  ),
  asOf: parameter("asOf", DAY, "Nothing dated after this day"),
  knownOn: parameter("knownOn", DAY, "Nothing that was learnt after this day"),
  data: parameter(
    "data",
    { type: "string", enum: ["published", "illustrative"], default: "published" },
    "illustrative adds the made-up set, marked in data_set",
  ),
  limit: parameter(
    "limit",
    { type: "integer", minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
    "Most features of one page; a greater number is taken for the maximum",
  ),
  bbox: parameter("bbox", BOX, "Features that meet this box; those without a geometry do not"),
  "bbox-crs": parameter("bbox-crs", CRS, "Reference system of bbox"),
  crs: parameter("crs", CRS, "Reference system of the answer"),
  datetime: parameter(
    "datetime",
    { type: "string" },
    "A day, a moment or an interval (2015-01-01/..); of rows with dates those that hold then",
  ),
  filter: parameter("filter", { type: "string" }, "Filter in CQL2"),
  "filter-lang": parameter(
    "filter-lang",
    { type: "string", enum: ["cql2-text", "cql2-json"], default: "cql2-text" },
    "Encoding of filter",
  ),
  "filter-crs": parameter("filter-crs", CRS, "Reference system of the shapes in filter"),
  sortby: parameter(
    "sortby",
    { type: "array", maxItems: 5, items: { type: "string", pattern: "^[+-]?[a-z0-9_]+$" } },
    "Properties to order by, each with a - before it for descending (-gross_ha,name_vi); then by id. What has no value comes last, texts go by code point",
  ),
  after: parameter("after", { type: "string" }, "Where a page begins; written by next links"),
};
const refs = (...names: string[]): Json[] => names.map((name) => ({ $ref: `#/components/parameters/${name}` }));

const EVERYWHERE = ["f", "lang"];
const OF_DATA = [...EVERYWHERE, "asOf", "knownOn", "data"];
const OF_ITEMS = [
  "limit",
  "bbox",
  "bbox-crs",
  "crs",
  "datetime",
  "filter",
  "filter-lang",
  "filter-crs",
  "sortby",
  "after",
];

const answer = (description: string, type: string, schema: string): Json => ({
  description,
  headers: { ETag: { schema: { type: "string" } } },
  content: {
    [type]: { schema: { $ref: `#/components/schemas/${schema}` } },
    "text/html": { schema: { type: "string" } },
  },
});
const refusals = (...statuses: number[]): Json =>
  Object.fromEntries(statuses.map((status) => [String(status), { $ref: `#/components/responses/${status}` }]));

const get = (
  operationId: string,
  summary: string,
  tag: string,
  parameters: Json[],
  ok: Json,
  missing: number[] = [],
): Json => ({
  get: {
    operationId,
    summary,
    tags: [tag],
    parameters,
    responses: { "200": ok, ...refusals(400, 401, ...missing, 503) },
  },
});

const collectionPaths = (collection: Collection, asked: Asked): [string, Json][] => {
  const { id, properties } = collection;
  const title = asked.say({ vi: collection.titleVi, en: collection.titleEn });
  const path = `/collections/${id}`;
  const queryable = properties.map((property) => {
    const { title: name, ...schema } = schemaOf(property, asked);
    return parameter(property.name, schema, String(name));
  });
  const fid: Json = { name: "featureId", in: "path", required: true, schema: { type: "string" } };
  return [
    [path, get(`describe.${id}`, title, title, refs(...OF_DATA), answer("The collection", JSON_TYPE, "collection"))],
    [
      `${path}/items`,
      get(
        `items.${id}`,
        title,
        title,
        [...refs(...OF_DATA, ...OF_ITEMS), ...queryable],
        answer("A page of features", GEOJSON, "features"),
      ),
    ],
    [
      `${path}/items/{featureId}`,
      get(
        `item.${id}`,
        title,
        title,
        [fid, ...refs(...OF_DATA, "crs")],
        answer("The feature", GEOJSON, "feature"),
        [404],
      ),
    ],
    [
      `${path}/queryables`,
      get(
        `queryables.${id}`,
        title,
        title,
        refs(...EVERYWHERE),
        answer("What can be filtered by", SCHEMA_TYPE, "schema"),
      ),
    ],
  ];
};

const LINK = {
  type: "object",
  required: ["href"],
  properties: { href: { type: "string" }, rel: { type: "string" }, type: { type: "string" } },
};
const LINKS = { type: "array", items: LINK };
const object = (required: string[], properties: Json): Json => ({ type: "object", required, properties });

const SCHEMAS: Json = {
  landing: object(["links"], { title: { type: "string" }, description: { type: "string" }, links: LINKS }),
  conformance: object(["conformsTo"], { conformsTo: { type: "array", items: { type: "string" } } }),
  collections: object(["links", "collections"], {
    links: LINKS,
    collections: { type: "array", items: { $ref: "#/components/schemas/collection" } },
  }),
  collection: object(["id", "links"], {
    id: { type: "string" },
    title: { type: "string" },
    description: { type: "string" },
    extent: { type: "object" },
    crs: { type: "array", items: { type: "string" } },
    storageCrs: { type: "string" },
    links: LINKS,
  }),
  features: object(["type", "features"], {
    type: { type: "string", enum: ["FeatureCollection"] },
    features: { type: "array", items: { $ref: "#/components/schemas/feature" } },
    links: LINKS,
    timeStamp: { type: "string", format: "date-time" },
    numberMatched: { type: "integer", minimum: 0 },
    numberReturned: { type: "integer", minimum: 0 },
  }),
  feature: object(["type", "geometry", "properties"], {
    type: { type: "string", enum: ["Feature"] },
    id: { type: "string" },
    geometry: {},
    properties: { type: "object" },
    links: LINKS,
  }),
  schema: { type: "object" },
  problem: object(["type", "title", "status"], {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    errors: { type: "array", items: { type: "object" } },
  }),
};

const REFUSALS: Readonly<Record<number, string>> = {
  400: "A parameter is unknown, repeated or not as expected; `errors` says which and what was",
  401: "The personal token is wrong or has ended",
  404: "There is nothing of that id",
  503: "Temporarily unavailable; Retry-After says when to ask again",
};

/** OpenAPI with a path for each collection: clients read from it which filters they can leave to the server. */
export const openApi = (version: Version, asked: Asked): Json => ({
  openapi: version === "3.1" ? "3.1.0" : "3.0.3",
  info: { title: asked.say(TITLE), version: "1" },
  servers: [{ url: `${asked.origin}/ogc` }],
  paths: {
    "/": get("landing", "Landing page", "OGC API", refs(...EVERYWHERE), answer("Where to go on", JSON_TYPE, "landing")),
    "/conformance": get(
      "conformance",
      "Conformance classes",
      "OGC API",
      refs(...EVERYWHERE),
      answer("The classes", JSON_TYPE, "conformance"),
    ),
    "/collections": get(
      "collections",
      "The collections",
      "OGC API",
      refs(...OF_DATA),
      answer("The collections", JSON_TYPE, "collections"),
    ),
    ...Object.fromEntries(COLLECTIONS.flatMap((collection) => collectionPaths(collection, asked))),
  },
  components: {
    parameters: PARAMETERS,
    schemas: SCHEMAS,
    responses: Object.fromEntries(
      Object.entries(REFUSALS).map(([status, description]) => [
        status,
        { description, content: { "application/problem+json": { schema: { $ref: "#/components/schemas/problem" } } } },
      ]),
    ),
    securitySchemes: {
      personalToken: { type: "http", scheme: "bearer" },
      personalTokenAsPassword: {
        type: "http",
        scheme: "basic",
        description: "Any name, the personal token as password",
      },
    },
  },
  // All of it is open; a token is welcome, and told when it has ended.
  security: [{}, { personalToken: [] }, { personalTokenAsPassword: [] }],
});
