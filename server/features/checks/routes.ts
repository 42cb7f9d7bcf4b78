import { type Check, checks } from "#contracts/checks.ts";
import { type Api, route } from "#server/route.ts";
import { type CheckInput, evaluateChecks } from "./evaluate.ts";
import loadSql from "./load.sql?raw";

/** Its checks come first: it is the document the map was asked for from. */
const PLAN = "plan-1013-2015";

export const checksFeature = (api: Api): void => {
  route(api, checks, async ({ query }, read) => {
    const input = await read<CheckInput>(loadSql);
    const all: Check[] = input ? evaluateChecks(input, PLAN) : [];
    const items = all.filter(
      (check) =>
        (query.verdict === undefined || check.verdict === query.verdict) &&
        (query.subject === undefined || check.subject.id === query.subject),
    );
    return { items, total: items.length };
  });
};
