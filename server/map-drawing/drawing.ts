import { bboxClip, lineString, polygon } from "@turf/turf";
import { formatNumber } from "#contracts/spelling.ts";
import type { Language } from "#contracts/units.ts";
import { INK } from "./colours.ts";
import { gridPartsOf, type MapContent, type MapFeature } from "./features.ts";
import { type Frame, gridToPaper, onPaper, type Point, scaleBarMetres } from "./frame.ts";
import { type Box, type Label, type PlacedLabel, placeLabels } from "./labels.ts";
import { markOf } from "./marks.ts";
import { escapeMarkup, pathOf, tag } from "./svg.ts";
import { DRAWING_WORDS } from "./words.ts";

export type DrawingOptions = {
  readonly frame: Frame;
  readonly language: Language;
  /** The site the map is of; its whole or parts are shown with it. */
  readonly chosenId: string | null;
  /** Communes and roads with their names, or districts and rivers alone. */
  readonly isDetail: boolean;
  readonly font: string;
  /** Of letters, in millimetres. */
  readonly sizeMm?: number;
};

/** Lines are cut this far outside the paper, so that a cut never shows. */
const BLEED_MM = 3;
const BAR_MOST_MM = 34;
const MARGIN_MM = 3;

type Style = { readonly [key: string]: string | number | undefined };
const STYLES: Readonly<Record<MapFeature["layer"], readonly Style[]>> = {
  neighbours: [{ fill: INK.around, stroke: INK.district, "stroke-width": 0.15 }],
  province: [{ fill: INK.paper }],
  water: [{ fill: INK.water, stroke: INK.waterInk, "stroke-width": 0.08 }],
  communes: [{ fill: "none", stroke: INK.commune, "stroke-width": 0.15, "stroke-dasharray": "1.2 0.6" }],
  districts: [{ fill: "none", stroke: INK.district, "stroke-width": 0.25, "stroke-dasharray": "3 0.8 0.6 0.8" }],
  rivers: [{ fill: "none", stroke: INK.water, "stroke-width": 0.5, "stroke-linecap": "round" }],
  roads: [
    { fill: "none", stroke: INK.roadText, "stroke-width": 0.8, "stroke-linejoin": "round" },
    { fill: "none", stroke: INK.road, "stroke-width": 0.55, "stroke-linejoin": "round" },
  ],
  places: [],
  "site-outlines": [
    {
      fill: INK.outline,
      "fill-opacity": 0.16,
      stroke: INK.outline,
      "stroke-width": 0.35,
      "stroke-dasharray": "1.4 0.8",
    },
  ],
};
const ORDER = ["neighbours", "province", "water", "communes", "rivers", "districts", "roads", "site-outlines"] as const;

type Drawn = { readonly feature: MapFeature; readonly lines: readonly (readonly Point[])[]; readonly isArea: boolean };

