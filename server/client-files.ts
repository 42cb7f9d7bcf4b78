import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { problem } from "#server/problems.ts";

/** Paths that are never the client's, and hidden files: an unknown one is a 404, not the start page. */
const SERVER_PATHS = /^\/(api|ogc|tiles|livez|readyz|metrics|assets)(\/|$)|\/\./;

/** Serves the built client: files named by their content for a year, the page itself asked for again each time. */
export const clientFiles = async (app: FastifyInstance, folder: string): Promise<void> => {
  if (!existsSync(join(folder, "index.html"))) return;
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    dotfiles: "ignore",
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header(
        "cache-control",
        path.startsWith(join(folder, "assets")) ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
};

/** What is not a route: the client's own paths get its page, anything else a problem. */
export const answerUnknownPath =
  (folder: string) =>
  (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const path = request.url.split("?", 1)[0] ?? "/";
    const isPage =
      (request.method === "GET" || request.method === "HEAD") && extname(path) === "" && !SERVER_PATHS.test(path);
    if (isPage && existsSync(join(folder, "index.html")))
      return reply.header("cache-control", "no-cache").sendFile("index.html", folder);
    const shown = path.slice(0, 200);
    return problem("route-not-found", { vi: `Không có gì ở “${shown}”.`, en: `There is nothing at “${shown}”.` });
  };
