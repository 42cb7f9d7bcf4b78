/** Drawings of a zone, read as what they are and as what they are not: mistakes are named, and right files are left in peace. */

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALL_CRS, crsOf, crsOfName, crsOfWkt, fromWgs84, toWgs84 } from "#server/vector-files/crs.ts";
import {
  type Drawn,
  type MistakeKind,
  type Point,
  type Surroundings,
  whereabouts,
} from "#server/vector-files/where.ts";

/** All 10,000 with `WHERE_RUNS=10000`. */
const RUNS = Number(process.env["WHERE_RUNS"] ?? 300);
const SEED = 20_261_124;

const PROVINCE = [105.5, 9.5, 106.8, 10.4] as const;
const M_LAT = 1 / 110_574;
const M_LNG = 1 / (111_320 * Math.cos((10.1 * Math.PI) / 180));

/** A zone of some hundred metres to two kilometres, turned, cut into lots; all of them or some are in the file. */
const zone = fc
  .record({
    lng: fc.double({ min: 105.8, max: 106.6, noNaN: true }),
    lat: fc.double({ min: 9.7, max: 10.25, noNaN: true }),
    widthM: fc.integer({ min: 500, max: 2000 }),
    heightM: fc.integer({ min: 400, max: 1500 }),
    turn: fc.double({ min: 0, max: Math.PI, noNaN: true }),
    columns: fc.integer({ min: 2, max: 8 }),
    rows: fc.integer({ min: 2, max: 6 }),
    /** The survey of the zone differs from that of the lots by so much. */
    surveyM: fc.double({ min: 0, max: 8, noNaN: true }),
    surveyTurn: fc.double({ min: 0, max: 6.28, noNaN: true }),
    /** Lots that are entered already, under the same codes. */
    hasLots: fc.boolean(),
  })
  .map(({ lng, lat, widthM, heightM, turn, columns, rows, surveyM, surveyTurn, hasLots }) => {
    const place = (x: number, y: number): Point => [
      lng + (x * Math.cos(turn) - y * Math.sin(turn)) * M_LNG,
      lat + (x * Math.sin(turn) + y * Math.cos(turn)) * M_LAT,
    ];
    const lots = Array.from({ length: columns * rows }, (_, n) => {
      const [x, y] = [((n % columns) / columns - 0.5) * widthM, (Math.floor(n / columns) / rows - 0.5) * heightM];
      const [w, h] = [widthM / columns, heightM / rows];
      const ring = [place(x, y), place(x + w, y), place(x + w, y + h), place(x, y + h), place(x, y)];
      return { code: `L${n + 1}`, ring, centre: place(x + w / 2, y + h / 2) };
    });
    const shifted = ([a, b]: Point): Point => [
      a + surveyM * Math.cos(surveyTurn) * M_LNG,
      b + surveyM * Math.sin(surveyTurn) * M_LAT,
    ];
    const corners = [
      place(-widthM / 2, -heightM / 2),
      place(widthM / 2, -heightM / 2),
      place(widthM / 2, heightM / 2),
      place(-widthM / 2, heightM / 2),
    ];
    return {
      lots,
      around: {
        province: PROVINCE,
        outline: [[...corners, corners[0]!].map(shifted)],
        outlineErrorM: 15,
        centre: place(0, 0),
        lots: new Map(hasLots ? lots.map(({ code, centre }) => [code, shifted(centre)]) : []),
      } satisfies Surroundings,
    };
  });
type Zone = typeof zone extends fc.Arbitrary<infer T> ? T : never;

const drawnIn = ({ lots }: Zone, id: string, turned = false): Drawn => {
  const crs = crsOf(id)!;
  return lots.map(({ code, ring }) => ({
    code,
    points: ring.map((point) => {
      const [x, y] = fromWgs84(crs, [point[0], point[1]]);
      return turned ? ([y, x] as const) : ([x, y] as const);
    }),
  }));
};

/** What files come in, and what they are taken for. */
const TRUE_SYSTEMS = ["EPSG:9209", "EPSG:9210", "EPSG:9211", "EPSG:3405", "EPSG:4326", "EPSG:4756", "EPSG:32648"];
type Mistake = {
  readonly is: string;
  readonly declared: string;
  readonly turned?: boolean;
  readonly kind: MistakeKind;
};
const MISTAKES: readonly Mistake[] = [
  ...["EPSG:9209", "EPSG:9210", "EPSG:3405", "EPSG:4326", "EPSG:4756"].map((is): Mistake => ({
    is,
    declared: is,
    turned: true,
    kind: "swapped-axes",
  })),
  { is: "EPSG:4326", declared: "EPSG:4756", kind: "wrong-datum" },
  { is: "EPSG:4756", declared: "EPSG:4326", kind: "wrong-datum" },
  { is: "EPSG:3405", declared: "EPSG:32648", kind: "wrong-datum" },
  { is: "EPSG:32648", declared: "EPSG:3405", kind: "wrong-datum" },
  { is: "WGS84-TM3:105.5", declared: "EPSG:9209", kind: "wrong-datum" },
  { is: "EPSG:9209", declared: "WGS84-TM3:105.5", kind: "wrong-datum" },
  { is: "EPSG:9209", declared: "EPSG:9210", kind: "wrong-meridian" },
  { is: "EPSG:9210", declared: "EPSG:9209", kind: "wrong-meridian" },
  { is: "EPSG:9209", declared: "EPSG:9211", kind: "wrong-meridian" },
  { is: "EPSG:9209", declared: "EPSG:9208", kind: "wrong-meridian" },
  { is: "EPSG:9209", declared: "EPSG:3405", kind: "wrong-meridian" },
  { is: "EPSG:9209", declared: "EPSG:4326", kind: "metres-as-degrees" },
  { is: "EPSG:3405", declared: "EPSG:4756", kind: "metres-as-degrees" },
  { is: "EPSG:4326", declared: "EPSG:9209", kind: "degrees-as-metres" },
];

