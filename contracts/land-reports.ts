import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { REPORT_FORMATS } from "./report-formats.ts";
import {
  byRowId,
  changeOf,
  EDITORS,
  forRead,
  forWrite,
  LAND_BODY_BYTES,
  landRows,
  longText,
  note,
  READERS,
  rowId,
  rowIdFilter,
  siteFilter,
  statedHa,
} from "./land-use.ts";
import { isoDate, nfcText, slug } from "./units.ts";

const rowVersion = z.int();
const APPROVERS = ["approver"] as const;

export const PERIOD_KINDS = ["month", "quarter", "half-year", "year", "ad-hoc"] as const;
const periodState = z.enum(["open", "closed", "reopened"]);
const title = nfcText.check(z.maxLength(200));

/** How periods run by the document that asks for them. */
export const periodRules = endpoint({
  name: "landPeriodRules",
  method: "GET",
  path: "/api/land/period-rules",
  access: READERS,
  summary: "How reporting periods run: kinds, cut-off days, deadlines, and the documents that say so",
  params: z.object({}),
  query: z.strictObject(forRead),
  output: z.object({
    items: z.array(
      z.object({
        id: slug,
        kind: z.enum(PERIOD_KINDS),
        siteKind: z.nullable(z.string()),
        /** 1: calendar months; 15: from the 15th of the month before to the 14th of the last. */
        cutOffDay: z.int(),
        dueDays: z.nullable(z.int()),
        validFrom: isoDate,
        validTo: z.nullable(isoDate),
        document: z.string(),
        locator: z.string(),
        confidence: z.enum(["high", "medium", "low"]),
        noteVi: z.string(),
        noteEn: z.string(),
      }),
    ),
  }),
});

export const periods = landRows({
  kind: "periods",
  name: "landPeriod",
  what: "a reporting period",
  writers: ["editor", "approver"],
  row: z.object({
    id: rowId,
    kind: z.enum(PERIOD_KINDS),
    ruleId: z.nullable(slug),
    year: z.nullable(z.int()),
    number: z.nullable(z.int()),
    fromDay: isoDate,
    toDay: isoDate,
    dueOn: isoDate,
    title: z.nullable(title),
    document: z.nullable(title),
    state: periodState,
    rowVersion,
  }),
  /** By a rule, which gives the days; or ad hoc, with the letter that asks for it. */
  fresh: z.union([
    z.strictObject({
      ruleId: slug,
      year: z.int().check(z.gte(1990), z.lte(2100)),
      number: z.int().check(z.gte(1), z.lte(12)),
    }),
    z.strictObject({
      kind: z.literal("ad-hoc"),
      title,
      document: title,
      fromDay: isoDate,
      toDay: isoDate,
      dueOn: isoDate,
    }),
  ]),
  change: changeOf(z.strictObject({ dueOn: isoDate })),
  filters: { state: z.optional(periodState) },
});

export const reportState = z.enum(["draft", "submitted", "returned", "approved"]);
const report = z.object({
  id: rowId,
  periodId: rowId,
  siteId: slug,
  /** 2 and more: corrects what was approved before. */
  number: z.int(),
  authorId: z.string(),
  state: reportState,
  submittedAt: z.nullable(z.string()),
  approvedAt: z.nullable(z.string()),
  /** Why it was returned, or what the approver noted. */
  remark: z.nullable(longText),
  note,
  rowVersion,
});
export const reports = landRows({
  kind: "reports",
  name: "landReport",
  what: "a site's report of a period",
  writers: EDITORS,
  row: report,
  fresh: z.strictObject({ periodId: rowId, siteId: slug, note: z.optional(note) }),
  change: changeOf(z.strictObject({ note })),
  filters: { periodId: rowIdFilter, siteId: siteFilter, state: z.optional(reportState) },
});

