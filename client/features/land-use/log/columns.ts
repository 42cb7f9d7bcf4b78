import { REGISTERS } from "#client/state/view-state.ts";
import type { LandKind } from "#contracts/land-use.ts";
import { both, type Column, type Words } from "../registers/description.ts";
import { DESCRIPTIONS } from "../registers/descriptions.ts";

const text = { type: "text" } as const;
const day = { type: "day" } as const;
const number = (unit: Words | null = null) => ({ type: "number", unit }) as const;
const measured = { entered: "never" } as const;

/** Fields of kinds that have pages of their own. */
const OTHERS: Readonly<Record<Exclude<LandKind, (typeof REGISTERS)[number]>, readonly Column[]>> = {
  lots: [
    { field: "siteId", label: both("Khu, cụm công nghiệp", "Zone or cluster"), input: { type: "site" } },
    { field: "code", label: both("Mã lô", "Code"), input: text },
    {
      field: "geometry",
      label: both("Đường bao", "Outline"),
      input: { type: "word", word: both("đường bao của bản này", "the outline of that version") },
    },
    { field: "statedAreaHa", label: both("Diện tích ghi (ha)", "Stated area (ha)"), input: number() },
    {
      field: "use",
      label: both("Mục đích", "Use"),
      input: {
        type: "choice",
        options: {
          industrial: both("công nghiệp", "industrial"),
          service: both("dịch vụ", "service"),
          green: both("cây xanh", "green"),
          road: both("giao thông", "road"),
          technical: both("hạ tầng kỹ thuật", "technical"),
        },
      },
    },
    { field: "inForce", label: both("Tồn tại", "In force"), input: { type: "days" } },
    { field: "note", label: both("Ghi chú", "Note"), input: text },
    { field: "measuredAreaHa", label: both("Diện tích đo (ha)", "Measured area (ha)"), input: number(), ...measured },
    {
      field: "areaDifferenceShare",
      label: both("Chênh lệch", "Difference"),
      input: number(),
      ...measured,
    },
    {
      field: "isAreaDoubtful",
      label: both("Cần xem lại diện tích", "Area to be looked at"),
      input: { type: "flag", yes: both("có", "yes"), no: both("không", "no") },
      ...measured,
    },
  ],
  periods: [
    { field: "kind", label: both("Loại kỳ", "Kind"), input: text },
    { field: "ruleId", label: both("Quy định", "Rule"), input: text },
    { field: "year", label: both("Năm", "Year"), input: text },
    { field: "number", label: both("Kỳ", "Number"), input: text },
    { field: "fromDay", label: both("Từ ngày", "From"), input: day },
    { field: "toDay", label: both("Đến ngày", "To"), input: day },
    { field: "dueOn", label: both("Hạn nộp", "Due"), input: day },
    { field: "title", label: both("Tên", "Title"), input: text },
    { field: "document", label: both("Văn bản", "Document"), input: text },
    {
      field: "state",
      label: both("Trạng thái", "State"),
      input: {
        type: "choice",
        options: {
          open: both("đang mở", "open"),
          closed: both("đã đóng", "closed"),
          reopened: both("mở lại", "reopened"),
        },
      },
    },
  ],
  reports: [
    { field: "periodId", label: both("Kỳ", "Period"), input: text },
    { field: "siteId", label: both("Khu, cụm công nghiệp", "Zone or cluster"), input: { type: "site" } },
    { field: "number", label: both("Lần", "No."), input: text },
    { field: "authorId", label: both("Người lập", "Author"), input: text },
    {
      field: "state",
      label: both("Trạng thái", "State"),
      input: {
        type: "choice",
        options: {
          draft: both("đang lập", "draft"),
          submitted: both("đã nộp", "submitted"),
          returned: both("trả lại", "returned"),
          approved: both("đã duyệt", "approved"),
        },
      },
    },
    { field: "submittedAt", label: both("Nộp lúc", "Submitted at"), input: text },
    { field: "approvedAt", label: both("Duyệt lúc", "Approved at"), input: text },
    { field: "remark", label: both("Ý kiến", "Remark"), input: text },
    { field: "note", label: both("Ghi chú", "Note"), input: text },
  ],
  "report-projects": [
    { field: "reportId", label: both("Báo cáo", "Report"), input: text },
    { field: "projectId", label: both("Dự án", "Project"), input: { type: "row", of: "projects" } },
    { field: "implementedBillionVnd", label: both("Vốn thực hiện (tỷ đồng)", "Implemented (bn VND)"), input: number() },
    {
      field: "implementedMillionUsd",
      label: both("Vốn thực hiện (triệu USD)", "Implemented (m USD)"),
      input: number(),
    },
    { field: "jobs", label: both("Lao động", "Jobs"), input: number() },
    { field: "deployedHa", label: both("Đất đã dùng (ha)", "Deployed (ha)"), input: number() },
    { field: "note", label: both("Ghi chú", "Note"), input: text },
  ],
};

/** Fields of any kind, as the log calls and shows them. */
export const columnsOf = (kind: LandKind): readonly Column[] =>
  REGISTERS.some((register) => register === kind)
    ? DESCRIPTIONS[kind as (typeof REGISTERS)[number]].columns
    : OTHERS[kind as keyof typeof OTHERS];
