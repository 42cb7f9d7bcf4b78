import { expect, test } from "vitest";
import { nearest } from "#client/map/hit-test.ts";
import { isInside, labelPoint } from "#client/map/label-point.ts";
import { arcPath, arcShare, circlePath, drawingToSvg } from "#client/map/shapes.ts";
import { symbolDrawing } from "#client/map/symbols.ts";

test.each([
  [0, 0],
  [0.4918, 0.4918],
  [0.9134, 0.9134],
  // 0.71 % of the circle is less than half a pixel: the gap is kept visible.
  [0.9929, 0.978],
  [1, 1],
  [1.04, 1],
])("share %f is drawn as %f of the ring", (share, part) => expect(arcShare(share)).toBeCloseTo(part, 6));

test("arcs start at twelve o'clock and run clockwise", () => {
  expect(arcPath(10, 8, 0.25)).toBe("M10 2A8 8 0 0 1 18 10");
  expect(arcPath(10, 8, 0.75)).toBe("M10 2A8 8 0 1 1 2 10");
  expect(arcPath(10, 8, 0)).toBe("");
  expect(arcPath(10, 8, 1)).toBe(circlePath(10, 8));
});

test("the inner arc appears only with a known deployment", () => {
  const shapes = (id: string) => symbolDrawing(id)?.shapes.length ?? 0;
  expect(shapes("zone/0.9/0.5")).toBe(shapes("zone/0.9/none") + 2);
  expect(drawingToSvg(symbolDrawing("zone/unknown/none") ?? { width: 0, height: 0, shapes: [] })).not.toContain(
    "d3e0ee",
  );
});

test("a click means the nearest symbol, and the more important among equals", () => {
  const market = { id: "market", priority: 8, radius: 5, distance: 6 };
  const zone = { id: "zone", priority: 0, radius: 16, distance: 18 };
  expect(nearest([market, zone], 8)).toBe("zone");
  expect(
    nearest(
      [
        { ...market, distance: 1 },
        { ...zone, distance: 14 },
      ],
      8,
    ),
  ).toBe("market");
  expect(nearest([{ ...market, distance: 14 }], 8)).toBeNull();
  expect(nearest([], 12)).toBeNull();
});

test("a name stands inside its area, away from what is in the way", () => {
  const square = {
    type: "Polygon",
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
        [0, 0],
      ],
    ],
  } as const;
  const box = { halfWidth: 0.1, halfHeight: 0.05 };
  const free = labelPoint(square, [], box);
  expect(free && isInside(free, square)).toBe(true);
  const [lng = 0, lat = 0] = labelPoint(square, [[0.5, 0.5]], box) ?? [];
  expect(Math.max(Math.abs(lng - 0.5) / 0.1, Math.abs(lat - 0.5) / 0.05)).toBeGreaterThan(1.5);
});
