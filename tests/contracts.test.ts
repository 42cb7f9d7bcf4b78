import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { DATA_ENDPOINTS } from "#contracts/api.ts";
import { problem } from "#contracts/problem.ts";
import { sites } from "#contracts/sites.ts";
import { type ReadOnlyApp, sharedApp } from "./helpers/app.ts";
import { exampleOf } from "./helpers/example-requests.ts";

let server: ReadOnlyApp;
beforeAll(async () => {
  server = await sharedApp();
});
afterAll(() => server.close());

test.each(["/api/sites", "/api/sites?data=illustrative", "/api/sites?asOf=2015-06-18"])(
  "%s, sent as the query built it, is on contract, with nothing the contract does not name",
  async (url) => {
    const body = await server.get<{ items: unknown[]; total: number }>(url);
    expect(body.total).toBeGreaterThan(90);
    expect(z.parse(sites.output, body)).toEqual(body);
  },
);

describe.each(DATA_ENDPOINTS)("$name", (endpoint) => {
  const url = exampleOf(endpoint);

  test("answers on contract, with nothing the contract does not name", async () => {
    const response = await server.app.inject(url);
    expect(response.statusCode, response.body).toBe(200);
    expect(z.parse(endpoint.output, response.json())).toEqual(response.json());
  });

  test("refuses an unknown parameter, naming it and the known ones", async () => {
    const response = await server.app.inject({
      url: `${url}${url.includes("?") ? "&" : "?"}colour=red`,
      headers: { "accept-language": "en" },
    });
    expect(response.statusCode).toBe(400);
    const body = z.parse(problem, response.json());
    expect(body.type).toBe("/problems/invalid-request");
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]?.pointer).toBe("/colour");
    for (const known of Object.keys(endpoint.query.shape)) expect(body.errors?.[0]?.message).toContain(known);
  });

  test("gives a validator and answers 304 to it", async () => {
    const first = await server.app.inject(url);
    expect(first.headers["cache-control"]).toBe("no-cache");
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^W\/".+"$/);
    for (const held of [etag, `"other", ${etag}`, etag.replace("W/", ""), "*"]) {
      const second = await server.app.inject({ url, headers: { "if-none-match": held } });
      expect(second.statusCode, held).toBe(304);
      expect(second.body).toBe("");
      expect(second.headers.etag).toBe(etag);
    }
    expect((await server.app.inject({ url, headers: { "if-none-match": '"other"' } })).statusCode).toBe(200);
  });

  test("answers HEAD as GET without the body", async () => {
    const get = await server.app.inject(url);
    const head = await server.app.inject({ method: "HEAD", url });
    expect(head.statusCode).toBe(200);
    expect(head.body).toBe("");
    expect(head.headers.etag).toBe(get.headers.etag);
    expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
  });

  test("refuses other methods, saying which it has", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
      const response = await server.app.inject({
        method,
        url,
        ...(method === "POST" ? { payload: "<a/>", headers: { "content-type": "text/xml" } } : {}),
      });
      expect(response.statusCode, method).toBe(405);
      expect(response.headers.allow).toBe("GET, HEAD");
      expect(response.json()).toMatchObject({ type: "/problems/method-not-allowed" });
    }
  });

  test.each(["3.1", "3.0"])("stands in the OpenAPI %s document", async (version) => {
    const document = await server.get<{ openapi: string; paths: Record<string, { get: Record<string, unknown> }> }>(
      `/api/openapi.json?version=${version}`,
    );
    expect(document.openapi.startsWith(version)).toBe(true);
    const operation = document.paths[endpoint.path.replaceAll(/:(\w+)/g, "{$1}")]?.get;
    expect(operation).toMatchObject({ operationId: endpoint.name, summary: endpoint.summary });
    expect(Object.keys(operation?.["responses"] ?? {})).toEqual(expect.arrayContaining(["200", "400", "404", "503"]));
    const names = ((operation?.["parameters"] ?? []) as { name: string }[]).map(({ name }) => name);
    expect(names.toSorted()).toEqual(
      [...Object.keys(endpoint.params.shape), ...Object.keys(endpoint.query.shape)].toSorted(),
    );
  });
});

test("compressed answers are the same answers", async () => {
  const plain = await server.app.inject("/api/sites");
  for (const encoding of ["br", "gzip"]) {
    const packed = await server.app.inject({ url: "/api/sites", headers: { "accept-encoding": encoding } });
    expect(packed.headers["content-encoding"]).toBe(encoding);
    expect(String(packed.headers.vary)).toContain("accept-encoding");
    expect(packed.headers.etag).toBe(plain.headers.etag);
    const { brotliDecompressSync, gunzipSync } = await import("node:zlib");
    const unpacked = encoding === "br" ? brotliDecompressSync(packed.rawPayload) : gunzipSync(packed.rawPayload);
    expect(unpacked.equals(plain.rawPayload)).toBe(true);
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4);
  }
});
