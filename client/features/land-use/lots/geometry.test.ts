import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  boundsOf,
  cornersOf,
  closed,
  crossesItself,
  measureHa,
  onlyPart,
  onlyRing,
  outlineOf,
  sharesOfArea,
  snap,
  splitByLine,
  type Position,
  type Ring,
} from "./geometry.ts";

const [WEST, SOUTH] = [105.9, 10.1];
/** Metres to the east and north of a corner of the province, about. */
const at = (x: number, y: number): Position => [WEST + x / 109_500, SOUTH + y / 110_600];
const ringOf = (...points: [number, number][]): Ring => closed(points.map(([x, y]) => at(x, y)));
const SQUARE = ringOf([0, 0], [100, 0], [100, 100], [0, 100]);
const ha = (ring: Ring) => measureHa(outlineOf(ring));
const total = (rings: readonly Ring[]) => rings.reduce((sum, ring) => sum + ha(ring), 0);

describe("a lot split by a line", () => {
  const U = ringOf([0, 0], [90, 0], [90, 90], [60, 90], [60, 30], [30, 30], [30, 90], [0, 90]);
  test.each<[string, Ring, [number, number][], number]>([
    [
      "straight across",
      SQUARE,
      [
        [50, -20],
        [50, 120],
      ],
      2,
    ],
    [
      "from corner to corner",
      SQUARE,
      [
        [0, 0],
        [100, 100],
      ],
      2,
    ],
    [
      "bent inside",
      SQUARE,
      [
        [-10, 50],
        [50, 50],
        [50, -10],
      ],
      2,
    ],
    [
      "from edge to edge, as snapping leaves it",
      SQUARE,
      [
        [0, 50],
        [100, 50],
      ],
      2,
    ],
    [
      "ending a metre short",
      SQUARE,
      [
        [1, 50],
        [99, 50],
      ],
      2,
    ],
    [
      "across both arms of a U",
      U,
      [
        [-10, 60],
        [100, 60],
      ],
      3,
    ],
    [
      "in and out of the same edge",
      SQUARE,
      [
        [-10, 20],
        [40, 20],
        [40, 60],
        [-10, 60],
      ],
      2,
    ],
  ])("%s", (_, ring, line, count) => {
    const parts = splitByLine(
      ring,
      line.map(([x, y]) => at(x, y)),
    );
    expect(parts).toHaveLength(count);
    expect(total(parts)).toBeCloseTo(ha(ring), 9);
    expect(parts.some(crossesItself)).toBe(false);
  });
  test.each<[string, [number, number][]]>([
    [
      "ends inside",
      [
        [-10, 50],
        [50, 50],
      ],
    ],
    [
      "passes by",
      [
        [-10, 150],
        [120, 150],
      ],
    ],
    [
      "runs along an edge",
      [
        [0, 0],
        [100, 0],
      ],
    ],
    ["is a point", [[50, 50]]],
  ])("is refused a line that %s", (_, line) => {
    expect(
      splitByLine(
        SQUARE,
        line.map(([x, y]) => at(x, y)),
      ),
    ).toEqual([]);
  });
  test("no hectare is lost or found, whatever the lot and the line", () => {
    const star = fc.array(fc.integer({ min: 20, max: 200 }), { minLength: 4, maxLength: 14 }).map((radii) =>
      ringOf(
        ...radii.map((radius, index): [number, number] => {
          const angle = (2 * Math.PI * index) / radii.length;
          return [radius * Math.cos(angle), radius * Math.sin(angle)];
        }),
      ),
    );
    const point = fc.tuple(fc.integer({ min: -250, max: 250 }), fc.integer({ min: -250, max: 250 }));
    fc.assert(
      fc.property(star, fc.array(point, { minLength: 2, maxLength: 2 }), (ring, line) => {
        const parts = splitByLine(
          ring,
          line.map(([x, y]) => at(x, y)),
        );
        fc.pre(parts.length > 0);
        expect(total(parts)).toBeCloseTo(ha(ring), 5);
        for (const part of parts) expect(ha(part)).toBeLessThan(ha(ring));
      }),
      { numRuns: 500 },
    );
  });
});

describe("snapping", () => {
  const toPixel = ([lng, lat]: Position) => ({ x: (lng - WEST) * 109_500, y: (lat - SOUTH) * -110_600 });
  test.each<[string, number, number, Position | null]>([
    ["a corner before an edge that is nearer", 97, -1, at(100, 0)],
    ["the nearest place of an edge", 50, -6, at(50, 0)],
    ["nothing out of reach", 50, -20, null],
  ])("%s", (_, x, y, expected) => {
    const found = snap({ x, y: -y }, [SQUARE], toPixel, 10);
    expect(found?.map((degrees) => degrees.toFixed(9))).toEqual(expected?.map((degrees) => degrees.toFixed(9)));
  });
});

test("only outlines of one ring are drawn by hand", () => {
  const hole = [...SQUARE].map(([lng, lat]): [number, number] => [lng, lat]);
  expect(onlyRing(outlineOf(SQUARE))).toEqual(SQUARE);
  expect(onlyRing({ type: "MultiPolygon", coordinates: [[hole]] })).toEqual(SQUARE);
  expect(onlyRing({ type: "MultiPolygon", coordinates: [[hole, hole]] })).toBeNull();
  expect(onlyRing({ type: "MultiPolygon", coordinates: [[hole], [hole]] })).toBeNull();
  expect(boundsOf([outlineOf(SQUARE)])).toEqual([...at(0, 0), ...at(100, 100)]);
  expect(boundsOf([])).toBeNull();
  expect(cornersOf(SQUARE)).toHaveLength(4);
});

test("an outline that crosses itself is told from one that does not", () => {
  expect(crossesItself(SQUARE)).toBe(false);
  expect(crossesItself(ringOf([0, 0], [100, 100], [100, 0], [0, 100]))).toBe(true);
});

test("proposed areas sum to the whole to the square metre", () => {
  expect(sharesOfArea(2.4, [1, 1])).toEqual([1.2, 1.2]);
  const shares = sharesOfArea(1, [1, 1, 1]);
  expect(shares.reduce((sum, share) => sum + Math.round(share * 10_000), 0)).toBe(10_000);
});

describe("an outline with a hole", () => {
  const HOLE = ringOf([20, 20], [40, 20], [40, 40], [20, 40]);
  test("is edited by its outer ring, and keeps the hole", () => {
    const part = onlyPart(outlineOf(SQUARE, [HOLE]));
    expect(part).toEqual({ ring: SQUARE, holes: [HOLE] });
    const wider = ringOf([0, 0], [200, 0], [200, 100], [0, 100]);
    const edited = outlineOf(wider, part!.holes);
    expect(onlyPart(edited)?.holes).toEqual([HOLE]);
    expect(measureHa(edited)).toBeCloseTo(ha(wider) - ha(HOLE), 9);
  });
  test("is split by no line, and one of several parts is not drawn by hand at all", () => {
    expect(onlyRing(outlineOf(SQUARE, [HOLE]))).toBeNull();
    const ring = SQUARE.map(([lng, lat]): [number, number] => [lng, lat]);
    expect(onlyPart({ type: "MultiPolygon", coordinates: [[ring], [ring]] })).toBeNull();
  });
});
