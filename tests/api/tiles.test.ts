import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildApp } from "#server/app.ts";
import { SECURITY_HEADERS } from "#server/security-headers.ts";
import { type FeatureCollection, layerId } from "#contracts/layers.ts";
import { type TestApp, appForTests } from "../helpers/app.ts";
import { decode } from "../tiles/geometry.ts";

let server: TestApp;
beforeAll(async () => {
  server = await appForTests();
});
afterAll(() => server.close());

type TileJson = {
  tilejson: string;
  name: string;
  tiles: [string];
  vector_layers: { id: string; fields: Record<string, string>; minzoom: number; maxzoom: number }[];
  attribution: string;
  bounds: [number, number, number, number];
  dataVersion: string;
};
const tileJsonOf = (layer: string, query = "") => server.get<TileJson>(`/tiles/${layer}.json${query}`);
const versionOf = async (layer: string, query = "") => (await tileJsonOf(layer, query)).dataVersion;

/** The whole province lies in this tile. */
const ALL = "8/203/120";
const idsIn = (tile: Uint8Array, layer: string) =>
  decode(tile, layer).map(({ properties }) => String(properties["id"]));

describe("TileJSON", () => {
  test("names the tiles by the address the server was asked under, with fields, extent and credit", async () => {
    const response = await server.app.inject({
      url: "/tiles/communes-2025.json",
      headers: { host: "bando.vinhlong.gov.vn:8443" },
    });
    const body = response.json<TileJson>();
    expect(body.tilejson).toBe("3.0.0");
    expect(body.name).toBe("Xã, phường từ 01/7/2025");
    expect(body.tiles).toEqual([
      `http://bando.vinhlong.gov.vn:8443/tiles/${body.dataVersion}/communes-2025/{z}/{x}/{y}.mvt`,
    ]);
    expect(body.vector_layers.map(({ id }) => id)).toEqual(["communes-2025", "communes-2025-labels"]);
    expect(body.vector_layers[0]?.fields).toMatchObject({ id: "String", nameVi: "String", nameEn: "String" });
    const [west, south, east, north] = body.bounds;
    expect([west, south, east, north].map((degrees) => Math.round(degrees * 10) / 10)).toEqual([
      105.7, 9.9, 106.3, 10.3,
    ]);
  });

  test("a host that is none is not repeated", async () => {
    const response = await server.app.inject({ url: "/tiles/roads.json", headers: { host: 'a"><script>' } });
    expect(response.json<TileJson>().tiles[0]).toMatch(/^\/tiles\//);
  });

  test("another layer is a 404 that names the layers there are", async () => {
    const response = await server.app.inject("/tiles/lots.json");
    expect([response.statusCode, response.json<{ type: string }>().type]).toEqual([404, "/problems/layer-not-found"]);
    expect(response.json<{ detail: string }>().detail).toContain("communes-2025");
  });
});

describe("tiles", () => {
  test.each(layerId.options)("of %s hold what the layer as GeoJSON holds, and no figure", async (layer) => {
    const { features } = await server.get<FeatureCollection>(`/api/layers/${layer}`);
    const { vector_layers, dataVersion } = await tileJsonOf(layer);
    // Neighbours and rivers reach beyond one tile of the province.
    const tiles = await Promise.all(
      ["7/101/60", "7/101/59", "7/102/60", "7/101/61", "7/100/60"].map((place) =>
        server.app.inject(`/tiles/${dataVersion}/${layer}/${place}.mvt`),
      ),
    );
    const drawn = tiles.flatMap(({ rawPayload }) => decode(rawPayload, layer));
    const ids = new Set(drawn.map(({ properties }) => String(properties["id"])));
    expect([...ids].toSorted()).toEqual(features.map(({ id }) => id).toSorted());
    for (const { properties } of drawn) {
      const feature = features.find(({ id }) => id === properties["id"]);
      const { nameVi, shortNameVi } = feature?.properties ?? {};
      expect(properties["nameVi"] ?? null).toBe(shortNameVi ?? nameVi);
      expect(properties["kind"]).toBe(feature?.properties["kind"]);
      expect(Object.keys(properties)).not.toContain("marketClass");
    }
    expect(Object.keys(vector_layers[0]?.fields ?? {})).toContain("id");
  });

  test("names of communes stand once, inside their commune", async () => {
    const version = await versionOf("communes");
    const { rawPayload } = await server.app.inject(`/tiles/${version}/communes/${ALL}.mvt`);
    const labels = idsIn(rawPayload, "communes-labels");
    expect(labels).toHaveLength(109);
    expect(labels).toEqual([...new Set(labels)]);
    expect(labels).toEqual(labels.toSorted());
  });

  test("are for ever at their version, compressed for who can read that, each form with its own strong tag", async () => {
    const url = `/tiles/${await versionOf("communes")}/communes/9/406/241.mvt`;
    const plain = await server.app.inject(url);
    const packed = await server.app.inject({ url, headers: { "accept-encoding": "br, gzip" } });
    expect(plain.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(plain.headers["content-type"]).toBe("application/vnd.mapbox-vector-tile");
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(packed.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(plain.headers.etag).toMatch(/^"[\w-]{22}"$/);
    expect(packed.headers.etag).toBe(String(plain.headers.etag).replace(/"$/, '-gzip"'));
    for (const { headers } of [plain, packed]) {
      const again = await server.app.inject({
        url,
        headers: {
          "if-none-match": String(headers.etag),
          "accept-encoding": headers["content-encoding"] ?? "identity",
        },
      });
      expect([again.statusCode, again.body]).toEqual([304, ""]);
    }
  });

  test("at hand are answered as those that were made for the asking, and other addresses are not", async () => {
    const origin = await server.app.listen({ port: 0, host: "127.0.0.1" });
    const path = `/tiles/${await versionOf("communes")}/communes/10/813/483.mvt`;
    const ask = async (url: string, method: string, headers: Record<string, string>) => {
      const answer = await fetch(origin + url, { method, headers });
      const named = Object.fromEntries(
        [...answer.headers].filter(([name]) => !["date", "connection", "keep-alive"].includes(name)),
      );
      return { status: answer.status, headers: named, body: Buffer.from(await answer.arrayBuffer()) };
    };
    const made = await ask(path, "GET", { "accept-encoding": "gzip" });
    expect([made.status, made.headers["content-encoding"]]).toEqual([200, "gzip"]);
    expect(Object.keys(made.headers)).toEqual(expect.arrayContaining(Object.keys(SECURITY_HEADERS)));
    expect(await ask(path, "GET", { "accept-encoding": "gzip" })).toEqual(made);
    expect(await ask(path, "HEAD", { "accept-encoding": "gzip" })).toEqual({ ...made, body: Buffer.alloc(0) });
    // Past the framework or through it, the same.
    const { statusCode, headers } = await server.app.inject({ url: path, headers: { "accept-encoding": "gzip" } });
    expect([statusCode, { ...headers, date: undefined, connection: undefined }]).toEqual([
      200,
      { ...made.headers, date: undefined, connection: undefined },
    ]);
    const held = await ask(path, "GET", { "accept-encoding": "gzip", "if-none-match": made.headers["etag"] ?? "" });
    expect([held.status, held.body.length, held.headers["etag"]]).toEqual([304, 0, made.headers["etag"]]);
    expect(held.headers).toMatchObject(SECURITY_HEADERS);
    // The same tile for those who cannot unpack it is another body.
    const plain = await ask(path, "GET", { "accept-encoding": "identity" });
    expect([plain.headers["content-encoding"], plain.body]).toEqual([undefined, made.body]);
    expect([(await ask(path, "POST", {})).status, (await ask(`${path}?x=1`, "GET", {})).status]).toEqual([405, 404]);
    expect((await ask(path, "GET", { authorization: "Bearer vlm_of-last-year" })).status).toBe(401);
  });

  test("asked for twenty times at once have one tag", async () => {
    const url = `/tiles/${await versionOf("districts")}/districts/10/813/483.mvt`;
    const answers = await Promise.all(Array.from({ length: 20 }, () => server.app.inject(url)));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ headers }) => headers.etag)).size).toBe(1);
  });

  test("where there is nothing are empty, not missing", async () => {
    const answer = await server.app.inject({
      url: `/tiles/${await versionOf("communes")}/communes/9/0/0.mvt`,
      headers: { "accept-encoding": "gzip" },
    });
    expect([answer.statusCode, answer.rawPayload.length]).toEqual([200, 0]);
    expect(answer.headers["content-encoding"]).toBeUndefined();
  });

  test("of the latest version are to be asked for again each time", async () => {
    const latest = await server.app.inject(`/tiles/latest/communes/${ALL}.mvt`);
    const fixed = await server.app.inject(`/tiles/${await versionOf("communes")}/communes/${ALL}.mvt`);
    expect(latest.headers["cache-control"]).toBe("no-cache");
    expect(latest.headers.etag).toBe(fixed.headers.etag);
  });

  test.each([
    ["/tiles/latest/communes/9/406/241", "tile-not-found"],
    ["/tiles/latest/communes/9/406/241.pbf", "tile-not-found"],
    ["/tiles/latest/communes/9/406/512.mvt", "tile-not-found"],
    ["/tiles/latest/communes/23/0/0.mvt", "tile-not-found"],
    ["/tiles/latest/communes/-1/0/0.mvt", "tile-not-found"],
    ["/tiles/latest/communes/09/1/1.mvt", "tile-not-found"],
    ["/tiles/latest/communes/9/4e2/241.mvt", "tile-not-found"],
    ["/tiles/latest/communes/9/406/241.mvt?x=1", "tile-not-found"],
    ["/tiles/latest/communes/9/406/%32.mvt", "tile-not-found"],
    ["/tiles/latest/lots/9/406/241.mvt", "layer-not-found"],
    ["/tiles/other/communes/9/406/241.mvt", "tile-not-found"],
    [`/tiles/${"v".repeat(65)}/communes/9/406/241.mvt`, "tile-not-found"],
    ["/tiles/latest/communes/9/406", "route-not-found"],
    ["/tiles", "route-not-found"],
  ])("%s is nothing, and not kept", async (url, slug) => {
    const response = await server.app.inject({ url, headers: { "accept-language": "en" } });
    expect([response.statusCode, response.json<{ type: string }>().type]).toEqual([404, `/problems/${slug}`]);
    expect(response.headers["cache-control"]).toBe("no-store");
  });

  test("cannot be written to", async () => {
    const response = await server.app.inject({ method: "PUT", url: `/tiles/latest/communes/${ALL}.mvt` });
    expect([response.statusCode, response.headers["allow"]]).toEqual([405, "GET, HEAD"]);
  });
});

