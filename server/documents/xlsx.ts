import { cellRef, type CellStyle } from "hucre/xlsx";
import type { Figure } from "#contracts/figures.ts";
import { SPELLING_WORDS, decimalsOf, unitOf } from "#contracts/spelling.ts";
import { UNITS } from "#contracts/metrics.ts";
import { inSheet, numberFormat, type SheetCell, type SheetPlan, writeWorkbook } from "#server/workbook/workbook.ts";
import type { Cell, DocumentContent, RegisterEntry, Run, Table } from "./content.ts";
import { formulaOf } from "./figure-formula.ts";
import { citation, ILLUSTRATIVE_WORDS } from "./form.ts";

const REGISTER = "Số liệu";
const REGISTER_HEAD = 1;
const VALUE_COLUMN = 3;
const LINE = { style: "thin" } as const;
const BOX = { top: LINE, right: LINE, bottom: LINE, left: LINE };
const WRAPPED = { wrapText: true, vertical: "top" } as const;
const HEAD: CellStyle = {
  font: { bold: true },
  alignment: { wrapText: true, vertical: "center", horizontal: "center" },
  border: BOX,
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "E7EDF3" } },
};
const TITLE: CellStyle = { font: { bold: true, size: 14 }, alignment: { wrapText: true, vertical: "center" } };
const ABSENT: CellStyle = { font: { italic: true, color: { rgb: "5B6670" } }, alignment: WRAPPED, border: BOX };

/** Tables whose numbers point to the sheet of figures, where each stands once with its source; totals are sums of cells. */
export const writeXlsx = (content: DocumentContent): Promise<Uint8Array> => {
  const header = content.isIllustrative ? ILLUSTRATIVE_WORDS : undefined;
  const rowOf = new Map(content.register?.map(({ figure }, index) => [figure.id, index + REGISTER_HEAD + 1]));
  const sheets = [
    narrativeSheet(content),
    ...content.tables.map((table) => tableSheet(table, rowOf)),
    ...(content.register ? [registerSheet(content.register, rowOf)] : []),
    sourceSheet(content),
  ];
  return writeWorkbook(header === undefined ? sheets : sheets.map((sheet) => ({ ...sheet, header })), {
    title: content.about,
    day: content.day,
  });
};

const wordsOf = (runs: readonly Run[]): string =>
  runs
    .map((run) =>
      run.kind === "text"
        ? run.text
        : `${run.kind === "number" ? run.text : ""}${run.notes.length > 0 ? ` ${citation(run.notes)}` : ""}`,
    )
    .join("");

const narrativeSheet = ({ kind, about, isIllustrative, opening, sections }: DocumentContent): SheetPlan => {
  const lines: { readonly words: string; readonly style: CellStyle }[] = [
    { words: kind, style: { ...TITLE, alignment: { horizontal: "center" } } },
    { words: about, style: { ...TITLE, alignment: { horizontal: "center", wrapText: true } } },
    ...(isIllustrative ? [{ words: ILLUSTRATIVE_WORDS, style: ABSENT }] : []),
    { words: wordsOf(opening), style: { alignment: WRAPPED } },
    ...sections.flatMap(({ title, paragraphs }) => [
      { words: title, style: { font: { bold: true }, alignment: WRAPPED } },
      ...paragraphs.map((runs) => ({ words: wordsOf(runs), style: { alignment: WRAPPED } })),
    ]),
  ];
  return {
    name: "Báo cáo",
    rows: lines.map(({ words, style }) => [{ value: words, style }]),
    widths: [80],
  };
};

const TABLE_HEAD = 1;

/** Every column of numbers is followed by one that says of when and from which sources they are. */
const tableSheet = (table: Table, rowOf: ReadonlyMap<string, number>): SheetPlan => {
  const hasSources = table.columns.map((_, column) => table.rows.some(({ cells }) => cells[column]?.kind === "number"));
  const sheetColumn = (column: number) => column + hasSources.slice(0, column).filter(Boolean).length;
  const place = ([row, column]: readonly [number, number]) => cellRef(row + TABLE_HEAD + 1, sheetColumn(column));
  const width = sheetColumn(table.columns.length);
  const twice = <T>(make: (column: number) => readonly [T, T]): T[] =>
    table.columns.flatMap((_, column) => make(column).slice(0, hasSources[column] ? 2 : 1));
  const head = twice((column) => [
    { value: table.columns[column]?.title ?? "", style: HEAD },
    { value: "Thời điểm, nguồn", style: HEAD },
  ]);
  const rows = table.rows.map(({ cells, isTotal = false }) =>
    twice((column) => {
      const cell = cells[column] ?? { kind: "text", text: "" };
      return [
        sheetCell(cell, isTotal, rowOf, place),
        {
          value: cell.kind === "number" ? `${cell.period} ${citation(cell.notes)}` : "",
          style: { alignment: WRAPPED, border: BOX, font: { size: 10 } },
        },
      ];
    }),
  );
  const notes = table.notes.map((runs) => [{ value: wordsOf(runs), style: { font: { italic: true } } }]);
  return {
    name: table.name,
    rows: [[{ value: table.title, style: TITLE }], head, ...rows, ...notes],
    widths: twice((column) => [column === 0 ? 34 : 15, 13]),
    headRows: TABLE_HEAD + 1,
    headColumns: 1,
    spans: [[0, 0, width - 1]],
    isLandscape: true,
  };
};

