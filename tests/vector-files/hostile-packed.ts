/** Archives, and formats that are archives or databases. */

import { LIMITS } from "#server/vector-files/read/refusals.ts";
import { type Case, circle, row, zeros } from "./hostile-case.ts";
import { dbf, geopackage, gpkgShape, sheetRow, shapefile, shp, SQUARE, workbook, zip } from "./make-files.ts";

const lots = (more: Record<string, Buffer | string> = {}) => ({ "lo.shp": shp(), "lo.dbf": dbf(), ...more });
const patched = (bytes: Buffer, change: (copy: Buffer) => void): Buffer => {
  const copy = Buffer.from(bytes);
  change(copy);
  return copy;
};
const HEADS = sheetRow(1, ["Mã lô", "Y", "X"]);
export const ARCHIVES: readonly Case[] = [
  ["zeros that unpack a thousandfold", "a.zip", () => zip([{ name: "lo.dbf", data: zeros(30_000_000) }]), "ratio"],
  [
    "many files that are too much together",
    "a.zip",
    () => zip(Array.from({ length: 3 }, (_, n) => ({ name: `${n}.dbf`, data: "x", statedSize: 90_000_000 }))),
    "unpacked-too-large",
  ],
  [
    "a size stated above the limit",
    "a.zip",
    () => zip([{ name: "lo.shp", data: "x", statedSize: 4_000_000_000 }]),
    "unpacked-too-large",
  ],
  [
    "a size stated too small",
    "a.zip",
    () => zip([{ name: "lo.shp", data: zeros(900_000), statedSize: 100 }]),
    "damaged-archive",
  ],
  ["a size stated too large", "a.zip", () => zip([{ name: "lo.shp", data: "x", statedSize: 4000 }]), "damaged-archive"],
  ["1,001 entries", "a.zip", () => zip(Array.from({ length: 1001 }, (_, n) => ({ name: `${n}` }))), "too-many-entries"],
  ["more entries stated than there are", "a.zip", () => zip([{ name: "lo.shp" }], 400), "damaged-archive"],
  ["a symbolic link", "a.zip", () => zip([{ name: "lo.shp", data: "/etc/passwd", mode: 0o120777 }]), "symlink"],
  ["a path upwards", "a.zip", () => zip([{ name: "../../lo.shp", data: shp() }]), "unsafe-path"],
  ["a path upwards in the middle", "a.zip", () => zip([{ name: "a/../../lo.shp", data: shp() }]), "unsafe-path"],
  ["an absolute path", "a.zip", () => zip([{ name: "/etc/lo.shp", data: shp() }]), "unsafe-path"],
  ["a drive", "a.zip", () => zip([{ name: "C:/lo.shp", data: shp() }]), "unsafe-path"],
  ["a path of Windows upwards", "a.zip", () => zip([{ name: "..\\lo.shp", data: shp() }]), "unsafe-path"],
  ["a name with NUL", "a.zip", () => zip([{ name: "lo.shp\0.txt", data: shp() }]), "unsafe-path"],
  ["an empty name", "a.zip", () => zip([{ name: "", data: "x" }]), "unsafe-path"],
  ["a password", "a.zip", () => zip([{ name: "lo.shp", data: shp(), flags: 1 }]), "encrypted"],
  ["strong encryption", "a.zip", () => zip([{ name: "lo.shp", data: shp(), flags: 0x41 }]), "encrypted"],
  ["an archive inside", "a.zip", () => zip([{ name: "lo.zip", data: zip([{ name: "lo.shp" }]) }]), "nested-archive"],
  ["a KMZ inside", "a.zip", () => zip([{ name: "lo.kmz", data: "PK" }]), "nested-archive"],
  [
    "an archive inside under another name",
    "a.zip",
    () => shapefile({ "lo.shp": zip([{ name: "x", data: "y" }]), "lo.dbf": dbf() }),
    "nested-archive",
  ],
  [
    "a packed tar inside under another name",
    "a.zip",
    () => shapefile({ "lo.shp": Buffer.from("1f8b0800", "hex"), "lo.dbf": dbf() }),
    "nested-archive",
  ],
  [
    "one name twice",
    "a.zip",
    () =>
      zip([
        { name: "lo.shp", data: shp() },
        { name: "LO.SHP", data: shp() },
      ]),
    "same-name",
  ],
  ["nothing inside", "a.zip", () => zip([]), "no-shapefile"],
  ["nothing of use inside", "a.zip", () => zip([{ name: "readme.txt", data: "x" }]), "no-shapefile"],
  ["the end cut off", "a.zip", () => shapefile(lots()).subarray(0, -30), "damaged-archive"],
  ["the beginning only", "a.zip", () => Buffer.from("PK\u0003\u0004"), "damaged-archive"],
  [
    "wrong bytes in the packed data",
    "a.zip",
    () => patched(shapefile(lots()), (bytes) => bytes.fill(0xff, 40, 80)),
    "damaged-archive",
  ],
  [
    "a directory that points nowhere",
    "a.zip",
    () => patched(shapefile(lots()), (bytes) => bytes.writeUInt32LE(0x7fffffff, bytes.length - 6)),
    "damaged-archive",
  ],
];

