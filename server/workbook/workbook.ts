import {
  calculateRowHeight,
  cellRef,
  type CellStyle,
  type CellValue,
  type ColumnDef,
  type DataValidation,
  type WriteSheet,
  writeXlsx,
} from "hucre/xlsx";

/**
 * Workbooks as the rest of the server writes them. The library below also reads workbooks, and writes locked cells, lists to
 * choose from and hidden columns, which forms that are filled in and sent back need (docs/decisions/013-documents.md).
 */

export type SheetCell = {
  readonly value: string | number | null;
  /** Without the `=`; `value` is then what it gives, for programs that do not calculate. */
  readonly formula?: string;
  readonly style?: CellStyle;
};

export type SheetPlan = {
  readonly name: string;
  readonly rows: readonly (readonly (SheetCell | null)[])[];
  readonly widths: readonly number[];
  /** Rows above the line below which the sheet scrolls; repeated on every printed page. */
  readonly headRows?: number;
  readonly headColumns?: number;
  /** Cells that lie over several columns: row, first and last column. */
  readonly spans?: readonly (readonly [row: number, from: number, to: number])[];
  readonly isLandscape?: boolean;
  /** The table a reader may filter: its head's row and last row and column, from 0. */
  readonly filter?: { readonly headRow: number; readonly lastRow: number; readonly lastColumn: number };
  readonly header?: string;
  /** Only cells whose style says `locked: false` can be changed. */
  readonly isProtected?: boolean;
  readonly hiddenColumns?: readonly number[];
  readonly validations?: readonly DataValidation[];
  /** Shown in no list of sheets. */
  readonly isHidden?: boolean;
};

const FONT = { name: "Times New Roman", size: 12 } as const;

/** `[$-42A]`: digits as Vietnamese writes them, wherever the file is opened; `before` is a word such as `trên`. */
export const numberFormat = (decimals: number, { isShare = false, before = "", isYear = false } = {}): string => {
  const digits = `${isYear ? "0" : "#,##0"}${decimals > 0 ? `.${"0".repeat(decimals)}` : ""}`;
  return `[$-42A]${before === "" ? "" : `"${before} "`}${digits}${isShare ? "%" : ""}`;
};

/** `'Số liệu'!C5`, of a row and column from 0. */
export const inSheet = (sheet: string, row: number, column: number): string =>
  `'${sheet.replaceAll("'", "''")}'!${cellRef(row, column)}`;

/** The same plans give the same bytes: the file carries `day`, not the day it was written on. */
export const writeWorkbook = async (
  sheets: readonly SheetPlan[],
  { title, day }: { readonly title: string; readonly day: string },
): Promise<Uint8Array> => {
  const at = new Date(`${day}T00:00:00Z`);
  return writeXlsx({
    sheets: sheets.map(toSheet),
    defaultFont: FONT,
    properties: { title, created: at, modified: at },
  });
};

const heightOf = (line: SheetPlan["rows"][number], row: number, { widths, spans = [] }: SheetPlan): number => {
  const widthOf = (column: number) => {
    const [, from = column, to = column] = spans.find(([at, first]) => at === row && first === column) ?? [];
    return widths.slice(from, to + 1).reduce((sum, width) => sum + width, 0);
  };
  const fontSize = Math.max(FONT.size, ...line.map((cell) => cell?.style?.font?.size ?? 0));
  return calculateRowHeight(
    line.map((cell) => (typeof cell?.value === "string" ? cell.value : "")),
    { fontSize, wrapText: true, columnWidths: line.map((_, column) => widthOf(column)) },
  );
};

const toSheet = (plan: SheetPlan): WriteSheet => {
  const { name, rows, widths, headRows = 0, headColumns = 0, spans = [], isLandscape = false, filter } = plan;
  const cells: NonNullable<WriteSheet["cells"]> = new Map();
  for (const [row, line] of rows.entries()) {
    for (const [column, cell] of line.entries()) {
      if (!cell) continue;
      const { value, formula } = cell;
      cells.set(`${row},${column}`, {
        value,
        style: { ...cell.style, font: { ...FONT, ...cell.style?.font } },
        ...(formula !== undefined && { formula, formulaResult: value }),
      });
    }
  }
  return {
    name,
    rows: rows.map((line) => line.map((cell): CellValue => cell?.value ?? null)),
    columns: widths.map((width, column): ColumnDef => ({
      width,
      ...(plan.hiddenColumns?.includes(column) && { hidden: true }),
    })),
    cells,
    merges: spans.map(([row, from, to]) => ({ startRow: row, startCol: from, endRow: row, endCol: to })),
    ...(headRows > 0 || headColumns > 0 ? { freezePane: { rows: headRows, columns: headColumns } } : {}),
    // Not every program makes rows as high as their text.
    rowDefs: new Map(rows.map((line, row) => [row, { height: heightOf(line, row, plan) }])),
    ...(filter && {
      autoFilter: { range: `${cellRef(filter.headRow, 0)}:${cellRef(filter.lastRow, filter.lastColumn)}` },
    }),
    ...(plan.isProtected && { protection: { sheet: true, formatColumns: false, formatRows: false } }),
    ...(plan.validations && { dataValidations: [...plan.validations] }),
    ...(plan.isHidden && { veryHidden: true }),
    ...(plan.header !== undefined && { headerFooter: { oddHeader: `&C&B${plan.header.replaceAll("&", "&&")}` } }),
    pageSetup: {
      paperSize: "a4",
      orientation: isLandscape ? "landscape" : "portrait",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      ...(headRows > 0 && { printTitlesRow: `$1:$${headRows}` }),
    },
  };
};
