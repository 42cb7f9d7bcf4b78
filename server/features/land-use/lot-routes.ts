import { lotLineage, lotStages, mergeLots, siteLand, splitLot } from "#contracts/land-lots.ts";
import { sectorCodes } from "#contracts/land-projects.ts";
import { accountRoute } from "#server/account-route.ts";
import type { Tx } from "#server/db/port.ts";
import type { Api } from "#server/route.ts";
import { landSettings } from "./row-routes.ts";
import getSql from "./sql/get.sql?raw";
import lineageSql from "./sql/lineage.sql?raw";
import mergeSql from "./sql/merge.sql?raw";
import sectorCodesSql from "./sql/sector-codes.sql?raw";
import sitesSql from "./sql/sites.sql?raw";
import splitSql from "./sql/split.sql?raw";
import stagesSql from "./sql/stages.sql?raw";
import { etagOf, heldVersion } from "#server/row-version.ts";
import { writing } from "./versions.ts";

type Row = { rowVersion: number };

const readLot = async (tx: Tx, id: number): Promise<Row> => {
  const { rows } = await tx.query<{ row: Row }>(getSql, ["lots", id]);
  return rows[0]!.row;
};

export const lotRoutes = (api: Api): void => {
  accountRoute(api, splitLot, async ({ params, query, body }, { asCaller, request }) => {
    const version = heldVersion(request.headers["if-match"]);
    const children = body.children.map(({ geometry, ...child }) => ({ ...child, geom: geometry }));
    const items = await writing(
      asCaller,
      landSettings(query),
      async (tx) => {
        const { rows } = await tx.query<{ ids: number[] }>(splitSql, [
          params.id,
          version,
          body.on,
          JSON.stringify(children),
        ]);
        const made = [];
        for (const id of rows[0]?.ids ?? []) made.push(await readLot(tx, id));
        return made;
      },
      () => ({ version }),
    );
    return { items };
  });

  accountRoute(api, mergeLots, async ({ query, body }, { asCaller, reply }) => {
    const row = await writing(
      asCaller,
      landSettings(query),
      async (tx) => {
        const { rows } = await tx.query<{ id: number }>(mergeSql, [
          body.lots.map(({ id }) => id),
          body.lots.map(({ rowVersion }) => rowVersion),
          body.on,
          body.code,
        ]);
        return readLot(tx, rows[0]!.id);
      },
      (id) => {
        const place = body.lots.findIndex((lot) => lot.id === id);
        return { version: body.lots[place]?.rowVersion ?? 0, at: `/lots/${place}` };
      },
    );
    reply.header("etag", etagOf(row));
    return row;
  });

  accountRoute(api, lotLineage, async ({ query }, { asCaller }) => ({
    items: (await asCaller((tx) => tx.query(lineageSql, [query.siteId ?? null]), landSettings(query))).rows,
  }));

  accountRoute(api, lotStages, async ({ query }, { asCaller }) => ({
    items: (await asCaller((tx) => tx.query(stagesSql, [query.on, query.siteId ?? null]), landSettings(query))).rows,
  }));

  accountRoute(api, siteLand, async ({ query }, { asCaller }) => ({
    items: (await asCaller((tx) => tx.query(sitesSql, [query.on]), { ...landSettings(query), as_of: query.on })).rows,
  }));

  accountRoute(api, sectorCodes, async (_, { asCaller }) => ({
    items: (await asCaller((tx) => tx.query(sectorCodesSql))).rows,
  }));
};
