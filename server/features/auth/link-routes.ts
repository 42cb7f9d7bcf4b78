import { linkState, redeemLink } from "#contracts/auth-admin.ts";
import { accountRoute } from "#server/account-route.ts";
import { linkNotUsable, readLink } from "#server/credentials/read-link.ts";
import { DbError } from "#server/db/port.ts";
import { problem } from "#server/problems.ts";
import type { Api } from "#server/route.ts";
import { refuseWeak } from "./own-routes.ts";
import { hashPassword } from "./passwords.ts";
import { readSecrets, readWhoami } from "./session-routes.ts";
import { giveCookie, startSession } from "./sessions.ts";
import endTokensSql from "./sql/end-tokens.sql?raw";
import endTwoStepSql from "./sql/end-two-step.sql?raw";
import makeAdminSql from "./sql/make-admin.sql?raw";
import setPasswordSql from "./sql/set-password.sql?raw";
import useLinkSql from "./sql/use-link.sql?raw";

/** Of the first administrator, whose account does not exist yet. */
const chosenName = (
  login: string | undefined,
  displayName: string | undefined,
): { login: string; displayName: string } => {
  if (login !== undefined && displayName !== undefined) return { login, displayName };
  const message = {
    vi: "Cần tên đăng nhập và tên hiển thị.",
    en: "A name to sign in with and one to show are needed.",
  };
  return problem("invalid-request", message, {
    errors: [{ pointer: login === undefined ? "/login" : "/displayName", message }],
  });
};

export const linkRoutes = (api: Api): void => {
  const { db } = api;

  accountRoute(api, linkState, async ({ body }, { request }) => {
    const { purpose, login, displayName, expiresAt } = await readLink(db, body.code, request.ip);
    return { purpose, login, displayName, expiresAt };
  });

  accountRoute(api, redeemLink, async ({ body }, { request, reply }) => {
    const link = await readLink(db, body.code, request.ip);
    if (link.purpose === "upload") return linkNotUsable();
    const { accountId } = link;
    const known = accountId === null ? null : await readSecrets(db, { id: accountId });
    const { login, displayName } = known ?? chosenName(body.login, body.displayName);
    refuseWeak(body.newPassword, login, displayName);
    const encoded = await hashPassword(body.newPassword);
    const keepsTwoStep = known?.hasTwoStep === true && !link.resetsTwoStep;
    const done = await db
      .transaction({ role: "gatekeeper" }, async (tx) => {
        const id =
          accountId ?? (await tx.query<{ id: string }>(makeAdminSql, [login, displayName, request.ip])).rows[0]?.id;
        if (id === undefined) throw new Error("no account was made");
        // Where the same link is used twice at once, one transaction waits here for the other and is undone.
        if ((await tx.query(useLinkSql, [link.id, id, request.ip])).rows.length === 0) return linkNotUsable();
        await tx.query(setPasswordSql, [id, encoded, null, request.ip]);
        if (link.purpose !== "invitation") await tx.query(endTokensSql, [id]);
        if (known?.hasTwoStep && link.resetsTwoStep) await tx.query(endTwoStepSql, [id, id, request.ip]);
        // A link proves the mailbox, not the telephone: who has a second step signs in with it.
        return { id, token: keepsTwoStep ? null : await startSession(tx, request, id) };
      })
      .catch((error: unknown) => {
        if (!(error instanceof DbError) || error.constraint !== "account_login_key") throw error;
        const message = { vi: "Tên đăng nhập này đã có người dùng.", en: "This name is taken." };
        return problem("invalid-request", message, { errors: [{ pointer: "/login", message }], cause: error });
      });
    if (done.token === null) return { account: null };
    giveCookie(request, reply, done.token);
    return readWhoami(db, done.id);
  });
};
