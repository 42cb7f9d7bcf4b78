import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inByteOrder } from "#server/features/tiles/byte-order.ts";
import { featuresOf, LayerBuilder } from "#server/features/tiles/layer-store.ts";
import { TileMaker } from "#server/features/tiles/make-tile.ts";
import { type FeatureRow, opened, type PackedRows, unpacked } from "#server/features/tiles/packed-rows.ts";
import type { TileLayer } from "#server/features/tiles/tile-layer.ts";
import { toWkb } from "./geometry.ts";

const LAYER: TileLayer = { id: "lots", relation: "none", columns: null, maxZoom: 16, hasLabels: false, overview: null };
const WORLD = { z: 0, x: 0, y: 0 };

/** The same, read column by column. */
const BY_COLUMN: TileLayer = { ...LAYER, columns: ["class", "label"] };

const propertiesOf = (rows: readonly FeatureRow[], columns: TileLayer["columns"]): string =>
  columns
    ? columns.map((name) => JSON.stringify(rows.map(({ properties }) => properties[name]))).join(",")
    : rows.map(({ properties }) => JSON.stringify(properties)).join(",");

const packed = (rows: readonly FeatureRow[], columns: TileLayer["columns"] = null): PackedRows => ({
  features: rows.length,
  lastId: rows.at(-1)?.id ?? null,
  ids: rows.length === 0 ? null : rows.map(({ id }) => id).join("\n"),
  properties: rows.length === 0 ? null : propertiesOf(rows, columns),
  weights: rows.length === 0 ? null : rows.map(({ weight }) => String(weight)).join(","),
  wkb: rows.length === 0 ? null : new Uint8Array(Buffer.concat(rows.map(({ wkb }) => wkb))),
});

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const unit = fc.constantFrom("a", "b", "0", "9", "-", "ô", "ễ", "\uFFFD", "𝒱");
/** Many begin alike, some are the start of others; past U+FFFF the order of JavaScript's strings is another. */
const ids = fc.uniqueArray(
  fc.oneof(
    fc.string({ unit, minLength: 1, maxLength: 12 }),
    fc.string({ unit, maxLength: 6 }).map((end) => `parcel-0000${end}`),
  ),
  { maxLength: 200 },
);

const coordinate = fc.double({ min: -80, max: 80, noNaN: true });
const point = fc.tuple(coordinate, coordinate);
const ring = fc
  .array(point, { minLength: 3, maxLength: 9 })
  .map((points) => [...points, points[0] as [number, number]]);
const geometry = fc.oneof(
  point.map((at) => toWkb("Point", at)),
  fc.array(point, { minLength: 2, maxLength: 9 }).map((line) => toWkb("LineString", line)),
  fc.array(ring, { minLength: 1, maxLength: 3 }).map((rings) => toWkb("Polygon", rings)),
  fc
    .array(fc.array(ring, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
    .map((parts) => toWkb("MultiPolygon", parts)),
);
const property = fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit }), fc.integer(), fc.boolean());
const rows = ids.chain((names) =>
  fc.tuple(
    ...names.map((id) =>
      fc.record({
        id: fc.constant(id),
        properties: fc.record({ class: property, label: property }),
        weight: fc.nat(),
        wkb: geometry,
      }),
    ),
  ),
);

describe("rows packed into one", () => {
  test("come out as they went in", () => {
    fc.assert(
      fc.property(rows, (given) => {
        expect(unpacked(packed(given))).toEqual(given.map((row) => ({ ...row, wkb: new Uint8Array(row.wkb) })));
      }),
    );
  });

  test("in any order make the very tile that the layer in memory makes", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const builder = new LayerBuilder(LAYER);
        for (const row of given.toSorted((a, b) => byBytes(a.id, b.id))) builder.add(row);
        const fromMemory = new TileMaker(builder.finish(), LAYER).make(WORLD);
        for (const layer of [LAYER, BY_COLUMN]) {
          const fetching = new TileMaker({ features: null, overview: null }, layer);
          const fetched = fetching.make(WORLD, featuresOf(packed(given, layer.columns), layer));
          expect(Buffer.from(fetched).equals(fromMemory)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("are refused where an id holds a line end, which would move all others", () => {
    const broken = { ...packed([]), features: 1, ids: "a\nb", properties: "{}", wkb: new Uint8Array() };
    expect(() => opened(broken)).toThrow("one holds a line end");
  });

  test.each([
    {
      what: "ends early",
      wkb: toWkb("LineString", [
        [105, 10],
        [106, 10],
      ]).subarray(0, 30),
    },
    { what: "counts more points than it has", wkb: Uint8Array.of(1, 2, 0, 0, 0, 255, 255, 255, 255) },
    { what: "is of another type", wkb: Uint8Array.of(1, 7, 0, 0, 0, 0, 0, 0, 0) },
  ])("are refused with a geometry that $what", ({ wkb }) => {
    const row = { id: "a", properties: {}, weight: 0, wkb };
    expect(() => featuresOf(packed([row]), LAYER)).toThrow(RangeError);
  });
});

test("rows are put in the order of their bytes", () => {
  fc.assert(
    fc.property(ids, (names) => {
      const bytes = names.map((name) => Buffer.from(name));
      let end = 0;
      const column = { bytes: Buffer.concat(bytes), ends: Uint32Array.from(bytes, ({ length }) => (end += length)) };
      expect([...inByteOrder(column)].map((row) => names[row])).toEqual(names.toSorted(byBytes));
    }),
    { numRuns: 500 },
  );
});

test("equal rows are sorted to an end", () => {
  const column = {
    bytes: Buffer.from("ab".repeat(50)),
    ends: Uint32Array.from({ length: 50 }, (_, row) => 2 * row + 2),
  };
  expect(new Set(inByteOrder(column)).size).toBe(50);
});
