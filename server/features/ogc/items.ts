import type { Collection, CollectionProperty } from "#server/collections/collections.ts";
import type { Db, Settings } from "#server/db/port.ts";
import { Representation } from "#server/http-cache.ts";
import { problem } from "#server/problems.ts";
import { type Asked, type Link, linkHeader } from "./asked.ts";
import countSql from "./count.sql?raw";
import type { Filter } from "./cql2/ast.ts";
import { parseFilter, refuseFilter } from "./cql2/parse.ts";
import { type Condition, GEOMETRY, toCondition } from "./cql2/to-sql.ts";
import { type CrsDefinition, CRS84 } from "./crs.ts";
import { type Order, orderOf } from "./order.ts";
import { askedByParameters, DEFAULT_LIMIT, isBoxOrdered, isPlace, type ItemsQuery } from "./parameters.ts";
import pageSql from "./page.sql?raw";
import validSql from "./valid.sql?raw";

/** What answers differ by, beside their address. */
export const VARY = "accept, accept-language, accept-encoding";
export const GEOJSON = "application/geo+json";

type Part = { readonly filter: Filter; readonly crs: CrsDefinition };
type PageRow = { features: string; returned: number; hasMore: boolean; lastPlace: string | null };

/** Counts that were made, kept by the version of the data. */
type Counts = (key: string, count: () => Promise<string>, version: string) => Promise<Representation>;

/** Where the parameters of a condition begin in page.sql. */
const FIRST_OF_PAGE = 6;

/** What a query asks of the rows, each part by the reference system its coordinates are in. */
const partsOf = (collection: Collection, query: ItemsQuery): readonly Part[] => {
  const { bbox, filter } = query;
  const boxCrs = query["bbox-crs"] ?? CRS84;
  if (bbox && !isBoxOrdered(bbox, boxCrs)) {
    problem(
      "invalid-request",
      { vi: "Khung bao bị ngược.", en: "The box is the wrong way round." },
      {
        errors: [
          {
            pointer: "/bbox",
            message: { vi: "góc có tọa độ nhỏ hơn đứng trước", en: "the corner of the lesser coordinates comes first" },
          },
        ],
      },
    );
  }
  return [
    { filter: askedByParameters(collection, query), crs: CRS84 },
    ...(bbox
      ? [{ filter: { op: "s_intersects", args: [{ property: GEOMETRY }, { bbox }] } as const, crs: boxCrs }]
      : []),
    ...(filter === undefined
      ? []
      : [{ filter: parseFilter(filter, query["filter-lang"] ?? "cql2-text"), crs: query["filter-crs"] ?? CRS84 }]),
  ];
};

/** After which row the page begins; null for the first page. */
const placeOf = (collection: Collection, { after, sortby = [] }: ItemsQuery): string | null => {
  if (after === undefined) return null;
  if (isPlace(after, sortby, collection)) return after;
  return problem(
    "invalid-request",
    { vi: "Không rõ trang bắt đầu từ đâu.", en: "Where the page begins is not clear." },
    {
      errors: [
        {
          pointer: "/after",
          message: {
            vi: "cần đúng giá trị trong liên kết “trang sau” của cùng cách sắp xếp",
            en: "expected what the next link of the same order has",
          },
        },
      ],
    },
  );
};

/** All parts together, with parameters from `first` on. */
const conditionOf = (collection: Collection, parts: readonly Part[], first: number): Condition => {
  const conditions: Condition[] = [];
  let next = first;
  for (const { filter, crs } of parts) {
    const condition = toCondition(filter, collection, crs, next);
    conditions.push(condition);
    next += condition.params.length;
  }
  return {
    sql: conditions.map(({ sql }) => sql).join(" and "),
    params: conditions.flatMap(({ params }) => params),
    shapes: conditions.flatMap(({ shapes }) => shapes),
  };
};

/** With a decimal always: GDAL takes a column for whole numbers when its first page has no other, and would cut the rest off. */
const columnOf = ({ name, type }: CollectionProperty): string =>
  type === "number" ? `round(c.${name}, greatest(scale(c.${name}), 1)) as ${name}` : `c.${name}`;

const filled = (sql: string, { relation, properties }: Collection, condition: string): string =>
  sql
    .replace("/* relation */", relation)
    .replace("/* columns */", properties.map(columnOf).join(", "))
    .replace("/* condition */", () => condition);

export class Features {
  readonly #db: Db;
  readonly #counts: Counts;

  constructor(db: Db, counts: Counts) {
    this.#db = db;
    this.#counts = counts;
  }

