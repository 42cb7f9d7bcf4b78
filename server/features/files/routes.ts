import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { carriesCrs, FILE_MEDIA_TYPES } from "#contracts/file-formats.ts";
import {
  ALL_FILES_PATH,
  dcat,
  fileAddress,
  type FileQuery,
  NETWORK_LINK_PATH,
  openData,
  QGIS_LAYERS_PATH,
} from "#contracts/files.ts";
import * as z from "zod/mini";
import { dataViewAndSet } from "#contracts/data-view.ts";
import { PUBLIC } from "#server/access.ts";
import { COLLECTIONS } from "#server/collections/collections.ts";
import { isHeldBy, Representation, sendRepresentation } from "#server/http-cache.ts";
import { problem } from "#server/problems.ts";
import { type Api, decodeAddress, originOf, type Read, readDataVersion, route, settingsOf } from "#server/route.ts";
import { WGS_84 } from "#server/vector-files/layer.ts";
import { catalogue } from "./dcat.ts";
import { Exports, type MadeFile } from "./exports.ts";
import { dispositionOf } from "./file-name.ts";
import { makeArchive, makeFile } from "./make-file.ts";
import { networkLink } from "./network-link.ts";
import { qgisLayers } from "./qgis-layers.ts";
import { readFacts } from "./read-collection.ts";

const archiveAddress = { params: z.object({}), query: z.strictObject(dataViewAndSet) };
const noQuery = { params: z.object({}), query: z.strictObject({}) };
const ARCHIVE_TITLE = { vi: "toàn bộ dữ liệu", en: "all data" } as const;

export const filesFeature = (api: Api): void => {
  const { app, db } = api;
  const exports = new Exports();
  app.addHook("onReady", () => Exports.removeLeftOver());
  app.addHook("onClose", () => exports.close());

  route(api, openData, async (_, read) => listed(read));
  route(api, dcat, async (_, read, origin) => catalogue(await listed(read), origin), {
    type: "application/ld+json; charset=utf-8",
    isByOrigin: true,
  });

  app.get("/api/files/:file", { compress: false, ...PUBLIC }, async (request, reply) => {
    const { file } = request.params as { readonly file: string };
    // At the first dot: the end of a name may have one of its own.
    const [, id = "", end = ""] = /^([^.]*)\.(.*)$/.exec(file) ?? [];
    const address = { params: { collection: id, format: end }, query: request.query } as FastifyRequest;
    const { params, query } = decodeAddress(fileAddress, address, () => noFile(file));
    const { format } = params;
    const collection = COLLECTIONS.find((known) => known.id === id) ?? noFile(file);
    if (query.crs !== undefined && query.crs !== String(WGS_84.srid) && !carriesCrs(format)) return wrongCrs(format);
    const version = (await readDataVersion(db, settingsOf(query))) ?? "";
    const title = query.lang === "en" ? collection.titleEn : collection.titleVi;
    return answer(request, reply, {
      type: FILE_MEDIA_TYPES[format],
      disposition: dispositionOf(id, title, format, query),
      tag: JSON.stringify([id, format, query, version]),
      make: (wanted) =>
        exports.make(`${id}.${format}`, wanted, (path, signal) =>
          makeFile(collection, format, { db, query, path, signal }),
        ),
    });
  });

  app.get(ALL_FILES_PATH, { compress: false, ...PUBLIC }, async (request, reply) => {
    const { query } = decodeAddress(archiveAddress, request);
    const version = (await readDataVersion(db, settingsOf(query))) ?? "";
    const write = (path: string, signal: AbortSignal) =>
      makeArchive(COLLECTIONS, { db, query, path, signal, name: "vinh-long" });
    const today = new Date().toISOString().slice(0, 10);
    return answer(request, reply, {
      type: "application/zip",
      disposition: dispositionOf(`all-${today}`, `${ARCHIVE_TITLE.vi} ${today}`, "zip", query as FileQuery),
      tag: JSON.stringify(["all", query, version]),
      // Only the archive that most ask for is kept: there are as many others as days, and a disc has an end.
      make: (wanted) =>
        Object.keys(query).length === 0 ? exports.keep("all", version, write) : exports.make("all", wanted, write),
    });
  });

  app.get(QGIS_LAYERS_PATH, PUBLIC, async (request, reply) => {
    decodeAddress(noQuery, request);
    reply.header("content-disposition", 'attachment; filename="vinh-long.qlr"');
    return sendRepresentation(
      new Representation(qgisLayers(originOf(request))),
      "application/x-qgis-layer-definition",
      request,
      reply,
    );
  });
  app.get(NETWORK_LINK_PATH, PUBLIC, async (request, reply) => {
    decodeAddress(noQuery, request);
    reply.header("content-disposition", 'attachment; filename="vinh-long.kml"');
    return sendRepresentation(new Representation(networkLink(originOf(request))), FILE_MEDIA_TYPES.kml, request, reply);
  });
};

const listed = async (read: Read) => {
  const items = [];
  let dataVersion = "";
  for (const collection of COLLECTIONS) {
    const facts = await readFacts(read, collection, WGS_84.srid);
    dataVersion = facts.dataVersion;
    const { rows, rowsWithGeometry, newestOn, sources } = facts;
    const { id, titleVi, titleEn, descriptionVi, descriptionEn, qualityVi, qualityEn, geometryType, properties } =
      collection;
    items.push({
      id,
      titleVi,
      titleEn,
      descriptionVi,
      descriptionEn,
      qualityVi,
      qualityEn,
      geometryType,
      rows,
      rowsWithGeometry,
      newestOn,
      columns: properties.length,
      sources: [...sources],
    });
  }
  return { dataVersion, items, total: items.length };
};

type Answer = {
  readonly type: string;
  readonly disposition: string;
  /** Of what the file is a function. */
  readonly tag: string;
  readonly make: (wanted: AbortSignal) => Promise<MadeFile>;
};

/** Makes the file and sends it; gives up once whoever asked has gone. */
const answer = async (request: FastifyRequest, reply: FastifyReply, { type, disposition, tag, make }: Answer) => {
  const etag = `W/"${createHash("sha256").update(tag).digest("base64url").slice(0, 22)}"`;
  reply.headers({ etag, "cache-control": "no-cache" });
  if (isHeldBy(request.headers["if-none-match"], etag)) return reply.code(304).send();
  const gone = new AbortController();
  const onClose = () => gone.abort(new Error("whoever asked has gone"));
  reply.raw.once("close", onClose);
  const { bytes, stream } = await make(gone.signal);
  reply.raw.off("close", onClose);
  return reply.headers({ "content-disposition": disposition, "content-length": bytes }).type(type).send(stream);
};

const noFile = (name: string): never =>
  problem("not-found", {
    vi: `Không có tệp “${name.slice(0, 100)}”; các bộ dữ liệu và định dạng có ở /api/open-data và trang Tải dữ liệu.`,
    en: `There is no file “${name.slice(0, 100)}”; collections and formats are listed at /api/open-data and on the page Open data.`,
  });

const wrongCrs = (format: string): never =>
  problem(
    "invalid-request",
    {
      vi: `Định dạng ${format} chỉ chứa được tọa độ WGS 84 (4326).`,
      en: `The format ${format} holds WGS 84 (4326) only.`,
    },
    { errors: [{ pointer: "/crs", message: { vi: "cần 4326 hoặc bỏ trống", en: "expected 4326 or nothing" } }] },
  );
