import * as z from "zod/mini";

/**
 * Units as stored and sent. `share` is a fraction (0.9929) that sources print in per cent: `printedFactor` is what a
 * printed number is divided by to give the value.
 */
export const UNITS = {
  ha: { vi: "ha", en: "ha", printedFactor: 1 },
  m2: { vi: "m²", en: "m²", printedFactor: 1 },
  share: { vi: "%", en: "%", printedFactor: 100 },
  sharePerYear: { vi: "%/năm", en: "%/year", printedFactor: 100 },
  pointsPerYear: { vi: "điểm %/năm", en: "points/year", printedFactor: 100 },
  times: { vi: "lần", en: "times", printedFactor: 1 },
  billionVnd: { vi: "tỷ đồng", en: "billion VND", printedFactor: 1 },
  millionUsd: { vi: "triệu USD", en: "million USD", printedFactor: 1 },
  count: { vi: "", en: "", printedFactor: 1 },
  persons: { vi: "người", en: "people", printedFactor: 1 },
  km: { vi: "km", en: "km", printedFactor: 1 },
  m: { vi: "m", en: "m", printedFactor: 1 },
  year: { vi: "", en: "", printedFactor: 1 },
  tonnes: { vi: "tấn", en: "tonnes", printedFactor: 1 },
  tonnesPerYear: { vi: "tấn/năm", en: "tonnes/year", printedFactor: 1 },
  usdPerM2: { vi: "USD/m²", en: "USD/m²", printedFactor: 1 },
  usdPerM2Month: { vi: "USD/m²/tháng", en: "USD/m²/month", printedFactor: 1 },
  usdPerM2Year: { vi: "USD/m²/năm", en: "USD/m²/year", printedFactor: 1 },
  usdPerM3: { vi: "USD/m³", en: "USD/m³", printedFactor: 1 },
} as const;
export type Unit = keyof typeof UNITS;

type MetricDefinition = {
  readonly unit: Unit;
  readonly vi: string;
  readonly en: string;
  /** May be summed over the leaves of a group (hectares, projects; never shares or prices). */
  readonly additive?: true;
  /** Holds from its date until a later value supersedes it (areas); other metrics bind their own date only. */
  readonly durable?: true;
  /** A whole number. */
  readonly integer?: true;
};

const define = <M extends Record<string, MetricDefinition>>(metrics: M) =>
  metrics as { readonly [K in keyof M]: MetricDefinition };

