/**
 * How long an answer of the API takes to make on the embedded database: each address asked again and again with another day of
 * knowledge, so that nothing kept can answer. `--short` asks three times and only prints.
 */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startServer } from "../../tests/helpers/server.ts";
import { fetchRaw } from "../http.ts";
import { report, type Timed } from "./report.ts";

const ROUNDS = 30;
const SHORT_ROUNDS = 3;
const RESULTS = "bench/RESULTS-answers.md";
const PATHS = [
  "/api/checks",
  "/api/crosswalk?metric=population",
  "/api/dates",
  "/api/figures?subject=hoa-phu",
  "/api/figures/hoa-phu.occupancyShare.2024-12",
  "/api/intervals?subject=hoa-phu",
  "/api/intervals?subject=three-zones",
  "/api/plan-versions",
  "/api/sites",
  "/api/sites?data=illustrative",
  "/api/sites/hoa-phu",
  "/api/sites/hoa-phu?data=illustrative",
  "/api/sources",
  "/api/summary",
  "/api/summary?data=illustrative",
  "/api/targets",
];
/** The loaded data say nothing of what was learnt later, so all these days give the same answer. */
const FIRST_DAY = Date.UTC(2100, 0, 1);
const DAY_MS = 86_400_000;

const { values } = parseArgs({ options: { short: { type: "boolean", default: false } } });
const rounds = values.short ? SHORT_ROUNDS : ROUNDS;
const folder = await mkdtemp(join(tmpdir(), "vlmap-answers-"));
const server = await startServer(join(folder, "data"));

const timed = async (path: string): Promise<number> => {
  const startedMs = performance.now();
  const { status } = await fetchRaw(server.baseUrl, path);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return performance.now() - startedMs;
};

try {
  await server.ready();
  // What the server asks itself at its start would stand in the way of the first addresses.
  await pause(10_000);
  const results = new Map<string, Timed>(PATHS.map((path) => [path, { madeMs: [], keptMs: [] }]));
  for (let round = 0; round < rounds; round++) {
    for (const [at, [path, { madeMs, keptMs }]] of [...results].entries()) {
      const day = new Date(FIRST_DAY + (round * PATHS.length + at) * DAY_MS).toISOString().slice(0, 10);
      const address = `${path}${path.includes("?") ? "&" : "?"}knownOn=${day}`;
      madeMs.push(await timed(address));
      keptMs.push(await timed(address));
    }
  }
  const text = report(results, {
    node: process.version,
    processors: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
  });
  process.stdout.write(text);
  if (!values.short) await writeFile(join(resolve("."), RESULTS), text);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
