/** A thread that builds one layer, of rows as they are read. */

import { serveThread } from "#server/serve-thread.ts";
import { changedBoxes } from "./changes.ts";
import { LayerBuilder } from "./layer-store.ts";
import { unpacked } from "./packed-rows.ts";
import type { BuildRequest } from "./tile-protocol.ts";

let builder: LayerBuilder | undefined;

serveThread((request: BuildRequest) => {
  if (request.op === "begin") {
    builder = new LayerBuilder(request.layer, request.maxBytes);
    return undefined;
  }
  if (!builder) throw new Error("no layer is being built");
  if (request.op === "rows") {
    for (const row of unpacked(request.rows)) builder.add(row);
    return undefined;
  }
  const store = builder.finish();
  return { store, changed: request.before ? changedBoxes(request.before, store) : null };
});
