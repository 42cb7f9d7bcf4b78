import { useState } from "react";
import { formatDay } from "#client/format.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Note } from "#client/ui/States.tsx";
import { LineEditor } from "./LineEditor.tsx";
import { type Finding, type Line, NUMBER_FIELDS, type NumberField, type Report } from "./report-data.ts";
import { useSpell } from "../use-spell.ts";
import { useReportWords } from "./use-words.ts";

type LinesProps = {
  readonly report: Report;
  readonly lines: readonly Line[];
  readonly findings: readonly Finding[];
  readonly isEditable: boolean;
};

/** Dollars have a column only where somebody registered or reported any. */
const fieldsShown = (lines: readonly Line[]): readonly NumberField[] =>
  NUMBER_FIELDS.filter(
    (field) =>
      field !== "implementedMillionUsd" ||
      lines.some(({ registeredMillionUsd, line }) => registeredMillionUsd !== null || line?.[field] != null),
  );

/** What a report says of each project, with what was approved before, and what does not agree at its line. */
export const Lines = ({ report, lines, findings, isEditable }: LinesProps) => {
  const words = useReportWords();
  const [edited, setEdited] = useState<number | null>(null);
  const fields = fieldsShown(lines);
  const filled = lines.filter(({ line }) => line !== null).length;
  return (
    <section className="card-section filing-lines">
      <h2>{words.lines.title}</h2>
      {lines.length === 0 ? (
        <Note tone="info">{words.lines.none}</Note>
      ) : (
        <>
          <p className="fine">
            {words.lines.sum(filled, lines.length)} · {words.lines.cumulative}
          </p>
          {filled > 0 && <Agreement findings={findings} />}
          <table>
            <thead>
              <tr>
                <th scope="col">{words.lines.project}</th>
                {fields.map((field) => (
                  <th key={field} scope="col" className="number">
                    {words.lines.fields[field]}
                  </th>
                ))}
                {isEditable && (
                  <th scope="col">
                    <span className="visually-hidden">{words.lines.edit}</span>
                  </th>
                )}
              </tr>
            </thead>
            {lines.map((line) => (
              <LineRows
                key={line.projectId}
                report={report}
                line={line}
                fields={fields}
                findings={filled > 0 ? findings.filter(({ projectId }) => projectId === line.projectId) : []}
                isEditable={isEditable}
                isEdited={isEditable && edited === line.projectId}
                onEdit={(isOpen) => setEdited(isOpen ? line.projectId : null)}
              />
            ))}
          </table>
        </>
      )}
    </section>
  );
};

const Agreement = ({ findings }: { findings: readonly Finding[] }) => {
  const { findings: words } = useReportWords();
  return findings.length > 0 ? (
    <p className="filing-agreement">
      <Icon name="differ" size={15} /> {words.title(findings.length)}
    </p>
  ) : (
    <p className="filing-agreement agrees">
      <Icon name="check" size={15} /> {words.none}
    </p>
  );
};

type LineRowsProps = Omit<LinesProps, "lines"> & {
  readonly line: Line;
  readonly fields: readonly NumberField[];
  readonly isEdited: boolean;
  readonly onEdit: (isOpen: boolean) => void;
};

const LineRows = ({ report, line, fields, findings, isEditable, isEdited, onEdit }: LineRowsProps) => {
  const text = useText();
  const words = useReportWords();
  const spell = useSpell();
  const name = inLanguage(line.projectVi, line.projectEn ?? line.projectVi, text);
  const registered = [
    line.registeredBillionVnd !== null &&
      `${spell(line.registeredBillionVnd)} ${inLanguage("tỷ đồng", "billion VND", text)}`,
    line.registeredMillionUsd !== null &&
      `${spell(line.registeredMillionUsd)} ${inLanguage("triệu USD", "million USD", text)}`,
  ].filter((part) => part !== false);
  const columns = fields.length + (isEditable ? 2 : 1);
  return (
    <tbody data-project={line.projectId} data-found={findings.length > 0 || undefined}>
      <tr>
        <th scope="row">
          {name}
          <span className="fine">
            {[
              line.enterpriseVi,
              line.certificateNumber && words.lines.certificate(line.certificateNumber),
              registered.length > 0 && words.lines.registered(registered.join(" + ")),
              words.lines.leased(spell(line.leasedHa)),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </th>
        {fields.map((field) => (
          <td key={field} className="number" data-label={words.lines.fields[field]}>
            <CellValue line={line} field={field} />
          </td>
        ))}
        {isEditable && (
          <td className="line-action">
            <button
              type="button"
              className="button button-small"
              aria-expanded={isEdited}
              aria-label={words.lines.editOf(name)}
              onClick={() => onEdit(!isEdited)}
            >
              {line.line ? words.lines.edit : words.lines.enter}
            </button>
          </td>
        )}
      </tr>
      {(line.line?.note || findings.length > 0) && !isEdited && (
        <tr className="line-notes">
          <td colSpan={columns}>
            {findings.map((finding) => (
              <p key={finding.rule} className="late">
                <Icon name="warning" size={14} /> <FindingText finding={finding} />
              </p>
            ))}
            {line.line?.note && <p className="fine">{line.line.note}</p>}
          </td>
        </tr>
      )}
      {isEdited && (
        <tr className="line-editor">
          <td colSpan={columns}>
            <LineEditor reportId={report.id} line={line} name={name} onClose={() => onEdit(false)} />
          </td>
        </tr>
      )}
    </tbody>
  );
};

const CellValue = ({ line: { line, earlier }, field }: { line: Line; field: NumberField }) => {
  const { lines: words } = useReportWords();
  const { language } = useText();
  const spell = useSpell();
  const [now, before] = [line?.[field] ?? null, earlier?.[field] ?? null];
  return (
    <>
      {now === null ? <span className="unknown">{words.notReported}</span> : <strong>{spell(now)}</strong>}
      {before !== null && earlier && (
        <span className="fine" data-tip={words.beforeHint(formatDay(earlier.toDay, language))}>
          {now === before ? words.sameAsBefore : words.before(spell(before))}
        </span>
      )}
    </>
  );
};

const FindingText = ({ finding: { rule, stated, expected } }: { finding: Finding }) => {
  const { findings: words } = useReportWords();
  const spell = useSpell();
  return rule === "projectReported" ? words.projectReported : words[rule](spell(stated ?? 0), spell(expected ?? 0));
};
