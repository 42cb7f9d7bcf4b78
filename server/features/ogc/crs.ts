import type { Geometry } from "./cql2/ast.ts";

/** A reference system that coordinates are given or asked for in. */
export type CrsDefinition = {
  readonly uri: string;
  readonly srid: number;
  readonly isGeographic: boolean;
  /** Latitude before longitude, as the authority has it. */
  readonly isNorthFirst: boolean;
  /** Decimals that tell a tenth of a millimetre. */
  readonly digits: number;
  readonly toEastNorth: (geometry: Geometry) => Geometry;
};

const swapped = (coordinates: readonly unknown[]): unknown[] =>
  typeof coordinates[0] === "number"
    ? [coordinates[1], coordinates[0]]
    : coordinates.map((inner) => swapped(inner as readonly unknown[]));

const define = (uri: string, srid: number, isGeographic: boolean, isNorthFirst: boolean): CrsDefinition => ({
  uri,
  srid,
  isGeographic,
  isNorthFirst,
  digits: isGeographic ? 9 : 4,
  toEastNorth: (geometry) =>
    isNorthFirst ? ({ ...geometry, coordinates: swapped(geometry.coordinates) } as Geometry) : geometry,
});

const epsg = (code: number): string => `http://www.opengis.net/def/crs/EPSG/0/${code}`;

export const CRS84 = define("http://www.opengis.net/def/crs/OGC/1.3/CRS84", 4326, true, false);

/** VN-2000 / UTM 48 and 49, and the TM-3 zones of the provinces; 9209 (105°30′) is that of Vĩnh Long. All are east first. */
const VN_2000 = [9209, 3405, 3406, ...Array.from({ length: 14 }, (_, n) => 9205 + n).filter((code) => code !== 9209)];

/** CRS84 first: older clients take the first of the list. */
/** Where migrations/views/85_ogc.sql keeps VN-2000 / UTM. */
const UTM_ROW = 950_000;

export const CRS_LIST: readonly CrsDefinition[] = [
  CRS84,
  define(epsg(4326), 4326, true, true),
  ...VN_2000.map((code) => define(epsg(code), code < 9000 ? UTM_ROW + code : code, false, false)),
];

export const crsOf = (uri: string): CrsDefinition | undefined => {
  // Also as short names and URNs, which older clients send.
  const code =
    /^(?:EPSG:|urn:ogc:def:crs:EPSG:[^:]*:|https:\/\/www\.opengis\.net\/def\/crs\/EPSG\/0\/|\[EPSG:)(\d{4,5})\]?$/.exec(
      uri,
    )?.[1];
  const wanted = code === undefined ? uri : epsg(Number(code));
  return CRS_LIST.find((crs) => crs.uri === wanted);
};
