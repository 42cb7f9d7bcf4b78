import { expect, test } from "vitest";
import { CLASSES, COLOURS } from "#client/map/palette.ts";

type Rgb = readonly [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

const linear = (hex: string): Rgb => {
  const channel = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};
const times = (matrix: Matrix, [r, g, b]: Rgb): Rgb => {
  const row = ([x, y, z]: Rgb) => Math.min(1, Math.max(0, x * r + y * g + z * b));
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
};
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: string, b: string) => {
  const [low = 0, high = 0] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const SIGHT: Record<string, Matrix> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const lab = ([r, g, b]: Rgb): Rgb => {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(luminance([r, g, b]));
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};
const difference = (a: Rgb, b: Rgb) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

test.each(Object.entries(CLASSES))("%s is at least 3:1 on paper", (_, { colour }) =>
  expect(contrast(colour, COLOURS.paper)).toBeGreaterThanOrEqual(3),
);

test.each(["ink", "inkSecond", "districtInk", "placeInk", "roadInk", "accent", "warning", "error"] as const)(
  "text in %s is at least 4.5:1 on paper",
  (name) => expect(contrast(COLOURS[name], COLOURS.paper)).toBeGreaterThanOrEqual(4.5),
);

test("river names are at least 3:1 on water", () =>
  expect(contrast(COLOURS.waterInk, COLOURS.water)).toBeGreaterThanOrEqual(3));

/** Classes that meet on the map or in one chart; a just noticeable difference is about 2.3. */
const INKS = { zone: CLASSES.zone.colour, cluster: CLASSES.cluster.colour, market: CLASSES.market.colour };
const BARS = { leased: COLOURS.leased, deployed: COLOURS.deployed, capital: COLOURS.capital };

test.each(Object.keys(SIGHT))("inks of the map and of the bars stay apart with %s", (sight) => {
  const matrix = SIGHT[sight] ?? SIGHT.full;
  if (!matrix) throw new Error(sight);
  for (const set of [INKS, BARS]) {
    const seen = Object.entries(set).map(([name, hex]) => [name, lab(times(matrix, linear(hex)))] as const);
    for (const [i, [name, colour]] of seen.entries()) {
      for (const [other, otherColour] of seen.slice(i + 1))
        expect(difference(colour, otherColour), `${name}–${other}`).toBeGreaterThan(12);
    }
  }
});
