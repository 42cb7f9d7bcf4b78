/** The server on a database of the suite's own with the real data loaded: a copy of the embedded template, or PostgreSQL. */

import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { buildApp } from "#server/app.ts";
import { migrate } from "#server/db/migrate.ts";
import { openDb } from "#server/db/open.ts";
import type { Db } from "#server/db/port.ts";
import { loadGeodata } from "#server/features/imports/load.ts";
import { POSTGRES_URL } from "./backends.ts";
import { MIGRATIONS, ROOT, type Template, openCopy } from "./embedded-template.ts";
import { createTestDatabase } from "./postgres-cluster.ts";

export interface TestApp {
  app: FastifyInstance;
  db: Db;
  /** The parsed body of a GET that must answer 200. */
  get: <T>(url: string) => Promise<T>;
  close: () => Promise<void>;
}

const GEODATA = join(ROOT, "geodata");

/** A copy of geodata/ as an installation without the made-up data set has it. */
const copyPublished = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "vlmap-published-"));
  const illustrative = join(GEODATA, "illustrative");
  await cp(GEODATA, folder, { recursive: true, filter: (path) => !path.startsWith(illustrative) });
  return folder;
};

const preparePublished = async (db: Db): Promise<void> => {
  const folder = await copyPublished();
  await prepare(db, folder);
  await rm(folder, { recursive: true });
};

const prepare = async (db: Db, folder = GEODATA): Promise<void> => {
  await migrate(db, { folder: MIGRATIONS });
  const outcome = await loadGeodata(db, folder);
  if (outcome.status === "refused") {
    throw new Error(outcome.issues.map(({ file, row, column, en }) => `${file}:${row}:${column} ${en}`).join("\n"));
  }
};

const INPUTS = ["geodata", "contracts", "server/features/imports"];
/** The real data and the made-up set. */
export const loadedTemplate: Template = { name: "loaded", inputs: INPUTS, prepare: (db) => prepare(db) };
const publishedTemplate: Template = { name: "published", inputs: INPUTS, prepare: preparePublished };

type TestAppOptions = {
  /** An installation without the folder geodata/illustrative. */
  readonly isPublishedOnly?: boolean;
  /** On that database in any suite. */
  readonly isEmbedded?: boolean;
  /** With the page as the build left it. */
  readonly isClientBuilt?: boolean;
};

export const appForTests = async ({
  isPublishedOnly = false,
  isEmbedded = false,
  isClientBuilt = false,
}: TestAppOptions = {}): Promise<TestApp> => {
  const template = isPublishedOnly ? publishedTemplate : loadedTemplate;
  const { db, close: closeDb } =
    POSTGRES_URL && !isEmbedded ? await openOnPostgres(POSTGRES_URL, template.prepare) : await openCopy(template);
  // The first answer of a fresh database is the slowest, and on a busy machine it may run past a reader's deadline.
  await db.transaction({ role: "reader", readOnly: true, deadlineMs: 60_000 }, (tx) =>
    tx.query("select count(json) from api.site_json"),
  );
  const client = isClientBuilt ? join(ROOT, "dist/client") : await writeClient();
  const app = await buildApp({ db, config: { logLevel: "silent", client } });
  return {
    app,
    db,
    get: async <T>(url: string) => {
      const response = await app.inject(url);
      if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}: ${response.body}`);
      return response.json<T>();
    },
    close: async () => {
      await app.close();
      await closeDb();
      if (!isClientBuilt) await rm(client, { recursive: true });
    },
  };
};

/** Files as a build leaves them, so that the suite does not depend on one. */
const writeClient = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "vlmap-client-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>client</title>");
  await writeFile(join(folder, "assets/main-1a2b3c4d.js"), `export const padding = "${"x".repeat(4000)}";`);
  return folder;
};

const openOnPostgres = async (
  url: string,
  prepareDb: Template["prepare"],
): Promise<{ db: Db; close: () => Promise<void> }> => {
  const database = await createTestDatabase(url);
  const db = await openDb({ databaseUrl: database.url, dataDir: "", prepare: prepareDb });
  return {
    db,
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
};
