import type { Db } from "#server/db/port.ts";
import { DbUnavailable } from "#server/db/port.ts";

/** How far the start has come, and whether the end has. The server listens before the database is ready, so that a browser opened early says why. */
export class StartState {
  /** What is being done, in the words of the progress lines. */
  step = "";
  /** A stop was asked for: requests are still answered, but nobody should send further ones here. */
  isEnding = false;
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
      query: async (...asked) => opened().query(...asked),
      transaction: async (...asked) => opened().transaction(...asked),
      notify: async (channel, payload) => opened().notify(channel, payload),
      close: async () => this.#db?.close(),
    } satisfies Db;
  })();
}
