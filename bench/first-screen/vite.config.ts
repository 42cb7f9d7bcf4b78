import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));

export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: "bench/first-screen/main.ts",
    target: "node20",
    outDir: "dist/bench-first-screen",
    emptyOutDir: true,
    minify: false,
  },
});
