import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LayerBuilder } from "#server/features/tiles/layer-store.ts";
import { TileMaker } from "#server/features/tiles/make-tile.ts";
import type { FeatureRow } from "#server/features/tiles/packed-rows.ts";
import type { TileLayer } from "#server/features/tiles/tile-layer.ts";
import { EXTENT, worldX, worldY } from "#server/features/tiles/tile-math.ts";
import { POSTGRES_URL } from "../helpers/backends.ts";
import { createTestDatabase, type TestDatabase } from "../helpers/postgres-cluster.ts";
import { areaOf, type DecodedFeature, decode, distance, isAtRim } from "../tiles/geometry.ts";

const SHAPES = 2_000;
const TILES = 600;
const [WEST, SOUTH, WIDTH] = [105.9, 10.1, 0.25];

const LAYER: TileLayer = {
  id: "shapes",
  relation: "none",
  columns: null,
  maxZoom: 16,
  hasLabels: false,
  overview: null,
};
/** PostGIS's own tile of the same features. */
const REFERENCE = `
  select st_asmvt(t, 'shapes', 4096, 'geom') as tile
  from (
    select s.id, s.class, s.rank, st_asmvtgeom(s.mercator, st_tileenvelope($1, $2, $3), 4096, 64, true) as geom
    from shapes s
    where s.mercator && st_tileenvelope($1, $2, $3, margin => 64.0 / 4096)
    order by s.id collate "C"
  ) t`;

type Point = [number, number];
type Geometry = { type: string; coordinates: unknown };

/** Stars around a middle: convex or not, sharp or blunt, some with a hole of the same form, some of two parts. */
const shape = fc
  .record({
    kind: fc.constantFrom("Polygon", "Polygon", "Polygon", "MultiPolygon", "LineString", "Point"),
    lng: fc.double({ min: WEST, max: WEST + WIDTH, noNaN: true }),
    lat: fc.double({ min: SOUTH, max: SOUTH + WIDTH, noNaN: true }),
    // Sizes from a garden to a commune, as many of each.
    size: fc.double({ min: -9, max: -3.5, noNaN: true }).map((power) => Math.exp(power)),
    flatness: fc.double({ min: 0.25, max: 1, noNaN: true }),
    turn: fc.double({ min: 0, max: 3, noNaN: true }),
    radii: fc.array(fc.double({ min: 0.5, max: 1, noNaN: true }), { minLength: 3, maxLength: 30 }),
    hole: fc.option(fc.double({ min: 0.1, max: 0.9, noNaN: true })),
  })
  .map(({ kind, lng, lat, size, flatness, turn, radii, hole }): Geometry => {
    const ring = (share: number, shift = 0): Point[] => {
      const points = radii.map((radius, place): Point => {
        const angle = (2 * Math.PI * place) / radii.length;
        const [u, v] = [share * radius * Math.cos(angle) + shift, share * flatness * radius * Math.sin(angle)];
        return [
          lng + size * (u * Math.cos(turn) - v * Math.sin(turn)),
          lat + size * (u * Math.sin(turn) + v * Math.cos(turn)),
        ];
      });
      return [...points, points[0] as Point];
    };
    const polygon = (shift = 0) => (hole === null ? [ring(1, shift)] : [ring(1, shift), ring(hole, shift)]);
    const coordinates = {
      Polygon: polygon(),
      MultiPolygon: [polygon(), polygon(2.5)],
      LineString: ring(1),
      Point: [lng, lat],
    }[kind];
    return { type: kind, coordinates };
  });

/**
 * Units of a tile that a shape must be thick (of a strip its width; of a line a twentieth of its length) for both to be sure to draw it, and to
 * draw it alike. What is thinner falls together in snapping, and which engine keeps what of it is chance.
 */
const SURE_UNITS = { drawn: 2, outline: 6 } as const;
/** In each direction. */
const ONE_UNIT = Math.SQRT2;
/** A corner so sharp that snapping closes it may be blunted by this much, which is rare. */
const TIP_UNITS = 4;
/** A hole of so few square units may be filled. */
const SURE_HOLE = 5;
const isInTile = ([x, y]: readonly [number, number]): boolean => x >= 0 && x <= EXTENT && y >= 0 && y <= EXTENT;

/** How far the corners of one drawing that lie in the tile are from the lines of another. */
const apart = (one: DecodedFeature, other: DecodedFeature): number =>
  distance(
    one.rings
      .filter((ring) => one.type !== 3 || Math.abs(areaOf([ring])) > SURE_HOLE)
      .map((ring) => ring.filter(isInTile)),
    other.rings,
  );

