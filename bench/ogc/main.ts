/**
 * Pages of 100 features of OGC API – Features over HTTP against the same page by plain SQL, and deep pages against the first ones,
 * on PostgreSQL with 100,000 places. `--short` makes 5,000 and only prints.
 */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "#server/config.ts";
import { migrate } from "#server/db/migrate.ts";
import { openDb } from "#server/db/open.ts";
import { loadGeodata } from "#server/features/imports/load.ts";
import { startServer } from "../../tests/helpers/server.ts";
import { connected, startBenchCluster } from "../data.ts";
import { fetchRaw } from "../http.ts";
import { medianOf } from "../results.ts";
import { FULL, SHORT } from "../sizes.ts";
import floorSql from "./floor.sql?raw";
import placesSql from "./places.sql?raw";
import { report } from "./report.ts";

const RESULTS = "bench/RESULTS-ogc.md";
const PAGE = 100;
const PATH = `/ogc/collections/places/items?f=json&limit=${PAGE}`;

const { values } = parseArgs({ options: { short: { type: "boolean", default: false } } });
const [places, rounds, asked] = values.short ? [5_000, 1, 20] : [100_000, 5, 200];

const cluster = await startBenchCluster(values.short ? SHORT : FULL);
const folder = await mkdtemp(join(tmpdir(), "vlmap-ogc-"));
const url = Object.assign(new URL(cluster.url), { pathname: "/ogc" }).href;
await connected(cluster.url, (client) => client.query("create database ogc"));
const { migrations, geodata } = readConfig({});
const db = await openDb({
  databaseUrl: url,
  dataDir: "",
  prepare: async (own) => {
    await migrate(own, { folder: migrations });
    const { status } = await loadGeodata(own, geodata);
    if (status === "refused") throw new Error("geodata/ was refused; npm run import says where");
  },
});
await db.close();

const server = await startServer(folder, { databaseUrl: url });
try {
  await server.ready();
  await connected(url, async (client) => {
    await client.query(placesSql, [places]);
    await client.query("vacuum analyze shape");
    const { rows } = await client.query<{ id: string }>(
      `select id from shape where layer = 'places' order by id collate "C"`,
    );
    const ids = rows.map(({ id }) => id);

    /** Milliseconds of each of `asked` pages that begin between two places of the order; each page is asked for once only. */
    const pages = (from: number, to: number, round: number): string[] =>
      Array.from({ length: asked }, (_, n) => ids[from + Math.floor(((to - from) * (n + round / rounds)) / asked)]!);
    const byHttp = async (after: string): Promise<number> => {
      const startedMs = performance.now();
      const { status, body } = await fetchRaw(server.baseUrl, `${PATH}&after=${encodeURIComponent(after)}`);
      const took = performance.now() - startedMs;
      const returned = (JSON.parse(body.toString("utf8")) as { numberReturned: number }).numberReturned;
      if (status !== 200 || returned !== PAGE) throw new Error(`after ${after}: ${status}, ${returned} features`);
      return took;
    };
    const bySql = async (after: string): Promise<number> => {
      const startedMs = performance.now();
      const { rows: found } = await client.query<{ features: unknown[] }>({
        name: "floor",
        text: floorSql,
        values: [after],
      });
      const took = performance.now() - startedMs;
      if (found[0]?.features.length !== PAGE) throw new Error(`after ${after}: not ${PAGE} rows`);
      return took;
    };
    const p50 = async (list: readonly string[], time: (after: string) => Promise<number>): Promise<number> => {
      const took: number[] = [];
      for (const after of list) took.push(await time(after));
      return medianOf(took);
    };

    const last = ids.length - PAGE - 1;
    const shallow = [0, Math.floor(ids.length / 20)] as const;
    const deep = [Math.floor(ids.length * 0.9), last] as const;
    // Once unmeasured, which counts the features and fills both sides' caches.
    await p50(pages(0, last, 0.5).slice(0, 50), byHttp);
    await p50(pages(0, last, 0.5).slice(0, 50), bySql);
    const measured = [];
    for (let round = 0; round < rounds; round++) {
      measured.push({
        http: await p50(pages(shallow[1], deep[0], round), byHttp),
        sql: await p50(pages(shallow[1], deep[0], round), bySql),
        first: await p50(pages(...shallow, round), byHttp),
        deep: await p50(pages(...deep, round), byHttp),
      });
    }
    const text = report(measured, { places: ids.length, page: PAGE, asked });
    process.stdout.write(text);
    if (!values.short) await writeFile(join(resolve("."), RESULTS), text);
  });
} finally {
  await server.stop();
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
}
