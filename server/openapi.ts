import * as z from "zod/mini";
import { ENDPOINTS } from "#contracts/api.ts";
import type { Endpoint } from "#contracts/endpoint.ts";
import { problem } from "#contracts/problem.ts";
import { TILE_PATH, tileAddress } from "#contracts/tiles.ts";

type Json = Record<string, unknown>;
type Version = "3.1" | "3.0";

const TARGETS = { "3.1": "draft-2020-12", "3.0": "openapi-3.0" } as const;

const schemaOf = (schema: z.ZodMiniType, version: Version, io: "input" | "output"): Json => {
  // Refinements and codecs have no JSON Schema; the wire form on its side is what a client needs.
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: TARGETS[version],
    io,
    unrepresentable: "any",
  }) as Json;
  return json;
};

/** The OpenAPI document, made of the same values the server mounts and the client calls. */
export const openApiDocument = (version: Version): Json => ({
  openapi: version === "3.1" ? "3.1.0" : "3.0.3",
  info: {
    title: "Bản đồ công nghiệp Vĩnh Long – API",
    version: "1",
    description:
      "Sites, dated figures with their sources, data checks and map layers of Vĩnh Long province (before July 2025). " +
      "Shares are fractions, positions [longitude, latitude] in WGS 84, dates YYYY-MM-DD. Every answer has an ETag.",
  },
  servers: [{ url: "/" }],
  paths: {
    ...Object.fromEntries(
      ENDPOINTS.map((endpoint) => [endpoint.path.replaceAll(/:(\w+)/g, "{$1}"), { get: operation(endpoint, version) }]),
    ),
    [TILE_PATH]: { get: tileOperation(version) },
  },
  components: { schemas: { Problem: schemaOf(problem, version, "output") } },
});

const operation = (endpoint: Endpoint, version: Version): Json => ({
  operationId: endpoint.name,
  summary: endpoint.summary,
  parameters: [...parameters(endpoint.params, "path", version), ...parameters(endpoint.query, "query", version)],
  responses: {
    200: {
      description: "The answer; revalidate it with If-None-Match",
      headers: { ETag: { schema: { type: "string" } } },
      content: {
        [endpoint.name === "layerById" ? "application/geo+json" : "application/json"]: {
          schema: schemaOf(endpoint.output, version, "output"),
        },
      },
    },
    304: { description: "What the client holds is still current" },
    400: problemAnswer("A parameter is unknown, repeated or not as expected; `errors` says which"),
    404: problemAnswer("There is nothing of that id"),
    503: problemAnswer("Temporarily unavailable; Retry-After says when to ask again"),
  },
});

/** Tiles are no JSON, so they are no endpoint of the contract; their address is described by it all the same. */
const tileOperation = (version: Version): Json => ({
  operationId: "tile",
  summary: "One vector tile of a layer, immutable at its version; empty where nothing of the layer is",
  parameters: parameters(tileAddress, "path", version),
  responses: {
    200: {
      description: "Mapbox Vector Tile 2.1, of the layer and, where it has names, of <layer>-labels",
      headers: { ETag: { schema: { type: "string" } } },
      content: { "application/vnd.mapbox-vector-tile": { schema: { type: "string", format: "binary" } } },
    },
    304: { description: "What the client holds is still current" },
    404: problemAnswer("No such layer, version or place in the grid"),
    503: problemAnswer("Temporarily unavailable; Retry-After says when to ask again"),
  },
});

const problemAnswer = (description: string): Json => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

const parameters = (schema: z.ZodMiniObject, place: "path" | "query", version: Version): Json[] => {
  const { properties = {}, required = [] } = schemaOf(schema, version, "input") as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
};
