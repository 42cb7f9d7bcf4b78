/** What the main thread and the threads that make tiles say to each other. */

import type { Box } from "./changes.ts";
import type { LayerStore } from "./layer-store.ts";
import type { TileStore } from "./make-tile.ts";
import type { PackedRows } from "./packed-rows.ts";
import type { TileLayer } from "./tile-layer.ts";
import type { TileAddress } from "./tile-math.ts";

/** Of a thread that makes tiles (tile-worker.ts). */
export type TileRequest =
  /** From now on tiles of `key` can be asked for. */
  | { readonly op: "hold"; readonly key: string; readonly layer: TileLayer; readonly store: TileStore }
  | { readonly op: "drop"; readonly key: string }
  | MakeRequest;

/** With `rows`: of these features alone, in place of those held. */
export type MakeRequest = {
  readonly op: "make";
  readonly key: string;
  readonly tile: TileAddress;
  readonly isCompressed: boolean;
  readonly rows?: PackedRows;
};

/** Of a thread that builds one layer (layer-worker.ts), of rows, one after the other; `before` is what it is compared with. */
export type BuildRequest =
  | { readonly op: "begin"; readonly layer: TileLayer; readonly maxBytes: number }
  | { readonly op: "rows"; readonly rows: PackedRows }
  | { readonly op: "finish"; readonly before: LayerStore | null };

export type MadeTile = {
  readonly bytes: Uint8Array;
  /** Of the bytes before compression. */
  readonly hash: string;
};

export type BuiltLayer = {
  readonly store: LayerStore;
  /** Where it differs from what was there before, in degrees; null for everywhere. */
  readonly changed: readonly Box[] | null;
};

/** What each request is answered with. */
export type Answer = {
  readonly hold: undefined;
  readonly drop: undefined;
  readonly make: MadeTile;
  readonly begin: undefined;
  readonly rows: undefined;
  readonly finish: BuiltLayer;
};
