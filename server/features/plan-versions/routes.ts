import { planVersions } from "#contracts/plan-versions.ts";
import { type Api, route } from "#server/route.ts";
import listSql from "./list.sql?raw";

/** Territory of lists whose totals are those of a group of sites. */
const PROVINCE = "vinh-long";

export const planVersionsFeature = (api: Api): void => {
  route(api, planVersions, ({ query }, read) => read(listSql, [query.topic ?? null, PROVINCE]));
};
