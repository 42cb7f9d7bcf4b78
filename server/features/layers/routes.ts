import { type LayerId, layerById, layerId, layers } from "#contracts/layers.ts";
import { describedLayers, noLayer } from "#server/map-layers.ts";
import { type Api, route } from "#server/route.ts";
import adminUnitsSql from "./admin-units.sql?raw";
import shapesSql from "./shapes.sql?raw";
import sitesSql from "./sites.sql?raw";

/** Layers that are administrative units. */
const UNITS_OF: Partial<Record<LayerId, readonly [level: string, edition: string]>> = {
  province: ["province", "2015"],
  districts: ["district", "2015"],
  communes: ["commune", "2015"],
  "communes-2025": ["commune", "2025"],
};

export const layersFeature = (api: Api): void => {
  route(api, layers, (_, read) => describedLayers(read, layerId.options));

  route(
    api,
    layerById,
    ({ params: { id } }, read) => {
      if (id === "sites") return read(sitesSql);
      const units = UNITS_OF[id];
      return units ? read(adminUnitsSql, units) : read(shapesSql, [id]);
    },
    { type: "application/geo+json; charset=utf-8", notFound: ({ id }) => noLayer(id) },
  );
};
