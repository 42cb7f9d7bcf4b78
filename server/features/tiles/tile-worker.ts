/** A thread that makes tiles, or builds a layer: work that would keep the server from answering anything else. */

import { createHash } from "node:crypto";
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { changedBoxes } from "./changes.ts";
import { type FeatureRow, LayerBuilder } from "./layer-store.ts";
import { TileMaker } from "./make-tile.ts";
import type { TileLayer } from "./tile-layer.ts";
import type { TileAddress } from "./tile-math.ts";
import type { BuiltLayer, MadeTile, ThreadMessage, ThreadOptions, TileRequest } from "./tile-protocol.ts";

if (!parentPort) throw new Error("tile-worker runs as a worker thread only");
const port = parentPort;

const { niceness } = workerData as ThreadOptions;
// On Linux priority belongs to the thread, and 0 is the one that asks.
if (niceness > 0 && process.platform === "linux") setPriority(0, niceness);

/** Of the levels of zlib the one that costs least; tiles are made while someone waits. */
const GZIP = { level: 1 };

const held = new Map<string, { readonly maker: TileMaker; readonly layer: TileLayer }>();
let builder: LayerBuilder | null = null;

const make = (key: string, tile: TileAddress, isCompressed: boolean, rows?: readonly FeatureRow[]): MadeTile => {
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

const begun = (): LayerBuilder => {
  if (!builder) throw new Error("no layer is being built");
  return builder;
};

const answer = (request: TileRequest): MadeTile | BuiltLayer | undefined => {
  switch (request.op) {
    case "hold":
      held.set(request.key, { maker: new TileMaker(request.store, request.layer), layer: request.layer });
      return undefined;
    case "drop":
      held.delete(request.key);
      return undefined;
    case "make":
      return make(request.key, request.tile, request.isCompressed, request.rows);
    case "begin":
      builder = new LayerBuilder(request.layer, request.maxBytes);
      return undefined;
    case "rows":
      for (const row of request.rows) begun().add(row);
      return undefined;
    case "finish": {
      const store = begun().finish();
      builder = null;
      return { store, changed: request.before ? changedBoxes(request.before, store) : null };
    }
  }
};

port.on("message", ({ id, request }: { id: number; request: TileRequest }) => {
  let message: ThreadMessage;
  const moved: ArrayBuffer[] = [];
  try {
    const made = answer(request);
    if (made && "bytes" in made && isOwn(made.bytes)) moved.push(made.bytes.buffer);
    message = { id, ok: true, answer: made };
  } catch (error) {
    const { message: text, stack } = error as Error;
    message = { id, ok: false, message: text, stack };
  }
  port.postMessage(message, moved);
});

/** Whether the bytes are all of their buffer, which can then be handed over in place of copied. */
const isOwn = (bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength;
