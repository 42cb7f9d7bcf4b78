import { FONT } from "#client/map/fonts.ts";
import { COLOURS } from "#client/map/palette.ts";
import { tileAddress } from "#client/map/tile-addresses.ts";
import type { MapView } from "#client/map/map-view.ts";
import type {
  ExpressionSpecification,
  LineLayerSpecification,
  SymbolLayerSpecification,
  VectorSourceSpecification,
} from "maplibre-gl";

/** Widths in pixels at zoom 9 and 14, growing with the ground between. */
export const wide = (from: number, to: number): ExpressionSpecification => [
  "interpolate",
  ["exponential", 1.5],
  ["zoom"],
  9,
  from,
  14,
  to,
];

type CommuneStyle = {
  readonly id: "communes" | "communes-2025";
  readonly line: NonNullable<LineLayerSpecification["paint"]>;
  readonly ink: string;
  readonly font: string[];
  readonly fromZoom: number;
};
/** Communes of the two boundary versions: the former ones as thin as the ground, the present ones in a hue and dash of their own. */
export const COMMUNES: readonly CommuneStyle[] = [
  {
    id: "communes",
    line: { "line-color": COLOURS.communeLine, "line-width": wide(0.6, 1.4) },
    ink: COLOURS.placeInk,
    font: FONT.regular,
    fromZoom: 11.5,
  },
  {
    id: "communes-2025",
    line: { "line-color": COLOURS.communeNowLine, "line-width": wide(1.2, 2.2), "line-dasharray": [4, 1.4, 1, 1.4] },
    ink: COLOURS.communeNowInk,
    font: FONT.medium,
    fromZoom: 10.2,
  },
];

/** Nearer than this the map enlarges tiles: a unit of a tile is then 0.6 m of ground. */
const MAX_TILE_ZOOM = 14;

/** Communes are many and long: they come as tiles, of the version the engine puts into the address. */
export const communeSources = ({ layers }: MapView): Record<string, VectorSourceSpecification> =>
  Object.fromEntries(
    COMMUNES.filter(({ id }) => layers.has(id)).map(({ id }) => [
      id,
      { type: "vector", tiles: [tileAddress(id)], maxzoom: MAX_TILE_ZOOM, promoteId: "id" },
    ]),
  );

export const communeLines = ({ layers }: MapView): LineLayerSpecification[] =>
  COMMUNES.filter(({ id }) => layers.has(id)).map(({ id, line }) => ({
    id: `${id}-lines`,
    type: "line",
    source: id,
    "source-layer": id,
    layout: { "line-join": "round" },
    paint: line,
  }));

export const communeNames = ({ layers, language }: MapView): SymbolLayerSpecification[] =>
  COMMUNES.filter(({ id }) => layers.has(id)).map(({ id, ink, font, fromZoom }) => ({
    id: `${id}-names`,
    type: "symbol",
    source: id,
    "source-layer": `${id}-labels`,
    minzoom: fromZoom,
    layout: {
      "text-field": ["coalesce", ["get", language === "vi" ? "nameVi" : "nameEn"], ["get", "nameVi"], ""],
      "text-font": font,
      "text-size": 11.5,
      "text-max-width": 7,
      "text-padding": 4,
    },
    paint: { "text-color": ink, "text-halo-color": COLOURS.paper, "text-halo-width": 1.2 },
  }));
