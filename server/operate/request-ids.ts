import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Long enough to be told from others, and nothing that could break a log line or a header. */
const USABLE = /^[A-Za-z0-9._-]{8,64}$/;

export const REQUEST_ID = "x-request-id";

/** A request keeps the id that a proxy gave it, so that both logs name it alike; otherwise it gets one. */
export const requestIdOf = ({ headers }: IncomingMessage): string => {
  const given = headers[REQUEST_ID];
  return typeof given === "string" && USABLE.test(given) ? given : randomUUID();
};
