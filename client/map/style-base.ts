import {
  PROVINCE_BOUNDS,
  shortDistrictName,
  shortProvinceName,
  type AreaName,
  type BaseNames,
} from "#client/map/base-names.ts";
import { communeLines, communeNames, communeSources, wide } from "#client/map/style-communes.ts";
import { FONT } from "#client/map/fonts.ts";
import type { MapView } from "#client/map/map-view.ts";
import { COLOURS } from "#client/map/palette.ts";
import { districtBadges } from "#client/map/site-features.ts";
import { mapWords } from "#client/map/words.ts";
import type { LayerId } from "#contracts/layers.ts";
import type { Language } from "#contracts/units.ts";
import type {
  ExpressionSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  SourceSpecification,
  SymbolLayerSpecification,
} from "maplibre-gl";

/** Below this zoom a window is a phone's, or shows far more than the province: fewer names, smaller signs. */
export const SMALL_ZOOM = 9;

/** Small layers of the API drawn under our data, whole, by the name of their source. */
export const BASE_SOURCES = [
  "province",
  "districts",
  "neighbours",
  "water",
  "rivers",
  "roads",
  "places",
] as const satisfies readonly LayerId[];

const fromApi = (id: LayerId): GeoJSONSourceSpecification => ({ type: "geojson", data: `/api/layers/${id}` });

const pointsOf = (
  names: readonly AreaName[],
  language: Language,
  shorten: (name: string) => string,
  extra: (name: AreaName) => object = () => ({}),
): GeoJSONSourceSpecification => ({
  type: "geojson",
  data: {
    type: "FeatureCollection",
    features: names.map((name) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [...name.point] },
      properties: { id: name.id, name: shorten(language === "vi" ? name.nameVi : name.nameEn), ...extra(name) },
    })),
  },
});

export const baseSources = (view: MapView, names: BaseNames): Record<string, SourceSpecification> => {
  const badges = new Map(districtBadges(view.sites).map((badge) => [badge.districtId, badge.count]));
  const words = mapWords(view.language);
  return {
    ...Object.fromEntries(BASE_SOURCES.map((id) => [id, fromApi(id)])),
    ...communeSources(view),
    "neighbour-names": pointsOf(names.neighbours, view.language, shortProvinceName),
    "river-names": { type: "geojson", data: { type: "FeatureCollection", features: names.rivers as never } },
    "district-names": pointsOf(names.districts, view.language, shortDistrictName, ({ id }) => {
      const count = badges.get(id) ?? 0;
      return { count, badge: count ? words.cluster(count) : "" };
    }),
  };
};

/** `Quốc lộ 53` → `QL53`, `National road 53` → `NR 53`. */
const shieldText = (language: Language): ExpressionSpecification => {
  const [long, short, field] =
    language === "vi" ? (["Quốc lộ ", "QL", "nameVi"] as const) : (["National road ", "QL", "nameEn"] as const);
  const name: ExpressionSpecification = ["coalesce", ["get", field], ""];
  return ["case", ["==", ["slice", name, 0, long.length], long], ["concat", short, ["slice", name, long.length]], name];
};

/** Until someone zooms in, places at the sides of the opening map stay unnamed: the edge would cut their names. */
const [WEST, , EAST] = PROVINCE_BOUNDS;
const IS_WELL_INSIDE: ExpressionSpecification = [
  "within",
  {
    type: "Polygon",
    coordinates: [
      [
        [WEST + 0.05, 8],
        [EAST - 0.07, 8],
        [EAST - 0.07, 12],
        [WEST + 0.05, 12],
        [WEST + 0.05, 8],
      ],
    ],
  },
];

const lines = (view: MapView): LayerSpecification[] => {
  const shown = (on: boolean) => ({ visibility: on ? ("visible" as const) : ("none" as const) });
  return [
    { id: "around", type: "background", paint: { "background-color": COLOURS.around } },
    {
      id: "neighbour-lines",
      type: "line",
      source: "neighbours",
      layout: { "line-join": "round" },
      paint: { "line-color": COLOURS.hairline, "line-width": 1 },
    },
    {
      id: "province-band",
      type: "line",
      source: "province",
      layout: { "line-join": "round" },
      paint: { "line-color": COLOURS.provinceBand, "line-width": wide(7, 14) },
    },
    { id: "province", type: "fill", source: "province", paint: { "fill-color": COLOURS.paper } },
    {
      id: "streams",
      type: "line",
      source: "rivers",
      filter: [">=", ["get", "rank"], 3],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": COLOURS.water, "line-width": wide(0.8, 3) },
    },
    {
      id: "river-arms",
      type: "line",
      source: "rivers",
      filter: ["<", ["get", "rank"], 3],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": COLOURS.water,
        "line-width": [
          "interpolate",
          ["exponential", 1.5],
          ["zoom"],
          9,
          ["case", ["==", ["get", "rank"], 1], 2.4, 1.6],
          14,
          ["case", ["==", ["get", "rank"], 1], 14, 9],
        ],
      },
    },
    { id: "water", type: "fill", source: "water", paint: { "fill-color": COLOURS.water } },
    ...communeLines(view),
    {
      id: "district-lines",
      type: "line",
      source: "districts",
      layout: { "line-join": "round", ...shown(view.layers.has("districts")) },
      paint: { "line-color": COLOURS.districtLine, "line-width": wide(0.9, 1.8), "line-dasharray": [5, 2] },
    },
    {
      id: "province-line",
      type: "line",
      source: "province",
      layout: { "line-join": "round" },
      paint: { "line-color": COLOURS.provinceLine, "line-width": wide(1.2, 2.4) },
    },
    {
      id: "roads",
      type: "line",
      source: "roads",
      layout: { "line-join": "round", ...shown(view.layers.has("roads")) },
      paint: {
        "line-color": COLOURS.road,
        "line-width": [
          "interpolate",
          ["linear"],
          ["zoom"],
          9,
          ["case", ["==", ["get", "rank"], 1], 2, 1.5],
          14,
          ["case", ["==", ["get", "rank"], 1], 4, 3],
        ],
        "line-dasharray": [3.4, 1.6],
      },
    },
  ];
};

