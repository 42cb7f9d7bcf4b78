/** The server on a database of the suite's own with the real data loaded: a copy of the embedded template, or PostgreSQL. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { expect, inject, vi } from "vitest";
import { buildApp } from "#server/app.ts";
import type { Db } from "#server/db/port.ts";
import type { Asked } from "./accounts.ts";
import { POSTGRES_URL } from "./backends.ts";
import { ROOT, openCopy } from "./embedded-template.ts";
import { loadedTemplate, publishedTemplate } from "./loaded-template.ts";
import { askOver } from "./remote.ts";
import { openPostgresCopy } from "./postgres-template.ts";

export interface ReadOnlyApp {
  app: Asked["app"];
  /** The parsed body of a GET that must answer 200. */
  get: <T>(url: string) => Promise<T>;
  close: () => Promise<void>;
}

export interface TestApp extends ReadOnlyApp {
  app: FastifyInstance;
  db: Db;
}

const getOver =
  (ask: (url: string) => Promise<LightMyRequestResponse>) =>
  async <T>(url: string): Promise<T> => {
    const response = await ask(url);
    if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}: ${response.body}`);
    return response.json<T>();
  };

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
    POSTGRES_URL && !isEmbedded ? await openPostgresCopy(POSTGRES_URL, template) : await openCopy(template);
  // The first answer of a fresh database is the slowest, and on a busy machine it may run past a reader's deadline.
  await db.transaction({ role: "reader", readOnly: true, deadlineMs: 60_000 }, (tx) =>
    tx.query("select count(json) from api.site_json"),
  );
  const client = isClientBuilt ? join(ROOT, "dist/client") : await writeClient();
  const app = await buildApp({ db, config: { logLevel: "silent", client } });
  return {
    app,
    db,
    get: getOver((url) => app.inject(url)),
    close: async () => {
      await app.close();
      await closeDb();
      if (!isClientBuilt) await rm(client, { recursive: true });
    },
  };
};

/** For suites that change nothing: a server of the whole run, on the real data, asked over HTTP. */
export const sharedApp = async (): Promise<ReadOnlyApp> => {
  const baseUrl = inject("sharedUrl");
  const ask = askOver(baseUrl);
  await vi.waitFor(async () => expect((await ask("/readyz")).statusCode).toBe(200), {
    timeout: 240_000,
    interval: 200,
  });
  return { app: { inject: ask }, get: getOver(ask), close: async () => {} };
};

/** Files as a build leaves them, so that the suite does not depend on one. */
const writeClient = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "vlmap-client-"));
  await mkdir(join(folder, "assets"));
  await writeFile(
    join(folder, "index.html"),
    '<!doctype html><html lang="vi"><head><title>client</title></head></html>',
  );
  await writeFile(join(folder, "assets/main-1a2b3c4d.js"), `export const padding = "${"x".repeat(4000)}";`);
  return folder;
};
