import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyReply } from "fastify";
import { LRUCache } from "lru-cache";
import type { DataSet } from "#contracts/data-view.ts";
import { tileChanges, tileJson } from "#contracts/tiles.ts";
import { PUBLIC } from "#server/access.ts";
import { isHeldBy } from "#server/http-cache.ts";
import { describedLayers, noLayer } from "#server/map-layers.ts";
import { preferred } from "#server/negotiate.ts";
import { problem } from "#server/problems.ts";
import { type Api, route, settingsOf } from "#server/route.ts";
import { SECURITY_HEADERS } from "#server/security-headers.ts";
import { degrees } from "./changes.ts";
import { CurrentLayers, type LayerState } from "./current-layers.ts";
import { pointsAbout } from "./density.ts";
import type { LayerStore } from "./layer-store.ts";
import { TILE_LAYERS } from "./layers.ts";
import { readTile } from "./read-layer.ts";
import { TileBodies, type TileBody } from "./tile-bodies.ts";
import type { TileLayer } from "./tile-layer.ts";
import { boxOf, isTile, type TileAddress } from "./tile-math.ts";
import type { MadeTile } from "./tile-protocol.ts";
import { TileThreads, type Weight } from "./tile-threads.ts";

export type TileOptions = {
  readonly layers: readonly TileLayer[];
  /** What the tiles kept in memory may take together. */
  readonly cacheBytes: number;
  /** What the features of one layer may take; beyond, they are read from the database for each tile. */
  readonly maxLayerBytes: number;
};

export const TILE_DEFAULTS: TileOptions = {
  layers: TILE_LAYERS,
  cacheBytes: 64 * 1024 * 1024,
  maxLayerBytes: 512 * 1024 * 1024,
};

/** A tile of so many corners takes some 5 ms to make. */
const HEAVY_POINTS = 20_000;
/** One of so few takes less than a millisecond, and a thread would take longer to answer than to make it. */
const TINY_POINTS = 1_000;
/** Layers of such features cross tiles that their middles are far from. */
const LARGE_FEATURE_POINTS = 50;
/** In the place of a version: the present one, to be asked for again each time. */
const LATEST = "latest";
const DATA_SETS: readonly DataSet[] = ["published", "illustrative"];
const ADDRESS = /^\/tiles\/([\w-]{1,64})\/([\w-]{1,64})\/(0|[1-9]\d?)\/(0|[1-9]\d{0,7})\/(0|[1-9]\d{0,7})\.mvt$/;

/** Answers a request for a tile that is kept, or made sooner than kept ones are found. @returns false where none such is asked for */
export type AnswerTile = (request: IncomingMessage, response: ServerResponse) => boolean;

