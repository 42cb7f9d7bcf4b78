import type { Coverage } from "#contracts/coverage.ts";
import type { Language } from "#contracts/units.ts";
import type { FileCell as Cell, TableFile } from "#server/documents/table-file.ts";

const WORDS = {
  vi: {
    sheet: "Độ phủ",
    title: "Khoảng cách từ từng xã đến nơi gần nhất",
    about: "Danh sách",
    asOf: "ngày",
    census: "Dân số theo tổng điều tra ngày",
    source: "nguồn",
    madeUp: "SỐ LIỆU MINH HỌA, KHÔNG CÓ THẬT",
    unknown: "chưa rõ",
    trial: "THỬ NGHIỆM · KHÔNG PHẢI SỐ LIỆU CHÍNH THỨC (các cột bắt đầu bằng “Thử nghiệm”)",
    added: "thêm điểm (vĩ độ, kinh độ)",
    left: "bỏ",
    trialHeads: ["Thử nghiệm: gần nhất", "Thử nghiệm: km"],
    candidate: "Điểm thử",
    heads: ["Mã", "Xã", "Huyện", "Dân số", "Gần nhất", "km", "Gần nhì", "km", "Gần nhất, vị trí chắc chắn", "km"],
    within: (km: string) => `Số nơi trong ${km} km`,
  },
  en: {
    sheet: "Coverage",
    title: "How far each commune is from the nearest site",
    about: "List",
    asOf: "of",
    census: "Population by the census of",
    source: "source",
    madeUp: "MADE-UP DATA, NOT REAL",
    unknown: "not known",
    trial: "EXPERIMENT · NOT OFFICIAL DATA (columns that begin with “Experiment”)",
    added: "places added (latitude, longitude)",
    left: "taken out",
    trialHeads: ["Experiment: nearest", "Experiment: km"],
    candidate: "Tried place",
    heads: ["Id", "Commune", "District", "People", "Nearest", "km", "Second", "km", "Nearest, sure position", "km"],
    within: (km: string) => `Sites within ${km} km`,
  },
} as const;

/** One row a commune, under what it is based on; what is not known is said, never left empty. */
export const communesTable = (answer: Coverage, lang: Language): TableFile => {
  const words = WORDS[lang];
  const nameOf = (one: { nameVi: string; nameEn: string } | null | undefined): Cell =>
    one ? (lang === "vi" ? one.nameVi : one.nameEn) : null;
  const { trial } = answer;
  const tried = trial?.candidates.map(({ id }, at) => [id, `${words.candidate} ${at + 1}`] as const) ?? [];
  const names = new Map<string, Cell>([...answer.sites.map((site) => [site.id, nameOf(site)] as const), ...tried]);
  const place = (found: Coverage["items"][number]["nearest"]): Cell[] =>
    found ? [names.get(found.site) ?? null, found.km] : [words.unknown, words.unknown];
  const kms = answer.thresholdsKm.map((km) => (lang === "vi" ? String(km).replace(".", ",") : String(km)));
  const heads: Cell[] = [...words.heads, ...kms.map(words.within), ...(trial ? words.trialHeads : [])];
  // Distances are to the metre, everything else is whole.
  const distances = new Set([5, 7, 9, ...(trial ? [heads.length - 1] : [])]);
  const decimalsAt = (column: number): number => (distances.has(column) ? 3 : 0);
  const nearestTried = new Map(trial?.items.map(({ id, nearest }) => [id, nearest]));
  const isKnown = answer.bands.length > 0;
  const rows = answer.items.map((item): Cell[] => [
    item.id,
    nameOf(item),
    nameOf(item.district),
    item.population ?? words.unknown,
    ...place(item.nearest),
    ...place(item.second),
    ...place(item.nearestSure),
    ...item.within.map((count) => (isKnown ? count : words.unknown)),
    ...(trial ? place(nearestTried.get(item.id) ?? null) : []),
  ]);
  const changesOf = ({ candidates, without }: NonNullable<Coverage["trial"]>): Cell[][] => [
    ...(candidates.length > 0
      ? [[`${words.added}: ${candidates.map(({ position: [lng, lat] }) => `${lat}, ${lng}`).join("; ")}`]]
      : []),
    ...(without.length > 0 ? [[`${words.left}: ${without.map((id) => names.get(id)).join("; ")}`]] : []),
  ];
  const { list, population } = answer;
  const about: Cell[][] = [
    ...(list?.dataSet === "illustrative" ? [[words.madeUp]] : []),
    ...(trial ? [[words.trial], ...changesOf(trial)] : []),
    [
      list
        ? `${words.about}: ${nameOf(list)} (${words.asOf} ${list.asOf}; ${words.source}: ${list.source})`
        : words.unknown,
    ],
    ...(population.asOf ? [[`${words.census} ${population.asOf} (${words.source}: ${population.source})`]] : []),
    [answer.method[lang]],
  ];
  return {
    name: words.sheet,
    title: words.title,
    about,
    columns: heads.map((head, column) => ({
      head: String(head),
      decimals: decimalsAt(column),
      width: NAMES.has(column) ? 28 : 14,
      isOnPaper: PAPER.has(column) || column > 9,
    })),
    rows,
    isIllustrative: list?.dataSet === "illustrative",
    day: list?.asOf ?? "1980-01-01",
  };
};

/** Columns that hold names, and those of the first ten that a page has room for. */
const NAMES: ReadonlySet<number> = new Set([1, 4, 6, 8]);
const PAPER: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7]);
