import { useState } from "react";
import { formatDay } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { Refusal } from "#client/send.ts";
import { DayField } from "#client/ui/DayInput.tsx";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { writeEdits } from "../editing/undo.ts";
import { askLandAgain } from "../land-data.ts";
import { USES, type Lot, type LotUse } from "./lot-types.ts";
import { editsOf, wouldChange, type LotChanges } from "./edits.ts";
import { useLotWords } from "./use-lot-words.ts";

/** One change of many lots: what becomes of which is seen before it is written, all of it or nothing. */
export const BulkEdit = ({ lots, onDone }: { lots: readonly Lot[]; onDone: () => void }) => {
  const { bulk, uses, fields, cancel } = useLotWords();
  const text = useText();
  const [use, setUse] = useState<LotUse | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(null);
  const changesOf = (lot: Lot): LotChanges => ({
    ...(use !== null && { use }),
    ...(note !== null && { note: note.trim() === "" ? null : note.trim() }),
    ...(from !== null && from !== "" && { inForce: { from, endedOn: lot.inForce.endedOn } }),
  });
  const changed = lots.filter((lot) => wouldChange(lot, changesOf(lot)));
  const { onSubmit, isBusy, refusal } = useSubmit(async ({ reason = "" }) => {
    try {
      const codes = changed.map(({ code }) => code);
      await writeEdits("lots", changed, editsOf(changed, changesOf), codes, reason);
    } catch (error) {
      // The next attempt is to be about what the rows have become.
      if (error instanceof Refusal && error.kind === "version-conflict") await askLandAgain();
      throw error;
    }
    onDone();
  });
  const spell = (field: string, value: unknown): string => {
    if (field === "use") return uses[value as LotUse];
    if (field === "inForce") return formatDay((value as Lot["inForce"]).from, text.language);
    return String((value as string | null) ?? "–");
  };
  return (
    <form className="card-section lots-bulk" onSubmit={onSubmit} aria-label={bulk.heading(lots.length)}>
      <h2>{bulk.heading(lots.length)}</h2>
      <div className="lots-form">
        <label className="field">
          {bulk.use}
          <select
            value={use ?? ""}
            onChange={({ target }) => setUse(USES.find((each) => each === target.value) ?? null)}
          >
            <option value="">{bulk.keep}</option>
            {USES.map((each) => (
              <option key={each} value={each}>
                {uses[each]}
              </option>
            ))}
          </select>
        </label>
        <DayField
          label={bulk.from}
          isRequired={false}
          value={from ?? ""}
          onDay={(day) => setFrom(day === "" ? null : day)}
        />
        <div className="lots-note">
          <label className="lots-check">
            <input
              type="checkbox"
              checked={note !== null}
              onChange={({ target }) => setNote(target.checked ? "" : null)}
            />
            {bulk.changeNote}
          </label>
          {note !== null && (
            <Field label={bulk.note} required={false} value={note} onChange={({ target }) => setNote(target.value)} />
          )}
        </div>
        <Field label={bulk.reason} name="reason" required={false} maxLength={500} />
      </div>
      <p role="status">
        {changed.length === 0 ? bulk.nothing : bulk.preview(changed.length, lots.length - changed.length)}
      </p>
      {changed.length > 0 && (
        <ul className="lots-preview">
          {changed.map((lot) => (
            <li key={lot.id}>
              <strong>{lot.code}</strong>{" "}
              {Object.entries(changesOf(lot))
                .filter(([field, value]) => wouldChange(lot, { [field]: value }))
                .map(([field, value]) => (
                  <span key={field}>
                    {fields[field]}: <del>{spell(field, lot[field as keyof Lot])}</del> →{" "}
                    <ins>{spell(field, value)}</ins>{" "}
                  </span>
                ))}
            </li>
          ))}
        </ul>
      )}
      <BulkRefusal refusal={refusal} lots={changed} />
      <p className="buttons">
        <button type="submit" className="button button-main" disabled={changed.length === 0} aria-busy={isBusy}>
          {bulk.write(changed.length)}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {cancel}
        </button>
      </p>
    </form>
  );
};

/** Says of which lot it is refused, not by its place in what was sent. */
const BulkRefusal = ({ refusal, lots }: { refusal: Error | null; lots: readonly Lot[] }) => {
  const { bulk } = useLotWords();
  if (!(refusal instanceof Refusal)) return null;
  const { current, errors } = refusal;
  if (current)
    return (
      <p className="note note-warning" role="alert">
        <span>{bulk.stale(String(current["code"]))}</span>
      </p>
    );
  const found = errors[0];
  const lot = lots[Number(found?.pointer.split("/")[2])];
  if (!found || !lot) return <FormAlert refusal={refusal} />;
  return (
    <p className="note note-warning" role="alert">
      <span>{bulk.at(lot.code, found.message)}</span>
    </p>
  );
};
