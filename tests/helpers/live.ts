/** Server-sent events of /api/live, as an open map hears them. */

import { type ClientRequest, get, type IncomingMessage } from "node:http";
import { once } from "node:events";
import type { FastifyInstance } from "fastify";

export type Listener = {
  readonly status: number | undefined;
  readonly contentType: string | undefined;
  /** The next version that is told; null where the server ended the stream. */
  readonly next: () => Promise<string | null>;
  readonly close: () => void;
};

/** The port of the application, which begins to listen where it does not yet. */
const portOf = async (app: FastifyInstance): Promise<number> => {
  if (!app.server.listening) await app.listen({ host: "127.0.0.1", port: 0 });
  const address = app.server.address();
  return typeof address === "object" && address ? address.port : 0;
};

/** Without `fetch`: whoever leaves one of its streams gets a new connection in its place, for which a server that stops waits. */
const opened = async (port: number, path: string): Promise<readonly [ClientRequest, IncomingMessage]> => {
  const request = get({ host: "127.0.0.1", port, path, agent: false });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return [request, response];
};

export const listenTo = async (app: FastifyInstance, query = ""): Promise<Listener> => {
  const [request, response] = await opened(await portOf(app), `/api/live${query}`);
  const chunks = response.setEncoding("utf8")[Symbol.asyncIterator]() as AsyncIterator<string>;
  let held = "";
  const next = async (): Promise<string | null> => {
    for (;;) {
      const found = /event: version\ndata: (.*)\n\n/.exec(held);
      if (found) {
        held = held.slice(found.index + found[0].length);
        return (JSON.parse(found[1]!) as { dataVersion: string }).dataVersion;
      }
      const { done, value } = await chunks.next();
      if (done) return null;
      held += value;
    }
  };
  return {
    status: response.statusCode,
    contentType: response.headers["content-type"],
    next,
    close: () => request.destroy(),
  };
};
