/** The tiles that are asked for, by rectangle. */

import { type TileAddress, worldX, worldY } from "#server/features/tiles/tile-math.ts";

/** Tiles of one zoom, walked from west to east, row by row. */
export type Rectangle = {
  readonly z: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** In the middle of where the parcels lie thick: 105.6–106.3° E, 9.8–10.4° N. */
const MIDDLE = { lng: 105.95, lat: 10.1 };

export const aroundMiddle = (z: number, width: number, height: number): Rectangle => ({
  z,
  left: Math.round(worldX(MIDDLE.lng) * 2 ** z - width / 2),
  top: Math.round(worldY(MIDDLE.lat) * 2 ** z - height / 2),
  width,
  height,
});

/** All that touch a box in degrees. */
export const covering = (z: number, west: number, south: number, east: number, north: number): Rectangle => {
  const [left, top] = [Math.floor(worldX(west) * 2 ** z), Math.floor(worldY(north) * 2 ** z)];
  return {
    z,
    left,
    top,
    width: Math.floor(worldX(east) * 2 ** z) - left + 1,
    height: Math.floor(worldY(south) * 2 ** z) - top + 1,
  };
};

export const tilesOf = ({ z, left, top, width, height }: Rectangle): TileAddress[] =>
  Array.from({ length: width * height }, (_, step) => ({
    z,
    x: left + (step % width),
    y: top + Math.floor(step / width),
  }));

export const pathOf = (version: string, layer: string, { z, x, y }: TileAddress): string =>
  `/tiles/${version}/${layer}/${z}/${x}/${y}.mvt`;

/** The same tiles in every run, spread over all. */
export const spread = <T>(all: readonly T[], most: number): T[] =>
  all.length <= most
    ? [...all]
    : Array.from({ length: most }, (_, step) => all[Math.floor((step * all.length) / most)] as T);
