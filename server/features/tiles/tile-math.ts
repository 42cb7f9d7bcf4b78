/** Web Mercator with the world as the unit square: x grows eastward from 180° W, y southward from 85.05° N. */

/** Latitude where the world of Web Mercator ends, in degrees. */
const MAX_LATITUDE = 85.051_128_779_806_59;

export const MAX_ZOOM = 22;
/** Units across a tile, as the vector tile specification has it. */
export const EXTENT = 4096;
/** Units beyond its edge that a tile still draws, so that outlines and symbols meet at the seams. */
export const BUFFER = 64;

export type TileAddress = { readonly z: number; readonly x: number; readonly y: number };
/** West, north, east, south in units of the world. */
export type WorldBox = readonly [west: number, north: number, east: number, south: number];

export const worldX = (lng: number): number => lng / 360 + 0.5;

export const worldY = (lat: number): number => {
  const held = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat));
  const sine = Math.sin((held * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};

/** What a tile covers, with its buffer. */
export const boxOf = ({ z, x, y }: TileAddress): WorldBox => {
  const [size, margin] = [1 / 2 ** z, BUFFER / EXTENT];
  return [(x - margin) * size, (y - margin) * size, (x + 1 + margin) * size, (y + 1 + margin) * size];
};

export const isTile = ({ z, x, y }: TileAddress): boolean => z >= 0 && z <= MAX_ZOOM && x < 2 ** z && y < 2 ** z;

export const lngOf = (x: number): number => (x - 0.5) * 360;
export const latOf = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
