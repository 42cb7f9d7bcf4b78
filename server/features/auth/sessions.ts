import { parseCookie, stringifySetCookie } from "cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Tx } from "#server/db/port.ts";
import { hashOf, newSecret } from "#server/credentials/secrets.ts";
import endByHashSql from "./sql/end-session-by-hash.sql?raw";
import startSql from "./sql/start-session.sql?raw";

/** A pause of lunch does not sign anybody out, a forgotten browser is by the evening. */
export const IDLE = "2 hours";
const ABSOLUTE = "12 hours";

/** Over HTTPS the prefix makes browsers refuse the cookie from anywhere but this very host. */
const cookieName = (request: FastifyRequest): string =>
  request.protocol === "https" ? "__Host-vlmap_session" : "vlmap_session";

const setCookie = (request: FastifyRequest, reply: FastifyReply, value: string, isEnded: boolean): void => {
  const cookie = stringifySetCookie({
    name: cookieName(request),
    value,
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: request.protocol === "https",
    // Without an age it ends with the browser; the server's own clock ends it in any case.
    ...(isEnded && { maxAge: 0 }),
  });
  void reply.header("set-cookie", cookie);
};

/** Hash of the session the request brings along; null without one. */
export const sessionHashOf = (request: FastifyRequest): Buffer | null => {
  const value = parseCookie(request.headers.cookie ?? "")[cookieName(request)];
  return value === undefined || value === "" ? null : hashOf(value);
};

const MAX_USER_AGENT = 200;

/**
 * Begins a session under a new token, and ends the one the browser had: nobody can have planted the token that now counts.
 * Within a transaction of the gatekeeper; give the cookie once that is committed.
 */
export const startSession = async (tx: Tx, request: FastifyRequest, accountId: string): Promise<string> => {
  const before = sessionHashOf(request);
  if (before) await tx.query(endByHashSql, [before, request.ip]);
  const { value, hash } = newSecret();
  const userAgent = request.headers["user-agent"]?.replaceAll(/[^\x20-\x7e]/g, "").slice(0, MAX_USER_AGENT) ?? null;
  await tx.query(startSql, [accountId, hash, IDLE, ABSOLUTE, userAgent, request.ip]);
  return value;
};

export const giveCookie = (request: FastifyRequest, reply: FastifyReply, value: string): void =>
  setCookie(request, reply, value, false);

export const takeCookie = (request: FastifyRequest, reply: FastifyReply): void => setCookie(request, reply, "", true);
