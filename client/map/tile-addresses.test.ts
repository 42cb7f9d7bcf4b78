import fc from "fast-check";
import { expect, test } from "vitest";
import { tileAddress, tilesTouching, withVersion, type Box } from "#client/map/tile-addresses.ts";

const WORLD: Box = [-180, -85, 180, 85];
/** The tile a place lies in, by the formula of OpenStreetMap's wiki. */
const tileOf = (lng: number, lat: number, z: number) => {
  const radians = (lat * Math.PI) / 180;
  const side = 2 ** z;
  return {
    z,
    x: Math.min(side - 1, Math.floor(((lng + 180) / 360) * side)),
    y: Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * side),
  };
};

const aroundProvince = {
  lng: fc.double({ min: 105.5, max: 106.5, noNaN: true }),
  lat: fc.double({ min: 9.8, max: 10.5, noNaN: true }),
};
const boxes = fc
  .tuple(
    aroundProvince.lng,
    aroundProvince.lat,
    fc.double({ min: 0, max: 0.2, noNaN: true }),
    fc.double({ min: 0, max: 0.2, noNaN: true }),
  )
  .map(([west, south, wide, high]): Box => [west, south, west + wide, south + high]);
const within = fc.double({ min: 0, max: 1, noNaN: true });

test("every tile that holds a place of a box is named, once", () => {
  fc.assert(
    fc.property(
      fc.array(boxes, { minLength: 1, maxLength: 4 }),
      fc.nat(14),
      within,
      within,
      (changed, zoom, along, up) => {
        const named = tilesTouching(changed, zoom, WORLD);
        for (const [west, south, east, north] of changed) {
          const place = tileOf(west + along * (east - west), south + up * (north - south), zoom);
          expect(named).toContainEqual(place);
        }
        expect(new Set(named.map(({ x, y }) => `${x}/${y}`)).size).toBe(named.length);
      },
    ),
  );
});

test("no tile is named that lies further than its buffer from every box, or further than one tile from the view", () => {
  fc.assert(
    fc.property(boxes, boxes, fc.integer({ min: 6, max: 14 }), (changed, view, zoom) => {
      const near = ([west, south, east, north]: Box, { x, y }: { x: number; y: number }, margin: number) => {
        const [first, last] = [tileOf(west, north, zoom), tileOf(east, south, zoom)];
        return x >= first.x - margin && x <= last.x + margin && y >= first.y - margin && y <= last.y + margin;
      };
      for (const tile of tilesTouching([changed], zoom, view)) {
        expect(near(changed, tile, 1)).toBe(true);
        expect(near(view, tile, 1)).toBe(true);
      }
    }),
  );
});

test("a box just beside a tile is drawn in it, one further off is not", () => {
  const edge = 105.46875; // between the tiles 812 and 813 of zoom 10
  const beside = (degrees: number): Box => [edge + degrees, 10, edge + degrees + 0.01, 10.01];
  const columns = (box: Box) => new Set(tilesTouching([box], 10, WORLD).map(({ x }) => x));
  expect(columns(beside(0.005))).toEqual(new Set([811, 812]));
  expect(columns(beside(0.006))).toEqual(new Set([812]));
});

test("the style asks for the latest tiles; the engine puts in the version it knows", () => {
  const address = tileAddress("communes-2025").replace("{z}/{x}/{y}", "12/3253/1932");
  const versions = new Map([["communes-2025", "3f9a"]] as const);
  expect(withVersion(address, versions)).toBe("/tiles/3f9a/communes-2025/12/3253/1932.mvt");
  expect(withVersion(address, new Map())).toBe("/tiles/latest/communes-2025/12/3253/1932.mvt");
  expect(withVersion("/api/layers/rivers", versions)).toBe("/api/layers/rivers");
});
