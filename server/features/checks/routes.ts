import { checks } from "#contracts/checks.ts";
import { type Api, route } from "#server/route.ts";
import type { CheckInput } from "./check-input.ts";
import { evaluateChecks } from "./evaluate.ts";
import loadSql from "./load.sql?raw";
import { type ControlTotal, reconcile } from "./reconcile.ts";

/** Its checks come first: it is the document the map was asked for from. */
const PLAN = "plan-1013-2015";

export const checksFeature = (api: Api): void => {
  route(api, checks, async ({ query }, read) => {
    const input = await read<CheckInput & { controlTotals: ControlTotal[] }>(loadSql);
    const items = (input ? evaluateChecks(input, PLAN) : []).filter(
      ({ verdict, subject }) =>
        (query.verdict === undefined || verdict === query.verdict) &&
        (query.subject === undefined || subject.id === query.subject),
    );
    const reconciliations = (
      input
        ? reconcile(
            input.controlTotals,
            input.figures.map(({ figure }) => figure),
          )
        : []
    ).filter(
      ({ verdict, printed }) =>
        (query.verdict === undefined || verdict === query.verdict) &&
        (query.subject === undefined || printed.subject === query.subject),
    );
    return { items, total: items.length, reconciliations };
  });
};
