import type { Words } from "./words-vi.ts";

export const words: Words = {
  intro: "Each number of the report opens its source and history; what no source tells is said to be absent.",
  until: "Figures up to",
  obstacles: "Difficulties on record",
  files: "Download the report",
  filesHint: "Files are in Vietnamese, of the day and the data set shown here.",
  formats: { xlsx: "Excel", pdf: "PDF", docx: "Word" },
  formatHints: {
    xlsx: "tables, live formulas, a source for each number",
    pdf: "administrative form, to read and print",
    docx: "administrative form, to edit and sign",
  },
  making: (format) => `Making the ${format} file…`,
  made: (format) => `The ${format} file is downloaded.`,
  failed: (format) => `The ${format} file could not be had.`,
  offline: "The server cannot be reached.",
  again: "Press again to try once more; this page stays as it is.",
  cancel: "Cancel",
  overTime: "Figures over time",
  overTimeHint: "Each dot is a figure, at its own time; nothing is inferred between two dots.",
  noSeries: "There are no figures over time up to the day looked at.",
  when: "When",
  value: "Value",
};
