import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { featuresOf } from "./layer-store.ts";
import { TileMaker, type TileStore } from "./make-tile.ts";
import type { TileLayer } from "./tile-layer.ts";
import type { MadeTile, MakeRequest } from "./tile-protocol.ts";

/** Of the levels of zlib the one that costs least; tiles are made while someone waits. */
const GZIP = { level: 1 };

/** Makes tiles of the layers it holds, as they are sent. */
export class TileMaking {
  readonly #held = new Map<string, { readonly maker: TileMaker; readonly layer: TileLayer }>();

  hold(key: string, layer: TileLayer, store: TileStore): void {
    this.#held.set(key, { maker: new TileMaker(store, layer), layer });
  }

  drop(key: string): void {
    this.#held.delete(key);
  }

  make({ key, tile, isCompressed, rows }: MakeRequest): MadeTile {
    const kept = this.#held.get(key);
    if (!kept) throw new Error(`no layer ${key} is held`);
    const { maker, layer } = kept;
    const bytes = rows ? maker.make(tile, featuresOf(rows, layer)) : maker.make(tile);
    const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
    return { bytes: isCompressed && bytes.length > 0 ? gzipSync(bytes, GZIP) : bytes, hash };
  }
}
