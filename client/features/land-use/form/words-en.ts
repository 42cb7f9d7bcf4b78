import { many } from "../many.ts";
import type { Words } from "./words-vi.ts";

export const words: Words = {
  title: "Enter by Excel",
  titleRead: "Excel form",
  download: "Download the form",
  downloadHint: "The form has the projects and earlier figures in it; fill in the yellow cells only.",
  choose: "Choose the filled file",
  drop: "or drop it here",
  checking: "Reading the file…",
  nothingYet: "Nothing is written until you say so.",
  oneFile: "Drop one file at a time.",
  notXlsx: (name) =>
    `“${name}” is no Excel file (.xlsx). In Excel or LibreOffice choose Save as → .xlsx, then send that.`,
  empty: (name) => `The file “${name}” is empty. Download the form again and fill it in.`,
  tooLarge: (name, size) =>
    `The file “${name}” has ${size} MB, more than the 1.4 MB allowed. Our form is far smaller; take out pictures or added sheets.`,
  unreadable: (name) =>
    `“${name}” cannot be read on this computer. If it is open in Excel, close it there and choose it again; folders cannot be sent.`,
  issues: (count) => `${many(count, "cell needs", "cells need")} a look`,
  fileRefused: "This file cannot be used",
  changes: (count) => `${many(count, "cell")} will change`,
  noChanges: "The file says what is there already: no cell changes.",
  cell: "Cell",
  what: "Figure",
  before: "Now",
  after: "In the file",
  blank: "empty",
  marked: "Download the file with the wrong cells marked",
  correctHint: "Correct these cells in the file and choose it again, or answer here where there is a choice.",
  write: (count) => `Write ${many(count, "change")}`,
  writeBlocked: (count) =>
    `${many(count, "cell is", "cells are")} to be corrected or chosen first; nothing is written yet.`,
  written: (count) => `${many(count, "change is", "changes are")} written into the report.`,
  cancel: "Cancel",
  recheck: "The report has just changed, so nothing was written; the file was checked again against the new figures.",
  project: "Project",
  fields: {
    implementedBillionVnd: "Implemented capital (billion VND)",
    implementedMillionUsd: "Implemented capital (million USD)",
    jobs: "Jobs",
    deployedHa: "Land deployed (ha)",
    note: "Note",
  },
};
