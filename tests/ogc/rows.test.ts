import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Collection, COLLECTIONS } from "#server/collections/collections.ts";
import { crsOf } from "#server/features/ogc/crs.ts";
import { type TestApp, appForTests } from "../helpers/app.ts";
import { asText, filters } from "./filters.ts";
import { matches } from "./evaluate.ts";

/** More of them by OGC_FILTERS and OGC_POINTS. */
const FILTERS = Number(process.env["OGC_FILTERS"] ?? 25);
const POINTS = Number(process.env["OGC_POINTS"] ?? 200);
const SEED = 20_261_123;

const run = promisify(execFile);
const collection = (id: string): Collection => COLLECTIONS.find((known) => known.id === id)!;

let server: TestApp;
let baseUrl: string;
let folder: string;
beforeAll(async () => {
  server = await appForTests();
  baseUrl = await server.app.listen({ port: 0, host: "127.0.0.1" });
  folder = await mkdtemp(join(tmpdir(), "vlmap-ogc-"));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

type Row = Record<string, string | number | null>;

/** The rows of a collection as the database has them: numbers as numbers, days as text, the shape as text. */
const rowsOf = async ({ relation, properties }: Collection): Promise<Row[]> => {
  const columns = properties.map(({ name, type }) =>
    type === "number" || type === "integer" ? `c.${name}::float8` : type === "date" ? `c.${name}::text` : `c.${name}`,
  );
  const { rows } = await server.db.query<Row>(
    `select c.id, st_astext(st_snaptogrid(c.geom, 1e-9)) as geom, ${columns.join(", ")} from ${relation} c order by c.id collate "C"`,
  );
  return rows;
};

describe("ogr2ogr copies a collection whole", () => {
  test.each([
    ["districts", 1],
    ["districts", 10],
    ["sites", 10],
    ["sites", 1_000],
    ["figures", 1_000],
    ["roads", 1],
    ["communes", 1_000],
  ])(
    "%s in pages of %i: count, geometry and attributes",
    async (id, size) => {
      const geojson = join(folder, `${id}-${size}.geojson`);
      await run(
        "ogr2ogr",
        [
          "-f",
          "GeoJSON",
          geojson,
          `OAPIF_COLLECTION:${baseUrl}/ogc/collections/${id}`,
          "-oo",
          `PAGE_SIZE=${size}`,
          "-lco",
          "COORDINATE_PRECISION=9",
        ],
        { timeout: 60_000 },
      );
      const { features } = JSON.parse(await readFile(geojson, "utf8")) as {
        features: { properties: Row; geometry: { type: string; coordinates: unknown } | null }[];
      };
      const rows = await rowsOf(collection(id));
      expect(features).toHaveLength(rows.length);
      const copied = new Map(features.map((feature) => [String(feature.properties["id"]), feature]));
      const { rows: shapes } = await server.db.query<{ id: string; shape: string | null }>(
        `select c.id, st_asgeojson(c.geom, 9, 0) as shape from ${collection(id).relation} c`,
      );
      const shapeOf = new Map(shapes.map((row) => [row.id, row.shape]));
      for (const row of rows) {
        const { properties, geometry } = copied.get(String(row["id"]))!;
        for (const { name } of collection(id).properties) {
          // GDAL takes the type of a column from the first page, where it may be empty, so they compare as text.
          expect(plain(properties[name] ?? null), `${String(row["id"])}.${name}`).toBe(plain(row[name] ?? null));
        }
        expect(geometry).toEqual(JSON.parse(shapeOf.get(String(row["id"])) ?? "null"));
      }
    },
    90_000,
  );
});

/** GDAL writes a day as 2015/06/18, and a number with a digit too many. */
const plain = (value: string | number | null): string => {
  const text = String(value);
  if (/^\d{4}\/\d\d\/\d\d$/.test(text)) return text.replaceAll("/", "-");
  return value !== null && text !== "" && Number.isFinite(Number(text)) ? Number(text).toPrecision(12) : text;
};

test("GDAL leaves filters by a property to the server", async () => {
  const { stderr } = await run("ogrinfo", ["-ro", "-q", "-where", "kind = 'zone'", `OAPIF:${baseUrl}/ogc`, "sites"], {
    timeout: 60_000,
    env: { ...process.env, CPL_DEBUG: "ON" },
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(stderr).toMatch(/items\?.*kind=zone/);
}, 90_000);

test(
  `${FILTERS} random filters find the rows that plain code finds`,
  async () => {
    const names = {
      texts: ["name_vi", "kind", "status", "id", "gross_ha_method"],
      numbers: ["gross_ha", "projects", "market_class"],
      dates: ["gross_ha_as_of", "leased_ha_as_of"],
    };
    const rows = await rowsOf(collection("sites"));
    const drawn = fc.sample(filters(names, false), { seed: SEED, numRuns: FILTERS });
    let found = 0;
    for (const [n, filter] of drawn.entries()) {
      const isText = n % 2 === 0;
      const query = new URLSearchParams({
        limit: "10000",
        "filter-lang": isText ? "cql2-text" : "cql2-json",
        filter: isText ? asText(filter) : JSON.stringify(filter),
      });
      const { features } = await server.get<{ features: { id: string }[] }>(`/ogc/collections/sites/items?${query}`);
      const wanted = rows.filter((row) => matches(filter, row) === true).map(({ id }) => id);
      expect({ filter, ids: features.map(({ id }) => id) }).toEqual({ filter, ids: wanted });
      found += wanted.length > 0 && wanted.length < rows.length ? 1 : 0;
    }
    // Not all of them are trivial.
    expect(found).toBeGreaterThan(FILTERS / 8);
  },
  60_000 + FILTERS * 300,
);

test("every spatial operator runs on every collection with points, lines and areas", async () => {
  const shapes = [
    "BBOX(105.9,10.1,106,10.2)",
    "POINT(106 10.1)",
    "LINESTRING(105.9 10.1, 106 10.2)",
    "POLYGON((105.8 10, 106.2 10, 106 10.3, 105.8 10))",
  ];
  const operators = [
    "S_INTERSECTS",
    "S_EQUALS",
    "S_DISJOINT",
    "S_TOUCHES",
    "S_WITHIN",
    "S_OVERLAPS",
    "S_CROSSES",
    "S_CONTAINS",
  ];
  for (const id of ["places", "roads", "districts"]) {
    const total = (await server.get<{ numberMatched: number }>(`/ogc/collections/${id}/items?limit=1`)).numberMatched;
    for (const shape of shapes) {
      const count = async (operator: string) =>
        (
          await server.get<{ numberMatched: number }>(
            `/ogc/collections/${id}/items?${new URLSearchParams({ limit: "1", filter: `${operator}(geom, ${shape})` })}`,
          )
        ).numberMatched;
      const counts = Object.fromEntries(
        await Promise.all(operators.map(async (operator) => [operator, await count(operator)] as const)),
      );
      expect(counts["S_INTERSECTS"]! + counts["S_DISJOINT"]!).toBe(total);
      expect(counts["S_WITHIN"]).toBeLessThanOrEqual(counts["S_INTERSECTS"]!);
    }
  }
}, 60_000);

describe("VN-2000 agrees with PROJ to the millimetre", () => {
  // By the parameters of PROJ's own database: the first operation is that of the whole country.
  const pipelineOf = async (code: number): Promise<string> => {
    const { stdout } = await run("projinfo", [
      "-s",
      "OGC:CRS84",
      "-t",
      `EPSG:${code}`,
      "-o",
      "PROJ",
      "--spatial-test",
      "intersects",
      "--single-line",
    ]);
    return stdout.split("\n").find((line) => line.startsWith("+proj=pipeline") && line.includes("-191.904"))!;
  };

  test.each([9205, 9209, 9210, 9218, 3405, 3406])("EPSG:%i", async (code) => {
    const points = fc.sample(
      fc.tuple(fc.double({ min: 105.6, max: 106.3, noNaN: true }), fc.double({ min: 9.8, max: 10.4, noNaN: true })),
      { seed: SEED, numRuns: POINTS },
    );
    const pipeline = await pipelineOf(code);
    const judged = run("cct", ["-d", "6", ...pipeline.split(/\s+/)], { maxBuffer: 64 * 1024 * 1024 });
    judged.child.stdin!.end(`${points.map(([x, y]) => `${x} ${y} 0 0`).join("\n")}\n`);
    const { stdout } = await judged;
    const expected = stdout
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/).map(Number));
    const { rows } = await server.db.query<{ sent: string }>(
      `select api.shape_sent(st_setsrid(st_point(p.x, p.y), 4326), $3::integer, false, 6) as sent
       from unnest($1::float8[], $2::float8[]) with ordinality as p (x, y, place) order by p.place`,
      [points.map(([x]) => x), points.map(([, y]) => y), crsOf(`EPSG:${code}`)!.srid],
    );
    expect(expected).toHaveLength(points.length);
    const worst = Math.max(
      ...rows.map(({ sent }, n) => {
        const [east, north] = (JSON.parse(sent) as { coordinates: [number, number] }).coordinates;
        return Math.hypot(east - expected[n]![0]!, north - expected[n]![1]!);
      }),
    );
    expect(worst).toBeLessThan(0.001);
  });
});

describe("ordered by properties", () => {
  type Key = { name: string; isDescending: boolean };
  const byKeys = (keys: readonly Key[]) => (a: Row, b: Row) => {
    for (const { name, isDescending } of [...keys, { name: "id", isDescending: false }]) {
      const [left, right] = [a[name] ?? null, b[name] ?? null];
      if (left === right) continue;
      if (left === null || right === null) return left === null ? 1 : -1;
      const order =
        typeof left === "string"
          ? Buffer.compare(Buffer.from(left), Buffer.from(String(right)))
          : Number(left) - Number(right);
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  };
  type Page = { features: { id: string }[]; links: { rel: string; href: string }[]; numberMatched: number };
  const walk = async (url: string): Promise<string[]> => {
    const response = await fetch(url);
    const page = (await response.json()) as Page;
    expect(response.status, JSON.stringify(page)).toBe(200);
    const ids = page.features.map(({ id }) => id);
    const next = page.links.find(({ rel }) => rel === "next");
    return next ? [...ids, ...(await walk(next.href))] : ids;
  };

  test.each(["sites", "figures", "communes"])("%s: every page after the other, as plain code has them", async (id) => {
    const known = collection(id);
    const rows = await rowsOf(known);
    const key = fc.record({
      name: fc.constantFrom("id", ...known.properties.map(({ name }) => name)),
      isDescending: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(key, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
        fc.constantFrom(37, 61),
        async (keys, limit) => {
          const sortby = keys.map(({ name, isDescending }) => (isDescending ? `-${name}` : name)).join(",");
          const ids = await walk(`${baseUrl}/ogc/collections/${id}/items?limit=${limit}&sortby=${sortby}`);
          expect(ids).toEqual(rows.toSorted(byKeys(keys)).map((row) => row["id"]));
        },
      ),
      { numRuns: 4, seed: SEED },
    );
  });

  test.each([
    ["sortby=nothing", "/sortby"],
    ["sortby=", "/sortby"],
    ["sortby=geom", "/sortby"],
    ["sortby=kind,-kind", "/sortby"],
    ["sortby=kind;drop", "/sortby"],
    ["sortby=kind&after=hoa-phu", "/after"],
    ['sortby=kind&after=["zone"]', "/after"],
    ['sortby=gross_ha&after=["much","hoa-phu"]', "/after"],
    ['sortby=name_vi&after=["\\u0000","hoa-phu"]', "/after"],
    ['sortby=name_vi&after=["\\ud800","hoa-phu"]', "/after"],
  ])("%s is answered with what was expected", async (query, pointer) => {
    const response = await fetch(`${baseUrl}/ogc/collections/sites/items?${encodeURI(query)}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ pointer }] });
  });

  test("a column's heading on the page orders by it, and says how the rows stand", async () => {
    const page = async (query: string) =>
      (await fetch(`${baseUrl}/ogc/collections/sites/items?f=html&lang=en&limit=3${query}`)).text();
    expect(await page("")).toMatch(/aria-sort="ascending"><a href="[^"]*sortby=-id"/);
    const ordered = await page("&sortby=-gross_ha");
    expect(ordered).toMatch(/aria-sort="descending"><a href="[^"]*sortby=gross_ha"/);
    expect(ordered).toContain('<input type="hidden" name="sortby" value="-gross_ha"');
  });
});
