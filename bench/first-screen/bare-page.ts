/**
 * The page ours is measured against: MapLibre as it is published and nothing else, with the style, place and size of our
 * map. Its style comes finished in one file, so it has one request less than ours for the symbols of the sites.
 */

import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { StyleSpecification } from "maplibre-gl";
import type { Page } from "playwright-core";
import { precompress } from "../../client/precompress.ts";

/** What our map shows on the first screen, and where. */
export type ShownMap = {
  readonly style: StyleSpecification;
  readonly center: readonly [number, number];
  readonly zoom: number;
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
};

export const shownMap = (page: Page): Promise<ShownMap> =>
  page.evaluate(() => {
    type Holder = Element & {
      mapLibre: {
        getStyle: () => StyleSpecification;
        getCenter: () => { toArray: () => [number, number] };
        getZoom: () => number;
      };
    };
    const holder = document.querySelector(".map-frame") as Holder;
    const { left, top, width, height } = holder.getBoundingClientRect();
    const map = holder.mapLibre;
    return {
      style: map.getStyle(),
      center: map.getCenter().toArray(),
      zoom: map.getZoom(),
      box: { left, top, width, height },
    };
  });

const PAGE = `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8" />
    <title>Bare map</title>
    <link rel="stylesheet" href="maplibre-gl.css" />
    <link rel="stylesheet" href="bare.css" />
    <link rel="modulepreload" href="maplibre-gl.mjs" />
    <script type="module" src="bare.js"></script>
  </head>
  <body><div id="map"></div></body>
</html>
`;

/** A disc for every symbol: drawing them is not what is compared. */
const script = ({ center, zoom }: ShownMap): string => `import { Map } from "./maplibre-gl.mjs";
const style = await (await fetch("style.json")).json();
const container = document.getElementById("map");
const map = new Map({ container, style, center: ${JSON.stringify(center)}, zoom: ${zoom}, attributionControl: false, validateStyle: false });
const side = 16;
const disc = { width: side, height: side, data: new Uint8ClampedArray(4 * side * side).fill(128) };
map.setMissingStyleImageResolver((id) => void (map.hasImage(id) || map.addImage(id, disc)));
Object.assign(container, { mapLibre: map });
`;

const rules = ({ box: { left, top, width, height } }: ShownMap): string =>
  `html, body { margin: 0; height: 100%; }
#map { position: absolute; left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px; }
`;

const PUBLISHED = ["maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"];

/** Writes the page beside ours. */
export const writeBarePage = async (folder: string, packages: string, shown: ShownMap): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await Promise.all([
    ...PUBLISHED.map((file) => cp(join(packages, "maplibre-gl/dist", file), join(folder, file))),
    writeFile(join(folder, "index.html"), PAGE),
    writeFile(join(folder, "bare.js"), script(shown)),
    writeFile(join(folder, "bare.css"), rules(shown)),
    writeFile(join(folder, "style.json"), JSON.stringify(shown.style)),
  ]);
  await precompress(folder);
};
