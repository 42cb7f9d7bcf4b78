import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Suites that talk to a database; `--mode postgres` runs these on a cluster of their own, with `*.postgres.test.ts` and without
 * `*.embedded.test.ts`, which know the one database only.
 */
const DATABASE_SUITES = [
  "tests/db/**/*.test.ts",
  "tests/imports/**/*.test.ts",
  "tests/api/**/*.test.ts",
  "tests/ogc/**/*.test.ts",
];
/** Suites that need a program which nothing else does: `--mode libreoffice` and `--mode gis` run theirs and nothing else. */
const PROGRAM_SUITES = ["libreoffice", "gis"];

const isOfProgram = (mode: string): boolean => PROGRAM_SUITES.includes(mode);

export default defineConfig(({ mode }) => ({
  root,
  test: {
    include:
      mode === "postgres"
        ? DATABASE_SUITES
        : isOfProgram(mode)
          ? [`tests/${mode}/**/*.test.ts`]
          : ["{client,contracts,server,tests}/**/*.test.{ts,tsx}"],
    exclude: [
      "tests/browser/**",
      mode === "postgres" ? "**/*.embedded.test.ts" : "**/*.postgres.test.ts",
      ...PROGRAM_SUITES.filter((name) => name !== mode).map((name) => `tests/${name}/**`),
      // On the embedded database kill.embedded.test.ts kills; this one takes minutes there, and runs when asked for (verify:land).
      ...(mode === "postgres" || process.env["LAND_KILLS"] ? [] : ["tests/db/land-kill.test.ts"]),
    ],
    globalSetup: [
      ...(isOfProgram(mode) ? [`tests/${mode}/setup.ts`] : []),
      "tests/global-setup.ts",
      ...(mode === "postgres" ? ["tests/postgres-setup.ts"] : []),
      ...(isOfProgram(mode) ? [] : ["tests/shared-server-setup.ts"]),
    ],
    // Suites are short: what the embedded database would gain by optimised code they spend a third more time on compiling.
    execArgv: ["--liftoff-only"],
    // Suites share nothing but code, and loading that anew for each took half of the time.
    isolate: false,
    // An embedded database holds about 1 GB, so few at a time.
    maxWorkers: 2,
    // On PostgreSQL they may run behind another suite (.ci/run).
    testTimeout: mode === "postgres" ? 120_000 : 30_000,
    hookTimeout: 300_000,
  },
}));
