import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { problem } from "#contracts/problem.ts";
import type { SiteDetail } from "#contracts/sites.ts";
import { buildApp } from "#server/app.ts";
import { DbTimeout } from "#server/db/port.ts";
import { withPreview } from "#server/features/sheets/link-preview.ts";
import { StartState } from "#server/start-state.ts";
import { type TestApp, appForTests } from "../helpers/app.ts";

let server: TestApp;
beforeAll(async () => {
  server = await appForTests();
});
afterAll(() => server.close());

const SILENT = { logLevel: "silent", client: "" } as const;
const LONG = "a".repeat(5000);

describe("bad input is the sender's fault, said in words", () => {
  test.each([
    ["/api/sites?bbox=", 400, "/bbox"],
    ["/api/sites?bbox=1,2,3", 400, "/bbox"],
    ["/api/sites?bbox=1,2,3,4,5,6,7", 400, "/bbox"],
    ["/api/sites?bbox=NaN,0,1,1", 400, "/bbox"],
    ["/api/sites?bbox=Infinity,0,1,1", 400, "/bbox"],
    ["/api/sites?bbox=1e309,0,1,1", 400, "/bbox"],
    ["/api/sites?bbox=1e1,0,11,1", 400, "/bbox"],
    ["/api/sites?bbox=106,10,105,11", 400, "/bbox"],
    ["/api/sites?bbox=105,11,106,10", 400, "/bbox"],
    ["/api/sites?bbox=-181,0,1,1", 400, "/bbox/0"],
    ["/api/sites?bbox=0,-91,1,1", 400, "/bbox/1"],
    ["/api/sites?kind=castle", 400, "/kind/0"],
    ["/api/sites?kind=zone,castle", 400, "/kind/1"],
    ["/api/sites?kind=", 400, "/kind"],
    ["/api/sites?kind=zone&kind=market", 400, "/kind"],
    ["/api/sites?kind=zone,", 400, "/kind/1"],
    ["/api/sites?status=%00", 400, "/status/0"],
    ["/api/sites?district=V%C4%A9nh%20Long", 400, "/district"],
    ["/api/sites?district=' or 1=1 --", 400, "/district"],
    ["/api/sites?parent=%00", 400, "/parent"],
    [`/api/sites?commune=${LONG}`, 400, "/commune"],
    ["/api/sites?q=", 400, "/q"],
    ["/api/sites?q=%00", 400, "/q"],
    ["/api/sites?q=%20%20", 400, "/q"],
    ["/api/sites?q=...", 400, "/q"],
    ["/api/sites?q=%F0%9F%8F%AD", 400, "/q"],
    [`/api/sites?q=${LONG}`, 400, "/q"],
    ["/api/sites?q=a&q=b", 400, "/q"],
    ["/api/sites?Q=a", 400, "/Q"],
    ["/api/sites?__proto__=a", 400, "/__proto__"],
    ["/api/sites?constructor=a", 400, "/constructor"],
    ["/api/sites?a/b~c=1", 400, "/a~1b~0c"],
    [`/api/sites?${LONG}=1`, 400, undefined],
    [`/api/sites?${"x=1&".repeat(800)}`, 400, "/x"],
    ["/api/figures", 400, "/subject"],
    ["/api/figures?subject=", 400, "/subject"],
    ["/api/figures?subject=Ho%C3%A0%20Ph%C3%BA", 400, "/subject"],
    ["/api/figures?subject=hoa-phu&metric=weight", 400, "/metric"],
    ["/api/figures?subject=hoa-phu&subject=binh-minh", 400, "/subject"],
    ["/api/checks?verdict=maybe", 400, "/verdict"],
    ["/api/summary?date=2015", 400, "/date"],
    ["/api/openapi.json?version=2", 400, "/version"],
    ["/api/openapi.json?v=3.0", 400, "/version"],
    ["/api/sites/%ZZ", 400, undefined],
    ["/api/sites/%", 400, undefined],
    ["/api/sites/%ED%A0%80", 400, undefined],
    ["/api/sites/%00", 404, undefined],
    ["/api/sites/Ho%C3%A0%20Ph%C3%BA", 404, undefined],
    ["/api/sites/..%2f..%2fetc%2fpasswd", 404, undefined],
    [`/api/sites/${"a".repeat(300)}`, 404, undefined],
    [`/api/sites/${LONG}`, undefined, undefined],
    ["/api/sites/", 404, undefined],
    ["/api/figures/%00", 404, undefined],
    ["/api/figures/a..b", 404, undefined],
    ["/api/layers/%00", 404, undefined],
    ["/api/nothing", 404, undefined],
    ["/api", 404, undefined],
    ["/ogc/collections/nothing", 404, undefined],
    ["/ogc/nothing", 404, undefined],
    ["/assets/missing.js", 404, undefined],
    ["/favicon.ico", 404, undefined],
    ["/%00", undefined, undefined],
    ["/..%2f..%2fpackage.json", undefined, undefined],
    ["/.git/config", undefined, undefined],
  ])("%s", async (url, status, pointer) => {
    const response = await server.app.inject(url);
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.statusCode).toBeLessThan(500);
    expect(response.statusCode, response.body).toBe(status ?? response.statusCode);
    expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(response.headers["cache-control"]).toBe("no-store");
    const body = z.parse(problem, response.json());
    expect(body.status).toBe(response.statusCode);
    expect(body.detail).not.toMatch(/invalid input|undefined|\[object/i);
    expect([undefined, ...(body.errors ?? []).map((fault) => fault.pointer)]).toContain(pointer);
  });

  test("every fault is named at once, in Vietnamese and English", async () => {
    const url = "/api/sites?bbox=1,2&kind=castle&colour=red";
    const vi = z.parse(problem, (await server.app.inject(url)).json());
    const en = z.parse(problem, (await server.app.inject({ url, headers: { "accept-language": "en" } })).json());
    expect(vi.title).toBe("Yêu cầu không hợp lệ");
    expect(vi.errors?.map(({ pointer }) => pointer).toSorted()).toEqual(["/bbox", "/colour", "/kind/0"]);
    expect(vi.errors?.find(({ pointer }) => pointer === "/bbox")?.message).toContain("tây,nam,đông,bắc");
    expect(en.errors?.find(({ pointer }) => pointer === "/bbox")?.message).toContain("west,south,east,north");
    expect(en.errors?.find(({ pointer }) => pointer === "/kind/0")?.message).toContain("zone, corridor, cluster");
    expect(en.errors?.find(({ pointer }) => pointer === "/colour")?.message).toContain("known are kind, status");
  });
});

