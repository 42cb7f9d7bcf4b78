import type { OperatorKind, Structure } from "#contracts/market-class.ts";
import { type MarketNetwork, NEED_CRITERIA, needOf, type NeedCriterion } from "#contracts/market-network.ts";
import { ranksOf, scoreBy, weightsIn } from "#contracts/scoring.ts";
import { formatDay, formatNumber } from "#contracts/spelling.ts";
import type { Language } from "#contracts/units.ts";
import type { FileCell, TableFile } from "#server/documents/table-file.ts";

type Words = {
  readonly sheet: string;
  readonly title: string;
  readonly list: string;
  readonly asOf: string;
  readonly source: string;
  readonly noList: string;
  readonly madeUp: string;
  readonly unknown: string;
  readonly rules: string;
  readonly weights: string;
  readonly method: string;
  readonly heads: readonly string[];
  readonly kinds: Readonly<Record<OperatorKind, string>>;
  readonly structures: Readonly<Record<Structure, string>>;
  readonly criteria: Readonly<Record<NeedCriterion, string>>;
  readonly doubtful: string;
};

const WORDS: Readonly<Record<Language, Words>> = {
  vi: {
    sheet: "Mạng lưới chợ",
    title: "Mạng lưới chợ: hạng, đơn vị quản lý và nhu cầu nâng cấp",
    list: "Danh sách",
    asOf: "ngày",
    source: "nguồn",
    noList: "Chưa có danh sách chợ nào ở ngày này",
    madeUp: "SỐ LIỆU MINH HỌA, KHÔNG CÓ THẬT",
    unknown: "chưa rõ",
    rules: "Quy định về hạng chợ xét ngày",
    weights: "Trọng số",
    method:
      "Điểm nhu cầu từ 0 đến 1 là trung bình có trọng số của năm phần: công trình (kiên cố 0, bán kiên cố 0,5, chợ tạm 1), m² mỗi điểm kinh doanh (12 m² là 0, 3 m² là 1), người ở các xã có chợ này gần nhất (20.000 người là 1), số điểm vượt hạng đang in (1), khoảng cách đến chợ kế (8 km là 1); khoảng cách đường thẳng; phần chưa rõ lấy từ 0 đến 1",
    heads: [
      "Mã",
      "Chợ",
      "Huyện",
      "Hạng in trong nguồn",
      "Hạng theo số điểm và công trình",
      "Số điểm kinh doanh",
      "Diện tích (m²)",
      "m² mỗi điểm",
      "Công trình",
      "Đơn vị quản lý",
      "Loại đơn vị",
      "Chợ kế (km)",
      "Siêu thị gần nhất đã rõ vị trí (km)",
      "Người có chợ này gần nhất",
      "Vị trí",
      "Điểm nhu cầu, thấp",
      "Điểm nhu cầu, cao",
      "Thứ tự, sớm nhất",
      "Thứ tự, muộn nhất",
    ],
    kinds: {
      firm: "doanh nghiệp",
      cooperative: "hợp tác xã",
      private: "doanh nghiệp, hợp tác xã hoặc tư nhân",
      commune: "UBND cấp xã",
      publicUnit: "đơn vị sự nghiệp công lập",
    },
    structures: { solid: "kiên cố", semiSolid: "bán kiên cố", temporary: "chợ tạm" },
    criteria: {
      building: "công trình",
      crowding: "chật chội",
      people: "số người",
      class: "vượt hạng",
      remoteness: "xa chợ kế",
    },
    doubtful: "chưa chắc",
  },
  en: {
    sheet: "Market network",
    title: "Market network: classes, operators and need of an upgrade",
    list: "List",
    asOf: "of",
    source: "source",
    noList: "No list of markets is known on this day",
    madeUp: "MADE-UP DATA, NOT REAL",
    unknown: "not known",
    rules: "Rules of market classes of",
    weights: "Weights",
    method:
      "Need from 0 to 1 is the weighted mean of five parts: building (solid 0, semi-solid 0.5, temporary 1), m² a business point (12 m² is 0, 3 m² is 1), people of communes with no nearer market (20,000 people are 1), more points than the printed class (1), distance to the next market (8 km are 1); straight lines; what is not known counts from 0 to 1",
    heads: [
      "Id",
      "Market",
      "District",
      "Class as printed",
      "Class by points and building",
      "Business points",
      "Area (m²)",
      "m² a point",
      "Building",
      "Operator",
      "Kind of operator",
      "Next market (km)",
      "Next supermarket of known place (km)",
      "People with no nearer market",
      "Position",
      "Need, low",
      "Need, high",
      "Place, first",
      "Place, last",
    ],
    kinds: {
      firm: "firm",
      cooperative: "co-operative",
      private: "firm, co-operative or person",
      commune: "commune committee",
      publicUnit: "public service unit",
    },
    structures: { solid: "solid", semiSolid: "semi-solid", temporary: "temporary" },
    criteria: {
      building: "building",
      crowding: "crowding",
      people: "people",
      class: "above its class",
      remoteness: "remoteness",
    },
    doubtful: "doubtful",
  },
};

