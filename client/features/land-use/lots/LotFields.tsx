import { useState } from "react";
import { formatDay, formatNumber } from "#client/format.ts";
import { Refusal } from "#client/send.ts";
import { useText } from "#client/text.tsx";
import { DayField } from "#client/ui/DayInput.tsx";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Conflict } from "../editing/Conflict.tsx";
import { readHa } from "./read-ha.ts";
import { USES, type Lot, type LotUse } from "./lot-types.ts";
import { wouldChange, type LotChanges } from "./edits.ts";
import { writeLot } from "./write-lot.ts";
import { useLotWords } from "./use-lot-words.ts";

/** Changes what is entered of a lot, apart from its outline; where another was faster, field by field. */
export const LotFields = ({ lot, onDone }: { lot: Lot; onDone: () => void }) => {
  const words = useLotWords();
  const { language } = useText();
  // What is held stays what was read when the form was opened, or a change by another would be overwritten unseen.
  const [held] = useState(lot);
  const [use, setUse] = useState<LotUse>(held.use);
  const [from, setFrom] = useState(held.inForce.from);
  const [endedOn, setEndedOn] = useState(held.inForce.endedOn ?? "");
  const [pending, setPending] = useState<{ refusal: Refusal; changes: LotChanges } | null>(null);
  const [haFault, setHaFault] = useState<string>();

  const write = async (onto: Lot, changed: LotChanges) => {
    try {
      if (Object.keys(changed).length > 0) await writeLot(onto, changed);
      onDone();
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== "version-conflict") throw error;
      setPending({ refusal: error, changes: changed });
    }
  };
  const { onSubmit, isBusy, refusal, faultOf } = useSubmit(async (values) => {
    const statedAreaHa = readHa(values["statedAreaHa"] ?? "");
    setHaFault(statedAreaHa === null ? words.notANumber : undefined);
    if (statedAreaHa === null) return;
    const entered: LotChanges = {
      code: (values["code"] ?? "").trim(),
      use,
      statedAreaHa,
      inForce: { from, endedOn: endedOn || null },
      note: (values["note"] ?? "").trim() || null,
    };
    const changed = Object.entries(entered).filter(([field, value]) => wouldChange(held, { [field]: value }));
    await write(held, Object.fromEntries(changed) as LotChanges);
  });

  const show = (field: string, value: unknown): string => {
    if (value === null || value === undefined) return "";
    if (field === "use") return words.uses[value as LotUse];
    if (field === "statedAreaHa") return `${formatNumber(Number(value), null, language)} ha`;
    if (field === "geometry") return words.fields["geometry"] ?? "";
    if (field === "inForce") {
      const days = value as Lot["inForce"];
      const end = days.endedOn === null ? words.withoutEnd : formatDay(days.endedOn, language);
      return `${formatDay(days.from, language)} – ${end}`;
    }
    return String(value as string);
  };
  const nameOfField = (field: string): string => words.fields[field] ?? field;

  return (
    <>
      {pending && (
        <Conflict
          key={pending.refusal.current?.rowVersion}
          kind="lots"
          refusal={pending.refusal}
          given={pending.changes}
          labelOf={nameOfField}
          show={show}
          onWrite={(changes) => write(pending.refusal.current as unknown as Lot, changes)}
          onDiscard={onDone}
        />
      )}
      <form className="lots-form" onSubmit={onSubmit} hidden={pending !== null}>
        <Field
          label={words.fields["code"]!}
          name="code"
          defaultValue={held.code}
          fault={faultOf("code")}
          maxLength={40}
        />
        <label className="field">
          {words.fields["use"]}
          <select value={use} onChange={({ target }) => setUse(USES.find((each) => each === target.value) ?? use)}>
            {USES.map((each) => (
              <option key={each} value={each}>
                {words.uses[each]}
              </option>
            ))}
          </select>
        </label>
        <Field
          label={words.fields["statedAreaHa"]!}
          name="statedAreaHa"
          inputMode="decimal"
          defaultValue={formatNumber(held.statedAreaHa, null, language, false)}
          fault={haFault ?? faultOf("statedAreaHa")}
        />
        <DayField label={words.fields["from"]!} value={from} onDay={setFrom} fault={faultOf("inForce")} />
        <DayField label={words.fields["endedOn"]!} isRequired={false} value={endedOn} onDay={setEndedOn} />
        <Field
          label={words.fields["note"]!}
          name="note"
          required={false}
          defaultValue={held.note ?? ""}
          fault={faultOf("note")}
        />
        <FormAlert refusal={refusal} shown={["code", "statedAreaHa", "inForce", "note"]} />
        <p className="buttons">
          <button type="submit" className="button button-main" aria-busy={isBusy}>
            {words.save}
          </button>
          <button type="button" className="button" onClick={onDone}>
            {words.cancel}
          </button>
        </p>
      </form>
    </>
  );
};
