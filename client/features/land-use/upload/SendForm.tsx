import { useId, useState } from "react";
import { ApiError } from "#client/api.ts";
import { send } from "#client/send.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { FormAlert } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Cell } from "./Cell.tsx";
import {
  type CellValue,
  MOST_FILE_BYTES,
  type Reading,
  readWorkbook,
  saveWorkbook,
  type UploadState,
  type Workbook,
} from "./upload-data.ts";
import { useWords } from "./use-words.ts";

type Sent = {
  readonly sheet: Workbook;
  readonly answers: readonly { readonly cell: string; readonly value: CellValue }[];
  readonly reading: Reading;
};
type Lines = UploadState["lines"];

/** The filled form: checked as soon as it is chosen, asked about where a cell can be read in two ways, written on demand. */
export const SendForm = ({
  code,
  lines,
  onWritten,
}: {
  code: string;
  lines: Lines;
  onWritten: () => Promise<void>;
}) => {
  const words = useWords();
  const id = useId();
  const [sent, setSent] = useState<Sent | null>(null);
  const [state, setState] = useState<"idle" | "busy" | "tooLarge" | "written">("idle");
  const [refusal, setRefusal] = useState<ApiError | null>(null);

  const run = async (work: () => Promise<void>) => {
    setState("busy");
    setRefusal(null);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefusal(error);
      setState("idle");
    }
  };
  const check = (sheet: Workbook, answers: Sent["answers"]) =>
    run(async () => {
      setSent({
        sheet,
        answers,
        reading: await send<Reading>("POST", "/api/upload/check", { code, ...sheet, answers }),
      });
      setState("idle");
    });
  const choose = async (file: File | undefined) => {
    setSent(null);
    if (!file) return;
    if (file.size > MOST_FILE_BYTES) setState("tooLarge");
    else await check(await readWorkbook(file), []);
  };
  const write = ({ sheet, answers }: Sent) =>
    run(async () => {
      await send("POST", "/api/upload/write", { code, ...sheet, answers });
      setSent(null);
      setState("written");
      await onWritten();
    });

  return (
    <>
      <div className="upload-file">
        {/* The browser's own button speaks the browser's language, and forgets the name once the same file may be chosen again. */}
        <input
          id={id}
          type="file"
          accept=".xlsx"
          className="visually-hidden"
          onChange={(event) => {
            const input = event.currentTarget;
            // The same file may be chosen again after it was put right.
            void choose(input.files?.[0]).finally(() => (input.value = ""));
          }}
        />
        <label htmlFor={id} className="button">
          {words.file}
        </label>
        {sent && <span>{sent.sheet.fileName}</span>}
      </div>
      <div role="status">
        {state === "busy" && <p className="fine">{words.checking}</p>}
        {state === "written" && (
          <p className="note">
            <Icon name="check" />
            <span>{words.written}</span>
          </p>
        )}
        {sent?.reading.changes.length === 0 && sent.reading.issues.length === 0 && (
          <p className="note">
            <span>{words.nothing}</span>
          </p>
        )}
      </div>
      {state === "tooLarge" && (
        <p className="note note-warning" role="alert">
          <Icon name="warning" />
          <span>{words.tooLarge}</span>
        </p>
      )}
      <FormAlert refusal={refusal} />
      {sent && sent.reading.issues.length > 0 && (
        <Issues
          reading={sent.reading}
          lines={lines}
          onAnswer={(cell, value) => void check(sent.sheet, [...sent.answers, { cell, value }])}
        />
      )}
      {sent && sent.reading.changes.length > 0 && (
        <>
          <Changes changes={sent.reading.changes} lines={lines} />
          {sent.reading.issues.length === 0 && (
            <button
              type="button"
              className="button button-main"
              aria-busy={state === "busy"}
              onClick={() => void write(sent)}
            >
              {words.write}
            </button>
          )}
        </>
      )}
    </>
  );
};

const useProjectName = (lines: Lines) => {
  const text = useText();
  return (projectId: number | null): string => {
    const line = lines.find((one) => one.projectId === projectId);
    return line ? inLanguage(line.projectVi, line.projectEn ?? line.projectVi, text) : "";
  };
};

const Issues = ({
  reading: { issues, marked },
  lines,
  onAnswer,
}: {
  reading: Reading;
  lines: Lines;
  onAnswer: (cell: string, value: CellValue) => void;
}) => {
  const text = useText();
  const words = useWords();
  const nameOf = useProjectName(lines);
  return (
    <section className="upload-issues" role="alert">
      <h3>
        <Icon name="warning" /> {words.wrong}
      </h3>
      {issues.some(({ cell }) => cell !== null) && <p className="fine">{words.wrongLead}</p>}
      <ul>
        {issues.map(({ cell, projectId, field, messageVi, messageEn, options }, index) => (
          <li key={cell ?? index}>
            {cell !== null && (
              <strong>
                {words.cell} {cell}
              </strong>
            )}
            {projectId !== null && (
              <span className="fine">
                {nameOf(projectId)}
                {field !== null && ` · ${words.fields[field]}`}
              </span>
            )}
            <span>{inLanguage(messageVi, messageEn, text)}</span>
            {cell !== null && options.length > 0 && (
              <span className="upload-options" role="group" aria-label={words.meant(cell)}>
                <span aria-hidden="true">{words.meant(cell)}</span>
                {options.map((value) => (
                  <button key={String(value)} type="button" className="button" onClick={() => onAnswer(cell, value)}>
                    <Cell value={value} />
                  </button>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {marked && (
        <button type="button" className="button" onClick={() => saveWorkbook(marked)}>
          <Icon name="download" size={18} />
          {words.marked}
        </button>
      )}
    </section>
  );
};

const Changes = ({ changes, lines }: { changes: Reading["changes"]; lines: Lines }) => {
  const words = useWords();
  const nameOf = useProjectName(lines);
  return (
    <div className="upload-scroll">
      <table className="upload-table">
        <caption>{words.changes}</caption>
        <thead>
          <tr>
            <th scope="col">{words.project}</th>
            <th scope="col">{words.field}</th>
            <th scope="col" className="upload-number">
              {words.before}
            </th>
            <th scope="col" className="upload-number">
              {words.after}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ cell, projectId, field, before, after }) => (
            <tr key={cell}>
              <th scope="row">{nameOf(projectId)}</th>
              <td>{words.fields[field]}</td>
              <td className="upload-number">
                <Cell value={before} />
              </td>
              <td className="upload-number">
                <strong>
                  <Cell value={after} />
                </strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
