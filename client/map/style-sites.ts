import { FONT } from "#client/map/fonts.ts";
import type { MapView } from "#client/map/map-view.ts";
import { CLASSES, COLOURS } from "#client/map/palette.ts";
import { FAN, groupTies, isGroupTied, PHASE_ZOOM, PRIORITY, siteFeatures } from "#client/map/site-features.ts";
import { SMALL_ZOOM } from "#client/map/style-base.ts";
import { label, SITE_SOURCE } from "#client/map/style-labels.ts";
import { mapWords } from "#client/map/words.ts";
import type {
  CircleLayerSpecification,
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  FilterSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  SymbolLayerSpecification,
} from "maplibre-gl";

/** Layers that answer to the pointer, symbols before names. */
export const SYMBOL_LAYERS = ["site-symbols", "minor-symbols", "small-dots"] as const;
export const LABEL_LAYERS = ["selected-label", "zone-labels", "site-labels", "phase-labels"] as const;
export const BADGE_LAYER = "district-badges";
export const BADGE_LAYER_SMALL = "district-badges-small";

export const siteSources = (view: MapView): Record<string, GeoJSONSourceSpecification> => ({
  [SITE_SOURCE]: {
    type: "geojson",
    promoteId: "id",
    data: { type: "FeatureCollection", features: siteFeatures(view.sites, view.language, view.day != null) },
  },
  "group-tie": {
    type: "geojson",
    data: {
      type: "FeatureCollection",
      features: (isGroupTied(view) ? groupTies(view.sites) : []).map(({ line, isNamed }) => ({
        type: "Feature",
        geometry: { type: "LineString", coordinates: line.map((point) => [...point]) },
        properties: { isNamed },
      })),
    },
  },
  ...(view.layers.has("outlines") ? { outlines: { type: "geojson" as const, data: "/api/layers/site-outlines" } } : {}),
});

const SLOT_OFFSETS = FAN.slice(1).flatMap((shift, index) => [index + 1, ["literal", [...shift]]]);
/** Shift of sites that share their point with others. */
const fanOffset = [
  "match",
  ["get", "slot"],
  ...SLOT_OFFSETS,
  ["literal", [0, 0]],
] as unknown as ExpressionSpecification;

const isOn = (view: MapView): ExpressionSpecification => ["in", ["get", "switch"], ["literal", [...view.layers]]];
const matches = (view: MapView): ExpressionSpecification | true =>
  view.matchIds === null ? true : ["in", ["get", "id"], ["literal", [...view.matchIds]]];
const isSelected = (view: MapView): ExpressionSpecification => ["==", ["get", "id"], view.selectedId ?? ""];

const all = (...parts: (ExpressionSpecification | true)[]): FilterSpecification =>
  ["all", ...parts.filter((part) => part !== true)] as unknown as FilterSpecification;

/** Faded, not gone: where a site is stays readable while others are searched for. */
const DIMMED = 0.22;
const strength = (view: MapView): DataDrivenPropertyValueSpecification<number> => {
  const match = matches(view);
  return match === true ? 1 : ["case", ["any", match, isSelected(view)], 1, DIMMED];
};

const halo = (
  id: string,
  filter: FilterSpecification,
  paint: CircleLayerSpecification["paint"],
): CircleLayerSpecification => ({
  id,
  type: "circle",
  source: SITE_SOURCE,
  filter,
  paint: { "circle-pitch-alignment": "viewport", ...paint },
});

/** As the symbols grow with the zoom, so do their halos. */
const haloRadius = (beyond: number): ExpressionSpecification => {
  const at = (scale: number): ExpressionSpecification => ["+", ["*", ["get", "radius"], scale], beyond];
  return ["interpolate", ["linear"], ["zoom"], 8, at(0.56), 10, at(1), 14, at(1.25)];
};

const hoverStrength: ExpressionSpecification = ["case", ["boolean", ["feature-state", "hover"], false], 1, 0];

