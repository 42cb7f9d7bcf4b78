/** Lots from files: what a file would change, what is written of it, and how it is taken back. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crsOf, fromWgs84 } from "#server/vector-files/crs.ts";
import { ask, type Person } from "../helpers/accounts.ts";
import { cellsJson } from "../helpers/land.ts";
import { type Faulty, type LandApi, lotBody, openLand, type Row } from "../helpers/land-api.ts";
import {
  geopackage,
  gpkgShape,
  kmlOf,
  placemark,
  shapefile,
  shp,
  dbf,
  sheetRow,
  workbook,
  zip,
} from "../vector-files/make-files.ts";

type Position = readonly [number, number];
type Check = {
  format: string;
  crsInFile: string | null;
  reading: { crs: string; isSwapped: boolean } | null;
  where: {
    verdict: string;
    kind: string | null;
    proposed: { crs: string; isSwapped: boolean } | null;
    shiftM: number | null;
  } | null;
  columns: Record<string, string | null>;
  counts: { new: number; changed: number; equal: number; faulty: number };
  rows: {
    row: number;
    outcome: string;
    code: string | null;
    changes: { field: string; before: unknown; after: unknown }[];
    faults: { field: string | null; messageVi: string; messageEn: string; options: unknown[] }[];
    remarks: { messageVi: string }[];
    statedAreaHa: number | null;
    measuredAreaHa: number | null;
    geometry: unknown;
  }[];
  token: string;
};
type Imported = { id: number; added: number; changed: number; undoneAt: string | null; fileName: string };

let land: LandApi;
beforeAll(async () => {
  land = await openLand();
}, 240_000);
afterAll(() => land.server.close());

const GDAL = "ogr2ogr";
const SITE = "binh-minh";
const ringOf = (x: number, y = 0): Position[] => cellsJson(x, y).coordinates[0]! as unknown as Position[];
const inGrid = (crs: string, ring: readonly Position[]): Position[] =>
  ring.map((point) => fromWgs84(crsOf(crs)!, [point[0], point[1]]));
const fileOf = (
  rings: Readonly<Record<string, readonly Position[]>>,
  more: object = {},
  properties: object = { dien_tich: 1.21 },
): string =>
  JSON.stringify({
    type: "FeatureCollection",
    ...more,
    features: Object.entries(rings).map(([code, ring]) => ({
      type: "Feature",
      properties: { ma_lo: code, ...properties },
      geometry: { type: "Polygon", coordinates: [ring] },
    })),
  });
const sent = (fileName: string, bytes: Buffer | string, more: object = {}) => ({
  fileName,
  file: Buffer.from(bytes as string).toString("base64"),
  siteId: SITE,
  from: "2015-01-01",
  ...more,
});
const post = (url: string, body: object, as: Person = land.editor) =>
  ask(land.server, "POST", url as "/api/land/imports", { as, body, headers: { "accept-language": "vi" } });
const check = async (body: object, as?: Person): Promise<Check> => {
  const response = await post("/api/land/imports/check", body, as);
  expect(response.statusCode, response.body).toBe(200);
  return response.json<Check>();
};
const write = async (body: object, more: object = {}): Promise<Imported> => {
  const { token } = await check(body);
  const response = await post("/api/land/imports", { ...body, token, isOnlyValid: false, ...more });
  expect(response.statusCode, response.body).toBe(200);
  return response.json<Imported>();
};
const lotsNow = async () => (await land.read<{ items: Row[] }>(`/api/land/lots?siteId=${SITE}`)).items;
const undo = (id: number, as?: Person) => post(`/api/land/imports/${id}/undo`, {}, as);

describe("every format comes to the same rows", () => {
  const ring = ringOf(20);
  const metres = inGrid("EPSG:9209", ring);
  const corners = metres.slice(0, -1).map(([east, north]) => ["B1", north.toFixed(3), east.toFixed(3), 1.21] as const);
  const wkt = `POLYGON((${ring.map((point) => point.join(" ")).join(",")}))`;
  const text = (sign: string, decimal: string) =>
    [["Mã lô", "X", "Y", "Diện tích (ha)"], ...corners]
      .map((cells) => cells.map((cell) => String(cell).replace(".", decimal)).join(sign))
      .join("\r\n");
  const cases: readonly (readonly [string, string, () => Buffer | string])[] = [
    ["GeoJSON", "lo.geojson", () => fileOf({ B1: ring })],
    [
      "GeoJSON in VN-2000",
      "lo.geojson",
      () => fileOf({ B1: metres }, { crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::9209" } } }),
    ],
    ["CSV with outlines", "lo.csv", () => `ma_lo;dien_tich;wkt\nB1;1,21;"${wkt}"\n`],
    ["CSV with corners, as Vietnamese Excel saves it", "lo.csv", () => `\uFEFF${text(";", ",")}`],
    ["CSV in UTF-16 by tabs", "lo.csv", () => Buffer.from(`\uFEFF${text("\t", ".")}`, "utf16le")],
    [
      "Excel with corners",
      "lo.xlsx",
      () =>
        workbook(
          [
            ["Mã lô", "X", "Y", "Diện tích (ha)"],
            ...corners.map(([code, x, y, ha]) => [code, Number(x), Number(y), ha]),
          ]
            .map((cells, n) => sheetRow(n + 1, cells as (string | number)[]))
            .join(""),
        ),
    ],
    [
      "Shapefile",
      "lo.zip",
      () =>
        shapefile({
          "lo.shp": shp([ring]),
          "lo.dbf": dbf(["B1"]),
          "lo.prj": `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]`,
        }),
    ],
    ["GeoPackage", "lo.gpkg", () => geopackage({ shape: gpkgShape(ring), after: "update lo set ma_lo = 'B1';" })],
    ["KML", "lo.kml", () => kmlOf(placemark(ring.map((point) => point.join(",")).join(" "), "B1"))],
    [
      "KMZ",
      "lo.kmz",
      () => zip([{ name: "doc.kml", data: kmlOf(placemark(ring.map((point) => point.join(",")).join(" "), "B1")) }]),
    ],
  ];
  test.each(cases)("%s", async (_, name, make) => {
    const found = await check(sent(name, make(), { isAreaMeasured: true }));
    expect(found.rows.map(({ outcome, code, faults }) => ({ outcome, code, faults }))).toEqual([
      { outcome: "new", code: "B1", faults: [] },
    ]);
    const [row] = found.rows;
    expect(row!.statedAreaHa).toBeCloseTo(1.21, 1);
    const [[outer]] = (row!.geometry as { coordinates: Position[][][] }).coordinates as [Position[][]];
    // To a millimetre, whatever way it came.
    for (const [lng, lat] of outer!)
      expect(Math.min(...ring.map(([x, y]) => Math.hypot(lng - x, lat - y)))).toBeLessThan(1e-8);
  });

  test("a drawing, where GDAL is there to read it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "vlmap-dxf-test-"));
    writeFileSync(join(folder, "a.geojson"), fileOf({ B1: metres }));
    execFileSync(GDAL, ["-f", "DXF", join(folder, "a.dxf"), join(folder, "a.geojson"), "-nlt", "LINESTRING"]);
    const found = await check(sent("lo.dxf", readFileSync(join(folder, "a.dxf")), { isAreaMeasured: true }));
    rmSync(folder, { recursive: true });
    expect(found.where).toMatchObject({ verdict: "beside", proposed: { crs: "EPSG:9209", isSwapped: false } });
    expect(found.rows.map(({ measuredAreaHa }) => measuredAreaHa)).toEqual([expect.closeTo(1.21, 1)]);
  });
});

describe("rows of a file", () => {
  test("are new, changed field by field, equal or faulty, with reason and place", async () => {
    for (const [n, code] of ["C1", "C2", "C3"].entries())
      await land.add("lots", lotBody(code, 30 + n * 2, { statedAreaHa: 1.21 }));
    const bowtie: Position[] = [
      [105.94, 10.1],
      [105.941, 10.101],
      [105.941, 10.1],
      [105.94, 10.101],
      [105.94, 10.1],
    ];
    const features = [
      { ma_lo: "C1", dien_tich: 1.21, ring: ringOf(30) },
      { ma_lo: "C2", dien_tich: 1.25, muc_dich: "Cây xanh", ring: ringOf(32) },
      { ma_lo: "C3", dien_tich: 1.21, ring: ringOf(35) },
      { ma_lo: "C4", dien_tich: "1.234", ring: ringOf(37) },
      { ma_lo: "C5", dien_tich: 1.21, ring: bowtie },
      { ma_lo: "C6", dien_tich: 1.21, ring: ringOf(30.5) },
      { ma_lo: "C7", dien_tich: 1.21, muc_dich: "ruộng", ring: ringOf(39) },
      { ma_lo: "C7", dien_tich: 1.21, ring: ringOf(41) },
      { dien_tich: 1.21, ring: ringOf(43) },
      { ma_lo: "C8", ring: ringOf(45) },
      { ma_lo: "C9", dien_tich: 2, ring: ringOf(47) },
    ].map(({ ring, ...properties }) => ({
      type: "Feature",
      properties,
      geometry: { type: "Polygon", coordinates: [ring] },
    }));
    const body = sent("lo.geojson", JSON.stringify({ type: "FeatureCollection", features }));
    const found = await check(body);
    expect(found.columns).toEqual({ code: "ma_lo", statedAreaHa: "dien_tich", use: "muc_dich", note: null });
    expect(found.rows.map(({ row, outcome }) => `${row} ${outcome}`)).toEqual([
      "1 equal",
      "2 changed",
      "3 changed",
      "4 faulty",
      "5 faulty",
      "6 faulty",
      "7 faulty",
      "8 faulty",
      "9 faulty",
      "10 faulty",
      "11 new",
    ]);
    expect(found.rows[1]!.changes).toEqual([
      { field: "statedAreaHa", before: 1.21, after: 1.25 },
      { field: "use", before: "industrial", after: "green" },
    ]);
    expect(found.rows[2]!.changes.map(({ field }) => field)).toEqual(["geometry"]);
    expect(found.rows[3]!.faults).toMatchObject([{ field: "statedAreaHa", options: [1234, 1.234] }]);
    const reasons = found.rows.map(({ faults }) => faults.map(({ messageVi }) => messageVi).join("; "));
    expect(reasons[4]).toContain("đường bao tự cắt (10.100500, 105.940500)");
    expect(reasons[5]).toContain("chồng lên lô C1 0,6");
    expect(reasons[6]).toContain("“ruộng” không phải mục đích đã biết");
    expect(reasons[7]).toContain("mã lô này đã có ở dòng 7");
    expect(reasons[8]).toBe("thiếu mã lô");
    expect(reasons[9]).toContain("lô mới cần diện tích");
    expect(found.rows[10]!.remarks.map(({ messageVi }) => messageVi).join()).toContain("diện tích nêu lệch");
    const answered = await check({ ...body, answers: [{ row: 4, field: "statedAreaHa", value: 1.234 }] });
    expect(answered.rows[3]).toMatchObject({ outcome: "new", statedAreaHa: 1.234 });

    const refused = await post("/api/land/imports", { ...body, token: found.token, isOnlyValid: false });
    expect(refused.statusCode).toBe(400);
    expect(refused.json<Faulty>().detail).toContain("còn 7 dòng chưa đúng nên chưa ghi gì");
    const before = await lotsNow();
    const made = await write(body, { isOnlyValid: true });
    expect(made).toMatchObject({ added: 1, changed: 2, undoneAt: null, fileName: "lo.geojson" });
    expect((await lotsNow()).length).toBe(before.length + 1);
    const back = await undo(made.id);
    expect(back.statusCode, back.body).toBe(200);
    const after = await lotsNow();
    const plain = ({ rowVersion, ...lot }: Row) => ({ ...lot, isRaised: rowVersion > 0 });
    expect(after.map(plain)).toEqual(before.map(plain));
  });

  test("two lots whose border moves are written together, though each alone would overlap the other as it was", async () => {
    await land.add("lots", lotBody("D1", 50, { statedAreaHa: 1.21 }));
    await land.add("lots", lotBody("D2", 51, { statedAreaHa: 1.21 }));
    const [left, right] = [
      cellsJson(50, 0, 1.4).coordinates[0]!,
      cellsJson(51.4, 0, 0.6).coordinates[0]!,
    ] as unknown as [Position[], Position[]];
    const made = await write(sent("ranh.geojson", fileOf({ D1: left, D2: right }, {}, {})));
    expect(made).toMatchObject({ added: 0, changed: 2 });
    expect((await undo(made.id)).statusCode).toBe(200);
  });

  test("the history of a lot tells file and row", async () => {
    await write(sent("bản vẽ khu A.geojson", fileOf({ E1: ringOf(60), E2: ringOf(62) })));
    const lot = (await lotsNow()).find(({ code }) => code === "E2")!;
    const { items } = await land.read<{ items: { source: unknown }[] }>(`/api/land/lots/${lot.id}/history`);
    expect(items.at(-1)!.source).toEqual({ file: "bản vẽ khu A.geojson", sheet: "geojson", row: 2 });
  });
});

describe("where on earth", () => {
  test("a file in the zone next door is named, and written only once that is confirmed", async () => {
    for (const [n, code] of ["F1", "F2"].entries()) await land.add("lots", lotBody(code, 70 + n * 2));
    const crs = { crs: { type: "name", properties: { name: "EPSG:9210" } } };
    const body = sent(
      "sai.geojson",
      fileOf({ F1: inGrid("EPSG:9209", ringOf(70)), F3: inGrid("EPSG:9209", ringOf(74)) }, crs),
    );
    const found = await check(body);
    expect(found.where).toMatchObject({
      verdict: "mistake",
      kind: "wrong-meridian",
      proposed: { crs: "EPSG:9209", isSwapped: false },
    });
    expect(found.where!.shiftM).toBeGreaterThan(26_000);
    const unconfirmed = await post("/api/land/imports", { ...body, token: found.token, isOnlyValid: true });
    expect(unconfirmed.statusCode).toBe(400);
    expect(unconfirmed.json<Faulty>().errors[0]!.pointer).toBe("/crs");
    const right = await check({ ...body, crs: "EPSG:9209" });
    expect(right.where!.verdict).toBe("fits");
    expect(right.counts).toMatchObject({ new: 1, faulty: 0 });
  });

  test("a datum that was mistaken shows by lots that are entered, and turned axes anywhere", async () => {
    const datum = await check(
      sent("g.geojson", fileOf({ F1: inGrid("EPSG:4756", ringOf(70)), F2: inGrid("EPSG:4756", ringOf(72)) })),
    );
    expect(datum.where).toMatchObject({ verdict: "mistake", kind: "wrong-datum", proposed: { crs: "EPSG:4756" } });
    const turned = fileOf({ F1: ringOf(70).map(([x, y]): Position => [y, x]) });
    const axes = await check(sent("h.geojson", turned));
    expect(axes.where).toMatchObject({
      verdict: "mistake",
      kind: "swapped-axes",
      proposed: { crs: "EPSG:4326", isSwapped: true },
    });
    const confirmed = await check(sent("h.geojson", turned, { crs: "EPSG:4326", isSwapped: true }));
    expect(confirmed.where!.verdict).toBe("fits");
    expect(confirmed.rows[0]!.changes.map(({ field }) => field)).not.toContain("geometry");
  });
});

describe("refused", () => {
  test("hostile files, with the reason, and nothing is loaded", async () => {
    const before = await lotsNow();
    for (const [name, bytes, code] of [
      ["a.zip", zip([{ name: "../lo.shp", data: "x" }]), "unsafe-path"],
      ["a.zip", zip([{ name: "lo.dbf", data: Buffer.alloc(30_000_000) }]), "ratio"],
      ["a.kml", kmlOf("", "<!DOCTYPE kml>"), "doctype"],
      ["a.geojson", `{"type":"MultiPoint","coordinates":[${"{},".repeat(4_000_000)}{}]}`, "too-many-vertices"],
      ["a.exe", "MZ", "unknown-format"],
    ] as const) {
      const response = await post("/api/land/imports/check", sent(name, bytes));
      expect(response.statusCode, `${name} ${code}`).toBe(400);
      expect(response.json<Faulty>()).toMatchObject({ code, errors: [{ pointer: "/file" }] });
    }
    expect(await lotsNow()).toEqual(before);
  }, 60_000);

  test("an editor of elsewhere, a token of another state of things, and an undo after a change", async () => {
    const body = sent("x.geojson", fileOf({ G1: ringOf(80) }));
    expect((await post("/api/land/imports/check", body, land.elsewhere)).statusCode).toBe(403);
    expect((await post("/api/land/imports/check", body, land.viewer)).statusCode).toBe(403);
    expect((await post("/api/land/imports/check", { ...body, siteId: "hoa-phu" })).statusCode).toBe(403);
    const { token } = await check(body);
    const made = await write(body);
    expect((await post("/api/land/imports", { ...body, token, isOnlyValid: false })).statusCode).toBe(409);
    expect((await undo(made.id, land.elsewhere)).statusCode).toBe(404);
    const lot = (await lotsNow()).find(({ code }) => code === "G1")!;
    await land.write("PATCH", `/api/land/lots/${lot.id}`, lot.rowVersion, { note: "đã đo lại" });
    const kept = await undo(made.id);
    expect(kept.statusCode).toBe(409);
    expect(kept.json<Faulty>().errors.map(({ message }) => message)).toEqual(["lô G1 đã được sửa sau khi nhập"]);
    const { items } = await land.read<{ items: Imported[] }>(`/api/land/imports?siteId=${SITE}`);
    expect(items[0]).toMatchObject({ id: made.id, undoneAt: null });
  });

  test("an import is taken back once", async () => {
    const made = await write(sent("y.geojson", fileOf({ H1: ringOf(90) })));
    expect((await undo(made.id)).statusCode).toBe(200);
    const again = await undo(made.id);
    expect(again.statusCode).toBe(409);
    expect(again.json<Faulty>().errors[0]!.message).toBe("lần nhập này đã hoàn tác");
    expect((await lotsNow()).some(({ code }) => code === "H1")).toBe(false);
  });
});
