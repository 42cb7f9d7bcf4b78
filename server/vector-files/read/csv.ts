import { CsvError, parse } from "csv-parse/sync";
import type { FileContent } from "./features.ts";
import { at, LIMITS, refuseFile } from "./refusals.ts";
import { readTable, type TableRow } from "./table.ts";
import { decodeText } from "./text.ts";

const DELIMITERS = [";", "\t", ",", "|"] as const;

/** The one that parts the first rows alike, and most often; a comma inside of numbers parts them unequally. */
const delimiterOf = (text: string): string => {
  const lines = text
    .replaceAll(/"(?:[^"]|"")*"/g, "")
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
  const scored = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const most = Math.max(0, ...counts);
    return {
      delimiter,
      score: most === 0 ? 0 : counts.filter((count) => count === counts.at(-1)).length * 10 + Math.min(most, 9),
    };
  });
  return scored.toSorted((one, other) => other.score - one.score)[0]!.delimiter;
};

export const readCsv = (bytes: Uint8Array): FileContent => {
  const text = decodeText(bytes).replace(/^\uFEFF/, "");
  const lines = text.split("\n", LIMITS.features + 50).length;
  if (lines > LIMITS.features + 40) return refuseFile("too-many-rows");
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      delimiter: delimiterOf(text.slice(0, 50_000)),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LIMITS.textLength,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? at("dòng", "line", error["lines"]) : null;
    if (error.code === "CSV_QUOTE_NOT_CLOSED") return refuseFile("unclosed-quote", line, error);
    if (error.code === "CSV_MAX_RECORD_SIZE") return refuseFile("long-text", line, error);
    return refuseFile("bad-table", line, error);
  }
  return readTable(
    records.map(({ record, info }): TableRow => ({ row: info.lines, cells: record })),
    "csv",
  );
};
