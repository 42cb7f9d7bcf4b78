import { inLanguage, useText } from "#client/text.tsx";
import { DayField } from "#client/ui/DayInput.tsx";
import { Note } from "#client/ui/States.tsx";
import { IMPORT_FIELDS } from "#contracts/land-import.ts";
import { type LotUse, USES } from "../lots/lot-types.ts";
import { useLotWords } from "../lots/use-lot-words.ts";
import { useSpell } from "../use-spell.ts";
import { CRS_CHOICES, type Decisions, type ImportCheck, type ImportRow, isUnconfirmed } from "./import-data.ts";
import { useRowsOnMap } from "./rows-on-map.ts";
import { useImportWords } from "./use-words.ts";

type ReviewProps = {
  readonly check: ImportCheck;
  readonly decisions: Decisions;
  readonly isBusy: boolean;
  readonly onDecide: (more: Decisions) => void;
  readonly onWrite: (isOnlyValid: boolean) => void;
};

/** What a file would change, and what is to be decided before it is written. */
export const ImportReview = ({ check, decisions, isBusy, onDecide, onWrite }: ReviewProps) => {
  const words = useImportWords();
  useRowsOnMap(check.rows);
  const { counts } = check;
  const writable = counts.new + counts.changed;
  const isOpen = isUnconfirmed(check, decisions);
  return (
    <div className="import-review">
      {check.where && <Place check={check} onDecide={onDecide} />}
      <div className="import-choices">
        {check.layers.length > 1 && (
          <Choice
            label={words.layer}
            value={check.layer}
            options={check.layers}
            onChange={(layer) => onDecide({ layer })}
          />
        )}
        {IMPORT_FIELDS.map((field) => (
          <Choice
            key={field}
            label={words.fields[field]}
            value={check.columns[field] ?? null}
            options={check.fields}
            none={words.none}
            onChange={(column) => onDecide({ columns: { ...decisions.columns, [field]: column } })}
          />
        ))}
        <DayField
          label={words.from}
          value={decisions.from ?? ""}
          isRequired={false}
          onDay={(from) => from !== "" && onDecide({ from })}
        />
        <label className="import-tick">
          <input
            type="checkbox"
            checked={decisions.isAreaMeasured ?? false}
            onChange={({ target }) => onDecide({ isAreaMeasured: target.checked })}
          />
          {words.measured}
        </label>
      </div>
      <p role="status">
        <strong>{words.counts(counts)}</strong>
      </p>
      <p className="fine">{words.map}</p>
      <Rows rows={check.rows} decisions={decisions} onDecide={onDecide} />
      {counts.faulty > 0 && <Note tone="warning">{words.allOrNothing}</Note>}
      {isOpen && <Note tone="warning">{words.confirmFirst}</Note>}
      {writable > 0 && (
        <p className="buttons">
          <button
            type="button"
            className="button button-main"
            disabled={isBusy || isOpen}
            onClick={() => onWrite(counts.faulty > 0)}
          >
            {counts.faulty > 0 ? words.writeValid(writable) : words.write(writable)}
          </button>
        </p>
      )}
    </div>
  );
};

