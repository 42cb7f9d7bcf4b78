import * as z from "zod/mini";
import { LAND_STATUSES } from "./calls.ts";
import { endpoint } from "./endpoint.ts";
import {
  byRowId,
  changeOf,
  EDITORS,
  forWrite,
  landRows,
  longText,
  nameText,
  note,
  rowId,
  siteFilter,
  statedHa,
} from "./land-use.ts";
import { isoDate, nfcText, slug } from "./units.ts";

const optionalName = z.nullable(nameText);
const callFields = {
  nameVi: nameText,
  /** Number and day of the document that calls. */
  legalBasis: nameText,
  issuer: nfcText.check(z.maxLength(200)),
  issuedOn: isoDate,
};
const callDetails = {
  nameEn: optionalName,
  placeVi: optionalName,
  placeEn: optionalName,
  areaHa: z.nullable(statedHa),
  capitalBillionVnd: z.nullable(z.number().check(z.gt(0), z.lt(1e9))),
  sectorsVi: z.nullable(longText),
  sectorsEn: z.nullable(longText),
  formVi: optionalName,
  formEn: optionalName,
  landStatus: z.nullable(z.enum(LAND_STATUSES)),
  contactVi: optionalName,
  contactEn: optionalName,
  validFrom: z.nullable(isoDate),
  validTo: z.nullable(isoDate),
  note,
};
const row = z.object({ id: rowId, siteId: slug, ...callFields, ...callDetails, rowVersion: z.int() });

export const calls = landRows({
  kind: "calls",
  name: "landCall",
  what: "a call for investment",
  writers: EDITORS,
  row,
  fresh: z.strictObject({ siteId: slug, ...callFields, ...z.partial(z.strictObject(callDetails)).shape }),
  change: changeOf(z.strictObject({ ...callFields, ...callDetails })),
  filters: { siteId: siteFilter },
});

const step = <N extends string>(name: N, action: string, summary: string) =>
  endpoint({
    name,
    method: "POST",
    path: `/api/land/calls/:id/${action}`,
    access: ["approver"],
    ifMatch: "always",
    summary,
    params: byRowId,
    query: z.strictObject(forWrite),
    body: z.strictObject({}),
    output: row,
  });

export const publishCall = step(
  "landCallPublish",
  "publish",
  "Let the public see a call as it is now; refused to whoever wrote any of what is new in it",
);
export const withdrawCall = step("landCallWithdraw", "withdraw", "Take a call back from the public");

export const CALL_ENDPOINTS = [publishCall, withdrawCall];
