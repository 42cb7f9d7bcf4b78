import proj4 from "proj4";

/**
 * The coordinate systems that files of the province come in. VN-2000 has the seven parameters of the database (migrations/0001), so
 * that both compute the same to the millimetre.
 */

const VN_2000 = "+towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278";

/** Central meridians of the provincial zones, by EPSG code. */
const TM3_MERIDIANS: readonly (readonly [epsg: number, meridian: number])[] = [
  [9205, 103],
  [9206, 104],
  [9207, 104.5],
  [9208, 104.75],
  [9209, 105.5],
  [9210, 105.75],
  [9211, 106],
  [9212, 106.25],
  [9213, 106.5],
  [9214, 107],
  [9215, 107.25],
  [9216, 107.5],
  [9217, 108.25],
  [9218, 108.5],
];

export type Datum = "vn2000" | "wgs84";
export type Crs = {
  /** `EPSG:9209`; of what no register has, a name of ours: `WGS84-TM3:105.5`. */
  readonly id: string;
  readonly datum: Datum;
  /** What stays the same when only the datum was mistaken. */
  readonly grid: string;
  /** Null: degrees. */
  readonly meridian: number | null;
  readonly proj4: string;
};

const grid = (id: string, datum: Datum, meridian: number, k: number): Crs => ({
  id,
  datum,
  meridian,
  grid: `${meridian}/${k}`,
  proj4: `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=${k} +x_0=500000 +y_0=0 ${datum === "vn2000" ? `+ellps=WGS84 ${VN_2000}` : "+datum=WGS84"} +units=m +no_defs`,
});
const degrees = (id: string, datum: Datum): Crs => ({
  id,
  datum,
  meridian: null,
  grid: "degrees",
  proj4: `+proj=longlat ${datum === "vn2000" ? `+ellps=WGS84 ${VN_2000}` : "+datum=WGS84"} +no_defs`,
});

/** The likeliest first: where two fit alike, the earlier one is proposed. The zone of the province, its neighbours, the wide zones. */
export const ALL_CRS: readonly Crs[] = [
  grid("EPSG:9209", "vn2000", 105.5, 0.9999),
  degrees("EPSG:4326", "wgs84"),
  grid("EPSG:9210", "vn2000", 105.75, 0.9999),
  grid("EPSG:3405", "vn2000", 105, 0.9996),
  grid("EPSG:32648", "wgs84", 105, 0.9996),
  degrees("EPSG:4756", "vn2000"),
  ...TM3_MERIDIANS.filter(([epsg]) => epsg !== 9209 && epsg !== 9210).map(([epsg, meridian]) =>
    grid(`EPSG:${epsg}`, "vn2000", meridian, 0.9999),
  ),
  ...TM3_MERIDIANS.map(([, meridian]) => grid(`WGS84-TM3:${meridian}`, "wgs84", meridian, 0.9999)),
];

const BY_ID = new Map(ALL_CRS.map((crs) => [crs.id, crs]));
export const crsOf = (id: string): Crs | undefined => BY_ID.get(id);

const converterFrom = (definition: string) => proj4(definition, "WGS84");
const converters = new Map<string, ReturnType<typeof converterFrom>>();
const converterOf = (crs: Crs): ReturnType<typeof converterFrom> => {
  const known = converters.get(crs.id) ?? converterFrom(crs.proj4);
  converters.set(crs.id, known);
  return known;
};

type Convert = (point: readonly [number, number]) => [number, number];
/** To longitude and latitude of WGS 84; NaN where there is no such place. */
export const toWgs84 = (crs: Crs): Convert => {
  const converter = converterOf(crs);
  return ([x, y]) => {
    if (crs.meridian === null && (Math.abs(x) > 180 || Math.abs(y) > 90)) return [Number.NaN, Number.NaN];
    // Far from its meridian the projection is not defined.
    if (crs.meridian !== null && (Math.abs(x - 500_000) > 2_000_000 || Math.abs(y) > 10_000_000))
      return [Number.NaN, Number.NaN];
    if (crs.id === "EPSG:4326") return [x, y];
    const [lng = Number.NaN, lat = Number.NaN] = converter.forward([x, y]);
    return [lng, lat];
  };
};

/** From longitude and latitude of WGS 84. */
export const fromWgs84 = (crs: Crs, [lng, lat]: readonly [number, number]): [number, number] => {
  const [x = Number.NaN, y = Number.NaN] = converterOf(crs).inverse([lng, lat]);
  return [x, y];
};

/** `urn:ogc:def:crs:EPSG::9209`, `EPSG:9209`, `urn:ogc:def:crs:OGC:1.3:CRS84`, `http://www.opengis.net/def/crs/EPSG/0/9209`. */
export const crsOfName = (name: string): string | null => {
  if (/CRS:?84$/i.test(name)) return "EPSG:4326";
  const code = /EPSG[:/]+(?:[\d.]*[:/])?(\d+)$/i.exec(name.trim())?.[1];
  return code !== undefined && BY_ID.has(`EPSG:${code}`) ? `EPSG:${code}` : null;
};

const numberAfter = (wkt: string, name: string): number | null => {
  const found = new RegExp(`PARAMETER\\s*\\[\\s*"${name}"\\s*,\\s*(-?[\\d.]+(?:e[+-]?\\d+)?)`, "i").exec(wkt)?.[1];
  return found === undefined ? null : Number(found);
};

/** Of a .prj: by datum, central meridian and scale, since each program has names of its own. */
export const crsOfWkt = (wkt: string): string | null => {
  const datumName = /DATUM\s*\[\s*"([^"]+)"/i.exec(wkt)?.[1] ?? "";
  const datum: Datum | null = /vn[\s_-]*2000|viet\s*_?nam[\s_-]*2000/i.test(datumName)
    ? "vn2000"
    : /wgs[\s_-]*(19)?84/i.test(datumName)
      ? "wgs84"
      : null;
  if (datum === null) return null;
  if (!/PROJC(S|RS)\s*\[/i.test(wkt)) return datum === "wgs84" ? "EPSG:4326" : "EPSG:4756";
  if (!/transverse[\s_]*mercator|gauss[\s_]*kr/i.test(wkt)) return null;
  const [meridian, k] = [
    numberAfter(wkt, "central_meridian") ?? numberAfter(wkt, "Longitude of natural origin"),
    numberAfter(wkt, "scale_factor") ?? numberAfter(wkt, "Scale factor at natural origin"),
  ];
  const isOurs =
    (numberAfter(wkt, "false_easting") ?? numberAfter(wkt, "False easting")) === 500_000 &&
    (numberAfter(wkt, "false_northing") ?? numberAfter(wkt, "False northing") ?? 0) === 0;
  return (isOurs && ALL_CRS.find((crs) => crs.datum === datum && crs.grid === `${meridian}/${k}`)?.id) || null;
};
