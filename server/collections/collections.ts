import { dataSet } from "#contracts/data-view.ts";
import { confidence, method, qualifier, unit } from "#contracts/figures.ts";
import type { LayerId } from "#contracts/layers.ts";
import { METRIC_IDS, METRICS, type MetricId, UNITS } from "#contracts/metrics.ts";
import { geometryQuality, siteKind, siteStatus } from "#contracts/sites.ts";
import { MAP_LAYERS } from "#server/map-layers.ts";

export type CollectionProperty = {
  /** As in SQL and in files, snake_case. */
  readonly name: string;
  readonly type: "string" | "integer" | "number" | "boolean" | "date";
  readonly titleVi: string;
  readonly titleEn: string;
  readonly unit?: string;
  readonly enum?: readonly string[];
};

/** A table or layer that anybody can have whole: through OGC API – Features and as a file. */
export type Collection = {
  readonly id: string;
  readonly titleVi: string;
  readonly titleEn: string;
  readonly descriptionVi: string;
  readonly descriptionEn: string;
  readonly qualityVi: string;
  readonly qualityEn: string;
  /** A view of migrations/views/80_collections.sql: `id` text, `geom` geometry (…, 4326) or null, then the properties. */
  readonly relation: string;
  readonly geometryType: "Point" | "MultiPolygon" | "MultiLineString" | null;
  readonly properties: readonly CollectionProperty[];
  /** Properties of type date between which a row holds, open where one is null; the same one twice where it is a day. */
  readonly time?: { readonly from: string; readonly to: string };
};

type Titles = readonly [vi: string, en: string];

const property = (
  name: string,
  type: CollectionProperty["type"],
  [titleVi, titleEn]: Titles,
  more: Pick<CollectionProperty, "unit" | "enum"> = {},
): CollectionProperty => ({ name, type, titleVi, titleEn, ...more });

const text = (name: string, ...titles: Titles) => property(name, "string", titles);
const oneOf = (name: string, members: readonly string[], ...titles: Titles) =>
  property(name, "string", titles, { enum: members });
const date = (name: string, ...titles: Titles) => property(name, "date", titles);
/** A text in both languages. */
const both = (name: string, vi: string, en: string): CollectionProperty[] => [
  text(`${name}_vi`, vi, `${en} (Vietnamese)`),
  text(`${name}_en`, `${vi} (tiếng Anh)`, en),
];

const SOURCE = text("source_id", "Mã nguồn", "Source");
const DATA_SET = oneOf("data_set", dataSet.options, "Bộ dữ liệu", "Data set");

/** What sites have figures of; distances have a target each and stand in the collection of figures. */
const SITE_METRICS: readonly MetricId[] = METRIC_IDS.slice(0, METRIC_IDS.indexOf("quayLengthM") + 1).filter(
  (metric) => metric !== "distanceKm",
);

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** leasedHa becomes leased_ha. */
const columnOf = (metric: MetricId): string => metric.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A headline: value, day, method and source. */
const headline = (metric: MetricId): CollectionProperty[] => {
  const { vi, en, unit: unitId, integer = false } = METRICS[metric];
  const [name, titleVi, titleEn] = [columnOf(metric), capital(vi), capital(en)];
  // Shares are fractions here as everywhere but on the screen; years and counts have no unit.
  const symbol = unitId.startsWith("share") ? "1" : UNITS[unitId].en;
  return [
    property(name, integer ? "integer" : "number", [titleVi, titleEn], symbol === "" ? {} : { unit: symbol }),
    date(`${name}_as_of`, `${titleVi}: thời điểm`, `${titleEn}: as of`),
    oneOf(`${name}_method`, method.options, `${titleVi}: cách có số`, `${titleEn}: method`),
    text(`${name}_source`, `${titleVi}: nguồn`, `${titleEn}: source`),
  ];
};

const layer = (id: LayerId) => {
  const { titleVi, titleEn, qualityVi, qualityEn } = MAP_LAYERS.find((known) => known.id === id)!;
  return { titleVi, titleEn, qualityVi, qualityEn };
};