/** A map as SVG in millimetres: the ground, the sites, their names, north, the scale and a bar of its length. */
export const drawMap = (content: MapContent, options: DrawingOptions): string => {
  const { frame, font } = options;
  const { widthMm, heightMm } = frame;
  const place = onPaper(frame);
  const onSheetOf = gridToPaper(frame);
  const drawn = content.features.flatMap((feature) => drawnOn(feature, frame, onSheetOf));
  const layers = ORDER.filter((layer) => options.isDetail || layer !== "communes").map((layer) =>
    STYLES[layer].map((style) => layerOf(drawn, layer, style)).join(""),
  );
  const sites = sitesOf(content, options, place);
  const furniture = furnitureOf(options);
  const labels = placeLabels(labelsOf(drawn, sites, options), frame, [
    ...sites.map(({ box }) => box),
    ...furniture.taken,
  ]);
  const clip = tag("clipPath", { id: "paper" }, tag("rect", { width: widthMm, height: heightMm }));
  return tag(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${widthMm} ${heightMm}`, "font-family": font },
    [
      tag("defs", {}, clip),
      tag(
        "g",
        { "clip-path": "url(#paper)" },
        tag("rect", { width: widthMm, height: heightMm, fill: INK.around }) +
          layers.join("") +
          sites.map(({ svg }) => svg).join("") +
          labels.map(labelSvg).join(""),
      ),
      furniture.svg,
      tag("rect", { width: widthMm, height: heightMm, fill: "none", stroke: INK.second, "stroke-width": 0.3 }),
    ].join(""),
  );
};

/** Points nearer to the one before are finer than the lines that would be drawn through them. */
const FINEST_MM = 0.12;

/** The first and last stay, so that rings stay closed; an outline of few points stays as it is. */
const thinned = (points: readonly Point[]): readonly Point[] => {
  if (points.length <= 8) return points;
  let [lastX, lastY] = [Infinity, Infinity];
  const kept = points.filter(([x, y], at) => {
    if (at > 0 && at < points.length - 1 && Math.hypot(x - lastX, y - lastY) < FINEST_MM) return false;
    [lastX, lastY] = [x, y];
    return true;
  });
  return kept.length < 4 ? points : kept;
};

const isOutside = (line: readonly (readonly number[])[], [left, top, right, bottom]: readonly number[]): boolean =>
  line.every(([x = 0]) => x < (left ?? 0)) ||
  line.every(([x = 0]) => x > (right ?? 0)) ||
  line.every(([, y = 0]) => y < (top ?? 0)) ||
  line.every(([, y = 0]) => y > (bottom ?? 0));

const drawnOn = (feature: MapFeature, frame: Frame, place: (point: Point) => Point): Drawn[] => {
  const box: [number, number, number, number] = [
    -BLEED_MM,
    -BLEED_MM,
    frame.widthMm + BLEED_MM,
    frame.heightMm + BLEED_MM,
  ];
  const parts = gridPartsOf(feature.geometry);
  const lines = parts.flatMap(({ points, isArea }) => {
    const onSheet = thinned(points.map(place)).map(([x, y]) => [x, y]);
    if (isOutside(onSheet, box)) return [];
    if (onSheet.length < 2) return onSheet.map(([x = 0, y = 0]) => [[x, y] as const]);
    // What is clipped lies on paper already, where straight lines are straight.
    const { geometry } = isArea ? bboxClip(polygon([onSheet]), box) : bboxClip(lineString(onSheet), box);
    const kept =
      geometry.type === "LineString"
        ? [geometry.coordinates]
        : geometry.type === "MultiPolygon"
          ? geometry.coordinates.flat()
          : geometry.coordinates;
    return kept.map((line) => line.map(([x = 0, y = 0]) => [x, y] as const));
  });
  const visible = lines.filter((line) => line.length > 0);
  return visible.length === 0 ? [] : [{ feature, lines: visible, isArea: parts[0]?.isArea ?? false }];
};

const layerOf = (drawn: readonly Drawn[], layer: MapFeature["layer"], style: Style): string => {
  const paths = drawn
    .filter(({ feature }) => feature.layer === layer)
    .map(({ lines, isArea }) => lines.map((line) => pathOf(line, isArea)).join(""))
    .filter((path) => path !== "");
  return paths.length === 0 ? "" : tag("path", { d: paths.join(""), "fill-rule": "evenodd", ...style });
};

type SiteOnPaper = {
  readonly svg: string;
  readonly box: Box;
  readonly label: Label | null;
  readonly isChosen: boolean;
};

const sitesOf = (content: MapContent, options: DrawingOptions, place: (point: Point) => Point): SiteOnPaper[] => {
  const { frame, chosenId, isDetail, language, sizeMm = 2.4 } = options;
  const chosen = content.sites.find(({ id }) => id === chosenId);
  return content.sites
    .filter(
      ({ id, parentId }) =>
        id === chosenId || parentId === null || parentId === chosenId || parentId === chosen?.parentId,
    )
    .toSorted((a, b) => Number(a.id === chosenId) - Number(b.id === chosenId))
    .flatMap((site) => {
      const [x, y] = place(site.position);
      if (x < 0 || y < 0 || x > frame.widthMm || y > frame.heightMm) return [];
      const isChosen = site.id === chosenId;
      // On the map of the province, the zones are what one finds one's way by; markets would only hide them.
      if (!isChosen && !isDetail && site.kind !== "zone" && site.kind !== "corridor") return [];
      const radius = isChosen ? 1.5 : isDetail ? 0.9 : 0.6;
      const box = { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
      const label: Label = {
        at: [x, y],
        text: language === "vi" ? site.nameVi : site.nameEn,
        sizeMm: isChosen ? sizeMm * 1.15 : sizeMm * 0.92,
        colour: site.isMadeUp ? INK.madeUp : isChosen ? INK.chosen : INK.text,
        isBold: isChosen,
        clearMm: radius + 0.6,
      };
      return [
        { svg: markOf(site, [x, y], radius, isChosen), box, label: isChosen || isDetail ? label : null, isChosen },
      ];
    });
};

/** The middle of what shows of a line or area. */
const middleOf = ({ lines, isArea }: Drawn, { widthMm, heightMm }: Frame): Point | null => {
  const inside = ([x, y]: Point) => x > 0 && y > 0 && x < widthMm && y < heightMm;
  const longest = lines.toSorted((a, b) => b.length - a.length)[0] ?? [];
  if (!isArea) {
    const shown = longest.filter(inside);
    return shown[Math.floor(shown.length / 2)] ?? null;
  }
  const [xs, ys] = [longest.map(([x]) => x), longest.map(([, y]) => y)];
  const limit = (value: number, most: number) => Math.min(Math.max(value, 0), most);
  const between = (values: readonly number[], most: number) =>
    (limit(Math.min(...values), most) + limit(Math.max(...values), most)) / 2;
  const middle: Point = [between(xs, widthMm), between(ys, heightMm)];
  return inside(middle) ? middle : null;
};

const labelsOf = (drawn: readonly Drawn[], sites: readonly SiteOnPaper[], options: DrawingOptions): Label[] => {
  const { frame, language, isDetail, sizeMm = 2.4 } = options;
  const words = DRAWING_WORDS[language];
  const named = (layer: MapFeature["layer"], label: Omit<Label, "at" | "text">, fixed?: string): Label[] =>
    drawn
      .filter(({ feature }) => feature.layer === layer && (isDetail || feature.rank === 1))
      .toSorted((a, b) => a.feature.rank - b.feature.rank)
      .flatMap((one) => {
        const at = middleOf(one, frame) ?? (layer === "places" ? (one.lines[0]?.[0] ?? null) : null);
        const text = fixed ?? (language === "vi" ? one.feature.nameVi : one.feature.nameEn);
        return at && text ? [{ at, text, ...label }] : [];
      });
  const siteLabels = (isChosen: boolean) =>
    sites.filter((site) => site.isChosen === isChosen).flatMap(({ label }) => label ?? []);
  return [
    ...siteLabels(true),
    ...(isDetail
      ? named("site-outlines", { sizeMm: sizeMm * 0.9, colour: INK.outline, isItalic: true }, words.estimated)
      : []),
    ...siteLabels(false),
    ...(isDetail ? named("roads", { sizeMm: sizeMm * 0.85, colour: INK.roadText }) : []),
    ...named("districts", { sizeMm: sizeMm * (isDetail ? 1.1 : 0.9), colour: INK.districtText, isBold: true }),
    ...named("rivers", { sizeMm, colour: INK.waterInk, isItalic: true }),
    ...(isDetail ? named("communes", { sizeMm: sizeMm * 0.92, colour: INK.communeText }) : []),
    ...(isDetail ? named("places", { sizeMm: sizeMm * 0.85, colour: INK.second }) : []),
  ];
};

const labelSvg = ({ box, text, sizeMm, colour, isBold, isItalic }: PlacedLabel): string => {
  const { left, top, right, bottom } = box;
  const back = tag("rect", {
    x: left,
    y: top,
    width: right - left,
    height: bottom - top,
    fill: "#ffffff",
    "fill-opacity": 0.62,
  });
  return (
    back +
    tag(
      "text",
      {
        x: (left + right) / 2,
        y: top + sizeMm * 0.95,
        "font-size": sizeMm,
        "text-anchor": "middle",
        "font-weight": isBold ? "bold" : undefined,
        "font-style": isItalic ? "italic" : undefined,
        fill: colour,
      },
      escapeMarkup(text),
    )
  );
};

/** North, the scale and its bar, and the room they take. */
const furnitureOf = ({ frame, language, sizeMm = 2.4 }: DrawingOptions): { svg: string; taken: Box[] } => {
  const { widthMm, heightMm, scale } = frame;
  const metres = scaleBarMetres(scale, BAR_MOST_MM);
  const barMm = (metres * 1000) / scale;
  const length =
    metres >= 1000 ? `${formatNumber(metres / 1000, null, language)} km` : `${formatNumber(metres, null, language)} m`;
  const [left, bottom] = [MARGIN_MM, heightMm - MARGIN_MM];
  const room: Box = {
    left: 1,
    top: bottom - sizeMm * 2.9,
    right: left + Math.max(barMm, 14) + length.length * sizeMm * 0.55 + 2,
    bottom: heightMm - 1,
  };
  const text = (x: number, y: number, words: string, anchor = "start") =>
    tag("text", { x, y, "font-size": sizeMm, "text-anchor": anchor, fill: INK.text }, escapeMarkup(words));
  const bar = [0, 1, 2, 3]
    .map((part) =>
      tag("rect", {
        x: left + (part * barMm) / 4,
        y: bottom - 1,
        width: barMm / 4,
        height: 0.9,
        fill: part % 2 === 0 ? INK.text : "#ffffff",
        stroke: INK.text,
        "stroke-width": 0.12,
      }),
    )
    .join("");
  const [northX, northY] = [widthMm - MARGIN_MM - 2, MARGIN_MM];
  const north: Box = { left: northX - 3, top: 0, right: widthMm, bottom: northY + 9 };
  return {
    taken: [room, north],
    svg: [
      tag("rect", {
        x: room.left,
        y: room.top,
        width: room.right - room.left,
        height: room.bottom - room.top,
        fill: "#ffffff",
        "fill-opacity": 0.8,
      }),
      text(left, bottom - 1 - sizeMm * 0.55, `1:${formatNumber(scale, 0, language)}`),
      bar,
      text(left + barMm + 1, bottom, length),
      tag("path", { d: `M${northX} ${northY}l1.7 5.2l-1.7 -1.1l-1.7 1.1Z`, fill: INK.text }),
      text(northX, northY + 5.4 + sizeMm, DRAWING_WORDS[language].north, "middle"),
    ].join(""),
  };
};
