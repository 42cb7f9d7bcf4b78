import { DEFAULT_DEADLINE_MS } from "#server/db/port.ts";
import type { Db, Role, Settings, TransactionOptions } from "#server/db/port.ts";

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  reader: "vlmap_reader",
  writer: "vlmap_writer",
  gatekeeper: "vlmap_gatekeeper",
  owner: "none",
};

/** Longest wait for a row or table lock outside migrations, in ms. */
const LOCK_TIMEOUT_MS = 2_000;

/** Longest pause between two statements of a transaction outside migrations, in ms. */
const IDLE_TIMEOUT_MS = 10_000;

export const readOptions = (settings?: Settings): TransactionOptions => ({
  role: "reader",
  readOnly: true,
  ...(settings && { settings }),
});

export function deadlineOf(options: TransactionOptions): number {
  return options.deadlineMs ?? DEFAULT_DEADLINE_MS[options.role];
}

const OUTPUT_FORMATS = [
  "datestyle = 'ISO, YMD'",
  "timezone = 'UTC'",
  "intervalstyle = 'iso_8601'",
  "bytea_output = 'hex'",
  "extra_float_digits = 1",
];

/** Fixes the text formats that the type parsers expect; the embedded session is told once. */
export const SESSION_SQL = OUTPUT_FORMATS.map((format) => `set ${format}`).join("; ");

/**
 * The statement that begins a transaction.
 * Whoever sends more behind it without awaiting its answer sends it as a message of its own: nothing of a
 * message is done when a part of it cannot be read, and what follows would then be done with all rights.
 */
export function beginSql({ readOnly = false, isolation = "read committed" }: TransactionOptions): string {
  return `begin isolation level ${isolation} ${readOnly ? "read only" : "read write"}`;
}

/**
 * The statements that give a transaction its rights, settings and limits, to be sent as one message.
 * On PostgreSQL the output formats are fixed here, not per connection, so that the type parsers
 * hold on any server configuration and behind a pooler that hands sessions around.
 */
export function settingsSql(kind: Db["kind"], options: TransactionOptions): string {
  const { role, settings = {} } = options;
  const statements = [
    `set local role ${ROLE_NAMES[role]}`,
    ...Object.entries(settings).map(([name, value]) => `set local vlmap.${name} = ${literal(value)}`),
  ];
  if (kind === "postgres") {
    statements.push(...OUTPUT_FORMATS.map((format) => `set local ${format}`), ...limits(role, deadlineOf(options)));
  }
  return statements.join("; ");
}

/** Both in one message, for a caller that awaits the answer. */
export function openingSql(kind: Db["kind"], options: TransactionOptions): string {
  return `${beginSql(options)}; ${settingsSql(kind, options)}`;
}

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Only PostgreSQL obeys these; measured, the embedded database runs on past a statement_timeout. */
function limits(role: Role, deadlineMs: number): string[] {
  const within = (limitMs: number) => (deadlineMs === 0 ? limitMs : Math.min(limitMs, deadlineMs));
  const isOwner = role === "owner";
  return [
    `set local statement_timeout = ${Math.ceil(deadlineMs)}`,
    `set local lock_timeout = ${isOwner ? 0 : Math.ceil(within(LOCK_TIMEOUT_MS))}`,
    `set local idle_in_transaction_session_timeout = ${isOwner ? 0 : Math.ceil(within(IDLE_TIMEOUT_MS))}`,
  ];
}
