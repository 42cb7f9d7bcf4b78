import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { build } from "vite";
import { openDb } from "#server/db/open.ts";
import { ensureServerBundle, MIGRATIONS, ROOT } from "../helpers/embedded-template.ts";

/** How often to kill the first start, and again how often a running server. */
const ROUNDS = Number(process.env["KILL_ROUNDS"] ?? 1);

/** The first start is killed at a moment drawn from this span, in ms; it takes 12–18 s in all. */
const FIRST_START_MS = 14_000;

/** A running server is killed at most this long after its first row, in ms. */
const IN_USE_MS = 1_200;

const TIMEOUT_MS = 60_000 + ROUNDS * 40_000;

const BUNDLE = join(ROOT, `node_modules/.cache/vlmap/kill-child-${process.pid}`);
let dataDir: string;
/** numbers whose transaction had returned before the kill */
const acknowledged = new Set<number>();

beforeAll(async () => {
  await ensureServerBundle();
  // As in production, a bundle with the worker beside it: Node 20 starts neither from TypeScript.
  await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: "error",
    build: {
      ssr: true,
      target: "node20",
      outDir: BUNDLE,
      rolldownOptions: {
        input: {
          "kill-child": fileURLToPath(new URL("./kill-child.ts", import.meta.url)),
          "embedded-worker": join(ROOT, "server/db/embedded-worker.ts"),
        },
        output: { entryFileNames: "[name].js" },
      },
    },
  });
  dataDir = await mkdtemp(join(tmpdir(), "vlmap-kill-"));
}, 120_000);

afterAll(async () => {
  await rm(BUNDLE, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

interface Life {
  output: string;
  /** false where the process ended by itself before it was killed */
  isKilled: boolean;
}

/** Starts a process on the data directory and kills it when `killWhen` resolves. */
async function startAndKill(killWhen: (seen: (text: string) => Promise<void>) => Promise<void>): Promise<Life> {
  const child = spawn(process.execPath, [join(BUNDLE, "kill-child.js"), dataDir, MIGRATIONS], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const life: Life = { output: "", isKilled: false };
  const listeners: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      life.output += text;
      for (const listener of listeners) listener();
    });
  }
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const seen = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => (life.output.includes(text) ? resolve() : undefined);
      listeners.push(look);
      look();
    });
  await Promise.race([killWhen(seen), closed]);
  life.isKilled = child.kill("SIGKILL");
  await closed;
  for (const [, id] of life.output.matchAll(/^ack (\d+)$/gm)) acknowledged.add(Number(id));
  return life;
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test(
  `a first start killed ${ROUNDS} times leaves nothing half-made, and the next one succeeds`,
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { isKilled, output } = await startAndKill(() => after(Math.random() * FIRST_START_MS));
      expect({ isKilled, output }).toMatchObject({ isKilled: true });
      if (existsSync(join(dataDir, "embedded"))) break; // it was quicker than the kill: as good as done
      expect((await readdir(dataDir)).filter((name) => name.startsWith("embedded.creating-")).length).toBeLessThan(2);
    }
    const { output } = await startAndKill((seen) => seen("ack 1\n"));
    expect(output).toContain("ready");
    expect((await readdir(dataDir)).toSorted()).toEqual(["embedded", "embedded.lock"]);
  },
  TIMEOUT_MS,
);

test(
  `a running server killed ${ROUNDS} times keeps every acknowledged row`,
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { output, isKilled } = await startAndKill(async (seen) => {
        await seen("ack ");
        await after(Math.random() * IN_USE_MS);
      });
      expect({ isKilled, output }).toMatchObject({ isKilled: true });

      const db = await openDb({ dataDir });
      const { rows } = await db.query<{ left: number[]; right: number[]; indexed: number }>(`
      select array(select id from kill_left order by id) as left,
             array(select id from kill_right order by id) as right,
             (select count(*) from kill_left where place && st_makeenvelope(104, 9, 107, 12, 4326)) as indexed`);
      await db.close();
      const [found] = rows;
      expect(found?.left).toEqual(found?.right);
      expect(found?.indexed).toBe(found?.left.length);
      const kept = new Set(found?.left);
      expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
    }
    expect(acknowledged.size).toBeGreaterThan(0);
    console.log(`${ROUNDS} kills in use: ${acknowledged.size} acknowledged transactions, all there`);
  },
  TIMEOUT_MS,
);
