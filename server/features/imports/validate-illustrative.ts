import {
  ILLUSTRATIVE_TABLES,
  isIllustrative,
  type Geodata,
  type Row,
  type TableName,
} from "#server/features/imports/geodata.ts";
import { cell, foundAndExpected, quote, type IssueList, type Placed } from "#server/features/imports/issue.ts";

/** What makes a made-up row tell what it is, wherever one of its cells is read alone. */
const MARKS = [
  { columns: ["id"], pattern: /minh-hoa/, mark: "minh-hoa" },
  { columns: ["title_vi", "name_vi", "short_name_vi"], pattern: /minh họa/i, mark: "minh họa" },
  { columns: ["title_en", "name_en", "short_name_en"], pattern: /illustrative/i, mark: "illustrative" },
] as const;

/** Columns by which a row says where it comes from. */
const ORIGINS: { readonly [T in TableName]?: string } = {
  "sites/*.csv": "geometry_source_id",
  "figures/*.csv": "source_id",
  "plan-versions.csv": "source_id",
};

type AnyRow = Placed<Record<string, unknown>>;

function checkMarks(row: AnyRow, issues: IssueList): void {
  for (const { columns, pattern, mark } of MARKS) {
    for (const column of columns) {
      const found = row.value[column];
      if (typeof found !== "string" || pattern.test(found)) continue;
      issues.add(
        cell(row, column),
        "notMarked",
        foundAndExpected(found, {
          vi: `chữ có “${mark}”, vì dòng này là minh họa`,
          en: `a text with “${mark}”, because this row is made up`,
        }),
      );
    }
  }
}

/** A made-up number must never stand under the name of a publication. */
function checkOrigin(row: AnyRow, column: string, sources: ReadonlySet<string>, issues: IssueList): void {
  const found = row.value[column];
  if (typeof found === "string" && sources.has(found)) return;
  issues.add(
    cell(row, column),
    "realSource",
    foundAndExpected(typeof found === "string" ? found : "", {
      vi: "một nguồn của illustrative/sources.csv",
      en: "a source of illustrative/sources.csv",
    }),
  );
}

function checkMethod(row: Placed<Row<"figures/*.csv">>, issues: IssueList): void {
  const { method, confidence } = row.value;
  if (!isIllustrative(row)) {
    if (method !== "illustrative") return;
    issues.add(cell(row, "method"), "illustrativeMethod", {
      vi: `gặp ${quote(method)}; số liệu minh họa chỉ được đặt trong thư mục illustrative/`,
      en: `found ${quote(method)}; made-up figures belong in illustrative/ only`,
    });
  } else if (method !== "illustrative") {
    issues.add(
      cell(row, "method"),
      "realMethod",
      foundAndExpected(method, {
        vi: "illustrative, vì thư mục này chỉ có số liệu minh họa",
        en: "illustrative, because this folder holds made-up figures only",
      }),
    );
  } else if (confidence !== "low") {
    issues.add(
      cell(row, "confidence"),
      "illustrativeConfidence",
      foundAndExpected(confidence, {
        vi: "low, vì số liệu minh họa không bao giờ thay số thật",
        en: "low, because a made-up figure never takes the place of a real one",
      }),
    );
  }
}

/** Made-up rows say so, name no real source and reach every total; no other row has their method. */
export function checkIllustrative({ tables }: Geodata, issues: IssueList): void {
  const sources = tables["sources.csv"];
  for (const name of ILLUSTRATIVE_TABLES) {
    const origin = ORIGINS[name];
    for (const row of (tables[name].rows as AnyRow[]).filter(isIllustrative)) {
      checkMarks(row, issues);
      if (origin && sources.isComplete) checkOrigin(row, origin, sources.illustrativeIds, issues);
    }
  }
  for (const row of tables["figures/*.csv"].rows) checkMethod(row, issues);
  for (const row of tables["control-totals.csv"].rows) {
    if (!isIllustrative(row) || row.value.declared_shortfall === null) continue;
    issues.add(
      cell(row, "declared_shortfall"),
      "illustrativeShortfall",
      foundAndExpected(String(row.value.declared_shortfall), {
        vi: "ô trống: số minh họa phải cộng đúng bằng mọi số tổng",
        en: "an empty cell: made-up figures must add up to every total",
      }),
    );
  }
}
