// @ts-check
/** Prints `N passed, N failed` over the JSON reports of all test runs in a folder; fails where anything did. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder = "", failedSteps = "0"] = process.argv.slice(2);
let passed = 0;
let failed = Number(failedSteps);
let skipped = 0;

for (const name of readdirSync(folder).filter((entry) => entry.endsWith(".json"))) {
  const report = JSON.parse(readFileSync(join(folder, name), "utf8"));
  passed += report.numPassedTests;
  skipped += report.numPendingTests + report.numTodoTests;
  // A suite that could not be loaded has no tests to fail, and a run can fail with all its tests passed.
  const brokenSuites = report.testResults.filter(
    (/** @type {any} */ suite) => suite.status === "failed" && suite.assertionResults.length === 0,
  ).length;
  const failures = report.numFailedTests + brokenSuites;
  const hasFailed = existsSync(join(folder, name.replace(/json$/, "failed")));
  failed += failures === 0 && hasFailed ? 1 : failures;
}

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 || skipped > 0 || passed === 0 ? 1 : 0;
