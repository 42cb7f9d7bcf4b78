/**
 * A prepared embedded database, built once and copied for each suite: creating one takes 12–18 s,
 * copying and opening it 3–4 s.
 */

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DataDirLocked, lockDataDir } from "#server/db/data-dir-lock.ts";
import { migrate } from "#server/db/migrate.ts";
import { openDb } from "#server/db/open.ts";
import type { Db } from "#server/db/port.ts";

export interface Template {
  /** lower-case word, part of the folder's name */
  name: string;
  /** files and folders, from the root of the repository, on which the outcome of `prepare` depends */
  inputs: readonly string[];
  prepare: (db: Db) => Promise<void>;
}

export interface OpenCopy {
  db: Db;
  dataDir: string;
  /** closes the database and deletes the copy */
  close: () => Promise<void>;
}

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const MIGRATIONS = join(ROOT, "migrations");
const CACHE = join(ROOT, "node_modules/.cache/vlmap");

/** Templates of an earlier state of the sources are deleted after this time, in ms. */
const KEEP_MS = 3_600_000;

const ALWAYS_INPUTS = [
  "migrations",
  "server/db/migrate.ts",
  "node_modules/@electric-sql/pglite/package.json",
  "node_modules/@electric-sql/pglite-postgis/package.json",
];

/** All migrations, no data. */
export const migratedTemplate: Template = {
  name: "migrated",
  inputs: [],
  prepare: async (db) => {
    await migrate(db, { folder: MIGRATIONS });
  },
};

/** Of what the template is made from: with the same one it is the same. */
export const versionOf = ({ inputs }: Template): Promise<string> => hashOf([...ALWAYS_INPUTS, ...inputs]);

/** Builds the template where the sources changed; resolves with its data directory. */
export async function ensureTemplate(template: Template): Promise<string> {
  const prefix = `template-${template.name}-`;
  const dataDir = join(CACHE, `${prefix}${await versionOf(template)}`);
  await ensureServerBundle();
  if (existsSync(dataDir)) return dataDir;
  await alone(template.name, async () => {
    if (existsSync(dataDir)) return;
    await removeOld(prefix);
    const unfinished = join(CACHE, `unfinished-${template.name}`);
    await rm(unfinished, { recursive: true, force: true });
    await (await openDb({ dataDir: unfinished, prepare: template.prepare })).close();
    await rename(unfinished, dataDir);
  });
  return dataDir;
}

/** A copy of the template in a temporary folder, opened. */
export async function openCopy(template: Template = migratedTemplate): Promise<OpenCopy> {
  const dataDir = await copyTemplate(template);
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    const db = await openDb({ dataDir });
    return {
      db,
      dataDir,
      close: async () => {
        await db.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A copy of the template in a temporary folder, which the caller deletes. */
export async function copyTemplate(template: Template = migratedTemplate): Promise<string> {
  const source = await ensureTemplate(template);
  const dataDir = await mkdtemp(join(tmpdir(), "vlmap-test-"));
  await cp(source, dataDir, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return dataDir;
}

let bundling: Promise<void> | undefined;

/** The database worker runs from dist/server, so that must match the sources. */
export function ensureServerBundle(): Promise<void> {
  bundling ??= alone("bundle", async () => {
    const launch = join(ROOT, "server/launch.mjs");
    await promisify(execFile)(process.execPath, [launch, "--build-only", "--server-only"]);
  });
  return bundling;
}

/** Runs `work` while no other test process of this checkout does what has the same name. */
async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const folder = join(CACHE, `lock-${name}`);
  await mkdir(folder, { recursive: true });
  for (;;) {
    try {
      const lock = await lockDataDir(folder);
      try {
        return await work();
      } finally {
        await lock.release();
      }
    } catch (error) {
      if (!(error instanceof DataDirLocked) || !error.message.includes(folder)) throw error;
      await pause(100);
    }
  }
}

async function removeOld(prefix: string): Promise<void> {
  for (const name of await readdir(CACHE)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(CACHE, name);
    if (Date.now() - (await stat(path)).mtimeMs > KEEP_MS) await rm(path, { recursive: true });
  }
}

async function hashOf(inputs: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const input of inputs) await addToHash(input);
  return hash.digest("hex").slice(0, 16);

  async function addToHash(path: string): Promise<void> {
    const stats = await stat(join(ROOT, path)).catch(() => null);
    if (!stats) return;
    if (stats.isDirectory()) {
      for (const name of (await readdir(join(ROOT, path))).toSorted()) await addToHash(`${path}/${name}`);
    } else {
      hash
        .update(`${path}\0`)
        .update(await readFile(join(ROOT, path)))
        .update("\0");
    }
  }
}
