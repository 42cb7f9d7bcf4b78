import { cellRef, readXlsx } from "hucre/xlsx";
import { type CellContent, type Read, readNumber } from "#contracts/read-cell.ts";
import { unpackedSize } from "#server/workbook/unpacked-size.ts";
import type { Text } from "#server/problems.ts";
import {
  COLUMNS,
  type EntryField,
  FIRST_ROW,
  type Form,
  type FormLine,
  HEAD_ROW,
  ID_COLUMN,
  type LineValues,
  MARK,
  MARK_SHEET,
  SHEET,
  VERSION_COLUMN,
} from "./columns.ts";

type Value = number | string | null;
export type FormChange = {
  /** `O7`. */
  readonly cell: string;
  /** As people count. */
  readonly row: number;
  readonly projectId: number;
  readonly field: EntryField;
  readonly before: Value;
  readonly after: Value;
};
export type FormIssue = {
  /** Null where the file as a whole is meant. */
  readonly cell: string | null;
  readonly projectId: number | null;
  readonly field: EntryField | null;
  readonly code: "file" | "head" | "row" | "unreadable" | "ambiguous" | "range" | "whole" | "stale";
  readonly message: Text;
  /** What an ambiguous cell can mean, or a stale one should be. */
  readonly options: readonly Value[];
};
export type FormReading = { readonly changes: readonly FormChange[]; readonly issues: readonly FormIssue[] };
/** Of a line at an earlier version: what the form was filled with when it was fetched. */
export type HeldLines = (projectId: number, rowVersion: number) => LineValues | undefined;

const MOST_NUMBER = 1e9;
const MOST_JOBS = 1_000_000;
const MOST_HA = 10_000;
const MOST_NOTE = 2_000;
/** Lines of a site are some dozens. */
const MOST_ROWS = 2_000;
const MOST_UNPACKED_BYTES = 30_000_000;

const issue = (
  cell: string | null,
  code: FormIssue["code"],
  message: Text,
  options: readonly Value[] = [],
): FormIssue => ({
  cell,
  projectId: null,
  field: null,
  code,
  message,
  options,
});
const NOT_OURS: Text = {
  vi: "đây không phải biểu của báo cáo này; hãy tải lại biểu của kỳ và địa điểm rồi điền",
  en: "this is not the form of this report; fetch the form of the period and site again and fill it in",
};

/** `answers` by cell: what whoever sent the file said an ambiguous cell means. */
export const readForm = async (
  bytes: Uint8Array,
  form: Form,
  held: HeldLines,
  answers: ReadonlyMap<string, Value> = new Map(),
): Promise<FormReading> => {
  const size = unpackedSize(bytes);
  const book =
    size === undefined || size > MOST_UNPACKED_BYTES
      ? undefined
      : await readXlsx(bytes, { maxRows: MOST_ROWS }).catch(() => undefined);
  if (!book) {
    const message = {
      vi: "không mở được tệp; cần tệp Excel (.xlsx)",
      en: "the file cannot be opened; expected an Excel file (.xlsx)",
    };
    return { changes: [], issues: [issue(null, "file", message)] };
  }
  const sheetOf = (name: string) => book.sheets.find((sheet) => sheet.name === name);
  const mark = sheetOf(MARK_SHEET)?.rows[0] ?? [];
  const rows = sheetOf(SHEET)?.rows;
  if (mark[0] !== MARK || mark[1] !== form.report.id || !rows)
    return { changes: [], issues: [issue(null, "file", NOT_OURS)] };

  const heads = COLUMNS.flatMap(({ head }, column) => {
    const found = rows[HEAD_ROW]?.[column];
    return found === head
      ? []
      : [
          issue(cellRef(HEAD_ROW, column), "head", {
            vi: `cột này phải là “${head}”, trong tệp là “${String(found ?? "")}”; không thêm, bớt hay đổi chỗ cột`,
            en: `this column must be “${head}”, the file has “${String(found ?? "")}”; columns stay in their places`,
          }),
        ];
  });
  if (heads.length > 0) return { changes: [], issues: heads };

  const lineOf = new Map(form.lines.map((line) => [line.projectId, line]));
  const seen = new Set<number>();
  const [changes, issues]: [FormChange[], FormIssue[]] = [[], []];
  for (let row = FIRST_ROW; row < rows.length; row++) {
    const cells = rows[row] as readonly CellContent[];
    const id = cells[ID_COLUMN];
    const line = typeof id === "number" ? lineOf.get(id) : undefined;
    const isEmpty = cells.every((cell) => cell === null || cell === undefined || cell === "");
    if (isEmpty) continue;
    if (!line || seen.has(line.projectId)) {
      issues.push(
        issue(cellRef(row, ID_COLUMN), "row", {
          vi: line ? "dự án này đã có ở hàng trên" : "hàng này không thuộc biểu; dự án mới được nhập ở trang Dự án",
          en: line
            ? "this project stands in a row above"
            : "this row is not of the form; new projects are entered on their page",
        }),
      );
      continue;
    }
    seen.add(line.projectId);
    const outcome = readLine(cells, row, line, held, answers);
    changes.push(...outcome.changes);
    issues.push(...outcome.issues);
  }
  return { changes, issues };
};

