import { cellRef, type CellStyle } from "hucre/xlsx";
import { numberFormat, type SheetCell, type SheetPlan, writeWorkbook } from "#server/workbook/workbook.ts";
import {
  BOX,
  COLUMNS,
  ENTRY_FILL,
  FIRST_ROW,
  type Form,
  HEAD_ROW,
  HEAD_STYLE,
  MARK,
  MARK_SHEET,
  SHEET,
} from "./columns.ts";

const TITLE: CellStyle = { font: { bold: true, size: 14 } };
const vnDay = (day: string): string => day.split("-").toReversed().join("/");

const FORMAT_HINT = "Số kiểu Việt Nam, ví dụ 1234,5; để trống nếu chưa có số liệu.";
const MOST = 999_999_999;

/**
 * The workbook that a period's figures of a site are entered in: all but the cells to be filled in is locked.
 */
export const writeForm = (form: Form): Promise<Uint8Array> => {
  const { period, siteVi, report, lines } = form;
  const rows: (readonly (SheetCell | null)[])[] = [
    [null, null, { value: `BIỂU THU THẬP SỐ LIỆU KỲ ${vnDay(period.fromDay)} – ${vnDay(period.toDay)}`, style: TITLE }],
    [null, null, { value: `${siteVi} · nộp trước ${vnDay(period.dueOn)} · báo cáo số ${report.number}` }],
    [
      null,
      null,
      {
        value: "Chỉ điền các ô nền vàng. Số liệu lũy kế đến ngày cuối kỳ. Không thêm, bớt hay đổi chỗ hàng và cột.",
        style: { font: { italic: true } },
      },
    ],
    [],
    COLUMNS.map(({ head }) => ({ value: head, style: HEAD_STYLE })),
    ...lines.map((line, index) =>
      COLUMNS.map(({ value, entry, decimals }): SheetCell => ({
        value: value(line, index),
        style: {
          border: BOX,
          alignment: decimals === undefined ? { wrapText: true, vertical: "top" } : { vertical: "top" },
          ...(decimals !== undefined && { numFmt: numberFormat(decimals) }),
          ...(entry && { fill: ENTRY_FILL, protection: { locked: false } }),
        },
      })),
    ),
  ];
  const last = Math.max(FIRST_ROW, FIRST_ROW + lines.length - 1);
  const entrySheet: SheetPlan = {
    name: SHEET,
    rows,
    widths: COLUMNS.map(({ width }) => width),
    headRows: HEAD_ROW + 1,
    headColumns: 4,
    isLandscape: true,
    isProtected: true,
    hiddenColumns: COLUMNS.flatMap(({ isHidden }, column) => (isHidden ? [column] : [])),
    validations: COLUMNS.flatMap(({ entry, decimals, head }, column) =>
      entry === undefined || decimals === undefined
        ? []
        : [
            {
              // A decimal typed with a point is text where the comma is the sign: it is read all the same, so the cell warns only.
              type: decimals === 0 ? ("whole" as const) : ("decimal" as const),
              operator: "between" as const,
              formula1: "0",
              formula2: String(MOST),
              allowBlank: true,
              showInputMessage: true,
              inputTitle: head.slice(0, 32),
              inputMessage: FORMAT_HINT,
              showErrorMessage: true,
              errorStyle: "warning" as const,
              errorTitle: "Số liệu",
              errorMessage: FORMAT_HINT,
              range: `${cellRef(FIRST_ROW, column)}:${cellRef(last, column)}`,
            },
          ],
    ),
    ...(report.dataSet === "illustrative" && { header: "SỐ LIỆU MINH HỌA — KHÔNG PHẢI SỐ LIỆU THẬT" }),
  };
  const mark: SheetPlan = {
    name: MARK_SHEET,
    rows: [[{ value: MARK }, { value: report.id }]],
    widths: [20, 10],
    isHidden: true,
  };
  return writeWorkbook([entrySheet, mark], { title: `Biểu thu thập số liệu ${siteVi}`, day: period.toDay });
};
