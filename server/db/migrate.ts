import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Db, Tx } from "#server/db/port.ts";
import { timed } from "#server/db/progress.ts";
import type { OnProgress } from "#server/db/progress.ts";

export interface MigrateOptions {
  /** holds NNNN_name.sql and views/*.sql */
  folder: string;
  onProgress?: OnProgress;
}

export interface MigrateOutcome {
  /** file names, in order */
  applied: string[];
  areViewsReapplied: boolean;
}

/** The migrations and the database do not fit; the message names the file and what to do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

interface SqlFile {
  name: string;
  sql: string;
  checksum: string;
}

interface Migration extends SqlFile {
  version: number;
}

interface LedgerRow {
  version: number;
  name: string;
  checksum: string;
}

/** Any number will do, as long as no other program takes the same one in this database. */
const ADVISORY_LOCK = 921_001_013;

const LEDGER_SQL = `
  create table if not exists schema_migration (
    version integer primary key check (version > 0),
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
  );
  create table if not exists schema_views (
    is_only_row boolean primary key default true check (is_only_row),
    checksum text not null,
    applied_at timestamptz not null default now()
  )`;

/** Objects outside schema api that a cascading drop of it could take along. */
const BYSTANDERS_SQL = `
  select (select count(*) from pg_constraint c join pg_namespace n on n.oid = c.connamespace where n.nspname <> 'api')
       + (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname not in ('api', 'pg_toast'))
       + (select count(*) from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname <> 'api')
       + (select count(*) from pg_trigger t join pg_class c on c.oid = t.tgrelid
          where c.relnamespace <> coalesce(to_regnamespace('api')::oid, 0))
       + (select count(*) from pg_attrdef d join pg_class c on c.oid = d.adrelid
          where c.relnamespace <> coalesce(to_regnamespace('api')::oid, 0))
       + (select count(*) from pg_policy)
    as bystanders`;

/** Views read with the rights of who asks, so that row security holds in them as well. */
const GRANTS_SQL = `
  grant usage on schema public, api to vlmap_reader;
  grant select on all tables in schema public, api to vlmap_reader;
  do $$
  declare
    view_name regclass;
  begin
    for view_name in
      select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'api' and c.relkind = 'v'
    loop
      execute format('alter view %s set (security_invoker = true)', view_name);
    end loop;
  end
  $$`;

/**
 * Brings the schema up to date in one transaction: migrations not applied yet, in order, and the
 * views, which live in schema api and are dropped before and re-created after whenever anything
 * changed, so migrations cannot use schema api.
 * Two at once are safe: on PostgreSQL one waits for the other, and the embedded database has one
 * process by its lock and one transaction at a time.
 * @throws {MigrationError} a file was edited, is missing, doubled or fails, or the code is older than the database
 */
export async function migrate(db: Db, { folder, onProgress }: MigrateOptions): Promise<MigrateOutcome> {
  const migrations = await readMigrations(folder);
  const views = await readSqlFiles(join(folder, "views"));
  return timed(onProgress, "migrate", () =>
    db.transaction({ role: "owner" }, async (tx) => {
      if (db.kind === "postgres") await tx.query("select pg_advisory_xact_lock($1)", [ADVISORY_LOCK]);
      await tx.script(LEDGER_SQL);
      const { rows } = await tx.query<LedgerRow>(
        "select version, name, checksum from schema_migration order by version",
      );
      const pending = pendingOf(migrations, rows);
      const viewsChecksum = checksumOf(views);
      const areViewsReapplied = pending.length > 0 || (await appliedViewsChecksum(tx)) !== viewsChecksum;
      if (areViewsReapplied) {
        // Before the migrations: a view would keep them from changing the columns it shows.
        await dropViews(tx);
        for (const migration of pending) {
          onProgress?.({ step: "migrate", detail: migration.name });
          await applyMigration(tx, migration);
        }
        await applyViews(tx, views, viewsChecksum);
      }
      return { applied: pending.map(({ name }) => name), areViewsReapplied };
    }),
  );
}

