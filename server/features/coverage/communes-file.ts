import { stringify } from "csv-stringify/sync";
import type { COVERAGE_FILES, Coverage } from "#contracts/coverage.ts";
import type { Language } from "#contracts/units.ts";
import { numberFormat, type SheetCell, writeWorkbook } from "#server/workbook/workbook.ts";

type Cell = string | number | null;

const WORDS = {
  vi: {
    sheet: "Độ phủ",
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

const HEAD_STYLE = { font: { bold: true }, alignment: { wrapText: true, vertical: "top" } } as const;

/** One row a commune, under what it is based on; what is not known is said, never left empty. */
export const writeCommunes = async (
  answer: Coverage,
  format: (typeof COVERAGE_FILES)[number],
  lang: Language,
): Promise<Uint8Array> => {
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
  const table = [heads, ...rows];
  if (format === "csv") {
    const lines = [...about, [], ...table].map((row) => row.map((cell) => cell ?? ""));
    return Buffer.from(`\uFEFF${stringify(lines, { escape_formulas: true, record_delimiter: "windows" })}`);
  }
  const cellOf = (value: Cell, column: number): SheetCell | null =>
    value === null
      ? null
      : { value, ...(typeof value === "number" && { style: { numFmt: numberFormat(decimalsAt(column)) } }) };
  return writeWorkbook(
    [
      {
        name: words.sheet,
        rows: [
          ...about.map((row) => row.map((value): SheetCell | null => ({ value, style: HEAD_STYLE }))),
          heads.map((value) => ({ value, style: HEAD_STYLE })),
          ...rows.map((row) => row.map(cellOf)),
        ],
        widths: heads.map((_, column) => (column === 1 || column === 4 || column === 6 || column === 8 ? 28 : 14)),
        headRows: about.length + 1,
        spans: about.map((_, row) => [row, 0, heads.length - 1] as const),
        isLandscape: true,
        filter: { headRow: about.length, lastRow: about.length + rows.length, lastColumn: heads.length - 1 },
      },
    ],
    { title: words.sheet, day: list?.asOf ?? "1980-01-01" },
  );
};
