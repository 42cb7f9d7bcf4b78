import {
  approveReport,
  changePeriodState,
  periodProgress,
  periodRules,
  reportFindings,
  returnReport,
  submitReport,
} from "#contracts/land-reports.ts";
import type { DataSet } from "#contracts/data-view.ts";
import { accountRoute } from "#server/account-route.ts";
import type { Settings, Tx } from "#server/db/port.ts";
import type { Api } from "#server/route.ts";
import { explainRefusal } from "./refusals.ts";
import { findingsOf } from "./findings.ts";
import { landSettings } from "./row-routes.ts";
import approveSql from "./sql/approve.sql?raw";
import changeSql from "./sql/change.sql?raw";
import getSql from "./sql/get.sql?raw";
import periodRulesSql from "./sql/period-rules.sql?raw";
import progressSql from "./sql/progress.sql?raw";
import { etagOf, heldVersion } from "#server/row-version.ts";
import { writing } from "./versions.ts";

type Row = { rowVersion: number };
type Made = { row: Row };
type AsCaller = <T>(work: (tx: Tx) => Promise<T>, settings?: Settings) => Promise<T>;
type Step = {
  readonly id: number;
  readonly ifMatch: string | undefined;
  readonly query: { reason?: string | undefined; data?: DataSet | undefined };
};

/** Changes fields of a row that the API lets nobody write as such: the version held counts as for any change. */
const stepped = async (
  asCaller: AsCaller,
  kind: "reports" | "periods",
  { id, ifMatch, query }: Step,
  given: Readonly<Record<string, unknown>>,
): Promise<Row> => {
  const version = heldVersion(ifMatch);
  const { rows } = await writing(
    asCaller,
    landSettings(query),
    (tx) => tx.query<Made>(changeSql, [kind, id, version, JSON.stringify(given)]),
    () => ({ version, given }),
  );
  return rows[0]!.row;
};

export const reportRoutes = (api: Api): void => {
  accountRoute(api, periodRules, async (_, { asCaller }) => ({
    items: (await asCaller((tx) => tx.query(periodRulesSql))).rows,
  }));

  accountRoute(api, changePeriodState, async ({ params, query, body }, { asCaller, request, reply }) => {
    const step = { id: params.id, ifMatch: request.headers["if-match"], query };
    const row = await stepped(asCaller, "periods", step, { state: body.state });
    reply.header("etag", etagOf(row));
    return row;
  });

  accountRoute(api, submitReport, async ({ params, query }, { asCaller, request, reply }) => {
    const step = { id: params.id, ifMatch: request.headers["if-match"], query };
    const row = await stepped(asCaller, "reports", step, { state: "submitted", submittedAt: new Date().toISOString() });
    reply.header("etag", etagOf(row));
    return row;
  });

  accountRoute(api, returnReport, async ({ params, query, body }, { asCaller, request, reply }) => {
    const step = { id: params.id, ifMatch: request.headers["if-match"], query };
    const row = await stepped(asCaller, "reports", step, { state: "returned", remark: body.remark });
    reply.header("etag", etagOf(row));
    return row;
  });

  accountRoute(api, approveReport, async ({ params, query, body }, { asCaller, request, reply }) => {
    const version = heldVersion(request.headers["if-match"]);
    const row = await writing(
      asCaller,
      landSettings(query),
      async (tx) => {
        await tx.query(approveSql, [params.id, version, body.remark ?? null]);
        return (await tx.query<Made>(getSql, ["reports", params.id])).rows[0]!.row;
      },
      () => ({ version }),
    );
    reply.header("etag", etagOf(row));
    return row;
  });

  accountRoute(api, reportFindings, async ({ params, query }, { asCaller }) => {
    const items = await asCaller(async (tx) => {
      // Says that there is none, where there is none to be seen.
      await tx.query(getSql, ["reports", params.id]);
      return findingsOf(tx, params.id);
    }, landSettings(query)).catch(explainRefusal);
    return { items };
  });

  accountRoute(api, periodProgress, async ({ params, query }, { asCaller }) => {
    const { rows } = await asCaller(async (tx) => {
      await tx.query(getSql, ["periods", params.id]);
      return tx.query(progressSql, [params.id, query.on]);
    }, landSettings(query)).catch(explainRefusal);
    return { items: rows };
  });
};
