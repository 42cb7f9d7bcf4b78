import type { Words } from "./words-vi.ts";

/** Texts of lots from a file. */
export const words: Words = {
  heading: "Lots from a file",
  lead: "CSV, Excel (.xlsx), GeoJSON, GeoPackage, Shapefile (zipped), KML/KMZ, DXF; 20 MB at most. Nothing is written until you say so.",
  chooseSite: "Choose a zone or cluster on the page of lots before importing a file.",
  choose: "Choose a file",
  drop: "or drop it here",
  tooLarge: "The file is larger than 20 MB.",
  reading: "The file is being read and checked…",
  layer: "Layer",
  crs: "Coordinate system",
  unknownCrs: "Not known, please choose",
  swapped: "Exchange X and Y",
  crsName: (id) => id.replace("WGS84-TM3:", "WGS 84, central meridian "),
  verdicts: {
    fits: "The lots lie where the site is.",
    proposed:
      "The file does not name its coordinate system. Read as below, the lots lie in their place; please confirm.",
    beside: (metres) =>
      `The lots lie some ${metres} m beside the outline drawn for the site. Look at the map and confirm the system.`,
    nowhere: "In no system do the lots lie in the province. Check the coordinates in the file.",
    mistake: (kind, metres) =>
      `${
        {
          "swapped-axes": "X and Y seem to be exchanged",
          "wrong-datum": "The datum seems wrong (VN-2000 taken for WGS 84 or the reverse)",
          "wrong-meridian": "The central meridian seems wrong",
          "metres-as-degrees": "The coordinates are metres, the file says degrees",
          "degrees-as-metres": "The coordinates are degrees, the file says metres",
          "other-system": "The coordinate system seems wrong",
        }[kind]
      }${metres === null ? "" : `: some ${metres} m off`}.`,
  },
  accept: (crs, isSwapped) => `Read as ${crs}${isSwapped ? " with X and Y exchanged" : ""}`,
  keep: "Keep what the file says",
  none: "none",
  fields: { code: "Code", statedAreaHa: "Area", use: "Use", note: "Note", geometry: "Outline" },
  from: "New lots exist from",
  measured: "New lots without a stated area: take that of the outline",
  outcomes: { new: "new", changed: "changed", equal: "unchanged", faulty: "not right" },
  counts: (counts) =>
    `${counts.new} new, ${counts.changed} changed, ${counts.equal} unchanged, ${counts.faulty} rows not right`,
  row: "Row",
  lot: "Lot",
  outcome: "Outcome",
  detail: "Details",
  area: (stated, measured) => `stated ${stated} ha, measured ${measured} ha`,
  write: (lots) => `Write ${lots} lots`,
  writeValid: (lots) => `Write only the ${lots} right ones`,
  allOrNothing:
    "Some rows are not right: correct the file and choose it again to write all, or write only the right ones.",
  confirmFirst: "Confirm the coordinate system before writing.",
  written: (added, changed) => `Written: ${added} lots added, ${changed} changed.`,
  undo: "Undo the whole import",
  undone: "The import was undone.",
  close: "Back to the lots",
  map: "On the map: a full line is a new lot, a dashed one a changed lot, a dotted red one a row that is not right.",
};
