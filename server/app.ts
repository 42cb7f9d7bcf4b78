import { createServer } from "node:http";
import type { Socket } from "node:net";
import compress from "@fastify/compress";
import Fastify, { type FastifyInstance } from "fastify";
import { constants } from "node:zlib";
import { ENDPOINTS } from "#contracts/api.ts";
import { guardAccess, PUBLIC } from "#server/access.ts";
import { answerUnknownPath, clientFiles } from "#server/client-files.ts";
import type { Config } from "#server/config.ts";
import type { Db } from "#server/db/port.ts";
import { identifyBy } from "#server/features/auth/identify.ts";
import { authFeature } from "#server/features/auth/routes.ts";
import { callsFeature } from "#server/features/calls/routes.ts";
import { checksFeature } from "#server/features/checks/routes.ts";
import { enquiriesFeature } from "#server/features/enquiries/routes.ts";
import { coverageFeature } from "#server/features/coverage/routes.ts";
import { crosswalkFeature } from "#server/features/crosswalk/routes.ts";
import { datesFeature } from "#server/features/dates/routes.ts";
import { figuresFeature } from "#server/features/figures/routes.ts";
import { filesFeature } from "#server/features/files/routes.ts";
import { findFeature } from "#server/features/find/routes.ts";
import { intervalsFeature } from "#server/features/intervals/routes.ts";
import { landUseFeature } from "#server/features/land-use/routes.ts";
import { layersFeature } from "#server/features/layers/routes.ts";
import { liveFeature } from "#server/features/live/routes.ts";
import { ogcFeature } from "#server/features/ogc/routes.ts";
import { planVersionsFeature } from "#server/features/plan-versions/routes.ts";
import { reportsFeature } from "#server/features/reports/routes.ts";
import { sheetsFeature } from "#server/features/sheets/routes.ts";
import { sitesFeature } from "#server/features/sites/routes.ts";
import { targetsFeature } from "#server/features/targets/routes.ts";
import { type AnswerTile, TILE_DEFAULTS, type TileOptions, tilesFeature } from "#server/features/tiles/routes.ts";
import { healthRoutes } from "#server/health.ts";
import { AnswerCache, Representation, sendRepresentation } from "#server/http-cache.ts";
import { openApiDocument } from "#server/openapi.ts";
import type { Metrics } from "#server/operate/metrics.ts";
import { observedDb } from "#server/operate/observed-db.ts";
import { REQUEST_ID, requestIdOf } from "#server/operate/request-ids.ts";
import { shedOver } from "#server/operate/shedding.ts";
import { answerPreparing } from "#server/preparing.ts";
import { Problem, problem, problemBody, sendProblem } from "#server/problems.ts";
import type { Api } from "#server/route.ts";
import { SECURITY_HEADERS } from "#server/security-headers.ts";
import type { StartState } from "#server/start-state.ts";

const ANSWER_CACHE_BYTES = 32 * 1024 * 1024;
/** Forms of accounts are far smaller; what sends more is refused early. */
const MAX_BODY_BYTES = 16 * 1024;
/** Longer than any id, so that a long one is answered by the route, as unknown. */
const MAX_PARAM_LENGTH = 500;
/** Longer than balancers keep a connection that is not in use, so that it is never this end that closes it under a request. */
const KEEP_ALIVE_MS = 72_000;

/** Where the environment says nothing else (config.ts). */
const [MAX_WAITING, SLOW_MS] = [500, 1_000];

type AppOptions = {
  readonly db: Db;
  readonly config: Pick<Config, "logLevel" | "client"> & {
    readonly tiles?: Partial<TileOptions>;
    readonly trustProxy?: readonly string[];
    readonly contact?: Config["contact"];
    readonly publicUrl?: string | undefined;
    readonly maxWaiting?: number;
    readonly slowMs?: number;
  };
  readonly metrics?: Metrics;
  /** Takes the lines of the log in the place of the standard output. */
  readonly logTo?: { readonly write: (line: string) => void };
  /** Given where the server listens before its database is ready. */
  readonly start?: StartState;
};

