/**
 * viewer: reads what is not public yet; officer: investment promotion; reporter: an infrastructure developer, who hands in;
 * editor: enters and corrects; approver: publishes what another entered; admin: accounts and rights, and nothing else.
 * None includes another: who edits and approves holds both, and it is seen.
 */
export const ROLES = ["viewer", "officer", "reporter", "editor", "approver", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Roles that count only while the account signs in with a second step. */
export const TWO_STEP_ROLES: readonly Role[] = ["approver", "admin"];

/** Who reads land use that is not public. */
export const READER_ROLES = ["viewer", "officer", "editor", "approver"] as const satisfies readonly Role[];
