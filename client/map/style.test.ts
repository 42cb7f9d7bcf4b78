import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec";
import { expect, test } from "vitest";
import { legendEntries } from "#client/map/legend.ts";
import type { MapView } from "#client/map/map-view.ts";
import { districtBadges, groupTies, siteFeatures } from "#client/map/site-features.ts";
import { mapStyle } from "#client/map/style.ts";
import { siteSymbol, symbolDrawing } from "#client/map/symbols.ts";
import { DEFAULT_LAYERS, LAYER_SWITCHES, type LayerSwitch } from "#client/state/view-state.ts";
import type { Figure } from "#contracts/figures.ts";
import type { Site } from "#contracts/sites.ts";
import { sampleFigure, sampleSite } from "../../tests/helpers/sample.ts";

const figure = (metric: Figure["metric"], value: number, period: string, decimals = 2): Figure =>
  sampleFigure({ id: `x.${metric}`, metric, value, period, decimals, unit: "share" });

const site = (id: string, changes: Partial<Site> = {}): Site =>
  sampleSite(id, {
    kind: "market",
    status: "listed",
    district: { id: "d1", nameVi: "Huyện Mang Thít", nameEn: "Mang Thit district" },
    position: [106, 10.1],
    geometryQuality: "officialPoint",
    ...changes,
  });

const doubt = { vi: "chưa chắc", en: "doubtful" };
const zone = site("hoa-phu", {
  kind: "zone",
  status: "operating",
  position: [105.94, 10.17],
  figures: [figure("occupancyShare", 0.9929, "2024-12")],
});
const sites = [
  zone,
  site("binh-minh", {
    kind: "zone",
    status: "operating",
    position: [105.82, 10.04],
    figures: [figure("occupancyShare", 0.9134, "2025")],
  }),
  site("co-chien", { kind: "corridor", status: "operating", position: [105.99, 10.25] }),
  site("hoa-phu-2", { kind: "zone", status: "operating", parentId: "hoa-phu" }),
  site("dong-binh", { kind: "zone", status: "approved" }),
  site("ccn-a", { kind: "cluster", status: "planned" }),
  site("ccn-b", { kind: "cluster", status: "planned", position: null, geometryQuality: "districtOnly" }),
  site("ccn-c", { kind: "cluster", status: "planned", position: null, geometryQuality: "districtOnly" }),
  site("cho-1", { figures: [figure("marketClass", 1, "2025–2026")] }),
  site("cho-3", { positionDoubt: doubt, figures: [figure("marketClass", 3, "2025–2026")] }),
  site("pha", { kind: "ferry" }),
];
const view = (changes: Partial<MapView> = {}): MapView => ({
  language: "vi",
  sites,
  layers: new Set(DEFAULT_LAYERS),
  selectedId: null,
  hoveredId: null,
  matchIds: null,
  ...changes,
});

test.each([
  ["as it opens", view()],
  [
    "with everything on, in English, searched and selected",
    view({ language: "en", layers: new Set(LAYER_SWITCHES), selectedId: "hoa-phu", matchIds: new Set(["cho-1"]) }),
  ],
  ["with everything off", view({ layers: new Set() })],
])("the style %s is valid and asks nothing of foreign hosts", (_, shown) => {
  const style = mapStyle(shown);
  expect(validateStyleMin(style)).toEqual([]);
  expect(style.glyphs).toBeUndefined();
  expect(JSON.stringify(style)).not.toMatch(/https?:/);
});

test("the style is pure: the same view gives the same style, and hovering changes nothing", () => {
  expect(mapStyle(view())).toEqual(mapStyle(view()));
  expect(mapStyle(view({ hoveredId: "hoa-phu" }))).toEqual(mapStyle(view()));
});

test("communes of both boundary versions are off until asked for, and drawn and named apart", () => {
  const layersOf = (...on: LayerSwitch[]) => mapStyle(view({ layers: new Set([...DEFAULT_LAYERS, ...on]) })).layers;
  const communes = (...on: LayerSwitch[]) => layersOf(...on).filter(({ id }) => id.startsWith("communes"));
  expect(communes()).toEqual([]);
  expect(communes("communes-2025").map(({ id }) => id)).toEqual(["communes-2025-lines", "communes-2025-names"]);
  const [former, present] = communes("communes", "communes-2025").filter(({ type }) => type === "line");
  expect(former?.paint).not.toHaveProperty("line-dasharray");
  expect(present?.paint).toHaveProperty("line-dasharray");
  const labels = legendEntries(view({ layers: new Set(["communes-2025"]) })).map(({ labelVi }) => labelVi);
  expect(labels).toContain("Xã, phường từ 01/7/2025");
});

test("selecting and searching rebuild no source", () => {
  expect(mapStyle(view({ selectedId: "hoa-phu", matchIds: new Set(["cho-1"]) })).sources).toEqual(
    mapStyle(view()).sources,
  );
});

test.each([
  ["vi", "99,29\u00a0% (12/2024)", "chưa tìm thấy nguồn"],
  ["en", "99.29% (12/2024)", "no source found"],
] as const)("labels say the figure, its date, or that there is no source (%s)", (language, known, unknown) => {
  const text = (id: string) =>
    siteFeatures(sites, language).find(({ properties }) => properties.id === id)?.properties.figure;
  expect(text("hoa-phu")).toBe(known);
  expect(text("co-chien")).toBe(unknown);
  expect(text("hoa-phu-2")).toBe("");
  expect(text("dong-binh")).toBe("");
});

