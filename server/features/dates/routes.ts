import { dates } from "#contracts/dates.ts";
import { EXPECTED_MONTHS, freshness } from "#contracts/freshness.ts";
import { type Api, route } from "#server/route.ts";
import freshnessSql from "./freshness.sql?raw";
import listSql from "./list.sql?raw";

export const datesFeature = (api: Api): void => {
  route(api, dates, (_, read) => read(listSql));
  route(api, freshness, (_, read) => read(freshnessSql, [JSON.stringify(EXPECTED_MONTHS)]));
};
