import * as z from "zod/mini";
import { LAND_STATUSES } from "./calls.ts";
import { checkKind } from "./checks.ts";
import { confidence, method, qualifier } from "./figures.ts";
import { decimal, flag, idList, integer, optional, within } from "./csv-cells.ts";
import { LAND_TABLES } from "./geodata-land.ts";
import { clockBasis, clockTopic } from "./legal-clock.ts";
import { STRUCTURES, type Structure } from "./market-class.ts";
import { metricId } from "./metrics.ts";
import { fact, geometryQuality, obstacle, siteKind, siteStatus } from "./sites.ts";
import { source } from "./sources.ts";
import { planTopic } from "./plan-versions.ts";
import { figureId, isoDate, latitude, longitude, nfcText, period, slug } from "./units.ts";

/**
 * Rows of the CSV tables under geodata/, as text → typed row. Column names are the snake_case of the JSON names.
 * An empty cell is null. geodata/README.md explains every column; the importer reports file, row, column and expectation.
 */

export const sourceRow = z.strictObject({
  id: slug,
  title_vi: nfcText,
  title_en: nfcText,
  number: optional(nfcText),
  publisher: nfcText,
  kind: source.shape.kind,
  language: source.shape.language,
  published_on: optional(isoDate),
  retrieved_on: optional(isoDate),
  url: optional(z.url({ protocol: /^https?$/ })),
  licence: optional(nfcText),
  credit: optional(nfcText),
  reliability: confidence,
  note_vi: optional(nfcText),
  note_en: optional(nfcText),
});

/**
 * Administrative units; the shape is the feature of the same id in boundaries/<level>-<year>.geojson. GSO codes are used
 * again after July 2025 for other units: only the id is unique.
 */
export const adminUnitRow = z.strictObject({
  id: slug,
  level: z.enum(["province", "district", "commune"]),
  code: z.string().check(z.regex(/^\d{2,5}$/, "gsoCode")),
  name_vi: nfcText,
  name_en: nfcText,
  type: z.enum(["tỉnh", "thành phố", "thị xã", "huyện", "phường", "thị trấn", "xã"]),
  parent_id: optional(slug),
  /** First day of the unit; empty for those older than the data. */
  valid_from: optional(isoDate),
  /** Last day of the unit; empty while it exists. */
  valid_to: optional(isoDate),
  source_id: slug,
});

/** Which unit of before July 2025 went into which of after; the shares of one `from_id` sum to exactly 1. */
export const crosswalkRow = z.strictObject({
  from_id: slug,
  to_id: slug,
  share: decimal,
  source_id: slug,
  note_vi: optional(nfcText),
  note_en: optional(nfcText),
});

export const siteRow = z.strictObject({
  id: slug,
  kind: siteKind,
  status: siteStatus,
  parent_id: optional(slug),
  ordinal: integer,
  name_vi: nfcText,
  name_en: nfcText,
  short_name_vi: nfcText,
  short_name_en: nfcText,
  /** Other spellings and later names, separated by `;`, for search only. */
  aliases: optional(nfcText),
  commune_id: optional(slug),
  district_id: optional(slug),
  lng: optional(within(longitude)),
  lat: optional(within(latitude)),
  geometry_quality: geometryQuality,
  geometry_method_vi: optional(nfcText),
  geometry_method_en: optional(nfcText),
  geometry_source_id: optional(slug),
  position_doubt_vi: optional(nfcText),
  position_doubt_en: optional(nfcText),
  note_vi: optional(nfcText),
  note_en: optional(nfcText),
});

/** Groups of sites that sources give totals for. */
export const groupRow = z.strictObject({
  id: slug,
  name_vi: nfcText,
  name_en: nfcText,
  note_vi: optional(nfcText),
  note_en: optional(nfcText),
});
export const groupMemberRow = z.strictObject({ group_id: slug, site_id: slug, ordinal: integer });

/** What distances lead to when it is not a site of ours: cities, customs, national roads. */
export const placeRow = z.strictObject({ id: slug, name_vi: nfcText, name_en: nfcText });

/**
 * Figures are append-only: a row is never edited. A correction is a second row with the same id and a later known_on;
 * `withdrawn = yes` takes a figure back.
 */
