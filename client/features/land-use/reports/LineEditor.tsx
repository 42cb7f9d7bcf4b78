import { useState } from "react";
import { Refusal, send } from "#client/send.ts";
import { useText } from "#client/text.tsx";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Note } from "#client/ui/States.tsx";
import { formatNumber } from "#client/format.ts";
import type { reportProjects } from "#contracts/land-reports.ts";
import { readNumber } from "#contracts/read-cell.ts";
import type { Language } from "#contracts/units.ts";
import type * as z from "zod/mini";
import { landPath, writeLand } from "../land-data.ts";
import type { LineField } from "../form/form-data.ts";
import { type Line, NUMBER_FIELDS, type ReportLine } from "./report-data.ts";
import { useAction } from "../use-action.ts";
import { useReportWords } from "./use-words.ts";

type Values = Readonly<Record<LineField, number | string | null>>;
type Typed = Readonly<Record<LineField, string>>;

const FIELDS: readonly LineField[] = [...NUMBER_FIELDS, "note"];
const NOTHING: Values = {
  implementedBillionVnd: null,
  implementedMillionUsd: null,
  jobs: null,
  deployedHa: null,
  note: null,
};

const typedOf = (value: number | string | null, language: Language): string =>
  typeof value === "number" ? formatNumber(value, null, language, false) : (value ?? "");
/** Spelt so that it can be read in one way only: `1,234` as a decimal becomes `1,2340`. */
const unmistakable = (value: number, language: Language): string => {
  const plain = typedOf(value, language);
  return readNumber(plain).kind === "ambiguous" ? `${plain}0` : plain;
};

type LineEditorProps = {
  readonly reportId: number;
  readonly line: Line;
  readonly name: string;
  readonly onClose: () => void;
};

/**
 * The figures of one project, typed as Vietnamese writes them. Where somebody else changed the line meanwhile, nothing is written:
 * what was typed stays, what was entered is shown beside it, and saving again decides.
 */
export const LineEditor = ({ reportId, line, name, onClose }: LineEditorProps) => {
  const { language } = useText();
  const { lines: words } = useReportWords();
  const [held, setHeld] = useState<ReportLine | null>(line.line);
  const [typed, setTyped] = useState<Typed>(() => allTyped(line.line ?? NOTHING, language));
  const [clash, setClash] = useState<{ readonly by: string; readonly fields: readonly LineField[] } | null>(null);
  const [asked, setAsked] = useState<Partial<Record<LineField, readonly number[]>>>({});
  const [unread, setUnread] = useState<readonly LineField[]>([]);
  const type = (field: LineField, text: string) => {
    setTyped((before) => ({ ...before, [field]: text }));
    setAsked((before) => ({ ...before, [field]: undefined }));
    setUnread((before) => before.filter((other) => other !== field));
  };

  /** Fields that only the other changed follow them; those that both changed keep what was typed here, and are pointed at. */
  const takeUp = async (base: ReportLine, mine: Values) => {
    const [current, by] = await newestOf(base.id);
    const theirs = FIELDS.filter((field) => current[field] !== base[field]);
    const both = theirs.filter((field) => mine[field] !== base[field] && mine[field] !== current[field]);
    setTyped((before) => ({
      ...before,
      ...Object.fromEntries(
        theirs.filter((field) => !both.includes(field)).map((field) => [field, typedOf(current[field], language)]),
      ),
    }));
    setHeld(current);
    setClash({ by: by ?? words.somebody, fields: both });
  };
  const save = useSubmit(async () => {
    const { values, ambiguous, unreadable } = readTyped(typed);
    setAsked(ambiguous);
    setUnread(unreadable);
    if (unreadable.length > 0 || Object.keys(ambiguous).length > 0) return;
    const base: Values = held ?? NOTHING;
    const changes = Object.fromEntries(
      FIELDS.flatMap((field) => (values[field] === base[field] ? [] : [[field, values[field]]])),
    );
    try {
      if (Object.keys(changes).length > 0)
        await (held
          ? writeLand("PATCH", `report-projects/${held.id}`, { body: changes, ifMatch: held.rowVersion })
          : writeLand("POST", "report-projects", { body: { reportId, projectId: line.projectId, ...changes } }));
      onClose();
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== "version-conflict" || !held) throw error;
      await takeUp(held, values);
    }
  });

  const remove = useAction(async () => {
    if (held) await writeLand("DELETE", `report-projects/${held.id}`, { ifMatch: held.rowVersion });
    onClose();
  });

  return (
    <form className="line-form" aria-label={words.editOf(name)} onSubmit={save.onSubmit} noValidate>
      {clash && <Note tone="warning">{words.conflict(clash.by)}</Note>}
      <FormAlert refusal={save.refusal ?? remove.refusal} shown={FIELDS} />
      {FIELDS.map((field) => (
        <div key={field} className={field === "note" ? "line-field wide-field" : "line-field"}>
          <Field
            label={words.fields[field]}
            name={field}
            inputMode={field === "note" ? "text" : "decimal"}
            required={false}
            autoComplete="off"
            value={typed[field]}
            maxLength={field === "note" ? 2000 : 40}
            fault={unread.includes(field) ? words.notNumber : asked[field] ? words.twoReadings : save.faultOf(field)}
            onChange={(event) => type(field, event.currentTarget.value)}
          />
          {asked[field] && (
            <p className="line-readings">
              {asked[field].map((option) => (
                <button
                  key={option}
                  type="button"
                  className="button button-small"
                  onClick={() => type(field, unmistakable(option, language))}
                >
                  {formatNumber(option, null, language)}
                </button>
              ))}
            </p>
          )}
          {clash?.fields.includes(field) && held && (
            <p className="line-readings late">
              {words.theirs(held[field] === null ? words.empty : typedOf(held[field], language))}{" "}
              <button
                type="button"
                className="button button-small"
                onClick={() => type(field, typedOf(held[field], language))}
              >
                {words.takeTheirs}
              </button>
            </p>
          )}
        </div>
      ))}
      <div className="filing-buttons">
        <button type="submit" className="button button-main" aria-busy={save.isBusy}>
          {words.save}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {words.cancel}
        </button>
        {held && (
          <button type="button" className="button line-remove" aria-busy={remove.isBusy} onClick={remove.run}>
            {words.remove}
          </button>
        )}
      </div>
    </form>
  );
};

const allTyped = (values: Values, language: Language): Typed =>
  Object.fromEntries(FIELDS.map((field) => [field, typedOf(values[field], language)])) as Typed;

const readTyped = (typed: Typed) => {
  const values: Record<LineField, number | string | null> = { ...NOTHING };
  const ambiguous: Partial<Record<LineField, readonly number[]>> = {};
  const unreadable: LineField[] = [];
  for (const field of NUMBER_FIELDS) {
    const read = readNumber(typed[field]);
    if (read.kind === "value") values[field] = read.value;
    else if (read.kind === "ambiguous") ambiguous[field] = read.options;
    else if (read.kind === "unreadable") unreadable.push(field);
  }
  const note = typed.note.normalize("NFC").trim();
  return { values: { ...values, note: note === "" ? null : note } as Values, ambiguous, unreadable };
};

/** A line as it is now, and who wrote it last. */
const newestOf = async (id: number): Promise<[ReportLine, string | null]> => {
  const { items } = await send<z.output<typeof reportProjects.history.output>>(
    "GET",
    landPath(`report-projects/${id}/history`),
  );
  return [await send<ReportLine>("GET", landPath(`report-projects/${id}`)), items.at(-1)?.actor ?? null];
};
