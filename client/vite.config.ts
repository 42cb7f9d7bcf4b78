import { join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { precompress } from "./precompress.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const mapLibre = fileURLToPath(new URL("../node_modules/maplibre-gl/", import.meta.url));

const MAPLIBRE_LICENCE =
  "/*! MapLibre GL JS, 3-Clause BSD: https://github.com/maplibre/maplibre-gl-js/blob/main/LICENSE.txt */";

/** The worker as the engine asks for it, which is how the development server gives it. */
const WORKER = "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";

/**
 * MapLibre publishes its page part and its worker part as two files that repeat most of each other. Built from the sources
 * it publishes beside them, both share one chunk, which a browser fetches once.
 */
const sharedMapLibre = (): Plugin => ({
  name: "shared-maplibre",
  apply: "build",
  enforce: "pre",
  resolveId: (id) => (id === "maplibre-gl" ? `${mapLibre}src/index.ts` : id === WORKER ? "\0map-worker-address" : null),
  load(id) {
    if (id !== "\0map-worker-address") return null;
    const file = this.emitFile({ type: "chunk", id: `${mapLibre}src/source/worker.ts`, name: "map-worker" });
    return `export default import.meta.ROLLUP_FILE_URL_${file};`;
  },
});

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
      const styles = [...(map?.viteMetadata?.importedCss ?? [])];
      return [
        ...files.map((file) => ({ rel: "modulepreload", crossorigin: true, href: `/${file}` })),
        ...styles.map((file) => ({ rel: "stylesheet", crossorigin: true, href: `/${file}` })),
      ].map((attrs) => ({ tag: "link", attrs, injectTo: "head" as const }));
    },
  },
});

const precompressAssets = (): Plugin => ({
  name: "precompress-assets",
  apply: "build",
  writeBundle: ({ dir = "" }) => precompress(join(dir, "assets")),
});

export default defineConfig({
  root,
  plugins: [react(), sharedMapLibre(), preloadMap(), precompressAssets()],
  // As MapLibre's own build has it: a field that a subclass only declares must not take the parent's value away.
  oxc: { typescript: { removeClassFieldsWithoutInitializer: true }, assumptions: { setPublicClassFields: true } },
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
        // Its sources, unlike the files made of them, do not carry the licence along.
        postBanner: ({ name }) => (name === "map-shared" ? MAPLIBRE_LICENCE : ""),
        codeSplitting: {
          groups: [
            // What the page and the workers of the map have in common.
            { name: "map-shared", test: /node_modules[\\/]@?(maplibre|mapbox)/, minShareCount: 2 },
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