async function readSqlFiles(folder: string): Promise<SqlFile[]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted();
  return Promise.all(
    names.map(async (name) => {
      // Git may check text files out with other line ends; that is no edit.
      const sql = (await readFile(join(folder, name), "utf8")).replaceAll("\r\n", "\n");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const files = await readSqlFiles(folder);
  return files.map((file, index) => {
    const digits = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(file.name)?.[1];
    if (!digits) throw new MigrationError(`${file.name}: a migration is named NNNN_lower_case_words.sql`);
    const version = Number(digits);
    if (version !== index + 1) {
      const before = files[index - 1]?.name;
      throw new MigrationError(
        before?.startsWith(digits)
          ? `${before} and ${file.name} have the same number`
          : `${file.name}: number ${String(index + 1).padStart(4, "0")} is missing before it`,
      );
    }
    return { ...file, version };
  });
}

function pendingOf(migrations: readonly Migration[], ledger: readonly LedgerRow[]): Migration[] {
  for (const row of ledger) {
    const file = migrations[row.version - 1];
    if (!file) {
      throw new MigrationError(
        `the database is at migration ${row.name}, this program knows only ${migrations.length}: start the newer program`,
      );
    }
    if (file.name !== row.name) {
      throw new MigrationError(`${file.name}: was applied to this database under the name ${row.name}`);
    }
    if (file.checksum !== row.checksum) {
      throw new MigrationError(
        `${file.name}: was edited after it had been applied to this database; restore it and put the change into a new migration`,
      );
    }
  }
  return migrations.slice(ledger.length);
}

async function applyMigration(tx: Tx, { version, name, checksum, sql }: Migration): Promise<void> {
  await tx.query("insert into schema_migration (version, name, checksum) values ($1, $2, $3)", [
    version,
    name,
    checksum,
  ]);
  await runFile(tx, name, sql);
}

const checksumOf = (files: readonly SqlFile[]) =>
  createHash("sha256")
    .update(files.map(({ name, checksum }) => `${name} ${checksum}\n`).join(""))
    .digest("hex");

async function appliedViewsChecksum(tx: Tx): Promise<string | undefined> {
  const { rows } = await tx.query<{ checksum: string }>("select checksum from schema_views");
  return rows[0]?.checksum;
}

async function dropViews(tx: Tx): Promise<void> {
  const before = await countBystanders(tx);
  await tx.script("drop schema if exists api cascade");
  if ((await countBystanders(tx)) !== before) {
    throw new MigrationError(
      "something outside schema api depends on a view or function in it and would be dropped with it: constraints, triggers, policies and defaults must not use schema api",
    );
  }
}

async function applyViews(tx: Tx, views: readonly SqlFile[], checksum: string): Promise<void> {
  await tx.script("create schema api");
  for (const { name, sql } of views) await runFile(tx, `views/${name}`, sql);
  await tx.script(GRANTS_SQL);
  await tx.query(
    "insert into schema_views (checksum) values ($1) on conflict (is_only_row) do update set checksum = excluded.checksum, applied_at = now()",
    [checksum],
  );
}

async function countBystanders(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ bystanders: number }>(BYSTANDERS_SQL);
  return rows[0]?.bystanders ?? 0;
}

async function runFile(tx: Tx, name: string, sql: string): Promise<void> {
  try {
    await tx.script(sql);
  } catch (cause) {
    throw new MigrationError(`${name}: ${(cause as Error).message}${lineOf(cause, sql)}`, { cause });
  }
}

/** Where the database gave a character offset, the line it falls on. */
function lineOf(error: unknown, sql: string): string {
  const position = Number((error as { position?: string }).position);
  return position > 0 ? ` (line ${sql.slice(0, position - 1).split("\n").length})` : "";
}
