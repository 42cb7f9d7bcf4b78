import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { findChromium } from "../helpers/browser.ts";
import { copyTemplate, ROOT } from "../helpers/embedded-template.ts";
import { loadedTemplate } from "../helpers/loaded-template.ts";
import { startServer, type RunningServer } from "../helpers/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    baseUrl: string;
    /** Link that the start printed for the first administrator. */
    adminLink: string;
  }
}

let server: RunningServer | undefined;
let dataDir: string | undefined;

/** Builds the application and starts it once, on data that are loaded: failures.test.ts sees a first day of an office. */
export async function setup(project: TestProject): Promise<void> {
  try {
    findChromium();
  } catch (error) {
    // One sentence says it; vitest would print it inside a stack trace.
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  await promisify(execFile)(process.execPath, [join(ROOT, "server/launch.mjs"), "--build-only"]);
  dataDir = await copyTemplate(loadedTemplate);
  server = await startServer(dataDir);
  await server.ready();
  project.provide("baseUrl", server.baseUrl);
  project.provide("adminLink", await adminLinkOf(server));
}

/** It is printed just after the first answer. */
async function adminLinkOf({ printed }: RunningServer): Promise<string> {
  for (let waitedMs = 0; waitedMs < 10_000; waitedMs += 100) {
    const path = /\/lien-ket#[\w-]+/.exec(printed())?.[0];
    if (path) return path;
    await pause(100);
  }
  throw new Error(`the start printed no link for the first administrator:\n${printed()}`);
}

export async function teardown(): Promise<void> {
  await server?.stop();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
}
