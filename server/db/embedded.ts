import { setTimeout as pause } from "node:timers/promises";
import { deadlineOf, openingSql, readOptions } from "#server/db/opening-sql.ts";
import { DbTimeout, DbUnavailable, IgnoredDbError, MAX_WAIT_MS, SwallowedDbError } from "#server/db/port.ts";
import type { Db, QueryResult, Settings, TransactionOptions, Tx } from "#server/db/port.ts";
import { withDeadline } from "#server/db/deadline.ts";
import { timed } from "#server/db/progress.ts";
import type { OnProgress } from "#server/db/progress.ts";
import { Turns } from "#server/db/turns.ts";
import { encodeParams } from "#server/db/wire.ts";
import type { WorkerResult } from "#server/db/worker-protocol.ts";
import { RESTART_SECONDS, WorkerSession } from "#server/db/worker-session.ts";

/** Pauses between attempts to reopen, in ms; the last one repeats. */
const REOPEN_PAUSES_MS = [0, 1_000, 5_000, 30_000];

const asRows = <R>({ rows, rowCount }: WorkerResult): QueryResult<R> => ({ rows: rows as R[], rowCount });

/**
 * Opens the embedded database in `folder`, creating it where there is none.
 * The caller holds the lock of the data directory: the engine itself takes none, and two
 * processes on the same files corrupt them (electric-sql/pglite#1106).
 * @param onProgress is also told of every restart, and of the error where one fails, as step "reopen"
 */
export async function openEmbedded(folder: string, onProgress?: OnProgress): Promise<Db> {
  return new EmbeddedDb(folder, await WorkerSession.open({ folder }), onProgress);
}

/**
 * The engine has one session and cannot cancel a statement, so transactions take turns, and a
 * transaction past its deadline, computing or idle, ends with the thread: its caller gets a
 * DbTimeout, all others a DbUnavailable until the database has been reopened in the background.
 */
class EmbeddedDb implements Db {
  readonly kind = "embedded";
  readonly #folder: string;
  readonly #onProgress: OnProgress | undefined;
  readonly #turns = new Turns();
  /** undefined while the database is being reopened and after it was closed */
  #session: WorkerSession | undefined;
  readonly #closing = new AbortController();
  #reopening: Promise<void> = Promise.resolve();

  constructor(folder: string, session: WorkerSession, onProgress: OnProgress | undefined) {
    this.#folder = folder;
    this.#onProgress = onProgress;
    this.#adopt(session);
  }

  async query<R>(sql: string, params: readonly unknown[] = [], settings?: Settings): Promise<QueryResult<R>> {
    const options = readOptions(settings);
    const request = {
      op: "read",
      opening: openingSql(this.kind, options),
      sql,
      params: encodeParams(params),
    } as const;
    return this.#takeTurn(options, async (session) => asRows<R>(await session.call(request)));
  }