test("a right file is never accused", () => {
  fc.assert(
    fc.property(zone, fc.constantFrom(...TRUE_SYSTEMS), (drawing, is) => {
      expect(whereabouts(drawnIn(drawing, is), is, drawing.around)).toEqual({
        verdict: "fits",
        reading: { crs: is, isSwapped: false },
      });
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 600_000);

test("nor in a zone whose outline is an estimate some hundred metres off", () => {
  fc.assert(
    fc.property(
      zone,
      fc.constantFrom(...TRUE_SYSTEMS),
      fc.double({ min: 0, max: 380, noNaN: true }),
      (drawing, is, offM) => {
        const outline = drawing.around.outline.map((ring) => ring.map(([x, y]): Point => [x + offM * M_LNG, y]));
        const { verdict } = whereabouts(drawnIn(drawing, is), is, { ...drawing.around, outline, outlineErrorM: 400 });
        expect(verdict).toBe("fits");
      },
    ),
    { numRuns: RUNS, seed: SEED },
  );
}, 600_000);

test("of mistakes 99 in 100 are named, and what is proposed puts the lots in their place", () => {
  let [made, named] = [0, 0];
  const missed: string[] = [];
  fc.assert(
    fc.property(zone, fc.constantFrom(...MISTAKES), (drawing, { is, declared, turned = false, kind }) => {
      made++;
      const found = whereabouts(drawnIn(drawing, is, turned), declared, drawing.around);
      const reading = found.verdict === "mistake" ? found.reading : null;
      const first = drawing.lots[0]!.ring[0]!;
      const [x, y] = fromWgs84(crsOf(is)!, [first[0], first[1]]);
      const [fileX, fileY] = turned ? [y, x] : [x, y];
      const put = reading && toWgs84(crsOf(reading.crs)!)(reading.isSwapped ? [fileY, fileX] : [fileX, fileY]);
      const offM = put ? Math.hypot((put[0] - first[0]) / M_LNG, (put[1] - first[1]) / M_LAT) : Infinity;
      if (found.verdict === "mistake" && found.kind === kind && offM < 1) named++;
      else missed.push(`${is} as ${declared}: ${JSON.stringify(found)}, ${Math.round(offM)} m off`);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(named / made, missed.slice(0, 5).join("\n")).toBeGreaterThanOrEqual(0.99);
}, 600_000);

test("a file that does not say is read in the system that puts it into its site", () => {
  fc.assert(
    fc.property(zone, fc.constantFrom("EPSG:9209", "EPSG:9210", "EPSG:4326"), (drawing, is) => {
      expect(whereabouts(drawnIn(drawing, is), null, drawing.around)).toEqual({
        verdict: "proposed",
        reading: { crs: is, isSwapped: false },
      });
    }),
    { numRuns: Math.ceil(RUNS / 5), seed: SEED },
  );
}, 600_000);

describe("of a wrong datum", () => {
  test("the shift is told in metres: some 200 here", () => {
    fc.assert(
      fc.property(zone, (drawing) => {
        const found = whereabouts(drawnIn(drawing, "EPSG:4756"), "EPSG:4326", drawing.around);
        expect(found).toMatchObject({ verdict: "mistake", kind: "wrong-datum" });
        expect((found as { shiftM: number }).shiftM).toBeGreaterThan(150);
        expect((found as { shiftM: number }).shiftM).toBeLessThan(260);
      }),
      { numRuns: 20, seed: SEED },
    );
  });
});

test("systems by their names in files", () => {
  expect(crsOfName("urn:ogc:def:crs:EPSG::9209")).toBe("EPSG:9209");
  expect(crsOfName("urn:ogc:def:crs:OGC:1.3:CRS84")).toBe("EPSG:4326");
  expect(crsOfName("http://www.opengis.net/def/crs/EPSG/0/3405")).toBe("EPSG:3405");
  expect(crsOfName("EPSG:27700")).toBe(null);
  const prj = (datum: string, meridian: number, k: number) =>
    `PROJCS["x",GEOGCS["y",DATUM["${datum}",SPHEROID["WGS_1984",6378137.0,298.257223563]]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",${k}],UNIT["Meter",1.0]]`;
  expect(crsOfWkt(prj("D_Vietnam_2000", 105.5, 0.9999))).toBe("EPSG:9209");
  expect(crsOfWkt(prj("VN_2000", 105.75, 0.9999))).toBe("EPSG:9210");
  expect(crsOfWkt(prj("D_WGS_1984", 105, 0.9996))).toBe("EPSG:32648");
  expect(crsOfWkt(prj("D_WGS_1984", 105.5, 0.9999))).toBe("WGS84-TM3:105.5");
  expect(crsOfWkt(`GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137,298.25]]]`)).toBe(
    "EPSG:4756",
  );
  expect(crsOfWkt(`GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.25]]]`)).toBe("EPSG:4326");
  expect(crsOfWkt("rác")).toBe(null);
});

test("every system leads back to where it came from, to a millimetre", () => {
  for (const crs of ALL_CRS) {
    const [lng, lat] = toWgs84(crs)(fromWgs84(crs, [105.97, 10.25]));
    expect(Math.hypot(lng - 105.97, lat - 10.25)).toBeLessThan(5e-9);
  }
});
