/** What must be true before anything is timed. */

import type { Client } from "pg";
import { decode, isAtRim } from "../tests/tiles/geometry.ts";
import { connected } from "./data.ts";
import { fetchRaw } from "./http.ts";
import { pathOf, type Rectangle, tilesOf } from "./tiles.ts";
import type { TileAddress } from "#server/features/tiles/tile-math.ts";

export type ServedLayer = { readonly origin: string; readonly version: string; readonly layer: string };
/** The database and statement of the floor. */
export type FloorOf = {
  readonly databaseUrl: string;
  readonly table: "bench.parcels" | "bench.feature";
  readonly sql: string;
  readonly args: readonly string[];
};

/** Tiles of ours are not what PostGIS makes of the same features. */
export class TilesDiffer extends Error {
  override readonly name = "TilesDiffer";
}

const MOST_SHOWN = 10;

/** @throws {TilesDiffer} naming tile and ids where ours has not exactly the ids and properties of st_asmvt */
export const requireSameFeatures = async (
  { origin, version, layer }: ServedLayer,
  floor: FloorOf,
  tiles: readonly TileAddress[],
): Promise<number> =>
  connected(floor.databaseUrl, async (client) => {
    let features = 0;
    const differences: string[] = [];
    for (const tile of tiles) {
      const { status, body } = await fetchRaw(origin, pathOf(version, layer, tile));
      if (status !== 200) throw new Error(`${origin}${pathOf(version, layer, tile)} answered ${status}`);
      const ours = featuresById(body, layer);
      const theirs = featuresById(await floorTile(client, floor, tile), layer);
      features += theirs.size;
      const where = `${layer} ${tile.z}/${tile.x}/${tile.y}`;
      for (const id of new Set([...theirs.keys(), ...ours.keys()])) {
        const [own, reference] = [ours.get(id), theirs.get(id)];
        if (own?.properties === reference?.properties) continue;
        if ((own === undefined || reference === undefined) && (own ?? reference)?.isAtRim) continue;
        const what =
          own === undefined
            ? "is missing"
            : reference === undefined
              ? "is too much"
              : `has ${own.properties} in place of ${reference.properties}`;
        const outline = differences.length < MOST_SHOWN ? await outlineOf(client, floor, tile, id) : "";
        differences.push(`${where}: ${id} ${what}; ${outline}`);
      }
    }
    if (differences.length > 0) {
      const shown = differences.slice(0, MOST_SHOWN).join("\n");
      throw new TilesDiffer(`${differences.length} of ${features} features differ from st_asmvt:\n${shown}`);
    }
    return features;
  });

/** In units of the tile, as it is and as PostGIS draws it. */
const outlineOf = async (client: Client, { table }: FloorOf, { z, x, y }: TileAddress, id: string): Promise<string> => {
  const { rows } = await client.query<{ outline: string }>(
    `select concat(st_astext(st_transscale(f.geom_3857, -st_xmin(e), -st_ymax(e), scale, -scale), 4),
      ', drawn ', st_astext(st_asmvtgeom(f.geom_3857, e, 4096, 64))) as outline
    from ${table} f, st_tileenvelope($1, $2, $3) e, lateral (select 4096 / (st_xmax(e) - st_xmin(e)) as scale) s
    where f.id = $4`,
    [z, x, y, id],
  );
  return rows[0]?.outline.slice(0, 1_000) ?? "";
};

const floorTile = async (client: Client, { sql, args }: FloorOf, { z, x, y }: TileAddress): Promise<Buffer> => {
  const { rows } = await client.query<{ tile: Buffer }>({ name: "tile", text: sql, values: [z, x, y, ...args] });
  return rows[0]?.tile ?? Buffer.alloc(0);
};

const featuresById = (tile: Uint8Array, layer: string) =>
  new Map(
    decode(tile, layer).map((feature) => {
      const properties = Object.entries(feature.properties).toSorted(([a], [b]) => (a < b ? -1 : 1));
      return [
        String(feature.properties["id"]),
        { properties: JSON.stringify(properties), isAtRim: isAtRim(feature) },
      ] as const;
    }),
  );

/** @throws {Error} with the plan where the floor would not use the index, with or without knowing its parameters */
export const requireIndex = ({ databaseUrl, sql, args }: FloorOf, tile: TileAddress, index: string): Promise<void> =>
  connected(databaseUrl, async (client) => {
    await client.query(`prepare tile as ${sql}`);
    for (const mode of ["force_custom_plan", "force_generic_plan"]) {
      await client.query(`set plan_cache_mode = ${mode}`);
      const given = [tile.z, tile.x, tile.y, ...args.map((arg) => `'${arg}'`)].join(", ");
      const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain execute tile(${given})`);
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      if (!plan.includes(index)) throw new Error(`the floor does not use ${index} (${mode}):\n${plan}`);
    }
  });

/** How many tags one tile has when it is asked for by so many at once. */
export const tagsOf = async ({ origin, version, layer }: ServedLayer, tile: TileAddress, times: number) => {
  const answers = await Promise.all(
    Array.from({ length: times }, () => fetchRaw(origin, pathOf(version, layer, tile), { "accept-encoding": "gzip" })),
  );
  return new Set(answers.map(({ headers, status }) => (status === 200 ? headers.etag : `status ${status}`))).size;
};

export type OverviewReport = {
  readonly largestBytes: number;
  /** Of the tiles against the table, 1 for equal. */
  readonly countShare: number;
  readonly sumShare: number;
};

/** What the tiles of one zoom hold together, against the table they sum up. */
export const overviewOf = async (
  { origin, version, layer }: ServedLayer,
  databaseUrl: string,
  rectangle: Rectangle,
): Promise<OverviewReport> => {
  let [largestBytes, count, areaHa] = [0, 0, 0];
  for (const tile of tilesOf(rectangle)) {
    const { body } = await fetchRaw(origin, pathOf(version, layer, tile));
    largestBytes = Math.max(largestBytes, body.length);
    for (const { properties } of decode(body, layer)) {
      count += Number(properties["count"]);
      areaHa += Number(properties["areaHa"]);
    }
  }
  const { rows } = await connected(databaseUrl, (client) =>
    client.query<{ count: number; sum: number }>(
      "select count(*)::int as count, sum(area_ha) as sum from bench.parcels",
    ),
  );
  const [table = { count: 0, sum: 0 }] = rows;
  return { largestBytes, countShare: count / table.count, sumShare: areaHa / table.sum };
};

/** @throws {Error} where the floor sends other headers or bytes than ours */
export const requireSameAnswers = async (
  ours: string,
  floor: string,
  paths: readonly string[],
  headers: Readonly<Record<string, string>>,
): Promise<void> => {
  for (const path of paths) {
    const [own, theirs] = [await fetchRaw(ours, path, headers), await fetchRaw(floor, path, headers)];
    const headOf = (answer: typeof own) =>
      JSON.stringify(Object.entries({ ...answer.headers, date: "" }).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    if (headOf(own) !== headOf(theirs))
      throw new Error(`${path} has other headers:\n${headOf(own)}\n${headOf(theirs)}`);
    if (!own.body.equals(theirs.body)) throw new Error(`${path} has other bytes`);
  }
};
