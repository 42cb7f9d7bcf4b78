import * as z from "zod/mini";
import { dataSet, dataViewAndSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { confidence } from "./figures.ts";
import { REPORT_FORMATS } from "./report-formats.ts";
import { isoDate, slug } from "./units.ts";

export const LAND_STATUSES = ["cleared", "partly", "uncleared"] as const;

const words = z.nullable(z.string());

/** A project that the province asks investors for, as its document has it; null is what that does not say. */
export const investmentCall = z.object({
  id: slug,
  dataSet,
  site: z.object({ id: slug, nameVi: z.string(), nameEn: z.string() }),
  nameVi: z.string(),
  nameEn: words,
  placeVi: words,
  placeEn: words,
  areaHa: z.nullable(z.number()),
  capitalBillionVnd: z.nullable(z.number()),
  sectorsVi: words,
  sectorsEn: words,
  formVi: words,
  formEn: words,
  landStatus: z.nullable(z.enum(LAND_STATUSES)),
  contactVi: words,
  contactEn: words,
  /** Number and day of the document that calls. */
  legalBasis: words,
  issuer: words,
  /** First and last day on which the call holds. */
  validFrom: z.nullable(isoDate),
  validTo: z.nullable(isoDate),
  asOf: isoDate,
  knownOn: isoDate,
  noteVi: words,
  noteEn: words,
  /** Where it was read; null where it was entered here and let through. */
  source: z.nullable(z.object({ id: slug, locator: words })),
  confidence: z.nullable(confidence),
  /** The row of land use it is, as it was in that version. */
  entered: z.nullable(z.object({ id: z.int(), version: z.int() })),
});
export type InvestmentCall = z.output<typeof investmentCall>;

export const investmentCalls = endpoint({
  name: "investmentCalls",
  method: "GET",
  path: "/api/calls",
  access: "public",
  summary: "Calls for investment: site, sectors, hectares, capital, document, contact and validity of each",
  params: z.object({}),
  query: z.strictObject({ ...dataViewAndSet, siteId: z.optional(slug) }),
  output: z.object({ items: z.array(investmentCall), total: z.int() }),
});

export const CALL_FILE_PATH = "/api/calls.{format}";
export const callFile = {
  params: z.object({ format: z.enum(REPORT_FORMATS) }),
  query: z.strictObject(dataViewAndSet),
};
