import type { Role } from "#contracts/role-names.ts";
import { project, site, someLot } from "./common-columns.ts";
import { both, type Description } from "./description.ts";

/** Registers that officers keep. As the contract has it, which would bring its schemas along. */
const OFFICERS: readonly Role[] = ["officer"];

export const obstacles: Description = {
  kind: "obstacles",
  title: both("Vướng mắc", "Obstacles"),
  one: both("vướng mắc", "obstacle"),
  writers: OFFICERS,
  titleFields: ["description"],
  siteBy: "siteId",
  columns: [
    {
      field: "description",
      label: both("Nội dung", "What"),
      input: { type: "text", isLong: true },
      required: "always",
    },
    site,
    someLot,
    {
      field: "category",
      label: both("Nhóm", "Category"),
      input: {
        type: "choice",
        options: {
          clearance: both("giải phóng mặt bằng", "land clearance"),
          infrastructure: both("hạ tầng", "infrastructure"),
          environment: both("môi trường", "environment"),
          procedure: both("thủ tục", "procedure"),
          capital: both("vốn", "capital"),
          other: both("khác", "other"),
        },
      },
      required: "always",
    },
    { field: "ownerName", label: both("Nơi xử lý", "To be seen to by"), input: { type: "text" }, required: "always" },
    { field: "openedOn", label: both("Phát sinh", "Opened"), input: { type: "day" }, required: "always" },
    { field: "dueOn", label: both("Hạn xử lý", "Due"), input: { type: "day" } },
    { field: "resolvedOn", label: both("Xong", "Resolved"), input: { type: "day" } },
    { field: "resolution", label: both("Kết quả xử lý", "Resolution"), input: { type: "text", isLong: true } },
  ],
};

export const inspections: Description = {
  kind: "inspections",
  title: both("Kiểm tra", "Inspections"),
  one: both("lần kiểm tra", "inspection"),
  writers: OFFICERS,
  titleFields: ["agency", "inspectedOn"],
  siteBy: "siteId",
  columns: [
    { field: "inspectedOn", label: both("Ngày kiểm tra", "Day"), input: { type: "day" }, required: "always" },
    site,
    project,
    { field: "agency", label: both("Cơ quan", "Agency"), input: { type: "text" }, required: "always" },
    {
      field: "result",
      label: both("Kết quả", "Result"),
      input: {
        type: "choice",
        options: {
          passed: both("đạt", "passed"),
          findings: both("có tồn tại", "findings"),
          violation: both("vi phạm", "violation"),
        },
      },
      required: "always",
    },
    {
      field: "findings",
      label: both("Nội dung", "Findings"),
      input: { type: "text", isLong: true },
      hint: both("Bắt buộc khi có tồn tại hoặc vi phạm", "Needed with findings or a violation"),
    },
  ],
};
