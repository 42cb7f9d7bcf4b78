import {
  endUploadLink,
  makeUploadLink,
  uploadCheck,
  uploadForm,
  uploadHandIn,
  uploadLink,
  uploadState,
  uploadWrite,
} from "#contracts/land-upload.ts";
import { accountRoute } from "#server/account-route.ts";
import { linkPath } from "#server/credentials/link-path.ts";
import { linkNotUsable, readLink } from "#server/credentials/read-link.ts";
import { hashOf, newSecret } from "#server/credentials/secrets.ts";
import { type Db, DbError, type Tx } from "#server/db/port.ts";
import { problem } from "#server/problems.ts";
import type { Api } from "#server/route.ts";
import type { Form } from "./form/columns.ts";
import { checkedForm, filledForm, readSent, type Road, type Version, writeSent } from "./form/work.ts";
import { explainRefusal } from "./refusals.ts";
import { landSettings } from "./row-routes.ts";
import endUploadLinkSql from "./sql/end-upload-link.sql?raw";
import linkedFormSql from "./sql/linked-form.sql?raw";
import linkedHandInSql from "./sql/linked-hand-in.sql?raw";
import linkedHistorySql from "./sql/linked-history.sql?raw";
import linkedWriteSql from "./sql/linked-write.sql?raw";
import makeUploadLinkSql from "./sql/make-upload-link.sql?raw";
import uploadLinkSql from "./sql/upload-link.sql?raw";

type LinkedForm = Form & { readonly remark: string | null };
type OpenLink = { readonly madeBy: string | null; readonly madeAt: string; readonly expiresAt: string };

/** By the code of a link: the database asks for it again at every step, and knows its hash only. */
const roadBy = (hash: Buffer) =>
  ({
    load: async (tx) => (await tx.query<{ form: LinkedForm }>(linkedFormSql, [hash])).rows[0]!.form,
    versionsOf: async (tx, lineId) => {
      const { rows } = await tx.query<{ row: { after: Version | null } }>(linkedHistorySql, [hash, lineId]);
      return rows.flatMap(({ row }) => row.after ?? []);
    },
    write: async (tx, { projectId, line }, values) => {
      await tx.query(linkedWriteSql, [hash, projectId, line?.rowVersion ?? null, JSON.stringify(values)]);
    },
  }) satisfies Road;

/** Runs statements in the name of the reporter whose link it is; that account may read and write nothing by itself. */
const asReporter = async <T>(
  db: Db,
  code: string,
  address: string,
  work: (tx: Tx, road: ReturnType<typeof roadBy>, hash: Buffer) => Promise<T>,
): Promise<T & { readonly expiresAt: string }> => {
  const { purpose, accountId, dataSet, expiresAt } = await readLink(db, code, address);
  if (purpose !== "upload" || accountId === null || dataSet === null) return linkNotUsable();
  const hash = hashOf(code);
  const made = await db
    .transaction({ role: "writer", settings: { account: accountId, data_set: dataSet } }, (tx) =>
      work(tx, roadBy(hash), hash),
    )
    .catch(explainLinked);
  return { ...made, expiresAt };
};

const explainLinked = (error: unknown): never => {
  // Used up or ended meanwhile, or the report is no longer with its author.
  if (error instanceof DbError && error.code === "LU404") return linkNotUsable();
  if (error instanceof DbError && error.code === "LU412") {
    return problem(
      "conflict",
      {
        vi: "Số liệu vừa được sửa ở nơi khác; hãy kiểm tra lại tệp rồi ghi.",
        en: "The figures were changed elsewhere just now; check the file again, then write it.",
      },
      { cause: error },
    );
  }
  return explainRefusal(error);
};

const linkOf = async (tx: Tx, reportId: number): Promise<OpenLink | null> =>
  (await tx.query<{ link: OpenLink | null }>(uploadLinkSql, [reportId])).rows[0]?.link ?? null;

export const uploadRoutes = (api: Api): void => {
  const { db } = api;

  accountRoute(api, uploadLink, async ({ params, query }, { asCaller }) => ({
    link: await asCaller((tx) => linkOf(tx, params.id), landSettings(query)).catch(explainRefusal),
  }));

  accountRoute(api, makeUploadLink, async ({ params, query, body }, { asCaller, request }) => {
    const { value, hash } = newSecret();
    const link = await asCaller(async (tx) => {
      await tx.query(makeUploadLinkSql, [params.id, hash, body.days, request.ip]);
      return linkOf(tx, params.id);
    }, landSettings(query)).catch(explainRefusal);
    return { path: linkPath(value), expiresAt: link?.expiresAt };
  });

  accountRoute(api, endUploadLink, async ({ params, query }, { asCaller }) => {
    await asCaller((tx) => tx.query(endUploadLinkSql, [params.id]), landSettings(query)).catch(explainRefusal);
    return {};
  });

  accountRoute(api, uploadState, async ({ body }, { request }) => {
    const { report, period, siteVi, siteEn, remark, lines, expiresAt } = await asReporter(
      db,
      body.code,
      request.ip,
      (tx, road) => road.load(tx),
    );
    const { state, number, dataSet } = report;
    return { siteVi, siteEn, dataSet, period, state, number, remark, expiresAt, lines };
  });

  accountRoute(api, uploadForm, async ({ body }, { request }) =>
    filledForm(await asReporter(db, body.code, request.ip, (tx, road) => road.load(tx))),
  );

  accountRoute(api, uploadCheck, async ({ body }, { request }) => {
    const { reading } = await asReporter(db, body.code, request.ip, (tx, road) => readSent(tx, road, body));
    return checkedForm(reading, body);
  });

  accountRoute(api, uploadWrite, async ({ body }, { request }) =>
    asReporter(db, body.code, request.ip, async (tx, road) => {
      const read = await readSent(tx, road, body);
      await writeSent(tx, road, read, body.fileName);
      return { changed: read.reading.changes.length };
    }),
  );

  accountRoute(api, uploadHandIn, async ({ body }, { request }) =>
    asReporter(db, body.code, request.ip, async (tx, _, hash) => {
      await tx.query(linkedHandInSql, [hash, request.ip]);
      return {};
    }),
  );
};
