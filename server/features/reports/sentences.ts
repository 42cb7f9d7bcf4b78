import type { MetricId } from "#contracts/metrics.ts";

/**
 * What the report says, as words with `{places}` for everything that comes from the data; a place is a metric of the subject
 * (its figure with unit), or
 * - `{subject}`, `{members}`: the name of what is told of, or of the sites a group has;
 * - `{period}`: when the sentence's first figure was so;
 * - `{metric:name}`: the metric's own name, which may hold digits that words may not;
 * - `{absent}`: names of the wanted metrics that have no figure.
 * A test refuses digits outside places, and words of one language that lack a figure of the other.
 */
export type Words = { readonly vi: string; readonly en: string };

export type SentencePlan = {
  readonly id: string;
  /** One after the other, each in the first of its wordings whose figures are all there, or left out. */
  readonly clauses: readonly (readonly Words[])[];
  /** Between clauses, but not after the first, where they are items of a list. */
  readonly separator?: string;
  /** Metrics whose lack is said, where a wording has `{absent}`. */
  readonly wanted?: readonly MetricId[];
};

/** The three sites of the Plan together, in its own words. */
export const GROUP_IN_PLAN: SentencePlan = {
  id: "group",
  clauses: [
    [
      {
        vi: "Tính đến {period}, {members} đã thu hút {projects} dự án được cấp giấy chứng nhận đầu tư",
        en: "As of {period}, {members} had attracted {projects} projects holding investment certificates",
      },
      {
        vi: "Tổng số dự án đầu tư vào {members}: chưa có số liệu công bố",
        en: "Projects in {members} together: no published figure",
      },
    ],
    [
      {
        vi: " ({projectsFdi} dự án có vốn đầu tư nước ngoài và {projectsDomestic} dự án có vốn đầu tư trong nước)",
        en: " ({projectsFdi} foreign-invested and {projectsDomestic} domestic)",
      },
    ],
    [
      {
        vi: ", với tổng vốn triển khai {deployedCapitalBillionVnd}, đạt {capitalDeploymentShare} so với số vốn đăng ký {registeredCapitalBillionVnd}",
        en: ", with {deployedCapitalBillionVnd} deployed, {capitalDeploymentShare} of the registered {registeredCapitalBillionVnd}",
      },
      {
        vi: "; vốn triển khai và vốn đăng ký: chưa có số liệu công bố",
        en: "; capital deployed and registered: no published figures",
      },
    ],
    [
      {
        vi: "; diện tích đất triển khai được {deployedHa}, đạt {landDeploymentShare} so với {leasedHa} đã thuê",
        en: "; {deployedHa} of land was deployed, {landDeploymentShare} of the {leasedHa} leased",
      },
      {
        vi: "; diện tích đất triển khai và đã thuê: chưa có số liệu công bố",
        en: "; land deployed and leased: no published figures",
      },
    ],
  ],
};

/** A zone or corridor by itself. */
export const ZONE: SentencePlan = {
  id: "zone",
  separator: "; ",
  wanted: ["grossHa", "leasableHa", "occupancyShare", "deployedHa", "projects", "registeredCapitalBillionVnd"],
  clauses: [
    [{ vi: "{subject}: ", en: "{subject}: " }],
    [{ vi: "diện tích {grossHa}", en: "area {grossHa}" }],
    [{ vi: "đất công nghiệp có thể cho thuê {leasableHa}", en: "leasable industrial land {leasableHa}" }],
    [{ vi: "tỷ lệ lấp đầy {occupancyShare}", en: "occupancy {occupancyShare}" }],
    [{ vi: "đã cho thuê {leasedHa}", en: "leased {leasedHa}" }],
    [{ vi: "còn lại {remainingHa}", en: "still available {remainingHa}" }],
    [{ vi: "đất đã triển khai {deployedHa}", en: "land deployed {deployedHa}" }],
    [{ vi: "{projects} dự án", en: "{projects} projects" }],
    [
      {
        vi: "vốn đăng ký {registeredCapitalBillionVnd} và {registeredCapitalMillionUsd}",
        en: "registered capital {registeredCapitalBillionVnd} and {registeredCapitalMillionUsd}",
      },
      {
        vi: "vốn đăng ký {registeredCapitalBillionVnd}",
        en: "registered capital {registeredCapitalBillionVnd}",
      },
      { vi: "vốn đăng ký {registeredCapitalMillionUsd}", en: "registered capital {registeredCapitalMillionUsd}" },
    ],
    [{ vi: "chưa có số liệu công bố riêng về: {absent}", en: "no published figures of its own for: {absent}" }],
  ],
};

/** A phase or part with figures of its own; what it lacks, its whole may have. */
export const ZONE_PART: SentencePlan = {
  id: "part",
  separator: "; ",
  clauses: ZONE.clauses.filter((wordings) => !wordings.some(({ vi }) => vi.includes("{absent}"))),
};

/** Two zones counted together by later sources. */
export const TWO_ZONES: SentencePlan = {
  id: "two-zones",
  clauses: [
    [
      {
        vi: "Tính chung {members}, {period}: {projects} dự án",
        en: "{members} together, {period}: {projects} projects",
      },
    ],
    [
      {
        vi: "; vốn đăng ký {registeredCapitalBillionVnd} và {registeredCapitalMillionUsd}",
        en: "; registered capital {registeredCapitalBillionVnd} and {registeredCapitalMillionUsd}",
      },
    ],
    [{ vi: "; tỷ lệ lấp đầy {occupancyShare}", en: "; occupancy {occupancyShare}" }],
  ],
};

