import { METRICS, UNITS } from "#contracts/metrics.ts";
import { equals, times, toExact, toText, type Exact } from "#server/features/imports/exact.ts";
import type { Geodata, Row } from "#server/features/imports/geodata.ts";
import {
  cell,
  foundAndExpected,
  nameRow,
  quote,
  type IssueList,
  type Placed,
  type Sentence,
} from "#server/features/imports/issue.ts";
import { daysOf } from "#server/features/imports/periods.ts";
import { parsePrinted } from "#server/features/imports/printed.ts";
import { checkCycles } from "#server/features/imports/references.ts";

type Figure = Row<"figures/*.csv">;
type Source = Row<"sources.csv">;
type Report = (column: string, code: string, sentence: Sentence) => void;

const EMPTY_BUT_NEEDED = (reasonVi: string, reasonEn: string): Sentence => ({
  vi: `ô trống; ${reasonVi}`,
  en: `the cell is empty; ${reasonEn}`,
});

interface Dated {
  metric?: string;
  as_of: string;
  period: string;
  source_id: string | null;
  known_on?: string;
}

/** The day of a statement lies in its period, not after its publication, and we learnt it later. */
function checkDates(value: Dated, source: Source | undefined, report: Report): void {
  const { first, last } = daysOf(value.period);
  // A target is stated before the years it is for.
  const isEarly = value.as_of < first && !value.metric?.startsWith("target");
  if (isEarly || value.as_of > last) {
    report(
      "as_of",
      "asOfOutsidePeriod",
      foundAndExpected(value.as_of, {
        vi: `ngày trong kỳ ${value.period} (${first} đến ${last})`,
        en: `a day within ${value.period} (${first} to ${last})`,
      }),
    );
  }
  const published = source?.published_on ?? source?.retrieved_on;
  if (published && value.as_of > published) {
    report(
      "as_of",
      "asOfAfterPublication",
      foundAndExpected(value.as_of, {
        vi: `ngày không sau ${published}, ngày công bố của ${source?.id}`,
        en: `a day not after ${published}, when ${source?.id} was published`,
      }),
    );
  }
  if (value.known_on !== undefined && value.known_on < value.as_of) {
    report(
      "known_on",
      "knownBeforeAsOf",
      foundAndExpected(value.known_on, {
        vi: `ngày không trước as_of ${value.as_of}`,
        en: `a day not before as_of ${value.as_of}`,
      }),
    );
  }
}

function checkProvenance(value: Figure, report: Report): void {
  const { method } = value;
  if (method === "published" || method === "reported") {
    for (const column of ["printed", "source_id"] as const) {
      if (value[column] === null)
        report(
          column,
          "notSourced",
          EMPTY_BUT_NEEDED(`số liệu ${method} cần có ${column}`, `a ${method} figure needs ${column}`),
        );
    }
  }
  if (method !== "derived" && method !== "estimate") return;
  if (value.formula === null)
    report(
      "formula",
      "notDerived",
      EMPTY_BUT_NEEDED(`số liệu ${method} cần công thức`, `a figure that is ${method} needs a formula`),
    );
  if (value.inputs.length === 0)
    report(
      "inputs",
      "notDerived",
      EMPTY_BUT_NEEDED(
        `số liệu ${method} cần mã các số liệu đầu vào`,
        `a figure that is ${method} needs the ids of its inputs`,
      ),
    );
}

/** What `value`, `low` and `high` are as the source would print them: shares in per cent. */
const asPrinted = (value: number, factor: Exact): Exact => times(toExact(value), factor);

function checkPrinted(value: Figure, source: Source | undefined, report: Report): void {
  if (value.printed === null || !source) return;
  const { language } = source;
  const printed = parsePrinted(value.printed, language);
  if (!printed) {
    const example = language === "vi" ? "3.931,2" : "3,931.2";
    report(
      "printed",
      "printedFormat",
      foundAndExpected(value.printed, {
        vi: `số viết như nguồn tiếng ${language === "vi" ? "Việt" : "Anh"}, ví dụ ${example} hay 80–100`,
        en: `digits as ${language === "vi" ? "a Vietnamese" : "an English"} source prints them, such as ${example} or 80–100`,
      }),
    );
    return;
  }
  const factor = toExact(UNITS[METRICS[value.metric].unit].printedFactor);
  const columns = printed.isRange ? (["low", "high"] as const) : (["value"] as const);
  for (const column of columns) {
    const stated = value[column];
    const wanted = column === "high" ? printed.high : printed.low;
    if (stated !== null && equals(asPrinted(stated, factor), wanted)) continue;
    const inUnit = times(wanted, toExact(1 / Number(factor.units)));
    report(
      column,
      "notAsPrinted",
      foundAndExpected(stated === null ? "" : toText(toExact(stated)), {
        vi: `${toText(inUnit)}, vì printed là ${quote(value.printed)} (nguồn ${language})`,
        en: `${toText(inUnit)}, because printed is ${quote(value.printed)} (source in ${language})`,
      }),
    );
  }
}

