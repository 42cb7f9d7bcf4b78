/** The floor of tiles from memory: bare Fastify, and a map from address to the very headers and bytes that our server sends. */

import type { IncomingHttpHeaders } from "node:http";
import Fastify from "fastify";
import { fetchRaw } from "./http.ts";
import { listen, optionsOf } from "./process-side.ts";

export type MapOptions = {
  /** What is asked once for each address. */
  readonly origin: string;
  readonly paths: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
};

/** Set by Node for each answer. */
const OWN_HEADERS = new Set(["date", "connection", "keep-alive"]);

const { origin, paths, headers } = optionsOf<MapOptions>();
const kept = new Map<string, { readonly headers: IncomingHttpHeaders; readonly body: Buffer }>();
for (const path of paths) {
  const answer = await fetchRaw(origin, path, headers);
  kept.set(path, {
    headers: Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !OWN_HEADERS.has(name))),
    body: answer.body,
  });
}

const app = Fastify();
app.get("/tiles/*", (request, reply) => {
  const answer = kept.get(request.url);
  if (!answer) return reply.code(404).send();
  return reply.headers(answer.headers).send(answer.body);
});
await listen(app);
