import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { DESKTOP, mapIdle, visit } from "../helpers/browser.ts";
import { ROOT } from "../helpers/embedded-template.ts";
import { createTestDatabase, startCluster, type Cluster } from "../helpers/postgres-cluster.ts";
import { test } from "./fixtures.ts";
import { drawnLabels } from "./provenance/canvas.ts";
import { startServer, type RunningServer } from "../helpers/server.ts";

/** West of the commune, so that the window shows tiles that it touches and tiles that it does not. */
const VIEW = "layers=communes,communes-2025&map=@10.11,105.991,13z";
const [OLD_NAME, NEW_NAME] = ["Xã Hòa Hiệp", "Xã Hòa Hiệp Mới"];
/** Of the commune, in degrees. */
const COMMUNE = { west: 105.987, south: 10.076, east: 106.079, north: 10.146 };

let cluster: Cluster;
let databaseUrl: string;
let server: RunningServer;
let folder: string;

const importGeodata = (geodata: string) =>
  promisify(execFile)(process.execPath, [join(ROOT, "dist/server/import-cli.js"), geodata], {
    env: { PATH: process.env["PATH"], DATABASE_URL: databaseUrl },
  });

beforeAll(async () => {
  cluster = await startCluster();
  databaseUrl = (await createTestDatabase(cluster.url)).url;
  folder = await mkdtemp(join(tmpdir(), "vlmap-changed-"));
  await cp(join(ROOT, "geodata"), folder, { recursive: true });
  await importGeodata(folder);
  server = await startServer(folder, { databaseUrl });
  await server.ready();
});
afterAll(async () => {
  await server?.stop();
  await cluster?.stop();
  if (folder) await rm(folder, { recursive: true });
});

type Tile = {
  readonly version: string;
  readonly layer: string;
  readonly z: number;
  readonly x: number;
  readonly y: number;
};
const tileIn = (url: string): Tile[] => {
  const [, version, layer, ...place] = /\/tiles\/([\w-]+)\/([\w-]+)\/(\d+)\/(\d+)\/(\d+)\.mvt$/.exec(url) ?? [];
  const [z = 0, x = 0, y = 0] = place.map(Number);
  return version && layer ? [{ version, layer, z, x, y }] : [];
};
const watchTiles = (page: Page): Tile[] => {
  const tiles: Tile[] = [];
  page.on("request", (request) => tiles.push(...tileIn(request.url())));
  return tiles;
};
const placeOf = ({ z, x, y }: Tile): string => `${z}/${x}/${y}`;

const isTouched = ({ z, x, y }: Tile): boolean => {
  const column = (lng: number) => ((lng + 180) / 360) * 2 ** z;
  const row = (lat: number) => ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z;
  const buffer = 64 / 4096;
  return (
    column(COMMUNE.east) >= x - buffer &&
    column(COMMUNE.west) <= x + 1 + buffer &&
    row(COMMUNE.south) >= y - buffer &&
    row(COMMUNE.north) <= y + 1 + buffer
  );
};

/** Names of present communes; a former one may have the same. */
const namesOn = async (page: Page): Promise<string[]> =>
  (await drawnLabels(page)).flatMap(({ layer, text }) => (layer === "communes-2025-names" ? [text] : []));
const versionOf = async (layer: string) =>
  ((await (await fetch(`${server.baseUrl}/tiles/${layer}.json`)).json()) as { dataVersion: string }).dataVersion;

test("an open map asks again for the tiles that a change of data touches, for no other, and shows it", async ({
  browser,
}) => {
  const { page, context, watch } = await visit(browser, server.baseUrl, { viewport: DESKTOP });
  const before = watchTiles(page);
  await page.goto(`/?${VIEW}`);
  await mapIdle(page);
  expect(await namesOn(page)).toContain(OLD_NAME);
  const [former, present] = [await versionOf("communes"), await versionOf("communes-2025")];
  // By their version from the first on, and both kinds are there or the test would show nothing.
  for (const { layer, version } of before) expect(version).toBe(layer === "communes" ? former : present);
  const shown = before.filter(({ layer }) => layer === "communes-2025");
  expect(shown.filter(isTouched).length).toBeGreaterThan(0);
  expect(shown.filter((tile) => !isTouched(tile)).length).toBeGreaterThan(0);

  const units = join(folder, "admin-units.csv");
  const text = await readFile(units, "utf8");
  expect(text).toContain(`commune-2025-29734,commune,29734,${OLD_NAME},`);
  await writeFile(units, text.replace(`29734,${OLD_NAME},`, `29734,${NEW_NAME},`));
  await importGeodata(folder);

  const after = watchTiles(page);
  // Told by the server, without anybody asking.
  await page.getByText("Số liệu vừa được cập nhật.").waitFor();
  const namesOf = async () => (await namesOn(page)).filter((name) => name.startsWith(OLD_NAME));
  await expect.poll(namesOf, { timeout: 60_000, interval: 300 }).toEqual([NEW_NAME]);
  await mapIdle(page);

  expect([await versionOf("communes"), (await versionOf("communes-2025")) === present]).toEqual([former, false]);
  expect(new Set(after.map(({ layer }) => layer))).toEqual(new Set(["communes-2025"]));
  expect(new Set(after.map(({ version }) => version))).toEqual(new Set([await versionOf("communes-2025")]));
  expect(new Set(after.map(placeOf))).toEqual(new Set(shown.filter(isTouched).map(placeOf)));
  expect(after).toHaveLength(new Set(after.map(placeOf)).size);
  await context.close();
  expect(watch.faults).toEqual([]);
});
