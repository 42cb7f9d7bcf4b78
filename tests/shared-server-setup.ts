import { rm } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { loadedTemplate } from "./helpers/loaded-template.ts";
import { copyTemplate } from "./helpers/embedded-template.ts";
import { createTestDatabase } from "./helpers/postgres-cluster.ts";
import { ensurePostgresTemplate } from "./helpers/postgres-template.ts";
import { freePort, type RunningServer, startServer } from "./helpers/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the server that suites share which change nothing. */
    sharedUrl: string;
  }
}

let starting: Promise<{ server: RunningServer; dataDir: string } | null> = Promise.resolve(null);

/** Starts the built server on the real data, in the back: whoever asks it first waits until it answers. */
export async function setup(project: TestProject): Promise<void> {
  const port = await freePort();
  project.provide("sharedUrl", `http://127.0.0.1:${port}`);
  starting = start(port);
  starting.catch((error: unknown) => console.error("the server that suites share did not start:", error));
}

const start = async (port: number) => {
  const url = process.env["TEST_DATABASE_URL"];
  const dataDir = url ? "" : await copyTemplate(loadedTemplate);
  const databaseUrl = url ? (await createTestDatabase(url, await ensurePostgresTemplate(url, loadedTemplate))).url : "";
  return { server: await startServer(dataDir, { databaseUrl, port }), dataDir };
};

export async function teardown(): Promise<void> {
  const started = await starting.catch(() => null);
  await started?.server.kill();
  if (started?.dataDir) await rm(started.dataDir, { recursive: true, force: true });
}
