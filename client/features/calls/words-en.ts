import type { Words } from "./words-vi.ts";

/** Texts of the list of calls. */
export const words: Words = {
  title: "Calls for investment",
  intro:
    "Projects that the province asks investors for, by the document named with each. What the document does not say is listed apart; calls that have lapsed are kept for reference.",
  states: {
    open: "Open",
    upcoming: "Not open yet",
    undated: "Validity not known",
    expired: "Past the validity of their list",
  },
  noneOpen: "No public source tells of a call that is open now.",
  empty: "No call for investment had been published",
  area: "Area",
  hectares: "ha",
  capital: "Capital called for",
  billionVnd: "billion VND",
  place: "Place",
  sectors: "Sectors",
  form: "Form",
  land: "Land",
  lands: { cleared: "cleared", partly: "partly cleared", uncleared: "not cleared" },
  basis: "Document",
  validity: "Validity",
  from: "from",
  until: "until",
  contact: "Contact",
  note: "Note",
  source: "Source",
  entered: "Entered in this system, approved for publication on",
  unsaid: "Not stated or not found",
  files: "Download the list (in Vietnamese)",
  formats: { pdf: "PDF", docx: "Word", xlsx: "Excel" },
};
