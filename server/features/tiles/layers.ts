import { layerId } from "#contracts/layers.ts";
import type { TileLayer } from "./tile-layer.ts";

/** Layers whose names are written by the map at a point the tiles bring along. */
const WITH_LABELS: readonly string[] = ["communes", "communes-2025", "districts"];

/** Past this the map enlarges tiles; a unit of a tile is then 4 cm of ground. */
const MAX_ZOOM = 16;

/** All layers of the map; none has more features than the farthest zoom shows. */
export const TILE_LAYERS: readonly TileLayer[] = layerId.options.map((id) => ({
  id,
  relation: "api.map_feature",
  columns: null,
  maxZoom: MAX_ZOOM,
  hasLabels: WITH_LABELS.includes(id),
  overview: null,
}));
