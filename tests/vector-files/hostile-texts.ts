/** Formats that are text. */

import { LIMITS } from "#server/vector-files/read/refusals.ts";
import { type Case, circle, row, zeros } from "./hostile-case.ts";
import { geojson, kmlOf, placemark, SQUARE, zip } from "./make-files.ts";

const square = SQUARE.map((point) => [...point]);
const polygon = (ring: unknown) => geojson({ type: "Polygon", coordinates: [ring] });
const text = (corners: readonly (readonly number[])[]): string => corners.map((point) => point.join(",")).join(" ");
const wkt = (outline: string) => `ma lo;wkt\nA1;"${outline}"`;
const corners = (lines: readonly string[]) => `ma lo;X;Y\n${lines.join("\n")}`;

export const XML: readonly Case[] = [
  [
    "a billion laughs",
    "a.kml",
    () =>
      kmlOf(placemark("&c;"), `<!DOCTYPE kml [<!ENTITY a "0,0 "><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>`),
    "doctype",
  ],
  [
    "a file of the server for an entity",
    "a.kml",
    () => kmlOf(placemark("&x;"), `<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>`),
    "doctype",
  ],
  ["a DOCTYPE from elsewhere", "a.kml", () => kmlOf("", `<!DOCTYPE kml SYSTEM "http://192.0.2.1/x.dtd">`), "doctype"],
  ["a DOCTYPE in UTF-16", "a.kml", () => Buffer.from(`\uFEFF${kmlOf("", "<!DOCTYPE kml>")}`, "utf16le"), "doctype"],
  ["an entity that nobody declared", "a.kml", () => kmlOf(placemark("&xyz;")), "doctype"],
  ["elements inside elements without end", "a.kml", () => kmlOf("<Folder>".repeat(50_000)), "too-deep"],
  ["an element that is not closed", "a.kml", () => kmlOf("<Placemark>"), "bad-xml"],
  ["cut off", "a.kml", () => kmlOf(placemark(text(square))).slice(0, 200), "bad-xml"],
  ["other XML", "a.kml", () => "<svg xmlns='http://www.w3.org/2000/svg'/>", "not-kml"],
  ["nothing in it", "a.kml", () => kmlOf(""), "no-features"],
  ["a KMZ with a DOCTYPE", "a.kmz", () => zip([{ name: "doc.kml", data: kmlOf("", "<!DOCTYPE kml>") }]), "doctype"],
  ["a KMZ that is a bomb", "a.kmz", () => zip([{ name: "doc.kml", data: zeros(20_000_001) }]), "ratio"],
  ["100,001 corners", "a.kml", () => kmlOf(placemark(text(circle(LIMITS.featureVertices)))), "too-many-vertices"],
  [
    "a link to another server only",
    "a.kml",
    () => kmlOf("<NetworkLink><Link><href>http://192.0.2.1/</href></Link></NetworkLink>"),
    row("no-shape"),
  ],
  ["words for coordinates", "a.kml", () => kmlOf(placemark("a,b c,d e,f a,b")), row("no-shape")],
  ["1e300 in a KML", "a.kml", () => kmlOf(placemark("105,10 1e300,10 105,11 105,10")), row("far-off")],
  ["a web page", "a.kml", () => "<html><body>", "unknown-format"],
];

export const JSONS: readonly Case[] = [
  ["NaN", "a.geojson", () => `{"type":"Polygon","coordinates":[[[NaN,0]]]}`, "bad-json"],
  ["Infinity", "a.geojson", () => `{"type":"Polygon","coordinates":[[[Infinity,0]]]}`, "bad-json"],
  ["cut off", "a.geojson", () => geojson({ type: "Polygon", coordinates: [square] }).slice(0, 60), "bad-json"],
  ["a comma too many", "a.geojson", () => `{"type":"FeatureCollection","features":[],}`, "bad-json"],
  [
    "lists inside lists without end",
    "a.geojson",
    () => `{"type":"Polygon","coordinates":${"[".repeat(500_000)}`,
    "too-deep",
  ],
  ["objects inside objects without end", "a.json", () => `{"a":`.repeat(100_000), "too-deep"],
  ["JSON of another kind", "a.json", () => `{"hello":"world"}`, "not-geojson"],
  ["a list", "a.json", () => "[1,2,3]", "not-geojson"],
  ["features that are no list", "a.geojson", () => `{"type":"FeatureCollection","features":7}`, "not-geojson"],
  ["features that are numbers", "a.geojson", () => `{"type":"FeatureCollection","features":[1]}`, "not-geojson"],
  ["no features", "a.geojson", () => `{"type":"FeatureCollection","features":[]}`, "no-features"],
  [
    "three million lists",
    "a.geojson",
    () => `{"type":"MultiPoint","coordinates":[${"[],".repeat(3_100_000)}[]]}`,
    "too-many-vertices",
  ],
  ["100,001 corners in a shape", "a.geojson", () => polygon(circle(LIMITS.featureVertices)), "too-many-vertices"],
  [
    "100,001 features",
    "a.geojson",
    () =>
      `{"type":"FeatureCollection","features":[${Array.from({ length: 100_001 }, () => `{"type":"Feature"}`).join(",")}]}`,
    "too-many-rows",
  ],
  [
    "UTF-8 with bytes that are none",
    "a.geojson",
    () => Buffer.concat([Buffer.from("\uFEFF{"), Buffer.from([0xff, 0xfe, 0xc0])]),
    "bad-encoding",
  ],
  ["1e300", "a.geojson", () => polygon([[1e300, 0], ...square]), row("far-off")],
  [
    "1e999, which no number holds",
    "a.geojson",
    () => `{"type":"Polygon","coordinates":[[[1e999,0],[1,1],[2,2],[1e999,0]]]}`,
    row("not-number"),
  ],
  ["texts for numbers", "a.geojson", () => polygon([["105", "10"], ...square]), row("not-number")],
  ["a ring that is not closed", "a.geojson", () => polygon(square.slice(0, 4)), row("open")],
  ["a ring of one point", "a.geojson", () => polygon(Array.from({ length: 5 }, () => [105, 10])), row("too-few")],
  ["no rings", "a.geojson", () => geojson({ type: "Polygon", coordinates: [] }), row("no-shape")],
  ["a line", "a.geojson", () => geojson({ type: "LineString", coordinates: square }), row("not-area")],
  ["no geometry", "a.geojson", () => geojson(null), row("no-shape")],
  ["an empty collection", "a.geojson", () => geojson({ type: "GeometryCollection", geometries: [] }), row("no-shape")],
];

