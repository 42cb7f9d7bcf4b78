import { applyForm, checkForm, reportFile, reportForm, reportLines } from "#contracts/land-reports.ts";
import { accountRoute } from "#server/account-route.ts";
import type { DocumentThread } from "#server/documents/document-thread.ts";
import type { Api } from "#server/route.ts";
import { findingsOf } from "../findings.ts";
import { explainRefusal } from "../refusals.ts";
import { reportDocument } from "../report-document.ts";
import { landSettings } from "../row-routes.ts";
import addSql from "../sql/add.sql?raw";
import changeSql from "../sql/change.sql?raw";
import getSql from "../sql/get.sql?raw";
import historySql from "../sql/history.sql?raw";
import holdVersionSql from "../sql/hold-version.sql?raw";
import reportFormSql from "../sql/report-form.sql?raw";
import { heldVersion } from "#server/row-version.ts";
import { writing } from "../versions.ts";
import type { Form } from "./columns.ts";
import { checkedForm, filledForm, readSent, type Road, type Version, writeSent } from "./work.ts";

const KIND = "report-projects";

/** By the rights of whoever is signed in. */
const roadTo = (reportId: number): Road => ({
  load: async (tx) => {
    // Says that there is none, where there is none to be seen.
    await tx.query(getSql, ["reports", reportId]);
    const { rows } = await tx.query<{ form: Form }>(reportFormSql, [reportId]);
    return rows[0]!.form;
  },
  versionsOf: async (tx, lineId) => {
    const { rows } = await tx.query<{ row: { after: Version | null } }>(historySql, [KIND, lineId]);
    return rows.flatMap(({ row }) => row.after ?? []);
  },
  write: async (tx, { projectId, line }, values) => {
    await (line
      ? tx.query(changeSql, [KIND, line.id, line.rowVersion, JSON.stringify(values)])
      : tx.query(addSql, [KIND, JSON.stringify({ reportId, projectId, ...values })]));
  },
});

export const formRoutes = (api: Api, documents: DocumentThread): void => {
  accountRoute(api, reportLines, async ({ params, query }, { asCaller }) => {
    const { lines } = await asCaller(roadTo(params.id).load, landSettings(query)).catch(explainRefusal);
    return { items: lines };
  });

  accountRoute(api, reportForm, async ({ params, query }, { asCaller }) =>
    filledForm(await asCaller(roadTo(params.id).load, landSettings(query)).catch(explainRefusal)),
  );

  accountRoute(api, reportFile, async ({ params: { id, format }, query }, { asCaller }) => {
    const { form, findings } = await asCaller(
      async (tx) => ({ form: await roadTo(id).load(tx), findings: await findingsOf(tx, id) }),
      landSettings(query),
    ).catch(explainRefusal);
    const bytes = await documents.make({ format, content: reportDocument(form, findings) });
    const { fromDay, toDay } = form.period;
    return {
      fileName: `Báo cáo ${form.siteVi} ${fromDay} đến ${toDay}.${format}`,
      document: Buffer.from(bytes).toString("base64"),
    };
  });

  accountRoute(api, checkForm, async ({ params, query, body }, { asCaller }) => {
    const { reading } = await asCaller((tx) => readSent(tx, roadTo(params.id), body), landSettings(query)).catch(
      explainRefusal,
    );
    return checkedForm(reading, body);
  });

  accountRoute(api, applyForm, async ({ params, query, body }, { asCaller, request }) => {
    const version = heldVersion(request.headers["if-match"]);
    const road = roadTo(params.id);
    return writing(
      asCaller,
      landSettings(query),
      async (tx) => {
        const read = await readSent(tx, road, body);
        // Handed in or changed by another since it was looked at, the report is not written to.
        if (read.reading.issues.length === 0) await tx.query(holdVersionSql, ["reports", params.id, version]);
        await writeSent(tx, road, read, body.fileName);
        const { rows } = await tx.query<{ row: unknown }>(getSql, ["reports", params.id]);
        return { changed: read.reading.changes.length, report: rows[0]!.row };
      },
      () => ({ version }),
    );
  });
};