const capital = z.number().check(z.gte(0), z.lt(1e9));
export const lineDetails = {
  /** Implemented since the beginning, as filed, each in its own currency. */
  implementedBillionVnd: z.nullable(capital),
  implementedMillionUsd: z.nullable(capital),
  jobs: z.nullable(z.int().check(z.gte(0), z.lte(1_000_000))),
  deployedHa: z.nullable(z.union([z.literal(0), statedHa])),
  note,
};
export const reportProjects = landRows({
  kind: "report-projects",
  name: "landReportProject",
  what: "what a report says of a project",
  writers: EDITORS,
  row: z.object({ id: rowId, reportId: rowId, projectId: rowId, ...lineDetails, rowVersion }),
  fresh: z.strictObject({ reportId: rowId, projectId: rowId, ...z.partial(z.strictObject(lineDetails)).shape }),
  change: changeOf(z.strictObject(lineDetails)),
  filters: { reportId: rowIdFilter, projectId: rowIdFilter },
});

const step = <N extends string, A extends readonly ["editor" | "approver"], B extends z.ZodMiniType>(
  name: N,
  action: string,
  access: A,
  summary: string,
  body: B,
) =>
  endpoint({
    name,
    method: "POST",
    path: `/api/land/reports/:id/${action}`,
    access,
    ifMatch: "always",
    summary,
    params: byRowId,
    query: z.strictObject(forWrite),
    body,
    output: report,
  });

export const submitReport = step(
  "landReportSubmit",
  "submit",
  EDITORS,
  "Hand a report in; its lines stay as they are until it is returned",
  z.strictObject({}),
);
export const returnReport = step(
  "landReportReturn",
  "return",
  APPROVERS,
  "Give a report back to its author, with the reason",
  z.strictObject({ remark: longText }),
);
/** The one way to what the public sees. */
export const approveReport = step(
  "landReportApprove",
  "approve",
  APPROVERS,
  "Approve a report and publish its figures; refused to whoever wrote any of it",
  z.strictObject({ remark: z.optional(z.nullable(longText)) }),
);

const capitalRead = z.nullable(z.number());
/** What a report is filled in beside: certificates, lots, and what the last approved report said. */
export const reportLines = endpoint({
  name: "landReportLines",
  method: "GET",
  path: "/api/land/reports/:id/lines",
  access: READERS,
  summary:
    "Projects that a report is about, each with its line, its certificate, its lots and what was approved before",
  params: byRowId,
  query: z.strictObject(forRead),
  output: z.object({
    items: z.array(
      z.object({
        projectId: rowId,
        projectVi: z.string(),
        projectEn: z.nullable(z.string()),
        enterpriseVi: z.string(),
        certificateNumber: z.nullable(z.string()),
        registeredBillionVnd: capitalRead,
        registeredMillionUsd: capitalRead,
        leasedHa: z.number(),
        lotsDeployedHa: z.number(),
        earlier: z.nullable(
          z.object({
            toDay: isoDate,
            implementedBillionVnd: capitalRead,
            implementedMillionUsd: capitalRead,
            jobs: z.nullable(z.int()),
            deployedHa: capitalRead,
          }),
        ),
        line: z.nullable(reportProjects.get.output),
      }),
    ),
  }),
});

/** What does not agree: each with the figure stated and the one expected. */
export const reportFindings = endpoint({
  name: "landReportFindings",
  method: "GET",
  path: "/api/land/reports/:id/findings",
  access: READERS,
  summary: "What in a report does not agree with lots, certificates and the report before",
  params: byRowId,
  query: z.strictObject(forRead),
  output: z.object({
    items: z.array(
      z.object({
        rule: z.enum(["deployedAsLots", "implementedWithinRegistered", "implementedNeverFalls", "projectReported"]),
        projectId: rowId,
        stated: z.nullable(z.number()),
        expected: z.nullable(z.number()),
      }),
    ),
  }),
});

/** The report as a document: tables with live formulas (xlsx), or in the administrative form (pdf, docx). */
export const reportFile = endpoint({
  name: "landReportFile",
  method: "GET",
  path: "/api/land/reports/:id/file/:format",
  access: READERS,
  summary: "A site's report of a period as a document, as base64; one that is not approved says so on its first page",
  params: z.extend(byRowId, { format: z.enum(REPORT_FORMATS) }),
  query: z.strictObject(forRead),
  output: z.object({ fileName: z.string(), document: z.string() }),
});

const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/, "base64"), z.maxLength(1_900_000));
const cellValue = z.nullable(z.union([z.number(), z.string()]));
export const workbook = { fileName: z.string(), workbook: base64 };

