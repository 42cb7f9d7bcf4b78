/** What it costs to read a layer into memory, or only to learn what is needed to do without that. */

import { openDb } from "#server/db/open.ts";
import { buildLayer } from "#server/features/tiles/read-layer.ts";
import { LAYERS } from "./data.ts";
import { optionsOf, report } from "./process-side.ts";

export type BuildOptions = { readonly databaseUrl: string; readonly maxLayerBytes: number; readonly layerId: string };
export type BuildReport = {
  readonly seconds: number;
  readonly features: number;
  readonly bytes: number;
  /** By which tiles of the layer are asked for. */
  readonly version: string;
};

const { databaseUrl, maxLayerBytes, layerId } = optionsOf<BuildOptions>();
const layer = LAYERS.find(({ id }) => id === layerId);
if (!layer) throw new Error(`there is no layer ${layerId}`);

/** Bytes of all arrays below a value; those on shared memory count as any other. */
const bytesBelow = (value: unknown): number => {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return value.byteLength;
  if (value === null || typeof value !== "object") return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + bytesBelow(part), 0);
};

const db = await openDb({ databaseUrl, dataDir: "" });
const from = performance.now();
const { store } = await buildLayer(db, { layer, settings: {}, maxBytes: maxLayerBytes, before: null });
const seconds = (performance.now() - from) / 1000;
await db.close();
const { features, hash } = store.summary;
report({ seconds, features, bytes: bytesBelow(store), version: hash } satisfies BuildReport);