export const tilesFeature = (api: Api, options: TileOptions): AnswerTile => {
  const threads = new TileThreads();
  api.app.addHook("onClose", () => threads.close());
  const layers = new CurrentLayers({ db: api.db, threads, ...options });
  const bodies = new TileBodies(options.cacheBytes);

  route(
    api,
    tileJson,
    async ({ params, query }, read, origin) => {
      const state = (await layers.current(params.layer, settingsOf(query))) ?? noLayer(params.layer);
      const [described] = (await describedLayers(read, [params.layer])).items;
      return describe(state, described, origin);
    },
    { notFound: ({ layer }) => noLayer(layer), isByOrigin: true },
  );

  route(
    api,
    tileChanges,
    async ({ params, query: { since, data } }) => {
      const change = (await layers.changedSince(params.layer, since, settingsOf({ data }))) ?? noLayer(params.layer);
      return { dataVersion: change.state.version, boxes: change.boxes };
    },
    { notFound: ({ layer }) => noLayer(layer) },
  );

  // Bodies come compressed from memory; the general compression would look at each again.
  api.app.get("/tiles/:version/:layer/:z/:x/:file", { compress: false, ...PUBLIC }, async (request, reply) => {
    const { version, layer, tile } = addressOf(request.url) ?? noTile(request.url);
    const state =
      version === LATEST
        ? await layers.current(layer, settingsOf({}))
        : (layers.held(layer, version) ?? (await atVersion(layer, version)));
    if (!state) return noLayer(layer);
    const isCompressed = acceptsGzip(request.headers["accept-encoding"]);
    const path = `/tiles/${state.version}/${layer}/${tile.z}/${tile.x}/${tile.y}.mvt`;
    const gone = signalOf(reply);
    const body = await bodies
      .get(keyOf(path, isCompressed), (signal) => make(state, tile, isCompressed, signal), gone)
      .catch((error: unknown) => {
        if (gone.aborted) return undefined;
        throw error;
      });
    const { raw } = reply.hijack();
    // Undefined where nobody waits for it any more.
    if (body) send(body, version === LATEST ? ASK_AGAIN : IMMUTABLE, request, raw);
    return reply;
  });

  /** A version this server has not read yet, or no longer has. */
  const atVersion = async (layer: string, version: string): Promise<LayerState> => {
    let known = "";
    for (const data of DATA_SETS) {
      const state = (await layers.current(layer, settingsOf({ data }))) ?? noLayer(layer);
      if (state.version === version) return state;
      known = state.version;
    }
    return problem("tile-not-found", {
      vi: `Lớp “${layer}” không có phiên bản “${version}”; phiên bản hiện tại ghi ở /tiles/${layer}.json (${known}).`,
      en: `Layer “${layer}” has no version “${version}”; /tiles/${layer}.json names the present one (${known}).`,
    });
  };

  const make = async (
    { key, layer, store, settings }: LayerState,
    tile: TileAddress,
    isCompressed: boolean,
    signal: AbortSignal,
  ): Promise<TileBody> => {
    const isFetched = !store.features && !isOverview(store, tile);
    const rows = isFetched ? await readTile(api.db, layer, tile, settings) : undefined;
    const request = { op: "make", key, tile, isCompressed, ...(rows && { rows }) } as const;
    return bodyOf(await threads.make(weightOf(store, tile), request, signal), isCompressed);
  };

  /** Undefined where it takes a thread, the database, or words about what is wrong. */
  const madeAtOnce = (path: string, isCompressed: boolean): TileBody | undefined => {
    const address = addressOf(path);
    if (!address) return undefined;
    const { layer, version, tile } = address;
    const state = layers.held(layer, version);
    if (!state?.store.features || weightOf(state.store, tile) !== "tiny") return undefined;
    try {
      const made = threads.makeHere({ op: "make", key: state.key, tile, isCompressed });
      return bodies.keep(keyOf(path, isCompressed), bodyOf(made, isCompressed));
    } catch {
      // The long way fails again, and says so.
      return undefined;
    }
  };

  return (request, response) => {
    const { method, url = "", headers } = request;
    if (!url.startsWith("/tiles/") || (method !== "GET" && method !== "HEAD")) return false;
    // A token that has ended is told so by the framework's guard.
    if (headers.authorization !== undefined) return false;
    const isCompressed = acceptsGzip(headers["accept-encoding"]);
    // Only addresses in their one spelling are ever kept, so the address as it came can be looked up.
    const body = bodies.kept(keyOf(url, isCompressed)) ?? madeAtOnce(url, isCompressed);
    if (body) send(body, IMMUTABLE, request, response);
    return body !== undefined;
  };
};

const bodyOf = ({ bytes, hash }: MadeTile, isCompressed: boolean): TileBody => {
  const isPacked = isCompressed && bytes.length > 0;
  return {
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    // Strong, so that it names the very bytes: the compressed ones have a tag of their own.
    etag: isPacked ? `"${hash}-gzip"` : `"${hash}"`,
    isPacked,
  };
};

const keyOf = (path: string, isCompressed: boolean): string => (isCompressed ? path : `${path} plain`);

