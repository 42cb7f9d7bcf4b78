import { featureCollection, intersect, polygon } from "@turf/turf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LayerBuilder } from "#server/features/tiles/layer-store.ts";
import { TileMaker } from "#server/features/tiles/make-tile.ts";
import type { FeatureRow } from "#server/features/tiles/packed-rows.ts";
import type { TileLayer } from "#server/features/tiles/tile-layer.ts";
import { BUFFER, EXTENT, type TileAddress } from "#server/features/tiles/tile-math.ts";
import { areaOf, decode, toWkb } from "./geometry.ts";

const LAYER: TileLayer = { id: "lots", relation: "none", columns: null, maxZoom: 16, hasLabels: false, overview: null };
/** A tile over Vĩnh Long. */
const TILE: TileAddress = { z: 14, x: 13020, y: 7726 };

/** Longitude and latitude of a place in units of TILE. */
const placeOf = ([x, y]: readonly [number, number]): [number, number] => {
  const scale = EXTENT * 2 ** TILE.z;
  const [worldX, worldY] = [(TILE.x * EXTENT + x) / scale, (TILE.y * EXTENT + y) / scale];
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * worldY))) * 180) / Math.PI;
  return [(worldX - 0.5) * 360, lat];
};

type Units = readonly (readonly [number, number])[];
const closed = (ring: Units): Units => [...ring, ring[0] as readonly [number, number]];
const rowOf = (rings: readonly Units[], id = "lot-1"): FeatureRow => ({
  id,
  properties: { class: "leased", label: "Lô A1" },
  weight: 1.5,
  wkb: toWkb(
    "Polygon",
    rings.map((ring) => closed(ring).map(placeOf)),
  ),
});

const tileOf = (rows: readonly FeatureRow[], tile = TILE, layer = LAYER): Uint8Array => {
  const builder = new LayerBuilder(layer);
  for (const row of rows) builder.add(row);
  return new TileMaker(builder.finish(), layer).make(tile);
};
const drawn = (rows: readonly FeatureRow[]) => decode(tileOf(rows), "lots");

const square = (left: number, top: number, size: number): Units => [
  [left, top],
  [left + size, top],
  [left + size, top + size],
  [left, top + size],
];

describe("one outline", () => {
  test("wholly inside keeps its points, id, class and label", () => {
    const [feature] = drawn([rowOf([square(100, 200, 300)])]);
    expect(feature).toEqual({
      type: 3,
      properties: { id: "lot-1", class: "leased", label: "Lô A1" },
      rings: [closed(square(100, 200, 300))],
    });
  });

  test("with a hole keeps it, turned the other way", () => {
    const [feature] = drawn([rowOf([square(0, 0, 400), square(100, 100, 200)])]);
    expect(feature?.rings).toHaveLength(2);
    expect(areaOf(feature?.rings ?? [])).toBe(400 * 400 - 200 * 200);
  });

  test("a U across the edge becomes two outlines, not two joined along the edge", () => {
    const u: Units = [
      [100, 4000],
      [200, 4000],
      [200, 4500],
      [300, 4500],
      [300, 4000],
      [400, 4000],
      [400, 4600],
      [100, 4600],
    ];
    const [feature] = drawn([rowOf([u])]);
    expect(feature?.rings).toHaveLength(2);
    expect(areaOf(feature?.rings ?? [])).toBe(2 * 100 * (EXTENT + BUFFER - 4000));
  });

  test.each<[string, Units]>([
    ["outside the buffer", square(-500, -500, 400)],
    [
      "thinner than a unit",
      [
        [10, 10],
        [500, 10.2],
        [500, 10.4],
        [10, 10.3],
      ],
    ],
  ])("%s is not drawn", (_, ring) => {
    expect(drawn([rowOf([ring])])).toEqual([]);
  });

  test("around the whole tile fills it", () => {
    const [feature] = drawn([rowOf([square(-90_000, -90_000, 200_000)])]);
    expect(areaOf(feature?.rings ?? [])).toBe((EXTENT + 2 * BUFFER) ** 2);
  });
});

