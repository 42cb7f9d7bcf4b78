import * as z from "zod/mini";
import { dataViewAndSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { slug } from "./units.ts";

export const layerId = z.enum([
  "sites",
  "site-outlines",
  "province",
  "districts",
  "communes",
  "communes-2025",
  "neighbours",
  "water",
  "rivers",
  "roads",
  "places",
]);
export type LayerId = z.output<typeof layerId>;

/** GeoJSON (RFC 7946). Properties depend on the layer and are listed in geodata/README.md; figures are never among them. */
export const featureCollection = z.object({
  type: z.literal("FeatureCollection"),
  features: z.array(
    z.object({
      type: z.literal("Feature"),
      id: z.string(),
      geometry: z.object({ type: z.string(), coordinates: z.array(z.unknown()) }),
      properties: z.record(z.string(), z.nullable(z.union([z.string(), z.number(), z.boolean()]))),
    }),
  ),
});
export type FeatureCollection = z.output<typeof featureCollection>;

export const layers = endpoint({
  name: "layers",
  method: "GET",
  path: "/api/layers",
  access: "public",
  summary: "Layers with their title, feature count, credit and quality",
  params: z.object({}),
  query: z.strictObject(dataViewAndSet),
  output: z.object({
    items: z.array(
      z.object({
        id: layerId,
        titleVi: z.string(),
        titleEn: z.string(),
        features: z.int(),
        credit: z.nullable(z.string()),
        sourceIds: z.array(slug),
        qualityVi: z.string(),
        qualityEn: z.string(),
      }),
    ),
    total: z.int(),
  }),
});

export const layerById = endpoint({
  name: "layerById",
  method: "GET",
  path: "/api/layers/:id",
  access: "public",
  summary: "One layer as GeoJSON",
  params: z.object({ id: layerId }),
  query: z.strictObject(dataViewAndSet),
  output: featureCollection,
});