export const figureRow = z.strictObject({
  id: figureId,
  subject_id: slug,
  metric: metricId,
  target_id: optional(slug),
  /** Digits as the source prints them, in its language: `3.931,2` (vi), `94.8` (en), `80–100` for a range. */
  printed: optional(nfcText),
  value: optional(decimal),
  low: optional(decimal),
  high: optional(decimal),
  qualifier,
  as_of: isoDate,
  period,
  method,
  source_id: optional(slug),
  locator: optional(nfcText),
  formula: optional(nfcText),
  inputs: idList,
  confidence,
  known_on: isoDate,
  restates: optional(figureId),
  withdrawn: flag,
  note_vi: optional(nfcText),
  note_en: optional(nfcText),
});

/** Dated statements in words; append-only like figures. */
export const factRow = z.strictObject({
  id: figureId,
  subject_id: slug,
  topic: fact.shape.topic,
  text_vi: nfcText,
  text_en: nfcText,
  as_of: isoDate,
  period,
  source_id: slug,
  locator: optional(nfcText),
  confidence,
  known_on: isoDate,
});

export const obstacleRow = z.strictObject({
  id: slug,
  subject_id: slug,
  topic: obstacle.shape.topic,
  text_vi: nfcText,
  text_en: nfcText,
  as_of: isoDate,
  period,
  source_id: slug,
  locator: optional(nfcText),
});

/** Projects that a published list asks investors for; an empty cell is what the list does not say. */
export const investmentCallRow = z.strictObject({
  id: slug,
  site_id: slug,
  name_vi: nfcText,
  name_en: nfcText,
  place_vi: optional(nfcText),
  place_en: optional(nfcText),
  area_ha: optional(decimal),
  capital_billion_vnd: optional(decimal),
  sectors_vi: optional(nfcText),
  sectors_en: optional(nfcText),
  form_vi: optional(nfcText),
  form_en: optional(nfcText),
  land_status: optional(z.enum(LAND_STATUSES)),
  contact_vi: optional(nfcText),
  contact_en: optional(nfcText),
  /** Number and day of the document. */
  legal_basis: optional(nfcText),
  issuer: optional(nfcText),
  valid_from: optional(isoDate),
  /** Last day. */
  valid_to: optional(isoDate),
  as_of: isoDate,
  known_on: isoDate,
  source_id: slug,
  locator: optional(nfcText),
  confidence,
  note_vi: optional(nfcText),
  note_en: optional(nfcText),
});

/** Dated plans and registers; `figure_ids` are the published totals of the list. */
export const planVersionRow = z.strictObject({
  id: slug,
  topic: planTopic,
  name_vi: nfcText,
  name_en: nfcText,
  as_of: isoDate,
  period,
  source_id: slug,
  locator: optional(nfcText),
  figure_ids: idList,
  note_vi: optional(nfcText),
  note_en: optional(nfcText),
});
export const planVersionMemberRow = z.strictObject({ plan_version_id: slug, site_id: slug, stage: optional(nfcText) });

/** Priority sectors of the Plan, II.3 a–g. */
export const sectorRow = z.strictObject({
  id: slug,
  letter: z.string().check(z.regex(/^[a-z]$/, "letter")),
  name_vi: nfcText,
  name_en: nfcText,
  orientation_vi: nfcText,
  orientation_en: nfcText,
  source_id: slug,
  locator: nfcText,
});

/** Targets of the Plan: the printed target figure, its growth path and the baseline it starts from. */
export const targetRow = z.strictObject({
  id: slug,
  sector_id: optional(slug),
  statement_vi: nfcText,
  statement_en: nfcText,
  target_year: integer,
  level_figure_id: optional(figureId),
  growth_figure_id: optional(figureId),
  baseline_figure_id: optional(figureId),
  /** What was reached, as published later: of the same measure, maybe of part of the years. */
  actual_figure_ids: idList,
  source_id: slug,
  locator: nfcText,
});

/**
 * Published totals that loaded lists must reproduce. `countOfList`: members of a plan version (optionally of one market
 * class, or one stage); `sumOfList`: sum of a metric over them; `sumOfFigures`: the figures named in `operands`.
 * A total that cannot be reproduced must say so: `declared_shortfall` is what is missing, with the reason.
 */
export const controlTotalRow = z.strictObject({
  id: slug,
  statement_vi: nfcText,
  statement_en: nfcText,
  total_figure_id: figureId,
  rule: z.enum(["countOfList", "sumOfList", "sumOfFigures"]),
  plan_version_id: optional(slug),
  metric: optional(metricId),
  market_class: optional(integer),
  stage: optional(nfcText),
  operands: idList,
  declared_shortfall: optional(decimal),
  shortfall_reason_vi: optional(nfcText),
  shortfall_reason_en: optional(nfcText),
});