test("sites without a point are counted on their district and never drawn", () => {
  expect(siteFeatures(sites, "vi").map(({ properties }) => properties.id)).not.toContain("ccn-b");
  expect(districtBadges(sites)).toEqual([
    { districtId: "d1", nameVi: "Huyện Mang Thít", nameEn: "Mang Thit district", count: 2 },
  ]);
});

test("sites at one point are fanned out", () => {
  const slots = siteFeatures([site("a"), site("b"), site("c")], "vi").map(({ properties }) => properties.slot);
  expect(slots).toEqual([0, 1, 2]);
});

test("the three sites of the Plan are tied, parts and approved zones are not", () => {
  expect(groupTies(sites)).toHaveLength(2);
  expect(groupTies(sites).filter(({ isNamed }) => isNamed)).toHaveLength(1);
});

test("an unknown share is never drawn as an empty arc", () => {
  expect(siteSymbol(zone)).toBe("zone/0.9929/none");
  expect(siteSymbol(site("x", { kind: "corridor", status: "operating" }))).toBe("zone/unknown/none");
});

test("every symbol of a site can be drawn", () => {
  for (const each of sites) expect(symbolDrawing(siteSymbol(each)), each.id).not.toBeNull();
  expect(symbolDrawing("no-such-symbol")).toBeNull();
});

test("the legend lists only what is drawn", () => {
  const symbols = (shown: MapView) => legendEntries(shown).flatMap((entry) => entry.symbols);
  const ids = (shown: MapView) => symbols(shown).map(({ id }) => id);
  expect(ids(view())).toEqual(
    expect.arrayContaining([
      "zone/0.75/none",
      "zone/unknown/none",
      "approved",
      "group-tie",
      "cluster",
      "badge",
      "market/1/sure",
      "market/3/doubtful",
      "ferry",
      "roads",
    ]),
  );
  expect(ids(view())).not.toContain("market/2/sure");
  expect(ids(view())).not.toContain("port");
  expect(ids(view())).not.toContain("outline");
  expect(ids(view())).not.toContain("zone/0.75/0.5");
  expect(ids(view({ layers: new Set(["clusters", "outlines"]) }))).toEqual([
    "outline",
    "cluster",
    "badge",
    "province",
    "water",
  ]);
  for (const { picture } of symbols(view({ layers: new Set(LAYER_SWITCHES) })))
    expect(picture).toMatch(/^data:image\/svg\+xml,/);
});

test("kinds that share a row of the legend are named in the order of their symbols, and only those drawn", () => {
  const labels = (shown: MapView) => legendEntries(shown).map(({ labelVi, labelEn }) => [labelVi, labelEn]);
  expect(labels(view())).toContainEqual(["Chợ hạng 1 · 3", "Market, class 1 · 3"]);
  expect(labels(view())).toContainEqual(["Phà", "Ferry"]);
  expect(labels(view({ layers: new Set() }))).toEqual([
    ["Ranh khái quát, không pháp lý", "Outlines generalised, not legal"],
    ["Sông", "River"],
  ]);
});

const madeUpFigure = (metric: Figure["metric"], value: number): Figure => ({
  ...figure(metric, value, "2015-06"),
  method: "illustrative",
  confidence: "low",
});
const madeUpView = view({
  sites: [
    { ...zone, figures: [...zone.figures, madeUpFigure("landDeploymentShare", 0.5471)] },
    site("co-chien", { kind: "corridor", status: "operating", figures: [madeUpFigure("occupancyShare", 0.58)] }),
    site("ccn-minh-hoa-1", { kind: "cluster", dataSet: "illustrative" }),
    site("cho-minh-hoa-1", { dataSet: "illustrative", figures: [madeUpFigure("marketClass", 3)] }),
  ],
});

test("what is made up is drawn otherwise, and the label says so", () => {
  const drawn = siteFeatures(madeUpView.sites, "vi").map(({ properties: { symbol, figure: said } }) => [symbol, said]);
  expect(drawn).toEqual([
    ["illustrative-inside/zone/0.9929/0.5471", "99,29\u00a0% (12/2024)\nvòng trong: minh họa"],
    ["illustrative/zone/0.58/none", "58,00\u00a0% (06/2015) minh họa"],
    ["illustrative/cluster", ""],
    ["illustrative/market/3/sure", ""],
  ]);
  for (const [symbol] of drawn) {
    const made = symbolDrawing(symbol!);
    const real = symbolDrawing(symbol!.replace(/^illustrative(-inside)?\//, ""));
    expect(made?.shapes.length, symbol).toBeGreaterThan(real!.shapes.length);
  }
  // A dashed ring, whatever the colour.
  expect(symbolDrawing("illustrative/cluster")?.shapes.at(-1)?.dash).toBeDefined();
});

test("the legend explains the mark, and shows each symbol as it is drawn", () => {
  const entries = legendEntries(madeUpView);
  expect(entries[0]).toMatchObject({
    labelVi: expect.stringContaining("MINH HỌA"),
    labelEn: expect.stringContaining("ILLUSTRATIVE"),
  });
  const ids = entries.flatMap(({ symbols }) => symbols.map(({ id }) => id));
  expect(ids).toEqual(
    expect.arrayContaining(["illustrative/cluster", "illustrative/market/3/sure", "illustrative-inside/zone/0.75/0.5"]),
  );
  expect(ids).not.toContain("cluster");
  expect(legendEntries(view()).some(({ labelVi }) => /minh họa/i.test(labelVi))).toBe(false);
});
