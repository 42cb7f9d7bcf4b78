import * as z from "zod/mini";
import { decimal, flag, integer, optional } from "./csv-cells.ts";
import { isoDate, nfcText, slug } from "./units.ts";

/**
 * Rows of the land-use tables under geodata/illustrative/land/. Columns are those of the tables of schema `land`, with ids that
 * speak in the place of its numbers; a range of days is two columns, both days included.
 */

const areaHa = decimal;

/** Properties of a lot in land/lots.geojson. */
export const lotProperties = z.strictObject({
  id: slug,
  site_id: slug,
  /** Once per site. */
  code: nfcText,
  stated_area_ha: z.number().check(z.gt(0)),
  use: z.enum(["industrial", "service", "green", "road", "technical"]),
  in_force_from: isoDate,
  in_force_to: z.nullable(isoDate),
  source_id: slug,
  note: nfcText,
});

export const enterpriseRow = z.strictObject({
  id: slug,
  tax_code: optional(z.string().check(z.regex(/^\d{10}(-\d{3})?$/, "taxCode"))),
  name_vi: nfcText,
  name_en: nfcText,
  /** ISO 3166-1 alpha-2; XX where none is named. */
  country: z.string().check(z.regex(/^[A-Z]{2}$/, "country")),
  note: optional(nfcText),
});

export const projectRow = z.strictObject({
  id: slug,
  enterprise_id: slug,
  site_id: slug,
  name_vi: nfcText,
  name_en: nfcText,
  note: optional(nfcText),
});

/** A certificate and its amendments as filed; the last one issued holds. */
export const projectVersionRow = z.strictObject({
  id: slug,
  project_id: slug,
  n: integer,
  kind: z.enum(["first", "amendment", "termination"]),
  certificate_number: nfcText,
  received_on: isoDate,
  issued_on: isoDate,
  /** VSIC 2018. */
  sector_code: z.string().check(z.regex(/^\d{2,5}$/, "vsic")),
  registered_billion_vnd: optional(decimal),
  registered_million_usd: optional(decimal),
  is_fdi: flag,
  jobs_registered: optional(integer),
  note: optional(nfcText),
});

export const leaseRow = z.strictObject({
  id: slug,
  lot_id: slug,
  project_id: slug,
  contract_number: nfcText,
  signed_on: isoDate,
  during_from: isoDate,
  during_to: optional(isoDate),
  area_ha: areaHa,
  note: optional(nfcText),
});

export const lotEventRow = z.strictObject({
  id: slug,
  lot_id: slug,
  kind: z.enum(["planned", "cleared", "state-leased", "serviced", "leasable", "deployed", "undeployed", "withdrawn"]),
  happened_on: isoDate,
  /** Of `deployed`: hectares in use from that day on. */
  area_ha: optional(areaHa),
  document_number: nfcText,
  document_on: isoDate,
  document_issuer: nfcText,
  note: optional(nfcText),
});

/** What the legal clock counts with, beside use: handover, registered schedule, extensions, force majeure. */
export const leaseFactRow = z.strictObject({
  id: slug,
  lease_id: slug,
  kind: z.enum(["handover", "schedule", "extension", "force-majeure"]),
  /** Handover: its day. Schedule: the day it was registered. Otherwise the first day. */
  from_day: isoDate,
  /** Schedule: the day by which all land is to be in use. Otherwise the last day; empty while it lasts. */
  to_day: optional(isoDate),
  is_fee_paid: optional(flag),
  document_number: nfcText,
  note: optional(nfcText),
});

export const periodRow = z.strictObject({
  id: slug,
  /** Those that run by a rule, which gives their days. */
  kind: z.enum(["month", "quarter", "half-year", "year"]),
  from_day: isoDate,
  to_day: isoDate,
  due_on: isoDate,
  source_id: slug,
});

/** What a project had carried out and in use at the end of a period. */
export const periodReportRow = z.strictObject({
  id: slug,
  period_id: slug,
  project_id: slug,
  site_id: slug,
  implemented_billion_vnd: optional(decimal),
  implemented_million_usd: optional(decimal),
  jobs: optional(integer),
  deployed_ha: areaHa,
});

export const LAND_TABLES = {
  "land/enterprises.csv": enterpriseRow,
  "land/projects.csv": projectRow,
  "land/project-versions.csv": projectVersionRow,
  "land/leases.csv": leaseRow,
  "land/lot-events.csv": lotEventRow,
  "land/lease-facts.csv": leaseFactRow,
  "land/periods.csv": periodRow,
  "land/period-reports.csv": periodReportRow,
} as const;
