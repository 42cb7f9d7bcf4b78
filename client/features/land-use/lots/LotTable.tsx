import { useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import { open } from "#client/state/navigation.ts";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Area, Difference } from "./Area.tsx";
import type { LotLine } from "./lot-types.ts";
import { chosenStore, hoveredStore, setColumns, setLotSort, useColumns, useLotSort } from "./lot-store.ts";
import { choose, COLUMNS, isNumeric, type Column, type sumLines } from "./lot-table.ts";
import { StageName } from "./StageName.tsx";
import { useLotWords } from "./use-lot-words.ts";

type LotTableProps = {
  readonly shown: readonly LotLine[];
  readonly sums: ReturnType<typeof sumLines>;
  /** How many lots there are without the filter. */
  readonly of: number;
  readonly onCopy: () => void;
};

/** Lots row by row; the whole of it is worked with by keyboard, with one stop for the tabulator. */
export const LotTable = ({ shown, sums, of, onCopy }: LotTableProps) => {
  const words = useLotWords();
  const chosen = chosenStore.use();
  const hovered = hoveredStore.use();
  const { columns } = useColumns();
  const body = useRef<HTMLTableSectionElement>(null);
  const [activeId, setActiveId] = useState<number | null>(null);
  const [lastChosen, setLastChosen] = useState<number | null>(null);
  const ids = shown.map(({ lot }) => lot.id);
  const stopId = activeId !== null && ids.includes(activeId) ? activeId : (ids[0] ?? null);

  const toggle = (id: number, isRange: boolean) => {
    chosenStore.set(choose(chosenStore.get(), ids, { id, from: isRange ? lastChosen : null }));
    setLastChosen(id);
  };
  const focusRow = (at: number) => {
    const id = ids[Math.max(0, Math.min(ids.length - 1, at))];
    if (id === undefined) return;
    setActiveId(id);
    body.current?.querySelector<HTMLElement>(`tr[data-lot="${id}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, id: number) => {
    const at = ids.indexOf(id);
    const isCommand = event.ctrlKey || event.metaKey;
    const act: (() => void) | undefined = {
      ArrowDown: () => focusRow(at + 1),
      ArrowUp: () => focusRow(at - 1),
      Home: () => focusRow(0),
      End: () => focusRow(ids.length - 1),
      " ": () => toggle(id, event.shiftKey),
      Enter: () => open({ page: "landLots", rowId: id }),
      ...(isCommand && { a: () => chosenStore.set(new Set(ids)), c: onCopy }),
      ...(chosen.size > 0 && { Escape: () => chosenStore.set(new Set()) }),
    }[event.key];
    if (!act || (event.key === "Enter" && event.target !== event.currentTarget)) return;
    event.preventDefault();
    act();
  };
  const allChosen = ids.length > 0 && ids.every((id) => chosen.has(id));

  return (
    <div className="lots-frame">
      <table className="lots-table" aria-label={words.tableLabel}>
        <caption className="visually-hidden">{words.tableKeys}</caption>
        <thead>
          <tr>
            <th scope="col" className="lots-tick">
              <input
                type="checkbox"
                aria-label={words.chooseAll}
                checked={allChosen}
                onChange={() => chosenStore.set(new Set(allChosen ? [] : ids))}
              />
            </th>
            {columns.map((column) => (
              <SortHeading key={column} column={column} />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onPointerLeave={() => hoveredStore.set(null)}>
          {shown.map((line) => (
            <LotRow
              key={line.lot.id}
              line={line}
              columns={columns}
              isChosen={chosen.has(line.lot.id)}
              isHovered={hovered === line.lot.id}
              isStop={line.lot.id === stopId}
              onToggle={toggle}
              onFocus={setActiveId}
              onKeyDown={onKeyDown}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <th scope="rowgroup" colSpan={columns.filter((column) => !isNumeric(column)).length}>
              {words.sum(sums.lots, of)}
              {sums.doubtful > 0 && (
                <span className="lot-flag">
                  <Icon name="warning" size={13} /> {words.doubtful(sums.doubtful)}
                </span>
              )}
            </th>
            {columns.filter(isNumeric).map((column) => (
              <td key={column} className="number" data-sum={column}>
                <Sum sums={sums} column={column} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
};

const SortHeading = ({ column }: { column: Column }) => {
  const words = useLotWords();
  const sort = useLotSort();
  const isSorted = sort.column === column;
  // Numbers begin with the largest, which is what one looks for.
  const next = { column, isDescending: isSorted ? !sort.isDescending : isNumeric(column) };
  return (
    <th
      scope="col"
      className={isNumeric(column) ? "number" : undefined}
      data-column={column}
      aria-sort={isSorted ? (sort.isDescending ? "descending" : "ascending") : undefined}
    >
      <button type="button" aria-label={words.sortBy(words.columns[column])} onClick={() => setLotSort(next)}>
        {words.columns[column]}
        {isSorted && <Icon name={sort.isDescending ? "chevronDown" : "chevronUp"} size={12} />}
      </button>
    </th>
  );
};

type LotRowProps = {
  readonly line: LotLine;
  readonly columns: readonly Column[];
  readonly isChosen: boolean;
  readonly isHovered: boolean;
  readonly isStop: boolean;
  readonly onToggle: (id: number, isRange: boolean) => void;
  readonly onFocus: (id: number) => void;
  readonly onKeyDown: (event: KeyboardEvent, id: number) => void;
};

const LotRow = ({ line, columns, isChosen, isHovered, isStop, onToggle, onFocus, onKeyDown }: LotRowProps) => {
  const words = useLotWords();
  const { lot } = line;
  const onClick = (event: MouseEvent) => {
    if ((event.target as Element).closest("a")) return;
    event.preventDefault();
    onToggle(lot.id, event.shiftKey);
  };
  return (
    <tr
      data-lot={lot.id}
      data-hovered={isHovered || undefined}
      aria-selected={isChosen}
      tabIndex={isStop ? 0 : -1}
      onClick={onClick}
      onFocus={() => {
        onFocus(lot.id);
        hoveredStore.set(lot.id);
      }}
      onPointerEnter={() => hoveredStore.set(lot.id)}
      onKeyDown={(event) => onKeyDown(event, lot.id)}
    >
      <td className="lots-tick">
        <input type="checkbox" tabIndex={-1} aria-label={words.chooseLot(lot.code)} checked={isChosen} readOnly />
      </td>
      {columns.map((column) =>
        column === "code" ? (
          <th key={column} scope="row">
            <Link to={{ page: "landLots", rowId: lot.id }} tabIndex={-1}>
              {lot.code}
            </Link>
          </th>
        ) : (
          <td
            key={column}
            data-column={column}
            className={isNumeric(column) ? "number" : column === "lessee" ? "lots-lessee" : undefined}
            data-tip={column === "lessee" && line.lessee !== null ? [line.lessee, line.project].join(" · ") : undefined}
          >
            <LotCell line={line} column={column} />
          </td>
        ),
      )}
    </tr>
  );
};

const LotCell = ({ line: { lot, stage, lessee }, column }: { line: LotLine; column: Column }) => {
  const words = useLotWords();
  switch (column) {
    case "code":
      return lot.code;
    case "use":
      return words.uses[lot.use];
    case "stage":
      return stage ? <StageName stage={stage.stage} /> : <span className="unknown">{words.notInForce}</span>;
    case "lessee":
      return lessee ?? <span aria-hidden="true">–</span>;
    case "statedHa":
      return <Area ha={lot.statedAreaHa} />;
    case "measuredHa":
      return <Area ha={lot.measuredAreaHa} decimals={2} />;
    case "differenceShare":
      return <Difference share={lot.areaDifferenceShare} isBrief />;
    case "leasedHa":
    case "deployedHa":
    case "idleHa":
      return stage && <Area ha={stage[column]} />;
  }
};

const Sum = ({ sums, column }: { sums: LotTableProps["sums"]; column: Column }) => {
  if (column === "differenceShare")
    return sums.differenceShare === null ? null : <Difference share={sums.differenceShare} isBrief />;
  const ha = sums[column as "statedHa" | "measuredHa" | "leasedHa" | "deployedHa" | "idleHa"];
  return <Area ha={ha} {...(column === "measuredHa" && { decimals: 2 })} />;
};

/** Which columns are shown: those that fit, or those ticked here. */
export const ColumnChoice = () => {
  const words = useLotWords();
  const { columns, areChosen } = useColumns();
  return (
    <details className="lots-columns">
      <summary className="button">{words.columnChoice(columns.length, COLUMNS.length)}</summary>
      <fieldset>
        <legend className="visually-hidden">{words.columnLegend}</legend>
        {COLUMNS.filter((column) => column !== "code").map((column) => (
          <label key={column} className="lots-check">
            <input
              type="checkbox"
              checked={columns.includes(column)}
              onChange={({ target }) =>
                setColumns(target.checked ? [...columns, column] : columns.filter((one) => one !== column))
              }
            />
            {words.columns[column]}
          </label>
        ))}
        {areChosen && (
          <button type="button" className="link-button" onClick={() => setColumns(null)}>
            {words.fittingColumns}
          </button>
        )}
      </fieldset>
    </details>
  );
};
