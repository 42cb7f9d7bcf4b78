import type { Role } from "#contracts/role-names.ts";
import { hectares, note, site } from "./common-columns.ts";
import { both, type Column, type Description } from "./description.ts";

/** As the contract has it, which would bring its schemas along. */
const EDITORS: readonly Role[] = ["editor"];

const text = (field: string, vi: string, en: string, isLong = false): Column => ({
  field,
  label: both(vi, en),
  input: isLong ? { type: "text", isLong: true } : { type: "text" },
});
/** In the form alone: a table of both languages would be twice as wide. */
const inEnglish = (field: string, vi: string, en: string, isLong = false): Column => ({
  ...text(field, `${vi} (tiếng Anh)`, `${en} (in English)`, isLong),
  isHidden: true,
});

export const calls: Description = {
  kind: "calls",
  title: both("Kêu gọi đầu tư", "Calls for investment"),
  one: both("dự án kêu gọi đầu tư", "call for investment"),
  writers: EDITORS,
  titleFields: ["nameVi"],
  siteBy: "siteId",
  columns: [
    { ...text("nameVi", "Tên dự án", "Project"), required: "always" },
    inEnglish("nameEn", "Tên dự án", "Project"),
    site,
    text("placeVi", "Địa điểm", "Place"),
    inEnglish("placeEn", "Địa điểm", "Place"),
    { field: "areaHa", label: both("Diện tích", "Area"), input: { type: "number", unit: hectares } },
    {
      field: "capitalBillionVnd",
      label: both("Vốn kêu gọi", "Capital called for"),
      input: { type: "number", unit: both("tỷ đồng", "billion VND") },
    },
    text("sectorsVi", "Lĩnh vực", "Sectors", true),
    inEnglish("sectorsEn", "Lĩnh vực", "Sectors", true),
    text("formVi", "Hình thức đầu tư", "Form of investment"),
    inEnglish("formEn", "Hình thức đầu tư", "Form of investment"),
    {
      field: "landStatus",
      label: both("Mặt bằng", "Land"),
      input: {
        type: "choice",
        options: {
          cleared: both("đã có mặt bằng sạch", "cleared"),
          partly: both("đã giải phóng một phần", "partly cleared"),
          uncleared: both("chưa giải phóng", "not cleared"),
        },
      },
    },
    {
      ...text("legalBasis", "Căn cứ", "Document"),
      required: "always",
      hint: both("số và ngày: 12/QĐ-UBND ngày 05/01/2026", "number and day, as the document has them"),
    },
    { ...text("issuer", "Cơ quan ban hành", "Issued by"), required: "always" },
    { field: "issuedOn", label: both("Ngày ban hành", "Issued on"), input: { type: "day" }, required: "always" },
    { field: "validFrom", label: both("Hiệu lực từ", "Holds from"), input: { type: "day" } },
    {
      field: "validTo",
      label: both("Hiệu lực đến", "Holds until"),
      input: { type: "day" },
      hint: both("để trống: chưa rõ, không hiện là đang kêu gọi", "empty: not known, and not shown as open"),
    },
    text("contactVi", "Đầu mối", "Contact"),
    inEnglish("contactEn", "Đầu mối", "Contact"),
    { ...note, hint: both("công bố cùng dự án", "published with the call") },
  ],
};
