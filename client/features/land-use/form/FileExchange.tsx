import { useId, useState, type DragEvent } from "react";
import { FormAlert } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Note } from "#client/ui/States.tsx";
import { useSpell } from "../use-spell.ts";
import type { NamedLine } from "./form-data.ts";
import { FormCheckResult } from "./FormCheckResult.tsx";
import { type Exchange, type Roads, useExchange } from "./use-exchange.ts";
import { useFormWords } from "./use-words.ts";
import "./form.css";

/** A filled form from the disk: checked cell by cell as soon as it is chosen, and written only when that is asked for. */
export const FileExchange = ({ roads, lines }: { roads: Roads; lines: readonly NamedLine[] }) => {
  const words = useFormWords();
  const exchange = useExchange(roads);
  const { sent, result, written } = exchange;
  return (
    <>
      <FileChoice exchange={exchange} />
      <div className="form-outcome" aria-live="polite" aria-busy={exchange.isBusy}>
        {exchange.fault && <FaultNote fault={exchange.fault} />}
        {written !== null && (
          <p className="note note-info form-written" role="status">
            <Icon name="check" /> <span>{words.written(written)}</span>
          </p>
        )}
        {exchange.isOvertaken && <Note tone="warning">{words.recheck}</Note>}
        <FormAlert refusal={exchange.refusal} />
        {sent && <p className="form-file">{sent.fileName}</p>}
        {exchange.isBusy && !result && <p className="fine">{words.checking}</p>}
        {result && <FormCheckResult result={result} exchange={exchange} lines={lines} />}
      </div>
    </>
  );
};

const FaultNote = ({ fault: { fault, name, megabytes } }: { fault: NonNullable<Exchange["fault"]> }) => {
  const words = useFormWords();
  const spell = useSpell();
  return (
    <p className="note note-warning" role="alert">
      <Icon name="warning" />
      <span>
        {fault === "oneFile"
          ? words.oneFile
          : fault === "tooLarge"
            ? words.tooLarge(name, spell(Math.round(megabytes * 10) / 10))
            : words[fault](name)}
      </span>
    </p>
  );
};

/** A file is chosen by a button that keyboards reach, or dropped on it. */
const FileChoice = ({ exchange }: { exchange: Exchange }) => {
  const words = useFormWords();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent, is: boolean) => {
    event.preventDefault();
    setOver(is);
  };
  return (
    <div
      className="drop"
      data-over={isOver || undefined}
      onDragOver={(event) => over(event, true)}
      onDragLeave={(event) => over(event, false)}
      onDrop={(event) => {
        over(event, false);
        void exchange.take([...event.dataTransfer.files]);
      }}
    >
      <input
        id={id}
        className="visually-hidden"
        type="file"
        accept=".xlsx"
        onChange={(event) => {
          const input = event.currentTarget;
          const files = [...(input.files ?? [])];
          // The same file, corrected and saved, may be chosen again.
          input.value = "";
          void exchange.take(files);
        }}
      />
      <label htmlFor={id} className="button">
        <Icon name="upload" /> {words.choose}
      </label>
      <span className="fine">
        {words.drop}. {words.nothingYet}
      </span>
    </div>
  );
};
