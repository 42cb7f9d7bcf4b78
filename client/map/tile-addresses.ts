import type { LayerId } from "#contracts/layers.ts";

/** `[west, south, east, north]` in degrees. */
export type Box = readonly [number, number, number, number];
export type TileId = { readonly z: number; readonly x: number; readonly y: number };

/** In the style, where a version would make another source of each; the engine puts it in when it asks for a tile. */
const ANY_VERSION = "latest";

/** Absolute, because tiles are asked for by a worker. */
export const tileAddress = (layer: LayerId): string =>
  `${globalThis.location?.origin ?? ""}/tiles/${ANY_VERSION}/${layer}/{z}/{x}/{y}.mvt`;

/** The address with the version of its layer, as far as that is known. */
export const withVersion = (url: string, versions: ReadonlyMap<LayerId, string>): string =>
  url.replace(new RegExp(`/tiles/${ANY_VERSION}/([\\w-]+)/`), (found, layer: LayerId) => {
    const version = versions.get(layer);
    return version === undefined ? found : `/tiles/${version}/${layer}/`;
  });

/** What a tile draws beyond its edge, as a share of its side. */
const BUFFER = 64 / 4096;

const tileX = (lng: number): number => lng / 360 + 0.5;
const tileY = (lat: number): number => {
  const sine = Math.sin((Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};

/** Tiles of one zoom within `view` that draw anything of the boxes. */
export const tilesTouching = (boxes: readonly Box[], z: number, view: Box): TileId[] => {
  const side = 2 ** z;
  const rangeOf = ([west, south, east, north]: Box, margin: number) => ({
    left: Math.floor(tileX(west) * side - margin),
    right: Math.floor(tileX(east) * side + margin),
    top: Math.floor(tileY(north) * side - margin),
    bottom: Math.floor(tileY(south) * side + margin),
  });
  // Tiles just outside the view are loaded, too, where it was there a moment ago.
  const shown = rangeOf(view, 1);
  const touched = new Map<string, TileId>();
  for (const box of boxes) {
    const { left, right, top, bottom } = rangeOf(box, BUFFER);
    for (let x = Math.max(left, shown.left, 0); x <= Math.min(right, shown.right, side - 1); x += 1) {
      for (let y = Math.max(top, shown.top, 0); y <= Math.min(bottom, shown.bottom, side - 1); y += 1)
        touched.set(`${x}/${y}`, { z, x, y });
    }
  }
  return [...touched.values()];
};
