import { join } from "node:path";
import type { ClockLaw } from "#contracts/legal-clock.ts";
import { valuesOf } from "#server/features/imports/geodata.ts";
import { IssueList } from "#server/features/imports/issue.ts";
import { parseGeodata, readFiles } from "#server/features/imports/read.ts";
import { ROOT } from "../helpers/embedded-template.ts";

const data = parseGeodata(await readFiles(join(ROOT, "geodata")), new IssueList());

/** The rules and holidays of geodata/, as the importer reads them. */
export const LAW: ClockLaw = {
  rules: valuesOf(data, "legal-clock-rules.csv").map((row) => ({
    id: row.id,
    topic: row.topic,
    documentNumber: row.document_number,
    article: row.article,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    months: row.months,
    countsFrom: row.counts_from,
    confidence: row.confidence,
    sourceId: row.source_id,
  })),
  holidays: valuesOf(data, "public-holidays.csv").map((row) => ({ from: row.first_day, to: row.last_day })),
};