/** Every metric a figure may have. Names carry the unit; terms are explained in geodata/README.md. */
export const METRICS = define({
  grossHa: { unit: "ha", vi: "diện tích", en: "area", additive: true, durable: true },
  leasableHa: {
    unit: "ha",
    vi: "đất công nghiệp có thể cho thuê",
    en: "leasable industrial land",
    additive: true,
    durable: true,
  },
  leasedHa: { unit: "ha", vi: "đã cho thuê", en: "leased", additive: true },
  remainingHa: { unit: "ha", vi: "còn lại", en: "still available", additive: true },
  deployedHa: { unit: "ha", vi: "đất đã triển khai", en: "land deployed", additive: true },
  occupancyShare: { unit: "share", vi: "tỷ lệ lấp đầy", en: "occupancy" },
  landDeploymentShare: { unit: "share", vi: "tỷ lệ triển khai đất", en: "land deployment" },
  registeredCapitalBillionVnd: { unit: "billionVnd", vi: "vốn đăng ký", en: "registered capital", additive: true },
  registeredCapitalMillionUsd: {
    unit: "millionUsd",
    vi: "vốn đăng ký (USD)",
    en: "registered capital (USD)",
    additive: true,
  },
  deployedCapitalBillionVnd: { unit: "billionVnd", vi: "vốn đã triển khai", en: "capital deployed", additive: true },
  capitalDeploymentShare: { unit: "share", vi: "tỷ lệ triển khai vốn", en: "capital deployment" },
  projects: { unit: "count", vi: "dự án", en: "projects", additive: true, integer: true },
  projectsFdi: { unit: "count", vi: "dự án FDI", en: "FDI projects", additive: true, integer: true },
  projectsDomestic: { unit: "count", vi: "dự án trong nước", en: "domestic projects", additive: true, integer: true },
  establishments: { unit: "count", vi: "cơ sở", en: "establishments", integer: true },
  establishmentsOperating: { unit: "count", vi: "cơ sở đang hoạt động", en: "establishments operating", integer: true },
  infrastructureCapitalBillionVnd: { unit: "billionVnd", vi: "vốn đầu tư hạ tầng", en: "infrastructure investment" },
  workersForecast: { unit: "persons", vi: "lao động dự kiến", en: "forecast workforce", integer: true },
  landRentUsdPerM2: { unit: "usdPerM2", vi: "giá thuê đất (cả thời hạn)", en: "land rent (whole term)" },
  factoryRentUsdPerM2Month: { unit: "usdPerM2Month", vi: "giá thuê nhà xưởng", en: "factory rent" },
  infrastructureFeeUsdPerM2Year: { unit: "usdPerM2Year", vi: "phí hạ tầng", en: "infrastructure fee" },
  managementFeeUsdPerM2Year: { unit: "usdPerM2Year", vi: "phí quản lý", en: "management fee" },
  wastewaterFeeUsdPerM3: { unit: "usdPerM3", vi: "phí xử lý nước thải", en: "wastewater fee" },
  leaseTermFromYear: { unit: "year", vi: "thời hạn thuê từ năm", en: "lease term from", integer: true },
  leaseTermToYear: { unit: "year", vi: "thời hạn thuê đến năm", en: "lease term to", integer: true },
  distanceKm: { unit: "km", vi: "khoảng cách", en: "distance" },
  marketClass: { unit: "count", vi: "hạng chợ", en: "market class", integer: true },
  businessPoints: { unit: "count", vi: "điểm kinh doanh", en: "business points", additive: true, integer: true },
  marketAreaM2: { unit: "m2", vi: "diện tích chợ", en: "market area", additive: true },
  portCapacityTonnesPerYear: { unit: "tonnesPerYear", vi: "công suất cảng", en: "port capacity" },
  shipTonnes: { unit: "tonnes", vi: "tàu lớn nhất", en: "largest ship" },
  storageTonnes: { unit: "tonnes", vi: "sức chứa kho", en: "storage" },
  quayLengthM: { unit: "m", vi: "chiều dài bến", en: "quay length" },
  population: { unit: "persons", vi: "dân số", en: "population", additive: true, integer: true },
  zonesPlanned: { unit: "count", vi: "khu công nghiệp dự kiến", en: "industrial zones announced", integer: true },
  zonesPlannedGrossHa: { unit: "ha", vi: "diện tích các khu dự kiến", en: "area of zones announced" },
  clusters: { unit: "count", vi: "cụm công nghiệp", en: "industrial clusters", integer: true },
  clustersGrossHa: { unit: "ha", vi: "diện tích các cụm", en: "area of the clusters" },
  clustersStage1: { unit: "count", vi: "cụm giai đoạn đến 2020", en: "clusters, stage to 2020", integer: true },
  clustersStage1GrossHa: { unit: "ha", vi: "diện tích cụm giai đoạn đến 2020", en: "area of clusters, stage to 2020" },
  clustersStage2: { unit: "count", vi: "cụm giai đoạn 2020–2030", en: "clusters, stage 2020–2030", integer: true },
  clustersStage2GrossHa: {
    unit: "ha",
    vi: "diện tích cụm giai đoạn 2020–2030",
    en: "area of clusters, stage 2020–2030",
  },
  clustersOperating: { unit: "count", vi: "cụm đang hoạt động", en: "clusters operating", integer: true },
  clustersOperatingGrossHa: { unit: "ha", vi: "diện tích cụm đang hoạt động", en: "area of clusters operating" },
  clustersPlanned: { unit: "count", vi: "cụm quy hoạch", en: "clusters planned", integer: true },
  clustersPlannedGrossHa: { unit: "ha", vi: "diện tích cụm quy hoạch", en: "area of clusters planned" },
  markets: { unit: "count", vi: "chợ", en: "markets", integer: true },
  marketsClass1: { unit: "count", vi: "chợ hạng 1", en: "class 1 markets", integer: true },
  marketsClass2: { unit: "count", vi: "chợ hạng 2", en: "class 2 markets", integer: true },
  marketsClass3: { unit: "count", vi: "chợ hạng 3", en: "class 3 markets", integer: true },
  marketsPrivatelyRun: {
    unit: "count",
    vi: "chợ, trung tâm thương mại do doanh nghiệp, hợp tác xã, tư nhân khai thác",
    en: "markets and trade centres run by firms, co-operatives or individuals",
    integer: true,
  },
  marketsConverted: {
    unit: "count",
    vi: "chợ đã chuyển sang doanh nghiệp, hợp tác xã quản lý",
    en: "markets handed over to firms or co-operatives",
    integer: true,
  },
  supermarkets: { unit: "count", vi: "siêu thị", en: "supermarkets", integer: true },
  industrialOutputBillionVnd: {
    unit: "billionVnd",
    vi: "giá trị sản xuất công nghiệp (giá 2010)",
    en: "industrial output (2010 prices)",
  },
  industrialOutputTimes2010: {
    unit: "times",
    vi: "giá trị sản xuất công nghiệp so với 2010",
    en: "industrial output against 2010",
  },
  industrialGrowthSharePerYear: {
    unit: "sharePerYear",
    vi: "tăng trưởng công nghiệp 2011–2015",
    en: "industrial growth 2011–2015",
  },
  industryConstructionGrdpShare: {
    unit: "share",
    vi: "công nghiệp – xây dựng trong GRDP",
    en: "industry and construction in GRDP",
  },
  industryGrdpShare: { unit: "share", vi: "công nghiệp trong GRDP", en: "industry in GRDP" },
  servicesGrdpShare: { unit: "share", vi: "dịch vụ trong GRDP", en: "services in GRDP" },
  exportsMillionUsd: { unit: "millionUsd", vi: "kim ngạch xuất khẩu", en: "exports" },
  exportsTimes2010: { unit: "times", vi: "kim ngạch xuất khẩu so với 2010", en: "exports against 2010" },
  exportsGrowthSharePerYear: {
    unit: "sharePerYear",
    vi: "tăng trưởng xuất khẩu 2011–2015",
    en: "export growth 2011–2015",
  },
  industrialExportsShare: { unit: "share", vi: "hàng công nghiệp trong xuất khẩu", en: "industrial goods in exports" },
  retailGrowthSharePerYear: { unit: "sharePerYear", vi: "tăng trưởng bán lẻ 2011–2015", en: "retail growth 2011–2015" },
  reachedIndustrialGrowthSharePerYear: {
    unit: "sharePerYear",
    vi: "tăng trưởng công nghiệp đạt được sau 2015",
    en: "industrial growth reached after 2015",
  },
  reachedIndustrialIndexGrowthSharePerYear: {
    unit: "sharePerYear",
    vi: "mức tăng chỉ số sản xuất công nghiệp đạt được sau 2015",
    en: "growth of the industrial index reached after 2015",
  },
  retailSalesBillionVnd: {
    unit: "billionVnd",
    vi: "tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng (giá hiện hành)",
    en: "retail sales of goods and services (current prices)",
  },
  reachedRetailGrowthSharePerYear: {
    unit: "sharePerYear",
    vi: "tăng trưởng bán lẻ đạt được sau 2015",
    en: "retail growth reached after 2015",
  },
  targetIndustrialGrowthSharePerYear: {
    unit: "sharePerYear",
    vi: "mục tiêu tăng trưởng công nghiệp 2016–2020",
    en: "target industrial growth 2016–2020",
  },
  targetIndustrialIndexGrowthSharePerYear: {
    unit: "sharePerYear",
    vi: "mục tiêu tăng chỉ số sản xuất công nghiệp 2016–2020",
    en: "target growth of the industrial index 2016–2020",
  },
  targetIndustryConstructionGrdpShare: {
    unit: "share",
    vi: "mục tiêu khu vực II trong GRDP 2020",
    en: "target for sector II in GRDP 2020",
  },
  targetServicesGrdpShare: {
    unit: "share",
    vi: "mục tiêu khu vực III trong GRDP 2020",
    en: "target for sector III in GRDP 2020",
  },
  targetExportsMillionUsd: { unit: "millionUsd", vi: "mục tiêu kim ngạch xuất khẩu 2020", en: "target exports 2020" },
  targetExportsGrowthSharePerYear: {
    unit: "sharePerYear",
    vi: "mục tiêu tăng trưởng xuất khẩu 2016–2020",
    en: "target export growth 2016–2020",
  },
  targetRetailGrowthSharePerYear: {
    unit: "sharePerYear",
    vi: "mục tiêu tăng trưởng bán lẻ 2016–2020",
    en: "target retail growth 2016–2020",
  },
  targetFoodIndustryShare: {
    unit: "share",
    vi: "mục tiêu tỷ trọng chế biến nông sản, thực phẩm 2020",
    en: "target share of food processing 2020",
  },
  targetFoodIndustryGrowthSharePerYear: {
    unit: "sharePerYear",
    vi: "mục tiêu tăng trưởng chế biến nông sản, thực phẩm",
    en: "target growth of food processing",
  },
  targetUnfiredBrickShare: {
    unit: "share",
    vi: "mục tiêu thay thế gạch đất sét nung 2020",
    en: "target share of fired clay brick replaced 2020",
  },
  requiredExportsGrowthSharePerYear: {
    unit: "sharePerYear",
    vi: "tăng trưởng xuất khẩu cần có để đạt mục tiêu 2020",
    en: "export growth needed for the 2020 target",
  },
  exportsAtTargetGrowthMillionUsd: {
    unit: "millionUsd",
    vi: "kim ngạch xuất khẩu nếu tăng theo tốc độ đề ra",
    en: "exports at the growth set",
  },
  exportsToTargetMillionUsd: {
    unit: "millionUsd",
    vi: "kim ngạch xuất khẩu nếu tăng đều đến mục tiêu 2020",
    en: "exports on an even path to the 2020 target",
  },
  industrialOutputAtTargetGrowthBillionVnd: {
    unit: "billionVnd",
    vi: "giá trị sản xuất công nghiệp nếu tăng theo tốc độ đề ra",
    en: "industrial output at the growth set",
  },
  requiredIndustryConstructionGrdpPointsPerYear: {
    unit: "pointsPerYear",
    vi: "mức tăng tỷ trọng khu vực II cần có mỗi năm",
    en: "yearly rise needed in the share of sector II",
  },
  industryConstructionGrdpToTargetShare: {
    unit: "share",
    vi: "tỷ trọng khu vực II nếu tăng đều đến mục tiêu 2020",
    en: "share of sector II on an even path to the 2020 target",
  },
  requiredServicesGrdpPointsPerYear: {
    unit: "pointsPerYear",
    vi: "mức tăng tỷ trọng khu vực III cần có mỗi năm",
    en: "yearly rise needed in the share of sector III",
  },
  servicesGrdpToTargetShare: {
    unit: "share",
    vi: "tỷ trọng khu vực III nếu tăng đều đến mục tiêu 2020",
    en: "share of sector III on an even path to the 2020 target",
  },
});
export type MetricId = keyof typeof METRICS;
export const METRIC_IDS = Object.keys(METRICS) as [MetricId, ...MetricId[]];
// Marked, so that the client, which has no use for it, need not load the library.
export const metricId = /* @__PURE__ */ z.enum(METRIC_IDS);

/** What an interval can be asked for, in the order of answers (intervals.ts). */
export const INTERVAL_METRICS = [
  "grossHa",
  "leasableHa",
  "leasedHa",
  "deployedHa",
  "occupancyShare",
  "landDeploymentShare",
  "registeredCapitalBillionVnd",
  "deployedCapitalBillionVnd",
  "capitalDeploymentShare",
  "projects",
  "projectsFdi",
  "projectsDomestic",
] as const satisfies readonly MetricId[];
