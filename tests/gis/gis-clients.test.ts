import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { QGIS_LAYERS_PATH } from "#contracts/files.ts";
import { type Collection, COLLECTIONS } from "#server/collections/collections.ts";
import { type TestApp, appForTests } from "../helpers/app.ts";
import { PYTHON } from "./setup.ts";

type Read = {
  readonly ids: readonly string[];
  readonly filtered: readonly string[];
  readonly inBox?: readonly string[];
  readonly extent?: readonly number[] | null;
};

/** Of each collection a filter as clients write it and as the database does. */
const FILTERS: Readonly<Record<string, { readonly qgis: string; readonly cql: string; readonly sql: string }>> = {
  sites: { qgis: "\"kind\" = 'zone'", cql: "kind = 'zone'", sql: "kind = 'zone'" },
  figures: { qgis: '"value" > 300', cql: "value > 300", sql: "value > 300" },
  roads: { qgis: "\"name_vi\" like '%1A%'", cql: "name_vi LIKE '%1A%'", sql: "name_vi like '%1A%'" },
};
const ANY = { qgis: '"id" is not null', cql: "id IS NOT NULL", sql: "id is not null" };
/** Around Hòa Phú; what touches it is in it. */
const BOX = [105.85, 10.1, 106.05, 10.25] as const;

let server: TestApp;
let baseUrl: string;
let folder: string;
beforeAll(async () => {
  server = await appForTests();
  baseUrl = await server.app.listen({ port: 0, host: "127.0.0.1" });
  folder = await mkdtemp(join(tmpdir(), "vlmap-gis-"));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const python = async <T>(script: string, args: readonly string[]): Promise<T> => {
  const { stdout } = await promisify(execFile)(PYTHON, [join(import.meta.dirname, script), ...args], {
    maxBuffer: 64 * 1024 * 1024,
    timeout: 300_000,
  });
  return JSON.parse(stdout) as T;
};
const asked = (language: "qgis" | "cql"): string[] =>
  COLLECTIONS.map(({ id, geometryType }) =>
    [id, (FILTERS[id] ?? ANY)[language], ...(geometryType ? BOX : [])].join(";"),
  );

const idsWhere = async ({ relation }: Collection, condition: string): Promise<string[]> => {
  const { rows } = await server.db.query<{ id: string }>(`select id from ${relation} where ${condition}`);
  return rows.map(({ id }) => id).toSorted();
};
const inBox = `geom && st_makeenvelope(${BOX.join(", ")}, 4326) and st_intersects(geom, st_makeenvelope(${BOX.join(", ")}, 4326))`;
const extentOf = async ({ relation }: Collection): Promise<number[]> => {
  const { rows } = await server.db.query<{ extent: number[] }>(
    `select array[st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e)] as extent from (select st_extent(geom) as e from ${relation}) all_of_it`,
  );
  return rows[0]!.extent.map(Number);
};

/** Every collection as the client read it is every collection as the database has it. */
const expectSame = async (
  collections: Readonly<Record<string, Read>>,
  sortedIds: (ids: readonly string[]) => string[],
) => {
  for (const collection of COLLECTIONS) {
    const { id, geometryType } = collection;
    const read = collections[id]!;
    expect(sortedIds(read.ids), id).toEqual(await idsWhere(collection, "true"));
    expect(read.filtered.length, `${id}, filtered`).toBeGreaterThan(0);
    expect(sortedIds(read.filtered), `${id}, filtered`).toEqual(await idsWhere(collection, (FILTERS[id] ?? ANY).sql));
    if (geometryType === null) continue;
    expect(sortedIds(read.inBox ?? []), `${id}, in a box`).toEqual(await idsWhere(collection, inBox));
    for (const [n, edge] of (await extentOf(collection)).entries()) expect(read.extent![n]).toBeCloseTo(edge, 6);
  }
};

test("OWSLib sees the same features, boxes, extents and filters as the database", async () => {
  const read = await python<{
    collections: Record<string, Read & { queryables: string[] }>;
    "feature collections": string[];
  }>("owslib_client.py", [`${baseUrl}/ogc`, ...asked("cql")]);
  expect(read["feature collections"]).toEqual(COLLECTIONS.map(({ id }) => id).toSorted());
  await expectSame(read.collections, (ids) => [...ids].toSorted());
  expect(read.collections["sites"]!.queryables).toContain("leased_ha");
});

describe("QGIS", () => {
  type Layer = { name: string; isValid: boolean; provider: string; aliases: Record<string, string> };
  let read: {
    readonly collections: Record<string, Read & { isValid: boolean; count: number }>;
    readonly definition: { isRead: boolean; message: string; layers: Layer[] };
  };
  beforeAll(async () => {
    const definition = join(folder, "vinh-long.qlr");
    await writeFile(definition, await (await fetch(`${baseUrl}${QGIS_LAYERS_PATH}`)).text());
    read = await python("qgis_client.py", [`${baseUrl}/ogc`, definition, ...asked("qgis")]);
  });

  test("sees the same features, boxes, extents and filters as the database", async () => {
    await expectSame(read.collections, (ids) => [...ids].toSorted());
    expect(Object.entries(read.collections).map(([id, { count, ids }]) => [id, count - ids.length])).toEqual(
      COLLECTIONS.map(({ id }) => [id, 0]),
    );
  });

  test("opens the layer definition: every layer of the OGC API is valid and has Vietnamese names of its fields", () => {
    const { isRead, message, layers } = read.definition;
    expect({ isRead, message }).toEqual({ isRead: true, message: "" });
    const ofApi = layers.filter(({ provider }) => provider === "OAPIF");
    expect(
      ofApi
        .filter(({ isValid }) => isValid)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(COLLECTIONS.map(({ titleVi }) => titleVi).toSorted());
    const sites = ofApi.find(({ name }) => name === COLLECTIONS.find(({ id }) => id === "sites")!.titleVi)!;
    expect(sites.aliases["leased_ha"]).toMatch(/^Đã cho thuê .*\(ha\)$/);
  });
});
