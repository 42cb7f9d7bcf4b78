import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));

/**
 * The map is a lazy chunk, so that the figures show without waiting for it; a preload lets the browser fetch both at once.
 */
const preloadMap = (): Plugin => ({
  name: "preload-map",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle }) => {
      const chunks = Object.values(bundle ?? {}).filter((output) => output.type === "chunk");
      const map = chunks.find((chunk) => chunk.isDynamicEntry && chunk.facadeModuleId?.endsWith("/map/MapCanvas.tsx"));
      const entry = chunks.find((chunk) => chunk.isEntry);
      const files = map
        ? [map.fileName, ...map.imports].filter((file) => file !== entry?.fileName && !entry?.imports.includes(file))
        : [];
      return files.map((file) => ({
        tag: "link",
        attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` },
        injectTo: "head" as const,
      }));
    },
  },
});

export default defineConfig({
  root,
  plugins: [react(), preloadMap()],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    target: "es2023",
    // Under our content security policy nothing may be a data: URL except images.
    assetsInlineLimit: 0,
    sourcemap: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "maplibre", test: /node_modules[\\/]maplibre-gl/ },
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)/ },
          ],
        },
      },
    },
  },
  worker: { format: "es" },
  server: {
    proxy: Object.fromEntries(
      ["/api", "/ogc", "/tiles"].map((path) => [path, `http://localhost:${process.env["PORT"] ?? 3000}`]),
    ),
  },
});
