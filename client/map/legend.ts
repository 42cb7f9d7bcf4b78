import type { MapView } from "#client/map/map-view.ts";
import { COLOURS } from "#client/map/palette.ts";
import { drawingToDataUri, type Drawing, type Shape } from "#client/map/shapes.ts";
import { districtBadges, groupMembers, switchOf } from "#client/map/site-features.ts";
import { siteSymbol, symbolDataUri, type SymbolId } from "#client/map/symbols.ts";

export type LegendGroup = "zones" | "clusters" | "markets" | "infrastructure" | "base";
export type LegendEntry = {
  readonly id: string;
  readonly labelVi: string;
  readonly labelEn: string;
  /** `data:` address of an SVG picture. */
  readonly symbol: string;
  readonly group: LegendGroup;
};

const line = (shape: Omit<Shape, "d">, d = "M2 7H28"): string => {
  const drawing: Drawing = { width: 30, height: 14, shapes: [{ d, cap: "butt", ...shape }] };
  return drawingToDataUri(drawing);
};

const drawnSymbols = (view: MapView): Set<SymbolId> =>
  new Set(
    view.sites
      .filter((site) => site.position !== null && site.geometryQuality !== "districtOnly" && view.layers.has(switchOf(site)))
      .map(siteSymbol),
  );

const INFRASTRUCTURE = [
  ["port", "Cảng", "Port"],
  ["airport", "Sân bay", "Airport"],
  ["bridge", "Cầu", "Bridge"],
  ["ferry", "Phà", "Ferry"],
  ["supermarket", "Siêu thị", "Supermarket"],
  ["mall", "Trung tâm thương mại", "Shopping centre"],
] as const;

const siteEntries = (view: MapView): LegendEntry[] => {
  const drawn = drawnSymbols(view);
  const entries: LegendEntry[] = [];
  const has = (test: (id: string) => boolean) => [...drawn].some(test);
  const add = (group: LegendGroup, id: SymbolId, labelVi: string, labelEn: string) =>
    entries.push({ id, labelVi, labelEn, symbol: symbolDataUri(id), group });
  const isRing = (id: string) => id.startsWith("zone/");

  if (has((id) => isRing(id) && !id.startsWith("zone/unknown")))
    add("zones", "zone/0.75/none", "Khu công nghiệp: đã cho thuê / có thể cho thuê", "Industrial zone: leased / leasable land");
  if (has((id) => isRing(id) && !id.endsWith("/none")))
    add("zones", "zone/0.75/0.5", "Vòng trong: đã triển khai / đã cho thuê", "Inner ring: deployed / leased land");
  if (has((id) => id.startsWith("zone/unknown")))
    add("zones", "zone/unknown/none", "Tỷ lệ lấp đầy: chưa tìm thấy nguồn", "Occupancy: no source found");
  if (view.layers.has("zones") && groupMembers(view.sites).length > 1)
    entries.push({ id: "group-tie", group: "zones", labelVi: "Các khu có số liệu tổng chung (06/2015)", labelEn: "Sites that share one published total (06/2015)", symbol: line({ stroke: COLOURS.leased, width: 1.4 }, "M2 11C10 3 20 3 28 11") });
  if (drawn.has("approved")) add("zones", "approved", "Khu đã được chấp thuận, chưa thành lập", "Approved zone, not yet established");
  if (view.layers.has("outlines"))
    entries.push({ id: "outline", group: "zones", labelVi: "Ranh giới khu, ước tính", labelEn: "Outline of a zone, estimated", symbol: line({ stroke: COLOURS.leased, width: 1.5, dash: [4.2, 3], fill: "#bcd3e84d" }, "M3 2H27V12H3Z") });

  if (drawn.has("cluster")) add("clusters", "cluster", "Cụm công nghiệp (một cỡ, không theo diện tích)", "Industrial cluster (one size, not by area)");
  if (view.layers.has("clusters") && districtBadges(view.sites).length > 0)
    entries.push({ id: "badge", group: "clusters", labelVi: "+1 cụm: chỉ biết huyện, không có điểm", labelEn: "+1 cluster: district known, no point", symbol: symbolDataUri("badge") });

  const markets = [["1", "Chợ hạng 1", "Class 1 market"], ["2", "Chợ hạng 2", "Class 2 market"], ["3", "Chợ hạng 3", "Class 3 market"]] as const;
  for (const [marketClass, labelVi, labelEn] of markets)
    if (has((id) => id.startsWith(`market/${marketClass}/`))) add("markets", `market/${Number(marketClass) as 1 | 2 | 3}/sure`, labelVi, labelEn);
  const doubtful = (["market/3/doubtful", "market/2/doubtful", "market/1/doubtful"] as const).find((id) => drawn.has(id));
  if (doubtful) add("markets", doubtful, "Chợ, vị trí chưa chắc", "Market, position doubtful");

  for (const [id, labelVi, labelEn] of INFRASTRUCTURE) if (has((symbol) => symbol.split("/")[0] === id)) add("infrastructure", id, labelVi, labelEn);
  const doubtfulPlace = INFRASTRUCTURE.map(([id]) => `${id}/doubtful` as const).find((id) => drawn.has(id));
  if (doubtfulPlace) add("infrastructure", doubtfulPlace, "Vòng đứt: vị trí chưa chắc", "Dashed circle: position doubtful");
  return entries;
};

const baseEntries = (view: MapView): LegendEntry[] => {
  const entry = (id: string, labelVi: string, labelEn: string, symbol: string): LegendEntry => ({ id, labelVi, labelEn, symbol, group: "base" });
  return [
    entry("province", "Ranh giới tỉnh trước 01/7/2025 (khái quát)", "Province before 1 July 2025 (generalised)", line({ stroke: COLOURS.provinceLine, width: 1.8 })),
    ...(view.layers.has("districts") ? [entry("districts", "Ranh giới huyện", "District boundary", line({ stroke: COLOURS.districtLine, width: 1.4, dash: [6, 2.6] }))] : []),
    ...(view.layers.has("communes") ? [entry("communes", "Ranh giới xã", "Commune boundary", line({ stroke: COLOURS.communeLine, width: 1.2 }))] : []),
    ...(view.layers.has("roads") ? [entry("roads", "Đường (sơ đồ)", "Road (schematic)", line({ stroke: COLOURS.road, width: 2.4, dash: [7, 3.4] }))] : []),
    entry("water", "Sông (khái quát)", "River (generalised)", line({ fill: COLOURS.water }, "M0 3C8 1 20 6 30 3V11C20 14 8 9 0 11Z")),
    ...(view.layers.has("places") ? [entry("places", "Tỉnh lỵ, huyện lỵ", "Province or district capital", symbolDataUri("place"))] : []),
  ];
};

/** What is drawn now, and only that, with the very symbols of the map. */
export const legendEntries = (view: MapView): LegendEntry[] => [...siteEntries(view), ...baseEntries(view)];