describe("made-up sites", () => {
  test("are in the tiles of their own version only, and marked", async () => {
    const [published, illustrative] = [await versionOf("sites"), await versionOf("sites", "?data=illustrative")];
    expect(illustrative).not.toBe(published);
    const sitesAt = async (version: string) =>
      decode((await server.app.inject(`/tiles/${version}/sites/${ALL}.mvt`)).rawPayload, "sites");
    const sets = (features: Awaited<ReturnType<typeof sitesAt>>) =>
      new Set(features.map(({ properties }) => properties["dataSet"]));
    expect(sets(await sitesAt(published))).toEqual(new Set(["published"]));
    expect(sets(await sitesAt(illustrative))).toEqual(new Set(["published", "illustrative"]));
    // `latest` never shows them.
    expect(sets(await sitesAt("latest"))).toEqual(new Set(["published"]));
  });

  test("change nothing of layers they have no part in", async () => {
    expect(await versionOf("communes", "?data=illustrative")).toBe(await versionOf("communes"));
  });
});

test("a layer too large for its memory is read tile by tile, to the same bytes", async () => {
  const app = await buildApp({
    db: server.db,
    config: { logLevel: "silent", client: "", tiles: { maxLayerBytes: 0 } },
  });
  try {
    for (const layer of layerId.options) {
      for (const place of [ALL, "10/814/483", "12/3255/1935"]) {
        const url = `/tiles/latest/${layer}/${place}.mvt`;
        const [held, read] = [await server.app.inject(url), await app.inject(url)];
        expect(read.statusCode).toBe(200);
        expect(read.rawPayload.equals(held.rawPayload), url).toBe(true);
      }
    }
  } finally {
    await app.close();
  }
});

