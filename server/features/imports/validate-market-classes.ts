import { cell, type IssueList, nameRow } from "#server/features/imports/issue.ts";
import type { Geodata } from "#server/features/imports/geodata.ts";

/** Rules of the classes of markets: one a day for each class, and what is from … to is in order. */
export function checkMarketClasses({ tables }: Geodata, issues: IssueList): void {
  const rules = tables["market-class-rules.csv"].rows;
  for (const [index, row] of rules.entries()) {
    const {
      market_class: marketClass,
      valid_from: from,
      valid_to: to,
      points_from: least,
      points_to: most,
    } = row.value;
    if (to !== null && to < from) {
      issues.add(cell(row, "valid_to"), "backwards", {
        vi: `gặp ${to}, trước valid_from ${from}; cần ngày bằng hoặc sau`,
        en: `found ${to}, before valid_from ${from}; expected the same day or a later one`,
      });
    }
    if (least !== null && most !== null && most < least) {
      issues.add(cell(row, "points_to"), "backwards", {
        vi: `gặp ${most}, nhỏ hơn points_from ${least}; cần bằng hoặc lớn hơn`,
        en: `found ${most}, less than points_from ${least}; expected as many or more`,
      });
    }
    const other = rules
      .slice(0, index)
      .find(
        ({ value }) =>
          value.market_class === marketClass &&
          value.valid_from <= (to ?? "9999-12-31") &&
          from <= (value.valid_to ?? "9999-12-31"),
      );
    if (other) {
      const place = nameRow(other);
      issues.add(cell(row, "valid_from"), "rulesOverlap", {
        vi: `hiệu lực chồng lên ${place.vi} (${other.value.id}); cần mỗi ngày một quy tắc cho hạng ${marketClass}`,
        en: `in force together with ${place.en} (${other.value.id}); expected one rule a day on class ${marketClass}`,
      });
    }
  }
}
