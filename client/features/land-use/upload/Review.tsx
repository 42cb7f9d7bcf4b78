import { useState } from "react";
import { send } from "#client/send.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Note, Unknown } from "#client/ui/States.tsx";
import { Cell } from "./Cell.tsx";
import type { UploadState } from "./upload-data.ts";
import { useWords } from "./use-words.ts";

const NUMBERS = ["implementedBillionVnd", "implementedMillionUsd", "jobs", "deployedHa"] as const;
type Line = UploadState["lines"][number];

const isFilled = ({ line }: Line): boolean => line !== null && Object.values(line).some((value) => value !== null);

/** The figures as the report has them, and the handing in, which is asked twice: it cannot be undone from here. */
export const Review = ({
  code,
  lines,
  onHandedIn,
}: {
  code: string;
  lines: UploadState["lines"];
  onHandedIn: () => void;
}) => {
  const words = useWords();
  const [isAsked, setAsked] = useState(false);
  const form = useSubmit(async () => {
    await send("POST", "/api/upload/hand-in", { code });
    onHandedIn();
  });
  const unfilled = lines.filter((line) => !isFilled(line)).length;
  const isEmpty = unfilled === lines.length;
  return (
    <>
      <p className="fine">{words.reviewLead}</p>
      <Lines lines={lines} />
      <FormAlert refusal={form.refusal} />
      {isEmpty ? (
        <Note tone="info">{words.nothingYet}</Note>
      ) : isAsked ? (
        <form className="upload-sure" onSubmit={form.onSubmit}>
          <p role="alert">
            {unfilled > 0 && <strong>{words.unfilled(unfilled)} </strong>}
            {words.handInSure}
          </p>
          <div className="upload-buttons">
            <button type="submit" className="button button-main" aria-busy={form.isBusy}>
              {words.handInYes}
            </button>
            <button type="button" className="button" onClick={() => setAsked(false)}>
              {words.handInNo}
            </button>
          </div>
        </form>
      ) : (
        <button type="button" className="button button-main" onClick={() => setAsked(true)}>
          {words.handIn}
        </button>
      )}
    </>
  );
};

const Lines = ({ lines }: { lines: readonly Line[] }) => {
  const text = useText();
  const words = useWords();
  return (
    <div className="upload-scroll">
      <table className="upload-table upload-lines">
        <thead>
          <tr>
            <th scope="col">{words.project}</th>
            {NUMBERS.map((field) => (
              <th key={field} scope="col" className="upload-number">
                {words.fields[field]}
              </th>
            ))}
            <th scope="col">{words.fields.note}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ projectId, projectVi, projectEn, enterpriseVi, line, earlier }) => (
            <tr key={projectId}>
              <th scope="row">
                {inLanguage(projectVi, projectEn ?? projectVi, text)}
                <span className="row-meta">{enterpriseVi}</span>
              </th>
              {NUMBERS.map((field) => {
                const [now, before] = [line?.[field] ?? null, earlier?.[field] ?? null];
                return (
                  <td key={field} className="upload-number" data-label={words.fields[field]}>
                    {now === null ? <Unknown>{words.missing}</Unknown> : <Cell value={now} />}
                    {before !== null && (
                      <span className="row-meta">
                        {words.earlier} <Cell value={before} />
                      </span>
                    )}
                  </td>
                );
              })}
              <td data-label={words.fields.note}>{line?.note ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
