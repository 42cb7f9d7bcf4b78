import { parse, CsvError } from "csv-parse/sync";
import { findNearest } from "#server/features/imports/nearest.ts";
import { quote, type IssueList } from "#server/features/imports/issue.ts";

/** Cells by column of one record; `row` counts as a spreadsheet does, so a line break inside a cell adds none. */
export interface RawRow {
  row: number;
  cells: Record<string, string>;
}

/** No table comes near: the largest has some 0.5 MB. A parser should not hold what nobody meant to write. */
const MAX_FILE_BYTES = 50_000_000;
const MAX_RECORD_CHARACTERS = 100_000;

const lineAt = (bytes: Uint8Array, end: number): number => {
  let line = 1;
  for (let index = 0; index < end; index++) if (bytes[index] === 0x0a) line++;
  return line;
};

/**
 * The text of a file, without its byte order mark. Null, with an issue, for anything that is not UTF-8 without NUL:
 * guessing windows-1258 or TCVN3 would load wrong names silently.
 */
export function decodeText(file: string, bytes: Uint8Array, issues: IssueList): string | null {
  if (bytes.length > MAX_FILE_BYTES) {
    issues.add({ file }, "tooLarge", {
      vi: `tệp dài ${bytes.length} byte; cần nhiều nhất ${MAX_FILE_BYTES}`,
      en: `the file has ${bytes.length} bytes; expected at most ${MAX_FILE_BYTES}`,
    });
    return null;
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    issues.add({ file, row: lineAt(bytes, nul) }, "nul", {
      vi: "gặp byte NUL; cần tệp văn bản UTF-8 (không phải UTF-16)",
      en: "found a NUL byte; expected a UTF-8 text file (not UTF-16)",
    });
    return null;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // The decoder does not say where: encoding the lossy text again differs first at the faulty byte.
    const again = new TextEncoder().encode(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
    const bad = bytes.findIndex((byte, index) => byte !== again[index]);
    const hex = (bytes[bad] ?? 0).toString(16).padStart(2, "0");
    issues.add({ file, row: lineAt(bytes, bad) }, "notUtf8", {
      vi: `gặp byte 0x${hex} không thuộc UTF-8; cần lưu tệp theo bảng mã UTF-8`,
      en: `found byte 0x${hex}, which is not UTF-8; expected the file to be saved as UTF-8`,
    });
    return null;
  }
}

function splitRecords(file: string, text: string, issues: IssueList): string[][] | null {
  try {
    return parse(text, { relax_column_count: true, max_record_size: MAX_RECORD_CHARACTERS }) as string[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const records = error["records"] as number | undefined;
    issues.add({ file, row: records === undefined ? null : records + 1 }, "quotes", {
      vi: `không tách được ô (${error.code}); cần ô mở và đóng bằng dấu ", dấu " bên trong viết đôi ""`,
      en: `the cells cannot be told apart (${error.code}); expected quoted cells to be closed and inner quotes doubled ""`,
    });
    return null;
  }
}

/** Checks the header against the columns of the table, whose order is free. */
function checkHeader(file: string, header: readonly string[], columns: readonly string[], issues: IssueList): boolean {
  const faults: [string, string, string, string][] = [];
  const [only = ""] = header;
  const delimiter = header.length === 1 && columns.length > 1 ? /[;\t|]/.exec(only)?.[0] : undefined;
  if (delimiter) {
    const found = quote(delimiter);
    faults.push([
      only,
      "delimiter",
      `các cột ngăn bằng ${found}; cần dấu phẩy`,
      `columns are separated by ${found}; expected commas`,
    ]);
  } else {
    for (const [index, column] of header.entries()) {
      if (header.indexOf(column) < index) {
        faults.push([
          column,
          "repeatedColumn",
          "cột lặp lại; cần mỗi cột một lần",
          "the column is repeated; expected each column once",
        ]);
      } else if (!columns.includes(column)) {
        const nearest = findNearest(column, columns);
        const hint = nearest ? [` (có phải ${nearest}?)`, ` (did you mean ${nearest}?)`] : ["", ""];
        const list = columns.join(", ");
        faults.push([
          column,
          "unknownColumn",
          `cột lạ; cần một trong: ${list}${hint[0]}`,
          `unknown column; expected one of: ${list}${hint[1]}`,
        ]);
      }
    }
    for (const column of columns) {
      if (!header.includes(column))
        faults.push([column, "missingColumn", `thiếu cột ${column}`, `the column ${column} is missing`]);
    }
  }
  for (const [column, code, vi, en] of faults) issues.add({ file, row: 1, column }, code, { vi, en });
  return faults.length === 0;
}

/**
 * Splits a CSV file strictly: known columns each once, every record as long as the header. Null when the file as a whole
 * cannot be read; a record of the wrong length is reported and still returned, so that its id counts as known.
 */
export function readCsv(
  file: string,
  bytes: Uint8Array,
  columns: readonly string[],
  issues: IssueList,
): { rows: RawRow[]; refusedRows: Set<number> } | null {
  const text = decodeText(file, bytes, issues);
  const records = text === null ? null : splitRecords(file, text, issues);
  if (!records) return null;
  const [header, ...body] = records;
  if (!header) {
    issues.add({ file, row: 1 }, "missingColumn", {
      vi: `tệp trống; cần dòng tên cột: ${columns.join(", ")}`,
      en: `the file is empty; expected a header: ${columns.join(", ")}`,
    });
    return null;
  }
  if (!checkHeader(file, header, columns, issues)) return null;
  const refusedRows = new Set<number>();
  const rows = body.map((record, index) => {
    const row = index + 2;
    if (record.length !== header.length) {
      refusedRows.add(row);
      issues.add({ file, row }, "cellCount", {
        vi: `dòng có ${record.length} ô; cần ${header.length}`,
        en: `the row has ${record.length} cells; expected ${header.length}`,
      });
    }
    return { row, cells: Object.fromEntries(header.map((column, at) => [column, record[at] ?? ""])) };
  });
  return { rows, refusedRows };
}