export const SHAPEFILES: readonly Case[] = [
  ["no .dbf", "a.zip", () => shapefile({ "lo.shp": shp() }), "no-dbf"],
  [".dbf of another name", "a.zip", () => shapefile({ "lo.shp": shp(), "khac.dbf": dbf() }), "no-dbf"],
  ["more rows than shapes", "a.zip", () => shapefile(lots({ "lo.dbf": dbf(["A1", "A2"]) })), "rows-differ"],
  ["fewer rows than shapes", "a.zip", () => shapefile(lots({ "lo.shp": shp([SQUARE, SQUARE]) })), "rows-differ"],
  ["an empty .shp", "a.zip", () => shapefile(lots({ "lo.shp": "" })), "damaged-shapefile"],
  ["no shapefile at all", "a.zip", () => shapefile(lots({ "lo.shp": "x".repeat(200) })), "damaged-shapefile"],
  [
    "a length that is not the file's",
    "a.zip",
    () => shapefile(lots({ "lo.shp": patched(shp(), (bytes) => bytes.writeInt32BE(9999, 24)) })),
    "damaged-shapefile",
  ],
  [
    "a record longer than the file",
    "a.zip",
    () => shapefile(lots({ "lo.shp": patched(shp(), (bytes) => bytes.writeInt32BE(0x7fffff, 104)) })),
    "damaged-shapefile",
  ],
  [
    "a record of negative length",
    "a.zip",
    () => shapefile(lots({ "lo.shp": patched(shp(), (bytes) => bytes.writeInt32BE(-4, 104)) })),
    "damaged-shapefile",
  ],
  [
    "two thousand million corners stated",
    "a.zip",
    () => shapefile(lots({ "lo.shp": patched(shp(), (bytes) => bytes.writeInt32LE(0x7fffffff, 148)) })),
    "damaged-shapefile",
  ],
  [
    "a negative number of rings",
    "a.zip",
    () => shapefile(lots({ "lo.shp": patched(shp(), (bytes) => bytes.writeInt32LE(-1, 144)) })),
    "damaged-shapefile",
  ],
  [
    "a ring that begins outside",
    "a.zip",
    () => shapefile(lots({ "lo.shp": patched(shp(), (bytes) => bytes.writeInt32LE(900, 152)) })),
    "damaged-shapefile",
  ],
  [
    "an unknown type of shape",
    "a.zip",
    () => shapefile(lots({ "lo.shp": patched(shp(), (bytes) => bytes.writeInt32LE(77, 108)) })),
    "damaged-shapefile",
  ],
  [
    "rows beyond the .dbf",
    "a.zip",
    () => shapefile(lots({ "lo.dbf": patched(dbf(), (bytes) => bytes.writeUInt32LE(4_000_000_000, 4)) })),
    "damaged-dbf",
  ],
  [
    "a head beyond the .dbf",
    "a.zip",
    () => shapefile(lots({ "lo.dbf": patched(dbf(), (bytes) => bytes.writeUInt16LE(60_000, 8)) })),
    "damaged-dbf",
  ],
  [
    "rows of no width",
    "a.zip",
    () => shapefile(lots({ "lo.dbf": patched(dbf(), (bytes) => bytes.writeUInt16LE(0, 10)) })),
    "damaged-dbf",
  ],
  ["a .dbf of three bytes", "a.zip", () => shapefile(lots({ "lo.dbf": "abc" })), "damaged-dbf"],
  ["no shapes", "a.zip", () => shapefile(lots({ "lo.shp": shp([]), "lo.dbf": dbf([]) })), "no-features"],
  [
    "100,001 corners in a shape",
    "a.zip",
    () => shapefile(lots({ "lo.shp": shp([circle(LIMITS.featureVertices)]) })),
    "too-many-vertices",
  ],
  [
    "NaN for a corner",
    "a.zip",
    () => shapefile(lots({ "lo.shp": shp([[[Number.NaN, 10], ...SQUARE.slice(1)]]) })),
    row("not-number"),
  ],
  [
    "an infinite corner",
    "a.zip",
    () => shapefile(lots({ "lo.shp": shp([[...SQUARE.slice(0, 2), [Infinity, 10], ...SQUARE.slice(2)]]) })),
    row("not-number"),
  ],
  [
    "1e300 for a corner",
    "a.zip",
    () => shapefile(lots({ "lo.shp": shp([[...SQUARE.slice(0, 2), [1e300, 10], ...SQUARE.slice(2)]]) })),
    row("far-off"),
  ],
];