const SITES: Collection = {
  id: "sites",
  ...layer("sites"),
  descriptionVi:
    "Mỗi địa điểm một dòng, kèm số liệu mới nhất của từng chỉ tiêu với thời điểm, cách có số và nguồn. Ô trống là chưa tìm thấy nguồn, không phải 0; nguồn chỉ nêu khoảng thì ô giá trị cũng để trống.",
  descriptionEn:
    "One row per site, with its newest figure of each metric and that figure's date, method and source. An empty cell means that no source was found, never 0; it is empty, too, where the source gives a range only.",
  qualityVi: "Điểm; chất lượng vị trí ghi ở từng địa điểm. Địa điểm chỉ biết đến huyện thì không có hình.",
  qualityEn: "Points; the quality of each position is stated per site. Sites known by district only have no geometry.",
  relation: "api.collection_sites",
  geometryType: "Point",
  properties: [
    oneOf("kind", siteKind.options, "Loại", "Kind"),
    oneOf("status", siteStatus.options, "Tình trạng", "Status"),
    ...both("name", "Tên", "Name"),
    ...both("short_name", "Tên ngắn", "Short name"),
    text("parent_id", "Thuộc địa điểm", "Part of"),
    text("commune_id", "Mã xã (2015)", "Commune (2015)"),
    ...both("commune_name", "Tên xã (2015)", "Name of the commune (2015)"),
    text("district_id", "Mã huyện (2015)", "District (2015)"),
    ...both("district_name", "Tên huyện (2015)", "Name of the district (2015)"),
    text("commune_now_id", "Mã xã từ 01/7/2025", "Commune since 1 July 2025"),
    ...both("commune_now_name", "Tên xã từ 01/7/2025", "Name of the commune since 1 July 2025"),
    oneOf("geometry_quality", geometryQuality.options, "Chất lượng vị trí", "Quality of the position"),
    ...both("geometry_method", "Cách định vị", "How the position was found"),
    ...both("position_doubt", "Điểm nghi ngờ về vị trí", "Doubt about the position"),
    ...both("note", "Ghi chú", "Note"),
    SOURCE,
    DATA_SET,
    ...SITE_METRICS.flatMap(headline),
  ],
};

const FIGURES: Collection = {
  id: "figures",
  titleVi: "Số liệu",
  titleEn: "Figures",
  descriptionVi:
    "Mỗi số liệu một dòng, cả số được công bố lẫn số suy ra, kèm thời điểm, cách có số, nguồn và công thức. Số bị số khác thay thế vẫn giữ lại (superseded_by). Tỷ lệ ghi dạng phân số: 0,9929 là 99,29 %.",
  descriptionEn:
    "One row per figure, published and derived, with its date, method, source and formula. A figure that another one replaced stays (superseded_by). Shares are fractions: 0.9929 is 99.29 %.",
  qualityVi: "Hình là điểm của địa điểm mà số liệu nói về; số liệu của nhóm, tỉnh, huyện, xã không có hình.",
  qualityEn: "The geometry is the point of the site a figure is about; figures of groups and of units have none.",
  relation: "api.collection_figures",
  geometryType: "Point",
  time: { from: "as_of", to: "as_of" },
  properties: [
    text("subject_id", "Mã đối tượng", "Subject"),
    oneOf(
      "subject_type",
      ["province", "district", "commune", "site", "group", "place"],
      "Loại đối tượng",
      "Type of subject",
    ),
    ...both("subject_name", "Tên đối tượng", "Name of the subject"),
    oneOf("metric", METRIC_IDS, "Chỉ tiêu", "Metric"),
    text("target_id", "Mã nơi đến (khoảng cách)", "Target of a distance"),
    ...both("target_name", "Tên nơi đến", "Name of the target"),
    property("value", "number", ["Giá trị", "Value"]),
    property("low", "number", ["Cận dưới", "Lower bound"]),
    property("high", "number", ["Cận trên", "Upper bound"]),
    text("printed", "Như nguồn in", "As printed"),
    property("decimals", "integer", ["Số chữ số thập phân", "Decimals"]),
    oneOf("qualifier", qualifier.options, "Mức chính xác", "Qualifier"),
    oneOf("unit", unit.options, "Đơn vị", "Unit"),
    date("as_of", "Thời điểm", "As of"),
    text("period", "Kỳ như nguồn in", "Period as printed"),
    oneOf("method", method.options, "Cách có số", "Method"),
    SOURCE,
    text("locator", "Chỗ trong nguồn", "Place in the source"),
    text("formula", "Công thức", "Formula"),
    text("inputs", "Tính từ các số liệu", "Computed from"),
    oneOf("confidence", confidence.options, "Độ tin cậy", "Confidence"),
    date("known_on", "Ngày biết", "Known on"),
    text("restates", "In lại số liệu", "Restates"),
    text("superseded_by", "Được thay bởi", "Superseded by"),
    ...both("note", "Ghi chú", "Note"),
    DATA_SET,
  ],
};

