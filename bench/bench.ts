/** The stages of the benchmark: data, servers, checks, rounds. */

import { setTimeout as pause } from "node:timers/promises";
import type { TileAddress } from "#server/features/tiles/tile-math.ts";
import { cachedCases, fetchedBar, latencyCase, memoryBar, mixedCases, rateCase, revalidatedCase } from "./cases.ts";
import {
  type FloorOf,
  overviewOf,
  requireIndex,
  requireSameAnswers,
  requireSameFeatures,
  type ServedLayer,
  tagsOf,
} from "./check.ts";
import { connected, type Databases, PARCELS, WIDE } from "./data.ts";
import floorOwnSql from "./floor-own.sql?raw";
import floorSql from "./floor.sql?raw";
import { fetchRaw } from "./http.ts";
import type { Load } from "./load.ts";
import type { Processes, Server } from "./processes.ts";
import type { Case, CaseResult, Finding } from "./results.ts";
import type { Sizes } from "./sizes.ts";
import { aroundMiddle, covering, pathOf, spread, tilesOf } from "./tiles.ts";

export type Bench = {
  readonly sizes: Sizes;
  readonly databases: Databases;
  readonly processes: Processes;
  readonly load: Load;
  readonly say: (text: string) => void;
};

const ALL_BYTES = Number.MAX_SAFE_INTEGER;
const GZIP = { "accept-encoding": "gzip" };
/** Of our own layers, the one with the heaviest tiles. */
const OWN_LAYER = "communes";
const Z11 = aroundMiddle(11, 4, 4);
const Z14 = aroundMiddle(14, 16, 16);
/** All of our own layers, and all parcels. */
const PROVINCE = [105.8, 9.5, 106.8, 10.4] as const;
const COUNTRY = [105, 8.6, 108.6, 21.5] as const;

export type Prepared = { readonly cases: readonly Case[]; readonly findings: readonly Finding[] };

/** Adds a finding to the results. */
type Note = (name: string, value: string, bar?: string, met?: boolean | null) => void;

/** Starts the servers, checks that what they say is right, and says what there is to measure. */
export const prepare = async (bench: Bench): Promise<Prepared> => {
  const { databases, processes, sizes } = bench;
  const findings: Finding[] = [];
  const note: Note = (name, value, bar = "–", met = null) => findings.push({ name, value, bar, isMet: met });
  const own = await processes.serve("serve-ours", {
    databaseUrl: databases.S,
    cacheBytes: 0,
    maxLayerBytes: ALL_BYTES,
  });
  await checkOwn(bench, own);
  const cases = await answersFromMemory(bench);
  for (const set of sizes.made) {
    const memory = await parcelsOf(bench, set, ALL_BYTES, note);
    const fetched = await parcelsOf(bench, set, 0, note);
    cases.push(...(await madeCases(bench, set, memory, fetched)));
    if (set === "L") {
      await checkHeavy(databases.L, memory, note);
      cases.push(...(await besideHeavyTiles(bench, memory)));
    }
  }
  return { cases: [...cases, await ownCase(bench, own)], findings };
};

/** Our server on a set of parcels, checked; it keeps no tile. @param maxLayerBytes 0 has the rows of each tile fetched */
const parcelsOf = async (
  { databases, processes, sizes, say }: Bench,
  set: "M" | "L",
  maxLayerBytes: number,
  note: Note,
): Promise<ServedLayer> => {
  const databaseUrl = databases[set];
  const way = `${set}, ${maxLayerBytes === 0 ? "fetched for each tile" : "in memory"}`;
  const built = await processes.buildLayer({ databaseUrl, maxLayerBytes, layerId: PARCELS.id });
  const [megabytes, each] = [built.bytes / 1e6, built.bytes / built.features];
  note(
    `${way}: kept`,
    `read in ${built.seconds.toFixed(1)} s; ${megabytes.toFixed(1)} MB, ${each.toFixed(0)} bytes a feature`,
  );
  const server = await processes.serve("serve-ours", { databaseUrl, cacheBytes: 0, maxLayerBytes });
  const layer = { origin: server.origin, version: built.version, layer: PARCELS.id };
  const floor: FloorOf = { databaseUrl, table: "bench.parcels", sql: floorSql, args: [] };
  for (const rectangle of [Z11, Z14])
    await requireIndex(floor, tilesOf(rectangle)[0] as TileAddress, "parcels_geom_3857");
  const features = await requireSameFeatures(layer, floor, comparedTiles(sizes, set === "L" ? 2 : 16));
  say(`${way}: ${features.toLocaleString("en")} features have the ids and properties of st_asmvt`);
  note(`${way}: resident memory of the server`, `${(server.residentBytes() / 1e6).toFixed(0)} MB`);
  return layer;
};

