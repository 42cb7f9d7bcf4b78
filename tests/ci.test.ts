import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ROOT } from "./architecture/tree.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ci-results-"));
});
afterEach(() => rm(folder, { recursive: true }));

type Counts = { passed?: number; failed?: number; skipped?: number; brokenSuites?: number };

const report = (name: string, { passed = 0, failed = 0, skipped = 0, brokenSuites = 0 }: Counts): Promise<void> =>
  writeFile(
    join(folder, `${name}.json`),
    JSON.stringify({
      numPassedTests: passed,
      numFailedTests: failed,
      numPendingTests: skipped,
      numTodoTests: 0,
      testResults: Array.from({ length: brokenSuites }, () => ({ status: "failed", assertionResults: [] })),
    }),
  );

const sum = (failedSteps = 0): Promise<{ line: string; isGood: boolean }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, ".ci/sum-results.mjs"), folder, String(failedSteps)], (error, stdout) => {
      resolve({ line: stdout.trimEnd(), isGood: error === null });
    });
  });

test("the runs are added up", async () => {
  await report("test", { passed: 40 });
  await report("test-browser", { passed: 2 });
  expect(await sum()).toEqual({ line: "42 passed, 0 failed", isGood: true });
});

test.each([
  ["a failed test", { passed: 1, failed: 2 }, 0, "1 passed, 2 failed"],
  ["a failed step that runs no tests", { passed: 1 }, 1, "1 passed, 1 failed"],
  ["a suite that could not be loaded", { passed: 1, brokenSuites: 1 }, 0, "1 passed, 1 failed"],
  ["a skipped test", { passed: 1, skipped: 3 }, 0, "1 passed, 0 failed, 3 skipped"],
  ["nothing run at all", {}, 0, "0 passed, 0 failed"],
])("%s fails the whole", async (_, counts, failedSteps, line) => {
  await report("test", counts);
  expect(await sum(failedSteps)).toEqual({ line, isGood: false });
});

test("a run that failed with all its tests passed counts as one failure", async () => {
  await report("test", { passed: 5 });
  await writeFile(join(folder, "test.failed"), "");
  expect(await sum()).toEqual({ line: "5 passed, 1 failed", isGood: false });
});