export const TABLES: readonly Case[] = [
  ["nothing", "a.csv", () => "", "empty"],
  ["blanks", "a.csv", () => "\n\n  \n", "no-features"],
  ["a quotation mark without end", "a.csv", () => `a;b\n"x;y\n`, "unclosed-quote"],
  ["NUL", "a.csv", () => "ma lo;X\nA1;\0", "not-text"],
  ["a field of 10 MB", "a.csv", () => `ma lo;ghi chu\nA1;"${"x".repeat(10_000_000)}"`, "long-text"],
  ["200,000 rows", "a.csv", () => `ma lo;dien tich\n${"A1;1\n".repeat(200_000)}`, "too-many-rows"],
  [
    "600 columns",
    "a.csv",
    () => `${Array.from({ length: 600 }, (_, n) => `c${n}x`).join(";")}\n${"1;".repeat(600)}`,
    "too-many-columns",
  ],
  ["numbers without heads", "a.csv", () => "1;2;3\n4;5;6\n", "no-heads"],
  ["a quotation mark in the middle", "a.csv", () => `ma lo;b\nA1;x"y"z\n`, "bad-table"],
  ["a program", "a.csv", () => Buffer.from("\x7fELF\u0002\u0001"), "unknown-format"],
  ["a picture", "lo.csv", () => Buffer.from("89504e470d0a1a0a", "hex"), "unknown-format"],
  ["a PDF", "lo.pdf", () => "%PDF-1.7", "unknown-format"],
  ["text of no kind", "lo.docm", () => "xin chào", "unknown-format"],
  ["a drawing of AutoCAD", "lo.dwg", () => "AC1027", "dwg"],
  ["more than 20 MB", "a.csv", () => zeros(LIMITS.packedBytes + 1), "too-large"],
  ["NaN in an outline", "a.csv", () => wkt("POLYGON((NaN 10,105 10,105 11,NaN 10))"), row("not-number")],
  ["1e300 in an outline", "a.csv", () => wkt("POLYGON((1e300 10,105 10,105 11,1e300 10))"), row("far-off")],
  ["an outline that is not closed", "a.csv", () => wkt("POLYGON((105 10,106 10,106 11))"), row("open")],
  ["brackets that do not close", "a.csv", () => wkt("POLYGON((105 10,106 10,106 11"), row("not-number")],
  [
    "a statement in an outline",
    "a.csv",
    () => wkt("POLYGON((105 10,106 10,106 11,105 10)); drop table lot"),
    row("not-number"),
  ],
  [
    "a formula for a coordinate",
    "a.csv",
    () => corners(["A1;=1+1;551000", "A1;1133000;551000", "A1;1133100;551000"]),
    row("not-number"),
  ],
  [
    "a coordinate with two readings",
    "a.csv",
    () => corners(["A1;1.133;551.000,5", "A1;1133000;551000", "A1;1133100;551000"]),
    row("ambiguous-number"),
  ],
  [
    "a corner without its northing",
    "a.csv",
    () => corners(["A1;;551000", "A1;1133000;551000", "A1;1133100;551100"]),
    row("mixed-points"),
  ],
  ["two corners", "a.csv", () => corners(["A1;1133000;551000", "A1;1133100;551000"]), row("too-few")],
  ["a drawing that is none", "a.dxf", () => "rác", "damaged-dxf"],
  ["a drawing cut off", "a.dxf", () => "0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n90\n", "damaged-dxf"],
];
