import type { PGlite, Results } from "@electric-sql/pglite";

/** More than this program has; only statements put together at run time could reach it. */
const MOST_KEPT = 200;

/** Longer parameters are bound: to read them as literals takes longer than to plan. */
const MOST_WRITTEN_CHARACTERS = 10_000;

/** What can be planned ahead; files of SQL begin with a comment. */
const PLANNABLE = /^(?:\s|--[^\n]*\n)*(?:select|with)\b/i;

/**
 * Runs a statement with a plan that is kept for the session: to plan one over the views takes the embedded engine 10 to 50 ms,
 * about a third of its answer. The engine plans again by itself when what a plan rests on has changed.
 */
export class PreparedStatements {
  readonly #database: PGlite;
  readonly #names = new Map<string, string>();
  #made = 0;

  constructor(database: PGlite) {
    this.#database = database;
  }

  /** @param params in text format; the answer is undefined where the engine swallowed an error */
  async run(sql: string, params: readonly (string | null)[]): Promise<Results | undefined> {
    const written = params.reduce((length, param) => length + (param?.length ?? 0), 0);
    if (!PLANNABLE.test(sql) || written > MOST_WRITTEN_CHARACTERS) return this.#database.query(sql, [...params]);
    const name = this.#names.get(sql) ?? (await this.#prepare(sql));
    const given = params.length === 0 ? "" : `(${params.map(literal).join(", ")})`;
    const result: Results & { command?: string } = await this.#database.query(`execute ${name}${given}`);
    // A good answer bears the name of the statement itself.
    return result.command === "EXECUTE" ? undefined : result;
  }

  async #prepare(sql: string): Promise<string> {
    const [oldest] = this.#names;
    if (oldest && this.#names.size >= MOST_KEPT) {
      this.#names.delete(oldest[0]);
      await this.#database.query(`deallocate ${oldest[1]}`);
    }
    const name = `kept_${++this.#made}`;
    await this.#database.query(`prepare ${name} as ${sql}`);
    this.#names.set(sql, name);
    return name;
  }
}

const literal = (param: string | null): string => (param === null ? "null" : `'${param.replaceAll("'", "''")}'`);
