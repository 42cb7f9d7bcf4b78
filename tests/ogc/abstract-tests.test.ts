import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COLLECTIONS } from "#server/collections/collections.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";

let server: ReadOnlyApp;
beforeAll(async () => {
  server = await sharedApp();
});
afterAll(() => server.close());

type Link = { href: string; rel: string; type: string };
type Feature = {
  id: string;
  geometry: { type: string; coordinates: number[] } | null;
  properties: Record<string, unknown>;
};
type Page = {
  type: string;
  features: Feature[];
  links: Link[];
  numberMatched: number;
  numberReturned: number;
  timeStamp: string;
};

const EPSG = "http://www.opengis.net/def/crs/EPSG/0/";
const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const PROVINCE = "105.6,9.8,106.3,10.4";

const ask = (path: string, headers: Record<string, string> = {}) => server.app.inject({ url: `/ogc${path}`, headers });
const addressOf = (collection: string, query: Record<string, string | number>): string =>
  `/collections/${collection}/items?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`;
const items = (collection: string, query: Record<string, string | number> = {}): Promise<Page> =>
  server.get<Page>(`/ogc${addressOf(collection, query)}`);
const relsOf = ({ links }: { links: Link[] }): string[] => links.map(({ rel }) => rel);
const idsOf = ({ features }: Page): string[] => features.map(({ id }) => id);
const refused = async (collection: string, query: Record<string, string | number>): Promise<string> => {
  const answer = await ask(addressOf(collection, query), { "accept-language": "en" });
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([400, "application/problem+json; charset=utf-8"]);
  return answer
    .json<{ errors: { pointer: string; message: string }[] }>()
    .errors.map(({ pointer, message }) => `${pointer} ${message}`)
    .join("; ");
};

