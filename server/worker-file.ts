import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Where the bundle of a worker thread lies: beside this code or above its chunk; in dist/server when the sources run, as in
 * tests. @throws {Error} with the command that makes it
 */
export const workerFile = (name: string): string => {
  const here = dirname(fileURLToPath(import.meta.url));
  const candidates = [".", "..", "../dist/server"].map((folder) => join(here, folder, `${name}.js`));
  const found = candidates.find((path) => existsSync(path));
  if (!found)
    throw new Error(`dist/server/${name}.js is missing; run: node server/launch.mjs --build-only --server-only`);
  return found;
};
