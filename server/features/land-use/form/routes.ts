import { applyForm, checkForm, reportForm, reportLines } from "#contracts/land-reports.ts";
import { accountRoute } from "#server/account-route.ts";
import type { Tx } from "#server/db/port.ts";
import { problem } from "#server/problems.ts";
import type { Api } from "#server/route.ts";
import { explainRefusal } from "../refusals.ts";
import { landSettings } from "../row-routes.ts";
import addSql from "../sql/add.sql?raw";
import changeSql from "../sql/change.sql?raw";
import getSql from "../sql/get.sql?raw";
import historySql from "../sql/history.sql?raw";
import holdVersionSql from "../sql/hold-version.sql?raw";
import reportFormSql from "../sql/report-form.sql?raw";
import setSourceSql from "../sql/set-source.sql?raw";
import { heldVersion, writing } from "../versions.ts";
import { type Form, type LineValues, SHEET } from "./columns.ts";
import { markForm } from "./mark-form.ts";
import { type FormChange, type FormReading, type HeldLines, readForm } from "./read-form.ts";
import { writeForm } from "./write-form.ts";

type Sent = {
  readonly fileName: string;
  readonly workbook: string;
  readonly answers?: readonly { readonly cell: string; readonly value: number | string | null }[] | undefined;
};
type Version = LineValues & { readonly rowVersion: number };

const KIND = "report-projects";

export const formRoutes = (api: Api): void => {
  accountRoute(api, reportLines, async ({ params, query }, { asCaller }) => {
    const { lines } = await asCaller((tx) => loadForm(tx, params.id), landSettings(query)).catch(explainRefusal);
    return { items: lines };
  });

  accountRoute(api, reportForm, async ({ params, query }, { asCaller }) => {
    const form = await asCaller((tx) => loadForm(tx, params.id), landSettings(query)).catch(explainRefusal);
    return { fileName: fileNameOf(form), workbook: toBase64(await writeForm(form)) };
  });

  accountRoute(api, checkForm, async ({ params, query, body }, { asCaller }) => {
    const { reading } = await asCaller((tx) => readSent(tx, params.id, body), landSettings(query)).catch(
      explainRefusal,
    );
    return { ...inApi(reading), marked: await markedCopy(reading, body) };
  });

  accountRoute(api, applyForm, async ({ params, query, body }, { asCaller, request }) => {
    const version = heldVersion(request.headers["if-match"]);
    return writing(
      asCaller,
      landSettings(query),
      async (tx) => {
        const { form, reading } = await readSent(tx, params.id, body);
        if (reading.issues.length > 0) return refuse(reading);
        // Handed in or changed by another since it was looked at, the report is not written to.
        await tx.query(holdVersionSql, ["reports", params.id, version]);
        for (const changes of byLine(reading.changes)) await writeLine(tx, form, changes, body.fileName);
        const { rows } = await tx.query<{ row: unknown }>(getSql, ["reports", params.id]);
        return { changed: reading.changes.length, report: rows[0]!.row };
      },
      () => ({ version }),
    );
  });
};

const loadForm = async (tx: Tx, id: number): Promise<Form> => {
  // Says that there is none, where there is none to be seen.
  await tx.query(getSql, ["reports", id]);
  const { rows } = await tx.query<{ form: Form }>(reportFormSql, [id]);
  return rows[0]!.form;
};

const readSent = async (
  tx: Tx,
  id: number,
  { workbook, answers = [] }: Sent,
): Promise<{ form: Form; reading: FormReading }> => {
  const form = await loadForm(tx, id);
  const held = await heldLines(tx, form);
  const reading = await readForm(
    Buffer.from(workbook, "base64"),
    form,
    held,
    new Map(answers.map(({ cell, value }) => [cell, value])),
  );
  return { form, reading };
};

/** Earlier versions of the lines, of which a form may have been made. */
const heldLines = async (tx: Tx, { lines }: Form): Promise<HeldLines> => {
  const versions = new Map<string, Version>();
  for (const { projectId, line } of lines) {
    if (!line || line.rowVersion === 1) continue;
    const { rows } = await tx.query<{ row: { after: Version | null } }>(historySql, [KIND, line.id]);
    for (const { row } of rows) if (row.after) versions.set(`${projectId} ${row.after.rowVersion}`, row.after);
  }
  return (projectId, rowVersion) => versions.get(`${projectId} ${rowVersion}`);
};

const byLine = (changes: readonly FormChange[]): FormChange[][] =>
  [...new Set(changes.map(({ projectId }) => projectId))].map((id) =>
    changes.filter(({ projectId }) => projectId === id),
  );

const writeLine = async (tx: Tx, form: Form, changes: readonly FormChange[], fileName: string): Promise<void> => {
  const { projectId, row } = changes[0]!;
  const values = JSON.stringify(Object.fromEntries(changes.map(({ field, after }) => [field, after])));
  await tx.query(setSourceSql, [fileName, SHEET, row]);
  const { line } = form.lines.find((one) => one.projectId === projectId)!;
  await (line
    ? tx.query(changeSql, [KIND, line.id, line.rowVersion, values])
    : tx.query(addSql, [KIND, JSON.stringify({ reportId: form.report.id, projectId, ...JSON.parse(values) })]));
};

const inApi = ({ changes, issues }: FormReading) => ({
  changes,
  issues: issues.map(({ message, ...issue }) => ({ ...issue, messageVi: message.vi, messageEn: message.en })),
});

const refuse = (reading: FormReading): never =>
  problem(
    "invalid-request",
    {
      vi: "Biểu còn ô chưa đúng nên chưa ghi gì; errors nói từng ô.",
      en: "Cells of the form are not right, so nothing was written; errors says which.",
    },
    {
      errors: reading.issues.map(({ cell, message }) => ({
        pointer: cell === null ? "/workbook" : `/workbook/${cell}`,
        message,
      })),
    },
  );

/** Null where nothing is wrong at any cell. */
const markedCopy = async ({ issues }: FormReading, { fileName, workbook }: Sent) =>
  issues.some(({ cell }) => cell !== null)
    ? { fileName, workbook: toBase64(await markForm(Buffer.from(workbook, "base64"), issues)) }
    : null;

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const fileNameOf = ({ siteVi, period }: Form): string => `Biểu ${siteVi} ${period.fromDay} – ${period.toDay}.xlsx`;