/** What a load of changed files leaves: the rows, and a new data version. */
const change = (statement: string): Promise<unknown> =>
  server.db.transaction({ role: "owner" }, async (tx) => {
    await tx.query(statement);
    await tx.query(
      `insert into data_load (content_hash, illustrative_hash, rows_loaded)
       select md5(random()::text), illustrative_hash, rows_loaded from data_load order by id desc limit 1`,
    );
  });
const changesSince = (layer: string, version: string) =>
  server.get<{ dataVersion: string; boxes: number[][] | null }>(`/tiles/${layer}/changes?since=${version}`);

describe("when the data change", () => {
  test("a layer they leave alone keeps its version", async () => {
    const before = [await versionOf("communes"), await versionOf("sites")];
    await change("update figure set note_vi = note_vi where false");
    expect([await versionOf("communes"), await versionOf("sites")]).toEqual(before);
    expect(await changesSince("communes", String(before[0]))).toEqual({ dataVersion: before[0], boxes: [] });
  });

  test("a layer they touch gets another, its old tiles stay, and the difference is where the change is", async () => {
    const { items } = await server.get<{ items: { id: string; position: [number, number] | null }[] }>("/api/sites");
    const site = items.find(({ position }) => position !== null)!;
    const [lng, lat] = site.position!;
    const before = await versionOf("sites");
    const oldTile = await server.app.inject(`/tiles/${before}/sites/${ALL}.mvt`);
    await change(`update site set geom = st_translate(geom, 0.01, 0) where id = '${site.id}'`);
    const after = await versionOf("sites");
    expect(after).not.toBe(before);
    const { dataVersion, boxes } = await changesSince("sites", before);
    expect(dataVersion).toBe(after);
    const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
    expect(boxes?.map((box) => box.map(round))).toEqual([
      [lng, lat, lng, lat].map(round),
      [lng + 0.01, lat, lng + 0.01, lat].map(round),
    ]);
    const [old, now] = [
      await server.app.inject(`/tiles/${before}/sites/${ALL}.mvt`),
      await server.app.inject(`/tiles/${after}/sites/${ALL}.mvt`),
    ];
    expect(old.rawPayload.equals(oldTile.rawPayload)).toBe(true);
    expect(now.rawPayload.equals(old.rawPayload)).toBe(false);
  });

  test("a name, too, is a change where its place is; and changes add up over versions", async () => {
    const first = await versionOf("places");
    await change(
      "update shape set name_vi = name_vi || ' mới' where layer = 'places' and id = (select min(id) from shape where layer = 'places')",
    );
    const second = await versionOf("places");
    await change(
      "delete from shape where layer = 'places' and id = (select max(id) from shape where layer = 'places')",
    );
    expect((await changesSince("places", second)).boxes).toHaveLength(1);
    expect((await changesSince("places", first)).boxes).toHaveLength(3);
  });

  test("a version nobody remembers differs everywhere", async () => {
    expect((await changesSince("sites", "forgotten")).boxes).toBeNull();
  });

  test("the version before the last is forgotten, in words", async () => {
    const versions = [await versionOf("roads")];
    for (const step of [1, 2]) {
      await change(`update shape set name_vi = 'Đường ${step}' where layer = 'roads'`);
      versions.push(await versionOf("roads"));
    }
    const statuses = await Promise.all(
      versions.map(async (version) => (await server.app.inject(`/tiles/${version}/roads/11/1627/966.mvt`)).statusCode),
    );
    // Kept bodies are still answered; what was never asked for of the forgotten version is not made any more.
    expect(statuses).toEqual([404, 200, 200]);
  });
});