export const WORKBOOKS: readonly Case[] = [
  [
    "a DOCTYPE in a sheet",
    "a.xlsx",
    () => workbook("", [], `<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet/>`),
    "doctype",
  ],
  [
    "an entity in shared strings",
    "a.xlsx",
    () =>
      workbook(HEADS, [
        { name: "xl/sharedStrings.xml", data: `<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst/>` },
      ]),
    "doctype",
  ],
  [
    "a cell in row 1,048,577",
    "a.xlsx",
    () => workbook(`${HEADS}<row r="1048577"><c r="A1048577"><v>1</v></c></row>`),
    "too-many-rows",
  ],
  ["a row far out without cells", "a.xlsx", () => workbook(`${HEADS}<row r="999999999"/>`), "too-many-rows"],
  ["a cell in column XFD", "a.xlsx", () => workbook(`<row r="1"><c r="XFD1"><v>1</v></c></row>`), "too-many-columns"],
  ["a cell in no column", "a.xlsx", () => workbook(`<row r="1"><c r="ZZZZ1"><v>1</v></c></row>`), "too-many-columns"],
  [
    "a sheet that is a bomb",
    "a.xlsx",
    () => workbook(`<row r="1">${'<c r="A1"><v>1</v></c>'.repeat(2_000_000)}</row>`),
    "ratio",
  ],
  [
    "no sheet",
    "a.xlsx",
    () =>
      zip([
        { name: "[Content_Types].xml", data: "<Types/>" },
        { name: "xl/workbook.xml", data: "<workbook/>" },
      ]),
    "bad-workbook",
  ],
  ["a sheet that is no XML", "a.xlsx", () => workbook("", [], "\u0001\u0002 <<<"), "bad-workbook"],
  ["nothing in the sheet", "a.xlsx", () => workbook(""), "no-features"],
  ["heads only", "a.xlsx", () => workbook(HEADS), "no-features"],
  ["numbers without heads", "a.xlsx", () => workbook(sheetRow(1, [1, 2, 3]) + sheetRow(2, [1, 2, 3])), "no-heads"],
  [
    "merged cells without end",
    "a.xlsx",
    () =>
      workbook(
        "",
        [],
        `<worksheet><sheetData>${HEADS}</sheetData><mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(60_000)}</mergeCells></worksheet>`,
      ),
    "bad-workbook",
  ],
  ["old Excel, or one with a password", "a.xls", () => Buffer.from("d0cf11e0a1b11ae1", "hex"), "old-excel"],
  [
    "a path upwards in a workbook",
    "a.xlsx",
    () => workbook(HEADS, [{ name: "../evil.xml", data: "x" }]),
    "unsafe-path",
  ],
  ["a password on an entry", "a.xlsx", () => workbook(HEADS, [{ name: "xl/a.xml", data: "x", flags: 1 }]), "encrypted"],
  [
    "1e300 in a sheet",
    "a.xlsx",
    () =>
      workbook(
        HEADS +
          [
            [1e300, 1],
            [1, 2],
            [3, 4],
          ]
            .map(([y, x], n) => sheetRow(n + 2, ["A1", y!, x!]))
            .join(""),
      ),
    row("far-off"),
  ],
];

