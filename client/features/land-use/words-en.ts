import type { Words } from "./words-vi.ts";

export const words: Words = {
  tabs: {
    landLots: "Lots",
    landRegisters: "Registers",
    landReports: "Period reports",
    landAlerts: "Alerts",
    landEnquiries: "Enquiries",
    landLog: "Log",
  },
  tabsLabel: "Land use",
  site: "Zone or cluster",
  allSites: "All",
  notAllowed: "This account has no role that may see this; ask an administrator.",
  files: { docx: "Download DOCX", pdf: "Download PDF", xlsx: "Download Excel with formulas", making: "Making it…" },
};
