import { currentSession, signIn, signOut, signOutEverywhere } from "#contracts/auth.ts";
import { accountRoute } from "#server/account-route.ts";
import type { Db } from "#server/db/port.ts";
import { problem } from "#server/problems.ts";
import type { Api } from "#server/route.ts";
import { verifyPassword } from "./passwords.ts";
import { giveCookie, sessionHashOf, startSession, takeCookie } from "./sessions.ts";
import accountSecretsSql from "./sql/account-secrets.sql?raw";
import endByHashSql from "./sql/end-session-by-hash.sql?raw";
import endSessionsSql from "./sql/end-sessions.sql?raw";
import signInFailedSql from "./sql/sign-in-failed.sql?raw";
import whoamiSql from "./sql/whoami.sql?raw";
import { beginAttempt } from "#server/credentials/throttle.ts";
import { acceptCode } from "./two-step.ts";

export type Secrets = {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly passwordHash: string | null;
  readonly isDisabled: boolean;
  readonly totpSecret: Uint8Array | null;
  readonly hasTwoStep: boolean;
};

/** @param by its login name or its id */
export const readSecrets = async (db: Db, by: { login?: string; id?: string }): Promise<Secrets | undefined> =>
  db.transaction({ role: "gatekeeper", readOnly: true }, async (tx) => {
    const { rows } = await tx.query<Secrets>(accountSecretsSql, [by.login ?? null, by.id ?? null]);
    return rows[0];
  });

/** What the account sees of itself. */
export const readWhoami = async (db: Db, accountId: string): Promise<{ account: unknown }> =>
  db.transaction({ role: "writer", readOnly: true, settings: { account: accountId } }, async (tx) => {
    const { rows } = await tx.query<{ body: unknown }>(whoamiSql);
    return { account: rows[0]?.body ?? null };
  });

/** Names are compared as they are stored: one form of each letter, lower case. */
const foldedLogin = (typed: string): string => typed.normalize("NFC").trim().toLowerCase();

// One sentence for all reasons: which names exist is nobody's business.
const WRONG = {
  vi: "Tên đăng nhập hoặc mật khẩu không đúng.",
  en: "The name or the password is not right.",
};
const WRONG_CODE = {
  vi: "Mã không đúng, đã hết hạn hoặc đã dùng rồi; hãy đợi mã kế tiếp.",
  en: "The code is wrong, too old or was used before; wait for the next one.",
};

export const sessionRoutes = (api: Api): void => {
  const { db } = api;

  accountRoute(api, currentSession, async (_, { caller }) =>
    caller ? readWhoami(db, caller.accountId) : { account: null },
  );

  accountRoute(api, signIn, async ({ body }, { request, reply }) => {
    const name = foldedLogin(body.login);
    const attempt = await beginAttempt(db, name, request.ip);
    const account = await readSecrets(db, { login: name });
    const isRight = await verifyPassword(account?.passwordHash ?? null, body.password);
    const failed = (why: "password" | "code" | "disabled") =>
      db.transaction({ role: "gatekeeper" }, (tx) => tx.query(signInFailedSql, [account?.id ?? null, request.ip, why]));
    if (!account || !isRight || account.isDisabled) {
      await failed(isRight ? "disabled" : "password");
      return problem("sign-in-failed", WRONG, { errors: [{ pointer: "/password", message: WRONG }] });
    }
    const { code } = body;
    if (account.hasTwoStep && code === undefined) {
      // The password was right, so nothing was guessed yet.
      await attempt.returned();
      return problem("two-step-code-required", {
        vi: "Nhập mã sáu chữ số từ ứng dụng xác thực, hoặc một mã khôi phục.",
        en: "Enter the six digits of your authenticator app, or a recovery code.",
      });
    }
    const token = await db.transaction({ role: "gatekeeper" }, async (tx) => {
      if (account.hasTwoStep && !(await acceptCode(tx, account, code ?? "", request.ip))) return null;
      return startSession(tx, request, account.id);
    });
    if (token === null) {
      await failed("code");
      return problem("sign-in-failed", WRONG_CODE, { errors: [{ pointer: "/code", message: WRONG_CODE }] });
    }
    await attempt.succeeded();
    giveCookie(request, reply, token);
    return readWhoami(db, account.id);
  });

  accountRoute(api, signOut, async (_, { request, reply }) => {
    const hash = sessionHashOf(request);
    if (hash) await db.transaction({ role: "gatekeeper" }, (tx) => tx.query(endByHashSql, [hash, request.ip]));
    takeCookie(request, reply);
    return { account: null };
  });

  accountRoute(api, signOutEverywhere, async (_, { asCaller, request, reply }) => {
    await asCaller((tx) => tx.query(endSessionsSql, [request.ip]));
    takeCookie(request, reply);
    return {};
  });
};
