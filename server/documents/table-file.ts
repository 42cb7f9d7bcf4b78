import { stringify } from "csv-stringify/sync";
import { formatNumber } from "#contracts/spelling.ts";
import { numberFormat, type SheetCell, writeWorkbook } from "#server/workbook/workbook.ts";
import type { Cell, DocumentContent } from "./content.ts";
import { officeForm } from "./form.ts";

export type FileCell = string | number | null;

/** One table of an analysis, under what it is based on, to be written as CSV, as a workbook or on paper. */
export type TableFile = {
  readonly name: string;
  readonly title: string;
  /** Lines over the table: list, day, source, method. */
  readonly about: readonly (readonly FileCell[])[];
  readonly columns: readonly {
    readonly head: string;
    readonly decimals: number;
    /** In characters. */
    readonly width: number;
    /** Pages have no room for all columns. */
    readonly isOnPaper: boolean;
  }[];
  readonly rows: readonly (readonly FileCell[])[];
  readonly isIllustrative: boolean;
  /** YYYY-MM-DD of its data: the file's own date, so that the same content is the same bytes. */
  readonly day: string;
};

const HEAD_STYLE = { font: { bold: true }, alignment: { wrapText: true, vertical: "top" } } as const;

/** UTF-8 with a byte order mark, lines as Excel wants them, no cell taken for a formula. */
export const writeCsv = ({ about, columns, rows }: TableFile): Uint8Array => {
  const lines = [...about, [], columns.map(({ head }) => head), ...rows].map((row) => row.map((cell) => cell ?? ""));
  return Buffer.from(`\uFEFF${stringify(lines, { escape_formulas: true, record_delimiter: "windows" })}`);
};

export const writeXlsx = ({ name, about, columns, rows, day }: TableFile): Promise<Uint8Array> => {
  const cellOf = (value: FileCell, column: number): SheetCell | null =>
    value === null
      ? null
      : {
          value,
          ...(typeof value === "number" && { style: { numFmt: numberFormat(columns[column]?.decimals ?? 0) } }),
        };
  return writeWorkbook(
    [
      {
        name,
        rows: [
          ...about.map((row) => row.map((value): SheetCell | null => ({ value, style: HEAD_STYLE }))),
          columns.map(({ head }) => ({ value: head, style: HEAD_STYLE })),
          ...rows.map((row) => row.map(cellOf)),
        ],
        widths: columns.map(({ width }) => width),
        headRows: about.length + 1,
        spans: about.map((_, row) => [row, 0, columns.length - 1] as const),
        isLandscape: true,
        filter: { headRow: about.length, lastRow: about.length + rows.length, lastColumn: columns.length - 1 },
      },
    ],
    { title: name, day },
  );
};

/** As an administrative document in Vietnamese, for the writer of PDFs. */
export const tableDocument = (table: TableFile): DocumentContent => {
  const places = table.columns.flatMap(({ isOnPaper }, place) => (isOnPaper ? [place] : []));
  const isNumeric = (place: number) => table.rows.some((row) => typeof row[place] === "number");
  const cellOf = (value: FileCell, place: number): Cell => {
    const decimals = table.columns[place]?.decimals ?? 0;
    if (typeof value === "number")
      return { kind: "entered", value, text: formatNumber(value, decimals, "vi"), decimals };
    return { kind: "text", text: value ?? "" };
  };
  return {
    form: officeForm(),
    kind: "BIỂU",
    about: table.title,
    isIllustrative: table.isIllustrative,
    opening: [{ kind: "text", text: "Số liệu dưới đây do phần mềm tính từ dữ liệu có nguồn, theo cách nêu ngay sau:" }],
    sections: [
      {
        title: "Cơ sở và cách tính",
        paragraphs: table.about.map((line) => [{ kind: "text" as const, text: line.filter(Boolean).join(" ") }]),
      },
    ],
    closing: "Biểu chi tiết kèm theo./.",
    tables: [
      {
        name: table.name,
        title: table.title,
        columns: places.map((place) => ({
          title: table.columns[place]?.head ?? "",
          width: (table.columns[place]?.width ?? 14) / 14,
          align: isNumeric(place) ? ("right" as const) : ("left" as const),
        })),
        rows: table.rows.map((row) => ({ cells: places.map((place) => cellOf(row[place] ?? null, place)) })),
        notes: [],
      },
    ],
    sources: [],
    register: null,
    day: table.day,
  };
};