const halo = (colour: string, width = 1.4) => ({ "text-halo-color": colour, "text-halo-width": width });

/** Quiet names, lowest first: what stands further down this list is placed before the others. */
const names = (view: MapView): SymbolLayerSpecification[] => {
  const field: ExpressionSpecification = ["coalesce", ["get", view.language === "vi" ? "nameVi" : "nameEn"], ""];
  const layers: SymbolLayerSpecification[] = [
    {
      id: "stream-names",
      type: "symbol",
      source: "rivers",
      minzoom: 11,
      filter: [">=", ["get", "rank"], 3],
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 380,
        "text-field": field,
        "text-font": FONT.italic,
        "text-size": 11,
        "text-max-angle": 28,
        "text-padding": 6,
      },
      paint: { "text-color": COLOURS.waterInk, ...halo(COLOURS.paper) },
    },
    ...communeNames(view),
  ];
  if (view.layers.has("places")) {
    layers.push({
      id: "places",
      type: "symbol",
      source: "places",
      filter: [
        "all",
        ["any", [">=", ["zoom"], 9], ["==", ["get", "rank"], 1]],
        ["any", [">=", ["zoom"], 10.8], IS_WELL_INSIDE],
      ],
      layout: {
        "symbol-sort-key": ["get", "rank"],
        "icon-image": "place",
        "icon-padding": 1,
        "icon-optional": false,
        "text-field": field,
        "text-font": ["case", ["==", ["get", "rank"], 1], ["literal", FONT.medium], ["literal", FONT.regular]],
        "text-size": [
          "interpolate",
          ["linear"],
          ["zoom"],
          9,
          ["case", ["==", ["get", "rank"], 1], 12, 11],
          13,
          ["case", ["==", ["get", "rank"], 1], 15, 13],
        ],
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 0.5,
        "text-justify": "auto",
        "text-padding": 4,
        "text-max-width": 8,
      },
      paint: { "text-color": COLOURS.placeInk, ...halo(COLOURS.paper) },
    });
  }
  if (view.layers.has("roads")) {
    layers.push({
      id: "road-shields",
      type: "symbol",
      source: "roads",
      minzoom: 9,
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 320,
        "symbol-sort-key": ["get", "rank"],
        "icon-image": "shield",
        "icon-text-fit": "both",
        "icon-text-fit-padding": [0, 1, 0, 1],
        "icon-rotation-alignment": "viewport",
        "icon-padding": 6,
        "text-field": shieldText(view.language),
        "text-font": FONT.medium,
        "text-size": 10,
        "text-rotation-alignment": "viewport",
        "text-padding": 6,
      },
      paint: { "text-color": COLOURS.roadInk },
    });
  }
  layers.push(
    {
      id: "neighbour-names",
      type: "symbol",
      source: "neighbour-names",
      maxzoom: 12,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT.regular,
        "text-size": ["interpolate", ["linear"], ["zoom"], 8, 11, 10, 13],
        "text-letter-spacing": 0.22,
        "text-transform": "uppercase",
        "text-padding": 10,
        "text-max-width": 12,
      },
      paint: { "text-color": "#8f897c", ...halo(COLOURS.around, 1.2) },
    },
    {
      id: "river-names",
      type: "symbol",
      source: "river-names",
      minzoom: 8.5,
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 220,
        "symbol-sort-key": ["get", "rank"],
        "text-field": field,
        "text-font": FONT.italic,
        "text-size": [
          "interpolate",
          ["linear"],
          ["zoom"],
          9,
          ["case", ["==", ["get", "rank"], 1], 12.5, 11],
          13,
          ["case", ["==", ["get", "rank"], 1], 17, 14],
        ],
        "text-letter-spacing": 0.08,
        "text-max-angle": 40,
        "text-padding": 4,
      },
      paint: {
        "text-color": COLOURS.waterInk,
        "text-halo-color": COLOURS.water,
        "text-halo-width": ["case", ["==", ["get", "rank"], 1], 1, 0.6],
      },
    },
  );
  if (view.layers.has("districts")) layers.push(districtNames);
  return layers;
};

/** Spaced capitals, the quietest voice over an area. */
const districtNames: SymbolLayerSpecification = {
  id: "district-names",
  type: "symbol",
  source: "district-names",
  minzoom: SMALL_ZOOM,
  maxzoom: 13,
  layout: {
    "text-field": ["get", "name"],
    "text-font": FONT.regular,
    "text-transform": "uppercase",
    "text-letter-spacing": 0.2,
    "text-max-width": 20,
    "text-size": ["interpolate", ["linear"], ["zoom"], 9, 10.5, 10.5, 12.5, 12.5, 16],
    "text-padding": 3,
  },
  paint: { "text-color": COLOURS.districtInk, ...halo(COLOURS.paper, 1.6) },
};

export const baseLayers = (view: MapView): LayerSpecification[] => [...lines(view), ...names(view)];
