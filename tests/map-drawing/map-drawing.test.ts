import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MapContent } from "#server/map-drawing/features.ts";
import { drawMap } from "#server/map-drawing/drawing.ts";
import { type Frame, frameAround, onPaper, scaleBarMetres } from "#server/map-drawing/frame.ts";
import { placeLabels } from "#server/map-drawing/labels.ts";

/** Metres between two near points of the ellipsoid, by its radii of curvature: nothing of it is in the code under test. */
const metresBetween = ([lng1, lat1]: readonly number[], [lng2, lat2]: readonly number[]): number => {
  const [a, e2] = [6_378_137, 0.006_694_379_990_14];
  const radians = (degrees = 0) => (degrees * Math.PI) / 180;
  const latitude = radians(((lat1 ?? 0) + (lat2 ?? 0)) / 2);
  const w = 1 - e2 * Math.sin(latitude) ** 2;
  const north = ((a * (1 - e2)) / w ** 1.5) * radians((lat2 ?? 0) - (lat1 ?? 0));
  const east = (a / Math.sqrt(w)) * Math.cos(latitude) * radians((lng2 ?? 0) - (lng1 ?? 0));
  return Math.hypot(north, east);
};

const PAPER = { widthMm: 106, heightMm: 84 };
const inProvince = fc.tuple(
  fc.double({ min: 105.65, max: 106.3, noNaN: true }),
  fc.double({ min: 9.85, max: 10.4, noNaN: true }),
);

test("millimetres of paper times the scale are metres of ground, within 0.5 % anywhere in the province", () => {
  let worst = 0;
  fc.assert(
    fc.property(
      inProvince,
      fc.constantFrom(10_000, 50_000, 1_000_000),
      fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      (centre, scale, angle) => {
        const frame: Frame = { centre, scale, ...PAPER };
        const away = (40 * scale) / 1000 / 111_000;
        const other = [centre[0] + away * Math.cos(angle), centre[1] + away * Math.sin(angle)] as const;
        const [x, y] = onPaper(frame)(other);
        const onSheetMm = Math.hypot(x - PAPER.widthMm / 2, y - PAPER.heightMm / 2);
        const off = Math.abs((onSheetMm * scale) / 1000 / metresBetween(centre, other) - 1);
        worst = Math.max(worst, off);
        expect(off).toBeLessThan(0.005);
      },
    ),
    { seed: 7, numRuns: 300 },
  );
  expect(worst).toBeGreaterThan(0);
});

test("a bar is the longest round length that fits", () => {
  expect([10_000, 25_000, 50_000, 1_000_000].map((scale) => scaleBarMetres(scale, 34))).toEqual([
    200, 500, 1000, 20_000,
  ]);
});

test("the frame is the largest round scale that holds what is to be seen", () => {
  const square = [105.94, 105.96].flatMap((lng) => [10.16, 10.18].map((lat) => [lng, lat] as const));
  // 2.2 km: 88 mm at 1:25,000, which is more than the paper; 55 mm at 1:40,000.
  expect(frameAround(square, PAPER, { from: 10_000, share: 0.06 })).toMatchObject({ scale: 40_000 });
  expect(frameAround([square[0]!], PAPER, { from: 10_000 })).toMatchObject({ scale: 10_000, centre: [105.94, 10.16] });
});

test("no label covers another, and the first in weight is never left out for a later one", () => {
  const label = fc.record({
    at: fc.tuple(fc.double({ min: 10, max: 90, noNaN: true }), fc.double({ min: 10, max: 70, noNaN: true })),
    text: fc.string({ minLength: 1, maxLength: 14 }),
    sizeMm: fc.constantFrom(2, 2.5),
    colour: fc.constant("#000"),
    clearMm: fc.constantFrom(1, 2),
  });
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 25 }), (labels) => {
      const placed = placeLabels(labels, PAPER, []);
      expect(placed[0]).toMatchObject({ text: labels[0]!.text });
      for (const [at, { box: a }] of placed.entries())
        for (const { box: b } of placed.slice(at + 1))
          expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
    }),
    { seed: 7, numRuns: 100 },
  );
});

describe("a map", () => {
  const content: MapContent = {
    features: [
      {
        layer: "site-outlines",
        nameVi: "x",
        nameEn: "x",
        rank: 1,
        siteId: "a",
        geometry: {
          type: "Polygon",
          coordinates: [
            [
              [105.98, 10.19],
              [106.02, 10.19],
              [106.02, 10.21],
              [105.98, 10.21],
              [105.98, 10.19],
            ],
          ],
        },
      },
    ],
    sites: [
      {
        id: "a",
        parentId: null,
        kind: "zone",
        nameVi: "Cụm <Bình & Ẵm>",
        nameEn: "A zone",
        isMadeUp: false,
        isDoubtful: true,
        position: [106, 10.2],
      },
    ],
  };
  const draw = (scale: number, language: "vi" | "en") =>
    drawMap(content, {
      frame: { centre: [106, 10.2], scale, ...PAPER },
      language,
      chosenId: "a",
      isDetail: true,
      font: "Tinos",
    });

  test("says its scale, has a bar of the true length, and marks an estimated outline as such", () => {
    const vi = draw(50_000, "vi");
    expect(vi).toContain(">1:50.000<");
    expect(vi).toContain(">1 km<");
    // Four parts of 250 m at 1:50,000.
    expect(vi.match(/width="5" height="0.9"/g)).toHaveLength(4);
    expect(vi).toContain(">phạm vi ước lượng<");
    expect(draw(20_000, "en")).toContain(">1:20,000<");
    expect(draw(50_000, "en")).toContain(">estimated outline<");
  });

  test("names are text, never markup", () => {
    const vi = draw(50_000, "vi");
    expect(vi).toContain("Cụm &lt;Bình &amp; Ẵm&gt;");
    expect(vi).not.toContain("<Bình");
  });
});
