/** Files as strangers may send them, made byte by byte: what no well-behaved program writes, too. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import sqlite from "node-sqlite3-wasm";

export type ZipEntry = {
  readonly name: string;
  readonly data?: Buffer | string;
  /** As the archive states it, where it lies. */
  readonly statedSize?: number;
  readonly flags?: number;
  readonly mode?: number;
};

export const zip = (entries: readonly ZipEntry[], statedEntries = entries.length): Buffer => {
  const [bodies, heads]: [Buffer[], Buffer[]] = [[], []];
  let place = 0;
  for (const { name, data = "", statedSize, flags = 0x800, mode = 0o100644 } of entries) {
    const content = Buffer.from(data as string);
    const packed = deflateRawSync(content);
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(statedSize ?? content.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("504b0304", "hex"), common, path, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(place, 10);
    heads.push(
      Buffer.concat([Buffer.from("504b01020003", "hex").subarray(0, 4), Buffer.from([20, 3]), common, tail, path]),
    );
    bodies.push(local);
    place += local.length;
  }
  const directory = Buffer.concat(heads);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(statedEntries, 8);
  end.writeUInt16LE(statedEntries, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(place, 16);
  return Buffer.concat([...bodies, directory, end]);
};

/** A square of about 110 m in the province, as corners. */
export const SQUARE = [
  [105.9, 10.1],
  [105.9, 10.101],
  [105.901, 10.101],
  [105.901, 10.1],
  [105.9, 10.1],
] as const;
type Corners = readonly (readonly [number, number])[];

export const shp = (records: readonly Corners[] = [SQUARE], type = 5): Buffer => {
  const bodies = records.map((corners, n) => {
    const body = Buffer.alloc(8 + 48 + corners.length * 16);
    body.writeInt32BE(n + 1, 0);
    body.writeInt32BE((body.length - 8) / 2, 4);
    body.writeInt32LE(type, 8);
    body.writeInt32LE(1, 8 + 36);
    body.writeInt32LE(corners.length, 8 + 40);
    for (const [at, [x, y]] of corners.entries()) {
      body.writeDoubleLE(x, 56 + at * 16);
      body.writeDoubleLE(y, 64 + at * 16);
    }
    return body;
  });
  const head = Buffer.alloc(100);
  const all = Buffer.concat([head, ...bodies]);
  all.writeInt32BE(9994, 0);
  all.writeInt32BE(all.length / 2, 24);
  all.writeInt32LE(1000, 28);
  all.writeInt32LE(type, 32);
  return all;
};

export const dbf = (values: readonly (string | Buffer)[] = ["A1"], width = 20): Buffer => {
  const head = Buffer.alloc(32 + 32 + 1);
  head[0] = 3;
  head.writeUInt32LE(values.length, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(width + 1, 10);
  head.write("MA_LO", 32, "latin1");
  head.write("C", 32 + 11, "latin1");
  head[32 + 16] = width;
  head[64] = 0x0d;
  const rows = values.map((value) => {
    const row = Buffer.alloc(width + 1, 0x20);
    Buffer.from(value as string).copy(row, 1);
    return row;
  });
  return Buffer.concat([head, ...rows, Buffer.from([0x1a])]);
};

export const shapefile = (parts: Readonly<Record<string, Buffer | string>>): Buffer =>
  zip(Object.entries(parts).map(([name, data]) => ({ name, data })));

const SHEET_HEAD = `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`;
/** A workbook with one sheet whose rows are given as XML. */
export const workbook = (
  rows: string,
  more: readonly ZipEntry[] = [],
  sheet = `${SHEET_HEAD}${rows}</sheetData></worksheet>`,
): Buffer =>
  zip([
    {
      name: "[Content_Types].xml",
      data: `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    },
    {
      name: "_rels/.rels",
      data: `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      data: `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Lô" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    { name: "xl/worksheets/sheet1.xml", data: sheet },
    ...more,
  ]);
export const sheetRow = (n: number, cells: readonly (string | number)[]): string =>
  `<row r="${n}">${cells
    .map((cell, at) => {
      const ref = `${String.fromCharCode(65 + at)}${n}`;
      return typeof cell === "number"
        ? `<c r="${ref}"><v>${cell}</v></c>`
        : `<c r="${ref}" t="inlineStr"><is><t>${cell}</t></is></c>`;
    })
    .join("")}</row>`;

/** Bytes of a geometry as GeoPackage stores it. */
export const gpkgShape = (corners: Corners = SQUARE, { type = 3, stated = corners.length } = {}): Buffer => {
  const body = Buffer.alloc(8 + 5 + 4 + 4 + corners.length * 16);
  body.write("GP", 0, "latin1");
  body[3] = 1;
  body.writeInt32LE(4326, 4);
  body[8] = 1;
  body.writeUInt32LE(type, 9);
  body.writeUInt32LE(1, 13);
  body.writeUInt32LE(stated, 17);
  for (const [at, [x, y]] of corners.entries()) {
    body.writeDoubleLE(x, 21 + at * 16);
    body.writeDoubleLE(y, 29 + at * 16);
  }
  return body;
};

const GPKG_TABLES = `
  create table gpkg_spatial_ref_sys (srs_name text, srs_id integer primary key, organization text, organization_coordsys_id integer, definition text);
  insert into gpkg_spatial_ref_sys values ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984"]]');
  create table gpkg_contents (table_name text primary key, data_type text, identifier text, srs_id integer);
  create table gpkg_geometry_columns (table_name text, column_name text, geometry_type_name text, srs_id integer);
  insert into gpkg_contents values ('lo', 'features', 'lo', 4326);
  insert into gpkg_geometry_columns values ('lo', 'geom', 'POLYGON', 4326);`;
const LOTS_TABLE = "create table lo (fid integer primary key, geom blob, ma_lo text);";

export const geopackage = ({
  before = "",
  table = LOTS_TABLE,
  after = "",
  shape = gpkgShape(),
  tables = GPKG_TABLES,
} = {}): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), "vlmap-make-"));
  try {
    const path = join(folder, "a.gpkg");
    const database = new sqlite.Database(path) as unknown as {
      exec: (sql: string) => void;
      run: (sql: string, values: readonly unknown[]) => void;
      close: () => void;
    };
    database.exec(`${before}${tables}${table}`);
    if (table === LOTS_TABLE) database.run("insert into lo (geom, ma_lo) values (?, 'A1')", [shape]);
    if (after) database.exec(after);
    database.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

export const kmlOf = (body: string, prolog = ""): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${prolog}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${body}</Document></kml>`;
export const placemark = (coordinates: string, name = "A1"): string =>
  `<Placemark><name>${name}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>${coordinates}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`;

export const geojson = (geometry: unknown, properties: unknown = { ma_lo: "A1" }): string =>
  JSON.stringify({ type: "FeatureCollection", features: [{ type: "Feature", properties, geometry }] });
