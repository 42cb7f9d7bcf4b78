import { FONT } from "#client/map/fonts.ts";
import { CLASSES, COLOURS } from "#client/map/palette.ts";
import { PRIORITY } from "#client/map/site-features.ts";
import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  FilterSpecification,
  SymbolLayerSpecification,
} from "maplibre-gl";

export const SITE_SOURCE = "sites";

const labelText: ExpressionSpecification = [
  "case",
  ["==", ["get", "figure"], ""],
  ["get", "name"],
  [
    "format",
    ["get", "name"],
    { "text-font": ["literal", FONT.semibold] },
    "\n",
    {},
    ["get", "figure"],
    {
      "font-scale": 0.88,
      "text-font": ["case", ["get", "hasFigure"], ["literal", FONT.medium], ["literal", FONT.italic]],
      "text-color": ["case", ["get", "hasFigure"], CLASSES.zone.colour, COLOURS.inkSecond],
    },
  ],
];

const inkOf: ExpressionSpecification = [
  "match",
  ["get", "priority"],
  PRIORITY.zone,
  COLOURS.ink,
  PRIORITY.phase,
  COLOURS.ink,
  PRIORITY.approved,
  COLOURS.approved,
  PRIORITY.cluster,
  CLASSES.cluster.colour,
  [PRIORITY.market1, PRIORITY.market2, PRIORITY.market3],
  CLASSES.market.colour,
  CLASSES.infrastructure.colour,
];

/** Where a name may stand, best first: beside its symbol, then a little higher or lower, then at the corners, then further off. */
const placesAround = (pixels: number, textSize: number): unknown[] => {
  const near = pixels / textSize;
  const corner = near * 0.72;
  const far = near + 0.9;
  return [
    "left",
    [near, 0],
    "right",
    [-near, 0],
    "left",
    [near * 0.94, 0.75],
    "left",
    [near * 0.94, -0.75],
    "right",
    [-near * 0.94, 0.75],
    "right",
    [-near * 0.94, -0.75],
    "top-left",
    [corner, corner],
    "bottom-left",
    [corner, -corner],
    "top-right",
    [-corner, corner],
    "bottom-right",
    [-corner, -corner],
    "top",
    [0, near],
    "bottom",
    [0, -near],
    "left",
    [near * 0.92, 1.5],
    "left",
    [near * 0.92, -1.5],
    "right",
    [-near * 0.92, 1.5],
    "right",
    [-near * 0.92, -1.5],
    "left",
    [far, 0.6],
    "left",
    [far, -0.6],
    "right",
    [-far, 0.6],
    "right",
    [-far, -0.6],
    "top",
    [0, far],
    "bottom",
    [0, -far],
  ];
};
/** `beyond`: pixels further off, outside the halo of the selected site. */
const anchors = (beyond: number) =>
  [
    "match",
    ["get", "priority"],
    PRIORITY.zone,
    ["literal", placesAround(20.5 + beyond, 13)],
    PRIORITY.approved,
    ["literal", placesAround(14 + beyond, 13)],
    PRIORITY.market1,
    ["literal", placesAround(16.5 + beyond, 11.5)],
    PRIORITY.market3,
    ["literal", placesAround(10 + beyond, 11.5)],
    ["literal", placesAround(13 + beyond, 11.5)],
  ] as unknown as DataDrivenPropertyValueSpecification<never>;

/** Names of sites with their figure beneath, placed around their symbols. */
export const label = (
  id: string,
  filter: FilterSpecification,
  size: number,
  overlap: "never" | "always",
  more: Partial<SymbolLayerSpecification> = {},
): SymbolLayerSpecification => ({
  id,
  type: "symbol",
  source: SITE_SOURCE,
  filter,
  layout: {
    "symbol-sort-key": ["get", "priority"],
    "text-field": labelText,
    "text-font": [
      "match",
      ["get", "priority"],
      [PRIORITY.zone, PRIORITY.market1],
      ["literal", FONT.semibold],
      ["literal", FONT.medium],
    ],
    "text-size": ["interpolate", ["linear"], ["zoom"], 8, size - 1.5, 9.6, size - 0.3, 13, size + 2],
    "text-variable-anchor-offset": anchors(id === "selected-label" ? 8 : 0),
    "text-justify": "auto",
    "text-line-height": 1.18,
    "text-max-width": 10.5,
    "text-padding": 1,
    "text-overlap": overlap,
  },
  paint: { "text-color": inkOf, "text-halo-color": COLOURS.paper, "text-halo-width": 1.6 },
  ...more,
});