test("no query string makes the server fail", async () => {
  const names = fc.constantFrom(
    "kind",
    "status",
    "district",
    "commune",
    "parent",
    "bbox",
    "q",
    "subject",
    "metric",
    "verdict",
    "x",
  );
  const words = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.constantFrom(
      "zone",
      "market,cluster",
      "hoa-phu",
      "105,9,106,11",
      "Hòa Phú",
      "%",
      "%%",
      "%E1%BB",
      "\u0000",
      "\u202e",
      "NULL",
      "{}",
      "[]",
      "1e999",
    ),
  );
  const queries = fc
    .array(fc.tuple(names, words, fc.boolean()), { maxLength: 4 })
    .map((pairs) =>
      pairs
        .map(
          ([name, word, isRaw]) =>
            `${name}=${isRaw ? word.replaceAll(/[^\x21-\x7e]|[#]/g, "%") : encodeURIComponent(word)}`,
        )
        .join("&"),
    );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("/api/sites", "/api/figures", "/api/checks", "/api/layers", "/api/sites/hoa-phu"),
      queries,
      async (path, query) => {
        const response = await server.app.inject(`${path}?${query}`);
        expect([200, 400, 404]).toContain(response.statusCode);
        expect(response.statusCode === 200 || z.safeParse(problem, response.json()).success).toBe(true);
      },
    ),
    { numRuns: 400, seed: 1013 },
  );
});

