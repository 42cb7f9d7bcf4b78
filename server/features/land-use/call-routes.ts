import { publishCall, withdrawCall } from "#contracts/land-calls.ts";
import { accountRoute } from "#server/account-route.ts";
import type { Api } from "#server/route.ts";
import { landSettings } from "./row-routes.ts";
import getSql from "./sql/get.sql?raw";
import publishSql from "./sql/publish-call.sql?raw";
import withdrawSql from "./sql/withdraw-call.sql?raw";
import { etagOf, heldVersion } from "#server/row-version.ts";
import { writing } from "./versions.ts";

type Made = { row: { rowVersion: number } };

export const callRoutes = (api: Api): void => {
  for (const [endpoint, sql] of [
    [publishCall, publishSql],
    [withdrawCall, withdrawSql],
  ] as const) {
    accountRoute(api, endpoint, async ({ params, query }, { asCaller, request, reply }) => {
      const version = heldVersion(request.headers["if-match"]);
      const row = await writing(
        asCaller,
        landSettings(query),
        async (tx) => {
          await tx.query(sql, [params.id, version]);
          return (await tx.query<Made>(getSql, ["calls", params.id])).rows[0]!.row;
        },
        () => ({ version }),
      );
      reply.header("etag", etagOf(row));
      return row;
    });
  }
};
