import type { CellStyle } from "hucre/xlsx";

/** Fields of a report's line that the form asks for. */
export type EntryField = "implementedBillionVnd" | "implementedMillionUsd" | "jobs" | "deployedHa" | "note";
export type LineValues = Readonly<Record<EntryField, number | string | null>>;

/** A line of the form, as sql/report-form.sql builds it. */
export type FormLine = {
  readonly projectId: number;
  readonly projectVi: string;
  readonly projectEn: string | null;
  readonly enterpriseVi: string;
  readonly certificateNumber: string | null;
  readonly registeredBillionVnd: number | null;
  readonly registeredMillionUsd: number | null;
  readonly leasedHa: number;
  readonly lotsDeployedHa: number;
  readonly earlier: (Omit<LineValues, "note"> & { readonly toDay: string }) | null;
  readonly line: (LineValues & { readonly id: number; readonly rowVersion: number }) | null;
};
export type Form = {
  readonly report: {
    readonly id: number;
    readonly state: string;
    readonly rowVersion: number;
    readonly number: number;
    readonly dataSet: string;
  };
  readonly period: {
    readonly fromDay: string;
    readonly toDay: string;
    readonly dueOn: string;
    readonly kind: string;
    readonly title: string | null;
  };
  readonly siteVi: string;
  readonly siteEn: string;
  readonly lines: readonly FormLine[];
};

type Column = {
  readonly head: string;
  readonly width: number;
  readonly value: (line: FormLine, index: number) => string | number | null;
  readonly entry?: EntryField;
  /** Decimals shown; of whole numbers 0; undefined for text. */
  readonly decimals?: number;
  readonly isHidden?: true;
};

const before = (field: Exclude<EntryField, "note">) => (line: FormLine) => line.earlier?.[field] ?? null;
const now = (field: EntryField) => (line: FormLine) => line.line?.[field] ?? null;

/** From left to right. What is hidden says which project and which version of the line a row is about. */
export const COLUMNS: readonly Column[] = [
  { head: "Mã dự án", width: 8, value: ({ projectId }) => projectId, isHidden: true },
  { head: "Phiên bản", width: 8, value: ({ line }) => line?.rowVersion ?? 0, isHidden: true },
  { head: "STT", width: 5, value: (_, index) => index + 1, decimals: 0 },
  { head: "Dự án", width: 30, value: ({ projectVi }) => projectVi },
  { head: "Doanh nghiệp", width: 26, value: ({ enterpriseVi }) => enterpriseVi },
  { head: "Số giấy chứng nhận", width: 16, value: ({ certificateNumber }) => certificateNumber },
  { head: "Vốn đăng ký (tỷ đồng)", width: 12, value: ({ registeredBillionVnd }) => registeredBillionVnd, decimals: 2 },
  {
    head: "Vốn đăng ký (triệu USD)",
    width: 12,
    value: ({ registeredMillionUsd }) => registeredMillionUsd,
    decimals: 2,
  },
  { head: "Đất thuê theo hợp đồng (ha)", width: 12, value: ({ leasedHa }) => leasedHa, decimals: 4 },
  { head: "Đất triển khai theo lô (ha)", width: 12, value: ({ lotsDeployedHa }) => lotsDeployedHa, decimals: 4 },
  { head: "Kỳ trước: vốn thực hiện (tỷ đồng)", width: 13, value: before("implementedBillionVnd"), decimals: 2 },
  { head: "Kỳ trước: vốn thực hiện (triệu USD)", width: 13, value: before("implementedMillionUsd"), decimals: 2 },
  { head: "Kỳ trước: lao động (người)", width: 11, value: before("jobs"), decimals: 0 },
  { head: "Kỳ trước: đất triển khai (ha)", width: 11, value: before("deployedHa"), decimals: 4 },
  {
    head: "Vốn thực hiện lũy kế (tỷ đồng)",
    width: 14,
    value: now("implementedBillionVnd"),
    entry: "implementedBillionVnd",
    decimals: 2,
  },
  {
    head: "Vốn thực hiện lũy kế (triệu USD)",
    width: 14,
    value: now("implementedMillionUsd"),
    entry: "implementedMillionUsd",
    decimals: 2,
  },
  { head: "Lao động (người)", width: 11, value: now("jobs"), entry: "jobs", decimals: 0 },
  { head: "Đất đã triển khai (ha)", width: 12, value: now("deployedHa"), entry: "deployedHa", decimals: 4 },
  { head: "Ghi chú", width: 30, value: now("note"), entry: "note" },
];

export const SHEET = "Dự án";
/** Not shown even among hidden sheets: what file this is. */
export const MARK_SHEET = "vlmap";
export const MARK = "vlmap-report-form/1";
/** From 0: the line of heads, and the first of projects. */
export const HEAD_ROW = 4;
export const FIRST_ROW = 5;
export const ID_COLUMN = 0;
export const VERSION_COLUMN = 1;

const LINE = { style: "thin", color: { rgb: "B9B4A7" } } as const;
export const BOX = { top: LINE, right: LINE, bottom: LINE, left: LINE };
export const HEAD_STYLE: CellStyle = {
  font: { bold: true },
  alignment: { wrapText: true, vertical: "center", horizontal: "center" },
  border: BOX,
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "E7EDF3" } },
};
export const ENTRY_FILL = { type: "pattern", pattern: "solid", fgColor: { rgb: "FFF8E1" } } as const;
