import { both, type Column } from "./description.ts";

/** Columns that several registers have. */

export const note: Column = { field: "note", label: both("Ghi chú", "Note"), input: { type: "text", isLong: true } };
export const site: Column = {
  field: "siteId",
  label: both("Khu, cụm công nghiệp", "Zone or cluster"),
  input: { type: "site" },
  required: "always",
  entered: "once",
};
export const someLot: Column = { field: "lotId", label: both("Lô", "Lot"), input: { type: "row", of: "lots" } };
export const lot: Column = { ...someLot, required: "always", entered: "once" };
export const project: Column = {
  field: "projectId",
  label: both("Dự án", "Project"),
  input: { type: "row", of: "projects" },
};
export const documentNumber: Column = {
  field: "documentNumber",
  label: both("Số văn bản", "Document number"),
  input: { type: "text" },
};
export const hectares = both("ha", "ha");
export const carriedFrom: Column = {
  field: "carriedFrom",
  label: both("Kế thừa", "Carried over"),
  input: { type: "word", word: both("khi tách, hợp lô", "by split or merge") },
  entered: "never",
  isHidden: true,
};