test("a multipolygon whose parts share a corner keeps both", () => {
  const parts = [[square(0, 0, 100)], [square(100, 100, 50)]];
  const wkb = toWkb(
    "MultiPolygon",
    parts.map((rings) => rings.map((ring) => closed(ring).map(placeOf))),
  );
  const [feature] = drawn([{ id: "a", properties: {}, weight: 0, wkb }]);
  expect(areaOf(feature?.rings ?? [])).toBe(100 * 100 + 50 * 50);
  expect(feature?.properties).toEqual({ id: "a" });
});

test("points beyond the buffer are left out, lines are cut", () => {
  const point = (id: string, at: [number, number]): FeatureRow => ({
    id,
    properties: {},
    weight: 0,
    wkb: toWkb("Point", placeOf(at)),
  });
  const line: FeatureRow = {
    id: "c",
    properties: {},
    weight: 0,
    wkb: toWkb("LineString", [placeOf([100, 100]), placeOf([100, 9000])]),
  };
  const features = drawn([point("a", [-30, 5]), point("b", [-90, 5]), line]);
  expect(features.map(({ properties }) => properties["id"])).toEqual(["a", "c"]);
  expect(features.map(({ rings }) => rings)).toEqual([
    [[[-30, 5]]],
    [
      [
        [100, 100],
        [100, EXTENT + BUFFER],
      ],
    ],
  ]);
});

test("a layer without features, and a tile without any, have no bytes", () => {
  expect(tileOf([])).toHaveLength(0);
  expect(tileOf([rowOf([square(0, 0, 10)])], { z: 14, x: 1, y: 1 })).toHaveLength(0);
});

/** Stars: simple, mostly concave, around a middle; the second ring is a hole within the first. */
const star = fc
  .record({
    x: fc.integer({ min: -2000, max: 6000 }),
    y: fc.integer({ min: -2000, max: 6000 }),
    radii: fc.array(fc.integer({ min: 20, max: 3000 }), { minLength: 3, maxLength: 14 }),
    hole: fc.option(fc.integer({ min: 20, max: 80 })),
    // Down to slivers that fall together when they are snapped.
    flatness: fc.constantFrom(1, 0.3, 0.02, 0.002),
  })
  .map(({ x, y, radii, hole, flatness }) => {
    const ring = (share: number): Units =>
      radii.map((radius, place) => {
        const angle = (2 * Math.PI * place) / radii.length;
        return [x + share * radius * Math.cos(angle), y + share * flatness * radius * Math.sin(angle)];
      });
    return hole === null ? [ring(1)] : [ring(1), ring(hole / 100)];
  });

type Outline = (readonly [number, number])[];
const partsOf = ({ type, coordinates }: { type: string; coordinates: unknown }): Outline[][] =>
  (type === "Polygon" ? [coordinates] : coordinates) as Outline[][];
const lengthOf = (ring: Outline): number =>
  ring.reduce((sum, [x, y], place) => {
    const [beforeX, beforeY] = ring[place - 1] ?? [x, y];
    return sum + Math.hypot(x - beforeX, y - beforeY);
  }, 0);

test("what is drawn of any outline has the area of its cut by the tile", () => {
  const box = square(-BUFFER, -BUFFER, EXTENT + 2 * BUFFER);
  fc.assert(
    fc.property(star, (rings) => {
      const [feature] = drawn([rowOf(rings)]);
      const toClosed = (ring: Units) => closed(ring).map(([x, y]) => [x, y]);
      const exact = intersect(featureCollection([polygon(rings.map(toClosed)), polygon([toClosed(box)])]));
      const outlines = (exact === null ? [] : partsOf(exact.geometry)).flatMap((part) =>
        part.map((ring, place) => ({ ring, sign: place === 0 ? 1 : -1 })),
      );
      const area = outlines.reduce((sum, { ring, sign }) => sum + sign * Math.abs(areaOf([ring])), 0);
      const edge = outlines.reduce((sum, { ring }) => sum + lengthOf(ring), 0);
      // Snapping moves an edge by at most half a unit in each direction, √½ in all.
      expect(Math.abs(areaOf(feature?.rings ?? []) - area)).toBeLessThanOrEqual(Math.SQRT1_2 * edge + 4);
      for (const ring of feature?.rings ?? [])
        for (const [x, y] of ring) expect(Math.max(-x, -y, x - EXTENT, y - EXTENT)).toBeLessThanOrEqual(BUFFER);
    }),
    { numRuns: 400 },
  );
});

