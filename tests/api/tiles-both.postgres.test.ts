import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { layerId } from "#contracts/layers.ts";
import { type TestApp, appForTests } from "../helpers/app.ts";

/** The province at each zoom, from one tile to the streets of Vĩnh Long city. */
const PLACES = [
  "0/0/0",
  "7/101/60",
  "8/203/120",
  "9/406/241",
  "10/813/483",
  "11/1627/966",
  "13/6509/3865",
  "16/52076/30924",
];

describe("the embedded database beside PostgreSQL", () => {
  let servers: TestApp[] = [];
  beforeAll(async () => {
    servers = [await appForTests({ isEmbedded: true }), await appForTests()];
  });
  afterAll(() => Promise.all(servers.map((server) => server.close())));

  test.each(layerId.options)("tiles of %s are the same byte for byte, and so is their version", async (layer) => {
    const versions = await Promise.all(
      servers.map(async (server) => (await server.get<{ dataVersion: string }>(`/tiles/${layer}.json`)).dataVersion),
    );
    expect(versions[0]).toBe(versions[1]);
    let bytes = 0;
    for (const place of PLACES) {
      const [embedded, postgres] = await Promise.all(
        servers.map((server) => server.app.inject(`/tiles/${versions[0]}/${layer}/${place}.mvt`)),
      );
      expect([embedded?.statusCode, postgres?.statusCode]).toEqual([200, 200]);
      expect(embedded?.rawPayload.equals(postgres?.rawPayload ?? Buffer.alloc(0)), place).toBe(true);
      expect(embedded?.headers.etag).toBe(postgres?.headers.etag);
      bytes += embedded?.rawPayload.length ?? 0;
    }
    expect(bytes).toBeGreaterThan(0);
  });
});
