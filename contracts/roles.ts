import * as z from "zod/mini";
import { slug } from "./units.ts";

/**
 * viewer: reads what is not public yet; officer: investment promotion; reporter: an infrastructure developer, who hands in;
 * editor: enters and corrects; approver: publishes what another entered; admin: accounts and rights, and nothing else.
 * None includes another: who edits and approves holds both, and it is seen.
 */
export const ROLES = ["viewer", "officer", "reporter", "editor", "approver", "admin"] as const;
export const role = z.enum(ROLES);
export type Role = z.output<typeof role>;

/** Roles that count only while the account signs in with a second step. */
export const TWO_STEP_ROLES: readonly Role[] = ["approver", "admin"];

/** Where a role holds: a site with its parts, a commune of since July 2025, or, with neither, everywhere. */
export const scope = z
  .strictObject({ siteId: z.nullable(slug), communeId: z.nullable(slug) })
  .check(z.refine(({ siteId, communeId }) => siteId === null || communeId === null, "oneScope"));
export type Scope = z.output<typeof scope>;
