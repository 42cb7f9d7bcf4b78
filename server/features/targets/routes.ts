import { targets } from "#contracts/targets.ts";
import { type Api, route } from "#server/route.ts";
import listSql from "./list.sql?raw";

export const targetsFeature = (api: Api): void => {
  route(api, targets, (_, read) => read(listSql));
};
