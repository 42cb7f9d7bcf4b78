import type { FastifyReply, FastifyRequest } from "fastify";
import type { DataSet } from "#contracts/data-view.ts";
import { tileChanges, tileJson } from "#contracts/tiles.ts";
import { PUBLIC } from "#server/access.ts";
import { isHeldBy } from "#server/http-cache.ts";
import { describedLayers, noLayer } from "#server/map-layers.ts";
import { preferred } from "#server/negotiate.ts";
import { problem } from "#server/problems.ts";
import { type Api, route, settingsOf } from "#server/route.ts";
import { degrees } from "./changes.ts";
import { CurrentLayers, type LayerState } from "./current-layers.ts";
import { type Density, pointsAbout } from "./density.ts";
import { TILE_LAYERS } from "./layers.ts";
import { readTile } from "./read-layer.ts";
import { TileBodies, type TileBody } from "./tile-bodies.ts";
import type { TileLayer } from "./tile-layer.ts";
import { boxOf, isTile, type TileAddress } from "./tile-math.ts";
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

export const tilesFeature = (api: Api, options: TileOptions): void => {
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
  api.app.get("/tiles/:version/:layer/:z/:x/:file", { compress: false, ...PUBLIC }, (request, reply) => {
    const isCompressed = acceptsGzip(request.headers["accept-encoding"]);
    // Only addresses in their one spelling are ever kept, so the address as it came can be looked up.
    const kept = bodies.kept(isCompressed ? request.url : `${request.url} plain`);
    return kept ? send(kept, IMMUTABLE, request, reply) : makeAndSend(request, reply, isCompressed);
  });

  const makeAndSend = async (
    request: FastifyRequest,
    reply: FastifyReply,
    isCompressed: boolean,
  ): Promise<FastifyReply> => {
    const { version, layer, tile } = addressOf(request.url);
    const state =
      version === LATEST
        ? await layers.current(layer, settingsOf({}))
        : (layers.held(layer, version) ?? (await atVersion(layer, version)));
    if (!state) return noLayer(layer);
    const path = `/tiles/${state.version}/${layer}/${tile.z}/${tile.x}/${tile.y}.mvt`;
    const body = await bodies.get(
      isCompressed ? path : `${path} plain`,
      (signal) => make(state, tile, isCompressed, signal),
      signalOf(reply),
    );
    return send(body, version === LATEST ? ASK_AGAIN : IMMUTABLE, request, reply);
  };

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
    const isOverview = store.overview !== null && tile.z < store.overview.belowZoom;
    const weight = isOverview ? "light" : weightOf(store.density, tile);
    const rows = store.features || isOverview ? undefined : await readTile(api.db, layer, tile, settings);
    const request = { op: "make", key, tile, isCompressed, ...(rows && { rows }) } as const;
    const { bytes, hash } = await threads.make(weight, request, signal);
    const isPacked = isCompressed && bytes.length > 0;
    return {
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      // Strong, so that it names the very bytes: the compressed ones have a tag of their own.
      etag: isPacked ? `"${hash}-gzip"` : `"${hash}"`,
      isPacked,
    };
  };
};

const weightOf = (density: Density, tile: TileAddress): Weight => {
  const points = pointsAbout(density, boxOf(tile));
  if (points > HEAVY_POINTS) return "heavy";
  return points < TINY_POINTS && density.pointsPerFeature < LARGE_FEATURE_POINTS ? "tiny" : "light";
};

const IMMUTABLE = "public, max-age=31536000, immutable";
const ASK_AGAIN = "no-cache";

const send = (body: TileBody, caching: string, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const { raw } = reply;
  raw.setHeader("etag", body.etag);
  raw.setHeader("cache-control", caching);
  raw.setHeader("vary", "accept-encoding");
  if (isHeldBy(request.headers["if-none-match"], body.etag)) return reply.code(304).send();
  reply.header("content-type", "application/vnd.mapbox-vector-tile");
  if (body.isPacked) reply.header("content-encoding", "gzip");
  return reply.send(body.bytes);
};

const acceptsGzip = (header: string | string[] | undefined): boolean =>
  preferred(header, ["identity", "gzip"]) === "gzip";

/** Ends when the one who asks has gone. */
const signalOf = ({ raw }: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
};

/** @throws {Problem} an address that names no tile */
const addressOf = (url: string): { readonly version: string; readonly layer: string; readonly tile: TileAddress } => {
  const [, version = "", layer = "", ...place] = ADDRESS.exec(url) ?? [];
  const [z = -1, x = 0, y = 0] = place.map(Number);
  const tile = { z, x, y };
  if (isTile(tile)) return { version, layer, tile };
  return problem("tile-not-found", {
    vi: `“${url.slice(0, 200)}” không phải địa chỉ ô bản đồ; cần /tiles/{version}/{layer}/{z}/{x}/{y}.mvt, z từ 0 đến 22, x và y nhỏ hơn 2^z, không tham số.`,
    en: `“${url.slice(0, 200)}” is not the address of a tile; expected /tiles/{version}/{layer}/{z}/{x}/{y}.mvt, z from 0 to 22, x and y below 2^z, no query.`,
  });
};

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
