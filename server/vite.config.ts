import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

// Workers are entries of their own: Node 20 starts threads from plain JavaScript files only.
const entries = [
  "server/main.ts",
  "server/import-cli.ts",
  "server/illustrative-cli.ts",
  "server/admin-link-cli.ts",
  "server/audit-verify-cli.ts",
  "server/backup-cli.ts",
  "server/db/embedded-worker.ts",
  "server/features/tiles/tile-worker.ts",
  "server/features/tiles/layer-worker.ts",
  "server/documents/document-worker.ts",
  "server/features/coverage/siting-worker.ts",
  "server/vector-files/read-worker.ts",
];

export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: true,
    target: "node20",
    outDir: "dist/server",
    // A running server reopens its database from these files; they are replaced, never missing.
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(
        entries
          .filter((entry) => existsSync(join(root, entry)))
          .map((entry) => [basename(entry, ".ts"), join(root, entry)]),
      ),
      output: {
        format: "es",
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name].js",
      },
    },
  },
});
