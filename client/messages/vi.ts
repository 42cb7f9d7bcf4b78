import type { Method } from "#contracts/figures.ts";
import type { MetricId, Unit } from "#contracts/metrics.ts";
import type { SiteKind } from "#contracts/sites.ts";
import type { Verdict } from "#contracts/checks.ts";
import type { Language } from "#contracts/units.ts";
import type { LayerSwitch, ListGroup } from "#client/state/view-state.ts";

/** Reference texts. Another language must have the same keys and signatures: a missing one is a type error. */
export const messages = {
  language: "vi" as Language,
  product: "Bản đồ công thương Vĩnh Long",
  productShort: "Công thương Vĩnh Long",
  skipToPanel: "Đến nội dung",
  otherLanguage: "English",
  otherLanguageShort: "EN",
  language_: "Ngôn ngữ",

  modes: { overview: "Tổng quan", checks: "Đối chiếu số liệu", sources: "Nguồn" },
  modesLabel: "Các trang",
  panelLabel: "Nội dung",
  mapLabel: "Bản đồ",
  back: "Quay lại",
  close: "Đóng",
  toOverview: "Về tổng quan",

  over: "trên",
  nearly: "gần",
  about: "khoảng",
  unknown: "chưa rõ",
  noSource: "chưa tìm thấy nguồn",
  onlyGroupTotal: "chỉ có tổng ba khu",
  method: {
    published: "công bố", reported: "báo cáo", derived: "tính toán", estimate: "ước tính", illustrative: "minh họa",
  } satisfies Record<Method, string>,
  methodExplained: {
    published: "In trong nguồn, giữ nguyên chữ số.",
    reported: "Được nhập và duyệt tại đây.",
    derived: "Tính từ các số liệu khác; công thức và số đầu vào ở dưới.",
    estimate: "Tính với một giả định nêu tên; coi là ước tính.",
    illustrative: "Số liệu dựng để minh họa, không phải số thật.",
  } satisfies Record<Method, string>,
  figureLabel: (name: string, value: string, period: string, method: string, source: string | null) =>
    `${name}: ${value}, ${period}, ${method}${source ? `, nguồn: ${source}` : ""}`,
  tipFoot: "Bấm để xem nguồn và lịch sử",
  from: (period: string) => `số liệu từ ${period}`,
  old: "số liệu cũ hơn 24 tháng",
  conflict: "Số in và số tính không khớp: xem đối chiếu",

  scope: "Phạm vi: tỉnh Vĩnh Long trước 01/7/2025",
  occupancy: "Tỷ lệ lấp đầy",
  occupancyHint: "đã cho thuê / có thể cho thuê",
  groupHeading: "Tổng ba khu",
  planShort: "Kế hoạch 1013",
  groupUnsplit: "Không nguồn nào tách riêng từng khu.",
  landLeased: "Đất đã thuê",
  ofWhichDeployed: "đã triển khai",
  capitalRegistered: "Vốn đăng ký",
  projectsSplit: "trong đó",
  fdi: "FDI",
  domestic: "trong nước",
  clustersNoun: "cụm công nghiệp",
  marketsNoun: "chợ",
  classes: "hạng 1 / 2 / 3",
  clusterLists: "Danh sách theo",
  marketLists: "Bản đồ:",

  listHeading: "Địa điểm",
  groups: {
    zones: "Khu, tuyến công nghiệp", clusters: "Cụm công nghiệp", markets: "Chợ", shops: "Siêu thị", transport: "Cảng, phà, cầu",
  } satisfies Record<ListGroup, string>,
  groupsShort: { zones: "Khu", clusters: "Cụm", markets: "Chợ", shops: "Siêu thị", transport: "Cảng" } satisfies Record<ListGroup, string>,
  allGroups: "Tất cả",
  filterByKind: "Lọc theo loại",
  columns: {
    name: "Tên", occupancyShare: "Lấp đầy", remainingHa: "Còn lại", capital: "Vốn", date: "Ngày", grossHa: "Diện tích",
    marketClass: "Hạng", businessPoints: "Điểm KD", marketAreaM2: "Diện tích", capacity: "Công suất", shipTonnes: "Tàu lớn nhất",
    status: "Tình trạng",
  } as Record<string, string>,
  sortBy: (column: string) => `Sắp theo ${column}`,
  listCount: (shown: number, all: number) => (shown === all ? `${all} địa điểm` : `${shown} trong ${all} địa điểm`),
  approvedRow: "đã được chấp thuận, chưa thành lập (2015)",
  approvedSection: "Đã được Thủ tướng chấp thuận, chưa thành lập năm 2015",
  noFigure: "chưa có số liệu",
  areaUnknown: "chưa rõ diện tích",
  emptyList: "Không có địa điểm nào khớp.",
  relaxQuery: (query: string) => `Bỏ từ khóa “${query}”`,
  relaxGroup: (group: string) => `Hiện mọi loại, không chỉ ${group.toLocaleLowerCase("vi")}`,

  kinds: {
    zone: "Khu công nghiệp", corridor: "Tuyến công nghiệp", cluster: "Cụm công nghiệp", market: "Chợ", supermarket: "Siêu thị",
    mall: "Trung tâm thương mại", port: "Cảng", airport: "Sân bay", ferry: "Bến phà", bridge: "Cầu",
  } satisfies Record<SiteKind, string>,
  statuses: {
    operating: "đang hoạt động", approved: "được chấp thuận, chưa thành lập (2015)", planned: "quy hoạch", established: "đã thành lập",
    listed: "trong danh sách của ngành", unverified: "chưa xác minh",
  },

  search: "Tìm khu, cụm, chợ, xã…",
  searchLabel: "Tìm địa điểm",
  clearSearch: "Xóa từ khóa",
  searchResults: (count: number) => (count === 0 ? "Không có kết quả" : `${count} kết quả`),
  showAllInList: (count: number) => `Xem ${count} kết quả trong danh sách`,
  searchEmpty: (query: string) => `Chưa có địa điểm nào tên “${query}”.`,
  searchEmptyHint: "Thử tên khu, cụm, chợ, xã hoặc huyện (đơn vị hành chính trước 07/2025); gõ không dấu cũng được.",

  card: {
    remaining: "Còn lại", leased: "Đã cho thuê", leasable: "có thể cho thuê", area: "Diện tích", capital: "Vốn đầu tư đăng ký", projects: "Dự án",
    deployed: "Đã triển khai", deployedOnlyGroup: "Đã triển khai: chỉ có tổng ba khu",
    deployedOnlyGroupWhy: "Kế hoạch 1013 chỉ in tổng của các khu dưới đây; không nguồn nào tách riêng từng khu.",
    countedIn: "Được tính trong các tổng", prices: "Giá và phí", landUse: "Đất cho thuê",
    term: "Thời hạn thuê", distances: "Khoảng cách", distancesNote: "Theo nguồn công bố, không phải đo trên bản đồ.",
    obstacles: "Khó khăn, vướng mắc", recorded: (period: string) => `ghi nhận ${period}, cần cập nhật`,
    facts: "Thông tin", parts: "Các phần", partOf: "Thuộc", otherFigures: "Số liệu khác", position: "Vị trí", lists: "Có tên trong danh sách",
    notReconciled: "chưa đối chiếu danh sách 2015",
    sinceOnlyWhole: (period: string) => `từ ${period} chỉ có số của cả`, onlyTotal: (group: string) => `chỉ có tổng ${group}`,
    topics: { land: "lấp đầy, đã cho thuê", projects: "dự án, vốn đăng ký" }, old: (count: number) => `Số liệu cũ (${count})`,
    partHistory: "Số liệu cũ của từng phần", partSuperseded: "Về sau chỉ có số của toàn khu.",
    communeBefore: "trước 07/2025", noOccupancy: "Tỷ lệ lấp đầy: chưa tìm thấy nguồn", noArea: "Diện tích: chưa tìm thấy nguồn",
    pressOnly: "Chỉ báo chí nhắc tên; không có trong danh sách của ngành.", allFigures: "Mọi số liệu và lịch sử",
    earlier: "Trước đó", namedIn: (lists: string) => `Tên theo ${lists}`,
    class: "Hạng",
    who: "Đơn vị có thể biết: Ban Quản lý các khu công nghiệp tỉnh.",
  },
  notMeasuredHere: "Vị trí khái quát, không phải ranh giới pháp lý.",
  geometry: {
    surveyed: "Vị trí đo đạc", officialPoint: "Điểm do cơ quan nhà nước công bố", derived: "Điểm suy ra từ địa chỉ, địa danh",
    estimate: "Điểm ước tính", districtOnly: "Chỉ biết huyện, không vẽ trên bản đồ",
  },
  positionDoubt: "Vị trí chưa chắc",
  topics: {
    developer: "Chủ đầu tư hạ tầng", established: "Thành lập", decision: "Quyết định", boundaries: "Ranh giới", adjacency: "Tiếp giáp",
    sectors: "Ngành nghề", internalRoad: "Đường nội bộ", tenants: "Doanh nghiệp trong khu", operator: "Đơn vị quản lý", structure: "Công trình",
    businessType: "Phương thức kinh doanh", funding: "Nguồn vốn", planStage: "Giai đoạn quy hoạch", planStatus: "Tình trạng quy hoạch",
    history: "Lịch sử", nameLater: "Tên về sau", identity: "Lưu ý về tên",
  },

  /** Units in the narrow columns of lists; the full one is in the label of the figure. */
  shortUnits: { billionVnd: "tỷ", millionUsd: "tr. USD", tonnesPerYear: "t/năm" } as Partial<Record<Unit, string>>,
  nouns: {
    projects: "dự án", projectsFdi: "dự án FDI", projectsDomestic: "dự án trong nước", clusters: "cụm công nghiệp", markets: "chợ",
    businessPoints: "điểm kinh doanh", establishments: "cơ sở", establishmentsOperating: "cơ sở hoạt động", supermarkets: "siêu thị",
  } as Partial<Record<MetricId, string>>,

  figurePage: {
    value: "Giá trị", period: "Thời điểm", method: "Cách có số", source: "Nguồn", printedAs: "In trong nguồn", locator: "Chỗ trong nguồn", openSource: "Mở nguồn",
    derivedSources: "Nguồn của các số đầu vào", formula: "Công thức", inputs: "Số đầu vào", history: "Các số đã biết của chỉ tiêu này",
    historyOne: "Chưa có số nào khác của chỉ tiêu này.", knownOn: "Biết từ", stored: "Lưu", confidence: "Độ tin cậy", note: "Ghi chú",
    superseded: "Đã có số mới hơn", restates: "Nhắc lại số đã công bố trước", checks: "Đối chiếu", subject: "Của", publishedOn: "công bố",
    chart: (name: string) => `Biểu đồ ${name} theo thời gian`, lowHigh: (low: string, high: string) => `trong khoảng ${low}–${high}`, current: "số đang dùng",
  },
  confidence: { high: "cao", medium: "trung bình", low: "thấp" },

  checksPage: {
    intro: "Số in trong tài liệu đứng trước, số tính lại đứng cạnh. Không số nào bị sửa.",
    printed: "Số in", computed: "Số tính lại", formula: "Công thức", inputs: "Số đầu vào", range: (low: string, high: string) => `làm tròn cho phép ${low} đến ${high}`,
    otherValue: "Số in thứ hai", all: "Tất cả", filter: "Lọc theo kết luận", none: "Không có đối chiếu nào với kết luận này.", count: (n: number) => `${n} đối chiếu`,
  },
  verdicts: { agrees: "khớp", withinRounding: "trong sai số làm tròn", conflict: "không khớp", twoValues: "hai số khác nhau" } satisfies Record<Verdict, string>,
  verdictsExplained: {
    agrees: "Số tính lại làm tròn đúng bằng số in.",
    withinRounding: "Chênh lệch giải thích được bằng việc làm tròn các số đầu vào.",
    conflict: "Không giá trị nào trong sai số làm tròn cho ra số in.",
    twoValues: "Hai chỗ in hai số khác nhau cho cùng một chỉ tiêu.",
  } satisfies Record<Verdict, string>,

  sourcesPage: {
    intro: "Mọi số liệu trên bản đồ đều lấy từ các nguồn dưới đây.", figures: (n: number) => `${n.toLocaleString("vi-VN")} số liệu`,
    layers: "Cho bản đồ", reliability: "Độ tin cậy", licence: "Giấy phép", credit: "Ghi công", retrieved: "truy cập", visit: "Mở trang gốc", noDate: "không ghi ngày",
    kinds: { decision: "Văn bản", register: "Danh mục, cơ sở dữ liệu nhà nước", press: "Báo chí", broker: "Trang môi giới", dataset: "Dữ liệu mở", census: "Tổng điều tra", ours: "Của bản đồ này" },
  },

  layers: {
    button: "Lớp bản đồ", title: "Lớp bản đồ", legend: "Chú giải", reset: "Về mặc định",
    names: {
      zones: "Khu, tuyến công nghiệp", "approved-zones": "Khu được chấp thuận", clusters: "Cụm công nghiệp", "markets-1": "Chợ hạng 1", "markets-2": "Chợ hạng 2",
      "markets-3": "Chợ hạng 3", shops: "Siêu thị", transport: "Cảng, phà, cầu", outlines: "Ranh khu (ước tính)", districts: "Ranh huyện", communes: "Ranh xã",
      roads: "Đường chính", places: "Tên địa phương",
    } satisfies Record<LayerSwitch, string>,
    drawn: (drawn: number, districtOnly: number) => (districtOnly > 0 ? `${drawn} trên bản đồ, ${districtOnly} chỉ biết huyện` : `${drawn} trên bản đồ`),
    ours: "Dữ liệu công thương", base: "Nền bản đồ", outlinesWarning: "Ước tính, không phải ranh giới đất.",
  },

  states: {
    loading: "Đang tải…", preparing: "Máy chủ đang chuẩn bị dữ liệu. Trang sẽ tự hiện khi xong.",
    failed: "Chưa tải được dữ liệu.", offline: "Không kết nối được với máy chủ.", kept: "Bản đồ, bộ lọc và địa chỉ trang vẫn được giữ.", retry: "Thử lại",
    siteMissing: (id: string) => `Không có địa điểm “${id}”.`, figureMissing: "Không có số liệu này.", missingHint: "Có thể liên kết đã cũ hoặc gõ nhầm. Hãy tìm theo tên, hoặc về tổng quan.", findByName: "Tìm theo tên",
    mapFailed: "Danh sách và số liệu vẫn dùng được đầy đủ.",
    ignored: (parts: string) => `Phần liên kết không hiểu được đã bỏ qua: ${parts}`,
    staleOffline: "Mất kết nối; đang xem dữ liệu đã tải.",
  },
  sheet: { expand: "Mở rộng bảng", collapse: "Thu gọn bảng", handle: "Kéo để đổi chiều cao bảng" },
};

export type Messages = typeof messages;
