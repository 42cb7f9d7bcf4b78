import type { MapView } from "#client/map/map-view.ts";
import { COLOURS } from "#client/map/palette.ts";
import { drawingToDataUri, type Drawing, type Shape } from "#client/map/shapes.ts";
import { districtBadges, groupMembers, isGroupTied, switchOf } from "#client/map/site-features.ts";
import {
  isMadeUpInside,
  isMadeUpSymbol,
  realSymbol,
  siteSymbol,
  symbolDataUri,
  type SymbolId,
} from "#client/map/symbols.ts";

export type LegendGroup = "zones" | "clusters" | "markets" | "infrastructure" | "base";
export type LegendSymbol = {
  readonly id: string;
  /** `data:` address of an SVG picture. */
  readonly picture: string;
};
/** One line of the legend: a few symbols that are drawn, and short words for them. */
export type LegendEntry = {
  readonly symbols: readonly LegendSymbol[];
  readonly labelVi: string;
  readonly labelEn: string;
  readonly group: LegendGroup;
};

const line = (shape: Omit<Shape, "d">, d = "M2 7H28"): string => {
  const drawing: Drawing = { width: 30, height: 14, shapes: [{ d, cap: "butt", ...shape }] };
  return drawingToDataUri(drawing);
};

const drawnSymbols = (view: MapView): Set<SymbolId> =>
  new Set(
    view.sites
      .filter(
        (site) => site.position !== null && site.geometryQuality !== "districtOnly" && view.layers.has(switchOf(site)),
      )
      .map(siteSymbol),
  );

/** Kinds that share a row, each with the word for it at the start of a row and within one. */
const INFRASTRUCTURE = [
  ["port", "cảng", "port"],
  ["airport", "sân bay", "airport"],
  ["bridge", "cầu", "bridge"],
  ["ferry", "phà", "ferry"],
] as const;
const SHOPS = [
  ["supermarket", "siêu thị", "supermarket"],
  ["mall", "trung tâm thương mại", "shopping centre"],
] as const;
const MARKETS = [
  ["market/1", "1", "1"],
  ["market/2", "2", "2"],
  ["market/3", "3", "3"],
] as const;
/** Classes are known of few dates: the plain dot then stands for markets without one, too. */
const MARKETS_OF_PAST = [...MARKETS.slice(0, 2), ["market/3", "3 hoặc chưa rõ", "3 or unknown"]] as const;

