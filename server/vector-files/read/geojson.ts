import { check, HintError } from "@placemarkio/check-geojson";
import type { CellContent } from "#contracts/read-cell.ts";
import { crsOfName } from "../crs.ts";
import { countPositions, type FileContent, type FileFeature, shapeOfGeometry, vertexCounter } from "./features.ts";
import { guardJson } from "./json-guard.ts";
import { at, LIMITS, refuseFile } from "./refusals.ts";
import { decodeText } from "./text.ts";

/** Places of faults are found by building a tree of the whole text, which takes much more than reading it. */
const MOST_FOR_PLACES = 2_000_000;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** Line of the first thing that is wrong. */
const faultyLine = (text: string): number | null => {
  if (text.length > MOST_FOR_PLACES) return null;
  try {
    check(text);
    return null;
  } catch (error) {
    const [issue] = error instanceof HintError ? error.issues : [];
    return issue ? lineOf(text, issue.from) : null;
  }
};

const wrong = (code: "bad-json" | "not-geojson", text: string, cause?: unknown): never => {
  const line = faultyLine(text);
  return refuseFile(code, line === null ? null : at("dòng", "line", line), cause);
};

export const cellOf = (value: unknown): CellContent =>
  value === null || value === undefined
    ? null
    : typeof value === "string"
      ? value.normalize("NFC")
      : typeof value === "number" || typeof value === "boolean"
        ? value
        : JSON.stringify(value);

export const readGeoJson = (bytes: Uint8Array): FileContent => {
  const text = decodeText(bytes).replace(/^\uFEFF/, "");
  guardJson(text);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return wrong("bad-json", text, error);
  }
  if (!isObject(parsed)) return wrong("not-geojson", text);
  const { type } = parsed;
  const features =
    type === "FeatureCollection"
      ? parsed["features"]
      : type === "Feature"
        ? [parsed]
        : "coordinates" in parsed || type === "GeometryCollection"
          ? [{ type: "Feature", geometry: parsed, properties: null }]
          : null;
  if (!Array.isArray(features)) return wrong("not-geojson", text);
  const crs = isObject(parsed["crs"]) && isObject(parsed["crs"]["properties"]) ? parsed["crs"]["properties"] : null;
  const crsText = typeof crs?.["name"] === "string" ? crs["name"] : null;
  return {
    ...readFeatures(features, text),
    format: "geojson",
    crs: crsText ? crsOfName(crsText) : "EPSG:4326",
    crsText,
  };
};

/** Also of what other programs answer as GeoJSON. */
export const readFeatures = (
  features: readonly unknown[],
  text = "",
): Pick<FileContent, "layer" | "layers" | "fields" | "features"> => {
  if (features.length > LIMITS.features) refuseFile("too-many-rows");
  const count = vertexCounter();
  const fields = new Set<string>();
  const rows = features.map((feature, n): FileFeature => {
    const row = n + 1;
    if (!isObject(feature) || feature["type"] !== "Feature") return wrong("not-geojson", text);
    const geometry = feature["geometry"];
    if (isObject(geometry)) count(row, countPositions(geometry["coordinates"]));
    const given = isObject(feature["properties"]) ? feature["properties"] : {};
    const properties: Record<string, CellContent> = Object.create(null) as Record<string, CellContent>;
    for (const [key, value] of Object.entries(given)) {
      fields.add(key);
      properties[key] = cellOf(value);
    }
    if (fields.size > LIMITS.fields) refuseFile("too-many-columns");
    const read = shapeOfGeometry(geometry);
    return "fault" in read
      ? { row, shape: null, properties, faults: [read.fault] }
      : { row, shape: read.shape, properties, faults: [] };
  });
  return { layer: null, layers: [], fields: [...fields], features: rows };
};
