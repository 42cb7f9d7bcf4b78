import * as z from "zod/mini";
import { ENDPOINTS, isPublicData } from "#contracts/api.ts";
import type { Endpoint } from "#contracts/endpoint.ts";
import { FILE_MEDIA_TYPES } from "#contracts/file-formats.ts";
import { CALL_FILE_PATH, callFile } from "#contracts/calls.ts";
import { FILE_PATH, fileAddress } from "#contracts/files.ts";
import { problem } from "#contracts/problem.ts";
import { PACK_HANDOUT_PATH, packHandout } from "#contracts/packs.ts";
import { REPORT_MEDIA_TYPES } from "#contracts/report-formats.ts";
import { REPORT_FILE_PATH, reportFile } from "#contracts/reports.ts";
import {
  ATLAS_PATH,
  atlasFile,
  CARD_PICTURE_PATH,
  HANDOUT_PATH,
  handoutFile,
  MAP_PICTURE_PATH,
  SHEET_PATH,
  siteMap,
  sheetFile,
  sitePicture,
} from "#contracts/sheets.ts";
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
      ENDPOINTS.map(({ path }) => [
        path.replaceAll(/:(\w+)/g, "{$1}"),
        Object.fromEntries(
          ENDPOINTS.filter((endpoint) => endpoint.path === path).map((endpoint) => [
            endpoint.method.toLowerCase(),
            operation(endpoint, version),
          ]),
        ),
      ]),
    ),
    [TILE_PATH]: { get: tileOperation(version) },
    "/api/live": { get: liveOperation() },
    ...Object.fromEntries(DOCUMENTS.map((document) => [document.path, { get: documentOperation(document, version) }])),
    [FILE_PATH]: { get: fileOperation(version) },
    ...Object.fromEntries(SITE_FILES.map((file) => [file.path, { get: siteFileOperation(file, version) }])),
  },
  components: {
    securitySchemes: SECURITY_SCHEMES,
    schemas: { Problem: schemaOf(problem, version, "output") },
  },
});

/** A session for people, a personal token for programs: as bearer, or as the password of Basic with any name. */
const SECURITY_SCHEMES: Json = {
  session: { type: "apiKey", in: "cookie", name: "vlmap_session", description: "`__Host-vlmap_session` over HTTPS" },
  personalToken: { type: "http", scheme: "bearer", description: "Begins with vlm_; reads only" },
  personalTokenAsPassword: { type: "http", scheme: "basic", description: "Any name, the personal token as password" },
};

const operation = (endpoint: Endpoint, version: Version): Json =>
  isPublicData(endpoint) ? publicRead(endpoint, version) : accountOperation(endpoint, version);

const accountOperation = (
  { name, summary, access, allowsToken, body, ifMatch, takesKey, ...endpoint }: Endpoint,
  version: Version,
): Json => ({
  operationId: name,
  summary: Array.isArray(access) ? `${summary} (${access.join(", ")})` : summary,
  parameters: [
    ...parameters(endpoint.params, "path", version),
    ...parameters(endpoint.query, "query", version),
    ...(ifMatch ? [ifMatchHeader(ifMatch === "always")] : []),
    ...(takesKey ? [KEY_HEADER] : []),
  ],
  security: [
    ...(access === "public" ? [{}] : []),
    { session: [] },
    ...(allowsToken ? [{ personalToken: [] }, { personalTokenAsPassword: [] }] : []),
  ],
  ...(body && {
    requestBody: { required: true, content: { "application/json": { schema: schemaOf(body, version, "input") } } },
  }),
  responses: {
    200: {
      description: "Done; never to be kept by a cache",
      content: { "application/json": { schema: schemaOf(endpoint.output, version, "output") } },
    },
    400: problemAnswer("Something given is unknown or not as expected; `errors` says which"),
    401: problemAnswer("Nobody is signed in, or name, password or code are not right"),
    403: problemAnswer("The account has not the role, or the request came from another site"),
    404: problemAnswer("There is nothing of that id"),
    ...(endpoint.path.startsWith("/api/land/") &&
      endpoint.method !== "GET" && {
        409: problemAnswer("Another row stands in the way; `errors` says which and at what field"),
        412: problemAnswer("The row has another version: `current` is the row, `fields` those that differ"),
        ...(ifMatch && { 428: problemAnswer("If-Match is missing") }),
        ...(takesKey && { 422: problemAnswer("The Idempotency-Key was used for another write") }),
      }),
    429: problemAnswer("Too many wrong attempts; Retry-After says when to try again"),
    503: problemAnswer("Temporarily unavailable; Retry-After says when to ask again"),
  },
});

const ifMatchHeader = (isRequired: boolean): Json => ({
  name: "If-Match",
  in: "header",
  required: isRequired,
  description: "ETag of the row as it was read",
  schema: { type: "string" },
});

const KEY_HEADER: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "1 to 100 visible ASCII characters; sent again within a day, nothing is written twice and the answer is the same",
  schema: { type: "string", pattern: "^[!-~]{1,100}$" },
};

