import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import proj4 from "proj4";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { FILE_FORMATS, type FileFormat } from "#contracts/file-formats.ts";
import type { OpenData } from "#contracts/files.ts";
import { COLLECTIONS } from "#server/collections/collections.ts";
import { Exports, TEMPORARY } from "#server/features/files/exports.ts";
import { shortNames } from "#server/vector-files/short-names.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";

vi.setConfig({ testTimeout: 60_000 });

type Properties = Record<string, string | number | boolean | null>;
type Feature = { id: string; geometry: { type: string; coordinates: unknown } | null; properties: Properties };

let server: ReadOnlyApp;
let folder: string;
beforeAll(async () => {
  server = await sharedApp();
  folder = await mkdtemp(join(tmpdir(), "vlmap-files-test-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await server.close();
});

const fetched = async (url: string): Promise<{ bytes: Buffer; headers: Record<string, unknown> }> => {
  const { statusCode, rawPayload, headers } = await server.app.inject(url);
  expect(statusCode, url).toBe(200);
  return { bytes: rawPayload, headers };
};

const features = async (id: string, query = ""): Promise<Feature[]> => {
  const { bytes } = await fetched(`/api/files/${id}.geojson${query}`);
  return (JSON.parse(bytes.toString()) as { features: Feature[] }).features;
};

/** A file as GDAL reads it. */
const readByGdal = async (name: string, bytes: Buffer, options: readonly string[] = []): Promise<Feature[]> => {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const source = name.endsWith(".zip") ? `/vsizip/${path}` : path;
  const { stdout } = await promisify(execFile)(
    "ogr2ogr",
    ["-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=12", "/vsistdout/", source, ...options],
    { maxBuffer: 1 << 28 },
  );
  return (JSON.parse(stdout) as { features: Feature[] }).features;
};

/** A millimetre in degrees. */
const MILLIMETRE = 1e-8;

const ringKey = (ring: number[][]): string => {
  const points = ring.map(([x = 0, y = 0]) => `${Math.round(x / MILLIMETRE / 10)} ${Math.round(y / MILLIMETRE / 10)}`);
  return [...new Set(points)].toSorted().join(",");
};
/** Rings and lines whatever their direction, beginning and order: what formats may change without changing the place. */
const places = (geometry: Feature["geometry"]): string[] => {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    const [first] = value as unknown[];
    if (typeof first === "number") found.push(ringKey([value as number[]]));
    else if (typeof (first as unknown[])[0] === "number") found.push(ringKey(value as number[][]));
    else for (const part of value as unknown[]) walk(part);
  };
  if (geometry) walk(geometry.coordinates);
  return found.toSorted();
};

const SAMPLE = ["sites", "communes", "rivers", "figures"] as const;

describe.each(SAMPLE)("%s comes back as it left", (id) => {
  const { properties, geometryType } = COLLECTIONS.find((known) => known.id === id)!;
  const names = properties.map(({ name }) => name);
  let expected: Feature[];
  beforeAll(async () => void (expected = await features(id)));

  const samePlaces = (read: readonly Feature[], idName = "id") => {
    const byId = new Map(read.map((feature) => [feature.properties[idName], feature]));
    expect(read).toHaveLength(expected.length);
    for (const feature of expected) {
      expect(places(byId.get(feature.id)?.geometry ?? null), feature.id).toEqual(places(feature.geometry));
    }
  };

  test("GeoPackage: exactly", async () => {
    const read = await readByGdal(`${id}.gpkg`, (await fetched(`/api/files/${id}.gpkg`)).bytes);
    samePlaces(read);
    const byId = new Map(read.map((feature) => [feature.properties["id"], feature.properties]));
    for (const { id: key, properties: given } of expected) {
      for (const name of names) expect(byId.get(key)?.[name] ?? null, `${key} ${name}`).toEqual(given[name]);
    }
  });

  test("CSV: exactly, after the byte order mark and without formulas", async () => {
    const { bytes } = await fetched(`/api/files/${id}.csv`);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parse(bytes, { columns: true, bom: true }) as Record<string, string>[];
    const byId = new Map(rows.map((row) => [row["id"], row]));
    for (const { id: key, properties: given } of expected) {
      for (const name of names) {
        const cell = byId.get(key)?.[name] ?? "";
        expect(cell.replace(/^'(?=[=+\-@])/, ""), `${key} ${name}`).toBe(String(given[name] ?? ""));
        expect(typeof given[name] === "string" && /^[=+\-@\t\r]/.test(cell), `${key} ${name}`).toBe(false);
      }
    }
    const gdal = ["X_POSSIBLE_NAMES=lng", "Y_POSSIBLE_NAMES=lat", "GEOM_POSSIBLE_NAMES=wkt"];
    samePlaces(
      await readByGdal(
        `${id}.csv`,
        bytes,
        gdal.flatMap((option) => ["-oo", option]),
      ),
    );
  });

  test("XLSX: exactly, days as days", async () => {
    const { bytes } = await fetched(`/api/files/${id}.xlsx`);
    const [sheet] = (await readXlsx(bytes)).sheets;
    const [head = [], ...rows] = sheet!.rows;
    const at = (name: string) => head.indexOf(name);
    expect(rows).toHaveLength(expected.length);
    const byId = new Map(rows.map((row) => [row[at("id")], row]));
    for (const { id: key, properties: given } of expected) {
      for (const { name, type } of properties) {
        const value = given[name] ?? null;
        const isDay = type === "date" && value !== null && value >= "1900-03-01";
        const cell = byId.get(key)?.[at(name)] ?? null;
        expect(cell, `${key} ${name}`).toEqual(isDay ? new Date(`${String(value)}T00:00:00Z`) : value);
      }
      const cells = byId.get(key) ?? [];
      const wkt = head.map((name, index) => (/^wkt(_\d+)?$/.test(String(name)) ? String(cells[index] as string) : ""));
      expect(wkt.join("")).toMatch(geometryType === "MultiPolygon" ? /^MULTIPOLYGON \(\(\(.*\)\)\)$/ : /^(MULTI|$)/);
    }
  });

  /** What a Shapefile can say of a value: 254 bytes of text, numbers of fifteen decimals, no empty text. */
  const asInShapefile = (value: string | number | boolean | null, found: unknown): unknown => {
    if (typeof value === "number") return Math.abs(value - Number(found)) < 1e-9 ? found : value;
    if (typeof value !== "string") return value;
    if (/^\d{4}-\d\d-\d\d$/.test(value))
      return [value, value.replaceAll("-", "/")].find((day) => day === found) ?? value;
    let cut = value;
    while (Buffer.byteLength(cut) > 254) cut = cut.slice(0, -1);
    return cut === "" ? null : cut;
  };

  test("Shapefile: short names by the table inside, text cut at 254 bytes", async () => {
    const read = await readByGdal(`${id}.shp.zip`, (await fetched(`/api/files/${id}.shp.zip`)).bytes);
    samePlaces(read);
    const all = ["id", ...Object.keys(expected[0]!.properties).slice(1)];
    const short = shortNames(all);
    expect(new Set(short).size).toBe(all.length);
    const byId = new Map(read.map((feature) => [feature.properties["id"], feature.properties]));
    for (const { id: key, properties: given } of expected) {
      for (const name of names) {
        const found = byId.get(key)?.[short[all.indexOf(name)]!] ?? null;
        expect(found, `${key} ${name}`).toEqual(asInShapefile(given[name] ?? null, found));
      }
    }
  });

  test.each(["kml", "kmz"] as const)("%s: names, places and text; nothing is asked of other hosts", async (format) => {
    const { bytes } = await fetched(`/api/files/${id}.${format}`);
    const read = await readByGdal(`${id}.${format}`, bytes);
    samePlaces(read);
    expect(bytes.toString()).not.toContain("<href>");
    const byId = new Map(read.map((feature) => [feature.properties["id"], feature.properties]));
    for (const { id: key, properties: given } of expected) {
      for (const { name } of properties.filter(({ type }) => type === "string")) {
        expect(byId.get(key)?.[name] ?? null, `${key} ${name}`).toEqual(given[name]);
      }
    }
  });
});

test("every collection can be had in every format, with its read-me and provenance", async () => {
  const { items } = await server.get<OpenData>("/api/open-data");
  expect(items.map(({ id }) => id)).toEqual(COLLECTIONS.map(({ id }) => id));
  for (const { id, rows, sources } of items) {
    expect(rows, id).toBeGreaterThan(0);
    expect(sources.length, id).toBeGreaterThan(0);
    const [first] = await features(id);
    expect(first?.properties, id).toHaveProperty("source_licence");
    expect(first?.properties["data_quality"], id).not.toBe("");
  }
  const named = new Set<string>();
  for (const format of FILE_FORMATS) {
    const { headers, bytes } = await fetched(`/api/files/roads.${format}`);
    const disposition = String(headers["content-disposition"]);
    expect(disposition).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''V%C4%A9nh/);
    expect(headers["content-length"]).toBe(String(bytes.length));
    named.add(disposition);
  }
  expect(named.size).toBe(FILE_FORMATS.length);
});

test("VN-2000 is the database's own, within a millimetre", async () => {
  const crs =
    "+proj=tmerc +lat_0=0 +lon_0=105.5 +k=0.9999 +x_0=500000 +ellps=WGS84 +towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 +units=m";
  const { bytes, headers } = await fetched("/api/files/places.csv?crs=9209");
  expect(headers["content-disposition"]).toContain("VN-2000%209209");
  const rows = new Map(
    (parse(bytes, { columns: true, bom: true }) as Record<string, string>[]).map((row) => [row["id"], row]),
  );
  for (const { id, geometry } of await features("places")) {
    const [east, north] = proj4(crs, geometry!.coordinates as [number, number]);
    expect(
      Math.hypot(Number(rows.get(id)?.["east_m"]) - east, Number(rows.get(id)?.["north_m"]) - north),
      id,
    ).toBeLessThan(0.001);
  }
  const path = join(folder, "vn.gpkg");
  await writeFile(path, (await fetched("/api/files/places.gpkg?crs=9209")).bytes);
  const { stdout } = await promisify(execFile)("ogrinfo", ["-so", "-al", path]);
  expect(stdout).toContain("VN-2000 / TM-3 105-30");
});

test("made-up data come by name only, and say so in every row and in the name of the file", async () => {
  const published = await features("sites");
  expect(published.some(({ properties }) => properties["data_set"] !== "published")).toBe(false);
  const both = await features("sites", "?data=illustrative");
  expect(both.length).toBeGreaterThan(published.length);
  expect(both.filter(({ properties }) => properties["data_set"] === "illustrative")).toHaveLength(
    both.length - published.length,
  );
  const { headers } = await fetched("/api/files/sites.csv?data=illustrative");
  expect(headers["content-disposition"]).toContain("minh-hoa.csv");
  expect(decodeURIComponent(String(headers["content-disposition"]))).toContain("minh họa.csv");
});

test("asOf leaves out what is dated later", async () => {
  const all = await features("figures");
  const then = await features("figures", "?asOf=2015-06-18");
  expect(then.length).toBeGreaterThan(0);
  expect(then.length).toBeLessThan(all.length);
  expect(then.every(({ properties }) => String(properties["as_of"]) <= "2015-06-18")).toBe(true);
});

test.each([
  ["/api/files/nowhere.csv", 404, "nowhere.csv"],
  ["/api/files/sites.dxf", 404, "sites.dxf"],
  ["/api/files/sites", 404, "sites"],
  ["/api/files/sites.geojson?crs=9209", 400, "WGS 84"],
  ["/api/files/sites.kml?crs=9209", 400, "WGS 84"],
  ["/api/files/sites.csv?crs=3405", 400, ""],
  ["/api/files/sites.csv?crs=9209&colour=red", 400, ""],
  ["/api/files/sites.csv?asOf=2015-02-30", 400, ""],
  ["/api/files/all.zip?crs=9209", 400, ""],
])("%s is answered %i with a problem", async (url, status, words) => {
  const { statusCode, headers, body } = await server.app.inject(url);
  expect(statusCode).toBe(status);
  expect(headers["content-type"]).toContain("application/problem+json");
  expect(body).toContain(words);
});

test("an unchanged file is not sent again", async () => {
  const { headers } = await fetched("/api/files/roads.csv");
  const again = await server.app.inject({
    url: "/api/files/roads.csv",
    headers: { "if-none-match": String(headers["etag"]) },
  });
  expect(again.statusCode).toBe(304);
});

test("the zip of everything holds each collection as a table and as a CSV", async () => {
  const { bytes } = await fetched("/api/files/all.zip");
  const path = join(folder, "all.zip");
  await writeFile(path, bytes);
  const { stdout } = await promisify(execFile)("ogrinfo", [`/vsizip/${path}/vinh-long.gpkg`]);
  for (const { id } of COLLECTIONS) expect(stdout).toContain(`: ${id} `);
});

describe("for other programs", () => {
  test("the catalogue names every file by the address it was asked under", async () => {
    const { bytes, headers } = await fetched("/api/dcat.json");
    expect(headers["content-type"]).toContain("application/ld+json");
    const catalogue = JSON.parse(bytes.toString()) as {
      "dcat:dataset": { "dcat:distribution": { "dcat:accessURL": { "@id": string } }[] }[];
    };
    const addresses = catalogue["dcat:dataset"].flatMap((set) =>
      set["dcat:distribution"].map((one) => one["dcat:accessURL"]["@id"]),
    );
    for (const { id } of COLLECTIONS)
      for (const format of FILE_FORMATS)
        expect(
          addresses.some((address) => /^http:\/\/.+/.test(address) && address.endsWith(`/api/files/${id}.${format}`)),
        ).toBe(true);
  });

  test.each([
    ["/api/connect/vinh-long.qlr", "typename='sites'"],
    ["/api/connect/vinh-long.kml", "/api/files/sites.kmz"],
  ])("%s is XML that points here", async (url, words) => {
    const text = (await fetched(url)).bytes.toString();
    expect(text.replaceAll("&apos;", "'")).toContain(words);
    expect(text).toMatch(/http:\/\/(127\.0\.0\.1|localhost):\d+\//);
    await writeFile(join(folder, "connect.xml"), text);
    await promisify(execFile)(process.execPath, [
      "-e",
      "const{SaxesParser}=require('saxes');const p=new SaxesParser();p.on('error',e=>{throw e});p.write(require('fs').readFileSync(process.argv[1],'utf8')).close()",
      join(folder, "connect.xml"),
    ]);
  });
});

describe("work that nobody waits for", () => {
  test("no more than three at once; the next is told when to come again", async () => {
    const exports = new Exports();
    const waiting = [1, 2, 3].map((number) =>
      exports
        .make(
          String(number),
          new AbortController().signal,
          (_, signal) =>
            new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error))),
        )
        .catch(() => "ended"),
    );
    await expect(exports.make("4", new AbortController().signal, async () => {})).rejects.toMatchObject({
      status: 503,
      headers: { "retry-after": "20" },
    });
    await exports.close();
    expect(await Promise.all(waiting)).toEqual(["ended", "ended", "ended"]);
  });

  test("a reader who goes away leaves no file behind", async () => {
    // Of the server of this run, and of nobody else who may be making files on this machine.
    const folders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith(TEMPORARY));
    const before = new Set(await folders());
    const made = async () => (await folders()).filter((name) => !before.has(name));
    for (const format of ["shp.zip", "kmz", "gpkg"] satisfies FileFormat[]) {
      const asked = get(new URL(`/api/files/figures.${format}?knownOn=2026-01-01`, inject("sharedUrl"))).on(
        "error",
        () => {},
      );
      await vi.waitFor(async () => expect(await made()).not.toEqual([]), { timeout: 20_000, interval: 1 });
      asked.destroy();
      await vi.waitFor(async () => expect(await made()).toEqual([]), { timeout: 20_000 });
    }
    await fetched("/api/files/roads.csv");
  });
});
