import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ROOT } from "./embedded-template.ts";

export type RunningServer = {
  readonly baseUrl: string;
  /** Resolves when every request can be answered. */
  readonly ready: () => Promise<void>;
  /** What it has said so far. */
  readonly printed: () => string;
  readonly stop: () => Promise<void>;
  /** Without any warning. */
  readonly kill: () => Promise<void>;
};

const START_MS = 150_000;

type StartOptions = {
  /** PostgreSQL in the place of the embedded database in `dataDir`. */
  readonly databaseUrl?: string;
  readonly port?: number;
  /** Where dist/, migrations/ and geodata/ lie. */
  readonly installation?: string;
};

/** Starts the built server on a free port. */
export async function startServer(
  dataDir: string,
  { databaseUrl = "", installation = ROOT, port: wanted }: StartOptions = {},
): Promise<RunningServer> {
  const port = wanted ?? (await freePort());
  const baseUrl = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(installation, "dist/server/main.js")], {
    env: { ...process.env, PORT: String(port), HOST: "127.0.0.1", DATA_DIR: dataDir, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (printed += String(chunk)));
  child.on("exit", (code, signal) => {
    if (!child.killed) console.error(`the server ended by itself (${code ?? signal}):\n${printed}`);
  });
  return {
    baseUrl,
    ready: () => untilReady(child, baseUrl, () => printed),
    printed: () => printed,
    stop: () => stopped(child),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function untilReady(child: ChildProcess, baseUrl: string, printed: () => string): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${printed()}`);
    const response = await fetch(`${baseUrl}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    await pause(100);
  }
  throw new Error(`the server was not ready after ${START_MS / 1000} s:\n${printed()}`);
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const last = setTimeout(() => child.kill("SIGKILL"), 20_000);
  await ended;
  clearTimeout(last);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