function checkValues(value: Figure, report: Report): void {
  const { low, high } = value;
  const isRange = low !== null && high !== null;
  const isSingle = value.value !== null;
  if (isSingle === isRange || (low === null) !== (high === null)) {
    report("value", "valueOrRange", {
      vi: "cần hoặc value, hoặc cả low và high, không cả hai",
      en: "expected either value, or both low and high, not all",
    });
  } else if (isRange && low > high) {
    report(
      "high",
      "rangeOrder",
      foundAndExpected(String(high), { vi: `số không nhỏ hơn low ${low}`, en: `a number not below low ${low}` }),
    );
  }
  const { unit, integer } = METRICS[value.metric];
  for (const column of ["value", "low", "high"] as const) {
    const number = value[column];
    if (number === null) continue;
    if (integer && !Number.isInteger(number))
      report(
        column,
        "notWhole",
        foundAndExpected(String(number), {
          vi: `số nguyên cho ${value.metric}`,
          en: `a whole number for ${value.metric}`,
        }),
      );
    // Only growth can fall; a share above 1 is a finding of the checks, no fault of the row.
    if (number < 0 && unit !== "sharePerYear")
      report(
        column,
        "negative",
        foundAndExpected(String(number), {
          vi: `số không âm cho ${value.metric}`,
          en: `a number not below 0 for ${value.metric}`,
        }),
      );
  }
  if ((value.metric === "distanceKm") !== (value.target_id !== null)) {
    const needs = value.metric === "distanceKm";
    report(
      "target_id",
      "distanceTarget",
      needs
        ? EMPTY_BUT_NEEDED("distanceKm cần nơi đến", "distanceKm needs what it leads to")
        : foundAndExpected(value.target_id ?? "", {
            vi: "ô trống: chỉ distanceKm có nơi đến",
            en: "an empty cell: only distanceKm leads to something",
          }),
    );
  }
}

/** `row` stands for the same thing as `other`: same subject, metric and target. */
function checkSameThing(row: Placed<Figure>, other: Placed<Figure> | undefined, code: string, issues: IssueList): void {
  for (const column of ["subject_id", "metric", "target_id"] as const) {
    if (!other || row.value[column] === other.value[column]) continue;
    const name = nameRow(other);
    issues.add(
      cell(row, column),
      code,
      foundAndExpected(row.value[column] ?? "", {
        vi: `${other.value[column]} như ${name.vi}, số liệu cùng mã hoặc được nhắc lại`,
        en: `${other.value[column]} as in ${name.en}, the figure of the same id or the one restated`,
      }),
    );
  }
}

export function checkFigures({ tables }: Geodata, issues: IssueList): void {
  const sources = new Map(tables["sources.csv"].rows.map(({ value }) => [value.id, value]));
  const sourceOf = ({ source_id: id }: { source_id: string | null }) => (id === null ? undefined : sources.get(id));
  const reportAt =
    (row: Placed<unknown>): Report =>
    (column, code, sentence) =>
      issues.add(cell(row, column), code, sentence);

  const { rows } = tables["figures/*.csv"];
  const first = new Map<string, Placed<Figure>>();
  for (const row of rows) if (!first.has(row.value.id)) first.set(row.value.id, row);
  for (const row of rows) {
    const { value } = row;
    const report = reportAt(row);
    checkValues(value, report);
    checkProvenance(value, report);
    checkPrinted(value, sourceOf(value), report);
    checkDates(value, sourceOf(value), report);
    checkSameThing(row, first.get(value.id), "otherFigure", issues);
    if (value.restates !== null) checkSameThing(row, first.get(value.restates), "restatesOther", issues);
  }
  checkCycles(rows, "inputs", issues);
  checkCycles(rows, "restates", issues);
  for (const table of ["facts/*.csv", "obstacles.csv", "plan-versions.csv"] as const) {
    for (const row of tables[table].rows) checkDates(row.value, sourceOf(row.value), reportAt(row));
  }
}
