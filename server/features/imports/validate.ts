import type { Geodata } from "#server/features/imports/geodata.ts";
import { cell, type IssueList } from "#server/features/imports/issue.ts";
import { checkBothLanguages, checkDuplicates, checkReferences } from "#server/features/imports/references.ts";
import { checkAdminUnits, checkCrosswalk } from "#server/features/imports/validate-units.ts";
import { checkFigures } from "#server/features/imports/validate-figures.ts";
import { checkIllustrative } from "#server/features/imports/validate-illustrative.ts";
import { checkLeaseFacts, checkLots } from "#server/features/imports/validate-land.ts";
import { checkMarketClasses } from "#server/features/imports/validate-market-classes.ts";
import { checkLegalClock } from "#server/features/imports/validate-legal-clock.ts";
import { checkShapes, checkSites } from "#server/features/imports/validate-sites.ts";

function checkTargets({ tables }: Geodata, issues: IssueList): void {
  for (const row of tables["targets.csv"].rows) {
    if (row.value.level_figure_id !== null || row.value.growth_figure_id !== null) continue;
    issues.add(cell(row, "level_figure_id"), "targetWithoutFigure", {
      vi: "ô trống; cần level_figure_id hoặc growth_figure_id",
      en: "the cell is empty; expected level_figure_id or growth_figure_id",
    });
  }
}

/** Finds what no single row shows: rows that contradict others, or name what does not exist. */
export function validateGeodata(data: Geodata, issues: IssueList): void {
  checkDuplicates(data, issues);
  checkReferences(data, issues);
  checkBothLanguages(data, issues);
  checkAdminUnits(data, issues);
  checkCrosswalk(data, issues);
  checkSites(data, issues);
  checkShapes(data, issues);
  checkFigures(data, issues);
  checkIllustrative(data, issues);
  checkTargets(data, issues);
  checkLegalClock(data, issues);
  checkMarketClasses(data, issues);
  checkLots(data, issues);
  checkLeaseFacts(data, issues);
}
