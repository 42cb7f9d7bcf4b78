import { words as form } from "../form/words-en.ts";
import type { Words } from "./words-vi.ts";

export const words: Words = {
  title: "Hand in a report",
  ended:
    "This link was used, has expired or was replaced. To hand in or correct a report, ask the management board for a new one.",
  period: "Period",
  due: "Due on",
  until: "The link works until",
  correction: "This report corrects approved figures of the same period.",
  illustrative: "Made-up figures, not real ones.",
  returned: "The management board returned the report to be corrected:",
  steps: {
    fetch: "Fetch the form",
    send: "Send it filled in",
    handIn: "Look it over and hand it in",
  },
  fetchLead:
    "The Excel form holds the projects, their certificates and the figures of the period before. Fill in the yellow cells only.",
  fetch: "Download the Excel form",
  sendLead:
    "Every cell is checked, and nothing is written until you say so. You may send it as often as you like before handing in.",
  empty: "empty",
  project: "Project",
  reviewLead:
    "Cumulated to the last day of the period, as the report has it; the small line is what was approved last.",
  earlier: "approved",
  missing: "not filled in",
  handIn: "Hand in the report",
  handInSure: "Once handed in, the figures stay as they are and this link ends.",
  handInYes: "Hand it in, I have looked it over",
  handInNo: "Not yet",
  nothingYet: "The report has no figures yet, so it cannot be handed in.",
  unfilled: (count) =>
    count === 1 ? "One project has nothing filled in." : `${count} projects have nothing filled in.`,
  done: "The report is handed in",
  doneLead:
    "The management board has it. If anything is to be corrected it will send a new link with the reason; you may close this page.",
  fields: form.fields,
  link: {
    byLink: "Let the infrastructure developer hand it in by a link",
    title: "Link for handing in",
    lead: "For the infrastructure developer: no account needed, opens the form of this report only, ends when it is handed in.",
    open: (by) => `There is a link made by ${by} that works until`,
    someone: "somebody else",
    days: "Works for",
    daysOf: { 3: "three days", 7: "a week", 14: "two weeks", 30: "thirty days", 60: "sixty days" },
    make: "Make a link",
    again: "Make a new link and end the old one",
    end: "End the link",
    once: "Shown this once. Send it to the reporter alone:",
    copy: "Copy",
    copied: "Copied",
  },
};