const checkHeavy = async (databaseUrl: string, memory: ServedLayer, note: Note): Promise<void> => {
  const tags = await tagsOf(memory, tilesOf(Z11)[5] as TileAddress, 20);
  note("Tags of one heavy tile of L asked for by 20 at once", String(tags), "1", tags === 1);
  const z8 = await overviewOf(memory, databaseUrl, covering(8, ...COUNTRY));
  note("Largest z8 tile of L, raw", `${(z8.largestBytes / 1e3).toFixed(0)} kB`, "≤ 500 kB", z8.largestBytes <= 500_000);
  for (const [what, share] of [
    ["Count", z8.countShare],
    ["Area", z8.sumShare],
  ] as const)
    note(`${what} in all z8 tiles of L ÷ in its table`, share.toFixed(6), "0.99–1.01", Math.abs(share - 1) <= 0.01);
};

const madeCases = async (
  { databases, processes, load, sizes }: Bench,
  set: "M" | "L",
  memory: ServedLayer,
  fetched: ServedLayer,
): Promise<Case[]> => {
  const databaseUrl = databases[set];
  const floor = await processes.serve("serve-floor", { databaseUrl });
  const cases: Case[] = [];
  for (const rectangle of [Z14, Z11]) {
    const paths = tilesOf(rectangle).map((tile) => pathOf(memory.version, memory.layer, tile));
    const fromMemory = await load.list(memory.origin, paths);
    const byFetching = await load.list(fetched.origin, paths);
    const isHeavy = set === "L" && rectangle === Z11;
    const run = { load, seconds: isHeavy ? sizes.heavySeconds : sizes.seconds };
    const name = `${set}, z${rectangle.z}, made for each request`;
    const ofTile = { databaseUrl, rectangle };
    cases.push(
      await latencyCase(run, { ...ofTile, name: `${name} in memory`, ours: fromMemory, bar: memoryBar }),
      rateCase(run, `${name} in memory`, fromMemory, await load.list(floor.origin, paths)),
      await latencyCase(run, { ...ofTile, name: `${name} of fetched rows`, ours: byFetching, bar: fetchedBar }),
    );
  }
  return cases;
};

/** Zooms at which tiles hold features; the densest first. */
const comparedTiles = (sizes: Sizes, z11Tiles: number): TileAddress[] => [
  ...spread(tilesOf(Z11), z11Tiles),
  ...[13, 14, 15, 16].flatMap((z) => spread(tilesOf(aroundMiddle(z, 16, 16)), Math.ceil(sizes.comparedTiles / 4))),
];

const checkOwn = async ({ databases, sizes, say }: Bench, own: Server): Promise<void> => {
  const { rows } = await connected(databases.S, (client) =>
    client.query<{ layer: string }>("select distinct layer from bench.feature order by layer"),
  );
  let features = 0;
  for (const { layer } of rows) {
    const floor: FloorOf = { databaseUrl: databases.S, table: "bench.feature", sql: floorOwnSql, args: [layer] };
    const served = { origin: own.origin, version: await versionOf(own, layer), layer };
    for (const z of [9, 11, 13])
      features += await requireSameFeatures(
        served,
        floor,
        spread(tilesOf(covering(z, ...PROVINCE)), sizes.comparedTiles),
      );
  }
  say(`S: ${features.toLocaleString("en")} features of ${rows.length} layers have the ids and properties of st_asmvt`);
};

const versionOf = async ({ origin }: Server, layer: string): Promise<string> => {
  const { status, body } = await fetchRaw(origin, `/tiles/${layer}.json`);
  if (status !== 200) throw new Error(`/tiles/${layer}.json answered ${status}`);
  return (JSON.parse(body.toString()) as { dataVersion: string }).dataVersion;
};

const ownCase = async ({ databases, load, sizes }: Bench, own: Server): Promise<Case> => {
  const rectangle = covering(11, ...PROVINCE);
  const version = await versionOf(own, OWN_LAYER);
  return latencyCase(
    { load, seconds: sizes.seconds },
    {
      name: `S, ${OWN_LAYER}, z11, made for each request in memory`,
      ours: await load.list(
        own.origin,
        tilesOf(rectangle).map((tile) => pathOf(version, OWN_LAYER, tile)),
      ),
      databaseUrl: databases.S,
      rectangle,
      bar: null,
      sql: floorOwnSql,
      layer: OWN_LAYER,
    },
  );
};

