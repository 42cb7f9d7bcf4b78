import * as z from "zod/mini";
import { dataSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { layerId } from "./layers.ts";

/** Version of a layer as tiles are addressed by it: two versions differ where any tile may. */
export const tileVersion = z.string().check(z.regex(/^[\w-]{1,64}$/));

/** Vector tiles (Mapbox Vector Tile 2.1), at the address that TileJSON names. */
export const TILE_PATH = "/tiles/{version}/{layer}/{z}/{x}/{y}.mvt";

/** `version` is that of the layer's TileJSON, or `latest`; the place is one in the tile grid of Web Mercator. */
export const tileAddress = z.object({
  version: tileVersion,
  layer: layerId,
  z: z.int().check(z.minimum(0), z.maximum(22)),
  x: z.int().check(z.minimum(0)),
  y: z.int().check(z.minimum(0)),
});

/** West, south, east, north in degrees. */
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** TileJSON 3.0.0 (https://github.com/mapbox/tilejson-spec). `dataVersion` is ours: the version in `tiles`. */
export const tileJson = endpoint({
  name: "tileJson",
  method: "GET",
  path: "/tiles/:layer.json",
  access: "public",
  summary: "Address, fields and extent of a layer's vector tiles, as TileJSON 3.0",
  params: z.object({ layer: layerId }),
  query: z.strictObject({ data: z.optional(dataSet) }),
  output: z.object({
    tilejson: z.literal("3.0.0"),
    name: z.string(),
    tiles: z.tuple([z.string()]),
    vector_layers: z.array(
      z.object({
        id: z.string(),
        description: z.string(),
        fields: z.record(z.string(), z.string()),
        minzoom: z.int(),
        maxzoom: z.int(),
      }),
    ),
    attribution: z.string(),
    bounds: box,
    minzoom: z.int(),
    maxzoom: z.int(),
    scheme: z.literal("xyz"),
    dataVersion: tileVersion,
  }),
});

/** What an open map needs after a layer's version has changed: which of the tiles it shows are no longer true. */
export const tileChanges = endpoint({
  name: "tileChanges",
  method: "GET",
  path: "/tiles/:layer/changes",
  access: "public",
  summary: "Where a layer differs from an earlier version of it",
  params: z.object({ layer: layerId }),
  query: z.strictObject({ since: tileVersion, data: z.optional(dataSet) }),
  output: z.object({
    dataVersion: tileVersion,
    /** Null where everything may differ, as after a restart of the server. */
    boxes: z.nullable(z.array(box)),
  }),
});