const outlineLayers = (view: MapView): LayerSpecification[] => {
  if (!view.layers.has("outlines")) return [];
  const surveyed: ExpressionSpecification = ["==", ["get", "class"], "surveyed"];
  return [
    {
      id: "outline-fill",
      type: "fill",
      source: "outlines",
      paint: { "fill-color": COLOURS.leasedFill, "fill-opacity": ["case", surveyed, 0.55, 0.18] },
    },
    {
      id: "outline-surveyed",
      type: "line",
      source: "outlines",
      filter: surveyed,
      paint: { "line-color": COLOURS.leased, "line-width": 1.6 },
    },
    {
      id: "outline-estimated",
      type: "line",
      source: "outlines",
      filter: ["!", surveyed],
      paint: { "line-color": COLOURS.leased, "line-width": 1.4, "line-dasharray": [3, 2.2] },
    },
    {
      id: "outline-names",
      type: "symbol",
      source: "outlines",
      minzoom: 12,
      filter: ["!", surveyed],
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 24,
        "text-field": mapWords(view.language).estimated,
        "text-font": FONT.italic,
        "text-size": 10.5,
        "text-offset": [0, -0.75],
        "text-padding": 7,
        "text-max-angle": 20,
      },
      paint: { "text-color": COLOURS.leased, "text-halo-color": COLOURS.paper, "text-halo-width": 1.4 },
    },
  ];
};

/** A badge stands for no place, so it may move within its district to where it covers nothing. */
const BADGE_PLACES = [0, 1.7, -1.7, 3.4, -3.4, 5].flatMap((down) =>
  [0, -2.5, 2.5, -5, 5].flatMap((right) => ["center", [right, down]]),
);

const badgeLayers = (view: MapView): LayerSpecification[] => {
  if (!view.layers.has("clusters")) return [];
  const counted: ExpressionSpecification = [">", ["get", "count"], 0];
  const place = {
    "text-variable-anchor-offset": BADGE_PLACES as never,
    "text-overlap": "always" as const,
    "text-font": FONT.medium,
  };
  return [
    // A phone showing the whole province has room for the sign only.
    {
      id: BADGE_LAYER_SMALL,
      type: "symbol",
      source: "district-names",
      maxzoom: SMALL_ZOOM,
      filter: counted,
      layout: {
        ...place,
        "text-field": [
          "format",
          ["image", "clusterInText"],
          { "font-scale": 0.62 },
          ["concat", "\u00a0+", ["to-string", ["get", "count"]]],
          {},
        ],
        "text-size": 10,
      },
      paint: { "text-color": CLASSES.cluster.colour, "text-halo-color": COLOURS.paper, "text-halo-width": 1.6 },
    },
    {
      id: BADGE_LAYER,
      type: "symbol",
      source: "district-names",
      minzoom: SMALL_ZOOM,
      filter: counted,
      layout: {
        ...place,
        "text-field": [
          "format",
          ["image", "clusterInText"],
          {},
          ["concat", "\u00a0\u00a0", ["get", "name"], " ", ["get", "badge"]],
          {},
        ],
        "text-size": 11.5,
        "text-max-width": 30,
        "text-padding": 4,
        "icon-image": "badge",
        "icon-text-fit": "both",
        "icon-text-fit-padding": [1, 2, 1, 2],
        "icon-overlap": "always",
      },
      paint: { "text-color": CLASSES.cluster.colour },
    },
  ];
};

/** The thin tie that makes one group of the Plan's three sites; no boundary, no road. */
const groupLayers = (view: MapView): LayerSpecification[] =>
  view.layers.has("zones")
    ? [
        {
          id: "group-tie-casing",
          type: "line",
          source: "group-tie",
          layout: { "line-cap": "round" },
          paint: { "line-color": COLOURS.paper, "line-width": 4, "line-opacity": 0.85 },
        },
        {
          id: "group-tie",
          type: "line",
          source: "group-tie",
          layout: { "line-cap": "round" },
          paint: {
            "line-color": COLOURS.leased,
            "line-width": 1.3,
            "line-opacity": view.matchIds === null ? 0.75 : 0.25,
          },
        },
      ]
    : [];

const groupName = (view: MapView): SymbolLayerSpecification[] =>
  view.layers.has("zones")
    ? [
        {
          id: "group-name",
          type: "symbol",
          source: "group-tie",
          maxzoom: 13,
          filter: ["get", "isNamed"],
          layout: {
            "symbol-placement": "line-center",
            "text-field": mapWords(view.language).threeZones,
            "text-font": FONT.medium,
            "text-size": 11.5,
            "text-letter-spacing": 0.03,
            "text-offset": [0, -0.75],
            "text-max-angle": 40,
            "text-padding": 4,
          },
          paint: { "text-color": COLOURS.leased, "text-halo-color": COLOURS.paper, "text-halo-width": 1.6 },
        },
      ]
    : [];

/** Infrastructure gives way to zones, clusters, markets and their names while the map is small. */
const isMinor: ExpressionSpecification = ["in", ["get", "priority"], ["literal", [PRIORITY.transport, PRIORITY.shop]]];
/** Class 3 markets: on a small map names are written over these dots, or no name would find room. */
const isDot: ExpressionSpecification = ["==", ["get", "priority"], PRIORITY.market3];
const MINOR_OVERLAP = ["step", ["zoom"], "never", 11.5, "always"] as unknown as "never";

