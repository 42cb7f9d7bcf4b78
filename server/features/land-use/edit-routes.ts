import { bulkEdit, landChanges } from "#contracts/land-edits.ts";
import { accountRoute } from "#server/account-route.ts";
import type { Api } from "#server/route.ts";
import { landSettings } from "./row-routes.ts";
import changeSql from "./sql/change.sql?raw";
import changesSql from "./sql/changes.sql?raw";
import { kindOf, writing } from "./versions.ts";

const DEFAULT_CHANGES = 500;
const MAX_CHANGES = 5_000;

type Change = { seq: number; tableName: string };

export const editRoutes = (api: Api): void => {
  accountRoute(api, bulkEdit, async ({ query, body }, { asCaller }) => {
    let place = 0;
    const at = () => `/edits/${place}`;
    const items = await writing(
      asCaller,
      landSettings(query),
      async (tx) => {
        const changed = [];
        for (place = 0; place < body.edits.length; place++) {
          const { kind, id, rowVersion, changes } = body.edits[place]!;
          const { rows } = await tx.query<{ row: { rowVersion: number } }>(changeSql, [
            kind,
            id,
            rowVersion,
            JSON.stringify(changes),
          ]);
          changed.push({ kind, id, rowVersion: rows[0]!.row.rowVersion });
        }
        return changed;
      },
      () => {
        const { rowVersion, changes } = body.edits[place]!;
        return { version: rowVersion, given: changes as Record<string, unknown>, at: at() };
      },
      at,
    );
    return { items };
  });

  accountRoute(api, landChanges, async ({ query }, { asCaller }) => {
    const most = Math.min(Math.max(query.limit ?? DEFAULT_CHANGES, 1), MAX_CHANGES);
    const {
      since = 0,
      before = null,
      order,
      kind = null,
      siteId = null,
      who = null,
      fromDay = null,
      toDay = null,
    } = query;
    const filters = [since, most, before, order === "newest", kind, siteId, who, fromDay, toDay];
    const { rows } = await asCaller((tx) => tx.query<Change>(changesSql, filters), landSettings({ data: query.data }));
    const items = rows.map(({ tableName, ...change }) => ({
      ...change,
      kind: tableName === "land.lot_lineage" ? "lineage" : kindOf(tableName.replace("land.", "")),
    }));
    return { items, last: rows.at(-1)?.seq ?? since };
  });
};