test("no path makes the server fail", async () => {
  const parts = fc.oneof(
    fc.webSegment(),
    fc.constantFrom("..", "%2e%2e", "%00", "%ff", "%", "~", "index.html", "hoa-phu", "%5c"),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("/x", "/api", "/api/sites", "/api/figures", "/api/layers", "/assets"),
      fc.array(parts, { maxLength: 3 }),
      async (start, rest) => {
        const response = await server.app.inject([start, ...rest].join("/") || "/");
        expect(response.statusCode).toBeLessThan(500);
      },
    ),
    { numRuns: 300, seed: 1013 },
  );
});

describe("every class of answer carries the policy", () => {
  test.each([
    ["/", 200],
    ["/assets/main-1a2b3c4d.js", 200],
    ["/livez", 200],
    ["/api/sites?kind=zone", 200],
    ["/api/openapi.json", 200],
    ["/api/sites?colour=red", 400],
    ["/api/sites/%ZZ", 400],
    ["/api/nothing", 404],
    ["/assets/nothing.js", 404],
  ])("%s (%d)", async (url, status) => {
    const { statusCode, headers } = await server.app.inject(url);
    expect(statusCode).toBe(status);
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toContain("http");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBeDefined();
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["x-powered-by"]).toBeUndefined();
  });

  test("also what is not HTTP, on a real socket", async () => {
    const address = await server.app.listen({ port: 0, host: "127.0.0.1" });
    const send = (text: string) =>
      new Promise<string>((resolve, reject) => {
        let answer = "";
        const socket = connect(Number(new URL(address).port), "127.0.0.1", () => socket.write(text));
        socket.on("data", (data) => (answer += data.toString()));
        socket.on("close", () => resolve(answer));
        socket.on("error", reject);
      });
    for (const [text, status] of [
      ["nonsense\r\n\r\n", 400],
      [`GET /api/sites?q=${"a".repeat(70_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431],
      ["GET /api/sites/\u0000 HTTP/1.1\r\nhost: x\r\n\r\n", 400],
    ] as const) {
      const answer = await send(text);
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(answer).toContain("content-security-policy: default-src 'none'");
      expect(answer).toContain("/problems/invalid-request");
    }
  });
});

describe("the client's files", () => {
  test("the page is asked for again each time, hashed files never", async () => {
    const page = await server.app.inject("/");
    expect(page.headers["cache-control"]).toBe("no-cache");
    expect(page.headers["content-type"]).toContain("text/html");
    const asset = await server.app.inject({ url: "/assets/main-1a2b3c4d.js", headers: { "accept-encoding": "br" } });
    expect(asset.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(asset.headers["content-encoding"]).toBe("br");
    expect(asset.headers["vary"]).toContain("accept-encoding");
  });

  test("its own paths get the page", async () => {
    for (const url of ["/ban-do", "/sites/no-such-site?lang=en", "/doi-chieu/1"]) {
      const response = await server.app.inject(url);
      expect([response.statusCode, response.headers["cache-control"]]).toEqual([200, "no-cache"]);
      expect(response.body).toContain("<title>client</title>");
    }
    expect((await server.app.inject({ method: "HEAD", url: "/ban-do" })).statusCode).toBe(200);
    expect((await server.app.inject({ method: "POST", url: "/" })).statusCode).toBe(405);
    expect((await server.app.inject({ method: "POST", url: "/ban-do" })).statusCode).toBe(404);
  });
});

describe("the page of a site, for programs that show where a link leads", () => {
  const contentOf = (html: string, property: string) =>
    new RegExp(`<meta property="${property}" content="([^"]*)"`).exec(html)?.[1];

  const pageAt = async (url: string) => {
    const response = await server.app.inject(url);
    expect(response.statusCode, response.body.slice(0, 300)).toBe(200);
    return response;
  };

  test("tells programs that show links its name, figures and picture, under the address it was asked by", async () => {
    const origin = "http://localhost:80";
    const { body } = await pageAt("/sites/hoa-phu?asOf=2015-06-18&layers=-roads");
    expect(contentOf(body, "og:title")).toBe("Hoa Phu Industrial Park");
    expect(contentOf(body, "og:description")).toContain("Industrial zone · operating");
    expect(contentOf(body, "og:url")).toBe(`${origin}/sites/hoa-phu?asOf=2015-06-18`);
    expect(contentOf(body, "og:image")).toBe(`${origin}/api/sites/hoa-phu/card.png?lang=en&amp;asOf=2015-06-18`);
    expect((await pageAt("/dia-diem/hoa-phu")).body).toContain("<title>Khu công nghiệp Hòa Phú · ");
  });

  test("of an unknown site, or with a query that cannot be read, is the client's page all the same", async () => {
    expect((await pageAt("/dia-diem/%3Cscript%3E")).body).not.toContain("og:");
    expect(contentOf((await pageAt("/dia-diem/hoa-phu?asOf=yesterday")).body, "og:url")).toMatch(
      /\/dia-diem\/hoa-phu$/,
    );
  });

  test("writes names as text", async () => {
    const detail = await server.get<SiteDetail>("/api/sites/hoa-phu");
    const named = { ...detail, site: { ...detail.site, nameVi: 'A "b" <script>$& & c' } };
    const page = withPreview("<html><head><title>x</title></head></html>", named, {
      origin: "https://map.example",
      language: "vi",
      view: {},
    });
    expect(contentOf(page, "og:title")).toBe("A &quot;b&quot; &lt;script&gt;$&amp; &amp; c");
    expect(page).not.toContain("<script>");
  });
});

describe("when the database cannot answer", () => {
  test("/livez answers, /readyz and the rest say when to ask again", async () => {
    const start = new StartState();
    start.step = "create";
    const app = await buildApp({ db: start.db, config: SILENT, start });
    expect((await app.inject("/livez")).statusCode).toBe(200);
    for (const url of ["/readyz", "/api/sites", "/"]) {
      const response = await app.inject(url);
      expect(response.statusCode).toBe(503);
      expect(Number(response.headers["retry-after"])).toBeGreaterThan(0);
      expect(response.json()).toMatchObject({ type: "/problems/unavailable" });
    }
    const page = await app.inject({ url: "/", headers: { accept: "text/html,*/*;q=0.8", "accept-language": "en" } });
    expect(page.statusCode).toBe(503);
    expect(page.body).toContain("Preparing data…");
    expect(page.body).toContain('http-equiv="refresh"');
    expect(page.body).not.toMatch(/<script|<style|style=|http:|https:/);
    start.ready(server.db);
    expect((await app.inject("/readyz")).statusCode).toBe(200);
    expect((await app.inject("/api/sites")).statusCode).toBe(200);
    await app.close();
  });

  test.each([
    ["a deadline", new DbTimeout("5 s"), 503, "/problems/too-slow"],
    ["an unforeseen fault", new TypeError("secret: /etc/passwd"), 500, "/problems/internal"],
  ])("%s is told without its inside", async (_name, fault, status, type) => {
    const fail = () => Promise.reject(fault);
    const app = await buildApp({ db: { ...server.db, query: fail, transaction: fail }, config: SILENT });
    const response = await app.inject("/api/sites");
    expect([response.statusCode, response.json<{ type: string }>().type]).toEqual([status, type]);
    expect(response.body).not.toContain("secret");
    expect(response.headers["content-security-policy"]).toBeDefined();
    const hint =
      status === 503 ? `retry after ${response.headers["retry-after"]}` : response.json<{ detail: string }>().detail;
    expect(hint).toMatch(status === 503 ? /retry after \d/ : String(response.headers["x-request-id"]));
    await app.close();
  });
});
