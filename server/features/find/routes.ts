import { findLand } from "#contracts/find.ts";
import { type Api, route } from "#server/route.ts";
import listSql from "./list.sql?raw";

export const findFeature = (api: Api): void => {
  route(api, findLand, (_, read) => read(listSql));
};