/** Tiles that are kept: of parcels, and of parcels with long texts. */
const answersFromMemory = async (bench: Bench): Promise<Case[]> => {
  const { databases, processes, load, sizes, say } = bench;
  const ofM = { databaseUrl: databases.M, maxLayerBytes: ALL_BYTES };
  const server = await processes.serve("serve-ours", { ...ofM, cacheBytes: 2 ** 30 });
  const tiles = spread(tilesOf(aroundMiddle(14, 32, 32)), sizes.cachedUrls);
  const lists = [];
  for (const layer of [PARCELS.id, WIDE.id]) {
    const { version } = await processes.buildLayer({ ...ofM, layerId: layer });
    const paths = tiles.map((tile) => pathOf(version, layer, tile));
    const rawBytes = (await load.list(server.origin, spread(paths, 50))).bodyBytes;
    const kept = await load.list(server.origin, paths, { headers: GZIP });
    const map = await processes.serve("serve-map", { origin: server.origin, paths, headers: GZIP });
    await requireSameAnswers(server.origin, map.origin, spread(paths, 20), GZIP);
    lists.push({
      size: `${(mean(rawBytes) / 1e3).toPrecision(2)} kB (${(mean(kept.bodyBytes) / 1e3).toPrecision(2)} kB packed), ${paths.length} of them`,
      ours: kept,
      floor: await load.list(map.origin, paths, { headers: GZIP }),
      paths,
    });
    say(`${paths.length} tiles of ${layer} are kept`);
  }
  const run = { load, seconds: sizes.seconds };
  const [small, large] = lists;
  if (!small || !large) throw new Error("two sizes of tiles are kept");
  const options = { headers: GZIP, isRevalidating: true, expectedStatus: 304 };
  const revalidated = await load.list(server.origin, small.paths, options);
  return [...cachedCases(run, small), ...cachedCases(run, large), revalidatedCase(run, revalidated, small.floor)];
};

/** A server that keeps light tiles; heavy ones are larger than all it may keep, so they are made each time. */
const besideHeavyTiles = async ({ databases, processes, load, sizes }: Bench, layer: ServedLayer): Promise<Case[]> => {
  const paths = (tiles: readonly TileAddress[]) => tiles.map((tile) => pathOf(layer.version, layer.layer, tile));
  const heavySizes = (await load.list(layer.origin, paths(tilesOf(Z11)), { headers: GZIP })).bodyBytes;
  const heavyPaths = paths(tilesOf(Z11)).filter((_, at) => (heavySizes[at] ?? 0) >= Math.max(...heavySizes) / 2);
  const cacheBytes = Math.min(...heavySizes.filter((bytes) => bytes >= Math.max(...heavySizes) / 2));
  const { origin } = await processes.serve("serve-ours", {
    databaseUrl: databases.L,
    cacheBytes,
    maxLayerBytes: ALL_BYTES,
  });
  const light = await load.list(origin, paths(spread(tilesOf(Z14), 10)), { headers: GZIP });
  return mixedCases(
    { load, seconds: sizes.seconds },
    {
      heavy: await load.list(origin, heavyPaths, { headers: GZIP }),
      light,
      alive: await load.list(origin, ["/livez"]),
    },
  );
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** In each round each case and its floor right after another, in turns which of them is first. */
export const measure = async (bench: Bench, cases: readonly Case[]): Promise<CaseResult[]> => {
  const results = cases.map((measured) => ({ case: measured, rounds: [] as { floor: number; ours: number }[] }));
  for (let round = 1; round <= bench.sizes.rounds; round++) {
    for (const { case: measured, rounds } of results) {
      const once = async (take: () => Promise<number>) => {
        const value = await take();
        await settled(bench.databases.S);
        return value;
      };
      if (round % 2 === 1) {
        const floor = await once(measured.measureFloor);
        rounds.push({ floor, ours: await once(measured.measureOurs) });
      } else {
        const own = await once(measured.measureOurs);
        rounds.push({ floor: await once(measured.measureFloor), ours: own });
      }
    }
    bench.say(`round ${round} of ${bench.sizes.rounds}`);
  }
  return results;
};

/** What was under way when a load generator stopped must not weigh on the next. */
const settled = (databaseUrl: string): Promise<void> =>
  connected(databaseUrl, async (client) => {
    const busy =
      "select from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and datname is not null";
    do await pause(200);
    while (((await client.query(busy)).rowCount ?? 0) > 0);
  });