const symbols = (
  id: string,
  view: MapView,
  filter: FilterSpecification,
  overlap: "always" | "never",
  more: Partial<SymbolLayerSpecification> = {},
  layout: SymbolLayerSpecification["layout"] = {},
): SymbolLayerSpecification => ({
  id,
  type: "symbol",
  source: SITE_SOURCE,
  filter,
  ...more,
  layout: {
    // The most important symbol is drawn last, over its neighbours.
    "symbol-sort-key": ["-", 0, ["get", "priority"]],
    "icon-image": ["get", "symbol"],
    "icon-offset": fanOffset,
    "icon-overlap": overlap,
    "icon-padding": 0,
    "icon-size": ["interpolate", ["linear"], ["zoom"], 8, 0.56, 9.6, 0.96, 10, 1, 14, 1.25],
    ...layout,
  },
  paint: { "icon-opacity": strength(view) },
});

/** A made-up list is a dense one, and its rings are larger than dots: names are written over them up to this zoom. */
const DENSE_ZOOM = 11.5;
/** On a map that shows the whole province the rings of so many would cover it: half as large, they leave room for the rest. */
const DENSE_SIZE: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 8, 0.3, 9.6, 0.6, 11.5, 1];
/** Of a dense list on a phone: made-up clusters and markets lie under the names of zones, which have no free place to go to. */
const isUnderNames: ExpressionSpecification = [
  "all",
  ["<", ["zoom"], SMALL_ZOOM],
  ["in", ["get", "priority"], ["literal", [PRIORITY.cluster, PRIORITY.market1, PRIORITY.market2]]],
];

/** Our data, drawn last. Symbols stand on top so that their places are taken before any name is placed. */
export const siteLayers = (view: MapView): LayerSpecification[] => {
  const on = isOn(view);
  const match = matches(view);
  const other: ExpressionSpecification = ["!=", ["get", "id"], view.selectedId ?? ""];
  const isZoneLabel: ExpressionSpecification = ["<=", ["get", "priority"], PRIORITY.approved];
  const isPhase: ExpressionSpecification = ["==", ["get", "priority"], PRIORITY.phase];
  const named: ExpressionSpecification = [">=", ["zoom"], ["get", "labelZoom"]];
  const isDense = view.sites.some(({ dataSet }) => dataSet === "illustrative");
  const dotZoom = isDense ? DENSE_ZOOM : SMALL_ZOOM;
  const underNames: ExpressionSpecification = isDense ? ["any", isDot, isUnderNames] : isDot;
  return [
    ...outlineLayers(view),
    ...groupLayers(view),
    symbols(
      "small-dots",
      view,
      all(on, underNames),
      "always",
      { maxzoom: dotZoom },
      { "icon-ignore-placement": true, ...(isDense && { "icon-size": DENSE_SIZE }) },
    ),
    label("phase-labels", all(on, match, other, isPhase), 11, "never", { minzoom: PHASE_ZOOM }),
    label("site-labels", all(on, match, other, named, ["!", isZoneLabel], ["!", isPhase]), 11.5, "never"),
    ...groupName(view),
    symbols("minor-symbols", view, all(["any", on, isSelected(view)], isMinor), MINOR_OVERLAP),
    ...badgeLayers(view),
    label("zone-labels", all(on, match, other, named, isZoneLabel), 13, "always"),
    label("selected-label", all(isSelected(view)), 13, "always"),
    halo("hover-halo", all(on), {
      "circle-radius": haloRadius(5),
      "circle-color": COLOURS.accentHalo,
      "circle-opacity": ["*", hoverStrength, 0.4],
      "circle-stroke-color": COLOURS.accent,
      "circle-stroke-width": 1.2,
      "circle-stroke-opacity": hoverStrength,
    }),
    halo("selected-halo", all(isSelected(view)), {
      "circle-radius": haloRadius(6),
      "circle-color": COLOURS.accentHalo,
      "circle-opacity": 0.25,
      "circle-stroke-color": COLOURS.accent,
      "circle-stroke-width": 2.6,
    }),
    symbols(
      "site-symbols",
      view,
      all(
        ["any", on, isSelected(view)],
        [">=", ["zoom"], ["get", "fromZoom"]],
        ["!", isMinor],
        ["any", ["!", underNames], [">=", ["zoom"], dotZoom], isSelected(view)],
      ),
      "always",
    ),
  ];
};
