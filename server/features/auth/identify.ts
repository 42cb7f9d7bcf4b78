import type { FastifyRequest } from "fastify";
import type { Role } from "#contracts/role-names.ts";
import type { Caller, Identify } from "#server/access.ts";
import type { Db } from "#server/db/port.ts";
import { hashOf } from "#server/credentials/secrets.ts";
import { IDLE, sessionHashOf } from "./sessions.ts";
import sessionByHashSql from "./sql/session-by-hash.sql?raw";
import tokenByHashSql from "./sql/token-by-hash.sql?raw";
import touchSessionSql from "./sql/touch-session.sql?raw";
import touchTokenSql from "./sql/touch-token.sql?raw";

export const TOKEN_PREFIX = "vlm_";

/**
 * A personal token of ours: as bearer, or as the password of Basic, which is all that QGIS and Excel can send. Anything else in
 * the header is for a proxy before us, and not looked at.
 */
const tokenOf = (request: FastifyRequest): string | null => {
  const [scheme = "", given = ""] = (request.headers.authorization ?? "").split(" ", 2);
  const value =
    scheme.toLowerCase() === "basic"
      ? Buffer.from(given, "base64")
          .toString()
          .replace(/^[^:]*:/, "")
      : given;
  return value.startsWith(TOKEN_PREFIX) ? value : null;
};

type Row = {
  sessionId?: string;
  tokenId?: string;
  accountId: string;
  login: string;
  displayName: string;
  hasTwoStep: boolean;
  isStale: boolean;
  roles: Role[];
};

/** Looks the caller up on every request, so that what is revoked ends with the next one. */
export const identifyBy =
  (db: Db): Identify =>
  async (request) => {
    const token = tokenOf(request);
    const hash = token === null ? sessionHashOf(request) : hashOf(token);
    const isTokenGiven = token !== null;
    if (!hash) return { caller: null, isTokenGiven };
    const row = await db.transaction({ role: "gatekeeper" }, async (tx) => {
      const { rows } = await tx.query<Row>(isTokenGiven ? tokenByHashSql : sessionByHashSql, [hash]);
      const [found] = rows;
      if (found?.isStale) {
        await (isTokenGiven
          ? tx.query(touchTokenSql, [found.tokenId])
          : tx.query(touchSessionSql, [found.sessionId, IDLE]));
      }
      return found;
    });
    return { caller: row ? callerOf(row) : null, isTokenGiven };
  };

const callerOf = ({ accountId, login, displayName, hasTwoStep, roles, sessionId = "" }: Row): Caller => ({
  accountId,
  login,
  displayName,
  hasTwoStep,
  roles,
  sessionId: sessionId === "" ? null : sessionId,
});
