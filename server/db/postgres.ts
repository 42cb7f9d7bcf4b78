import pg from "pg";
import type { PoolClient, QueryResult as PgResult } from "pg";
import { beginSql, deadlineOf, openingSql, readOptions, settingsSql } from "#server/db/opening-sql.ts";
import { DbError, DbTimeout, DbUnavailable, IgnoredDbError, MAX_WAIT_MS } from "#server/db/port.ts";
import type { Db, QueryResult, Settings, TransactionOptions, Tx } from "#server/db/port.ts";
import { withDeadline } from "#server/db/deadline.ts";
import { PlanNames, isPlanLost } from "#server/db/plan-names.ts";
import { encodeParams, parserOf } from "#server/db/wire.ts";

const MAX_CONNECTIONS = 10;

/** Seconds after which a client may try again; a restart of PostgreSQL takes a few. */
const RETRY_SECONDS = 5;

/**
 * The server stops a statement at the deadline by itself and says so; our own clock, for work that
 * idles or runs many statements, comes this much later, in ms.
 */
const OWN_CLOCK_GRACE_MS = 500;

const CANCELLED = "57014";
const IDLE_IN_TRANSACTION = "25P03";
const TRANSACTION_TIMEOUT = "25P04";

/** Classes and codes by which the server says that it cannot serve anybody at the moment. */
const UNAVAILABLE = /^(08|57P0[1-5]|53[0-9]{3})/;

const SQLSTATE = /^[0-9A-Z]{5}$/;

interface PgFields {
  severity?: string;
  code?: string;
  detail?: string;
  hint?: string;
  schema?: string;
  table?: string;
  column?: string;
  constraint?: string;
  where?: string;
  position?: string;
}

/** What the driver throws, as one of the port's errors; faults that are not the database's stay. */
function toPortError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { severity, code, ...fields } = error as Error & PgFields;
  if (severity === undefined || code === undefined || !SQLSTATE.test(code)) {
    const isOurs = error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
    if (isOurs) return error;
    return new DbUnavailable(`no connection to the database: ${error.message}`, RETRY_SECONDS, { cause: error });
  }
  if (code === CANCELLED || code === IDLE_IN_TRANSACTION || code === TRANSACTION_TIMEOUT) {
    return new DbTimeout(error.message, { cause: error });
  }
  if (UNAVAILABLE.test(code)) {
    return new DbUnavailable(`the database is not available: ${error.message}`, RETRY_SECONDS, { cause: error });
  }
  const { detail, hint, schema, table, column, constraint, where, position } = fields;
  return new DbError(
    error.message,
    { code, detail, hint, schema, table, column, constraint, where, position },
    { cause: error },
  );
}

async function translated<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw toPortError(error);
  }
}

/** Connects on first use, so that it succeeds where the server is down; queries then reject. */
export function openPostgres(databaseUrl: string): Db {
  return new PostgresDb(databaseUrl);
}

class PostgresDb implements Db {
  readonly kind = "postgres";
  readonly #pool: pg.Pool;
  readonly #planNames = new PlanNames();

