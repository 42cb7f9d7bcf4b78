/** A thread that makes tiles: work that would keep the server from answering anything else. */

import { serveThread } from "#server/serve-thread.ts";
import { TileMaking } from "./tile-making.ts";
import type { TileRequest } from "./tile-protocol.ts";

const making = new TileMaking();

serveThread((request: TileRequest) => {
  switch (request.op) {
    case "hold":
      making.hold(request.key, request.layer, request.store);
      return undefined;
    case "drop":
      making.drop(request.key);
      return undefined;
    case "make":
      return making.make(request);
  }
});
