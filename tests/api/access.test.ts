import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endpoint } from "#contracts/endpoint.ts";
import { type Role, ROLES } from "#contracts/role-names.ts";
import * as z from "zod/mini";
import Fastify from "fastify";
import { guardAccess } from "#server/access.ts";
import { type TestApp, appForTests } from "../helpers/app.ts";
import { asOwner, ask, done, firstAdmin, invited, type Person, turnOnTwoStep } from "../helpers/accounts.ts";

/** Who may call each route, said a second time: a new route has no entry here, and the suite fails until somebody decides. */
const EVERYBODYS_OGC = [
  "/ogc",
  "/ogc/",
  "/ogc/api",
  "/ogc/api.html",
  "/ogc/style.css",
  "/ogc/conformance",
  "/ogc/collections",
  "/ogc/collections/:collectionId",
  "/ogc/collections/:collectionId/queryables",
  "/ogc/collections/:collectionId/items",
  "/ogc/collections/:collectionId/items/:featureId",
];
const EVERYBODY = [
  "/dia-diem/:id",
  "/sites/:id",
  "/api/openapi.json",
  "/api/live",
  "/livez",
  "/readyz",
  "/*",
  "/tiles/:version/:layer/:z/:x/:file",
];
const EVERYBODYS_DATA = [
  "/api/sites",
  "/api/sites/:id",
  "/api/sites/:id/sheet.pdf",
  "/api/sites/:id/map.png",
  "/api/sites/:id/card.png",
  "/api/atlas.pdf",
  "/api/handout.pdf",
  "/api/atlas/progress",
  "/api/figures",
  "/api/figures/:id",
  "/api/summary",
  "/api/checks",
  "/api/intervals",
  "/api/dates",
  "/api/freshness",
  "/api/plan-versions",
  "/api/targets",
  "/api/sources",
  "/api/coverage",
  "/api/coverage/areas",
  "/api/coverage/siting",
  "/api/coverage/communes.csv",
  "/api/coverage/communes.xlsx",
  "/api/coverage/communes.pdf",
  "/api/coverage/markets",
  "/api/coverage/markets.csv",
  "/api/coverage/markets.xlsx",
  "/api/coverage/markets.pdf",
  "/api/calls",
  "/api/find",
  "/api/calls.:format",
  "/api/crosswalk",
  "/api/layers",
  "/api/layers/:id",
  "/api/reports/:report",
  "/api/reports/:report/:format",
  "/api/open-data",
  "/api/dcat.json",
  "/api/files/:file",
  "/api/files/all.zip",
  "/api/connect/vinh-long.qlr",
  "/api/connect/vinh-long.kml",
  "/tiles/:layer.json",
  "/tiles/:layer/changes",
];
/** Land use: who reads it, who edits it, who keeps the registers; editors and officers both change many rows at once. */
const READERS: readonly Role[] = ["viewer", "officer", "editor", "approver"];
const landRows = (kind: string, writers: readonly Role[]) => ({
  [`GET /api/land/${kind}`]: READERS,
  [`GET /api/land/${kind}/:id`]: READERS,
  [`GET /api/land/${kind}/:id/history`]: READERS,
  [`POST /api/land/${kind}`]: writers,
  [`PATCH /api/land/${kind}/:id`]: writers,
  [`DELETE /api/land/${kind}/:id`]: writers,
  [`POST /api/land/${kind}/:id/restore`]: writers,
});
/** Which of them a personal token reads. */
const FOR_TOKENS = /^GET \/api\/land\/(sites|stages|changes|[a-z-]+(\/:id)?|periods\/:id\/progress)$/;
const NOT_FOR_TOKENS = [
  "GET /api/land/lineage",
  "GET /api/land/imports",
  "GET /api/land/sector-codes",
  "GET /api/land/period-rules",
  "GET /api/land/reports/:id/form",
  "GET /api/land/reports/:id/lines",
];