/** The server without a port: plugins, then one line per feature. */
export const buildApp = async ({ db: given, config, start, metrics, logTo }: AppOptions): Promise<FastifyInstance> => {
  // Small tiles are answered before the framework, which takes longer to find the route than we to find or make the tile.
  let answerTile: AnswerTile = () => false;
  // Browsers open connections ahead on which they may never ask anything.
  const unasked = new Set<Socket>();
  const app = Fastify({
    serverFactory: (handle) => {
      const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
        // While closing, the framework sees to it that connections end.
        unasked.delete(request.socket);
        if (!server.listening || !answerTile(request, response)) handle(request, response);
      });
      server.on("connection", (socket: Socket) => {
        unasked.add(socket);
        socket.once("close", () => unasked.delete(socket));
      });
      return server;
    },
    logger: config.logLevel === "silent" ? false : { level: config.logLevel, ...(logTo && { stream: logTo }) },
    genReqId: requestIdOf,
    trustProxy: config.trustProxy && config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: (error, request, reply) => {
      sendProblem(
        new Problem(
          "invalid-request",
          { vi: "Địa chỉ URL không giải mã được.", en: "The URL cannot be decoded." },
          { cause: error },
        ),
        request,
        reply,
      );
    },
    clientErrorHandler: refuseMalformed,
    forceCloseConnections: "idle",
  });
  // Node takes such a connection for one in the middle of a request, and would wait for it until the deadline of a stop.
  app.addHook("preClose", async () => {
    for (const socket of unasked) socket.destroy();
  });

  const slowMs = config.slowMs ?? SLOW_MS;
  const db = observedDb(given, (call) => {
    metrics?.hearCall(call);
    if (call.ms < slowMs) return;
    metrics?.hearSlow();
    app.log.warn({ ms: Math.round(call.ms), sql: call.about() }, "slow call of the database");
  });

  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  metrics?.hearRequests(app);
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(SECURITY_HEADERS).header(REQUEST_ID, request.id);
    if (start?.isEnding) reply.header("connection", "close");
    const path = request.url.split("?", 1)[0] ?? "/";
    refuseMethod(request.method, path);
    if (start && !start.isReady && path !== "/livez") return answerPreparing(start.step, request, reply);
    return undefined;
  });
  shedOver(app, config.maxWaiting ?? MAX_WAITING, () => metrics?.hearShed());
  guardAccess(app, identifyBy(db));
  // Answers of the API come compressed from the cache already; this is for problems and the client's files.
  await app.register(compress, {
    encodings: ["br", "gzip"],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
  });

  const api: Api = { app, db, answers: new AnswerCache(ANSWER_CACHE_BYTES) };
  healthRoutes(app, db, start);
  openApiRoute(app);
  sitesFeature(api);
  figuresFeature(api);
  checksFeature(api);
  intervalsFeature(api);
  coverageFeature(api);
  crosswalkFeature(api);
  datesFeature(api);
  planVersionsFeature(api);
  callsFeature(api);
  findFeature(api);
  enquiriesFeature(api);
  targetsFeature(api);
  layersFeature(api);
  reportsFeature(api);
  sheetsFeature(api, {
    contact: config.contact ?? { vi: [], en: [] },
    publicUrl: config.publicUrl,
    client: config.client,
  });
  filesFeature(api);
  authFeature(api);
  landUseFeature(api);
  liveFeature(api);
  ogcFeature(api);
  answerTile = tilesFeature(api, { ...TILE_DEFAULTS, ...config.tiles });
  await clientFiles(app, config.client);
  app.setNotFoundHandler(answerUnknownPath(config.client));
  return app;
};

