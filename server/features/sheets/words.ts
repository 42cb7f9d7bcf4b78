import type { Language } from "#contracts/units.ts";
import type { SiteKind } from "#contracts/sites.ts";
import type { SiteWords } from "#contracts/site-words.ts";
import { siteWordsEn } from "#contracts/site-words-en.ts";
import { siteWordsVi } from "#contracts/site-words-vi.ts";

export const SITE_WORDS: Readonly<Record<Language, SiteWords>> = { vi: siteWordsVi, en: siteWordsEn };

type Words = {
  readonly product: string;
  readonly atlas: string;
  readonly atlasAbout: string;
  readonly before2025: string;
  readonly since2025: string;
  readonly madeUpSite: string;
  readonly pressOnly: string;
  readonly positionDoubt: string;
  readonly absent: string;
  readonly absentThen: string;
  readonly overview: string;
  readonly detail: string;
  readonly noPosition: string;
  readonly mapNote: (credit: string) => string;
  readonly figures: string;
  readonly totals: (name: string) => string;
  readonly totalsNote: string;
  readonly distances: string;
  readonly distancesNote: string;
  readonly obstacles: string;
  readonly obstaclesNote: string;
  readonly facts: string;
  readonly note: string;
  readonly parts: string;
  readonly lists: string;
  readonly position: string;
  readonly contact: string;
  readonly nobody: (who: string) => string;
  readonly ask: string;
  readonly sources: string;
  readonly live: string;
  readonly foot: (asOf: string | null, knownOn: string | null, newest: string) => string;
  readonly from: (formula: string) => string;
};

export const WORDS: Readonly<Record<Language, Words>> = {
  vi: {
    product: "Bản đồ công thương Vĩnh Long",
    atlas: "Tập phiếu địa điểm",
    atlasAbout:
      "Khu, tuyến, cụm công nghiệp, chợ và đầu mối vận tải của tỉnh Vĩnh Long (trước 01/7/2025), mỗi địa điểm một phiếu.",
    before2025: "đơn vị hành chính trước 07/2025",
    since2025: "từ 01/7/2025:",
    madeUpSite: "Địa điểm minh họa, không có thật.",
    pressOnly: "Chưa xác minh: chỉ báo chí nhắc tên, không có trong danh sách của ngành.",
    positionDoubt: "Vị trí chưa chắc",
    absent: "chưa tìm thấy nguồn",
    absentThen: "chưa có số liệu đến ngày đó",
    overview: "Vị trí trong tỉnh",
    detail: "Chi tiết",
    noPosition: "Chưa biết vị trí chính xác nên không vẽ bản đồ; không đặt điểm ở chỗ đoán.",
    mapNote: (credit) =>
      `In đúng khổ A4 thì tỷ lệ là đúng. Nền khái quát: đường vẽ sơ đồ, lệch khoảng 0,5–1 km; ranh giới không phải ranh giới pháp lý; dấu rỗng là vị trí ước tính hoặc chưa chắc. ${credit}`,
    figures: "Số liệu",
    totals: (name) => `Được tính trong tổng: ${name}`,
    totalsNote: "Số của cả nhóm, không phải của riêng địa điểm này.",
    distances: "Khoảng cách",
    distancesNote: "Theo nguồn công bố, không phải đo trên bản đồ.",
    obstacles: "Khó khăn, vướng mắc",
    obstaclesNote: "Ghi nhận tại thời điểm nêu ở từng dòng; có thể đã thay đổi.",
    facts: "Thông tin",
    note: "Ghi chú",
    parts: "Các phần",
    lists: "Có tên trong danh sách",
    position: "Vị trí",
    contact: "Liên hệ",
    nobody: (who) => `Nơi lập phiếu chưa ghi địa chỉ liên hệ; xin hỏi ${who}.`,
    ask: "Hỏi ai",
    sources: "Nguồn",
    live: "Trang trực tuyến",
    foot: (asOf, knownOn, newest) =>
      [
        "Bản đồ công thương Vĩnh Long",
        asOf === null ? `số liệu mới nhất: ${newest}` : `số liệu tính đến ${asOf}`,
        knownOn === null ? "" : `đã biết đến ${knownOn}`,
      ]
        .filter(Boolean)
        .join(" · "),
    from: (formula) => `= ${formula}`,
  },
  en: {
    product: "Vĩnh Long industry & market map",
    atlas: "Site sheets",
    atlasAbout:
      "Zones, corridor, clusters, markets and transport nodes of Vĩnh Long province (before 1 July 2025), one sheet each.",
    before2025: "units of before 07/2025",
    since2025: "since 1 July 2025:",
    madeUpSite: "A made-up site for demonstration; it does not exist.",
    pressOnly: "Unverified: named by the press only; not in the department's register.",
    positionDoubt: "Position in doubt",
    absent: "no source found",
    absentThen: "no figure up to that day",
    overview: "In the province",
    detail: "Detail",
    noPosition: "The exact position is not known, so no map is drawn; no point is put at a guess.",
    mapNote: (credit) =>
      `Scales hold when printed at A4 without fitting. Generalised ground: roads are schematic, off by about 0.5–1 km; boundaries are not legal ones; hollow signs are estimated or doubtful positions. ${credit}`,
    figures: "Figures",
    totals: (name) => `Counted in the total: ${name}`,
    totalsNote: "Figures of the whole group, not of this site alone.",
    distances: "Distances",
    distancesNote: "As published, not measured on the map.",
    obstacles: "Obstacles",
    obstaclesNote: "As recorded on the date of each line; may have changed since.",
    facts: "Facts",
    note: "Note",
    parts: "Parts",
    lists: "Stands in these lists",
    position: "Position",
    contact: "Contact",
    nobody: (who) => `Whoever made this sheet has not entered a contact; please ask ${who}.`,
    ask: "Whom to ask",
    sources: "Sources",
    live: "Live page",
    foot: (asOf, knownOn, newest) =>
      [
        "Vĩnh Long industry & market map",
        asOf === null ? `newest figure: ${newest}` : `figures up to ${asOf}`,
        knownOn === null ? "" : `known by ${knownOn}`,
      ]
        .filter(Boolean)
        .join(" · "),
    from: (formula) => `= ${formula}`,
  },
};

const BOARD = {
  vi: "Ban Quản lý các khu công nghiệp tỉnh",
  en: "the province's industrial zones management board",
} as const;
const DEPARTMENT = { vi: "Sở Công Thương tỉnh", en: "the province's Department of Industry and Trade" } as const;

/** Who keeps sites of that kind; no address, for none is known here. */
export const keeperOf = (kind: SiteKind, language: Language): string =>
  (kind === "zone" || kind === "corridor" ? BOARD : DEPARTMENT)[language];
