/**
 * The database as the rest of the server sees it: one small surface over two back ends,
 * PostgreSQL in production and an embedded database where nothing is installed.
 */

/**
 * Whose rights the statements of a transaction have.
 * `writer` is an account that is signed in, named by the setting `account`; row security limits it to what is its own.
 * `gatekeeper` checks who asks, and sees nothing but accounts.
 * `owner` keeps the rights of the connection and is for migrations and imports only.
 */
export type Role = "reader" | "writer" | "gatekeeper" | "owner";

type Isolation = "read committed" | "repeatable read" | "serializable";

export interface QueryResult<R> {
  rows: R[];
  /** rows returned, or rows changed by an insert, update or delete without `returning` */
  rowCount: number;
}

export interface Tx {
  /**
   * Runs exactly one statement.
   * A parameter may be a string, number, bigint, boolean, Date, Uint8Array (bytea), an array of
   * these, a plain object (json) or null. An array meant as json must be given as JSON text, and
   * geometries as a text[] of EWKT or hex WKB: elements of a geometry[] are parted by colons.
   */
  query<R = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<QueryResult<R>>;
  /** Runs several statements without parameters, in order; a failure of any fails the whole. */
  script(sql: string): Promise<void>;
}

export interface TransactionOptions {
  role: Role;
  readOnly?: boolean;
  isolation?: Isolation;
  /** Milliseconds from the first statement to the commit; 0 = no limit. */
  deadlineMs?: number;
  settings?: Settings;
}

/** Values of the transaction's own parameters `vlmap.<name>`, which views read (`set local`). */
export type Settings = Readonly<Record<string, string>>;

export interface Db {
  readonly kind: "embedded" | "postgres";
  /** One statement in a read-only transaction of its own, with the rights of the reader. */
  query<R = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
    settings?: Settings,
  ): Promise<QueryResult<R>>;
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects.
   * Inside `work` await nothing but statements of its `tx`: the embedded back end has a single
   * session, so every other caller waits until `work` has ended.
   * @throws {DbUnavailable} no connection, or the embedded database is restarting
   * @throws {DbTimeout} the deadline passed
   * @throws {DbError} the database refused a statement; `code` is the SQLSTATE
   */
  transaction<T>(options: TransactionOptions, work: (tx: Tx) => Promise<T>): Promise<T>;
  notify(channel: string, payload: string): Promise<void>;
  close(): Promise<void>;
}

/** Limits used where a caller names none, in ms. Imports and migrations may take as long as they take. */
export const DEFAULT_DEADLINE_MS: Readonly<Record<Role, number>> = {
  reader: 5_000,
  writer: 15_000,
  gatekeeper: 5_000,
  owner: 0,
};

/** How long a call may wait for its turn or for a free connection, in ms. */
export const MAX_WAIT_MS = 15_000;

/** The database cannot be asked at the moment; asking again later may succeed. */
export class DbUnavailable extends Error {
  override readonly name = "DbUnavailable";
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A statement or transaction ran past its deadline and had no effect. */
export class DbTimeout extends Error {
  override readonly name = "DbTimeout";
}

/** The fields of a refusal that callers map to answers, named as PostgreSQL's protocol has them. */
export interface DbErrorFields {
  /** SQLSTATE, e.g. `23505` */
  code: string;
  detail?: string | undefined;
  hint?: string | undefined;
  schema?: string | undefined;
  table?: string | undefined;
  column?: string | undefined;
  constraint?: string | undefined;
  where?: string | undefined;
  /** 1-based character offset of the fault in the SQL text */
  position?: string | undefined;
}

/** The database refused a statement. Alike on both back ends. */
export class DbError extends Error implements DbErrorFields {
  override readonly name = "DbError";
  readonly code: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly schema: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly constraint: string | undefined;
  readonly where: string | undefined;
  readonly position: string | undefined;

  constructor(message: string, fields: DbErrorFields, options?: ErrorOptions) {
    super(message, options);
    this.code = fields.code;
    this.detail = fields.detail;
    this.hint = fields.hint;
    this.schema = fields.schema;
    this.table = fields.table;
    this.column = fields.column;
    this.constraint = fields.constraint;
    this.where = fields.where;
    this.position = fields.position;
  }
}

/**
 * The embedded database ended a statement with neither a result nor an error.
 * It does so when the geometry library throws, typically over an invalid polygon.
 */
export class SwallowedDbError extends Error {
  override readonly name = "SwallowedDbError";
}

/** A statement failed, `work` ignored it, and so the commit turned into a rollback. */
export class IgnoredDbError extends Error {
  override readonly name = "IgnoredDbError";
}
