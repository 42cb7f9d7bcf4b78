import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT, type SourceFile } from "./tree.ts";

/**
 * Runs a tool of node_modules in a temporary folder that holds copies of `copied`, then the planted files.
 * Resolves with all it printed and whether it succeeded.
 */
export async function runOnPlants(
  tool: "oxlint" | "knip",
  { args = [], copied, plants }: { args?: string[]; copied: readonly string[]; plants: readonly SourceFile[] },
): Promise<{ output: string; isClean: boolean }> {
  const folder = await mkdtemp(join(tmpdir(), "planted-"));
  try {
    for (const path of copied) await cp(join(ROOT, path), join(folder, path), { recursive: true });
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
    for (const { path, text } of plants) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await new Promise((resolve) => {
      execFile(join(ROOT, "node_modules/.bin", tool), args, { cwd: folder }, (error, stdout, stderr) => {
        resolve({ output: stdout + stderr, isClean: error === null });
      });
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
