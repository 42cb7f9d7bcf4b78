import {
  accounts,
  grantRole,
  inviteAccount,
  linkForAccount,
  revokeGrant,
  scopes,
  switchAccount,
} from "#contracts/auth-admin.ts";
import type { Role } from "#contracts/role-names.ts";
import type { Scope } from "#contracts/roles.ts";
import { accountRoute } from "#server/account-route.ts";
import { DbError, type Tx } from "#server/db/port.ts";
import { problem } from "#server/problems.ts";
import type { Api } from "#server/route.ts";
import { linkPath } from "#server/credentials/link-path.ts";
import { newSecret } from "#server/credentials/secrets.ts";
import accountsSql from "./sql/accounts.sql?raw";
import grantRoleSql from "./sql/grant-role.sql?raw";
import makeAccountSql from "./sql/make-account.sql?raw";
import makeLinkSql from "./sql/make-link.sql?raw";
import revokeGrantSql from "./sql/revoke-grant.sql?raw";
import scopesSql from "./sql/scopes.sql?raw";
import switchAccountSql from "./sql/switch-account.sql?raw";

const LINK_LASTS = "7 days";

const noAccount = (): never => problem("not-found", { vi: "Không có tài khoản này.", en: "There is no such account." });

const notYourself = (): never =>
  problem("conflict", {
    vi: "Không tự khóa tài khoản hoặc tự bỏ quyền quản trị của mình được; hãy nhờ một quản trị viên khác.",
    en: "Nobody can disable themselves or give up their own administration; ask another administrator.",
  });

/** What the database refuses of a grant, at the field it is about. */
const explainGrant = (error: unknown): never => {
  if (!(error instanceof DbError)) throw error;
  const at = (field: string, vi: string, en: string): never =>
    problem("invalid-request", { vi, en }, { errors: [{ pointer: `/${field}`, message: { vi, en } }], cause: error });
  switch (error.constraint) {
    case "account_login_key":
      return at("login", "Tên đăng nhập này đã có người dùng.", "This name is taken.");
    case "role_grant_site_id_fkey":
      return at("scope/siteId", "Không có địa điểm này.", "There is no such site.");
    case "role_grant_commune_id_fkey":
      return at("scope/communeId", "Không có xã, phường này.", "There is no such commune.");
    case "role_grant_account_id_fkey":
      return noAccount();
    case "admin_is_everywhere":
      return at(
        "scope",
        "Quyền quản trị áp dụng cho toàn hệ thống, không theo nơi.",
        "Administration holds everywhere, not in one place.",
      );
    case "grant_open_once":
      return problem(
        "conflict",
        { vi: "Tài khoản đã có vai trò này.", en: "The account holds this role already." },
        { cause: error },
      );
    default:
      throw error;
  }
};

const grant = async (
  tx: Tx,
  accountId: string,
  role: Role,
  { siteId, communeId }: Scope,
  address: string,
): Promise<string> => {
  const { rows } = await tx.query<{ id: string }>(grantRoleSql, [accountId, role, siteId, communeId, address]);
  return rows[0]?.id ?? "";
};

const makeLink = async (tx: Tx, accountId: string, resetsTwoStep: boolean, address: string) => {
  const { value, hash } = newSecret();
  const { rows } = await tx.query<{ expiresAt: string }>(makeLinkSql, [
    accountId,
    hash,
    LINK_LASTS,
    resetsTwoStep,
    address,
  ]);
  return { path: linkPath(value), expiresAt: rows[0]?.expiresAt ?? noAccount() };
};

export const adminRoutes = (api: Api): void => {
  accountRoute(api, accounts, async (_, { asCaller }) =>
    asCaller(async (tx) => (await tx.query<{ body: unknown }>(accountsSql)).rows[0]?.body),
  );

  accountRoute(api, scopes, async (_, { asCaller }) =>
    asCaller(async (tx) => (await tx.query<{ body: unknown }>(scopesSql)).rows[0]?.body),
  );

  accountRoute(api, inviteAccount, async ({ body }, { asCaller, request }) =>
    asCaller(async (tx) => {
      const { rows } = await tx.query<{ id: string }>(makeAccountSql, [body.login, body.displayName, request.ip]);
      const accountId = rows[0]?.id ?? noAccount();
      await grant(tx, accountId, body.role, body.scope, request.ip);
      return { accountId, link: await makeLink(tx, accountId, false, request.ip) };
    }).catch(explainGrant),
  );

  accountRoute(api, switchAccount, async ({ params, body }, { caller, asCaller, request }) => {
    if (params.id === caller.accountId) return notYourself();
    const { rowCount } = await asCaller((tx) => tx.query(switchAccountSql, [params.id, body.isDisabled, request.ip]));
    return rowCount === 0 ? noAccount() : {};
  });

  accountRoute(api, linkForAccount, async ({ params, body }, { asCaller, request }) => ({
    link: await asCaller((tx) => makeLink(tx, params.id, body.resetsTwoStep, request.ip)),
  }));

  accountRoute(api, grantRole, async ({ params, body }, { asCaller, request }) => ({
    grantId: await asCaller((tx) => grant(tx, params.id, body.role, body.scope, request.ip)).catch(explainGrant),
  }));

  accountRoute(api, revokeGrant, async ({ params }, { caller, asCaller, request }) => {
    const { rowCount } = await asCaller((tx) => tx.query(revokeGrantSql, [params.id, request.ip]));
    if (rowCount > 0) return {};
    // Row security hides one's own administration from the change, so it counts nothing, as of a grant that is not there.
    const own = await asCaller(async (tx) => (await tx.query<{ body: Listed }>(accountsSql)).rows[0]?.body.items ?? []);
    const isOwn = own.some(({ id, grants }) => id === caller.accountId && grants.some((held) => held.id === params.id));
    return isOwn
      ? notYourself()
      : problem("not-found", { vi: "Vai trò này không còn.", en: "This role is no longer held." });
  });
};

type Listed = { items: { id: string; grants: { id: string }[] }[] };
