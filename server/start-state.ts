import type { Db } from "#server/db/port.ts";
import { DbUnavailable } from "#server/db/port.ts";

/** How far the start has come. The server listens before the database is ready, so that a browser opened early says why. */
export class StartState {
  /** What is being done, in the words of the progress lines. */
  step = "";
  #db: Db | undefined;

  get isReady(): boolean {
    return this.#db !== undefined;
  }

  ready(db: Db): void {
    this.#db = db;
  }

  /** The database, unavailable until it is ready; routes are mounted on it before that. */
  readonly db: Db = (() => {
    const opened = () => {
      if (!this.#db) throw new DbUnavailable("the database is being prepared", 2);
      return this.#db;
    };
    return {
      get kind() {
        return opened().kind;
      },
      query: async (sql, params, settings) => opened().query(sql, params, settings),
      transaction: async (options, work) => opened().transaction(options, work),
      notify: async (channel, payload) => opened().notify(channel, payload),
      close: async () => this.#db?.close(),
    } satisfies Db;
  })();
}
