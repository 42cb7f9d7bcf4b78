import {
  beginTwoStep,
  changePassword,
  confirmTwoStep,
  endSession,
  endToken,
  endTwoStep,
  makeToken,
  ownSessions,
  ownTokens,
} from "#contracts/auth.ts";
import { TWO_STEP_ROLES } from "#contracts/role-names.ts";
import { accountRoute } from "#server/account-route.ts";
import type { Caller } from "#server/access.ts";
import type { Db } from "#server/db/port.ts";
import { problem, type Text } from "#server/problems.ts";
import type { Api } from "#server/route.ts";
import { TOKEN_PREFIX } from "./identify.ts";
import { hashPassword, verifyPassword, weakness } from "./passwords.ts";
import { newSecret } from "#server/credentials/secrets.ts";
import { readSecrets, type Secrets } from "./session-routes.ts";
import beginTwoStepSql from "./sql/begin-two-step.sql?raw";
import confirmTwoStepSql from "./sql/confirm-two-step.sql?raw";
import endSessionSql from "./sql/end-session.sql?raw";
import endTokenSql from "./sql/end-token.sql?raw";
import endTwoStepSql from "./sql/end-two-step.sql?raw";
import makeTokenSql from "./sql/make-token.sql?raw";
import ownSessionsSql from "./sql/own-sessions.sql?raw";
import ownTokensSql from "./sql/own-tokens.sql?raw";
import setPasswordSql from "./sql/set-password.sql?raw";
import { beginAttempt } from "#server/credentials/throttle.ts";
import { acceptCode, hashOfRecoveryCode, newRecoveryCodes, newTwoStep, stepOf } from "./two-step.ts";

const refuseField = (field: string, message: Text): never =>
  problem("invalid-request", message, { errors: [{ pointer: `/${field}`, message }] });

/** What is chosen must be hard to guess. @throws {Problem} at its field */
export const refuseWeak = (password: string, login: string, displayName: string): void => {
  const reason = weakness(password, login, displayName);
  if (reason) refuseField("newPassword", reason);
};

const WRONG_PASSWORD = { vi: "Mật khẩu hiện tại không đúng.", en: "The present password is not right." };
const WRONG_CODE = {
  vi: "Mã không đúng hoặc đã hết hạn; hãy kiểm tra giờ trên điện thoại và nhập mã đang hiện.",
  en: "The code is wrong or too old; check the telephone's clock and enter the code it shows now.",
};

/** The password again before something that outlives the session; counted like a sign-in. */
const provePassword = async (
  db: Db,
  caller: Caller,
  field: string,
  password: string,
  address: string,
): Promise<Secrets> => {
  const attempt = await beginAttempt(db, caller.login, address);
  const secrets = await readSecrets(db, { id: caller.accountId });
  if (!secrets || !(await verifyPassword(secrets.passwordHash, password))) return refuseField(field, WRONG_PASSWORD);
  await attempt.succeeded();
  return secrets;
};

const noSuch = (): never => problem("not-found", { vi: "Không còn mục này.", en: "This is no longer there." });

export const ownRoutes = (api: Api): void => {
  const { db } = api;

  accountRoute(api, changePassword, async ({ body }, { caller, request }) => {
    const account = await provePassword(db, caller, "currentPassword", body.currentPassword, request.ip);
    refuseWeak(body.newPassword, account.login, account.displayName);
    const encoded = await hashPassword(body.newPassword);
    await db.transaction({ role: "gatekeeper" }, (tx) =>
      tx.query(setPasswordSql, [account.id, encoded, caller.sessionId, request.ip]),
    );
    return {};
  });

  accountRoute(api, beginTwoStep, async ({ body }, { caller, request }) => {
    const account = await provePassword(db, caller, "password", body.password, request.ip);
    const { secret, text, uri } = newTwoStep(account.login);
    const { rows } = await db.transaction({ role: "gatekeeper" }, (tx) =>
      tx.query(beginTwoStepSql, [account.id, secret]),
    );
    if (rows.length === 0) {
      return problem("conflict", {
        vi: "Xác thực hai bước đã bật; hãy tắt trước khi cài đặt lại.",
        en: "The second step is on already; turn it off before setting it up again.",
      });
    }
    return { secret: text, uri };
  });

  accountRoute(api, confirmTwoStep, async ({ body }, { caller, request }) => {
    const attempt = await beginAttempt(db, caller.login, request.ip);
    const account = await readSecrets(db, { id: caller.accountId });
    const step = account?.totpSecret ? stepOf(account.totpSecret, body.code) : null;
    if (step === null) return refuseField("code", WRONG_CODE);
    const recoveryCodes = newRecoveryCodes();
    const hashes = recoveryCodes.map((code) => hashOfRecoveryCode(code).toString("hex"));
    const { rows } = await db.transaction({ role: "gatekeeper" }, (tx) =>
      tx.query(confirmTwoStepSql, [caller.accountId, step, hashes, request.ip]),
    );
    if (rows.length === 0) {
      return problem("conflict", { vi: "Xác thực hai bước đã bật.", en: "The second step is on already." });
    }
    await attempt.succeeded();
    return { recoveryCodes };
  });

  accountRoute(api, endTwoStep, async ({ body }, { caller, request }) => {
    if (caller.roles.some((role) => TWO_STEP_ROLES.includes(role))) {
      return problem("conflict", {
        vi: "Người duyệt và quản trị phải dùng xác thực hai bước; nếu mất điện thoại, nhờ quản trị viên tạo liên kết đặt lại.",
        en: "Approvers and administrators must use the second step; who lost their telephone asks an administrator for a reset link.",
      });
    }
    const account = await provePassword(db, caller, "password", body.password, request.ip);
    const attempt = await beginAttempt(db, caller.login, request.ip);
    const isGood = await db.transaction({ role: "gatekeeper" }, async (tx) => {
      if (!account.hasTwoStep || !(await acceptCode(tx, account, body.code, request.ip))) return false;
      await tx.query(endTwoStepSql, [account.id, account.id, request.ip]);
      return true;
    });
    if (!isGood) return refuseField("code", WRONG_CODE);
    await attempt.succeeded();
    return {};
  });

  accountRoute(api, ownSessions, async (_, { caller, asCaller }) =>
    asCaller(async (tx) => ({ items: (await tx.query(ownSessionsSql, [caller.sessionId])).rows })),
  );

  accountRoute(api, endSession, async ({ params }, { asCaller, request }) => {
    const { rowCount } = await asCaller((tx) => tx.query(endSessionSql, [params.id, request.ip]));
    return rowCount === 0 ? noSuch() : {};
  });

  accountRoute(api, ownTokens, async (_, { asCaller }) =>
    asCaller(async (tx) => ({ items: (await tx.query(ownTokensSql)).rows })),
  );

  accountRoute(api, makeToken, async ({ body }, { asCaller, request }) => {
    const { value, hash } = newSecret(TOKEN_PREFIX);
    const { rows } = await asCaller((tx) => tx.query(makeTokenSql, [body.name, hash, body.days, request.ip]));
    return { token: rows[0], value };
  });

  accountRoute(api, endToken, async ({ params }, { asCaller, request }) => {
    const { rowCount } = await asCaller((tx) => tx.query(endTokenSql, [params.id, request.ip]));
    return rowCount === 0 ? noSuch() : {};
  });
};
