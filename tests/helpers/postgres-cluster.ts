/** A throw-away PostgreSQL cluster with PostGIS, for the suites that run on both back ends. */

import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { chmod, chown, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";

const execFileAsync = promisify(execFile);

const HOW_TO_INSTALL = "on Debian: apt-get install postgresql postgresql-15-postgis-3";

export interface Cluster {
  /** of the database postgres, as its superuser */
  url: string;
  /** Kills every process of it, and starts it again on what is on the disk. */
  crash: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface TestDatabase {
  url: string;
  drop: () => Promise<void>;
}

/**
 * @param more settings of PostgreSQL beside those of the suites, such as `shared_buffers: "2GB"`
 * @throws {Error} one sentence naming what is missing: the binaries, or PostGIS
 */
export async function startCluster(more: Readonly<Record<string, string>> = {}): Promise<Cluster> {
  const bin = findBinaries();
  const folder = await mkdtemp(join(tmpdir(), "vlmap-postgres-"));
  const account = await serverAccount();
  if (account) {
    await chown(folder, account.uid, account.gid);
    await chmod(folder, 0o700);
  }
  const data = join(folder, "data");
  const run = (program: string, args: string[]) => execFileAsync(join(bin, program), args, { cwd: folder, ...account });
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await run("initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]);
    const port = await freePort();
    // Durability is not what these suites test, and without it they are twice as fast.
    const further = Object.entries(more).map(([name, value]) => ` -c ${name}=${value}`);
    const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c full_page_writes=off -c max_connections=60${further.join("")}`;
    const start = () => run("pg_ctl", ["-D", data, "-w", "-l", join(folder, "log"), "-o", settings, "start"]);
    await start();
    const crash = async () => {
      const [postmaster] = (await readFile(join(data, "postmaster.pid"), "utf8")).split("\n", 1);
      const ofIt = await execFileAsync("ps", ["-o", "pid=", "--ppid", postmaster!]).catch(() => ({ stdout: "" }));
      for (const pid of [postmaster!, ...ofIt.stdout.split("\n")]) if (pid.trim()) killNow(Number(pid));
      // Until somebody asks how it ended, a process that was killed still counts as one that may hold the folder.
      await rm(join(data, "postmaster.pid"));
      await start();
    };
    const stop = async () => {
      await run("pg_ctl", ["-D", data, "-m", "immediate", "-w", "stop"]);
      await remove();
    };
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    try {
      await requirePostgis(url);
    } catch (error) {
      await stop();
      throw error;
    }
    return { url, crash, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** It may have ended by itself since it was seen. */
const killNow = (pid: number): void => {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
};

/** A new database in the cluster of `url`, copied from `template` where one is named. */
export async function createTestDatabase(url: string, template?: string): Promise<TestDatabase> {
  const name = `vlmap_test_${randomUUID().replaceAll("-", "")}`;
  await runSql(url, `create database ${name}${template ? ` template ${template}` : ""}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    url: own.href,
    drop: () => dropDatabase(url, name),
  };
}

function findBinaries(): string {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter),
  ];
  const found = folders.find((folder) =>
    ["initdb", "pg_ctl", "postgres"].every((name) => existsSync(join(folder, name))),
  );
  if (!found) throw new Error(`The server programs of PostgreSQL are not installed; ${HOW_TO_INSTALL}`);
  return found;
}

/** PostgreSQL refuses to run as root; Debian's package brings the account to run it under. */
async function serverAccount(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = async (flag: string) => Number((await execFileAsync("id", [flag, "postgres"])).stdout);
  return { uid: await idOf("-u"), gid: await idOf("-g") };
}

async function requirePostgis(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_available_extensions where name = 'postgis'");
    if (rowCount === 0) throw new Error(`PostGIS is not installed for this PostgreSQL; ${HOW_TO_INSTALL}`);
  } finally {
    await client.end();
  }
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** On a busy machine a vacuum that looks at the database may take longer to end than the five seconds `force` gives it. */
async function dropDatabase(url: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await runSql(url, `drop database if exists ${name} with (force)`);
      return;
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}
