import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["tests/browser/**/*.test.ts"],
    globalSetup: ["tests/browser/global-setup.ts"],
    // The map is drawn by the processor here, and several at once make each other slow.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // As long as a locator waits: a page may first have to ask a database that answers one question after the other.
    expect: { poll: { timeout: 30_000 } },
  },
});
