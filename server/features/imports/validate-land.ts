import { LOT_FILE, type Geodata } from "#server/features/imports/geodata.ts";
import { cell, foundAndExpected, quote, type IssueList } from "#server/features/imports/issue.ts";
import { findNearest } from "#server/features/imports/nearest.ts";

/** What the legal clock counts with has the days that it counts. */
export function checkLeaseFacts({ tables }: Geodata, issues: IssueList): void {
  for (const row of tables["land/lease-facts.csv"].rows) {
    const { kind, from_day: from, to_day: to } = row.value;
    if (to !== null && to < from) {
      issues.add(cell(row, "to_day"), "backwards", {
        vi: `gặp ${to}, trước from_day ${from}; cần ngày bằng hoặc sau`,
        en: `found ${to}, before from_day ${from}; expected the same day or a later one`,
      });
    } else if (kind === "handover" && to !== null) {
      const expected = { vi: "ô trống: bàn giao là một ngày", en: "an empty cell: a handover is one day" };
      issues.add(cell(row, "to_day"), "lastDay", foundAndExpected(to, expected));
    } else if ((kind === "schedule" || kind === "extension") && to === null) {
      const expected = { vi: `ngày cuối của ${kind}`, en: `the last day of the ${kind}` };
      issues.add(cell(row, "to_day"), "lastDay", foundAndExpected("", expected));
    }
  }
}

/** Lots of the made-up set say what they are, lie in a site, and are those that leases and events name. */
export function checkLots({ tables, lots }: Geodata, issues: IssueList): void {
  const seen = new Set<string>();
  for (const row of lots.rows) {
    const { id, site_id: site } = row.value.properties;
    if (seen.has(id)) {
      issues.add(cell(row, "id"), "duplicate", {
        vi: `mã ${quote(id)} đã có ở trên; cần mỗi lô một mã`,
        en: `the id ${quote(id)} stands above already; expected one id a lot`,
      });
    }
    seen.add(id);
    if (!id.includes("minh-hoa")) {
      const expected = {
        vi: "chữ có “minh-hoa”, vì lô này là minh họa",
        en: "a text with “minh-hoa”, because this lot is made up",
      };
      issues.add(cell(row, "id"), "notMarked", foundAndExpected(id, expected));
    }
    if (tables["sites/*.csv"].isComplete && !tables["sites/*.csv"].ids.has(site)) {
      const expected = { vi: "mã của một địa điểm", en: "the id of a site" };
      issues.add(cell(row, "site_id"), "unknownReference", foundAndExpected(site, expected));
    }
  }
  if (!lots.isComplete) return;
  for (const row of [...tables["land/leases.csv"].rows, ...tables["land/lot-events.csv"].rows]) {
    const { lot_id: lot } = row.value;
    if (lots.ids.has(lot)) continue;
    const nearest = findNearest(lot, [...lots.ids]);
    const hint = { vi: nearest ? ` (có phải ${nearest}?)` : "", en: nearest ? ` (did you mean ${nearest}?)` : "" };
    const expected = {
      vi: `mã của một lô trong ${LOT_FILE}${hint.vi}`,
      en: `the id of a lot in ${LOT_FILE}${hint.en}`,
    };
    issues.add(cell(row, "lot_id"), "unknownReference", foundAndExpected(lot, expected));
  }
}