export const PACKAGES: readonly Case[] = [
  [
    "SQLite, but no GeoPackage",
    "a.gpkg",
    () => geopackage({ tables: "", table: "create table a (b);" }),
    "not-geopackage",
  ],
  [
    "a view for the layer",
    "a.gpkg",
    () => geopackage({ table: "create view lo as select 1 as fid, zeroblob(100000000) as geom;" }),
    "geopackage-view",
  ],
  [
    "a view that never ends",
    "a.gpkg",
    () =>
      geopackage({
        table:
          "create view lo as with recursive n(i) as (select 1 union all select i + 1 from n) select i as fid, null as geom from n;",
      }),
    "geopackage-view",
  ],
  [
    "a view for the list of contents",
    "a.gpkg",
    () =>
      geopackage({
        tables: "",
        table: "create view gpkg_contents as select load_extension('x.so') as table_name;",
      }),
    "geopackage-view",
  ],
  [
    "a virtual table for the layer",
    "a.gpkg",
    () => geopackage({ table: "create virtual table lo using fts5(geom);" }),
    "geopackage-view",
  ],
  ["a layer that is not there", "a.gpkg", () => geopackage({ table: "select 1;" }), "damaged-geopackage"],
  [
    "another column than stated",
    "a.gpkg",
    () => geopackage({ after: "update gpkg_geometry_columns set column_name = 'khac';" }),
    "damaged-geopackage",
  ],
  ["no layers", "a.gpkg", () => geopackage({ after: "delete from gpkg_contents;" }), "no-features"],
  ["no rows", "a.gpkg", () => geopackage({ after: "delete from lo;" }), "no-features"],
  ["cut off", "a.gpkg", () => geopackage().subarray(0, 6000), "damaged-geopackage"],
  [
    "pages overwritten",
    "a.gpkg",
    () => patched(geopackage(), (bytes) => bytes.fill(0xee, 120, 4096)),
    "damaged-geopackage",
  ],
  ["the head alone", "a.gpkg", () => Buffer.from("SQLite format 3\0"), "damaged-geopackage"],
  [
    "a name of a table that is a statement",
    "a.gpkg",
    () =>
      geopackage({
        after: `update gpkg_contents set table_name = 'lo"; drop table lo; --'; update gpkg_geometry_columns set table_name = 'lo"; drop table lo; --';`,
      }),
    "damaged-geopackage",
  ],
  [
    "four thousand million corners stated",
    "a.gpkg",
    () => geopackage({ shape: gpkgShape(SQUARE, { stated: 4_000_000_000 }) }),
    row("not-number"),
  ],
  ["a curve", "a.gpkg", () => geopackage({ shape: gpkgShape(SQUARE, { type: 10 }) }), row("curve")],
  ["a point", "a.gpkg", () => geopackage({ shape: gpkgShape(SQUARE, { type: 1 }) }), row("not-area")],
  ["bytes that are no geometry", "a.gpkg", () => geopackage({ shape: Buffer.from("rác") }), row("no-shape")],
  [
    "NaN in a geometry",
    "a.gpkg",
    () => geopackage({ shape: gpkgShape([[Number.NaN, 1], ...SQUARE.slice(1)]) }),
    row("not-number"),
  ],
];
