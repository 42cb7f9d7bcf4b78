import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Db } from "#server/db/port.ts";
import { backends } from "../helpers/backends.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

/**
 * [srid, lng, lat, easting m, northing m], computed once with PROJ 9.1.1:
 * cs2cs +proj=longlat +datum=WGS84 +to +proj=tmerc +lon_0=… +k=0.9999 +x_0=500000 +ellps=WGS84
 * +towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278
 * The points: Vĩnh Long's town, where PROJ would choose other parameters if asked by code, and one
 * near Hanoi, where it would not.
 */
const GOLDEN: readonly (readonly [number, number, number, number, number])[] = [
  [9205, 105.97, 10.25, 825285.0414, 1135006.307],
  [9205, 105.5, 21, 759764.1231, 2324983.6811],
  [9206, 105.97, 10.25, 715644.5945, 1134165.1996],
  [9206, 105.5, 21, 655756.4974, 2323683.1813],
  [9207, 105.97, 10.25, 660849.59, 1133872.6775],
  [9207, 105.5, 21, 603767.4829, 2323277.2362],
  [9208, 105.97, 10.25, 633456.6672, 1133758.3716],
  [9208, 105.5, 21, 577775.3784, 2323135.2732],
  [9209, 105.97, 10.25, 551290.3105, 1133543.1536],
  [9209, 105.5, 21, 499804.2318, 2322953.2939],
  [9210, 105.97, 10.25, 523904.0224, 1133513.9586],
  [9210, 105.5, 21, 473814.3376, 2322973.9209],
  [9211, 105.97, 10.25, 496518.1635, 1133506.0297],
  [9211, 105.5, 21, 447824.0705, 2323035.1914],
  [9212, 105.97, 10.25, 469132.242, 1133519.366],
  [9212, 105.5, 21, 421833.06, 2323137.1102],
  [9213, 105.97, 10.25, 441745.7664, 1133553.9689],
  [9213, 105.5, 21, 395840.936, 2323279.6858],
  [9214, 105.97, 10.25, 386969.1856, 1133686.989],
  [9214, 105.5, 21, 343851.8657, 2323686.8567],
  [9215, 105.97, 10.25, 359578.0968, 1133785.4186],
  [9215, 105.5, 21, 317854.1786, 2323951.4853],
  [9216, 105.97, 10.25, 332184.4861, 1133905.1393],
  [9216, 105.5, 21, 291853.896, 2324256.8369],
  [9217, 105.97, 10.25, 249983.5991, 1134392.1696],
  [9217, 105.5, 21, 213833.7676, 2325417.4954],
  [9218, 105.97, 10.25, 222574.9755, 1134597.186],
  [9218, 105.5, 21, 187819.3946, 2325886.0212],
];

const TOLERANCE_M = 0.01;

describe.each(backends)("$name", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;

  beforeAll(async () => ({ db, close } = await open()));
  afterAll(() => close());

  test.each(GOLDEN)("EPSG:%i at %f, %f agrees with PROJ within 1 cm", async (srid, lng, lat, easting, northing) => {
    const { rows } = await db.query<{ offBy: number }>(
      `select st_distance(
         st_transform(st_setsrid(st_makepoint($1, $2), 4326), $3::int),
         st_setsrid(st_makepoint($4, $5), $3::int)) as "offBy"`,
      [lng, lat, srid, easting, northing],
    );
    expect(rows[0]?.offBy).toBeLessThan(TOLERANCE_M);
  });

  test("there and back again is the same place", async () => {
    const { rows } = await db.query<{ lng: number; lat: number }>(
      `select st_x(g) as lng, st_y(g) as lat
       from st_transform(st_transform(st_setsrid(st_makepoint(105.97, 10.25), 4326), 9209), 4326) g`,
    );
    // Eight decimals of a degree are 1 mm; PROJ itself is off by 0.1 mm here.
    expect(rows[0]?.lng).toBeCloseTo(105.97, 8);
    expect(rows[0]?.lat).toBeCloseTo(10.25, 8);
  });

  test("all 14 zones are there", async () => {
    const { rows } = await db.query("select srid from spatial_ref_sys where srid between 9205 and 9218");
    expect(rows).toHaveLength(14);
  });
});