const TABLE: Readonly<Record<string, "public" | "account" | readonly Role[]>> = {
  ...Object.fromEntries([...EVERYBODY, ...EVERYBODYS_OGC, ...EVERYBODYS_DATA].map((url) => [`GET ${url}`, "public"])),
  "GET /api/session": "public",
  "POST /api/session": "public",
  "DELETE /api/session": "public",
  "POST /api/link": "public",
  "POST /api/link/password": "public",
  "POST /api/upload": "public",
  "POST /api/upload/form": "public",
  "POST /api/upload/check": "public",
  "POST /api/upload/write": "public",
  "POST /api/upload/hand-in": "public",
  "PUT /api/account/password": "account",
  "POST /api/account/two-step": "account",
  "PUT /api/account/two-step": "account",
  "POST /api/account/two-step/end": "account",
  "GET /api/sessions": "account",
  "DELETE /api/sessions": "account",
  "DELETE /api/sessions/:id": "account",
  "GET /api/tokens": "account",
  "POST /api/tokens": "account",
  "DELETE /api/tokens/:id": "account",
  "GET /api/accounts": ["admin"],
  "POST /api/accounts": ["admin"],
  "PUT /api/accounts/:id/state": ["admin"],
  "POST /api/accounts/:id/link": ["admin"],
  "POST /api/accounts/:id/grants": ["admin"],
  "DELETE /api/grants/:id": ["admin"],
  "GET /api/scopes": ["admin"],
  ...landRows("lots", ["editor"]),
  ...landRows("events", ["editor"]),
  ...landRows("enterprises", ["editor"]),
  ...landRows("projects", ["editor"]),
  ...landRows("project-versions", ["editor"]),
  ...landRows("leases", ["editor"]),
  ...landRows("lease-facts", ["editor"]),
  ...landRows("obstacles", ["officer"]),
  ...landRows("inspections", ["officer"]),
  ...landRows("periods", ["editor", "approver"]),
  ...landRows("reports", ["editor"]),
  ...landRows("report-projects", ["editor"]),
  ...landRows("calls", ["editor"]),
  "POST /api/enquiries": "public",
  "GET /api/enquiries": ["officer", "editor"],
  "PATCH /api/enquiries/:id": ["officer", "editor"],
  "POST /api/enquiries/:id/erase": ["officer", "editor"],
  "POST /api/packs": ["officer", "editor"],
  "GET /api/packs": ["officer", "editor"],
  "DELETE /api/packs/:id": ["officer", "editor"],
  "POST /api/pack": "public",
  "GET /api/pack/:code/handout.pdf": "public",
  "POST /api/land/tables": ["editor", "officer"],
  "POST /api/land/entries": ["editor", "officer"],
  "POST /api/land/calls/:id/publish": ["approver"],
  "POST /api/land/calls/:id/withdraw": ["approver"],
  "GET /api/land/period-rules": READERS,
  "POST /api/land/periods/:id/state": ["approver"],
  "GET /api/land/periods/:id/progress": READERS,
  "POST /api/land/reports/:id/submit": ["editor"],
  "POST /api/land/reports/:id/return": ["approver"],
  "POST /api/land/reports/:id/approve": ["approver"],
  "GET /api/land/reports/:id/findings": READERS,
  "GET /api/land/reports/:id/form": READERS,
  "GET /api/land/reports/:id/lines": READERS,
  "POST /api/land/reports/:id/form": ["editor"],
  "POST /api/land/reports/:id/form/check": ["editor"],
  "GET /api/land/reports/:id/upload-link": ["editor"],
  "POST /api/land/reports/:id/upload-link": ["editor"],
  "DELETE /api/land/reports/:id/upload-link": ["editor"],
  "POST /api/land/lots/:id/split": ["editor"],
  "POST /api/land/lots/merge": ["editor"],
  "POST /api/land/edits": ["editor", "officer"],
  "POST /api/land/imports/check": ["editor"],
  "POST /api/land/imports": ["editor"],
  "POST /api/land/imports/:id/undo": ["editor"],
  "GET /api/land/imports": READERS,
  "GET /api/land/lineage": READERS,
  "GET /api/land/stages": READERS,
  "GET /api/land/sites": READERS,
  "GET /api/land/sector-codes": READERS,
  "GET /api/land/changes": READERS,
  "GET /api/land/alerts": READERS,
  "GET /api/land/alerts/:id/letter": READERS,
  "GET /api/land/alerts/:id/letter/:format": READERS,
  "GET /api/land/reports/:id/file/:format": READERS,
};

