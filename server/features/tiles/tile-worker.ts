/** A thread that makes tiles, or builds a layer: work that would keep the server from answering anything else. */

import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { changedBoxes } from "./changes.ts";
import { LayerBuilder } from "./layer-store.ts";
import { unpacked } from "./packed-rows.ts";
import { TileMaking } from "./tile-making.ts";
import type { BuiltLayer, MadeTile, ThreadMessage, ThreadOptions, TileRequest } from "./tile-protocol.ts";

if (!parentPort) throw new Error("tile-worker runs as a worker thread only");
const port = parentPort;

const { niceness } = workerData as ThreadOptions;
// On Linux priority belongs to the thread, and 0 is the one that asks.
if (niceness > 0 && process.platform === "linux") setPriority(0, niceness);

const making = new TileMaking();
let builder: LayerBuilder | null = null;

const begun = (): LayerBuilder => {
  if (!builder) throw new Error("no layer is being built");
  return builder;
};

const answer = (request: TileRequest): MadeTile | BuiltLayer | undefined => {
  switch (request.op) {
    case "hold":
      making.hold(request.key, request.layer, request.store);
      return undefined;
    case "drop":
      making.drop(request.key);
      return undefined;
    case "make":
      return making.make(request);
    case "begin":
      builder = new LayerBuilder(request.layer, request.maxBytes);
      return undefined;
    case "rows":
      for (const row of unpacked(request.rows)) begun().add(row);
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
