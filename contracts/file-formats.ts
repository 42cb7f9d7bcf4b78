/** What every collection can be had as; also the ends of their names. */
export const FILE_FORMATS = ["gpkg", "geojson", "xlsx", "csv", "shp.zip", "kmz", "kml"] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export const FILE_MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  gpkg: "application/geopackage+sqlite3",
  geojson: "application/geo+json; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8; header=present",
  "shp.zip": "application/zip",
  kmz: "application/vnd.google-earth.kmz",
  kml: "application/vnd.google-earth.kml+xml; charset=utf-8",
};

/** RFC 7946 and KML know WGS 84 only. */
const WGS_84_ONLY: readonly FileFormat[] = ["geojson", "kml", "kmz"];
export const carriesCrs = (format: FileFormat): boolean => !WGS_84_ONLY.includes(format);

/** Degrees on WGS 84, and VN-2000 in zones of three degrees; the province's own is 9209. */
export const FILE_CRS = [
  "4326",
  "9205",
  "9206",
  "9207",
  "9208",
  "9209",
  "9210",
  "9211",
  "9212",
  "9213",
  "9214",
  "9215",
  "9216",
  "9217",
  "9218",
] as const;
export type FileCrs = (typeof FILE_CRS)[number];
