import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { confidence } from "./figures.ts";
import { byRowId, forRead, READERS, rowId, siteFilter } from "./land-use.ts";
import { clockTopic } from "./legal-clock.ts";
import { isoDate, slug } from "./units.ts";

/** From where on something is an alert: choices of this project, no law. The legal clock has its own, with the rules it cites. */
export const ALERT_THRESHOLDS = {
  /** Capital carried out below this share of what is registered, so many months after the first certificate. */
  capitalShare: 0.3,
  capitalAfterMonths: 36,
  /** Change of a project between two approved reports, as a share of the one before, and by so much at least. */
  changeShare: 0.5,
  changeAtLeast: { billionVnd: 5, millionUsd: 0.25, jobs: 50, ha: 1 },
  /** Sum of the lots of a site against the area published for it. */
  siteAreaShare: 0.005,
  /** Stated area of a lot against its outline. */
  lotAreaShare: 0.005,
  /** A report is `high` from so many days after its deadline. */
  lateDaysHigh: 30,
} as const;

const alertKind = z.enum([
  "idleLand",
  "lateReport",
  "capitalBehind",
  "capitalBeyond",
  "unusualChange",
  "lotsDoNotSum",
  "lotAreaDiffers",
]);
export const ALERT_SEVERITIES = ["high", "medium", "low"] as const;

/** Days that terms can be counted from and to without leaving the calendar. */
const dayAsked = isoDate.check(z.refine((day) => day >= "1990-01-01" && day <= "2100-12-31", "dayAsked"));

/** What to do next; the client has a sentence for each. */
const nextStep = z.enum([
  "sendLetter",
  "reportToAuthority",
  "watch",
  "completeFacts",
  "askForReport",
  "askAboutCapital",
  "checkReport",
  "checkLots",
  "measureAgain",
]);

const reading = z.object({
  clock: z.enum(["unused", "behindSchedule"]),
  state: z.enum(["notApplicable", "running", "dueSoon", "overdue", "extended", "suspended", "unknown"]),
  reason: z.nullable(z.string()),
  term: z.nullable(z.enum(["first", "extension"])),
  countedFrom: z.nullable(isoDate),
  deadline: z.nullable(isoDate),
  elapsedDays: z.nullable(z.int()),
  suspendedDays: z.nullable(z.int()),
  /** Negative once the deadline has passed. */
  daysLeft: z.nullable(z.int()),
  ruleIds: z.array(slug),
  steps: z.array(z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
  caveats: z.array(z.string()),
});

/** A dated fact or a number that the alert rests on. */
const evidence = z.object({
  key: z.enum([
    "handover",
    "leaseStarted",
    "leaseEnded",
    "useStarted",
    "useStopped",
    "useResumed",
    "scheduleRegistered",
    "scheduleMet",
    "extension",
    "forceMajeure",
    "leased",
    "deployed",
    "idle",
    "deadline",
    "certificate",
    "registered",
    "implemented",
    "before",
    "after",
    "stated",
    "measured",
    "sumOfLots",
    "published",
  ]),
  /** Its day, or its first one. */
  on: z.nullable(isoDate),
  to: z.nullable(isoDate),
  value: z.nullable(z.number()),
  unit: z.nullable(z.enum(["ha", "billionVnd", "millionUsd", "jobs"])),
  /** Number of a document, or id of a published figure. */
  document: z.nullable(z.string()),
});

const alert = z.object({
  kind: alertKind,
  severity: z.enum(ALERT_SEVERITIES),
  siteId: slug,
  lotId: z.nullable(rowId),
  lotCode: z.nullable(z.string()),
  leaseId: z.nullable(rowId),
  projectId: z.nullable(rowId),
  projectNameVi: z.nullable(z.string()),
  periodId: z.nullable(rowId),
  /** Days past the deadline, negative: days still left; null where there is none. */
  daysOver: z.nullable(z.int()),
  evidence: z.array(evidence),
  /** Of idle land: both clocks, the one that calls for more first. */
  readings: z.array(reading),
  nextStep,
});
export type LandAlert = z.output<typeof alert>;
export type AlertEvidence = z.output<typeof evidence>;

export const landAlerts = endpoint({
  name: "landAlerts",
  method: "GET",
  path: "/api/land/alerts",
  access: READERS,
  allowsToken: true,
  summary:
    "What calls for attention on a day: idle land by the legal clock, late reports, capital, changes and areas that do not agree",
  params: z.object({}),
  query: z.strictObject({ ...forRead, on: dayAsked, siteId: siteFilter }),
  output: z.object({
    items: z.array(alert),
    /** Rules that the readings cite, with their documents. */
    rules: z.array(
      z.object({
        id: slug,
        topic: clockTopic,
        documentNumber: z.string(),
        article: z.string(),
        months: z.nullable(z.int()),
        confidence,
        sourceId: slug,
      }),
    ),
    thresholds: z.object({
      capitalShare: z.number(),
      capitalAfterMonths: z.int(),
      changeShare: z.number(),
      changeAtLeast: z.object({ billionVnd: z.number(), millionUsd: z.number(), jobs: z.int(), ha: z.number() }),
      siteAreaShare: z.number(),
      lotAreaShare: z.number(),
      lateDaysHigh: z.int(),
    }),
  }),
});

const run = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string() }),
  /** Written from a member of the alert or of a rule, which `from` names. */
  z.object({ kind: z.literal("bound"), text: z.string(), from: z.string(), value: z.union([z.string(), z.number()]) }),
]);

export const alertLetter = endpoint({
  name: "landAlertLetter",
  method: "GET",
  path: "/api/land/alerts/:id/letter",
  access: READERS,
  summary: "Draft of the letter to a lessee whose land is idle, by the id of the lease; nothing is sent",
  params: byRowId,
  query: z.strictObject({ ...forRead, on: dayAsked }),
  output: z.object({
    subject: z.array(run),
    addressee: z.array(run),
    blocks: z.array(z.object({ kind: z.enum(["heading", "paragraph", "item"]), runs: z.array(run) })),
    /** For the officer: what to check before signing. */
    cautions: z.array(z.string()),
  }),
});

export const LETTER_FORMATS = ["docx", "pdf"] as const;
export type LetterFormat = (typeof LETTER_FORMATS)[number];

export const alertLetterFile = endpoint({
  name: "landAlertLetterFile",
  method: "GET",
  path: "/api/land/alerts/:id/letter/:format",
  access: READERS,
  summary: "The same draft as a document in the administrative form, to be edited (docx) or printed (pdf), as base64",
  params: z.extend(byRowId, { format: z.enum(LETTER_FORMATS) }),
  query: z.strictObject({ ...forRead, on: dayAsked }),
  output: z.object({ fileName: z.string(), document: z.string() }),
});
