import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CoordinateSystem, readLineOfPoints, readRing, writeCorners } from "./corners.ts";
import type { Position } from "./geometry.ts";
import { fromGrid, toDegreesMinutesSeconds, toGrid } from "./vn2000.ts";

const SQUARE_GRID: [number, number][] = [
  [1133543.15, 551290.31],
  [1133543.15, 551390.31],
  [1133643.15, 551390.31],
  [1133643.15, 551290.31],
];

describe("tables of corners in VN-2000", () => {
  test.each<[string, (x: number, y: number, at: number) => string]>([
    ["metres with a point", (x, y) => `${x} ${y}`],
    ["east before north", (x, y) => `${y}\t${x}`],
    ["numbered, from a decision", (x, y, at) => `${at + 1}\t${x}\t${y}\t100.00`],
    ["Vietnamese thousands and decimals", (x, y) => `${x.toLocaleString("vi-VN")}; ${y.toLocaleString("vi-VN")}`],
    ["English thousands", (x, y) => `${x.toLocaleString("en-GB")} ${y.toLocaleString("en-GB")}`],
    ["a comma between", (x, y) => `${x},${y}`],
    ["a comma and a space between", (x, y) => `${x}, ${y}`],
    ["named X and Y", (x, y) => `X=${x} Y=${y}`],
  ])("%s", (_, lineOf) => {
    const text = SQUARE_GRID.map(([x, y], at) => lineOf(x, y, at)).join("\n");
    const { points } = readRing(`Điểm\tX (m)\tY (m)\n${text}\n`, "vn2000");
    expect(points).toHaveLength(5);
    const corner = toGrid(points![0]!);
    expect(corner.northM).toBeCloseTo(1133543.15, 3);
    expect(corner.eastM).toBeCloseTo(551290.31, 3);
  });
});

test.each<[string, string]>([
  ["decimal degrees", "10.25 105.97"],
  ["with commas", "10,25\t105,97"],
  ["longitude first", "105.97,10.25"],
  ["a corner number that would fit a latitude", "10 10.25 105.97"],
  ["degrees, minutes, seconds", "10°15′00″ 105°58′12″"],
  ["typed as on a keyboard", "10°15'00.0\"N, 105°58'12.0\"E"],
])("degrees of WGS 84: %s", (_, line) => {
  const { points } = readLineOfPoints(`${line}\n10.26 105.98`, "wgs84");
  expect(points?.[0]?.[0]).toBeCloseTo(105.97, 8);
  expect(points?.[0]?.[1]).toBeCloseTo(10.25, 8);
});

test.each<[string, CoordinateSystem, string, string, number | null]>([
  ["one number", "vn2000", "1133543.15\n", "numbers", 1],
  ["a point far away", "vn2000", "1133543 551290\n2133543 551290", "outside", 2],
  ["degrees where metres are meant", "vn2000", "10.25 105.97", "outside", 1],
  ["two eastings", "vn2000", "1 1133543 551290 552290", "ambiguous", 1],
  ["two corners", "vn2000", "1133543 551290\n1133643 551290", "tooFew", null],
  ["nothing", "wgs84", "", "tooFew", null],
  ["a bow tie", "wgs84", "10.25 105.97\n10.26 105.98\n10.25 105.98\n10.26 105.97", "crossing", null],
])("%s is refused, and says where", (_, system, text, fault, line) => {
  expect(readRing(text, system)).toEqual({ points: null, fault, line });
});

test("what is written is read again as the same corners, in either system and language", () => {
  const position = fc.tuple(
    fc.double({ min: 105.5, max: 106.5, noNaN: true }),
    fc.double({ min: 9.8, max: 10.5, noNaN: true }),
  );
  fc.assert(
    fc.property(
      position,
      fc.constantFrom<CoordinateSystem>("vn2000", "wgs84"),
      fc.constantFrom<"," | ".">(",", "."),
      ([lng, lat], system, sign) => {
        const ring: Position[] = [
          [lng, lat],
          [lng + 0.001, lat],
          [lng, lat + 0.001],
          [lng, lat],
        ];
        const read = readRing(writeCorners(ring, system, sign), system).points!;
        expect(read).toHaveLength(4);
        // A hundred-millionth of a degree is a millimetre.
        for (const [at, [x, y]] of read.entries()) {
          expect(Math.abs(x - ring[at]![0])).toBeLessThan(1e-8);
          expect(Math.abs(y - ring[at]![1])).toBeLessThan(1e-8);
        }
      },
    ),
  );
});

test("VN-2000 as PROJ computes it, there and back", () => {
  const { northM, eastM } = toGrid([105.97, 10.25]);
  expect(eastM).toBeCloseTo(551290.3105, 2);
  expect(northM).toBeCloseTo(1133543.1536, 2);
  const [lng, lat] = fromGrid({ northM, eastM });
  expect(lng).toBeCloseTo(105.97, 8);
  expect(lat).toBeCloseTo(10.25, 8);
});

test("degrees, minutes and seconds carry over at sixty", () => {
  expect(toDegreesMinutesSeconds(10.25, ",")).toBe("10°15′00,0000″");
  expect(toDegreesMinutesSeconds(105.999999999, ".")).toBe("106°00′00.0000″");
});
