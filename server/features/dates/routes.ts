import { dates } from "#contracts/dates.ts";
import { type Api, route } from "#server/route.ts";
import listSql from "./list.sql?raw";

export const datesFeature = (api: Api): void => {
  route(api, dates, (_, read) => read(listSql));
};
