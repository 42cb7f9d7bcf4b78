import { readCsv } from "./csv.ts";
import { readDxf } from "./dxf.ts";
import type { FileContent } from "./features.ts";
import { readGeoJson } from "./geojson.ts";
import { readGeoPackage } from "./geopackage.ts";
import { readKml } from "./kml.ts";
import { LIMITS, refuseFile } from "./refusals.ts";
import { readShapefile } from "./shapefile.ts";
import { readXlsx } from "./xlsx.ts";
import { openArchive } from "./zip.ts";

const startsWith = (bytes: Buffer, text: string): boolean => bytes.subarray(0, text.length).toString("latin1") === text;
/** Beginnings of pictures, programs, documents and archives that are no tables. */
const OTHERS = [
  "%PDF",
  "\x89PNG",
  "\xff\xd8\xff",
  "GIF8",
  "\x7fELF",
  "MZ",
  "Rar!",
  "7z\xbc\xaf",
  "\x1f\x8b",
  "BZh",
  "RIFF",
  "<html",
  "<!doctype html",
  "{\\rtf",
];

/**
 * What a file holds, by its first bytes; the ending of its name decides only between kinds of text.
 * @throws {FileRefusal}
 */
export const readVectorFile = async (bytes: Buffer, fileName: string, layer: string | null): Promise<FileContent> => {
  if (bytes.length === 0) return refuseFile("empty");
  if (bytes.length > LIMITS.packedBytes) return refuseFile("too-large");
  if (startsWith(bytes, "PK")) return readArchive(bytes, layer);
  if (startsWith(bytes, "SQLite format 3\0")) return readGeoPackage(bytes, layer);
  if (startsWith(bytes, "\xd0\xcf\x11\xe0")) return refuseFile("old-excel");
  if (/^AC10\d\d/.test(bytes.subarray(0, 6).toString("latin1"))) return refuseFile("dwg");
  if (startsWith(bytes, "AutoCAD Binary DXF")) return readDxf(bytes);
  const head = bytes.subarray(0, 16).toString("latin1").toLowerCase();
  if (OTHERS.some((mark) => head.startsWith(mark.toLowerCase()))) return refuseFile("unknown-format");
  const ending = /\.(\w{1,10})$/.exec(fileName.toLowerCase())?.[1] ?? "";
  // Letters of the beginning, in whatever encoding.
  const text = bytes
    .subarray(0, 4096)
    .toString("latin1")
    .replaceAll(/[\0\x80-\xff]/g, "")
    .trimStart();
  if (ending === "dxf" || /^(999\s[^\n]*\n\s*)*0\s*\r?\nSECTION/.test(text)) return readDxf(bytes);
  if (/^[{[]/.test(text)) return finish(readGeoJson(bytes));
  if (text.startsWith("<")) return finish(readKml(bytes));
  if (["csv", "txt", "tsv", ""].includes(ending)) return finish(readCsv(bytes));
  return refuseFile("unknown-format");
};

const finish = (content: FileContent): FileContent =>
  content.features.length === 0 ? refuseFile("no-features") : content;

const readArchive = async (bytes: Buffer, layer: string | null): Promise<FileContent> => {
  const isWorkbook = bytes.includes("[Content_Types].xml");
  const archive = await openArchive(bytes, isWorkbook);
  if (isWorkbook && archive.names.some((name) => /^xl\/workbook\.(xml|bin)$/i.test(name)))
    return readXlsx(bytes, archive, layer);
  if (archive.names.some((name) => /\.shp$/i.test(name))) return readShapefile(archive, layer);
  const document =
    archive.names.find((name) => /(^|\/)doc\.kml$/i.test(name)) ?? archive.names.find((name) => /\.kml$/i.test(name));
  return document === undefined ? refuseFile("no-shapefile") : readKml(await archive.read(document), "kmz");
};