const isOverview = ({ overview }: LayerStore, { z }: TileAddress): boolean =>
  overview !== null && z < overview.belowZoom;

const weightOf = (store: LayerStore, tile: TileAddress): Weight => {
  if (isOverview(store, tile)) return "light";
  const points = pointsAbout(store.density, boxOf(tile));
  if (points > HEAVY_POINTS) return "heavy";
  return points < TINY_POINTS && store.density.pointsPerFeature < LARGE_FEATURE_POINTS ? "tiny" : "light";
};

const IMMUTABLE = "public, max-age=31536000, immutable";
const ASK_AGAIN = "no-cache";

const CONSTANT_HEADERS = Object.entries({
  ...SECURITY_HEADERS,
  vary: "accept-encoding",
  "content-type": "application/vnd.mapbox-vector-tile",
}).flat();
const PACKED = ["content-encoding", "gzip"];

/** By Node itself: the framework's own sending would look at each header and body again. */
const send = (
  body: TileBody,
  caching: string,
  { headers: asked }: Pick<IncomingMessage, "headers">,
  response: ServerResponse,
): void => {
  const headers = [...CONSTANT_HEADERS, "etag", body.etag, "cache-control", caching];
  if (isHeldBy(asked["if-none-match"], body.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  if (body.isPacked) headers.push(...PACKED);
  headers.push("content-length", String(body.bytes.length));
  response.writeHead(200, headers).end(body.bytes);
};

/** Clients say it with each request, and few ways are in use. */
const gzipAccepted = new LRUCache<string, boolean>({ max: 100 });

const acceptsGzip = (header: string | undefined): boolean => {
  if (header === undefined) return false;
  const known = gzipAccepted.get(header);
  if (known !== undefined) return known;
  const accepted = preferred(header, ["identity", "gzip"]) === "gzip";
  gzipAccepted.set(header, accepted);
  return accepted;
};
/** Ends when the one who asks has gone. */
const signalOf = ({ raw }: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
};

type Address = { readonly version: string; readonly layer: string; readonly tile: TileAddress };

/** Undefined for an address that names no tile. */
const addressOf = (url: string): Address | undefined => {
  const [, version = "", layer = "", ...place] = ADDRESS.exec(url) ?? [];
  const [z = -1, x = 0, y = 0] = place.map(Number);
  const tile = { z, x, y };
  return isTile(tile) ? { version, layer, tile } : undefined;
};

const noTile = (url: string): never =>
  problem("tile-not-found", {
    vi: `“${url.slice(0, 200)}” không phải địa chỉ ô bản đồ; cần /tiles/{version}/{layer}/{z}/{x}/{y}.mvt, z từ 0 đến 22, x và y nhỏ hơn 2^z, không tham số.`,
    en: `“${url.slice(0, 200)}” is not the address of a tile; expected /tiles/{version}/{layer}/{z}/{x}/{y}.mvt, z from 0 to 22, x and y below 2^z, no query.`,
  });

type Described = { readonly titleVi: string; readonly qualityVi: string; readonly credit: string | null } | undefined;

const describe = ({ version, layer, store }: LayerState, described: Described, origin: string) => {
  const zooms = { minzoom: 0, maxzoom: layer.maxZoom };
  const fields = { id: "String", ...store.summary.fields };
  const ofLayer = (id: string) => ({ id, description: described?.qualityVi ?? "", fields, ...zooms });
  return {
    tilejson: "3.0.0",
    name: described?.titleVi ?? layer.id,
    tiles: [`${origin}/tiles/${version}/${layer.id}/{z}/{x}/{y}.mvt`],
    vector_layers: [ofLayer(layer.id), ...(layer.hasLabels ? [ofLayer(`${layer.id}-labels`)] : [])],
    attribution: described?.credit ?? "",
    bounds: store.summary.box ? degrees(store.summary.box) : [-180, -85, 180, 85],
    ...zooms,
    scheme: "xyz",
    dataVersion: version,
  };
};