const units = (id: LayerId, descriptionVi: string, descriptionEn: string): Collection => ({
  id,
  ...layer(id),
  descriptionVi,
  descriptionEn,
  relation: `api.collection_${id.replaceAll("-", "_")}`,
  geometryType: "MultiPolygon",
  time: { from: "valid_from", to: "valid_to" },
  properties: [
    text("code", "Mã đơn vị hành chính", "Official code"),
    text("type", "Loại đơn vị", "Type"),
    ...both("name", "Tên", "Name"),
    text("parent_id", "Thuộc đơn vị", "Part of"),
    date("valid_from", "Có từ ngày", "First day"),
    date("valid_to", "Đến hết ngày", "Last day"),
    SOURCE,
    DATA_SET,
  ],
});

const shapes = (
  id: LayerId,
  geometryType: Collection["geometryType"],
  [descriptionVi, descriptionEn]: Titles,
  more: readonly CollectionProperty[] = [],
): Collection => ({
  id,
  ...layer(id),
  descriptionVi,
  descriptionEn,
  relation: `api.collection_${id.replaceAll("-", "_")}`,
  geometryType,
  properties: [
    ...both("name", "Tên", "Name"),
    text("class", "Lớp", "Class"),
    property("rank", "integer", ["Thứ bậc", "Rank"]),
    ...more,
    SOURCE,
    DATA_SET,
  ],
});

export const COLLECTIONS: readonly Collection[] = [
  SITES,
  FIGURES,
  shapes(
    "site-outlines",
    "MultiPolygon",
    [
      "Hình chữ nhật ước lượng của vài khu công nghiệp, chỉ để thấy độ lớn.",
      "Estimated rectangles of some zones, to show their size only.",
    ],
    [text("site_id", "Mã địa điểm", "Site")],
  ),
  units("province", "Phạm vi của bản đồ.", "What the map covers."),
  units("districts", "Tám đơn vị cấp huyện, có đến hết 30/6/2025.", "The eight districts, until 30 June 2025."),
  units("communes", "109 đơn vị cấp xã của năm 2015.", "The 109 communes of 2015."),
  units("communes-2025", "Đơn vị cấp xã sau khi sắp xếp.", "The communes after the reorganisation."),
  shapes("neighbours", "MultiPolygon", ["Các tỉnh giáp Vĩnh Long.", "The provinces around Vĩnh Long."]),
  shapes("water", "MultiPolygon", ["Mặt nước sông Tiền, sông Hậu.", "The surface of the largest rivers."]),
  shapes("rivers", "MultiLineString", ["Trục sông và kênh.", "Axes of rivers and canals."]),
  shapes("roads", "MultiLineString", ["Trục quốc lộ.", "Axes of national roads."]),
  shapes("places", "Point", ["Tỉnh lỵ, huyện lỵ.", "Capitals of provinces and districts."]),
];
