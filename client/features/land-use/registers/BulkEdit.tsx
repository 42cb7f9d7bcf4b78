import { useState } from "react";
import { formatNumber } from "#client/format.ts";
import { Refusal } from "#client/send.ts";
import { useText } from "#client/text.tsx";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { writeEdits } from "../editing/undo.ts";
import { isSame, type Row } from "../editing/versions.ts";
import { useEditingWords } from "../editing/use-words.ts";
import type { Description } from "./description.ts";
import { FieldInput } from "./FieldInput.tsx";
import { show, titleOf, type Names } from "./shown.ts";
import { keysOf, readForm, typedOf } from "./typed.ts";
import { useLandSites } from "./use-names.ts";
import { useRegisterWords } from "./use-words.ts";

/** As many as the API takes at once; they are written together or not at all. */
const MOST = 500;

type BulkEditProps = {
  readonly description: Description;
  readonly rows: readonly Row[];
  readonly names: Names;
  readonly onDone: () => void;
};

/** Gives one field of many rows a value: first shown row by row, then written as a whole, or none of it. */
export const BulkEdit = ({ description, rows, names, onDone }: BulkEditProps) => {
  const words = useRegisterWords();
  const { empty } = useEditingWords();
  const { language } = useText();
  const sites = useLandSites();
  const fields = description.columns.filter(({ entered }) => entered === undefined);
  const [isOpen, setOpen] = useState(false);
  const [field, setField] = useState(fields[0]!.field);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState("");
  const [isPreviewed, setPreviewed] = useState(false);
  const column = fields.find((candidate) => candidate.field === field)!;
  // Read as of a row that has none of it: what may be left out on entry is needed of a row that is there.
  const reading = readForm(
    [{ ...column, ...(column.required && { required: "always" as const }) }],
    {
      ...typedOf([column], null, language),
      ...Object.fromEntries(keysOf(column).map((key) => [key, typed[key] ?? ""])),
    },
    null,
    language,
  );
  const fault = Object.keys(reading.faults).length > 0;
  const value = reading.changes[field] ?? null;
  const changing = fault ? [] : rows.filter((row) => !isSame(row[field], value));
  const count = (number: number) => formatNumber(number, 0, language);
  const edits = () =>
    changing.map(({ id, rowVersion }) => ({ kind: description.kind, id, rowVersion, changes: { [field]: value } }));
  /** Says of which row the server speaks: it counts them as they were sent. */
  const named = (refusal: Refusal): Refusal => {
    const place = /^\/edits\/(\d+)/.exec(refusal.errors[0]?.pointer ?? "")?.[1];
    const row = place === undefined ? undefined : changing[Number(place)];
    if (!row) return refusal;
    const title = titleOf(description, row, names);
    const detail =
      refusal.current === null ? words.bulkFault(title, refusal.errors[0]!.message) : words.bulkStale(title);
    return new Refusal(refusal.kind, { detail });
  };
  const form = useSubmit(async () => {
    if (!isPreviewed || fault || changing.length === 0 || changing.length > MOST) {
      setPreviewed(true);
      return;
    }
    try {
      const titles = changing.map((row) => titleOf(description, row, names));
      await writeEdits(description.kind, changing, edits(), titles, reason.normalize("NFC").trim());
      onDone();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw named(error);
    }
  });
  if (!isOpen) {
    return (
      <div className="bulk-line">
        <strong>{words.chosen(count(rows.length))}</strong>
        <button type="button" className="button" onClick={() => setOpen(true)}>
          {words.bulk}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {words.unchoose}
        </button>
      </div>
    );
  }
  return (
    <form className="bulk" noValidate onSubmit={form.onSubmit}>
      <h2>{words.bulkTitle(count(rows.length))}</h2>
      <FormAlert refusal={form.refusal} />
      <div className="row-fields">
        <label className="field">
          {words.bulkField}
          <select
            value={field}
            onChange={(event) => {
              setField(event.target.value);
              setTyped({});
              setPreviewed(false);
            }}
          >
            {fields.map((candidate) => (
              <option key={candidate.field} value={candidate.field}>
                {candidate.label[language]}
              </option>
            ))}
          </select>
        </label>
        {keysOf(column).map((key) => (
          <FieldInput
            key={key}
            column={column}
            part={column.input.type === "days" ? (key.endsWith(".from") ? "from" : "endedOn") : undefined}
            value={typed[key] ?? ""}
            onChange={(text) => {
              setTyped({ ...typed, [key]: text });
              setPreviewed(false);
            }}
            onLeave={() => {}}
            names={names}
            sites={sites}
            fault={isPreviewed ? reading.faults[key] : undefined}
          />
        ))}
        <label className="field">
          {words.reason}
          <input
            value={reason}
            maxLength={500}
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </div>
      {isPreviewed && !fault && (
        <div className="bulk-preview" role="status">
          {changing.length === 0 && <p>{words.bulkNothing}</p>}
          {changing.length > MOST && <p className="field-fault">{words.bulkTooMany(count(MOST))}</p>}
          {changing.length > 0 && (
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{words.row}</th>
                  <th scope="col">{words.before}</th>
                  <th scope="col">{words.after}</th>
                </tr>
              </thead>
              <tbody>
                {changing.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">{titleOf(description, row, names)}</th>
                    <td>{show(column, row[field], names) || empty}</td>
                    <td>
                      <strong>{show(column, value, names) || empty}</strong>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      )}
      <p className="buttons">
        <button type="submit" className="button button-main" aria-busy={form.isBusy}>
          {isPreviewed && changing.length > 0 && !fault ? words.bulkWrite(count(changing.length)) : words.bulkPreview}
        </button>
        <button type="button" className="button" onClick={() => setOpen(false)}>
          {words.cancel}
        </button>
      </p>
    </form>
  );
};
