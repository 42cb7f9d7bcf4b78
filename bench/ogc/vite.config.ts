import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));

export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: "bench/ogc/main.ts",
    target: "node20",
    outDir: "dist/bench-ogc",
    emptyOutDir: true,
    minify: false,
  },
});