const sheetCell = (
  cell: Cell,
  isTotal: boolean,
  rowOf: ReadonlyMap<string, number>,
  place: (at: readonly [number, number]) => string,
): SheetCell => {
  const font = { bold: isTotal };
  if (cell.kind === "absent") return { value: cell.text, style: ABSENT };
  if (cell.kind === "text") {
    const { text, indent = 0, isBold = false } = cell;
    return {
      value: text,
      style: { font: { bold: isBold || isTotal }, alignment: { ...WRAPPED, indent }, border: BOX },
    };
  }
  const alignment = { vertical: "top" } as const;
  if (cell.kind === "entered")
    return { value: cell.value, style: { font, alignment, border: BOX, numFmt: numberFormat(cell.decimals, {}) } };
  if (cell.kind === "computed") {
    const cells = cell.formula.of.map(place);
    const formula = { sum: `SUM(${cells.join(",")})`, divide: cells.join("/"), subtract: cells.join("-") }[
      cell.formula.op
    ];
    return {
      value: cell.value,
      formula,
      style: { font, alignment, border: BOX, numFmt: numberFormat(cell.decimals, { isShare: cell.isShare }) },
    };
  }
  const { figure, sumOf } = cell;
  const style = { font, alignment, border: BOX, numFmt: formatOf(figure) };
  if (figure.value === null) return { value: cell.text, style };
  const own = rowOf.get(figure.id);
  const formula = sumOf
    ? `SUM(${sumOf.map(place).join(",")})`
    : own === undefined
      ? undefined
      : inSheet(REGISTER, own, VALUE_COLUMN);
  return { value: figure.value, style, ...(formula !== undefined && { formula }) };
};

/** The printed digits, and the word the source says before them. */
const formatOf = (figure: Figure): string => {
  const { over, nearly, about } = SPELLING_WORDS.vi;
  return numberFormat(decimalsOf(figure) ?? 0, {
    isShare: UNITS[figure.unit].printedFactor === 100,
    isYear: figure.unit === "year",
    before: { over, nearly, about, exact: "" }[figure.qualifier],
  });
};

const REGISTER_COLUMNS: readonly (readonly [title: string, width: number])[] = [
  ["STT", 6],
  ["Đối tượng", 34],
  ["Chỉ tiêu", 28],
  ["Giá trị", 16],
  ["Đơn vị", 12],
  ["Số in trong nguồn", 16],
  ["Thời điểm", 14],
  ["Ngày số liệu", 13],
  ["Cách có số", 12],
  ["Nguồn", 10],
  ["Vị trí trong nguồn", 40],
  ["Công thức", 40],
  ["Biết từ ngày", 13],
  ["Mã số liệu", 44],
];

const registerSheet = (register: readonly RegisterEntry[], rowOf: ReadonlyMap<string, number>): SheetPlan => {
  const figures = new Map(register.map(({ figure }) => [figure.id, figure]));
  const cellOf = (id: string) => {
    const row = rowOf.get(id);
    return row === undefined ? undefined : cellRef(row, VALUE_COLUMN);
  };
  const plain = (value: string | number): SheetCell => ({ value, style: { alignment: WRAPPED, border: BOX } });
  const rows = register.map(({ figure, subject, metric, period, method, notes }, index) => [
    plain(index + 1),
    plain(subject),
    plain(metric),
    registerValue(
      figure,
      formulaOf(figure, (id) => figures.get(id), cellOf),
    ),
    // Its number says per cent itself.
    plain(figure.unit === "share" ? "tỷ lệ" : unitOf(figure.unit, "vi")),
    plain(figure.printed ?? ""),
    plain(period),
    plain(figure.asOf),
    plain(method),
    plain(citation(notes)),
    plain(figure.source?.locator ?? ""),
    plain(figure.formula ?? ""),
    plain(figure.knownOn),
    plain(figure.id),
  ]);
  return {
    name: REGISTER,
    rows: [
      [{ value: "Số liệu dùng trong báo cáo, mỗi số một dòng", style: TITLE }],
      REGISTER_COLUMNS.map(([value]) => ({ value, style: HEAD })),
      ...rows,
    ],
    widths: REGISTER_COLUMNS.map(([, width]) => width),
    headRows: REGISTER_HEAD + 1,
    headColumns: 3,
    spans: [[0, 0, 2]],
    isLandscape: true,
    filter: { headRow: REGISTER_HEAD, lastRow: REGISTER_HEAD + rows.length, lastColumn: REGISTER_COLUMNS.length - 1 },
  };
};

const registerValue = (figure: Figure, formula: string | null): SheetCell => {
  const style = { alignment: { vertical: "top" }, border: BOX, numFmt: formatOf(figure) } as const;
  if (figure.value === null) return { value: `${figure.low ?? ""}–${figure.high ?? ""}`, style };
  return formula === null ? { value: figure.value, style } : { value: figure.value, formula, style };
};

const sourceSheet = ({ sources }: DocumentContent): SheetPlan => ({
  name: "Nguồn",
  rows: [
    [{ value: "Nguồn số liệu", style: TITLE }],
    [
      { value: "Số", style: HEAD },
      { value: "Nguồn", style: HEAD },
      { value: "Mã nguồn", style: HEAD },
    ],
    ...sources.map(({ number, text, id }) =>
      [citation([number]), text, id].map((value) => ({ value, style: { alignment: WRAPPED, border: BOX } })),
    ),
  ],
  widths: [8, 100, 28],
  headRows: 2,
  isLandscape: true,
});
