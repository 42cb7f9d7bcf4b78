/** The data sets, each in a database of its own: S our own layers, M and L synthetic parcels. */

import pg from "pg";
import { readConfig } from "#server/config.ts";
import { migrate } from "#server/db/migrate.ts";
import { openDb } from "#server/db/open.ts";
import { loadGeodata } from "#server/features/imports/load.ts";
import { TILE_LAYERS } from "#server/features/tiles/layers.ts";
import type { TileLayer } from "#server/features/tiles/tile-layer.ts";
import { type Cluster, startCluster } from "../tests/helpers/postgres-cluster.ts";
import ownSql from "./own.sql?raw";
import parcelsSql from "./parcels.sql?raw";
import type { Sizes } from "./sizes.ts";

export type SetName = "S" | "M" | "L";
/** URL of each set's database. */
export type Databases = Readonly<Record<SetName, string>>;

export const PARCELS: TileLayer = {
  id: "parcels",
  relation: "bench.map_feature",
  columns: ["class", "label"],
  maxZoom: 16,
  hasLabels: false,
  overview: { belowZoom: 11, by: "class", sum: "areaHa" },
};
/** The same parcels with long texts. */
export const WIDE: TileLayer = {
  ...PARCELS,
  id: "wide",
  relation: "bench.map_feature_wide",
  columns: null,
  overview: null,
};
export const LAYERS: readonly TileLayer[] = [...TILE_LAYERS, PARCELS, WIDE];

/** As far as possible the database works alike in every run: one plan, one process per statement. */
const SETTINGS = { jit: "off", max_parallel_workers_per_gather: "0", autovacuum: "off", max_wal_size: "8GB" };

export const startBenchCluster = ({ sharedBuffers }: Sizes): Promise<Cluster> =>
  startCluster({ ...SETTINGS, shared_buffers: sharedBuffers });

export const makeDatabases = async (
  { url }: Cluster,
  { parcels }: Sizes,
  say: (text: string) => void,
): Promise<Databases> => {
  const at = (name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const databases = { S: at("s"), M: at("m"), L: at("l") };
  await script(url, "create database s");
  const { migrations, geodata } = readConfig({});
  const own = await openDb({
    databaseUrl: databases.S,
    dataDir: "",
    prepare: async (db) => {
      await migrate(db, { folder: migrations });
      const { status } = await loadGeodata(db, geodata);
      if (status === "refused") throw new Error("geodata/ was refused; npm run import says where");
    },
  });
  await own.close();
  say("S is loaded");
  for (const name of ["M", "L"] as const) {
    await script(url, `create database ${name} template s`);
    await script(databases[name], parcelsSql.replaceAll("$1", String(parcels[name])));
    say(`${name} is made: ${parcels[name].toLocaleString("en")} parcels`);
  }
  await script(databases.S, ownSql);
  return databases;
};

/** Statement by statement, because some refuse to run within a transaction; none holds a semicolon of its own. */
const script = async (url: string, sql: string): Promise<void> => {
  await connected(url, async (client) => {
    for (const statement of sql.split(/;\s*$/m).filter((text) => text.trim() !== "")) await client.query(statement);
  });
};

export const connected = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
