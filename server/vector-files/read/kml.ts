import { kml } from "@tmcw/togeojson";
import { DOMParser } from "@xmldom/xmldom";
import { SaxesParser } from "saxes";
import type { FileContent } from "./features.ts";
import { readFeatures } from "./geojson.ts";
import { at, FileRefusal, LIMITS, refuseFile } from "./refusals.ts";
import { decodeText } from "./text.ts";

/** A tree of the text takes some thirty times as much memory. */
const MOST_TEXT = 20_000_000;
const MOST_ELEMENTS = 1_000_000;
/** What the reader adds of styles, which no lot has. */
const STYLE_FIELDS =
  /^(styleUrl|styleHash|styleMapHash|stroke|fill|icon|label|visibility|timespan|timestamp|begin|end)/;

/** Read once without building anything: well formed, no DOCTYPE, not too deep, not too many corners. */
const guardXml = (text: string): void => {
  const parser = new SaxesParser({ xmlns: false });
  let [depth, elements, corners] = [0, 0, 0];
  let [isCoordinates, root] = [false, ""];
  parser.on("doctype", () => refuseFile("doctype"));
  parser.on("opentag", ({ name }) => {
    root ||= name;
    isCoordinates = /(^|:)coordinates$/.test(name);
    if (++depth > LIMITS.depth) refuseFile("too-deep");
    if (++elements > MOST_ELEMENTS) refuseFile("too-many-rows");
  });
  parser.on("closetag", () => {
    depth--;
    isCoordinates = false;
  });
  parser.on("text", (part) => {
    if (!isCoordinates) return;
    corners += part.trim().split(/\s+/).length;
    if (corners > LIMITS.vertices) refuseFile("too-many-vertices");
  });
  parser.on("error", (error) => {
    if (/entity/i.test(error.message)) refuseFile("doctype", null, error);
    refuseFile("bad-xml", at("dòng", "line", parser.line), error);
  });
  parser.write(text).close();
  if (!/(^|:)kml$/i.test(root)) refuseFile("not-kml");
};

export const readKml = (bytes: Uint8Array, format: "kml" | "kmz" = "kml"): FileContent => {
  const text = decodeText(bytes).replace(/^\uFEFF/, "");
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(text)) return refuseFile("doctype");
  if (text.length > MOST_TEXT) return refuseFile("too-much-memory");
  guardXml(text);
  try {
    const { features } = kml(new DOMParser().parseFromString(text, "text/xml") as unknown as Document);
    const read = readFeatures(features.map(withoutStyle));
    if (read.features.length === 0) return refuseFile("no-features");
    return { ...read, format, crs: "EPSG:4326", crsText: null };
  } catch (error) {
    if (error instanceof FileRefusal) throw error;
    return refuseFile("bad-xml", null, error);
  }
};

const withoutStyle = (feature: { properties: Record<string, unknown> | null }) => ({
  ...feature,
  properties: Object.fromEntries(Object.entries(feature.properties ?? {}).filter(([key]) => !STYLE_FIELDS.test(key))),
});
