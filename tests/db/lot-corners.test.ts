import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { measureHa, outlineOf, type Position } from "#client/features/land-use/lots/geometry.ts";
import { fromGrid, toGrid } from "#client/features/land-use/lots/vn2000.ts";
import type { Db } from "#server/db/port.ts";
import { backends } from "../helpers/backends.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

/** Places all over the province, and one a hundred kilometres off the meridian. */
const PLACES: readonly Position[] = [
  [105.97, 10.25],
  [105.7, 9.9],
  [106.2, 10.05],
  [105.5, 10],
  [106.5, 9.6],
];

describe.each(backends)("what the page computes of a lot's corners, $name", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => ({ db, close } = await open()));
  afterAll(() => close());

  test.each(PLACES)("VN-2000 at %f, %f is that of the database, to the millimetre", async (lng, lat) => {
    const { rows } = await db.query<{ eastM: number; northM: number }>(
      `select st_x(g) as "eastM", st_y(g) as "northM"
       from st_transform(st_setsrid(st_makepoint($1, $2), 4326), 9209) g`,
      [lng, lat],
    );
    const grid = toGrid([lng, lat]);
    expect(Math.abs(grid.eastM - rows[0]!.eastM)).toBeLessThan(0.001);
    expect(Math.abs(grid.northM - rows[0]!.northM)).toBeLessThan(0.001);
    const [backLng, backLat] = fromGrid(rows[0]!);
    expect(backLng).toBeCloseTo(lng, 8);
    expect(backLat).toBeCloseTo(lat, 8);
  });

  test.each(PLACES)("the area of a lot at %f, %f is that of the database, to the square metre", async (lng, lat) => {
    const outline = outlineOf([
      [lng, lat],
      [lng + 0.004, lat + 0.0003],
      [lng + 0.0035, lat + 0.003],
      [lng + 0.001, lat + 0.0024],
      [lng, lat],
    ]);
    const { rows } = await db.query<{ ha: number }>(
      "select st_area(st_setsrid(st_geomfromgeojson($1), 4326)::geography) / 10000 as ha",
      [JSON.stringify(outline)],
    );
    expect(rows[0]!.ha).toBeGreaterThan(5);
    expect(Math.abs(measureHa(outline) - rows[0]!.ha)).toBeLessThan(0.0001);
  });
});
