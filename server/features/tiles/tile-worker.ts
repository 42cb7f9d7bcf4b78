/** A thread that makes tiles: work that would keep the server from answering anything else. */

import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { type FeatureRow, LayerBuilder } from "./layer-store.ts";
import { TileMaker } from "./make-tile.ts";
import { serveThread } from "./serve-thread.ts";
import type { TileLayer } from "./tile-layer.ts";
import type { MadeTile, MakeRequest, TileRequest } from "./tile-protocol.ts";

/** Of the levels of zlib the one that costs least; tiles are made while someone waits. */
const GZIP = { level: 1 };

const held = new Map<string, { readonly maker: TileMaker; readonly layer: TileLayer }>();

const make = ({ key, tile, isCompressed, rows }: MakeRequest): MadeTile => {
  const kept = held.get(key);
  if (!kept) throw new Error(`no layer ${key} is held`);
  const bytes = (rows ? makerOf(kept.layer, rows) : kept.maker).make(tile);
  const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  return { bytes: isCompressed && bytes.length > 0 ? gzipSync(bytes, GZIP) : bytes, hash };
};

const makerOf = (layer: TileLayer, rows: readonly FeatureRow[]): TileMaker => {
  const building = new LayerBuilder({ ...layer, overview: null });
  for (const row of rows) building.add(row);
  return new TileMaker(building.finish(), layer);
};

serveThread((request: TileRequest) => {
  switch (request.op) {
    case "hold":
      held.set(request.key, { maker: new TileMaker(request.store, request.layer), layer: request.layer });
      return undefined;
    case "drop":
      held.delete(request.key);
      return undefined;
    case "make":
      return make(request);
  }
});