/** Abstract tests of OGC 17-069r4 (Core), 18-058r1 (CRS) and 19-079r2 (filtering), each with how we run it. */
const TESTS: Readonly<Record<string, () => Promise<void>>> = {
  "/conf/core/root-op, root-success": async () => {
    const landing = await server.get<{ links: Link[] }>("/ogc");
    expect(relsOf(landing)).toEqual(
      expect.arrayContaining(["self", "service-desc", "service-doc", "conformance", "data"]),
    );
    for (const { href, rel } of landing.links.filter((link) => link.rel !== "alternate")) {
      const { pathname, search } = new URL(href);
      expect((await server.app.inject(`${pathname}${search}`)).statusCode, rel).toBe(200);
    }
  },
  "/conf/core/api-definition-op, /conf/oas30/*": async () => {
    const answer = await ask("/api", { accept: "application/vnd.oai.openapi+json;version=3.0" });
    expect(answer.headers["content-type"]).toContain("application/vnd.oai.openapi+json;version=3.0");
    const api = answer.json<{
      openapi: string;
      paths: Record<string, { get: { parameters: { name?: string; $ref?: string }[]; responses: object } }>;
    }>();
    expect(api.openapi).toBe("3.0.3");
    for (const { id, properties } of COLLECTIONS) {
      const { parameters, responses } = api.paths[`/collections/${id}/items`]!.get;
      expect(parameters.map(({ name, $ref }) => name ?? $ref!.split("/").at(-1))).toEqual(
        expect.arrayContaining(["limit", "bbox", "datetime", "filter", "crs", ...properties.map(({ name }) => name)]),
      );
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(["200", "400"]));
    }
    expect((await server.get<{ openapi: string }>("/ogc/api?version=3.1")).openapi).toBe("3.1.0");
    expect((await ask("/api.html")).headers["content-type"]).toContain("text/html");
  },
  "/conf/core/conformance-op, conformance-success": async () => {
    const { conformsTo } = await server.get<{ conformsTo: string[] }>("/ogc/conformance");
    expect(conformsTo).toContain("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core");
    expect(conformsTo).toContain("http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison");
    expect(new Set(conformsTo).size).toBe(conformsTo.length);
  },
  "/conf/core/http": async () => {
    expect((await server.app.inject({ method: "POST", url: "/ogc/collections/sites/items" })).statusCode).toBe(405);
    const first = await ask("/collections/places/items");
    const again = await ask("/collections/places/items", { "if-none-match": String(first.headers["etag"]) });
    expect([first.statusCode, again.statusCode]).toEqual([200, 304]);
    expect((await ask("/collections/nothing")).statusCode).toBe(404);
    expect((await ask("/collections/sites/items/nothing")).statusCode).toBe(404);
  },
  "/conf/core/query-param-unknown, query-param-invalid": async () => {
    expect(await refused("sites", { limits: 5 })).toContain("/limits unknown parameter");
    for (const limit of ["0", "-1", "1.5", "x", ""])
      expect(await refused("sites", { limit })).toContain("whole number");
    for (const bbox of ["1,2,3", "1,2,3,4,5", "NaN,0,1,1", "Infinity,0,1,1", "1e309,0,1,1", "106,11,107,10"])
      expect(await refused("sites", { bbox })).toContain("/bbox");
    for (const datetime of ["2015-02-30", "x", "2016-01-01/2015-01-01", "a/b/c", ""])
      expect(await refused("figures", { datetime })).toContain("/datetime expected a day");
    expect(await refused("figures", { as_of: "2015-13-01" })).toContain("/as_of");
    expect(await refused("sites", { kind: "castle" })).toContain("/kind expected one of zone, corridor");
    expect(await refused("sites", { gross_ha: "much" })).toContain("/gross_ha expected a number");
    const doubled = await ask("/collections/sites/items?limit=1&limit=2", { "accept-language": "en" });
    expect([doubled.statusCode, doubled.body]).toEqual([400, expect.stringContaining("only once")]);
  },
  "/conf/core/fc-md-op, fc-md-success, sfc-md-op": async () => {
    const { collections, links } = await server.get<{
      collections: ({
        id: string;
        crs: string[];
        storageCrs: string;
        extent: { spatial: { bbox: number[][] } };
      } & Page)[];
      links: Link[];
    }>("/ogc/collections");
    expect(collections.map(({ id }) => id)).toEqual(COLLECTIONS.map(({ id }) => id));
    expect(links.map(({ rel }) => rel)).toEqual(["self", "alternate"]);
    for (const collection of collections) {
      expect(relsOf(collection)).toEqual(expect.arrayContaining(["self", "items"]));
      expect(collection.crs[0]).toBe(CRS84);
      expect(collection.crs).toContain(collection.storageCrs);
      expect(collection.extent.spatial.bbox[0]).toHaveLength(4);
    }
    const { id, extent } = await server.get<(typeof collections)[0]>("/ogc/collections/sites");
    expect([id, extent]).toEqual(["sites", collections[0]!.extent]);
  },
  "/conf/core/fc-op, fc-limit, fc-numberMatched, fc-numberReturned, fc-links": async () => {
    const all = idsOf(await items("communes", { limit: 10_000 }));
    expect(all).toHaveLength(109);
    expect((await items("communes", { limit: 999_999_999 })).numberReturned).toBe(109);
    for (const limit of [40, 109]) {
      const seen: string[] = [];
      let next: string | undefined = `/ogc/collections/communes/items?limit=${limit}`;
      while (next !== undefined) {
        const page: Page = await server.get<Page>(next);
        expect([page.numberMatched, page.numberReturned]).toEqual([109, page.features.length]);
        seen.push(...idsOf(page));
        const link = page.links.find(({ rel }) => rel === "next");
        next = link && new URL(link.href).pathname + new URL(link.href).search;
      }
      expect(seen).toEqual(all);
    }
    expect((await items("sites")).numberReturned).toBe(100);
  },
  "/conf/core/fc-bbox-definition, fc-bbox-response": async () => {
    const [west, south, east, north] = [105.9, 10.1, 106.0, 10.2];
    const everything = await items("sites", { limit: 1_000 });
    const inside = everything.features.filter(({ geometry }) => {
      const [x, y] = geometry?.coordinates ?? [0, 0];
      return x! >= west && x! <= east && y! >= south && y! <= north;
    });
    expect(inside.length).toBeGreaterThan(3);
    const wanted = inside.map(({ id }) => id);
    expect(idsOf(await items("sites", { limit: 1_000, bbox: `${west},${south},${east},${north}` }))).toEqual(wanted);
    expect(idsOf(await items("sites", { limit: 1_000, bbox: `${west},${south},-5,${east},${north},99` }))).toEqual(
      wanted,
    );
    // Over the antimeridian: from 105.9° E eastwards round to 105° E.
    const beyond = await items("places", { limit: 1_000, bbox: "106,9,105,11" });
    expect(
      beyond.features.every(({ geometry }) => geometry!.coordinates[0]! >= 106 || geometry!.coordinates[0]! <= 105),
    ).toBe(true);
    expect(beyond.numberMatched).toBeGreaterThan(0);
  },
  "/conf/core/fc-time-definition, fc-time-response": async () => {
    const counted = async (collection: string, datetime: string) =>
      (await items(collection, { datetime, limit: 1 })).numberMatched;
    expect(await counted("districts", "2025-06-30")).toBe(8);
    expect(await counted("districts", "2025-07-01T00:00:00Z/..")).toBe(0);
    expect(await counted("communes-2025", "../2025-06-30")).toBe(0);
    expect(await counted("communes-2025", "2025-07-01")).toBe(35);
    // Rows without a day match always.
    expect(await counted("places", "1900-01-01")).toBe(60);
    const plan = await items("figures", { datetime: "2015-06-18", limit: 1_000 });
    expect(plan.numberMatched).toBeGreaterThan(30);
    expect(new Set(plan.features.map(({ properties }) => properties["as_of"]))).toEqual(new Set(["2015-06-18"]));
  },
  "/conf/core/fc-rel-type, fc-timeStamp, /conf/geojson/*": async () => {
    const answer = await ask("/collections/sites/items?limit=3");
    expect(answer.headers["content-type"]).toBe("application/geo+json");
    const page = answer.json<Page>();
    expect(page.type).toBe("FeatureCollection");
    expect(page.timeStamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(page.links.every(({ type }) => type !== "")).toBe(true);
    expect(String(answer.headers["link"])).toContain('rel="next"; type="application/geo+json"');
  },
  "/conf/core/f-op, f-success, f-links": async () => {
    const zone = await server.get<Feature & Page>("/ogc/collections/sites/items/hoa-phu");
    expect(zone.properties).toMatchObject({
      name_vi: "Khu công nghiệp Hòa Phú",
      gross_ha: 250.97,
      deployed_ha: null,
      data_set: "published",
    });
    expect(relsOf(zone)).toEqual(["self", "alternate", "collection"]);
  },
  "/conf/html/definition, content": async () => {
    for (const path of [
      "",
      "/conformance",
      "/collections",
      "/collections/sites",
      "/collections/sites/queryables",
      "/collections/sites/items?limit=2",
      "/collections/sites/items/hoa-phu",
    ]) {
      const answer = await ask(path, { accept: "text/html,application/xhtml+xml,*/*;q=0.8" });
      expect([answer.statusCode, answer.headers["content-type"]], path).toEqual([200, "text/html; charset=utf-8"]);
      expect(answer.body).toContain('<html lang="vi">');
      // Nothing from elsewhere, nothing inline: the policy of all pages holds.
      expect(answer.body).not.toMatch(/<script|<style| style=|src="https?:/);
    }
    const english = await ask("/collections/sites/items/hoa-phu?f=html&lang=en");
    expect(english.body).toContain("<h1>Hoa Phu Industrial Park</h1>");
    const hostile = await ask(addressOf("sites", { f: "html", filter: `name_vi = '"><script>x'` }));
    expect(hostile.body).toContain("&quot;&gt;&lt;script&gt;");
  },
  "/conf/crs/*": async () => {
    const point = async (crs?: string) => {
      const answer = await ask(`/collections/sites/items/hoa-phu${crs ? `?crs=${encodeURIComponent(crs)}` : ""}`);
      return [answer.headers["content-crs"], answer.json<Feature>().geometry!.coordinates] as const;
    };
    const [header, [lon, lat]] = await point();
    expect(header).toBe(`<${CRS84}>`);
    expect(await point(`${EPSG}4326`)).toEqual([`<${EPSG}4326>`, [lat, lon]]);
    const [, [east, north]] = await point(`${EPSG}9209`);
    expect([Math.round(east! / 1000), Math.round(north! / 1000)]).toEqual([548, 1124]);
    // The same box in each system finds the same sites.
    const wanted = idsOf(
      await items("sites", { bbox: `${lon! - 0.001},${lat! - 0.001},${lon! + 0.001},${lat! + 0.001}` }),
    );
    expect(wanted).toContain("hoa-phu");
    expect(
      idsOf(
        await items("sites", {
          bbox: `${lat! - 0.001},${lon! - 0.001},${lat! + 0.001},${lon! + 0.001}`,
          "bbox-crs": `${EPSG}4326`,
        }),
      ),
    ).toEqual(wanted);
    expect(
      idsOf(
        await items("sites", {
          bbox: `${east! - 100},${north! - 100},${east! + 100},${north! + 100}`,
          "bbox-crs": `${EPSG}9209`,
        }),
      ),
    ).toEqual(wanted);
    expect(await refused("sites", { crs: `${EPSG}3857` })).toContain("/crs expected a reference system");
    expect(await refused("sites", { bbox: PROVINCE, "bbox-crs": "x" })).toContain("/bbox-crs");
    for (const corner of ["-10000000,-10000000,10000000,10000000", "9999999,9999999,10000000,10000000"])
      expect(
        (await ask(addressOf("sites", { bbox: corner, "bbox-crs": `${EPSG}3405` }))).statusCode,
        corner,
      ).toBeLessThan(500);
  },
  "/conf/queryables/*, queryables-query-parameters": async () => {
    const answer = await ask("/collections/sites/queryables");
    expect(answer.headers["content-type"]).toBe("application/schema+json");
    const { properties, $schema } = answer.json<{ $schema: string; properties: Record<string, { enum?: string[] }> }>();
    expect($schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(Object.keys(properties)).toEqual(["id", "geom", ...COLLECTIONS[0]!.properties.map(({ name }) => name)]);
    const zones = await items("sites", { kind: "zone", status: "approved" });
    expect(zones.features.every(({ properties: { kind, status } }) => kind === "zone" && status === "approved")).toBe(
      true,
    );
    expect(zones.numberMatched).toBe(
      (await items("sites", { filter: "kind = 'zone' AND status = 'approved'" })).numberMatched,
    );
  },
  "/conf/filter/*, /conf/features-filter/*, CQL2 classes": async () => {
    const found = async (filter: string, more: Record<string, string> = {}) =>
      idsOf(await items("sites", { filter, limit: 500, ...more }));
    const hoaPhu = ["hoa-phu", "hoa-phu-1", "hoa-phu-2"];
    expect(
      (await found("ACCENTI(CASEI(name_vi)) LIKE ACCENTI(CASEI('%HÒA phu%'))")).filter((id) =>
        id.startsWith("hoa-phu"),
      ),
    ).toEqual(hoaPhu);
    expect(await found("ACCENTI(name_vi) = 'Cho Vinh Long'")).toEqual(await found("name_vi = 'Chợ Vĩnh Long'"));
    expect(await found("gross_ha BETWEEN 250 AND 251 AND id IN ('hoa-phu','x')")).toEqual(["hoa-phu"]);
    const json = JSON.stringify({
      op: "and",
      args: [
        { op: "like", args: [{ property: "id" }, "hoa-phu%"] },
        { op: "s_intersects", args: [{ property: "geom" }, { bbox: [105, 9, 107, 11] }] },
      ],
    });
    expect(await found(json, { "filter-lang": "cql2-json" })).toEqual(hoaPhu);
    // bbox and filter at once.
    expect(await found("id LIKE 'hoa-phu%'", { bbox: "0,0,1,1" })).toEqual([]);
    const north = "S_WITHIN(geom, POLYGON((9 105, 11 105, 11 107, 9 107, 9 105)))";
    expect(await found(`id = 'hoa-phu' AND ${north}`, { "filter-crs": `${EPSG}4326` })).toEqual(["hoa-phu"]);
    expect(await found("T_AFTER(leased_ha_as_of, DATE('2024-01-01')) AND id = 'hoa-phu'")).toEqual(["hoa-phu"]);
    expect(await refused("sites", { filter: "kind = 'zone' garbage" })).toBe(
      "/filter not understood from character 15 on: “garbage”",
    );
    expect(await refused("sites", { filter: "S_INTERSECTS(geom, POLYGON((0 0, 2 2, 2 0, 0 2, 0 0)))" })).toContain(
      "crosses or touches itself",
    );
    expect(await refused("sites", { filter: "kind='a'", "filter-lang": "cql" })).toContain(
      "/filter-lang expected one of",
    );
  },
};

describe("abstract tests of the standard", () => {
  test.each(Object.entries(TESTS))("%s", (_, run) => run());
});

test("what is made up comes only when asked for by name, and says so", async () => {
  const published = await items("sites", { limit: 10_000 });
  expect(published.features.every(({ properties }) => properties["data_set"] === "published")).toBe(true);
  const withMadeUp = await items("sites", { limit: 10_000, data: "illustrative" });
  expect(withMadeUp.numberMatched).toBeGreaterThan(published.numberMatched);
  expect((await items("sites", { data: "illustrative", data_set: "illustrative" })).numberMatched).toBe(
    withMadeUp.numberMatched - published.numberMatched,
  );
  expect((await ask("/collections/sites/items?data=illustrative&f=html&lang=en")).body).toContain(
    "Made-up data are among these rows",
  );
});

test("figures of the past as they were known", async () => {
  const now = (await items("figures", { limit: 1 })).numberMatched;
  expect((await items("figures", { limit: 1, asOf: "2015-06-18" })).numberMatched).toBeLessThan(now);
  expect((await items("figures", { limit: 1, knownOn: "2000-01-01" })).numberMatched).toBe(0);
});

test("a wrong token is refused, no token is none", async () => {
  const basic = Buffer.from("qgis:vlm_wrong").toString("base64");
  expect((await ask("/collections", { authorization: `Basic ${basic}` })).statusCode).toBe(401);
  expect((await ask("", { authorization: "Basic cHJveHk6cHJveHk=" })).statusCode).toBe(200);
});