type ChoiceProps = {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly string[];
  readonly none?: string;
  readonly onChange: (value: string | null) => void;
};
const Choice = ({ label, value, options, none, onChange }: ChoiceProps) => (
  <label className="field">
    {label}
    <select value={value ?? ""} onChange={({ target }) => onChange(target.value || null)}>
      {none !== undefined && <option value="">{none}</option>}
      {options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  </label>
);

/** Where the lots lie, in words, and the system they are read in. */
const Place = ({ check: { where, reading, crsInFile }, onDecide }: Pick<ReviewProps, "check" | "onDecide">) => {
  const words = useImportWords();
  const spell = useSpell();
  if (!where) return null;
  const { verdict, kind, proposed, shiftM } = where;
  const told =
    verdict === "mistake" && kind
      ? words.verdicts.mistake(kind, shiftM === null ? null : spell(shiftM))
      : verdict === "beside"
        ? words.verdicts.beside(spell(shiftM ?? 0))
        : verdict === "mistake"
          ? words.verdicts.nowhere
          : words.verdicts[verdict];
  const listed = [
    ...new Set([...CRS_CHOICES, ...[reading?.crs, proposed?.crs, crsInFile].filter((id) => typeof id === "string")]),
  ];
  return (
    <section className="import-place">
      <Note tone={verdict === "fits" ? "info" : "warning"}>{told}</Note>
      <div className="import-choices">
        {proposed && (
          <button type="button" className="button" onClick={() => onDecide(proposed)}>
            {words.accept(words.crsName(proposed.crs), proposed.isSwapped)}
          </button>
        )}
        {verdict === "mistake" && reading && (
          <button type="button" className="button" onClick={() => onDecide(reading)}>
            {words.keep}
          </button>
        )}
        <label className="field">
          {words.crs}
          <select value={reading?.crs ?? ""} onChange={({ target }) => onDecide({ crs: target.value || null })}>
            {!reading && <option value="">{words.unknownCrs}</option>}
            {listed.map((id) => (
              <option key={id} value={id}>
                {words.crsName(id)}
              </option>
            ))}
          </select>
        </label>
        <label className="import-tick">
          <input
            type="checkbox"
            checked={reading?.isSwapped ?? false}
            onChange={({ target }) => onDecide({ isSwapped: target.checked, ...(reading && { crs: reading.crs }) })}
          />
          {words.swapped}
        </label>
      </div>
    </section>
  );
};

const Rows = ({
  rows,
  decisions,
  onDecide,
}: { rows: readonly ImportRow[] } & Pick<ReviewProps, "decisions" | "onDecide">) => {
  const words = useImportWords();
  return (
    <div className="import-rows" tabIndex={0} role="region" aria-label={words.detail}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            <th scope="col">{words.lot}</th>
            <th scope="col">{words.outcome}</th>
            <th scope="col">{words.detail}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row} data-outcome={row.outcome}>
              <td>{row.row}</td>
              <th scope="row">{row.code ?? "–"}</th>
              <td>{words.outcomes[row.outcome]}</td>
              <td>
                <Details row={row} decisions={decisions} onDecide={onDecide} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Details = ({ row, decisions, onDecide }: { row: ImportRow } & Pick<ReviewProps, "decisions" | "onDecide">) => {
  const text = useText();
  const words = useImportWords();
  const spell = useSpell();
  const { uses } = useLotWords();
  const shown = (value: string | number | null) =>
    typeof value === "number"
      ? spell(value)
      : USES.some((use) => use === value)
        ? uses[value as LotUse]
        : (value ?? "–");
  return (
    <ul className="plain">
      {row.statedAreaHa !== null && row.measuredAreaHa !== null && (
        <li>{words.area(spell(row.statedAreaHa), spell(row.measuredAreaHa))}</li>
      )}
      {row.changes.map(({ field, before, after }) => (
        <li key={field}>{`${words.fields[field]}: ${shown(before)} → ${shown(after)}`}</li>
      ))}
      {row.faults.map(({ field, messageVi, messageEn, options }) => (
        <li key={`${field} ${messageEn}`} className="import-fault">
          {inLanguage(messageVi, messageEn, text)}{" "}
          {field !== null &&
            field !== "geometry" &&
            options.map((value) => (
              <button
                key={value}
                type="button"
                className="button button-small"
                onClick={() => onDecide({ answers: [...(decisions.answers ?? []), { row: row.row, field, value }] })}
              >
                {shown(value)}
              </button>
            ))}
        </li>
      ))}
      {row.remarks.map(({ messageVi, messageEn }) => (
        <li key={messageEn}>{inLanguage(messageVi, messageEn, text)}</li>
      ))}
    </ul>
  );
};
