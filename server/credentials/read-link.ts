import type { DataSet } from "#contracts/data-view.ts";
import type { Db } from "#server/db/port.ts";
import { problem } from "#server/problems.ts";
import linkByHashSql from "./link-by-hash.sql?raw";
import { hashOf } from "./secrets.ts";
import { beginAttempt } from "./throttle.ts";

type Link = {
  id: string;
  purpose: "first-admin" | "invitation" | "password-reset" | "upload";
  accountId: string | null;
  resetsTwoStep: boolean;
  expiresAt: string;
  /** Of the report that is handed in by it; null of links for accounts. */
  dataSet: DataSet | null;
  login: string | null;
  displayName: string | null;
};

export const linkNotUsable = (): never =>
  problem("link-not-usable", {
    vi: "Liên kết này sai, đã dùng, đã hết hạn hoặc đã được thay bằng liên kết mới.",
    en: "This link is wrong, was used, has expired or was replaced by a newer one.",
  });

/** A one-time link by its code, while it can be used. Tries are counted by address. @throws {Problem} */
export const readLink = async (db: Db, code: string, address: string): Promise<Link> => {
  const attempt = await beginAttempt(db, null, address);
  const link = await db.transaction({ role: "gatekeeper", readOnly: true }, async (tx) => {
    const { rows } = await tx.query<Link>(linkByHashSql, [hashOf(code)]);
    return rows[0];
  });
  if (!link) return linkNotUsable();
  await attempt.succeeded();
  return link;
};
