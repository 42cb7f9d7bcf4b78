import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildApp } from "#server/app.ts";
import { Metrics } from "#server/operate/metrics.ts";
import { StartState } from "#server/start-state.ts";
import { type TestApp, appForTests } from "../helpers/app.ts";

type App = Awaited<ReturnType<typeof buildApp>>;
type Line = Readonly<Record<string, unknown>>;

let server: TestApp;
const opened: App[] = [];
beforeAll(async () => {
  server = await appForTests();
});
afterAll(async () => {
  await Promise.all(opened.map((app) => app.close()));
  await server.close();
});

/** A server on the same data, with what it logs. */
const started = async (
  config: Partial<Parameters<typeof buildApp>[0]["config"]> = {},
  more: Pick<Parameters<typeof buildApp>[0], "metrics" | "start"> = {},
) => {
  const written: string[] = [];
  const app = await buildApp({
    db: server.db,
    config: { logLevel: "trace", client: "", ...config },
    logTo: { write: (line) => void written.push(line) },
    ...more,
  });
  opened.push(app);
  return { app, written, lines: () => written.map((line) => JSON.parse(line) as Line) };
};

describe("the id of a request", () => {
  test("of a proxy is kept, in the answer and in every line of the log", async () => {
    const { app, lines } = await started();
    const id = "proxy-7f3a.2026_11";
    const { headers } = await app.inject({ url: "/api/dates", headers: { "x-request-id": id } });
    expect(headers["x-request-id"]).toBe(id);
    expect(lines().filter(({ reqId }) => reqId === id).length).toBeGreaterThan(1);
  });

  test.each(["short", "two words of it", 'a"b{c}defghi', "x".repeat(65), "ngắn-mà-lạ"])(
    "%j is replaced by one of ours",
    async (given) => {
      const { headers } = await server.app.inject({ url: "/livez", headers: { "x-request-id": given } });
      expect(headers["x-request-id"]).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    },
  );

  test.each([
    ["/api/sites/no-such-site", 404],
    ["/api/%ZZ", 400],
    ["/api/sites?kind=castle", 400],
  ])("comes with the refusal of %s, too", async (url, status) => {
    const { statusCode, headers } = await server.app.inject({ url, headers: { "x-request-id": "asked-before" } });
    expect([statusCode, headers["x-request-id"]]).toEqual([status, "asked-before"]);
  });
});

describe("the log", () => {
  const SECRET = "bi-mat-khong-duoc-ghi";

  test("never holds a password, a cookie, a token or a body, whatever becomes of the request", async () => {
    const { app, written } = await started();
    const credentials = { cookie: `session=${SECRET}`, authorization: `Bearer ${SECRET}`, origin: "http://localhost" };
    const json = { "content-type": "application/json" };
    for (const request of [
      {
        method: "POST",
        url: "/api/sign-in",
        headers: json,
        payload: JSON.stringify({ login: "ai", password: SECRET }),
      },
      { method: "POST", url: "/api/sign-in", headers: json, payload: `{"password":"${SECRET}"` },
      { method: "POST", url: "/api/sign-in", headers: { "content-type": "text/plain" }, payload: SECRET },
      { method: "GET", url: "/api/account", headers: credentials },
      { method: "POST", url: "/api/accounts", headers: { ...json, ...credentials }, payload: `{"login":"${SECRET}"}` },
      { method: "GET", url: "/api/sites", headers: credentials },
    ] as const) {
      await app.inject(request);
    }
    expect(written.length).toBeGreaterThan(10);
    expect(written.filter((line) => line.includes(SECRET))).toEqual([]);
  });

  test("names each call of the database that is too slow, and nothing of what was asked", async () => {
    const { app, lines, written } = await started({ logLevel: "warn", slowMs: 0 });
    await app.inject(`/api/sites?q=${SECRET}`);
    const slow = lines().filter(({ msg }) => msg === "slow call of the database");
    expect(slow.map(({ sql }) => String(sql)).join("\n")).toContain("-- ");
    expect(slow.every(({ ms }) => typeof ms === "number")).toBe(true);
    expect(written.filter((line) => line.includes(SECRET))).toEqual([]);
    const patient = await started({ logLevel: "warn", slowMs: 600_000 });
    await patient.app.inject("/api/dates");
    expect(patient.written).toEqual([]);
  });
});

test("beyond its limit the server refuses at once, with when to come again, and answers all when there are fewer", async () => {
  const metrics = new Metrics(() => true);
  const { app } = await started({ maxWaiting: 2, logLevel: "silent" }, { metrics });
  const asked = Array.from({ length: 8 }, (_, day) => `/api/summary?knownOn=2090-01-0${day + 1}`);
  const together = await Promise.all(asked.map((url) => app.inject(url)));
  const refusals = together.filter(({ statusCode }) => statusCode === 503);
  expect(together.filter(({ statusCode }) => statusCode === 200)).toHaveLength(2);
  expect(refusals).toHaveLength(6);
  const refused = refusals[0]!;
  expect(refused.headers["retry-after"]).toBe("2");
  expect(refused.json()).toMatchObject({ type: "/problems/unavailable" });
  expect((await app.inject("/livez")).statusCode).toBe(200);
  expect(await metrics.text()).toMatch(/^vlmap_shed_requests_total 6$/m);
  for (const url of asked) expect((await app.inject(url)).statusCode).toBe(200);
});

test("a server that is about to stop says so to balancers, answers what comes, and keeps no connection", async () => {
  const start = new StartState();
  start.ready(server.db);
  const { app } = await started({ logLevel: "silent" }, { start });
  expect((await app.inject("/readyz")).statusCode).toBe(200);
  start.isEnding = true;
  expect((await app.inject("/readyz")).statusCode).toBe(503);
  const { statusCode, headers } = await app.inject("/api/dates");
  expect([statusCode, headers.connection]).toEqual([200, "close"]);
});

test("metrics count answers by route and calls by outcome, on a port of their own", async () => {
  const metrics = new Metrics(() => false);
  const { app } = await started({ logLevel: "silent" }, { metrics });
  await app.inject("/api/sites/hoa-phu");
  await app.inject("/api/sites/no-such-site");
  const told = await metrics.listen(0, "127.0.0.1");
  const response = await fetch(`http://127.0.0.1:${told.port}/metrics`);
  const text = await response.text();
  expect(response.headers.get("content-type")).toContain("text/plain");
  for (const line of [
    'vlmap_http_request_seconds_count{method="GET",route="/api/sites/:id",status="200"} 1',
    'vlmap_http_request_seconds_count{method="GET",route="/api/sites/:id",status="404"} 1',
    "vlmap_ready 0",
  ])
    expect(text.split("\n")).toContain(line);
  expect(text).toMatch(/^vlmap_database_call_seconds_count\{outcome="done"\} [1-9]/m);
  expect(text).not.toContain("no-such-site");
  expect((await fetch(`http://127.0.0.1:${told.port}/api/sites`)).status).toBe(404);
  await told.close();
});
