import type { FileFormat } from "#contracts/file-formats.ts";
import { writeCsv } from "./csv.ts";
import { writeGeoJson } from "./geojson.ts";
import { writeGeoPackage } from "./geopackage.ts";
import { writeKml, writeKmz } from "./kml.ts";
import type { Writer } from "./layer.ts";
import { writeShapefile } from "./shapefile.ts";
import { writeXlsx } from "./xlsx.ts";

export const WRITERS: Readonly<Record<FileFormat, Writer>> = {
  gpkg: writeGeoPackage,
  geojson: writeGeoJson,
  xlsx: writeXlsx,
  csv: writeCsv,
  "shp.zip": writeShapefile,
  kmz: writeKmz,
  kml: writeKml,
};
