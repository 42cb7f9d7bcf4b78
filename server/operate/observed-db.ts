import type { Db } from "#server/db/port.ts";

/** A call of the database that ended: how long it took, with waiting for its turn, and by what it can be told. */
export type Call = { readonly about: () => string; readonly ms: number; readonly hasFailed: boolean };

/** Enough to tell one query from another; parameters are never part of it. */
const ABOUT_LENGTH = 300;

/** The same database, which tells of every call when it has ended. */
export const observedDb = (db: Db, tell: (call: Call) => void): Db => {
  const watched = async <T>(about: Call["about"], call: () => Promise<T>): Promise<T> => {
    const startedMs = performance.now();
    const ended = (hasFailed: boolean) => tell({ about, ms: performance.now() - startedMs, hasFailed });
    try {
      const result = await call();
      ended(false);
      return result;
    } catch (error) {
      ended(true);
      throw error;
    }
  };
  return {
    get kind() {
      return db.kind;
    },
    query: (sql, ...more) =>
      watched(
        () => sql.replaceAll(/\s+/g, " ").slice(0, ABOUT_LENGTH),
        () => db.query(sql, ...more),
      ),
    transaction: (options, work) =>
      watched(
        () => `transaction of the ${options.role}`,
        () => db.transaction(options, work),
      ),
    notify: (channel, payload) => db.notify(channel, payload),
    close: () => db.close(),
  };
};
