import { createHash } from "node:crypto";
import { DbError } from "#server/db/port.ts";

/** More than this program has; only statements put together at run time could reach it. */
const MOST_KEPT = 200;

/** What the plan rests on has changed so that it gives other columns. */
const RESULT_CHANGED = "0A000";
/** The session is not the one that planned the statement, or one that another client planned it in. */
const NO_SUCH_NAME = "26000";
const NAME_TAKEN = "42P05";

/** A named statement failed over its name or its kept plan: the same without a name may succeed. */
export const isPlanLost = (error: unknown): error is DbError =>
  error instanceof DbError && [RESULT_CHANGED, NO_SUCH_NAME, NAME_TAKEN].includes(error.code);

/**
 * Names under which a PostgreSQL session keeps the plans of statements: to plan one over the views can take
 * longer than to run it.
 */
export class PlanNames {
  readonly #names = new Map<string, string>();
  #isKept = true;

  /** The same for the same statement in every process, because a pooler may share sessions; undefined for none. */
  of(sql: string): string | undefined {
    if (!this.#isKept) return undefined;
    const known = this.#names.get(sql);
    if (known !== undefined || this.#names.size >= MOST_KEPT) return known;
    const name = `read_${createHash("sha256").update(sql).digest("base64url").slice(0, 22)}`;
    this.#names.set(sql, name);
    return name;
  }

  /** Behind a pooler that changes sessions between transactions no plan is kept from then on. */
  learnFrom({ code }: DbError): void {
    if (code !== RESULT_CHANGED) this.#isKept = false;
  }
}