describe("tiles beside those of ST_AsMVT", () => {
  let database: TestDatabase;
  let client: pg.Client;
  let maker: TileMaker;
  /** In units of a tile at zoom 0. */
  const thickness = new Map<string, number>();
  beforeAll(async () => {
    if (!POSTGRES_URL) throw new Error("this suite is for --mode postgres");
    database = await createTestDatabase(POSTGRES_URL);
    client = new pg.Client(database.url);
    await client.connect();
    await client.query("create extension if not exists postgis");
    await client.query(
      "create table shapes (id text primary key, class text, rank integer, geom geometry, mercator geometry)",
    );
    const geometries = fc.sample(shape, { numRuns: SHAPES, seed: 20_261_123 });
    await client.query(
      `insert into shapes
       select 's' || n, case when n % 5 > 0 then (array['planned', 'leased', 'đã triển khai'])[1 + n % 3] end, n % 7,
         st_setsrid(st_geomfromgeojson(g), 4326), st_transform(st_setsrid(st_geomfromgeojson(g), 4326), 3857)
       from unnest($1::text[]) with ordinality as given (g, n)
       where st_isvalid(st_geomfromgeojson(g))`,
      [geometries.map((geometry) => JSON.stringify(geometry))],
    );
    const { rows } = await client.query<FeatureRow>(
      `select id, json_strip_nulls(json_build_object('class', class, 'rank', rank)) as properties, 0 as weight,
         st_asbinary(geom) as wkb
       from shapes order by id collate "C"`,
    );
    expect(rows.length).toBeGreaterThan(SHAPES * 0.95);
    const { rows: measured } = await client.query<{ id: string; metres: number }>(
      `select id, case st_dimension(mercator)
         when 2 then 2 * st_area(mercator) / st_perimeter(mercator) when 1 then st_length(mercator) / 20 else 1e9 end as metres
       from shapes`,
    );
    for (const { id, metres } of measured) thickness.set(id, (metres / 40_075_016.7) * EXTENT);
    const builder = new LayerBuilder(LAYER);
    for (const row of rows) builder.add(row);
    maker = new TileMaker(builder.finish(), LAYER);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  test(
    `${TILES} random tiles have the same ids and properties, and outlines within one unit`,
    { timeout: 120_000 },
    async () => {
      const place = fc.record({
        z: fc.integer({ min: 11, max: 16 }),
        lng: fc.double({ min: WEST, max: WEST + WIDTH, noNaN: true }),
        lat: fc.double({ min: SOUTH, max: SOUTH + WIDTH, noNaN: true }),
      });
      let [features, tips] = [0, 0];
      const thin: { units: number; where: string }[] = [];
      for (const { z, lng, lat } of fc.sample(place, { numRuns: TILES, seed: 1_013 })) {
        const [x, y] = [Math.floor(worldX(lng) * 2 ** z), Math.floor(worldY(lat) * 2 ** z)];
        const { rows } = await client.query<{ tile: Buffer }>({ name: "tile", text: REFERENCE, values: [z, x, y] });
        const byId = (tile: Uint8Array) =>
          new Map(decode(tile, "shapes").map((feature) => [String(feature.properties["id"]), feature]));
        const [theirs, ours] = [byId(rows[0]?.tile ?? new Uint8Array()), byId(maker.make({ z, x, y }))];
        for (const id of new Set([...ours.keys(), ...theirs.keys()])) {
          const [mine, reference] = [ours.get(id), theirs.get(id)];
          const where = `${id} in ${z}/${x}/${y}: ${JSON.stringify([mine?.rings, reference?.rings])}`;
          const units = [mine, reference].some((feature) => feature && isAtRim(feature))
            ? 0
            : (thickness.get(id) ?? 0) * 2 ** z;
          if (!mine || !reference) {
            thin.push({ units, where });
            continue;
          }
          expect(mine.properties).toEqual(reference.properties);
          if (units < SURE_UNITS.outline) continue;
          const between = Math.max(apart(mine, reference), apart(reference, mine));
          expect(between, where).toBeLessThanOrEqual(TIP_UNITS);
          if (between > ONE_UNIT) tips += 1;
          features += 1;
        }
        expect([...ours.keys()]).toEqual([...ours.keys()].toSorted());
      }
      expect(features).toBeGreaterThan(20_000);
      expect(tips).toBeLessThan(features / 5_000);
      expect(thin.filter(({ units }) => units >= SURE_UNITS.drawn)).toEqual([]);
      expect(thin.length).toBeLessThan(features / 100);
    },
  );
});
