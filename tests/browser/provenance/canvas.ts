import { expression, latest, type StyleSpecification } from "@maplibre/maplibre-gl-style-spec";
import type { Page } from "playwright-core";
import type { Language } from "#contracts/units.ts";
import { without, withoutConstants } from "./constants.ts";
import type { Knowledge } from "./knowledge.ts";
import { HAS_DIGIT, isSpelling, numbersIn, saysFigure, withoutDay } from "./spelling.ts";

type Properties = Readonly<Record<string, unknown>>;
type MapFeature = { readonly type: string; readonly properties: Properties };
type Layer = {
  readonly id: string;
  readonly type: string;
  readonly source?: string;
  readonly layout?: Readonly<Record<string, unknown>>;
};
/** The parts of MapLibre's map that are used inside the page; the map hangs at its element (client/map/map-engine.ts). */
type MapHolder = Element & {
  mapLibre: {
    getStyle: () => StyleSpecification;
    getSource: (id: string) => { getData?: () => Promise<{ features?: MapFeature[] }> } | undefined;
    querySourceFeatures: (id: string, options: { sourceLayer: string }) => MapFeature[];
    setLayoutProperty: (layer: string, name: string, value: unknown) => void;
    queryRenderedFeatures: (options: { layers: string[] }) => {
      layer: { id: string; layout?: Record<string, unknown> };
    }[];
  };
};

/** A text the map writes, at some zoom, for a feature. */
export type MapLabel = { readonly layer: string; readonly text: string; readonly properties: Properties };

const ZOOMS = [8, 10, 12, 14, 16];

/** Every text that the style and the data it has loaded can write, in view or not. */
export const mapLabels = async (page: Page): Promise<MapLabel[]> => {
  const { style, data } = await page.evaluate(async () => {
    const { mapLibre: map } = document.querySelector(".map-frame") as MapHolder;
    const style = map.getStyle();
    const loaded: Record<string, MapFeature[]> = {};
    for (const id of Object.keys(style.sources)) {
      // Names of a layer that comes as tiles are a layer of their own in them.
      const features =
        (await map.getSource(id)?.getData?.())?.features ??
        map.querySourceFeatures(id, { sourceLayer: `${id}-labels` });
      loaded[id] = features.map(({ type, properties }) => ({ type, properties }));
    }
    // The style's own copy of the data is the same again.
    return { style: { layers: style.layers }, data: loaded };
  });
  const labels: MapLabel[] = [];
  for (const layer of style.layers as Layer[]) {
    const field = layer.layout?.["text-field"];
    if (layer.type !== "symbol" || field === undefined) continue;
    const spelled = spellerOf(field);
    for (const { properties } of data[layer.source ?? ""] ?? []) {
      const texts = new Set(ZOOMS.map((zoom) => spelled(zoom, properties)));
      for (const text of texts) labels.push({ layer: layer.id, text, properties });
    }
  }
  return labels;
};

/** Evaluates a `text-field` as the map does. */
const spellerOf = (field: unknown): ((zoom: number, properties: Properties) => string) => {
  if (typeof field === "string")
    return (_, properties) =>
      field.replace(/\{([^}]+)\}/g, (_match, key: string) => {
        const value = properties[key];
        return typeof value === "string" || typeof value === "number" ? String(value) : "";
      });
  const compiled = expression.createExpression(field, latest.layout_symbol["text-field"] as never);
  if (compiled.result === "error") throw new Error(compiled.value.map(String).join("; "));
  return (zoom, properties) => String(compiled.value.evaluate({ zoom }, { type: "Point", properties } as never) ?? "");
};

/** The layers whose texts are drawn just now, with what is drawn. */
export const drawnLabels = (page: Page): Promise<{ layer: string; text: string }[]> =>
  page.evaluate(() => {
    const { mapLibre: map } = document.querySelector(".map-frame") as MapHolder;
    const layers = map
      .getStyle()
      .layers.filter((layer) => layer.type === "symbol" && layer.layout?.["text-field"] !== undefined);
    return map.queryRenderedFeatures({ layers: layers.map(({ id }) => id) }).map(({ layer }) => {
      const field = layer.layout?.["text-field"] as { sections?: { text: string }[] } | string | undefined;
      const text = typeof field === "string" ? field : (field?.sections ?? []).map((section) => section.text).join("");
      return { layer: layer.id, text };
    });
  });

/** Makes the map write something else. */
export const writeOnMap = (page: Page, layer: string, field: unknown): Promise<void> =>
  page.evaluate(
    ([id, value]) => {
      const { mapLibre: map } = document.querySelector(".map-frame") as MapHolder;
      map.setLayoutProperty(id, "text-field", value);
    },
    [layer, field] as const,
  );

/** Labels whose digits are no figure of their site, no name of the data, no count of its list and no date of the scale. */
export const faultsOfLabels = async (
  labels: readonly MapLabel[],
  knowledge: Knowledge,
  language: Language,
): Promise<string[]> => {
  const faults: string[] = [];
  const names = await namesOnMap(knowledge, language);
  for (const { layer, text, properties } of labels) {
    if (!HAS_DIGIT.test(text)) continue;
    let rest = text;
    for (const name of names) if (rest.includes(name)) rest = without(rest, name);
    rest = withoutConstants(rest, language);
    if (!HAS_DIGIT.test(rest)) continue;
    const why = await labelFault(rest, properties, knowledge, language);
    if (why !== null) faults.push(`map [${language}] canvas “${text.replace(/\s+/g, " ")}” in layer ${layer}: ${why}`);
  }
  return faults;
};

const labelFault = async (
  rest: string,
  properties: Properties,
  knowledge: Knowledge,
  language: Language,
): Promise<string | null> => {
  const { figureId, count, id } = properties;
  if (typeof figureId === "string") {
    const figure = await knowledge.figure(figureId);
    if (!figure) return `its figure ${figureId} does not resolve`;
    const undated = withoutDay(rest, figure.asOf, language);
    const isSaid = undated !== null && saysFigure(numbersIn(undated), figure, language);
    return isSaid && figure.subject === id ? null : `not what ${figureId} says`;
  }
  if (typeof count === "number" && typeof id === "string") {
    const counted = await knowledge.count(`badge:${id}`, null);
    const [token, ...more] = numbersIn(rest);
    if (more.length === 0 && counted !== null && isSpelling(token, counted, language, 0)) return null;
    return `of ${id} the API lists ${counted}`;
  }
  return "a number that belongs to no figure";
};

/** Names with digits that the layers and sites of the API have, longest first. */
const namesOnMap = async (knowledge: Knowledge, language: Language): Promise<string[]> => {
  const layers = await Promise.all(
    ["districts", "communes", "communes-2025", "neighbours", "rivers", "roads", "places", "site-outlines"].map((id) =>
      knowledge.layer(id),
    ),
  );
  const sites = await knowledge.sites();
  const texts = [
    ...layers.flatMap((layer) =>
      (layer?.features ?? []).flatMap(({ properties }) =>
        language === "vi" ? [properties["nameVi"]] : [properties["nameEn"], properties["nameVi"]],
      ),
    ),
    ...sites.flatMap((site) => (language === "vi" ? [site.shortNameVi] : [site.shortNameEn])),
  ].flatMap((text) => (typeof text === "string" ? [text, text.replace(/^(?:Quốc lộ|National road) /, "QL")] : []));
  return [...new Set(texts.filter((text) => HAS_DIGIT.test(text)))].sort((a, b) => b.length - a.length);
};
