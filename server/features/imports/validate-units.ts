import { add, equals, toExact, toText, ZERO, type Exact } from "#server/features/imports/exact.ts";
import { editionOf, type Geodata, type Row } from "#server/features/imports/geodata.ts";
import { cell, quote, type IssueList, type Placed } from "#server/features/imports/issue.ts";
import { checkCycles } from "#server/features/imports/references.ts";

type Step = Row<"crosswalk.csv">;

const ONE = toExact(1);
const isInRange = ({ value: { share } }: Placed<Step>): boolean => share > 0 && share <= 1;

export function checkAdminUnits({ tables }: Geodata, issues: IssueList): void {
  const { rows } = tables["admin-units.csv"];
  for (const row of rows) {
    const { valid_from: from, valid_to: to } = row.value;
    if (from === null || to === null || from <= to) continue;
    issues.add(cell(row, "valid_to"), "endsBeforeStart", {
      vi: `gặp ${quote(to)} trước valid_from ${from}; cần ngày không sớm hơn`,
      en: `found ${quote(to)} before valid_from ${from}; expected no earlier day`,
    });
  }
  checkCycles(rows, "parent_id", issues);
}

/**
 * A sum moved over the crosswalk stays what it was: every commune of before July 2025 is handed over, whole, and every
 * commune since then is made of some.
 */
export function checkCrosswalk({ tables }: Geodata, issues: IssueList): void {
  const { rows, isComplete } = tables["crosswalk.csv"];
  const units = tables["admin-units.csv"];
  const byFrom = new Map<string, Placed<Step>[]>();
  for (const row of rows) {
    const { from_id: from, share } = row.value;
    byFrom.set(from, [...(byFrom.get(from) ?? []), row]);
    if (isInRange(row)) continue;
    issues.add(cell(row, "share"), "shareRange", {
      vi: `gặp ${quote(String(share))}; cần số lớn hơn 0 và không quá 1`,
      en: `found ${quote(String(share))}; expected a number above 0 and not above 1`,
    });
  }
  for (const [from, steps] of byFrom) {
    const sum = steps.reduce<Exact>((total, { value }) => add(total, toExact(value.share)), ZERO);
    const last = steps.at(-1);
    if (!last || equals(sum, ONE) || !steps.every(isInRange)) continue;
    issues.add(cell(last, "share"), "sharesOfUnit", {
      vi: `các phần của ${from} cộng lại bằng ${toText(sum)}; cần đúng 1`,
      en: `the shares of ${from} sum to ${toText(sum)}; expected exactly 1`,
    });
  }
  if (!isComplete || !units.isComplete) return;
  const reached = new Set(rows.map(({ value }) => value.to_id));
  for (const row of units.rows) {
    const { id, level } = row.value;
    if (level !== "commune") continue;
    if (editionOf(row.value) === "2015" ? byFrom.has(id) : reached.has(id)) continue;
    issues.add(cell(row, "id"), "unitNotInCrosswalk", {
      vi: `${id} không có trong crosswalk.csv; cần biết đơn vị này thành, hoặc từ, đơn vị nào`,
      en: `${id} is not in crosswalk.csv; expected what unit it became, or was made of`,
    });
  }
}