  /** A page of features as GeoJSON, with its links. */
  async page(
    collection: Collection,
    query: ItemsQuery,
    settings: Settings,
    version: string,
    asked: Asked,
  ): Promise<Representation> {
    const parts = partsOf(collection, query);
    const crs = query.crs ?? CRS84;
    await this.#refuseInvalid(collection, parts, settings);
    const begin = { after: placeOf(collection, query), order: orderOf(query.sortby ?? []) };
    const page = await this.#read(collection, parts, crs, query.limit ?? DEFAULT_LIMIT, begin, settings);
    const matched = await this.#count(collection, parts, settings, version);
    const path = `/collections/${collection.id}/items`;
    const links: Link[] = [
      ...asked.selfLinks(path, GEOJSON),
      ...(page.hasMore && page.lastPlace !== null
        ? [
            asked.link("next", asked.same(path, { after: page.lastPlace }), asked.isHtml ? "text/html" : GEOJSON, {
              vi: "Trang sau",
              en: "Next page",
            }),
          ]
        : []),
      asked.link("collection", asked.url(`/collections/${collection.id}`), "application/json", {
        vi: "Mô tả lớp",
        en: "The collection",
      }),
    ];
    const rest = `"numberMatched":${matched},"numberReturned":${page.returned},"links":${JSON.stringify(links)},"features":[\n${page.features}\n]}`;
    return new Representation(`{"type":"FeatureCollection","timeStamp":"${now()}",${rest}`, {
      headers: headersOf(links, crs, asked),
      tagOf: rest,
    });
  }

  /** One feature; undefined where there is none of that id. */
  async one(collection: Collection, id: string, crs: CrsDefinition, settings: Settings, asked: Asked) {
    const parts: Part[] = [{ filter: { op: "=", args: [{ property: "id" }, id] }, crs: CRS84 }];
    const { features, returned } = await this.#read(
      collection,
      parts,
      crs,
      1,
      { after: null, order: orderOf([]) },
      settings,
    );
    if (returned === 0) return undefined;
    const path = `/collections/${collection.id}/items/${encodeURIComponent(id)}`;
    const links = [
      ...asked.selfLinks(path, GEOJSON),
      asked.link("collection", asked.url(`/collections/${collection.id}`), "application/json", {
        vi: "Mô tả lớp",
        en: "The collection",
      }),
    ];
    return new Representation(
      features.replace(/\}$/, () => `,"links":${JSON.stringify(links)}}`),
      {
        headers: headersOf(links, crs, asked),
      },
    );
  }

  async #read(
    collection: Collection,
    parts: readonly Part[],
    { srid, isNorthFirst, digits }: CrsDefinition,
    limit: number,
    { after, order }: { after: string | null; order: Order },
    settings: Settings,
  ): Promise<PageRow> {
    const { sql, params } = conditionOf(collection, parts, FIRST_OF_PAGE);
    const { rows } = await this.#db.query<PageRow>(
      filled(pageSql, collection, sql)
        .replace("/* begins */", () => order.begins)
        .replaceAll("/* order */", () => order.by)
        .replace("/* place */", () => order.place),
      [after, limit, srid, isNorthFirst, digits, ...params],
      settings,
    );
    return rows[0]!;
  }

  /** Counted once for all pages of a query. */
  async #count(collection: Collection, parts: readonly Part[], settings: Settings, version: string): Promise<string> {
    const { sql, params } = conditionOf(collection, parts, 1);
    const key = `ogcCount ${collection.id} ${sql} ${JSON.stringify([params, settings])}`;
    const counted = await this.#counts(
      key,
      async () => {
        const { rows } = await this.#db.query<{ matched: number }>(filled(countSql, collection, sql), params, settings);
        return String(rows[0]!.matched);
      },
      version,
    );
    return counted.body.toString();
  }

  /** An outline that crosses itself: one database would answer with a fault, the other with nothing. */
  async #refuseInvalid(collection: Collection, parts: readonly Part[], settings: Settings): Promise<void> {
    for (const { filter, crs } of parts) {
      const { shapes, params } = toCondition(filter, collection, crs, 1);
      if (shapes.length === 0 || !JSON.stringify(filter).includes("Polygon")) continue;
      // Only what the shapes need: a parameter that no statement names has no type.
      const used = [...new Set(shapes.flatMap((shape) => shape.match(/\$\d+/g) ?? []))];
      const renumbered = shapes.join(", ").replaceAll(/\$\d+/g, (name) => `$${used.indexOf(name) + 1}`);
      const { rows } = await this.#db.query<{ valid: boolean }>(
        validSql.replace("/* shapes */", renumbered),
        used.map((name) => params[Number(name.slice(1)) - 1]),
        settings,
      );
      if (rows[0]?.valid !== true) {
        refuseFilter({
          vi: "hình không hợp lệ: đường bao tự cắt hoặc trùng nhau",
          en: "a shape is not valid: its outline crosses or touches itself",
        });
      }
    }
  }
}

const now = (): string => new Date().toISOString().replace(/\.\d+Z$/, "Z");

const headersOf = (links: readonly Link[], crs: CrsDefinition, asked: Asked): Readonly<Record<string, string>> => ({
  vary: VARY,
  "content-language": asked.language,
  link: linkHeader(links),
  "content-crs": `<${crs.uri}>`,
});