/** The workbook a site's figures of a period are filled in, as base64. */
export const reportForm = endpoint({
  name: "landReportForm",
  method: "GET",
  path: "/api/land/reports/:id/form",
  access: READERS,
  summary:
    "The form of a report as a workbook: a line for each project, earlier figures beside, all locked but what is asked for",
  params: byRowId,
  query: z.strictObject(forRead),
  output: z.object(workbook),
});

export const sentForm = z.strictObject({
  fileName: nfcText.check(z.maxLength(200)),
  workbook: base64,
  /** What a cell means that can be read in two ways, or was changed by somebody else meanwhile. */
  answers: z.optional(
    z.array(z.strictObject({ cell: z.string().check(z.regex(/^[A-Z]{1,2}\d{1,5}$/, "cell")), value: cellValue })),
  ),
});
const lineField = z.enum(["implementedBillionVnd", "implementedMillionUsd", "jobs", "deployedHa", "note"]);
const formChange = z.object({
  cell: z.string(),
  row: z.int(),
  projectId: rowId,
  field: lineField,
  before: cellValue,
  after: cellValue,
});
const formIssue = z.object({
  /** Null where the file as a whole is meant. */
  cell: z.nullable(z.string()),
  /** Whose cell it is; null where a row or the whole file is meant. */
  projectId: z.nullable(rowId),
  field: z.nullable(lineField),
  code: z.enum(["file", "head", "row", "unreadable", "ambiguous", "range", "whole", "stale"]),
  messageVi: z.string(),
  messageEn: z.string(),
  /** What the cell may mean: one of them is to be chosen. */
  options: z.array(cellValue),
});

/** What a form that was sent would change, and what is wrong in it. */
export const readForm = z.object({
  changes: z.array(formChange),
  issues: z.array(formIssue),
  /** The same workbook with what is wrong marked at its cell; null where nothing is. */
  marked: z.nullable(z.object(workbook)),
});

export const checkForm = endpoint({
  name: "landReportFormCheck",
  method: "POST",
  path: "/api/land/reports/:id/form/check",
  access: EDITORS,
  maxBodyBytes: LAND_BODY_BYTES,
  summary: "What a filled form would change, cell by cell, and what is wrong at which; nothing is written",
  params: byRowId,
  query: z.strictObject(forRead),
  body: sentForm,
  output: readForm,
});

export const applyForm = endpoint({
  name: "landReportFormApply",
  method: "POST",
  path: "/api/land/reports/:id/form",
  access: EDITORS,
  ifMatch: "always",
  maxBodyBytes: LAND_BODY_BYTES,
  summary: "Writes what a filled form changes: all of it, or, with anything wrong, nothing",
  params: byRowId,
  query: z.strictObject(forWrite),
  body: sentForm,
  output: z.object({ changed: z.int(), report }),
});

export const changePeriodState = endpoint({
  name: "landPeriodState",
  method: "POST",
  path: "/api/land/periods/:id/state",
  access: APPROVERS,
  ifMatch: "always",
  summary: "Close a period, or open it again; in a closed one no report begins",
  params: byRowId,
  query: z.strictObject(forWrite),
  body: z.strictObject({ state: z.enum(["closed", "reopened"]) }),
  output: periods.get.output,
});

/** Who has reported, who is late. */
export const periodProgress = endpoint({
  name: "landPeriodProgress",
  method: "GET",
  path: "/api/land/periods/:id/progress",
  access: READERS,
  allowsToken: true,
  summary: "Sites with land use and how far the report of each has come; late ones with the days",
  params: byRowId,
  query: z.strictObject({ ...forRead, on: isoDate }),
  output: z.object({
    items: z.array(
      z.object({
        siteId: slug,
        nameVi: z.string(),
        nameEn: z.string(),
        reportId: z.nullable(rowId),
        state: z.nullable(reportState),
        /** Days after the deadline without a report handed in; 0 while there is none to wait for. */
        lateDays: z.int(),
      }),
    ),
  }),
});

export const REPORT_ENDPOINTS = [
  periodRules,
  submitReport,
  returnReport,
  approveReport,
  reportLines,
  reportFindings,
  reportFile,
  reportForm,
  checkForm,
  applyForm,
  changePeriodState,
  periodProgress,
];
