/** Server-sent events of /api/live, as an open map hears them. */

import type { FastifyInstance } from "fastify";

export type Listener = {
  readonly status: number;
  readonly contentType: string | null;
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

export const listenTo = async (app: FastifyInstance, query = ""): Promise<Listener> => {
  const stop = new AbortController();
  const response = await fetch(`http://127.0.0.1:${await portOf(app)}/api/live${query}`, { signal: stop.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  const next = async (): Promise<string | null> => {
    for (;;) {
      const found = /event: version\ndata: (.*)\n\n/.exec(held);
      if (found) {
        held = held.slice(found.index + found[0].length);
        return (JSON.parse(found[1]!) as { dataVersion: string }).dataVersion;
      }
      const { done, value } = await reader.read();
      if (done) return null;
      held += value;
    }
  };
  return {
    status: response.status,
    contentType: response.headers.get("content-type"),
    next,
    close: () => stop.abort(),
  };
};
