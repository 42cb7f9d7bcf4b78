import { useMemo, useState } from "react";
import type { Account } from "#client/account.ts";
import { ApiError } from "#client/api.ts";
import { formatNumber } from "#client/format.ts";
import { useView } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Note } from "#client/ui/States.tsx";
import { tellChange, undoEdits, useLastOfLots } from "../editing/undo.ts";
import { mayAct } from "../land-data.ts";
import { decimalsOfHa } from "./Area.tsx";
import { BulkEdit } from "./BulkEdit.tsx";
import { csvOf, fileName, saveFile, tsvOf, type Cell } from "./lot-files.ts";
import { STAGES, USES, type LotLine } from "./lot-types.ts";
import { chosenStore, setLotFilter, useLotFilter, useLotSort, workStore } from "./lot-store.ts";
import { COLUMNS, EVERYTHING, filterLines, sortLines, sumLines, valueOf } from "./lot-table.ts";
import { ColumnChoice, LotTable } from "./LotTable.tsx";
import { StageMark } from "./StageName.tsx";
import { useLotWords } from "./use-lot-words.ts";

const ORDER: readonly string[] = [...STAGES, ...USES];
const rank = (word: string): number => ORDER.indexOf(word);

type LotsPanelProps = { readonly lines: readonly LotLine[]; readonly account: Account; readonly day: string };

/** The table with its filter, and what can be done with chosen rows. */
export const LotsPanel = ({ lines, account, day }: LotsPanelProps) => {
  const words = useLotWords();
  const filter = useLotFilter();
  const sort = useLotSort();
  const chosen = chosenStore.use();
  const siteId = useView((view) => view.siteId);
  const [isEditing, setEditing] = useState(false);
  const [said, setSaid] = useState("");
  const shown = useMemo(() => sortLines(filterLines(lines, filter), sort, rank), [lines, filter, sort]);
  const chosenLines = useMemo(() => lines.filter(({ lot }) => chosen.has(lot.id)), [lines, chosen]);
  const files = useFiles(chosenLines.length > 0 ? chosenLines : shown);
  const mayEdit = mayAct(account, ["editor"]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(files.tsv());
      setSaid(words.copied(files.rows));
    } catch {
      setSaid(words.copyFailed);
    }
  };
  const isFiltered = filter.text !== "" || filter.stages.size > 0 || filter.uses.size > 0;

  return (
    <>
      <LotFilter />
      <UndoNotice onSaid={setSaid} />
      <div className="lots-actions">
        {chosenLines.length > 0 ? (
          <ChosenActions lines={chosenLines} mayEdit={mayEdit} onEdit={() => setEditing(true)} />
        ) : (
          mayEdit && (
            <>
              <button type="button" className="button lots-drawing" onClick={() => workStore.set({ kind: "new" })}>
                {words.add}
              </button>
              <button type="button" className="button" onClick={() => workStore.set({ kind: "import" })}>
                <Icon name="upload" /> {words.importFile}
              </button>
            </>
          )
        )}
        <button type="button" className="button" onClick={() => void copy()}>
          {words.copy}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => saveFile(fileName(words.fileName, siteId ?? "", day), files.csv())}
        >
          <Icon name="download" /> {words.saveCsv}
        </button>
        <ColumnChoice />
        <span role="status" className="lots-said">
          {said}
        </span>
      </div>
      {isEditing && chosenLines.length > 0 && (
        <BulkEdit lots={chosenLines.map(({ lot }) => lot)} onDone={() => setEditing(false)} />
      )}
      {shown.length > 0 ? (
        <LotTable shown={shown} sums={sumLines(shown)} of={lines.length} onCopy={() => void copy()} />
      ) : (
        <Note tone="info">
          {lines.length === 0 ? words.noLots : words.noMatch}{" "}
          {isFiltered && (
            <button type="button" className="link-button" onClick={() => setLotFilter(EVERYTHING)}>
              {words.clearFilter}
            </button>
          )}
        </Note>
      )}
    </>
  );
};

