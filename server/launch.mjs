// @ts-check
/**
 * `npm start`: builds what is stale, then starts the server. Plain JavaScript because Node 20 does
 * not run TypeScript.
 *
 *   --build-only    build, do not start
 *   --server-only   leave the client out
 */

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** @typedef {{ name: string, config: string, output: string, inputs: string[] }} Bundle */

const root = fileURLToPath(new URL("..", import.meta.url));

/** @type {Bundle[]} */
const bundles = [
  {
    name: "server",
    config: "server/vite.config.ts",
    output: "dist/server",
    inputs: ["server", "contracts", "package-lock.json"],
  },
  {
    name: "client",
    config: "client/vite.config.ts",
    output: "dist/client",
    inputs: ["client", "contracts", "package-lock.json"],
  },
];

/**
 * Newest change below `path`, in ms since 1970. Folders count too: deleting a file changes its folder.
 * @param {string} path
 * @returns {number}
 */
function newestChangeMs(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChangeMs(join(path, name))));
}

/** @param {Bundle} bundle */
const stampOf = ({ name }) => join(root, "dist", `.${name}-built`);

/** @param {Bundle} bundle */
function isStale(bundle) {
  const built = statSync(stampOf(bundle), { throwIfNoEntry: false });
  if (!built || !existsSync(join(root, bundle.output))) return true;
  return bundle.inputs.some((input) => newestChangeMs(join(root, input)) > built.mtimeMs);
}

/**
 * @param {string} script below node_modules
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function runNode(script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules", script), ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text) => (output += text));
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** @param {Bundle} bundle */
async function build(bundle) {
  const startMs = Date.now();
  // A failed build must be tried again, whatever it left behind.
  rmSync(stampOf(bundle), { force: true });
  const { code, output } = await runNode("vite/bin/vite.js", ["build", "--config", bundle.config]);
  if (code !== 0) {
    console.error(`The ${bundle.name} could not be built:\n\n${output.trim()}\n`);
    process.exit(1);
  }
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(stampOf(bundle), "");
  // What was saved while the build was running may have been read before: it must count as newer.
  utimesSync(stampOf(bundle), startMs / 1000, startMs / 1000);
  console.log(`built the ${bundle.name} in ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
}

const args = process.argv.slice(2);
const unknown = args.find((arg) => arg !== "--build-only" && arg !== "--server-only");
if (unknown !== undefined) {
  console.error(`unknown option ${unknown}; known are --build-only and --server-only`);
  process.exit(2);
}
if (!existsSync(join(root, "node_modules/vite"))) {
  console.error("The packages are not installed yet; run: npm ci");
  process.exit(1);
}

for (const bundle of bundles) {
  if (args.includes("--server-only") && bundle.name !== "server") continue;
  // A bundle without its configuration is one that this checkout does not have.
  if (existsSync(join(root, bundle.config)) && isStale(bundle)) await build(bundle);
}

if (!args.includes("--build-only")) {
  const main = join(root, "dist/server/main.js");
  if (!existsSync(main)) {
    console.error("dist/server/main.js was not built: server/main.ts is missing");
    process.exit(1);
  }
  await import(pathToFileURL(main).href);
}
