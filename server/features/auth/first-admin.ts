import type { Db } from "#server/db/port.ts";
import { linkPath } from "#server/credentials/link-path.ts";
import { newSecret } from "#server/credentials/secrets.ts";
import accountSecretsSql from "./sql/account-secrets.sql?raw";
import firstAdminLinkSql from "./sql/first-admin-link.sql?raw";
import hasAdminSql from "./sql/has-admin.sql?raw";

const LASTS = "24 hours";

/** No account has the name that was given. */
export class NoSuchAccount extends Error {
  override readonly name = "NoSuchAccount";
}

/**
 * Path of a new link that makes an administrator; the one before no longer works.
 * @param login of an account, whose password and second step the link sets anew instead
 * @throws {NoSuchAccount}
 */
export const makeAdminLink = async (db: Db, login?: string): Promise<string> => {
  const { value, hash } = newSecret();
  await db.transaction({ role: "gatekeeper" }, async (tx) => {
    let accountId: string | null = null;
    if (login !== undefined) {
      const { rows } = await tx.query<{ id: string }>(accountSecretsSql, [login.normalize("NFC").toLowerCase(), null]);
      if (!rows[0]) throw new NoSuchAccount(login);
      accountId = rows[0].id;
    }
    await tx.query(firstAdminLinkSql, [hash, LASTS, accountId]);
  });
  return linkPath(value);
};

/** The same where nobody can administer accounts yet; null otherwise. There is no default password. */
export const firstAdminLink = async (db: Db): Promise<string | null> => {
  const { rows } = await db.transaction({ role: "gatekeeper", readOnly: true }, (tx) =>
    tx.query<{ hasAdmin: boolean }>(hasAdminSql),
  );
  return rows[0]?.hasAdmin ? null : makeAdminLink(db);
};