const DECIMALS: Readonly<Record<number, number>> = { 7: 2, 11: 3, 12: 3, 15: 2, 16: 2 };
const WIDTHS: Readonly<Record<number, number>> = { 1: 28, 2: 20, 9: 36, 10: 22 };
/** Name, district, classes, points, building, kind, score, places: as much as a page has room for. */
const PAPER: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 7, 8, 10, 13, 15, 16, 17, 18]);

/** One row a market, most need first; what is not known is said, never left empty. */
export const networkTable = (answer: MarketNetwork, weightText: string | undefined, lang: Language): TableFile => {
  const words = WORDS[lang];
  const weights = weightsIn(NEED_CRITERIA, weightText);
  const scores = answer.items.map((item) => scoreBy(NEED_CRITERIA, needOf(item), weights));
  const ranks = ranksOf(scores.filter((score) => score !== null));
  const nameOf = (one: { nameVi: string; nameEn: string }) => (lang === "vi" ? one.nameVi : one.nameEn);
  const or = (value: FileCell): FileCell => value ?? words.unknown;
  const rows = answer.items
    .map((item, at) => ({ item, score: scores[at] ?? null, rank: ranks[at] }))
    .toSorted((a, b) => (a.rank && b.rank ? a.rank.low + a.rank.high - b.rank.low - b.rank.high : 0))
    .map(({ item, score, rank }): FileCell[] => [
      item.id,
      nameOf(item),
      or(item.district && nameOf(item.district)),
      or(item.marketClass),
      or(item.classByRules),
      or(item.businessPoints),
      or(item.areaM2),
      or(item.m2PerPoint),
      or(item.structure && words.structures[item.structure]),
      or(item.operator && (lang === "vi" ? item.operator.textVi : item.operator.textEn)),
      or(item.operator?.kind ? words.kinds[item.operator.kind] : null),
      or(item.nearest?.km ?? null),
      or(item.nearestShop?.km ?? null),
      or(item.people),
      item.isDoubtful ? words.doubtful : "",
      or(score?.low ?? null),
      or(score?.high ?? null),
      or(rank?.low ?? null),
      or(rank?.high ?? null),
    ]);
  const { list } = answer;
  const isIllustrative = list?.dataSet === "illustrative";
  const spelt = NEED_CRITERIA.map(({ id }) => `${words.criteria[id]} ${formatNumber(weights[id], 0, lang)}`).join(", ");
  return {
    name: words.sheet,
    title: words.title,
    about: [
      ...(isIllustrative ? [[words.madeUp]] : []),
      [
        list
          ? `${words.list}: ${nameOf(list)} (${words.asOf} ${formatDay(list.asOf, lang)}; ${words.source}: ${list.source})`
          : words.noList,
      ],
      [`${words.rules} ${formatDay(answer.day, lang)}`],
      [`${words.weights}: ${spelt}`],
      [words.method],
    ],
    columns: words.heads.map((head, at) => ({
      head,
      decimals: DECIMALS[at] ?? 0,
      width: WIDTHS[at] ?? 14,
      isOnPaper: PAPER.has(at),
    })),
    rows,
    isIllustrative,
    day: list?.asOf ?? "1980-01-01",
  };
};
