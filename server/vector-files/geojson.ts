import type { FileLayer, Pages, Writer } from "./layer.ts";
import { shapeOf, toGeoJson } from "./shape.ts";
import { whileWanted, writeText } from "./text-file.ts";

/** RFC 7946, with what the file is about in members of its own before the features. */
export const writeGeoJson: Writer = (layer, pages, path, signal) =>
  writeText(features(layer, whileWanted(pages, signal)), path, signal);

async function* features({ id, titleVi, titleEn, about, fields, geometryType }: FileLayer, pages: Pages) {
  const head = { type: "FeatureCollection", name: id, titleVi, titleEn, about };
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`;
  const keys = fields.map(({ name }) => `${JSON.stringify(name)}:`);
  let between = "\n";
  for await (const page of pages) {
    const lines = page.map(({ id: rowId, wkb, cells }) => {
      const geometry = wkb === null ? "null" : toGeoJson(shapeOf(wkb), geometryType);
      const properties = cells.map((cell, index) => keys[index] + JSON.stringify(cell)).join(",");
      return `{"type":"Feature","id":${JSON.stringify(rowId)},"geometry":${geometry},"properties":{"id":${JSON.stringify(rowId)},${properties}}}`;
    });
    if (lines.length === 0) continue;
    yield between + lines.join(",\n");
    between = ",\n";
  }
  yield "\n]}\n";
}