type Route = { readonly method: string; readonly url: string };
const nameOf = ({ method, url }: Route): string => `${method === "HEAD" ? "GET" : method} ${url}`;
const withoutEntry = (routes: readonly Route[]): string[] => routes.map(nameOf).filter((name) => !(name in TABLE));

let server: TestApp;
/** Headers by which each kind of caller asks. */
const callers = new Map<string, Record<string, string>>();

const tokenOf = async (person: Person): Promise<{ id: string; value: string }> => {
  const { body } = await done<{ token: { id: string }; value: string }>(server, "POST", "/api/tokens", {
    as: person,
    body: { name: "QGIS", days: 30 },
  });
  return { id: body.token.id, value: body.value };
};

beforeAll(async () => {
  server = await appForTests();
  const admin = await firstAdmin(server);
  const by = (person: Person) => ({ cookie: person.cookie });
  callers.set("signed out", {});
  callers.set("admin", by(admin));
  for (const role of ROLES) {
    const person = await invited(server, admin, `${role}.mới`, role);
    // What approves or administers does not count yet.
    callers.set(role === "approver" || role === "admin" ? `${role} without second step` : role, by(person));
    if (role === "approver") {
      callers.set(role, by(await turnOnTwoStep(server, await invited(server, admin, "người.duyệt", role))));
    }
  }
  callers.set(
    "editor of another place",
    by(await invited(server, admin, "nơi.khác", "editor", { siteId: "binh-minh", communeId: null })),
  );

  const ended = async (name: string, sql: string) => {
    const person = await invited(server, admin, name, "viewer");
    await asOwner(server, sql, [person.id]);
    return by(person);
  };
  callers.set(
    "expired session",
    await ended("hết.hạn", "update auth.session set expires_at = now() - interval '1 s' where account_id = $1"),
  );
  callers.set(
    "idle session",
    await ended("bỏ.quên", "update auth.session set idle_expires_at = now() - interval '1 s' where account_id = $1"),
  );
  callers.set(
    "revoked session",
    await ended("bị.thu", "update auth.session set revoked_at = now() where account_id = $1"),
  );
  callers.set("disabled account", await ended("bị.khóa", "update auth.account set disabled_at = now() where id = $1"));
  callers.set("invented session", { cookie: `vlmap_session=${"A".repeat(43)}` });

  const bearer = ({ value }: { value: string }) => ({ authorization: `Bearer ${value}` });
  const [good, revoked, expired] = [await tokenOf(admin), await tokenOf(admin), await tokenOf(admin)];
  callers.set("token of an admin", bearer(good));
  callers.set("token of an admin as password", {
    authorization: `Basic ${Buffer.from(`ai-cung-duoc:${good.value}`).toString("base64")}`,
  });
  callers.set("token of an editor", bearer(await tokenOf(await invited(server, admin, "qgis", "editor"))));
  await done(server, "DELETE", `/api/tokens/${revoked.id}`, { as: admin });
  callers.set("revoked token", bearer(revoked));
  await asOwner(server, "update auth.access_token set expires_at = created_at where id = $1", [expired.id]);
  callers.set("expired token", bearer(expired));
});
afterAll(() => server.close());

const SIGNED_IN = /^(viewer|officer|reporter|editor|approver|admin)/;

/** Refused as nobody (401), as somebody without the right (403), or not refused. */
const expectedOf = (caller: string, name: string): 401 | 403 | "served" => {
  const access = TABLE[name]!;
  if (caller === "revoked token" || caller === "expired token") return 401;
  if (caller.startsWith("token")) {
    if (access === "public") return name.startsWith("GET") ? "served" : 403;
    const isForTokens = caller.endsWith("of an editor") && FOR_TOKENS.test(name) && !NOT_FOR_TOKENS.includes(name);
    return isForTokens ? "served" : 403;
  }
  if (access === "public") return "served";
  if (!SIGNED_IN.test(caller)) return 401;
  if (access === "account") return "served";
  // Of another place or not: which rows those are is for row security.
  const role = caller.endsWith("without second step") ? null : (caller.split(" ")[0] as Role);
  return role !== null && access.includes(role) ? "served" : 403;
};