test("a sliver that falls together when snapped is drawn, or left out, but comes to an end", () => {
  const outline: Units = [
    [1865.32, 2632.18],
    [1861.92, 2632.02],
    [1860.36, 2631.89],
    [1863.11, 2630.4],
    [1855.6, 2631.82],
    [1845.27, 2631.23],
    [1834.56, 2631.48],
    [1843.33, 2632.18],
    [1837.76, 2632.77],
    [1853.29, 2632.47],
    [1851.1, 2633.81],
    [1858.1, 2632.53],
    [1874.37, 2633.6],
    [1864.43, 2632.41],
  ];
  const hole: Units = [
    [1858.63, 2632.18],
    [1857.91, 2632.14],
    [1857.59, 2632.12],
    [1858.16, 2631.8],
    [1856.59, 2632.1],
    [1854.43, 2631.98],
    [1852.18, 2632.03],
    [1854.02, 2632.18],
    [1852.85, 2632.3],
    [1856.11, 2632.24],
    [1855.65, 2632.52],
    [1857.12, 2632.25],
    [1860.52, 2632.47],
    [1858.44, 2632.22],
  ];
  const [feature] = drawn([rowOf([outline, hole])]);
  expect(areaOf(feature?.rings ?? [])).toBeLessThan(60);
});

describe("an overview", () => {
  const layer = { ...LAYER, overview: { belowZoom: 12, by: "class", sum: "areaHa" } };
  const rows = Array.from({ length: 500 }, (_, place) =>
    rowOf([square(place * 8, (place * 37) % 4000, 5)], `lot-${1000 + place}`),
  );

  test("keeps the count and the sum of what it stands for", () => {
    const cells = decode(tileOf(rows, { z: 8, x: TILE.x >> 6, y: TILE.y >> 6 }, layer), "lots");
    expect(cells.length).toBeLessThan(20);
    expect(cells.reduce((sum, { properties }) => sum + Number(properties["count"]), 0)).toBe(500);
    expect(cells.reduce((sum, { properties }) => sum + Number(properties["areaHa"]), 0)).toBe(750);
    expect(new Set(cells.map(({ properties }) => properties["class"]))).toEqual(new Set(["leased"]));
  });

  test("stays within its bytes by a coarser grid where classes are many, and keeps its sums", () => {
    const many = Array.from({ length: 30_000 }, (_, place): FeatureRow => {
      const at: [number, number] = [(place * 61) % 4096, (place * 137) % 4096];
      return {
        id: String(place),
        properties: { class: `c${place % 400}` },
        weight: 0.25,
        wkb: toWkb("Point", placeOf(at)),
      };
    });
    const near = { ...layer, overview: { ...layer.overview, belowZoom: 15 } };
    const tile = tileOf(many, TILE, near);
    expect(tile.length).toBeLessThan(500_000);
    const cells = decode(tile, "lots");
    expect(cells.reduce((sum, { properties }) => sum + Number(properties["count"]), 0)).toBe(30_000);
    expect(cells.reduce((sum, { properties }) => sum + Number(properties["areaHa"]), 0)).toBeCloseTo(7_500, 6);
  });

  test("counts each feature in one tile only", () => {
    const address = { z: 10, x: TILE.x >> 4, y: TILE.y >> 4 };
    const around = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ z: 10, x: address.x + x, y: address.y + y })));
    const counts = around.flatMap((tile) =>
      decode(tileOf(rows, tile, layer), "lots").map(({ properties }) => Number(properties["count"])),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(500);
  });
});
