import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataDirLocked, lockDataDir } from "#server/db/data-dir-lock.ts";

let dataDir: string;
let path: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "vlmap-lock-"));
  path = join(dataDir, "embedded.lock");
});
afterEach(() => rm(dataDir, { recursive: true }));

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => child.on("exit", resolve));
  return child.pid ?? 0;
}

const holderText = (fields: object) =>
  JSON.stringify({
    startTicks: "1",
    bootId: null,
    host: hostname(),
    since: "2026-01-01T00:00:00.000Z",
    nonce: "x",
    ...fields,
  });

test("a second opener is refused and told who holds the directory since when", async () => {
  const lock = await lockDataDir(dataDir);
  const { since } = JSON.parse(await readFile(path, "utf8")) as { since: string };
  const error = await lockDataDir(dataDir).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataDirLocked);
  expect((error as Error).message).toContain(`process ${process.pid} since ${since}`);
  await lock.release();
  await (await lockDataDir(dataDir)).release();
  expect(await readdir(dataDir)).toEqual([]);
});

test("a live holder keeps the directory however old its lock is", async () => {
  const lock = await lockDataDir(dataDir);
  await utimes(path, 0, 0);
  await expect(lockDataDir(dataDir)).rejects.toBeInstanceOf(DataDirLocked);
  await lock.release();
});

test.each([
  { what: "of a process that ended", text: async () => holderText({ pid: await deadPid() }) },
  { what: "of an earlier process with a pid in use again", text: async () => holderText({ pid: process.pid }) },
  {
    what: "from before the machine was restarted",
    text: async () => holderText({ pid: process.pid, bootId: "earlier" }),
  },
  { what: "cut short by a power failure", text: async () => '{"pid": 12' },
])("a lock $what is taken over", async ({ text }) => {
  await writeFile(path, await text());
  const lock = await lockDataDir(dataDir);
  expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ pid: process.pid });
  await lock.release();
});

test("of 8 starters at a stale lock exactly one gets it, also past an abandoned takeover", async () => {
  for (let round = 0; round < 10; round++) {
    const stale = holderText({ pid: await deadPid(), nonce: `stale-${round}` });
    await writeFile(path, stale);
    await writeFile(join(dataDir, `embedded.lock.takeover.abandoned-${round}`), stale);
    const starts = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(dataDir)));
    const winners = starts.filter((start) => start.status === "fulfilled");
    expect(winners).toHaveLength(1);
    await winners[0]?.value.release();
  }
  expect(await readdir(dataDir)).toEqual([]);
}, 30_000);

test("a lock that became another's is not released", async () => {
  const lock = await lockDataDir(dataDir);
  await writeFile(path, holderText({ pid: 1, nonce: "other" }));
  await lock.release();
  expect(await readdir(dataDir)).toEqual(["embedded.lock"]);
});