const startUpper = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const siteEntries = (view: MapView): LegendEntry[] => {
  const pictured = drawnSymbols(view);
  const drawn = [...new Set([...pictured].map(realSymbol))];
  const isPast = view.day != null;
  const entries: LegendEntry[] = [];
  const add = (group: LegendGroup, labelVi: string, labelEn: string, ...symbols: LegendSymbol[]) =>
    entries.push({ symbols, labelVi, labelEn, group });
  /** As it is drawn: made up where only made-up sites bear the symbol. */
  const symbol = (id: SymbolId): LegendSymbol => {
    const drawnAs = pictured.has(id) ? id : ([...pictured].find((other) => realSymbol(other) === id) ?? id);
    return { id: drawnAs, picture: symbolDataUri(drawnAs) };
  };
  const has = (test: (id: string) => boolean) => drawn.some(test);
  const isRing = (id: string) => id.startsWith("zone/");

  const madeUp = [...pictured].find(isMadeUpSymbol);
  const hasMadeUpInside = [...pictured].some(isMadeUpInside);
  if (madeUp) add("zones", "Vòng đứt, gạch chéo: MINH HỌA", "Dashed ring, hatch: ILLUSTRATIVE", symbol(madeUp));
  if (has((id) => isRing(id) && !id.startsWith("zone/unknown")))
    add("zones", "Lấp đầy khu công nghiệp", "Occupancy of an industrial zone", symbol("zone/0.75/none"));
  if (has((id) => isRing(id) && !id.endsWith("/none")))
    add(
      "zones",
      hasMadeUpInside ? "Vòng trong đã triển khai: minh họa" : "Vòng trong: đã triển khai",
      hasMadeUpInside ? "Inner ring, deployed: illustrative" : "Inner ring: deployed",
      symbol(hasMadeUpInside ? "illustrative-inside/zone/0.75/0.5" : "zone/0.75/0.5"),
    );
  if (has((id) => id.startsWith("zone/unknown")))
    add(
      "zones",
      isPast ? "Lấp đầy: chưa có số liệu lúc đó" : "Lấp đầy: chưa tìm thấy nguồn",
      isPast ? "Occupancy: no figure by then" : "Occupancy: no source found",
      symbol("zone/unknown/none"),
    );
  if (view.layers.has("zones") && isGroupTied(view) && groupMembers(view.sites).length > 1)
    add("zones", "Khu có số tổng chung (06/2015)", "Only a joint total (06/2015)", {
      id: "group-tie",
      picture: line({ stroke: COLOURS.leased, width: 1.4 }, "M2 11C10 3 20 3 28 11"),
    });
  if (drawn.includes("approved"))
    add("zones", "Khu được chấp thuận, chưa lập", "Approved zone, not established", symbol("approved"));
  if (view.layers.has("outlines"))
    add("zones", "Phạm vi khu, ước tính", "Outline of a zone, estimated", {
      id: "outline",
      picture: line({ stroke: COLOURS.leased, width: 1.5, dash: [4.2, 3], fill: "#bcd3e84d" }, "M3 2H27V12H3Z"),
    });

  if (drawn.includes("cluster"))
    add("clusters", "Cụm công nghiệp (một cỡ)", "Industrial cluster (one size)", symbol("cluster"));
  if (view.layers.has("clusters") && districtBadges(view.sites).length > 0)
    add("clusters", "+1 cụm: chỉ biết huyện", "+1 cluster: only district known", symbol("badge"));

  /** One row for kinds that need no more than a word each. */
  const addRow = (
    group: LegendGroup,
    kinds: readonly (readonly [string, string, string])[],
    beforeVi: string,
    beforeEn: string,
  ) => {
    const shown = kinds.filter(([kind]) => has((id) => id === kind || id.startsWith(`${kind}/`)));
    if (shown.length === 0) return;
    const words = (language: 1 | 2, before: string) =>
      startUpper(before + shown.map((kind) => kind[language]).join(" · "));
    add(
      group,
      words(1, beforeVi),
      words(2, beforeEn),
      ...shown.map(([kind]) => symbol((group === "markets" ? `${kind}/sure` : kind) as SymbolId)),
    );
  };
  addRow("markets", isPast ? MARKETS_OF_PAST : MARKETS, "Chợ hạng ", "Market, class ");
  addRow("infrastructure", INFRASTRUCTURE, "", "");
  addRow("infrastructure", SHOPS, "", "");
  const doubtful = [
    (["market/3/doubtful", "market/2/doubtful", "market/1/doubtful"] as const).find((id) => drawn.includes(id)),
    [...INFRASTRUCTURE, ...SHOPS].map(([kind]) => `${kind}/doubtful` as const).find((id) => drawn.includes(id)),
  ].filter((id) => id !== undefined);
  if (doubtful.length > 0)
    add("infrastructure", "Nét đứt: vị trí chưa chắc", "Dashed: position doubtful", ...doubtful.map(symbol));
  return entries;
};

const baseEntries = (view: MapView): LegendEntry[] => {
  const { layers } = view;
  const entry = (labelVi: string, labelEn: string, symbols: readonly LegendSymbol[]): LegendEntry => ({
    labelVi,
    labelEn,
    symbols,
    group: "base",
  });
  const borders = [
    { id: "province", picture: line({ stroke: COLOURS.provinceLine, width: 1.8 }) },
    ...(layers.has("districts")
      ? [{ id: "districts", picture: line({ stroke: COLOURS.districtLine, width: 1.4, dash: [6, 2.6] }) }]
      : []),
    ...(layers.has("communes") ? [{ id: "communes", picture: line({ stroke: COLOURS.communeLine, width: 1.2 }) }] : []),
  ];
  return [
    entry("Ranh khái quát, không pháp lý", "Outlines generalised, not legal", borders),
    ...(layers.has("communes-2025")
      ? [
          entry("Xã, phường từ 01/7/2025", "Communes since 1 July 2025", [
            { id: "communes-2025", picture: line({ stroke: COLOURS.communeNowLine, width: 1.8, dash: [8, 3, 2, 3] }) },
          ]),
        ]
      : []),
    ...(layers.has("roads")
      ? [
          entry("Đường (sơ đồ)", "Road (schematic)", [
            { id: "roads", picture: line({ stroke: COLOURS.road, width: 2.4, dash: [7, 3.4] }) },
          ]),
        ]
      : []),
    entry("Sông", "River", [
      { id: "water", picture: line({ fill: COLOURS.water }, "M0 3C8 1 20 6 30 3V11C20 14 8 9 0 11Z") },
    ]),
    ...(layers.has("places") ? [entry("Huyện lỵ", "Town", [{ id: "place", picture: symbolDataUri("place") }])] : []),
  ];
};

/** What is drawn now, and only that, with the very symbols of the map. */
export const legendEntries = (view: MapView): LegendEntry[] => [...siteEntries(view), ...baseEntries(view)];
