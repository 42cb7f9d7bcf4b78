import type { FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod/mini";
import { type DataView, dataViewAndSet } from "#contracts/data-view.ts";
import { PUBLIC } from "#server/access.ts";
import { type Collection, COLLECTIONS } from "#server/collections/collections.ts";
import { Representation, sendRepresentation } from "#server/http-cache.ts";
import { problem } from "#server/problems.ts";
import { type Api, decodeAddress, originOf, readDataVersion, settingsOf } from "#server/route.ts";
import { Asked, type Link, linkHeader } from "./asked.ts";
import { CRS84 } from "./crs.ts";
import {
  collectionDocument,
  collectionsDocument,
  conformance,
  type Extent,
  JSON_TYPE,
  landing,
  OPENAPI_TYPE,
  queryablesDocument,
  SCHEMA_TYPE,
} from "./documents.ts";
import extentSql from "./extent.sql?raw";
import { Features, GEOJSON, VARY } from "./items.ts";
import { openApi } from "./openapi.ts";
import {
  apiPage,
  collectionPage,
  collectionsPage,
  conformancePage,
  type FeaturePage,
  itemPage,
  itemsPage,
  landingPage,
  queryablesPage,
} from "./pages.ts";
import { common, itemQuery, itemsQuery, type ItemsQuery } from "./parameters.ts";
import styleSheet from "./style.css?raw";

const NONE = z.object({});
const OF_DOCUMENTS = z.strictObject(common);
const OF_API = z.strictObject({ ...common, version: z.optional(z.enum(["3.0", "3.1"])) });
const OF_DATA = z.strictObject({ ...common, ...dataViewAndSet });
const BY_ID: ReadonlyMap<string, Collection> = new Map(COLLECTIONS.map((collection) => [collection.id, collection]));
/** Built once: a schema with a field for each property. */
const ITEMS_QUERIES: ReadonlyMap<string, ReturnType<typeof itemsQuery>> = new Map(
  COLLECTIONS.map((collection) => [collection.id, itemsQuery(collection)]),
);

const HTML_TYPE = "text/html; charset=utf-8";

/** OGC API – Features, Parts 1 to 3: what other programs read the collections by, and people as plain pages. */
export const ogcFeature = ({ app, db, answers }: Api): void => {
  const features = new Features(db, (key, count, version) => answers.answer(key, version, count));

  /** A document that depends on nothing but the request. */
  const send = (
    asked: Asked,
    document: { json: () => unknown; page: (json: never) => string; type: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const json = document.json();
    const links = (json as { links?: readonly Link[] }).links ?? [];
    const body = asked.isHtml ? document.page(json as never) : JSON.stringify(json);
    const representation = new Representation(body, { headers: headersOf(asked, links) });
    return sendRepresentation(representation, typeOf(asked, document.type), request, reply);
  };

  const extentOf = async ({ relation, time }: Collection, settings: Record<string, string>): Promise<Extent> => {
    const sql = extentSql
      .replace("/* relation */", relation)
      .replace("/* from */", time ? `c.${time.from}` : "null::date")
      .replace("/* to */", time ? `c.${time.to}` : "null::date");
    const { rows } = await db.query<Extent>(sql, [], settings);
    return rows[0]!;
  };

  /** An answer made from data, kept as long as these stay. */
  const sendKept = async (
    asked: Asked,
    query: DataView,
    type: string,
    make: (settings: Record<string, string>, version: string) => Promise<Representation>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const settings = settingsOf(query);
    const version = (await readDataVersion(db, settings)) ?? "";
    const path = request.url.split("?", 1)[0] ?? "";
    const kept = await answers.answer(`ogc ${path} ${asked.key}`, version, () => make(settings, version));
    return sendRepresentation(kept, typeOf(asked, type), request, reply);
  };

  app.get("/ogc", PUBLIC, (request, reply) => {
    const asked = askedBy(request, decodeAddress({ params: NONE, query: OF_DOCUMENTS }, request).query);
    return send(
      asked,
      { json: () => landing(asked), page: (json) => landingPage(asked, json), type: JSON_TYPE },
      request,
      reply,
    );
  });
  app.get("/ogc/", PUBLIC, (request, reply) => reply.redirect(`/ogc${request.url.slice("/ogc/".length)}`, 308));

  app.get("/ogc/conformance", PUBLIC, (request, reply) => {
    const asked = askedBy(request, decodeAddress({ params: NONE, query: OF_DOCUMENTS }, request).query);
    const page = (json: never) => conformancePage(asked, json);
    return send(asked, { json: () => conformance(asked), page, type: JSON_TYPE }, request, reply);
  });

  app.get("/ogc/api", PUBLIC, (request, reply) => {
    const { query } = decodeAddress({ params: NONE, query: OF_API }, request);
    const asked = askedBy(request, query);
    const isNewer = query.version === "3.1" || (request.headers.accept ?? "").includes("version=3.1");
    const version = isNewer ? "3.1" : "3.0";
    const type = OPENAPI_TYPE.replace("3.0", version);
    return send(asked, { json: () => openApi(version, asked), page: () => apiPage(asked), type }, request, reply);
  });
  app.get("/ogc/api.html", PUBLIC, (request, reply) => {
    const { query } = decodeAddress({ params: NONE, query: OF_DOCUMENTS }, request);
    const asked = askedBy(request, { ...query, f: "html" });
    return send(asked, { json: () => ({}), page: () => apiPage(asked), type: JSON_TYPE }, request, reply);
  });
  app.get("/ogc/style.css", PUBLIC, (request, reply) =>
    sendRepresentation(new Representation(styleSheet), "text/css; charset=utf-8", request, reply),
  );

  app.get("/ogc/collections", PUBLIC, (request, reply) => {
    const { query } = decodeAddress({ params: NONE, query: OF_DATA }, request);
    const asked = askedBy(request, query);
    const make = async (settings: Record<string, string>) => {
      const extents: Extent[] = [];
      // One after the other: on the embedded database each waits for the one before in any case.
      for (const collection of COLLECTIONS) extents.push(await extentOf(collection, settings));
      const json = collectionsDocument(extents, asked) as { links: Link[] };
      return represented(asked, json, () => collectionsPage(asked, json));
    };
    return sendKept(asked, query, JSON_TYPE, make, request, reply);
  });

  app.get<{ Params: { collectionId: string } }>("/ogc/collections/:collectionId", PUBLIC, (request, reply) => {
    const collection = collectionOf(request.params.collectionId);
    const { query } = decodeAddress({ params: NONE, query: OF_DATA }, request);
    const asked = askedBy(request, query);
    const make = async (settings: Record<string, string>) => {
      const json = collectionDocument(collection, await extentOf(collection, settings), asked) as { links: Link[] };
      return represented(asked, json, () => collectionPage(asked, collection, json));
    };
    return sendKept(asked, query, JSON_TYPE, make, request, reply);
  });

  app.get<{ Params: { collectionId: string } }>(
    "/ogc/collections/:collectionId/queryables",
    PUBLIC,
    (request, reply) => {
      const collection = collectionOf(request.params.collectionId);
      const asked = askedBy(request, decodeAddress({ params: NONE, query: OF_DOCUMENTS }, request).query);
      const links = asked.selfLinks(`/collections/${collection.id}/queryables`, SCHEMA_TYPE);
      const page = () => queryablesPage(asked, collection, links);
      return send(
        asked,
        { json: () => queryablesDocument(collection, asked), page, type: SCHEMA_TYPE },
        request,
        reply,
      );
    },
  );

  app.get<{ Params: { collectionId: string } }>("/ogc/collections/:collectionId/items", PUBLIC, (request, reply) => {
    const collection = collectionOf(request.params.collectionId);
    const schema = ITEMS_QUERIES.get(collection.id)!;
    const query = decodeAddress({ params: NONE, query: schema }, request).query as ItemsQuery;
    const asked = askedBy(request, query);
    const make = async (settings: Record<string, string>, version: string) => {
      const page = await features.page(collection, query, settings, version, asked);
      if (!asked.isHtml) return page;
      return asHtml(page, itemsPage(asked, collection, JSON.parse(page.body.toString()) as FeaturePage));
    };
    return sendKept(asked, query, GEOJSON, make, request, reply);
  });

  app.get<{ Params: { collectionId: string; featureId: string } }>(
    "/ogc/collections/:collectionId/items/:featureId",
    PUBLIC,
    (request, reply) => {
      const collection = collectionOf(request.params.collectionId);
      const { featureId } = request.params;
      const { query } = decodeAddress({ params: NONE, query: itemQuery }, request);
      const asked = askedBy(request, query);
      const make = async (settings: Record<string, string>) => {
        const feature = await features.one(collection, featureId, query.crs ?? CRS84, settings, asked);
        if (!feature) return noFeature(collection, featureId);
        if (!asked.isHtml) return feature;
        return asHtml(feature, itemPage(asked, collection, JSON.parse(feature.body.toString()) as never));
      };
      return sendKept(asked, query, GEOJSON, make, request, reply);
    },
  );
};

const askedBy = (request: FastifyRequest, query: { f?: string | undefined; lang?: string | undefined }): Asked =>
  new Asked(request, originOf(request), query);

const headersOf = (asked: Asked, links: readonly Link[]): Readonly<Record<string, string>> => ({
  vary: VARY,
  "content-language": asked.language,
  ...(links.length > 0 && { link: linkHeader(links) }),
});

const represented = (asked: Asked, json: { links: readonly Link[] }, page: () => string): Representation =>
  new Representation(asked.isHtml ? page() : JSON.stringify(json), { headers: headersOf(asked, json.links) });

/** The same answer as a page, without what holds for the other form only. */
const asHtml = ({ headers }: Representation, page: string): Representation => new Representation(page, { headers });

const typeOf = (asked: Asked, json: string): string =>
  asked.isHtml ? HTML_TYPE : json === JSON_TYPE ? `${json}; charset=utf-8` : json;

const collectionOf = (id: string): Collection =>
  BY_ID.get(id) ??
  problem("layer-not-found", {
    vi: `Không có lớp “${id.slice(0, 60)}”; các lớp có: ${[...BY_ID.keys()].join(", ")}.`,
    en: `There is no collection “${id.slice(0, 60)}”; there are ${[...BY_ID.keys()].join(", ")}.`,
  });

const noFeature = ({ id, titleVi, titleEn }: Collection, featureId: string): never =>
  problem("not-found", {
    vi: `Lớp ${id} (${titleVi}) không có đối tượng “${featureId.slice(0, 100)}”.`,
    en: `The collection ${id} (${titleEn}) has no feature “${featureId.slice(0, 100)}”.`,
  });
