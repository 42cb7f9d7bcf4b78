import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export type SourceFile = { readonly path: string; readonly text: string };

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What a clean clone does not hold. */
const NOT_OURS = new Set([".git", "node_modules", "dist", ".data", "coverage", ".screenshots"]);
const TEXT = /\.(ts|tsx|mjs|js|css|html|json|sql|md|csv|txt|yml|service|conf|svg)$|\/\.?[a-z]+$|^\.[a-z]+$/;
const LARGEST_TEXT_BYTES = 1_000_000;

/** Every file of the project, relative to its root, with `/` between folders. */
export function projectPaths(folder = ""): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? projectPaths(path) : [path];
  });
}

/** Every text file of the project; large data tables are left out. */
export function projectFiles(): SourceFile[] {
  return projectPaths()
    .filter((path) => TEXT.test(path) && statSync(join(ROOT, path)).size <= LARGEST_TEXT_BYTES)
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}