const LotFilter = () => {
  const words = useLotWords();
  const filter = useLotFilter();
  const toggled = <T,>(set: ReadonlySet<T>, one: T): ReadonlySet<T> => {
    const next = new Set(set);
    if (!next.delete(one)) next.add(one);
    return next;
  };
  const [use = ""] = filter.uses;
  return (
    <div className="lots-filter">
      <input
        type="search"
        aria-label={words.filter}
        placeholder={words.filter}
        value={filter.text}
        onChange={({ target }) => setLotFilter({ ...filter, text: target.value })}
      />
      <select
        aria-label={words.useFilter}
        value={use}
        onChange={({ target }) =>
          setLotFilter({ ...filter, uses: new Set(USES.filter((each) => each === target.value)) })
        }
      >
        <option value="">{words.everyUse}</option>
        {USES.map((each) => (
          <option key={each} value={each}>
            {words.uses[each]}
          </option>
        ))}
      </select>
      <div role="group" aria-label={words.stageFilter} className="lots-stages">
        {STAGES.map((stage) => (
          <button
            key={stage}
            type="button"
            className="chip"
            aria-pressed={filter.stages.has(stage)}
            onClick={() => setLotFilter({ ...filter, stages: toggled(filter.stages, stage) })}
          >
            <StageMark stage={stage} /> {words.stages[stage]}
          </button>
        ))}
      </div>
    </div>
  );
};

const ChosenActions = ({
  lines,
  mayEdit,
  onEdit,
}: {
  lines: readonly LotLine[];
  mayEdit: boolean;
  onEdit: () => void;
}) => {
  const words = useLotWords();
  const { language } = useText();
  const { statedHa, idleHa } = sumLines(lines);
  const spell = (ha: number) => formatNumber(ha, decimalsOfHa(ha), language);
  const lotIds = lines.map(({ lot }) => lot.id);
  return (
    <>
      <p className="lots-chosen">
        <strong>{words.chosen(lines.length)}</strong> {words.chosenHa(spell(statedHa), spell(idleHa))}
      </p>
      {mayEdit && (
        <>
          <button type="button" className="button" onClick={onEdit}>
            {words.edit}
          </button>
          {lines.length > 1 && (
            <button
              type="button"
              className="button lots-drawing"
              onClick={() => workStore.set({ kind: "merge", lotIds })}
            >
              {words.merge}
            </button>
          )}
        </>
      )}
      <button type="button" className="button" onClick={() => chosenStore.set(new Set())}>
        {words.unchoose}
      </button>
    </>
  );
};

export const UndoNotice = ({ onSaid }: { onSaid: (said: string) => void }) => {
  const words = useLotWords();
  const text = useText();
  const last = useLastOfLots();
  if (!last) return null;
  const close = (
    <button type="button" className="icon-button" aria-label={text.close} onClick={() => tellChange(null)}>
      <Icon name="close" size={14} />
    </button>
  );
  if (last.operation !== "edits")
    return (
      <div className="lots-undo" role="status">
        <Icon name="check" />
        <span>
          {words.descended[last.operation](last.whole, last.parts.join(", "))} {words.noUndo[last.operation]}
        </span>
        {close}
      </div>
    );
  const undo = async () => {
    try {
      await undoEdits(last.back, words.undoReason);
      onSaid(words.undone);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.kind === "version-conflict") tellChange(null);
      onSaid(error.kind === "version-conflict" ? words.undoStale : error.detail);
    }
  };
  const [first = "", ...more] = last.titles;
  return (
    <div className="lots-undo" role="status">
      <Icon name="check" />
      <span>{words.undoable(first, more.length)}</span>
      <button type="button" className="button button-small" onClick={() => void undo()}>
        {words.undo}
      </button>
    </div>
  );
};

/** The rows as a spreadsheet takes them, with the headings of the table. */
const useFiles = (lines: readonly LotLine[]) => {
  const words = useLotWords();
  const { language } = useText();
  const sign = language === "vi" ? "," : ".";
  const cellOf = (line: LotLine, column: (typeof COLUMNS)[number]): Cell => {
    const value = valueOf(line, column);
    if (column === "use") return words.uses[line.lot.use];
    if (column === "stage") return line.stage ? words.stages[line.stage.stage] : null;
    return typeof value === "number" ? Number(value.toFixed(column === "differenceShare" ? 6 : 4)) : value;
  };
  const table = (): Cell[][] => [
    COLUMNS.map((column) => words.columns[column]),
    ...lines.map((line) => COLUMNS.map((column) => cellOf(line, column))),
  ];
  return { rows: lines.length, tsv: () => tsvOf(table(), sign), csv: () => csvOf(table(), sign) };
};
