import { useId, useState, type DragEvent } from "react";
import { send } from "#client/send.ts";
import { FormAlert } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Note } from "#client/ui/States.tsx";
import { landPath } from "../land-data.ts";
import { saveWorkbook, type SentForm } from "./form-file.ts";
import { FormCheckResult } from "./FormCheckResult.tsx";
import { type Line, type Report, useSpell } from "./report-data.ts";
import { useAction } from "./use-action.ts";
import { type Exchange, useExchange } from "./use-exchange.ts";
import { useReportWords } from "./use-words.ts";

type FormExchangeProps = {
  readonly report: Report;
  readonly lines: readonly Line[];
  readonly isEditable: boolean;
};

/** The report as a workbook: fetched, filled in elsewhere, checked cell by cell, and written only when that is asked for. */
export const FormExchange = ({ report, lines, isEditable }: FormExchangeProps) => {
  const { form: words } = useReportWords();
  const exchange = useExchange(report);
  const download = useAction(async () =>
    saveWorkbook(await send<SentForm>("GET", landPath(`reports/${report.id}/form`))),
  );
  const { sent, result, written } = exchange;
  return (
    <section className="card-section form-exchange">
      <h2>{isEditable ? words.title : words.titleRead}</h2>
      <div className="form-ways">
        <div>
          <button type="button" className="button" aria-busy={download.isBusy} onClick={download.run}>
            <Icon name="download" /> {words.download}
          </button>
          {isEditable && <p className="fine">{words.downloadHint}</p>}
          <FormAlert refusal={download.refusal} />
        </div>
        {isEditable && <FileChoice exchange={exchange} />}
      </div>
      {isEditable && (
        <div aria-live="polite" aria-busy={exchange.isBusy}>
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
      )}
    </section>
  );
};

const FaultNote = ({ fault: { fault, name, megabytes } }: { fault: NonNullable<Exchange["fault"]> }) => {
  const { form: words } = useReportWords();
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
  const { form: words } = useReportWords();
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