/** A group with land and capital as one source counted them. */
export const LAND_AND_CAPITAL: SentencePlan = {
  id: "land-and-capital",
  clauses: [
    [
      {
        vi: "Tính chung {members}, {period}: đã cho thuê {leasedHa} trên {leasableHa} có thể cho thuê, tỷ lệ lấp đầy {occupancyShare}",
        en: "{members} together, {period}: {leasedHa} leased of {leasableHa} leasable, occupancy {occupancyShare}",
      },
    ],
    [
      {
        vi: "; vốn triển khai {deployedCapitalBillionVnd}, đạt {capitalDeploymentShare} so với số vốn đăng ký {registeredCapitalBillionVnd}",
        en: "; {deployedCapitalBillionVnd} deployed, {capitalDeploymentShare} of the registered {registeredCapitalBillionVnd}",
      },
    ],
  ],
};

export const APPROVED_ZONES: SentencePlan = {
  id: "approved-zones",
  clauses: [
    [
      {
        vi: "{members} đã được Thủ tướng Chính phủ chấp thuận ({period}), tổng diện tích {grossHa}",
        en: "{members} were accepted by the Prime Minister ({period}), {grossHa} in all",
      },
    ],
  ],
};

export const ANNOUNCED_ZONES: SentencePlan = {
  id: "announced-zones",
  clauses: [
    [
      {
        vi: "Dự kiến thêm {zonesPlanned} khu công nghiệp với tổng diện tích {zonesPlannedGrossHa} (công bố {period}, chưa thành lập)",
        en: "A further {zonesPlanned} industrial zones of {zonesPlannedGrossHa} were announced ({period}, not established)",
      },
    ],
  ],
};

export const CLUSTERS: SentencePlan = {
  id: "clusters",
  clauses: [
    [
      {
        vi: "Tính đến {period}, tỉnh định hướng quy hoạch phát triển {clusters} cụm công nghiệp với tổng diện tích {clustersGrossHa}",
        en: "As of {period}, the province planned {clusters} industrial clusters of {clustersGrossHa} in all",
      },
      {
        vi: "Số cụm công nghiệp và tổng diện tích: chưa có số liệu công bố",
        en: "Industrial clusters and their area: no published figures",
      },
    ],
  ],
};

export const CLUSTERS_IN_OPERATION: SentencePlan = {
  id: "clusters-in-operation",
  clauses: [
    [
      {
        vi: "Tính đến {period}, có {clustersOperating} cụm đang hoạt động, diện tích {clustersOperatingGrossHa}",
        en: "Clusters in operation as of {period}: {clustersOperating}, on {clustersOperatingGrossHa}",
      },
    ],
    [
      {
        vi: "; {clustersPlanned} cụm định hướng thành lập, diện tích {clustersPlannedGrossHa}",
        en: "; to be established: {clustersPlanned}, on {clustersPlannedGrossHa}",
      },
    ],
  ],
};

export const CLUSTER_STAGES: SentencePlan = {
  id: "cluster-stages",
  clauses: [
    [
      {
        vi: "Phân kỳ công bố {period}: {clustersStage1} {clustersStage1:name}, diện tích {clustersStage1GrossHa}",
        en: "Stages published {period}: {clustersStage1} {clustersStage1:name}, area {clustersStage1GrossHa}",
      },
    ],
    [
      {
        vi: "; {clustersStage2} {clustersStage2:name}, diện tích {clustersStage2GrossHa}",
        en: "; {clustersStage2} {clustersStage2:name}, area {clustersStage2GrossHa}",
      },
    ],
  ],
};

export const MARKETS: SentencePlan = {
  id: "markets",
  clauses: [
    [
      {
        vi: "Tính đến {period}, toàn tỉnh có {markets} chợ",
        en: "As of {period}, the province has {markets} markets",
      },
      { vi: "Số chợ của tỉnh: chưa có số liệu công bố", en: "Markets of the province: no published figure" },
    ],
    [
      {
        vi: " ({marketsClass1} {marketsClass1:name}, {marketsClass2} {marketsClass2:name} và {marketsClass3} {marketsClass3:name})",
        en: " ({marketsClass1} {marketsClass1:name}, {marketsClass2} {marketsClass2:name} and {marketsClass3} {marketsClass3:name})",
      },
      { vi: "; số chợ theo hạng: chưa có số liệu công bố", en: "; markets by class: no published figures" },
    ],
    [
      { vi: "; siêu thị: {supermarkets}", en: "; supermarkets: {supermarkets}" },
      { vi: "; số siêu thị: chưa có số liệu công bố", en: "; supermarkets: no published figure" },
    ],
  ],
};

export const MARKETS_PRIVATELY_RUN: SentencePlan = {
  id: "markets-privately-run",
  clauses: [
    [
      {
        vi: "Có {marketsPrivatelyRun} chợ, trung tâm thương mại do doanh nghiệp, hợp tác xã và tư nhân khai thác kinh doanh ({period})",
        en: "{marketsPrivatelyRun} markets and trade centres are run by firms, co-operatives or individuals ({period})",
      },
      {
        vi: "Số chợ, trung tâm thương mại do doanh nghiệp, hợp tác xã và tư nhân khai thác: chưa có số liệu công bố",
        en: "Markets and trade centres run by firms, co-operatives or individuals: no published figure",
      },
    ],
  ],
};

export const SENTENCES: readonly SentencePlan[] = [
  GROUP_IN_PLAN,
  ZONE,
  ZONE_PART,
  TWO_ZONES,
  LAND_AND_CAPITAL,
  APPROVED_ZONES,
  ANNOUNCED_ZONES,
  CLUSTERS,
  CLUSTERS_IN_OPERATION,
  CLUSTER_STAGES,
  MARKETS,
  MARKETS_PRIVATELY_RUN,
];
