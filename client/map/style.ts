import { NO_NAMES, type BaseNames } from "#client/map/base-names.ts";
import { FONT_FACES } from "#client/map/fonts.ts";
import type { MapView } from "#client/map/map-view.ts";
import { baseLayers, baseSources } from "#client/map/style-base.ts";
import { siteLayers, siteSources } from "#client/map/style-sites.ts";
import type { StyleSpecification } from "maplibre-gl";

/**
 * The whole map as a pure function of what is to be seen; MapLibre works out what has changed. Hovering is no part of it
 * (feature state), so moving the pointer changes no style. `names` are the computed places of area names.
 */
export const mapStyle = (view: MapView, names: BaseNames = NO_NAMES): StyleSpecification => ({
  version: 8,
  "font-faces": FONT_FACES,
  transition: { duration: 120, delay: 0 },
  sources: { ...baseSources(view, names), ...siteSources(view) },
  layers: [...baseLayers(view), ...siteLayers(view)],
});