const openApiRoute = (app: FastifyInstance): void => {
  const documents = {
    "3.1": new Representation(JSON.stringify(openApiDocument("3.1"))),
    "3.0": new Representation(JSON.stringify(openApiDocument("3.0"))),
  };
  app.get("/api/openapi.json", PUBLIC, (request, reply) => {
    const { version = "3.1", ...others } = request.query as Record<string, unknown>;
    if ((version !== "3.1" && version !== "3.0") || Object.keys(others).length > 0) {
      return problem(
        "invalid-request",
        { vi: "Chỉ có tham số version, là 3.1 hoặc 3.0.", en: "The only parameter is version, 3.1 or 3.0." },
        {
          errors: [{ pointer: "/version", message: { vi: "cần một trong: 3.1, 3.0", en: "expected one of 3.1, 3.0" } }],
        },
      );
    }
    return sendRepresentation(documents[version], "application/json; charset=utf-8", request, reply);
  });
};

const READS: readonly string[] = ["GET", "HEAD"];
const asPattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/:\w+/g, "[^/]+")}$`);

/** Paths with the methods they have: those of the contract, and those that are no JSON. */
const KNOWN_PATHS: readonly { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [
  { pattern: /^\/tiles\/[^/]+\/[^/]+\/\d+\/\d+\/\d+\.mvt$/, methods: READS },
  { pattern: /^\/api\/reports\/[^/]+\/[^/]+$/, methods: READS },
  { pattern: /^\/api\/pack\/[^/]+\/handout\.pdf$/, methods: READS },
  { pattern: /^\/api\/calls\.[^/]+$/, methods: READS },
  { pattern: /^\/api\/sites\/[^/]+\/(sheet\.pdf|map\.png|card\.png)$/, methods: READS },
  { pattern: /^\/api\/(handout\.pdf|atlas(\.pdf|\/progress))$/, methods: READS },
  { pattern: /^\/api\/coverage\/(communes|markets)\.(csv|xlsx|pdf)$/, methods: READS },
  { pattern: /^\/ogc(\/.*)?$/, methods: READS },
  { pattern: /^\/api\/(files|connect)\/[^/]+$/, methods: READS },
  { pattern: /^\/(index\.html)?$/, methods: READS },
  { pattern: /^\/(dia-diem|sites)\/[^/]+$/, methods: READS },
  { pattern: /^\/(livez|readyz|api\/live|api\/openapi\.json)$/, methods: READS },
  ...[...new Set(ENDPOINTS.map(({ path }) => path))].map((path) => ({
    pattern: asPattern(path),
    methods: ENDPOINTS.filter((endpoint) => endpoint.path === path).flatMap(({ method }) =>
      method === "GET" ? READS : [method],
    ),
  })),
];

/** Before the body is read, so that its type or size does not change the answer. */
const refuseMethod = (method: string, path: string): void => {
  const known = KNOWN_PATHS.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods);
  if (known.length === 0 || known.includes(method)) return;
  const allowed = known.join(", ");
  problem(
    "method-not-allowed",
    { vi: `${method} không dùng được ở đây; chỉ ${allowed}.`, en: `${method} cannot be used here; only ${allowed}.` },
    { headers: { allow: allowed } },
  );
};

/** A request that is not HTTP, or whose head is too large: answered on the bare socket, then closed. */
const refuseMalformed = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === "HPE_HEADER_OVERFLOW" ? 431 : error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
  const detail = { vi: "Máy chủ không đọc được yêu cầu này.", en: "The request cannot be read." };
  const body = JSON.stringify(problemBody(new Problem("invalid-request", detail, { status }), "vi"));
  const headers = {
    ...SECURITY_HEADERS,
    "content-type": "application/problem+json; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    connection: "close",
  };
  const head = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  socket.end(
    `HTTP/1.1 ${status} ${status === 431 ? "Request Header Fields Too Large" : status === 408 ? "Request Timeout" : "Bad Request"}\r\n${head}\r\n${body}`,
  );
};
