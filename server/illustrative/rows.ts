import type { MetricId } from "#contracts/metrics.ts";

export const AS_OF = "2015-06-18";
export const PERIOD = "2015-06";
export const MADE_ON = "2026-11-23";
/** The one source of the set, which says that it is made up. */
export const SOURCE = "so-lieu-minh-hoa";

/** Cells of a row by column; those left out are empty. */
export type Cells = Readonly<Record<string, string | number>>;

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The table as text; columns and their order are those of the row schema. */
export const toCsv = (schema: { readonly shape: object }, rows: readonly Cells[]): string => {
  const columns = Object.keys(schema.shape);
  const lines = rows.map((row) => columns.map((column) => quoted(String(row[column] ?? ""))).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
};

const figureOf = (subject: string, metric: MetricId, value: number): Cells => ({
  id: `${subject}.${metric}.${PERIOD}.minh-hoa`,
  subject_id: subject,
  metric,
  value,
  qualifier: "exact",
  as_of: AS_OF,
  period: PERIOD,
  method: "illustrative",
  source_id: SOURCE,
  confidence: "low",
  known_on: MADE_ON,
  withdrawn: "no",
});
/** Made-up figures of a subject as of the Plan's date. */
export const figuresOf = (subject: string, values: Partial<Record<MetricId, number>>): Cells[] =>
  (Object.entries(values) as [MetricId, number][]).map(([metric, value]) => figureOf(subject, metric, value));
