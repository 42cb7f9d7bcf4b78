import { useId } from "react";
import { inLanguage, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Note } from "#client/ui/States.tsx";
import { saveWorkbook } from "./form-file.ts";
import { useSpell } from "../use-spell.ts";
import type { CellValue, FormCheck, NamedLine } from "./form-data.ts";
import type { Exchange } from "./use-exchange.ts";
import { useFormWords } from "./use-words.ts";

type FormCheckResultProps = {
  readonly result: FormCheck;
  readonly exchange: Exchange;
  readonly lines: readonly NamedLine[];
};
type Issue = FormCheck["issues"][number];

/** What a filled form would change, cell by cell; what is wrong at which cell; and the button that writes. */
export const FormCheckResult = ({ result, exchange, lines }: FormCheckResultProps) => {
  const text = useText();
  const words = useFormWords();
  const { changes, issues, marked } = result;
  const whole = issues.find(({ cell }) => cell === null);
  const nameOfProject = (id: number | null): string => {
    const line = lines.find(({ projectId }) => projectId === id);
    return line ? inLanguage(line.projectVi, line.projectEn ?? line.projectVi, text) : "";
  };
  if (whole) {
    return (
      <p className="note note-warning" role="alert">
        <Icon name="warning" />
        <span>
          <strong>{words.fileRefused}:</strong> {inLanguage(whole.messageVi, whole.messageEn, text)}
        </span>
      </p>
    );
  }
  // What was answered stays in sight, so that it can be answered otherwise.
  return (
    <div className="form-check">
      {issues.length > 0 && (
        <>
          <h3 className="late">
            <Icon name="warning" /> {words.issues(issues.length)}
          </h3>
          <p className="fine">{words.correctHint}</p>
          <ul className="form-issues">
            {issues.map((issue) => (
              <IssueItem
                key={`${issue.cell} ${issue.code}`}
                issue={issue}
                project={nameOfProject(issue.projectId)}
                onAnswer={(value) => void exchange.answer(issue.cell ?? "", value)}
              />
            ))}
          </ul>
          {marked && (
            <button type="button" className="button" onClick={() => saveWorkbook(marked)}>
              <Icon name="download" /> {words.marked}
            </button>
          )}
        </>
      )}
      {changes.length > 0 && (
        <>
          <h3>{words.changes(changes.length)}</h3>
          <table className="form-changes">
            <thead>
              <tr>
                <th scope="col">{words.cell}</th>
                <th scope="col">{words.project}</th>
                <th scope="col">{words.what}</th>
                <th scope="col" className="number">
                  {words.before}
                </th>
                <th scope="col" className="number">
                  {words.after}
                </th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ cell, projectId, field, before, after }) => (
                <tr key={cell}>
                  <td className="cell-ref">{cell}</td>
                  <td>{nameOfProject(projectId)}</td>
                  <td>{words.fields[field]}</td>
                  <td className="number">
                    <Value of={before} />
                  </td>
                  <td className="number">
                    <strong>
                      <Value of={after} />
                    </strong>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {changes.length === 0 && issues.length === 0 && <Note tone="info">{words.noChanges}</Note>}
      {issues.length > 0 ? (
        <p className="form-blocked">
          <Icon name="lock" size={14} /> {words.writeBlocked(issues.length)}
        </p>
      ) : (
        changes.length > 0 && (
          <div className="filing-buttons">
            <button
              type="button"
              className="button button-main"
              aria-busy={exchange.isBusy}
              onClick={() => void exchange.write()}
            >
              {words.write(changes.length)}
            </button>
            <button type="button" className="button" onClick={exchange.reset}>
              {words.cancel}
            </button>
          </div>
        )
      )}
    </div>
  );
};

type IssueItemProps = {
  readonly issue: Issue;
  readonly project: string;
  readonly onAnswer: (value: CellValue) => void;
};

const IssueItem = ({ issue, project, onAnswer }: IssueItemProps) => {
  const text = useText();
  const words = useFormWords();
  const id = useId();
  const what = [project, issue.field && words.fields[issue.field]].filter(Boolean).join(" · ");
  const message = inLanguage(issue.messageVi, issue.messageEn, text);
  const said = (
    <>
      <span className="cell-ref">{issue.cell}</span> {what && <strong>{what}: </strong>}
      {message}
    </>
  );
  return issue.options.length > 0 ? (
    <li data-cell={issue.cell}>
      <fieldset>
        <legend>{said}</legend>
        {issue.options.map((option) => (
          <label key={String(option)}>
            <input type="radio" name={id} onChange={() => onAnswer(option)} /> <Value of={option} />
          </label>
        ))}
      </fieldset>
    </li>
  ) : (
    <li data-cell={issue.cell}>
      <p>{said}</p>
    </li>
  );
};

const Value = ({ of }: { of: CellValue }) => {
  const words = useFormWords();
  const spell = useSpell();
  return of === null ? <span className="unknown">{words.blank}</span> : typeof of === "number" ? spell(of) : of;
};
