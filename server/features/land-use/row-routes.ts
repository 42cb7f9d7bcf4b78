import { LAND_ROWS } from "#contracts/land-edits.ts";
import type { LandRows } from "#contracts/land-use.ts";
import type { DataSet } from "#contracts/data-view.ts";
import { accountRoute } from "#server/account-route.ts";
import type { Settings } from "#server/db/port.ts";
import type { Api } from "#server/route.ts";
import { problem } from "#server/problems.ts";
import { explainRefusal } from "./refusals.ts";
import addSql from "./sql/add.sql?raw";
import changeSql from "./sql/change.sql?raw";
import entryOfSql from "./sql/entry-of.sql?raw";
import getSql from "./sql/get.sql?raw";
import historySql from "./sql/history.sql?raw";
import listSql from "./sql/list.sql?raw";
import removeSql from "./sql/remove.sql?raw";
import restoreSql from "./sql/restore.sql?raw";
import { etagOf, heldVersion } from "#server/row-version.ts";
import { writing } from "./versions.ts";

const DEFAULT_ROWS = 500;
const MAX_ROWS = 1_000;

type Row = { readonly id: number; readonly rowVersion: number };
type Made = { row: Row };
type Common = { readonly reason?: string | undefined; readonly data?: DataSet | undefined };

/** Which data set is seen, and why it is written; triggers read the reason. */
export const landSettings = ({ reason, data }: Common): Settings => ({
  ...(reason !== undefined && { reason }),
  ...(data !== undefined && { data_set: data }),
});

export const rowRoutes = (api: Api): void => {
  for (const rows of LAND_ROWS) mountRows(api, rows);
};

const mountRows = (api: Api, { kind, list, get, add, patch, remove, history, restore }: LandRows): void => {
  accountRoute(api, list, async ({ query }, { asCaller }) => {
    const { after = 0, limit = DEFAULT_ROWS, data, ...filter } = query as Common & { after?: number; limit?: number };
    const most = Math.min(Math.max(limit, 1), MAX_ROWS);
    const items = await asCaller(
      async (tx) => (await tx.query<Made>(listSql, [kind, filter, after, most])).rows.map(({ row }) => row),
      landSettings({ data }),
    );
    return { items, next: items.length === most ? items.at(-1)?.id : null };
  });

  accountRoute(api, get, async ({ params, query }, { asCaller, reply }) => {
    const { rows } = await asCaller(
      (tx) => tx.query<Made>(getSql, [kind, params["id"]]),
      landSettings(query as Common),
    ).catch(explainRefusal);
    const { row } = rows[0]!;
    reply.header("etag", etagOf(row));
    return row;
  });

  accountRoute(api, add, async ({ query, body }, { asCaller, reply }) => {
    const { rows } = await asCaller(
      (tx) => tx.query<Made>(addSql, [kind, JSON.stringify(body)]),
      landSettings(query as Common),
    ).catch(explainRefusal);
    const { row } = rows[0]!;
    reply.header("etag", etagOf(row));
    return row;
  });

  accountRoute(api, patch, async ({ params, query, body }, { asCaller, request, reply }) => {
    const version = heldVersion(request.headers["if-match"]);
    const { rows } = await writing(
      asCaller,
      landSettings(query as Common),
      (tx) => tx.query<Made>(changeSql, [kind, params["id"], version, JSON.stringify(body)]),
      () => ({ version, given: body as Record<string, unknown> }),
    );
    const { row } = rows[0]!;
    reply.header("etag", etagOf(row));
    return row;
  });

  accountRoute(api, remove, async ({ params, query }, { asCaller, request }) => {
    const version = heldVersion(request.headers["if-match"]);
    await writing(
      asCaller,
      landSettings(query as Common),
      (tx) => tx.query(removeSql, [kind, params["id"], version]),
      () => ({ version }),
    );
    return {};
  });

  accountRoute(api, history, async ({ params, query }, { asCaller }) => {
    const { rows } = await asCaller(
      (tx) => tx.query<{ row: unknown }>(historySql, [kind, params["id"]]),
      landSettings(query as Common),
    );
    if (rows.length > 0) return { items: rows.map(({ row }) => row) };
    return problem("not-found", {
      vi: "Không có mục này trong phạm vi của bạn.",
      en: "There is nothing of that id that you may see.",
    });
  });

  accountRoute(api, restore, async ({ params, query, body }, { asCaller, request, reply }) => {
    const { seq } = body as { seq: number };
    const ifMatch = request.headers["if-match"];
    const { rows } = await writing(
      asCaller,
      landSettings(query as Common),
      async (tx) => {
        const isOfRow = (await tx.query(entryOfSql, [seq, kind, params["id"]])).rowCount > 0;
        if (!isOfRow) {
          const message = { vi: "không phải mục lịch sử của dòng này", en: "not an entry of this row's history" };
          return problem("invalid-request", message, { errors: [{ pointer: "/seq", message }] });
        }
        // A row that was removed has no version to hold; where there is one, its version is asked for.
        const isThere = (await tx.query(listSql, [kind, { id: params["id"] }, 0, 1])).rowCount > 0;
        const held = isThere || ifMatch !== undefined ? heldVersion(ifMatch) : null;
        await tx.query(restoreSql, [seq, held, kind, params["id"]]);
        return tx.query<Made>(getSql, [kind, params["id"]]);
      },
      () => ({ version: heldVersion(ifMatch) }),
    );
    const { row } = rows[0]!;
    reply.header("etag", etagOf(row));
    return row;
  });
};
