import type { Tx } from "#server/db/port.ts";
import { problem } from "#server/problems.ts";
import setSourceSql from "../sql/set-source.sql?raw";
import { type Form, type FormLine, type LineValues, SHEET } from "./columns.ts";
import { markForm } from "./mark-form.ts";
import { type FormChange, type FormReading, type HeldLines, readForm } from "./read-form.ts";
import { writeForm } from "./write-form.ts";

type Sent = {
  readonly fileName: string;
  readonly workbook: string;
  readonly answers?: readonly { readonly cell: string; readonly value: number | string | null }[] | undefined;
};
export type Version = LineValues & { readonly rowVersion: number };

/** How a report is reached: by the rights of an account, or by the code of an upload link. */
export type Road = {
  readonly load: (tx: Tx) => Promise<Form>;
  /** States of a line of it, oldest first. */
  readonly versionsOf: (tx: Tx, lineId: number) => Promise<readonly Version[]>;
  readonly write: (tx: Tx, line: FormLine, values: Partial<LineValues>) => Promise<void>;
};

/** The workbook to be filled in. */
export const filledForm = async (form: Form) => ({
  fileName: fileNameOf(form),
  workbook: toBase64(await writeForm(form)),
});

export const readSent = async (
  tx: Tx,
  road: Road,
  { workbook, answers = [] }: Sent,
): Promise<{ form: Form; reading: FormReading }> => {
  const form = await road.load(tx);
  const held = await heldLines(tx, road, form);
  const reading = await readForm(
    Buffer.from(workbook, "base64"),
    form,
    held,
    new Map(answers.map(({ cell, value }) => [cell, value])),
  );
  return { form, reading };
};

/** Earlier versions of the lines, of which a form may have been made. */
const heldLines = async (tx: Tx, { versionsOf }: Road, { lines }: Form): Promise<HeldLines> => {
  const versions = new Map<string, Version>();
  for (const { projectId, line } of lines) {
    if (!line || line.rowVersion === 1) continue;
    for (const version of await versionsOf(tx, line.id)) versions.set(`${projectId} ${version.rowVersion}`, version);
  }
  return (projectId, rowVersion) => versions.get(`${projectId} ${rowVersion}`);
};

/** Writes all that a form changes; what is wrong in it, or in what it would make, refuses the whole. */
export const writeSent = async (
  tx: Tx,
  road: Road,
  { form, reading }: { form: Form; reading: FormReading },
  fileName: string,
): Promise<void> => {
  if (reading.issues.length > 0) return refuse(reading);
  for (const changes of byLine(reading.changes)) {
    const { projectId, row } = changes[0]!;
    await tx.query(setSourceSql, [fileName, SHEET, row]);
    const line = form.lines.find((one) => one.projectId === projectId)!;
    await road.write(tx, line, Object.fromEntries(changes.map(({ field, after }) => [field, after])));
  }
};

const byLine = (changes: readonly FormChange[]): FormChange[][] =>
  [...new Set(changes.map(({ projectId }) => projectId))].map((id) =>
    changes.filter(({ projectId }) => projectId === id),
  );

/** What a form says, as the API has it, with its marked copy. */
export const checkedForm = async (reading: FormReading, sent: Sent) => ({
  changes: reading.changes,
  issues: reading.issues.map(({ message, ...issue }) => ({ ...issue, messageVi: message.vi, messageEn: message.en })),
  marked: await markedCopy(reading, sent),
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
