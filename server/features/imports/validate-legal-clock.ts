import { cell, nameRow, type IssueList } from "#server/features/imports/issue.ts";
import type { Geodata, Row } from "#server/features/imports/geodata.ts";

type Rule = Row<"legal-clock-rules.csv">;
/** Topics of which one rule at most answers for a day; notes on transition stand beside the rest. */
const ONE_A_DAY: readonly Rule["topic"][] = [
  "unused",
  "behindSchedule",
  "extension",
  "extensionTransition",
  "forceMajeure",
  "counting",
];
const WITH_MONTHS: readonly Rule["topic"][] = ["unused", "behindSchedule"];

const overlap = (a: Rule, b: Rule): boolean =>
  a.valid_from <= (b.valid_to ?? a.valid_from) && b.valid_from <= (a.valid_to ?? b.valid_from);

/** Rules of the legal clock: every day has one answer, and days of a span are in order. */
export function checkLegalClock({ tables }: Geodata, issues: IssueList): void {
  const rules = tables["legal-clock-rules.csv"].rows;
  for (const [index, row] of rules.entries()) {
    const { topic, months, valid_from: from, valid_to: to } = row.value;
    if (to !== null && to < from) {
      issues.add(cell(row, "valid_to"), "backwards", {
        vi: `gặp ${to}, trước valid_from ${from}; cần ngày bằng hoặc sau`,
        en: `found ${to}, before valid_from ${from}; expected the same day or a later one`,
      });
    }
    if (months === null && WITH_MONTHS.includes(topic)) {
      issues.add(cell(row, "months"), "monthsMissing", {
        vi: `ô trống; quy tắc ${topic} cần số tháng`,
        en: `the cell is empty; a rule on ${topic} needs its number of months`,
      });
    }
    const other = rules
      .slice(0, index)
      .find(({ value }) => value.topic === topic && ONE_A_DAY.includes(topic) && overlap(value, row.value));
    if (other) {
      const place = nameRow(other);
      issues.add(cell(row, "valid_from"), "rulesOverlap", {
        vi: `hiệu lực chồng lên ${place.vi} (${other.value.id}); cần mỗi ngày một quy tắc cho ${topic}`,
        en: `in force together with ${place.en} (${other.value.id}); expected one rule a day on ${topic}`,
      });
    }
  }
  for (const row of tables["public-holidays.csv"].rows) {
    if (row.value.last_day >= row.value.first_day) continue;
    issues.add(cell(row, "last_day"), "backwards", {
      vi: `gặp ${row.value.last_day}, trước first_day ${row.value.first_day}; cần ngày bằng hoặc sau`,
      en: `found ${row.value.last_day}, before first_day ${row.value.first_day}; expected the same day or a later one`,
    });
  }
}
