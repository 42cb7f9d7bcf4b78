/** Our server on a database of the benchmark. */

import { buildApp } from "#server/app.ts";
import { readConfig } from "#server/config.ts";
import { openDb } from "#server/db/open.ts";
import { LAYERS } from "./data.ts";
import { listen, optionsOf } from "./process-side.ts";

export type OursOptions = {
  readonly databaseUrl: string;
  readonly cacheBytes: number;
  readonly maxLayerBytes: number;
};

const { databaseUrl, ...sizes } = optionsOf<OursOptions>();
const db = await openDb({ databaseUrl, dataDir: "" });
const { client } = readConfig({});
const app = await buildApp({
  db,
  config: { logLevel: "error", client, tiles: { ...sizes, layers: LAYERS } },
});
await listen(app);
