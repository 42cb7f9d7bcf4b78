/** `npm run bench` measures and writes bench/RESULTS.md; `npm run bench:short` says whether the benchmark still works. */

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Bench, measure, prepare } from "./bench.ts";
import { connected, startDatabases } from "./data.ts";
import { Load, requireLoadGenerators } from "./load.ts";
import { Processes } from "./processes.ts";
import { type CaseResult, caseTable, type Finding, findingTable } from "./results.ts";
import { FULL, SHORT } from "./sizes.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

const startedMs = performance.now();
const say = (text: string): void => {
  process.stderr.write(`${((performance.now() - startedMs) / 1000).toFixed(0).padStart(5)} s  ${text}\n`);
};

const main = async (): Promise<void> => {
  const isShort = process.argv.includes("--short");
  const sizes = isShort ? SHORT : FULL;
  const loadBefore = loadavg()[0] ?? 0;
  await requireLoadGenerators();
  const processes = new Processes();
  const load = await Load.begin();
  const { databases, cluster } = await startDatabases(sizes, say);
  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    processes.end();
    await cluster.stop();
    await load.end();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void end().then(() => process.exit(1)));
  try {
    const bench: Bench = { sizes, databases, processes, load, say };
    const { cases, findings } = await prepare(bench);
    say(`${cases.length} cases`);
    const results = await measure(bench, cases);
    const text = await textOf(results, findings, await machineOf(databases.S, loadBefore));
    process.stdout.write(`${text}\n`);
    if (!isShort) await writeFile(join(ROOT, "bench/RESULTS.md"), text);
  } finally {
    await end();
  }
};

const textOf = async (results: readonly CaseResult[], findings: readonly Finding[], machine: string): Promise<string> =>
  `# Results of the load benchmark

Written by \`npm run bench\`; what each case is and how it is measured is in [README.md](README.md).

${machine}

${caseTable(results)}

${findingTable(findings)}
`;

/** What ran where, without names. */
const machineOf = async (databaseUrl: string, loadBefore: number): Promise<string> => {
  const { rows } = await connected(databaseUrl, (client) =>
    client.query<{ postgres: string; postgis: string }>(
      "select current_setting('server_version') as postgres, postgis_lib_version() as postgis",
    ),
  );
  const git = (...args: string[]) =>
    promisify(execFile)("git", ["-C", ROOT, ...args]).then(
      ({ stdout }) => stdout.trim(),
      () => "unknown",
    );
  const isChanged = (await git("status", "--porcelain", "--", "server", "bench/*.ts", "bench/*.sql")) !== "";
  const { version } = JSON.parse(readFileSync(join(ROOT, "node_modules/fastify/package.json"), "utf8")) as {
    version: string;
  };
  const [system = "an unknown system"] =
    readFileSync("/etc/os-release", "utf8").match(/(?<=PRETTY_NAME=").*(?=")/) ?? [];
  return [
    `- ${new Date().toISOString().slice(0, 10)}, commit ${await git("rev-parse", "--short", "HEAD")}${isChanged ? " with changes" : ""}`,
    `- ${cpus().length} processors (${cpus()[0]?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB of memory, ${system}`,
    `- Node ${process.versions.node}, Fastify ${version}, PostgreSQL ${rows[0]?.postgres}, PostGIS ${rows[0]?.postgis}`,
    `- Load average before the run: ${loadBefore.toFixed(1)}. Load generator, server and database share the processors.`,
  ].join("\n");
};

try {
  await main();
} catch (error) {
  const { name, message, stack } = error as Error;
  process.stderr.write(
    `${name === "TilesDiffer" || /is not installed/.test(message) ? message : (stack ?? message)}\n`,
  );
  process.exitCode = 1;
}