  constructor(connectionString: string) {
    this.#pool = new pg.Pool({
      connectionString,
      max: MAX_CONNECTIONS,
      connectionTimeoutMillis: MAX_WAIT_MS,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      // Statements go out as they are given, without waiting for the answer to the one before.
      pipeline: true,
      application_name: "vinh-long-industry-map",
      // Views over views look costly to the planner, and PostgreSQL then spends seconds on compiling what runs in
      // milliseconds: the ground of a site's sheet took 7.06 s, of which compiling was 6.82.
      options: "-c jit=off",
      types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
    });
    // A connection may be cut while it idles; without a listener that ends the whole process.
    // The pool drops it by itself, and the next caller gets a new one.
    this.#pool.on("error", () => {});
  }

  async query<R>(sql: string, params: readonly unknown[] = [], settings?: Settings): Promise<QueryResult<R>> {
    const options = readOptions(settings);
    const statement = { text: sql, values: encodeParams(params), queryMode: "extended" };
    const read = (name: string | undefined) =>
      this.#onConnection(options, (client) => readAtOnce<R>(client, options, { ...statement, ...(name && { name }) }));
    const name = this.#planNames.of(sql);
    try {
      return await read(name);
    } catch (error) {
      if (name === undefined || !isPlanLost(error)) throw error;
      this.#planNames.learnFrom(error);
      return read(undefined);
    }
  }

  transaction<T>(options: TransactionOptions, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#onConnection(options, (client) => run(client, openingSql(this.kind, options), work));
  }

  /** Runs a transaction on a connection of its own; one whose state is then unknown serves nobody else. */
  async #onConnection<T>(options: TransactionOptions, transact: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await translated(this.#pool.connect());
    // The pool listens on idle connections only. The server may end this one between two
    // statements, and the next statement then no longer knows why.
    let ending: unknown;
    const onError = (error: Error) => {
      ending ??= toPortError(error);
    };
    client.on("error", onError);
    let isBroken = false;
    const deadlineMs = deadlineOf(options);
    try {
      return await withDeadline(deadlineMs === 0 ? 0 : deadlineMs + OWN_CLOCK_GRACE_MS, transact(client), () => {
        isBroken = true;
        return new DbTimeout(`the transaction was stopped after ${deadlineMs} ms`);
      });
    } catch (error) {
      // A connection in an unknown state must not serve the next caller.
      isBroken ||= !(await rollsBack(client, isBroken || error instanceof DbUnavailable || isPlanLost(error)));
      throw error instanceof DbUnavailable && ending instanceof DbTimeout ? ending : error;
    } finally {
      // A broken connection may still report its end, with nobody else left to listen.
      if (!isBroken) client.off("error", onError);
      client.release(isBroken);
    }
  }

  async notify(channel: string, payload: string): Promise<void> {
    await this.transaction({ role: "writer" }, (tx) => tx.query("select pg_notify($1, $2)", [channel, payload]));
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/**
 * A whole transaction of one statement in one trip to the server and back. Of messages sent together the
 * server refuses all that follow a failed one: they stand within the transaction, which has then failed.
 */
async function readAtOnce<R>(
  client: PoolClient,
  options: TransactionOptions,
  statement: pg.QueryConfig,
): Promise<QueryResult<R>> {
  const { stream } = client.connection;
  // Held back until all of it can go out in one packet.
  stream.cork();
  const answers = Promise.all([
    client.query(beginSql(options)),
    client.query(settingsSql("postgres", options)),
    client.query(statement),
    client.query("commit"),
  ]);
  stream.uncork();
  const [, , { rows, rowCount }] = await translated(answers);
  return { rows: rows as R[], rowCount: rowCount ?? 0 };
}

async function run<T>(client: PoolClient, opening: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  await translated(client.query(opening));
  const tx = new PostgresTx(client);
  try {
    const result = await work(tx);
    tx.close();
    const { command } = await translated(client.query("commit"));
    if (command === "ROLLBACK") {
      throw new IgnoredDbError("a statement of the transaction failed and its error was ignored");
    }
    return result;
  } finally {
    tx.close();
  }
}

async function rollsBack(client: PoolClient, isBroken: boolean): Promise<boolean> {
  if (isBroken) return false;
  try {
    await client.query("rollback");
    return true;
  } catch {
    // The original error is the one to report; the connection is thrown away.
    return false;
  }
}

class PostgresTx implements Tx {
  readonly #client: PoolClient;
  #isClosed = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  async query<R>(sql: string, params: readonly unknown[] = []): Promise<QueryResult<R>> {
    this.#requireOpen();
    // The extended protocol even without parameters: it refuses a second statement in `sql`.
    const config = { text: sql, values: encodeParams(params), queryMode: "extended" };
    const { rows, rowCount } = await translated<PgResult>(this.#client.query(config));
    return { rows: rows as R[], rowCount: rowCount ?? 0 };
  }

  async script(sql: string): Promise<void> {
    this.#requireOpen();
    await translated(this.#client.query(sql));
  }

  close(): void {
    this.#isClosed = true;
  }

  #requireOpen(): void {
    if (this.#isClosed) throw new Error("the transaction has ended; a statement was not awaited");
  }
}
