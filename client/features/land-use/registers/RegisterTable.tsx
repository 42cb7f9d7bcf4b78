import { useState } from "react";
import { formatNumber } from "#client/format.ts";
import { adjust, useView } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import type { Row } from "../editing/versions.ts";
import type { Description } from "./description.ts";
import { columnsShown, sumsOf } from "./model.ts";
import { show, titleOf, type Names } from "./shown.ts";
import { useRegisterWords } from "./use-words.ts";

/** As many as are drawn without a wait. */
const FIRST_ROWS = 300;

/** Whose names are long. */
const WORDY: ReadonlySet<string> = new Set(["row", "sector", "site"]);

type TableProps = {
  readonly description: Description;
  /** Filtered and sorted. */
  readonly rows: readonly Row[];
  readonly names: Names;
  /** Null: rows cannot be chosen. */
  readonly chosen: ReadonlySet<number> | null;
  readonly onChoose: (chosen: ReadonlySet<number>) => void;
};

/** A register as a table: each row opens by its first cell, heads sort, sums stand below. */
export const RegisterTable = ({ description, rows, names, chosen, onChoose }: TableProps) => {
  const words = useRegisterWords();
  const { language } = useText();
  const sort = useView((view) => view.sort);
  const isIllustrative = useView((view) => view.isIllustrative);
  const [isWhole, setWhole] = useState(false);
  const columns = columnsShown(description);
  const drawn = isWhole ? rows : rows.slice(0, FIRST_ROWS);
  const sums = sumsOf(description, rows, new Date().toISOString().slice(0, 10));
  const turn = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <>
      <div className="register-scroll" tabIndex={0} role="region" aria-label={description.title[language]}>
        <table className="register" data-made-up={isIllustrative || undefined}>
          <thead>
            <tr>
              {chosen && (
                <th scope="col" className="register-choice">
                  <input
                    type="checkbox"
                    aria-label={words.chooseAll}
                    checked={rows.length > 0 && rows.every(({ id }) => chosen.has(id))}
                    onChange={(event) => onChoose(new Set(event.target.checked ? rows.map(({ id }) => id) : []))}
                  />
                </th>
              )}
              {columns.map(({ field, label, input }) => {
                const isSorted = sort?.replace(/^-/, "") === field;
                const isDown = sort === `-${field}`;
                return (
                  <th
                    key={field}
                    scope="col"
                    className={input.type === "number" ? "number" : undefined}
                    aria-sort={isSorted ? (isDown ? "descending" : "ascending") : undefined}
                  >
                    <button
                      type="button"
                      title={words.sortBy(label[language])}
                      onClick={() => adjust({ sort: !isSorted ? field : isDown ? null : `-${field}` })}
                    >
                      {label[language]}
                      {isSorted && <Icon name={isDown ? "chevronDown" : "chevronUp"} size={12} />}
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {drawn.map((row) => {
              const title = titleOf(description, row, names);
              return (
                <tr key={row.id} data-row={row.id} data-chosen={chosen?.has(row.id) || undefined}>
                  {chosen && (
                    <td className="register-choice">
                      <input
                        type="checkbox"
                        aria-label={words.choose(title)}
                        checked={chosen.has(row.id)}
                        onChange={() => turn(row.id)}
                      />
                    </td>
                  )}
                  {columns.map((column, place) => {
                    const text = show(column, row[column.field], names);
                    const { type } = column.input;
                    const className =
                      type === "number"
                        ? "number"
                        : type.startsWith("day")
                          ? "day"
                          : WORDY.has(type)
                            ? "wordy"
                            : undefined;
                    return place === 0 ? (
                      <th key={column.field} scope="row">
                        <Link to={{ page: "landRegisters", rowId: row.id }} aria-label={`${words.open}: ${title}`}>
                          {text}
                        </Link>
                      </th>
                    ) : (
                      <td key={column.field} className={className} data-label={column.label[language]}>
                        {type === "number" && isIllustrative && text !== "" ? (
                          <span className="method-illustrative">
                            <span className="figure-number">{text}</span>
                          </span>
                        ) : (
                          text
                        )}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
          {sums.size > 0 && (
            <tfoot>
              <tr>
                {chosen && <td className="register-choice" />}
                {columns.map(({ field, label, hasSum }, place) => {
                  const sum = sums.get(field);
                  if (place === 0)
                    return (
                      <th key={field} scope="row">
                        {description.sum?.of[language]}
                      </th>
                    );
                  return (
                    <td
                      key={field}
                      className="number"
                      data-label={hasSum ? label[language] : undefined}
                      data-sum={hasSum ? field : undefined}
                    >
                      {hasSum && sum !== undefined && <data value={sum}>{formatNumber(sum, null, language)}</data>}
                    </td>
                  );
                })}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {drawn.length < rows.length && (
        <button type="button" className="button" onClick={() => setWhole(true)}>
          {words.showAll(formatNumber(rows.length, 0, language))}
        </button>
      )}
    </>
  );
};
