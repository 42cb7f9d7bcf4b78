import * as z from "zod/mini";
import { instant } from "./auth.ts";
import { dataSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { lineDetails, readForm, sentForm, workbook } from "./land-reports.ts";
import { byRowId, EDITORS, forRead, forWrite, LAND_BODY_BYTES, longText, rowId } from "./land-use.ts";
import { isoDate } from "./units.ts";

/** How long an upload link lasts, in days. */
export const LINK_DAYS = { least: 1, most: 60, usual: 14 } as const;

const path = "/api/land/reports/:id/upload-link";

export const uploadLink = endpoint({
  name: "landUploadLink",
  method: "GET",
  path,
  access: EDITORS,
  summary: "The open link by which a developer hands in a report, without its code; null where there is none",
  params: byRowId,
  query: z.strictObject(forRead),
  output: z.object({
    link: z.nullable(z.object({ madeBy: z.nullable(z.string()), madeAt: instant, expiresAt: instant })),
  }),
});

export const makeUploadLink = endpoint({
  name: "landUploadLinkMake",
  method: "POST",
  path,
  access: EDITORS,
  summary: "Make the link by which a developer without an account hands in a report, once; an earlier one ends",
  params: byRowId,
  query: z.strictObject(forWrite),
  body: z.strictObject({ days: z.int().check(z.gte(LINK_DAYS.least), z.lte(LINK_DAYS.most)) }),
  /** The code stands behind `#`, which browsers send to nobody; it is told this once. */
  output: z.object({ path: z.string(), expiresAt: instant }),
});

export const endUploadLink = endpoint({
  name: "landUploadLinkEnd",
  method: "DELETE",
  path,
  access: EDITORS,
  summary: "End the open link of a report",
  params: byRowId,
  query: z.strictObject(forWrite),
  output: z.object({}),
});

/** The code is sent in the body, so that no log keeps it. */
const code = z.string().check(z.minLength(1), z.maxLength(100));
const justCode = z.strictObject({ code });
const byCode = { method: "POST", access: "public", params: z.object({}), query: z.strictObject({}) } as const;

const line = z.object(lineDetails);

export const uploadState = endpoint({
  ...byCode,
  name: "uploadState",
  path: "/api/upload",
  summary: "The report that an upload link is for: site, period, deadline, and what is filled in so far",
  body: justCode,
  output: z.object({
    siteVi: z.string(),
    siteEn: z.string(),
    dataSet,
    period: z.object({
      fromDay: isoDate,
      toDay: isoDate,
      dueOn: isoDate,
      kind: z.string(),
      title: z.nullable(z.string()),
    }),
    state: z.enum(["draft", "returned"]),
    /** 2 and more: corrects what was approved before. */
    number: z.int(),
    /** Why it was returned. */
    remark: z.nullable(longText),
    expiresAt: instant,
    lines: z.array(
      z.object({
        projectId: rowId,
        projectVi: z.string(),
        projectEn: z.nullable(z.string()),
        enterpriseVi: z.string(),
        leasedHa: z.number(),
        /** Of the newest approved report before. */
        earlier: z.nullable(z.extend(z.omit(line, { note: true }), { toDay: isoDate })),
        line: z.nullable(line),
      }),
    ),
  }),
});

export const uploadForm = endpoint({
  ...byCode,
  name: "uploadForm",
  path: "/api/upload/form",
  summary: "The form of the report that an upload link is for, as a workbook",
  body: justCode,
  output: z.object(workbook),
});

const sentByCode = z.extend(sentForm, { code });

export const uploadCheck = endpoint({
  ...byCode,
  name: "uploadCheck",
  path: "/api/upload/check",
  maxBodyBytes: LAND_BODY_BYTES,
  summary: "What a filled form would change, cell by cell, and what is wrong at which; nothing is written",
  body: sentByCode,
  output: readForm,
});

export const uploadWrite = endpoint({
  ...byCode,
  name: "uploadWrite",
  path: "/api/upload/write",
  maxBodyBytes: LAND_BODY_BYTES,
  summary: "Writes what a filled form changes in the report of the link: all of it, or, with anything wrong, nothing",
  body: sentByCode,
  output: z.object({ changed: z.int() }),
});

export const uploadHandIn = endpoint({
  ...byCode,
  name: "uploadHandIn",
  path: "/api/upload/hand-in",
  summary: "Hands in the report of an upload link, which is used up by it",
  body: justCode,
  output: z.object({}),
});

export const UPLOAD_ENDPOINTS = [
  uploadLink,
  makeUploadLink,
  endUploadLink,
  uploadState,
  uploadForm,
  uploadCheck,
  uploadWrite,
  uploadHandIn,
];
