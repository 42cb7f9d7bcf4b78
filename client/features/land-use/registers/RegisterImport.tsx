import { useId, useState } from "react";
import { ApiError } from "#client/api.ts";
import { formatNumber } from "#client/format.ts";
import { Refusal } from "#client/send.ts";
import { useText } from "#client/text.tsx";
import { FormAlert } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { landPath, sendSignedIn, writeLand } from "../land-data.ts";
import type { Row } from "../editing/versions.ts";
import { takeFile } from "../take-file.ts";
import type { Description } from "./description.ts";
import { titleOf, type Names } from "./shown.ts";
import { type ReadRow, readRows, type ReadTable } from "./table-reading.ts";
import { asCsv } from "./table-text.ts";
import { useRegisterWords } from "./use-words.ts";

/** As many as the API takes at once; they are written together or not at all. */
const MOST = 500;
/** Of a table that was pasted: cells of a spreadsheet come divided by tabs. */
const PASTED = "bang-dan.csv";

type RegisterImportProps = {
  readonly description: Description;
  readonly existing: readonly Row[];
  readonly names: Names;
  readonly onDone: () => void;
};
type Source = { readonly fileName: string; readonly file: string };
type State = {
  readonly source: Source | null;
  readonly table: ReadTable | null;
  readonly written: number | null;
  readonly refusal: Refusal | null;
  readonly isBusy: boolean;
};
const NOTHING: State = { source: null, table: null, written: null, refusal: null, isBusy: false };

/** Rows of a register from a file or from cells that were pasted: looked at row by row, then written, all of them or none. */
export const RegisterImport = ({ description, existing, names, onDone }: RegisterImportProps) => {
  const words = useRegisterWords().tableImport;
  const { language } = useText();
  const [state, setState] = useState(NOTHING);
  const [pasted, setPasted] = useState("");
  const { source, table, written, refusal, isBusy } = state;
  const run = async (begin: Partial<State>, work: () => Promise<Partial<State>>) => {
    setState((before) => ({ ...before, refusal: null, written: null, ...begin, isBusy: true }));
    const outcome = await work().catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      return { refusal: error instanceof Refusal ? error : new Refusal(error.kind, { detail: error.detail }) };
    });
    setState((before) => ({ ...before, ...outcome, isBusy: false }));
  };
  const read = (from: Source, sheet: string | null = null) =>
    run({ source: from, table: null }, async () => ({
      table: await sendSignedIn<ReadTable>("POST", landPath("tables"), { ...from, sheet }),
    }));
  const take = async (file: File | undefined) => {
    if (file) await read(await takeFile(file));
  };
  const { rows, unused } = table ? readRows(description, table, names, existing) : { rows: [], unused: [] };
  const fresh = rows.filter(({ faults, isKnown }) => faults.length === 0 && !isKnown);
  const faulty = rows.filter(({ faults }) => faults.length > 0);
  const write = () =>
    run({}, async () => {
      await writeLand("POST", "entries", {
        body: {
          kind: description.kind,
          fileName: source!.fileName,
          sheet: table!.sheet,
          rows: fresh.map(({ row, fields }) => ({ row, fields })),
        },
      }).catch((error: unknown) => {
        throw error instanceof Refusal ? atRow(error, fresh, description, words.refusedRow, language) : error;
      });
      return { ...NOTHING, written: fresh.length };
    });
  const count = (number: number) => formatNumber(number, 0, language);
  return (
    <section className="register-import" aria-label={words.title(description.title[language])}>
      <h2>{words.title(description.title[language])}</h2>
      <p className="lead">{words.lead}</p>
      <Choice onTake={(file) => void take(file)} template={() => downloadTemplate(description, language)} />
      <label className="field">
        {words.paste}
        <textarea rows={3} value={pasted} onChange={(event) => setPasted(event.target.value)} />
      </label>
      <p className="buttons">
        <button
          type="button"
          className="button"
          disabled={pasted.trim() === "" || isBusy}
          onClick={() => void take(new File([pasted], PASTED))}
        >
          {words.readPasted}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {words.close}
        </button>
      </p>
      <div aria-live="polite" aria-busy={isBusy}>
        <FormAlert refusal={refusal} />
        {written !== null && (
          <p className="note note-info">
            <Icon name="check" />
            <span>{words.written(count(written))}</span>
          </p>
        )}
        {source && table && (
          <>
            {table.sheets.length > 1 && (
              <label className="field">
                {words.sheet}
                <select value={table.sheet ?? ""} onChange={(event) => void read(source, event.target.value)}>
                  {table.sheets.map((sheet) => (
                    <option key={sheet}>{sheet}</option>
                  ))}
                </select>
              </label>
            )}
            <p>
              <strong>
                {words.counts(
                  count(fresh.length),
                  count(rows.length - fresh.length - faulty.length),
                  count(faulty.length),
                )}
              </strong>
              {unused.length > 0 && ` ${words.unused(unused.join(", "))}`}
            </p>
            <ReadRows description={description} rows={rows} names={names} />
            {fresh.length > MOST && <p className="field-fault">{words.tooMany(count(MOST))}</p>}
            {fresh.length > 0 && fresh.length <= MOST && (
              <p className="buttons">
                <button type="button" className="button button-main" aria-busy={isBusy} onClick={() => void write()}>
                  {faulty.length === 0
                    ? words.write(count(fresh.length))
                    : words.writeRight(count(fresh.length), count(faulty.length))}
                </button>
              </p>
            )}
          </>
        )}
      </div>
    </section>
  );
};

