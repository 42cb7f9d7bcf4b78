import type { ClockLaw } from "#contracts/legal-clock.ts";
import { valuesOf, type Geodata } from "#server/features/imports/geodata.ts";

/** What the legal clock knows of the law, from the rows of legal-clock-rules.csv and public-holidays.csv. */
export const clockLawOf = (data: Geodata): ClockLaw => ({
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
});
