import { FONT } from "#client/map/fonts.ts";
import { COLOURS } from "#client/map/palette.ts";
import type { ExpressionSpecification, LineLayerSpecification } from "maplibre-gl";

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
