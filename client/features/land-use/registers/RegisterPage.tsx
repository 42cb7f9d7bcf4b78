import { useDeferredValue, useMemo, useRef, useState } from "react";
import type { Account } from "#client/account.ts";
import { formatNumber } from "#client/format.ts";
import { adjust, open, useView } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Waiting } from "#client/ui/States.tsx";
import { ageInWords, draftOf, draftsOf, forgetDrafts } from "../editing/drafts.ts";
import { tellChange } from "../editing/undo.ts";
import { SiteFilter } from "../SiteFilter.tsx";
import type { Row } from "../editing/versions.ts";
import { mayAct, useLandRows } from "../land-data.ts";
import { BulkEdit } from "./BulkEdit.tsx";
import type { Description } from "./description.ts";
import { cellsOf, shownRows } from "./model.ts";
import { RegisterImport } from "./RegisterImport.tsx";
import { RegisterTable } from "./RegisterTable.tsx";
import { RowForm } from "./RowForm.tsx";
import { titleOf, type Names } from "./shown.ts";
import { asClipboard, asCsv } from "./table-text.ts";
import { useLandSites } from "./use-names.ts";
import { useRegisterWords } from "./use-words.ts";

type RegisterPageProps = { readonly description: Description; readonly account: Account; readonly names: Names };

/** One register: what was typed and not saved, the way to a new row, filters, and the table. */
export const RegisterPage = ({ description, account, names }: RegisterPageProps) => {
  const words = useRegisterWords();
  const { language } = useText();
  const { kind, one, writers } = description;
  const view = useView((shown) => shown);
  const { isIllustrative, siteId, sort } = view;
  const query = useDeferredValue(view.query);
  const asked = useLandRows<Row>(kind);
  const place = { accountId: account.id, isIllustrative, kind, rowId: null };
  const [isAdding, setAdding] = useState(() => draftOf(place)?.isOpen === true);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isImporting, setImporting] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const addButton = useRef<HTMLButtonElement>(null);
  const canWrite = mayAct(account, writers);
  const rows = useMemo(
    () => (asked.data ? shownRows(description, asked.data, names, { query, siteId, sort }) : []),
    [description, asked.data, names, query, siteId, sort],
  );
  if (!asked.data) return <Waiting asked={asked} lines={8} />;
  const chosenRows = rows.filter(({ id }) => chosen.has(id));
  const count = (number: number) => formatNumber(number, 0, language);
  const endAdding = () => {
    setAdding(false);
    requestAnimationFrame(() => addButton.current?.focus());
  };
  const download = () => {
    const address = URL.createObjectURL(
      new Blob([asCsv(cellsOf(description, rows, names), language)], { type: "text/csv;charset=utf-8" }),
    );
    const link = Object.assign(document.createElement("a"), { href: address, download: `${kind}.csv` });
    link.click();
    URL.revokeObjectURL(address);
  };
  const copy = async () => {
    await navigator.clipboard.writeText(asClipboard(cellsOf(description, rows, names)));
    setCopied(true);
  };
  return (
    <>
      {canWrite && !isAdding && (
        <Drafts
          description={description}
          account={account}
          rows={asked.data}
          names={names}
          onNew={() => setAdding(true)}
        />
      )}
      {isImporting && (
        <RegisterImport
          description={description}
          existing={asked.data}
          names={names}
          onDone={() => setImporting(false)}
        />
      )}
      {isAdding ? (
        <section className="row-page-form" aria-label={words.addTitle(one[language])}>
          <h2>{words.addTitle(one[language])}</h2>
          <RowForm
            description={description}
            place={place}
            row={null}
            initial={description.siteBy === "siteId" && siteId !== null ? { siteId } : {}}
            names={names}
            canWriteAt={(site) => mayAct(account, writers, site)}
            onSaved={(row) => {
              tellChange({ operation: "insert", kind, id: row.id, title: titleOf(description, row, names) });
              endAdding();
            }}
            onClose={endAdding}
          />
        </section>
      ) : (
        <div className="register-tools">
          {canWrite && (
            <button ref={addButton} type="button" className="button button-main" onClick={() => setAdding(true)}>
              {words.add(one[language])}
            </button>
          )}
          {canWrite && !isImporting && (
            <button type="button" className="button" onClick={() => setImporting(true)}>
              {words.tableImport.open}
            </button>
          )}
          <Filters hasSite={description.siteBy !== null} />
        </div>
      )}
      <div className="register-line">
        <p role="status">{words.rows(count(rows.length), count(asked.data.length))}</p>
        {!canWrite && <p className="field-hint">{words.readOnly}</p>}
        <span className="register-line-end">
          {"clipboard" in navigator && (
            <button type="button" className="button button-small" onClick={() => void copy()}>
              <span aria-live="polite">{isCopied ? words.copied : words.copy}</span>
            </button>
          )}
          <button type="button" className="button button-small" onClick={download}>
            <Icon name="download" size={14} /> {words.download}
          </button>
        </span>
      </div>
      {chosenRows.length > 0 && (
        <BulkEdit description={description} rows={chosenRows} names={names} onDone={() => setChosen(new Set())} />
      )}
      {rows.length === 0 ? (
        <p className="empty">{asked.data.length === 0 ? words.none : words.noneFound}</p>
      ) : (
        <RegisterTable
          description={description}
          rows={rows}
          names={names}
          chosen={canWrite ? chosen : null}
          onChoose={setChosen}
        />
      )}
    </>
  );
};

const Filters = ({ hasSite }: { hasSite: boolean }) => {
  const words = useRegisterWords();
  const sites = useLandSites();
  const query = useView((view) => view.query);
  return (
    <>
      <label className="field register-filter">
        {words.filter}
        <input
          type="search"
          value={query}
          placeholder={words.filterHint}
          onChange={(event) => adjust({ query: event.target.value })}
        />
      </label>
      {hasSite && <SiteFilter sites={sites} className="register-filter" />}
    </>
  );
};

type DraftsProps = RegisterPageProps & { readonly rows: readonly Row[]; readonly onNew: () => void };

/** What was typed into forms of this register and not saved, with its age. */
const Drafts = ({ description, account, rows, names, onNew }: DraftsProps) => {
  const words = useRegisterWords();
  const { language } = useText();
  const isIllustrative = useView((view) => view.isIllustrative);
  const [, setRound] = useState(0);
  const { kind, one } = description;
  const place = { accountId: account.id, isIllustrative, kind };
  const drafts = draftsOf(place);
  if (drafts.length === 0) return null;
  return (
    <section className="note note-warning drafts" aria-label={words.draftsTitle}>
      <ul>
        {drafts.map((draft) => {
          const { rowId, held, savedAt } = draft;
          const row = rows.find(({ id }) => id === rowId) ?? held;
          const title = row ? titleOf(description, row, names) : words.draftNew(one[language]);
          return (
            <li key={rowId ?? "new"}>
              <span>
                {words.draftsTitle}, {ageInWords(savedAt, new Date(), language)}: <strong>{title}</strong>
              </span>
              <button
                type="button"
                className="button button-small"
                onClick={() => (rowId === null ? onNew() : open({ page: "landRegisters", rowId }))}
              >
                {words.draftOpen}
              </button>
              <button
                type="button"
                className="button button-small"
                onClick={() => {
                  forgetDrafts({ ...place, rowId });
                  setRound((round) => round + 1);
                }}
              >
                {words.draftDrop}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
