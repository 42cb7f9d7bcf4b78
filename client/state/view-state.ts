import type { Language } from "#contracts/units.ts";

/** What a person can switch on and off; also the values of `layers` in the URL. */
export const LAYER_SWITCHES = [
  "zones",
  "approved-zones",
  "clusters",
  "markets-1",
  "markets-2",
  "markets-3",
  "shops",
  "transport",
  "outlines",
  "districts",
  "communes",
  "roads",
  "places",
] as const;
export type LayerSwitch = (typeof LAYER_SWITCHES)[number];

/** Estimated outlines and commune lines stay off until asked for: an outline shown by an authority reads as a land boundary. */
export const DEFAULT_LAYERS: readonly LayerSwitch[] = [
  "zones", "approved-zones", "clusters", "markets-1", "markets-2", "markets-3", "transport", "districts", "roads", "places",
];

/** Position of the map: centre in degrees, zoom as MapLibre counts it. */
export type Camera = { readonly lng: number; readonly lat: number; readonly zoom: number };

/** Pages of the panel. `site` needs `siteId`; `figure` needs `figureId`. */
export type Page = "overview" | "site" | "figure" | "sources" | "checks";

/**
 * Everything a link restores. Map, list, keyboard and URL read and write this one object.
 */
export type ViewState = {
  readonly language: Language;
  readonly page: Page;
  readonly siteId: string | null;
  readonly figureId: string | null;
  readonly sourceId: string | null;
  readonly query: string;
  readonly layers: readonly LayerSwitch[];
  /** Null: the whole province fitted to the window. */
  readonly camera: Camera | null;
};
