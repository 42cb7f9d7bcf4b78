import type { Api } from "#server/route.ts";
import { adminRoutes } from "./admin-routes.ts";
import { linkRoutes } from "./link-routes.ts";
import { ownRoutes } from "./own-routes.ts";
import { sessionRoutes } from "./session-routes.ts";

export const authFeature = (api: Api): void => {
  sessionRoutes(api);
  ownRoutes(api);
  adminRoutes(api);
  linkRoutes(api);
};
