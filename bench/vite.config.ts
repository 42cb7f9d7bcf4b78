import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The benchmark, and the programs it runs as processes and threads of their own. */
const entries = [
  "bench/main.ts",
  "bench/serve-ours.ts",
  "bench/serve-map.ts",
  "bench/serve-floor.ts",
  "bench/build-layer.ts",
  "server/features/tiles/tile-worker.ts",
];

export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: true,
    target: "node20",
    outDir: "dist/bench",
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(entries.map((entry) => [basename(entry, ".ts"), join(root, entry)])),
      output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "chunks/[name].js" },
    },
  },
});