const publicRead = (endpoint: Endpoint, version: Version): Json => ({
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

/** A stream, so no endpoint of the contract either. */
const liveOperation = (): Json => ({
  operationId: "live",
  summary: "The version of the data as server-sent events: the present one at once, each new one within two seconds",
  parameters: [
    { name: "data", in: "query", required: false, schema: { type: "string", enum: ["published", "illustrative"] } },
  ],
  responses: {
    200: {
      description: 'Events named `version` whose data are JSON: `{"dataVersion": …}`',
      content: { "text/event-stream": { schema: { type: "string" } } },
    },
    400: problemAnswer("A parameter is unknown or not as expected; `errors` says which"),
    503: problemAnswer("Not ready, or too many listen; Retry-After says when to ask again"),
  },
});

/** Documents neither. */
const DOCUMENTS = [
  { path: REPORT_FILE_PATH, id: "reportFile", what: "A report", address: reportFile },
  { path: CALL_FILE_PATH, id: "callFile", what: "The list of calls for investment", address: callFile },
] as const;

const documentOperation = ({ id, what, address }: (typeof DOCUMENTS)[number], version: Version): Json => ({
  operationId: id,
  summary: `${what} as a file: tables with live formulas, or the administrative document form (in Vietnamese)`,
  parameters: [...parameters(address.params, "path", version), ...parameters(address.query, "query", version)],
  responses: {
    200: {
      description: "The file, the same bytes for the same data; Content-Disposition names it",
      headers: { ETag: { schema: { type: "string" } }, "Content-Disposition": { schema: { type: "string" } } },
      content: Object.fromEntries(
        Object.values(REPORT_MEDIA_TYPES).map((type) => [type, { schema: { type: "string", format: "binary" } }]),
      ),
    },
    304: { description: "What the client holds is still current" },
    400: problemAnswer("A parameter is unknown, repeated or not as expected; `errors` says which"),
    404: problemAnswer("No such report or format"),
    503: problemAnswer("Temporarily unavailable; Retry-After says when to ask again"),
  },
});

const SITE_FILES = [
  {
    path: SHEET_PATH,
    id: "sheet",
    of: sheetFile,
    type: "application/pdf",
    summary: "A site on A4 with maps at a true scale",
  },
  {
    path: MAP_PICTURE_PATH,
    id: "mapPicture",
    of: siteMap,
    type: "image/png",
    summary: "The map of a site's sheet",
  },
  {
    path: CARD_PICTURE_PATH,
    id: "cardPicture",
    of: sitePicture,
    type: "image/png",
    summary: "What a link to a site shows",
  },
  {
    path: HANDOUT_PATH,
    id: "handout",
    of: handoutFile,
    type: "application/pdf",
    summary: "The sheets of some sites, in the order in which they are named",
  },
  {
    path: PACK_HANDOUT_PATH,
    id: "packHandout",
    of: packHandout,
    type: "application/pdf",
    summary: "The sheets of a pack, as it was frozen",
  },
  {
    path: ATLAS_PATH,
    id: "atlas",
    of: atlasFile,
    type: "application/pdf",
    summary: "The sheets of all sites with a list",
  },
] as const;

const siteFileOperation = ({ id, of, type, summary }: (typeof SITE_FILES)[number], version: Version): Json => ({
  operationId: id,
  summary,
  parameters: [...parameters(of.params, "path", version), ...parameters(of.query, "query", version)],
  responses: {
    200: {
      description: "The file; Content-Disposition names it",
      headers: { ETag: { schema: { type: "string" } }, "Content-Disposition": { schema: { type: "string" } } },
      content: { [type]: { schema: { type: "string", format: "binary" } } },
    },
    304: { description: "What the client holds is still current" },
    400: problemAnswer("A parameter is unknown, repeated or not as expected; `errors` says which"),
    404: problemAnswer("No such site, or its position is not known"),
    503: problemAnswer("Temporarily unavailable; Retry-After says when to ask again"),
  },
});

const fileOperation = (version: Version): Json => ({
  operationId: "file",
  summary: "A whole collection (see /api/open-data) as a file; crs is an EPSG code where the format can carry it",
  parameters: [...parameters(fileAddress.params, "path", version), ...parameters(fileAddress.query, "query", version)],
  responses: {
    200: {
      description: "The file; Content-Disposition names it",
      headers: { ETag: { schema: { type: "string" } }, "Content-Disposition": { schema: { type: "string" } } },
      content: Object.fromEntries(
        Object.values(FILE_MEDIA_TYPES).map((type) => [type, { schema: { type: "string", format: "binary" } }]),
      ),
    },
    304: { description: "What the client holds is still current" },
    400: problemAnswer("A parameter is unknown or not as expected, or the format cannot carry the reference system"),
    404: problemAnswer("No such collection or format"),
    503: problemAnswer("Many files are being made, or the data are changing; Retry-After says when to ask again"),
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