/**
 * Rules that find checks among loaded figures. ratio: `result = a / b`; sum: `result = a + b + …` (all of one subject,
 * date and source); parts: a site's figure equals the sum over its parts; growth: `result = (1 + a)^years`;
 * growthPath: `result = b × (1 + a)^years`; same: one metric printed with two values (`scope`: `source` within one
 * source and period, `subject` between sources); listTotal: a printed total of a plan version equals the sum of `operand`
 * over its members.
 */
export const checkRuleRow = z.strictObject({
  id: slug,
  rule: checkKind,
  result_metric: metricId,
  operand_metrics: z.codec(z.string(), z.array(metricId), {
    decode: (cell) => cell.split(" ").filter(Boolean) as z.output<typeof metricId>[],
    encode: (metrics) => metrics.join(" "),
  }),
  years: optional(integer),
  scope: optional(z.enum(["source", "subject"])),
  statement_vi: nfcText,
  statement_en: nfcText,
});

/** A rule of the legal clock of idle land: what a law, decree or code says, and from when to when it says it. */
export const legalClockRuleRow = z.strictObject({
  id: slug,
  topic: clockTopic,
  /** Several separated by `; `, in the order of `article`. */
  document_number: nfcText,
  article: nfcText,
  valid_from: isoDate,
  /** Last day; empty while in force. */
  valid_to: optional(isoDate),
  months: optional(integer),
  counts_from: optional(clockBasis),
  statement_vi: nfcText,
  statement_en: nfcText,
  /** `low`: the text was not seen. */
  confidence,
  source_id: slug,
  note_vi: optional(nfcText),
  note_en: optional(nfcText),
});

/** Space-separated; may be empty. */
const structureList = z.codec(z.string(), z.array(z.enum(STRUCTURES)), {
  decode: (cell) => cell.split(" ").filter(Boolean) as Structure[],
  encode: (structures) => structures.join(" "),
});

/** What a decree says of the classes of markets, for as long as it says so; numbers of points are inclusive. */
export const marketClassRuleRow = z.strictObject({
  id: slug,
  market_class: integer.check(z.gte(1), z.lte(3)),
  /** Several separated by `; `. */
  document_number: nfcText,
  /** Empty where the text itself was not seen. */
  article: optional(nfcText),
  valid_from: isoDate,
  /** Last day; empty while in force. */
  valid_to: optional(isoDate),
  points_from: optional(integer),
  points_to: optional(integer),
  structures: structureList,
  /** Built like this, a market is of the class whatever its points. */
  structures_alone: structureList,
  statement_vi: nfcText,
  statement_en: nfcText,
  confidence,
  source_id: slug,
  note_vi: optional(nfcText),
  note_en: optional(nfcText),
});

/** Days off that move the last day of a legal term; weekends are not listed. */
export const publicHolidayRow = z.strictObject({
  id: slug,
  name_vi: nfcText,
  name_en: nfcText,
  first_day: isoDate,
  last_day: isoDate,
  /** A working day taken off because the holiday fell on a weekend. */
  is_substitute: flag,
  confidence,
  source_id: slug,
});

/** Properties that basemap and boundary features carry in the GeoJSON files. */
export const shapeProperties = z.strictObject({
  id: slug,
  name_vi: z.nullable(nfcText),
  name_en: z.nullable(nfcText),
  /** Importance for drawing, 1 = first. */
  rank: z.int().check(z.gte(1), z.lte(9)),
  class: z.nullable(z.string()),
  source_id: slug,
});

/** File → row schema, in the order of loading. a `*` stands for every file of that folder. */
export const TABLES = {
  "sources.csv": sourceRow,
  "admin-units.csv": adminUnitRow,
  "crosswalk.csv": crosswalkRow,
  "sites/*.csv": siteRow,
  "groups.csv": groupRow,
  "group-members.csv": groupMemberRow,
  "places.csv": placeRow,
  "figures/*.csv": figureRow,
  "facts/*.csv": factRow,
  "obstacles.csv": obstacleRow,
  "investment-calls.csv": investmentCallRow,
  "plan-versions.csv": planVersionRow,
  "plan-version-members/*.csv": planVersionMemberRow,
  "sectors.csv": sectorRow,
  "targets.csv": targetRow,
  "control-totals.csv": controlTotalRow,
  "check-rules.csv": checkRuleRow,
  "legal-clock-rules.csv": legalClockRuleRow,
  "public-holidays.csv": publicHolidayRow,
  "market-class-rules.csv": marketClassRuleRow,
  ...LAND_TABLES,
} as const;
