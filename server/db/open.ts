import { existsSync } from "node:fs";
import { mkdir, open as openFile, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { lockDataDir } from "#server/db/data-dir-lock.ts";
import { openEmbedded } from "#server/db/embedded.ts";
import type { Db } from "#server/db/port.ts";
import { openPostgres } from "#server/db/postgres.ts";
import { timed } from "#server/db/progress.ts";
import type { OnProgress } from "#server/db/progress.ts";

export interface OpenOptions {
  /** PostgreSQL where given, else the embedded database in `dataDir` */
  databaseUrl?: string | undefined;
  dataDir: string;
  /**
   * Brings the database up to date: migrate, import. Runs at every start, so running it on a
   * database that is up to date must change nothing. A new embedded database is not visible
   * under its name until this has succeeded on it.
   */
  prepare?: (db: Db) => Promise<void>;
  onProgress?: OnProgress;
}

const DATABASE_FOLDER = "embedded";

/** A database being created; whatever bears this prefix was left by a start that was killed. */
const UNFINISHED_PREFIX = "embedded.creating-";

/** @throws {DataDirLocked} another process uses the data directory */
export async function openDb(options: OpenOptions): Promise<Db> {
  const { databaseUrl, dataDir, prepare, onProgress } = options;
  if (databaseUrl) return prepared(openPostgres(databaseUrl), prepare);
  const lock = await lockDataDir(dataDir);
  try {
    await removeUnfinished(dataDir);
    const folder = join(dataDir, DATABASE_FOLDER);
    const isNew = !existsSync(folder);
    if (isNew) await createEmbedded(options, folder);
    const db = await timed(onProgress, "open", () => openEmbedded(folder, onProgress));
    return unlockOnClose(isNew ? db : await prepared(db, prepare), lock.release);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function prepared(db: Db, prepare: OpenOptions["prepare"]): Promise<Db> {
  try {
    await prepare?.(db);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function createEmbedded({ dataDir, prepare, onProgress }: OpenOptions, folder: string): Promise<void> {
  const unfinished = join(dataDir, `${UNFINISHED_PREFIX}${process.pid}`);
  await mkdir(unfinished);
  const db = await timed(onProgress, "create", () => openEmbedded(unfinished));
  await (await prepared(db, prepare)).close();
  // The engine never calls fsync, so without this the new name could reach the disk before the
  // files it stands for.
  await syncTree(unfinished);
  await rename(unfinished, folder);
  await syncEntry(dataDir);
}

async function removeUnfinished(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (name.startsWith(UNFINISHED_PREFIX)) await rm(join(dataDir, name), { recursive: true });
  }
}

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    await (entry.isDirectory() ? syncTree(path) : syncEntry(path));
  }
  await syncEntry(folder);
}

async function syncEntry(path: string): Promise<void> {
  // Windows lets no one open a folder as a file; there the order is left to the system.
  if (process.platform === "win32") return;
  const handle = await openFile(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unlockOnClose(db: Db, release: () => Promise<void>): Db {
  return {
    kind: db.kind,
    query: (sql, params, settings) => db.query(sql, params, settings),
    transaction: (options, work) => db.transaction(options, work),
    notify: (channel, payload) => db.notify(channel, payload),
    close: async () => {
      try {
        await db.close();
      } finally {
        await release();
      }
    },
  };
}