const readLine = (
  cells: readonly CellContent[],
  row: number,
  line: FormLine,
  held: HeldLines,
  answers: ReadonlyMap<string, Value>,
): { changes: FormChange[]; issues: FormIssue[] } => {
  const [changes, issues]: [FormChange[], FormIssue[]] = [[], []];
  const version = Number(cells[VERSION_COLUMN] ?? 0);
  const current = line.line;
  const told = (field: EntryField, ...about: Parameters<typeof issue>): void =>
    void issues.push({ ...issue(...about), projectId: line.projectId, field });
  const base = version === (current?.rowVersion ?? 0) ? current : held(line.projectId, version);
  for (const [column, { entry }] of COLUMNS.entries()) {
    if (entry === undefined) continue;
    const cell = cellRef(row, column);
    const read = answers.has(cell)
      ? ({ kind: "value", value: answers.get(cell) ?? null } as const)
      : readEntry(entry, cells[column]);
    if (read.kind === "ambiguous") {
      told(entry, cell, "ambiguous", asked(read.options), read.options);
      continue;
    }
    if (read.kind === "unreadable") {
      told(entry, cell, "unreadable", unreadable(entry, cells[column]));
      continue;
    }
    const after = read.kind === "empty" ? null : read.value;
    const fault = faultOf(entry, after);
    if (fault) {
      told(entry, cell, fault.code, fault.message);
      continue;
    }
    const [was, is] = [base?.[entry] ?? null, current?.[entry] ?? null];
    if (after === was || after === is) continue;
    if (was !== is && !answers.has(cell)) {
      // Changed here and, since the form was fetched, by somebody else.
      told(entry, cell, "stale", stale(was, is, after), [is, after]);
      continue;
    }
    changes.push({ cell, row: row + 1, projectId: line.projectId, field: entry, before: is, after });
  }
  return { changes, issues };
};

const readEntry = (field: EntryField, content: CellContent): Read<number | string> => {
  if (field !== "note") return readNumber(content);
  const text = content === null || content === undefined ? "" : String(content).normalize("NFC").trim();
  return text === "" ? { kind: "empty" } : { kind: "value", value: text };
};

const faultOf = (field: EntryField, value: Value): Pick<FormIssue, "code" | "message"> | null => {
  if (value === null) return null;
  if (typeof value === "string")
    return value.length <= MOST_NOTE
      ? null
      : { code: "range", message: { vi: `dài hơn ${MOST_NOTE} ký tự`, en: `longer than ${MOST_NOTE} characters` } };
  const most = field === "jobs" ? MOST_JOBS : field === "deployedHa" ? MOST_HA : MOST_NUMBER;
  if (value < 0 || value >= most)
    return {
      code: "range",
      message: { vi: `cần số từ 0 đến dưới ${inVietnamese(most)}`, en: `expected a number from 0 to below ${most}` },
    };
  if (field === "jobs" && !Number.isInteger(value))
    return { code: "whole", message: { vi: "cần số nguyên", en: "expected a whole number" } };
  if (field === "deployedHa" && Math.abs(value * 10_000 - Math.round(value * 10_000)) > 1e-6)
    return {
      code: "range",
      message: {
        vi: "cần tối đa 4 chữ số thập phân (đến mét vuông)",
        en: "expected four decimals at most (to the square metre)",
      },
    };
  return null;
};

const vietnamese = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 6 });
const inVietnamese = (value: Value): string =>
  value === null ? "trống" : typeof value === "number" ? vietnamese.format(value) : `“${value}”`;
const inEnglish = (value: Value): string =>
  value === null ? "empty" : typeof value === "number" ? String(value) : `“${value}”`;

const asked = (options: readonly Value[]): Text => ({
  vi: `đọc được hai cách: ${options.map(inVietnamese).join(" hay ")}? Hãy chọn`,
  en: `can be read in two ways: ${options.map(inEnglish).join(" or ")}? Please choose`,
});
const unreadable = (field: EntryField, content: CellContent): Text => ({
  vi: `“${String(content)}” không phải số; cần ${field === "jobs" ? "số nguyên" : "số, ví dụ 1234,5"}, không kèm đơn vị, để trống nếu chưa có`,
  en: `“${String(content)}” is no number; expected ${field === "jobs" ? "a whole number" : "one such as 1234,5"} without a unit, or an empty cell`,
});
const stale = (was: Value, is: Value, after: Value): Text => ({
  vi: `khi tải biểu là ${inVietnamese(was)}, người khác đã sửa thành ${inVietnamese(is)}, trong tệp là ${inVietnamese(after)}; hãy chọn số đúng`,
  en: `it was ${inEnglish(was)} when the form was fetched, somebody changed it to ${inEnglish(is)}, the file says ${inEnglish(after)}; choose the right one`,
});
