// @ts-check
/** `npm run dev`: rebuilds and restarts the server when its sources change, and serves the client with hot reload. */

import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const vite = join(root, "node_modules/vite/bin/vite.js");

const built = spawnSync(process.execPath, ["server/launch.mjs", "--build-only", "--server-only"], {
  cwd: root,
  stdio: "inherit",
});
if (built.status !== 0) process.exit(1);

const children = [
  [vite, "build", "--watch", "--config", "server/vite.config.ts"],
  ["--watch", "--watch-preserve-output", "--enable-source-maps", "dist/server/main.js"],
  [vite, "--config", "client/vite.config.ts"],
].map((args) => spawn(process.execPath, args, { cwd: root, stdio: "inherit" }));

const stopAll = () => children.forEach((child) => child.kill("SIGTERM"));
process.on("SIGINT", stopAll);
process.on("SIGTERM", stopAll);
for (const child of children) child.on("exit", stopAll);
