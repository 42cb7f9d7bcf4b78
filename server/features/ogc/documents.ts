import { type Collection, COLLECTIONS, type CollectionProperty } from "#server/collections/collections.ts";
import type { Text } from "#server/problems.ts";
import type { Asked, Link } from "./asked.ts";
import { GEOMETRY } from "./cql2/to-sql.ts";
import { CRS84, CRS_LIST } from "./crs.ts";
import { GEOJSON } from "./items.ts";

type Json = Record<string, unknown>;

export const JSON_TYPE = "application/json";
export const SCHEMA_TYPE = "application/schema+json";
export const OPENAPI_TYPE = "application/vnd.oai.openapi+json;version=3.0";

const FEATURES = "http://www.opengis.net/spec/ogcapi-features";
const CQL2 = "http://www.opengis.net/spec/cql2/1.0/conf";

export const CONFORMS_TO: readonly string[] = [
  ...["core", "oas30", "html", "geojson"].map((name) => `${FEATURES}-1/1.0/conf/${name}`),
  `${FEATURES}-2/1.0/conf/crs`,
  ...["queryables", "queryables-query-parameters", "filter", "features-filter"].map(
    (name) => `${FEATURES}-3/1.0/conf/${name}`,
  ),
  ...[
    "cql2-text",
    "cql2-json",
    "basic-cql2",
    "advanced-comparison-operators",
    "case-insensitive-comparison",
    "accent-insensitive-comparison",
    "basic-spatial-functions",
    "basic-spatial-functions-plus",
    "spatial-functions",
    "temporal-functions",
  ].map((name) => `${CQL2}/${name}`),
];

export const TITLE: Text = {
  vi: "Dữ liệu mở về khu, cụm công nghiệp và chợ của Vĩnh Long",
  en: "Open data on the industrial zones, clusters and markets of Vĩnh Long",
};
const DESCRIPTION: Text = {
  vi: "Các lớp của bản đồ và mọi số liệu kèm thời điểm, cách có số và nguồn, theo OGC API – Features. Dán địa chỉ trang này vào QGIS (Lớp ▸ Thêm lớp ▸ WFS / OGC API) để mở.",
  en: "The layers of the map and every figure with its date, method and source, by OGC API – Features. Paste the address of this page into QGIS (Layer ▸ Add Layer ▸ WFS / OGC API) to open them.",
};

export const landing = (asked: Asked): Json => ({
  title: asked.say(TITLE),
  description: asked.say(DESCRIPTION),
  links: [
    ...asked.selfLinks("", JSON_TYPE),
    asked.link("service-desc", asked.url("/api"), OPENAPI_TYPE, {
      vi: "Mô tả API (OpenAPI)",
      en: "The API as OpenAPI",
    }),
    asked.link("service-doc", asked.url("/api.html"), "text/html", { vi: "Hướng dẫn API", en: "The API explained" }),
    asked.link("conformance", asked.url("/conformance"), JSON_TYPE, {
      vi: "Các lớp tiêu chuẩn",
      en: "Conformance classes",
    }),
    asked.link("data", asked.url("/collections"), JSON_TYPE, { vi: "Các lớp dữ liệu", en: "The collections" }),
  ],
});

export const conformance = (asked: Asked): Json => ({
  conformsTo: CONFORMS_TO,
  links: asked.selfLinks("/conformance", JSON_TYPE),
});

/** What the rows of a collection span; null where it has none. */
export type Extent = {
  readonly west: number | null;
  readonly south: number | null;
  readonly east: number | null;
  readonly north: number | null;
  readonly first: string | null;
  readonly last: string | null;
};

const CRS_URIS = CRS_LIST.map(({ uri }) => uri);

const described = (
  { id, geometryType, ...collection }: Collection,
  { west, south, east, north, first, last }: Extent,
  asked: Asked,
): Json => {
  const path = `/collections/${id}`;
  return {
    id,
    title: asked.say({ vi: collection.titleVi, en: collection.titleEn }),
    description: asked.say({
      vi: `${collection.descriptionVi} ${collection.qualityVi}`,
      en: `${collection.descriptionEn} ${collection.qualityEn}`,
    }),
    itemType: "feature",
    ...(geometryType && { geometryType }),
    extent: {
      ...(west !== null && { spatial: { bbox: [[west, south, east, north]], crs: CRS84.uri } }),
      ...(collection.time && { temporal: { interval: [[momentOf(first), momentOf(last)]] } }),
    },
    crs: CRS_URIS,
    storageCrs: CRS84.uri,
    links: [
      asked.link("items", asked.url(`${path}/items`), GEOJSON, {
        vi: "Đối tượng, dạng GeoJSON",
        en: "Features as GeoJSON",
      }),
      asked.link("items", asked.url(`${path}/items`, { f: "html" }), "text/html", {
        vi: "Đối tượng, dạng trang web",
        en: "Features as a page",
      }),
      asked.link("http://www.opengis.net/def/rel/ogc/1.0/queryables", asked.url(`${path}/queryables`), SCHEMA_TYPE, {
        vi: "Thuộc tính để lọc",
        en: "What can be filtered by",
      }),
    ],
  };
};

const momentOf = (day: string | null): string | null => (day === null ? null : `${day}T00:00:00Z`);

export const collectionDocument = (collection: Collection, extent: Extent, asked: Asked): Json => {
  const { links, ...rest } = described(collection, extent, asked) as { links: Link[] };
  return { ...rest, links: [...asked.selfLinks(`/collections/${collection.id}`, JSON_TYPE), ...links] };
};

export const collectionsDocument = (extents: readonly Extent[], asked: Asked): Json => ({
  links: asked.selfLinks("/collections", JSON_TYPE),
  crs: CRS_URIS,
  collections: COLLECTIONS.map((collection, n) => {
    const { links, ...rest } = described(collection, extents[n]!, asked) as { links: Link[] };
    const self = asked.link("self", asked.url(`/collections/${collection.id}`), JSON_TYPE, {
      vi: "Mô tả lớp",
      en: "The collection",
    });
    return { ...rest, links: [self, ...links] };
  }),
});

/** A property as JSON Schema. */
export const schemaOf = ({ type, titleVi, titleEn, unit, enum: members }: CollectionProperty, asked: Asked): Json => ({
  title: asked.say({ vi: titleVi, en: titleEn }),
  ...(type === "date" ? { type: "string", format: "date" } : { type }),
  ...(unit && { "x-ogc-unit": unit }),
  ...(members && { enum: members }),
});

export const queryablesDocument = (collection: Collection, asked: Asked): Json => {
  const { id, titleVi, titleEn, geometryType, properties } = collection;
  const path = `/collections/${id}/queryables`;
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `${asked.origin}/ogc${path}`,
    type: "object",
    title: asked.say({ vi: titleVi, en: titleEn }),
    properties: {
      id: { title: asked.say({ vi: "Mã", en: "Id" }), type: "string", "x-ogc-role": "id" },
      ...(geometryType && {
        [GEOMETRY]: {
          title: asked.say({ vi: "Hình", en: "Geometry" }),
          format: `geometry-${geometryType.toLowerCase()}`,
          "x-ogc-role": "primary-geometry",
        },
      }),
      ...Object.fromEntries(properties.map((property) => [property.name, schemaOf(property, asked)])),
    },
    additionalProperties: false,
  };
};