  async transaction<T>(options: TransactionOptions, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#takeTurn(options, async (session) => {
      await session.call({ op: "begin", opening: openingSql(this.kind, options) });
      const tx = new EmbeddedTx(session);
      try {
        const result = await work(tx);
        tx.finish();
        const { command } = await session.call({ op: "commit" });
        if (command === "ROLLBACK") {
          throw new IgnoredDbError("a statement of the transaction failed and its error was ignored");
        }
        return result;
      } catch (error) {
        tx.close();
        // After a failed commit there is nothing to roll back, which the engine only warns about.
        // Where the rollback fails the thread is gone, and the transaction with it.
        await session.call({ op: "rollback" }).catch(() => {});
        throw error;
      }
    });
  }

  async notify(channel: string, payload: string): Promise<void> {
    await this.transaction({ role: "writer" }, (tx) => tx.query("select pg_notify($1, $2)", [channel, payload]));
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Waits for the transaction under way, then closes; what waits or comes later is refused. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#closing.abort();
    await this.#reopening;
    const closed = new DbUnavailable("the embedded database is closed", RESTART_SECONDS);
    const pass = await this.#turns.take(0, () => closed).catch(() => () => {});
    const session = this.#session;
    this.#session = undefined;
    this.#turns.clear(closed);
    pass();
    if (!session) return;
    try {
      await session.call({ op: "close" });
    } finally {
      await session.end(closed);
    }
  }

  async #takeTurn<T>(options: TransactionOptions, body: (session: WorkerSession) => Promise<T>): Promise<T> {
    this.#requireSession();
    const maxWaitMs = options.role === "owner" ? 0 : MAX_WAIT_MS;
    const pass = await this.#turns.take(
      maxWaitMs,
      () => new DbUnavailable(`no turn at the embedded database within ${maxWaitMs} ms`, RESTART_SECONDS),
    );
    try {
      const session = this.#requireSession();
      const deadlineMs = deadlineOf(options);
      return await withDeadline(deadlineMs, body(session), () => {
        const error = new DbTimeout(`the transaction was stopped after ${deadlineMs} ms`);
        this.#restart(session, error);
        return error;
      });
    } finally {
      pass();
    }
  }

  #requireSession(): WorkerSession {
    if (this.#session && !this.#isClosed) return this.#session;
    const what = this.#isClosed ? "is closed" : "is restarting";
    throw new DbUnavailable(`the embedded database ${what}`, RESTART_SECONDS);
  }

  #adopt(session: WorkerSession): void {
    this.#session = session;
    session.onBroken = (error) => this.#restart(session, error);
  }

  /** Ends `session` because of `reason` and opens the next one in the background. */
  #restart(session: WorkerSession, reason: Error): void {
    if (this.#session !== session) return;
    this.#session = undefined;
    const ended = session.end(reason);
    this.#turns.clear(new DbUnavailable("the embedded database is restarting", RESTART_SECONDS, { cause: reason }));
    this.#reopening = this.#reopen(ended);
  }

  async #reopen(ended: Promise<void>): Promise<void> {
    await ended;
    for (let attempt = 0; !this.#isClosed; attempt++) {
      const pauseMs = REOPEN_PAUSES_MS[Math.min(attempt, REOPEN_PAUSES_MS.length - 1)];
      try {
        await pause(pauseMs, undefined, { signal: this.#closing.signal });
        const open = () => WorkerSession.open({ folder: this.#folder });
        this.#adopt(await timed(this.#onProgress, "reopen", open));
        return;
      } catch (error) {
        if (this.#isClosed) return;
        // Nobody waits for this promise; the callers meanwhile are told that it is restarting.
        this.#onProgress?.({ step: "reopen", detail: String(error) });
      }
    }
  }
}

class EmbeddedTx implements Tx {
  readonly #session: WorkerSession;
  #isClosed = false;
  #swallowed: SwallowedDbError | undefined;

  constructor(session: WorkerSession) {
    this.#session = session;
  }

  async query<R>(sql: string, params: readonly unknown[] = []): Promise<QueryResult<R>> {
    return asRows<R>(await this.#call({ op: "query", sql, params: encodeParams(params) }));
  }

  async script(sql: string): Promise<void> {
    await this.#call({ op: "script", sql });
  }

  /** @throws {IgnoredDbError} a failure was swallowed earlier: the engine would still commit */
  finish(): void {
    this.close();
    if (this.#swallowed) {
      throw new IgnoredDbError("a statement ended without a result and its error was ignored", {
        cause: this.#swallowed,
      });
    }
  }

  close(): void {
    this.#isClosed = true;
  }

  async #call(request: Parameters<WorkerSession["call"]>[0]): Promise<WorkerResult> {
    if (this.#isClosed) throw new Error("the transaction has ended; a statement was not awaited");
    if (this.#swallowed) throw this.#swallowed;
    try {
      return await this.#session.call(request);
    } catch (error) {
      if (error instanceof SwallowedDbError) this.#swallowed = error;
      throw error;
    }
  }
}
