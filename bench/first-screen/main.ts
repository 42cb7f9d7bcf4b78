/**
 * How long our first screen takes to show data on the map, beside a page that has nothing but that map: both from one server,
 * in one Chromium, by turns, each visit with an empty cache. `--short` measures two rounds and only prints.
 */

import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { launchBrowser, mapIdle } from "../../tests/helpers/browser.ts";
import { startServer } from "../../tests/helpers/server.ts";
import { shownMap, writeBarePage } from "./bare-page.ts";
import { type Round, report } from "./report.ts";
import { visitOnce } from "./visits.ts";

const ROUNDS = 7;
const SHORT_ROUNDS = 2;
const RESULTS = "bench/RESULTS-first-screen.md";

const { values } = parseArgs({ options: { short: { type: "boolean", default: false } } });
const root = resolve(".");

/** The built application with a page more, which leaves the one in dist/ as it is. */
const installation = await mkdtemp(join(tmpdir(), "vlmap-first-screen-"));
for (const part of ["node_modules", "migrations", "geodata", "package.json"])
  await symlink(join(root, part), join(installation, part));
for (const part of ["server", "client"])
  await cp(join(root, "dist", part), join(installation, "dist", part), { recursive: true });

const server = await startServer(join(installation, "data"), { installation });
const browser = await launchBrowser();
try {
  await server.ready();
  // The first answers of a database that has just been opened may run past their deadline on a busy machine.
  for (const path of ["summary", "sites", "checks", "sources", "dates"])
    while (!(await fetch(`${server.baseUrl}/api/${path}`)).ok) await pause(500);
  const ours = `${server.baseUrl}/`;
  const bare = `${server.baseUrl}/bare/index.html`;
  // Also the warm-up: the answers of the API and the programs of the graphics driver are made once.
  await visitOnce(browser, ours, async (page) => {
    await mapIdle(page);
    await writeBarePage(join(installation, "dist/client/bare"), join(root, "node_modules"), await shownMap(page));
  });
  await visitOnce(browser, bare);
  const rounds: Round[] = [];
  for (let round = 0; round < (values.short ? SHORT_ROUNDS : ROUNDS); round++) {
    // By turns first, so that neither always follows the other.
    const order = round % 2 === 0 ? [ours, bare] : [bare, ours];
    const visits = new Map<string, Awaited<ReturnType<typeof visitOnce>>>();
    for (const address of order) visits.set(address, await visitOnce(browser, address));
    const [our, its] = [visits.get(ours), visits.get(bare)];
    if (our && its) rounds.push({ ours: our, bare: its });
  }
  const text = report(rounds, {
    chromium: browser.version(),
    node: process.version,
    processors: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
  });
  process.stdout.write(text);
  if (!values.short) await writeFile(join(root, RESULTS), text);
} finally {
  await browser.close();
  await server.stop();
  await rm(installation, { recursive: true, force: true });
}