describe("every route × every caller", () => {
  test("every route has an entry, and every entry is a route", () => {
    expect(withoutEntry(server.app.guardedRoutes)).toEqual([]);
    const names = new Set(server.app.guardedRoutes.map(nameOf));
    expect(Object.keys(TABLE).filter((name) => !names.has(name))).toEqual([]);
  });

  test("a route without an entry is found", () => {
    expect(withoutEntry([...server.app.guardedRoutes, { method: "GET", url: "/api/planted" }])).toEqual([
      "GET /api/planted",
    ]);
  });

  test("is answered as the table says", async () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const route of server.app.guardedRoutes) {
      const name = nameOf(route);
      const path = route.url
        .replace("/*", "/index.html")
        .replaceAll(/:(\w+)/g, (_, key: string) => (key === "id" ? "00000000-0000-4000-8000-000000000000" : "0"));
      for (const [caller, headers] of callers) {
        // A parameter that no endpoint knows: whoever is let in is told so, and nothing is changed or signed out.
        const response = await ask(server, route.method as "GET", `${path}?planted=1`, {
          headers,
          ...(["POST", "PUT", "PATCH"].includes(route.method) ? { body: {} } : {}),
        });
        const expected = expectedOf(caller, name);
        const { statusCode } = response;
        const isRight =
          expected === "served"
            ? statusCode !== 401 && statusCode !== 403 && statusCode < 500
            : statusCode === expected;
        if (!isRight) wrong.push(`${route.method} ${path} as ${caller}: ${statusCode}, not ${expected}`);
        if (expected !== "served" && response.headers["cache-control"] !== "no-store") wrong.push(`${name}: is kept`);
        asked++;
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(60 * callers.size);
  }, 120_000);
});

describe("denied by default", () => {
  test("a route that does not say who may call it does not start", () => {
    const app = Fastify();
    guardAccess(app, async () => ({ caller: null, isTokenGiven: false }));
    expect(() => app.get("/api/planted", () => "open")).toThrow("GET /api/planted does not say who may call it");
  });

  test("an endpoint without access does not compile", () => {
    // @ts-expect-error access is missing
    endpoint({
      name: "planted",
      method: "GET",
      path: "/api/planted",
      summary: "",
      params: z.object({}),
      query: z.strictObject({}),
      output: z.object({}),
    });
  });
});

describe("what others may keep", () => {
  test("public data are the same bytes and headers for whoever asks", async () => {
    const plain = await ask(server, "GET", "/api/summary");
    for (const caller of ["admin", "editor", "token of an admin", "expired session"]) {
      const other = await ask(server, "GET", "/api/summary", { headers: callers.get(caller)! });
      expect(other.body).toBe(plain.body);
      for (const header of ["etag", "cache-control", "vary", "set-cookie"])
        expect(other.headers[header], `${header} for ${caller}`).toEqual(plain.headers[header]);
    }
  });

  test.each(["/api/session", "/api/sessions", "/api/tokens", "/api/accounts", "/api/scopes"])(
    "%s is nobody's to keep",
    async (url) => {
      const response = await ask(server, "GET", url, { headers: callers.get("admin")! });
      expect(response.statusCode).toBe(200);
      expect(response.headers["cache-control"]).toBe("private, no-store");
      expect(response.headers.etag).toBeUndefined();
    },
  );

  test("another's header for a proxy before us is not taken for a token", async () => {
    for (const authorization of ["Basic dGVzdDp0ZXN0", "Bearer eyJhbGciOi", "Digest x", "Basic", ""]) {
      expect((await ask(server, "GET", "/api/summary", { headers: { authorization } })).statusCode).toBe(200);
      expect((await ask(server, "GET", "/api/sessions", { headers: { authorization } })).statusCode).toBe(401);
    }
  });

  test("programs are told how to ask, browsers are kept from asking in a dialogue of their own", async () => {
    const told = async (agent: string) =>
      (await ask(server, "GET", "/api/tokens", { headers: { "user-agent": agent } })).headers["www-authenticate"];
    expect(await told("Mozilla/5.0 QGIS/33400")).toContain("Basic");
    expect(await told("curl/8")).toContain("Basic");
    expect(await told("Mozilla/5.0 (X11; Linux x86_64) Chrome/156")).toBe('Bearer realm="vlmap"');
  });
});