/** By a button that keyboards reach; and an empty table to fill in. */
const Choice = ({ onTake, template }: { onTake: (file: File | undefined) => void; template: () => void }) => {
  const words = useRegisterWords().tableImport;
  const id = useId();
  return (
    <p className="buttons">
      <input
        id={id}
        className="visually-hidden"
        type="file"
        accept=".csv,.txt,.tsv,.xlsx"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // The same file, corrected and saved, may be chosen again.
          currentTarget.value = "";
          onTake(file);
        }}
      />
      <label htmlFor={id} className="button">
        <Icon name="upload" /> {words.choose}
      </label>
      <button type="button" className="button" onClick={template}>
        <Icon name="download" size={16} /> {words.template}
      </button>
    </p>
  );
};

type ReadRowsProps = {
  readonly description: Description;
  readonly rows: readonly ReadRow[];
  readonly names: Names;
};

/** What each row would become, or why it cannot be taken. */
const ReadRows = ({ description, rows, names }: ReadRowsProps) => {
  const { tableImport: words, faults: faultWords } = useRegisterWords();
  const { language } = useText();
  return (
    <div className="table-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            <th scope="col">{description.title[language]}</th>
            <th scope="col">{words.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, fields, faults, isKnown }) => (
            <tr key={row}>
              <td className="number">{row}</td>
              <th scope="row">{titleOf(description, { id: 0, rowVersion: 0, ...fields }, names)}</th>
              <td>
                {faults.length === 0 && (isKnown ? words.known : words.fresh)}
                <ul className="plain">
                  {faults.map(({ column, text, fault }) => (
                    <li key={column.field} className="field-fault">
                      {column.label[language]}
                      {text !== "" && ` “${text}”`}: {faultWords[fault.kind]}
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Says of which row of the file the server speaks: it counts them as they were sent. */
const atRow = (
  refusal: Refusal,
  sent: readonly ReadRow[],
  { columns }: Description,
  say: (row: string, column: string, message: string) => string,
  language: "vi" | "en",
): Refusal => {
  const [first] = refusal.errors;
  const [, place, field] = /^\/rows\/(\d+)\/fields(?:\/(\w+))?/.exec(first?.pointer ?? "") ?? [];
  const row = place === undefined ? undefined : sent[Number(place)];
  if (!first || !row) return refusal;
  const label = columns.find((column) => column.field === field)?.label[language] ?? "";
  return new Refusal(refusal.kind, { detail: say(String(row.row), label, first.message) });
};

const downloadTemplate = (description: Description, language: "vi" | "en"): void => {
  const heads = description.columns
    .filter(({ entered }) => entered !== "never")
    .map(({ label }) => ({ text: label[language], isNumber: false }));
  const address = URL.createObjectURL(new Blob([asCsv([heads], language)], { type: "text/csv;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: `${description.kind}-mau.csv` });
  link.click();
  URL.revokeObjectURL(address);
};
