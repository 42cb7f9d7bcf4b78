import { useState } from "react";
import type { Account } from "#client/account.ts";
import { Refusal } from "#client/send.ts";
import { open, useView } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { Conflict } from "../editing/Conflict.tsx";
import { forgetDrafts } from "../editing/drafts.ts";
import { currentOf, tellChange, undoLast } from "../editing/undo.ts";
import { useHistory } from "../editing/history.ts";
import { type Row } from "../editing/versions.ts";
import { useEditingWords } from "../editing/use-words.ts";
import { VersionList } from "../editing/VersionList.tsx";
import { mayAct, writeLand } from "../land-data.ts";
import { CallPublication } from "./CallPublication.tsx";
import type { Description } from "./description.ts";
import { RowForm } from "./RowForm.tsx";
import { show, siteOfRow, titleOf, type Names } from "./shown.ts";
import { spellingOf } from "./spelling.ts";
import { useRegisterWords } from "./use-words.ts";

type RowPageProps = {
  readonly description: Description;
  readonly id: number;
  readonly account: Account;
  readonly names: Names;
};

/** One row: what it is about, its form, its removal, and every version it had. */
export const RowPage = ({ description, id, account, names }: RowPageProps) => {
  const words = useRegisterWords();
  const { history: historyWords } = useEditingWords();
  const { language } = useText();
  const isIllustrative = useView((view) => view.isIllustrative);
  const { kind, columns, writers } = description;
  const asked = useHistory(kind, id);
  const [round, setRound] = useState(0);
  const undoing = useSubmit(async () => {
    await undoLast(kind, id);
    setRound(round + 1);
  });
  if (!asked.data) {
    return asked.error instanceof Refusal && asked.error.kind === "not-found" ? (
      <Gone />
    ) : (
      <Waiting asked={asked} lines={8} />
    );
  }
  const row = currentOf(asked.data);
  const lastRow = row ?? asked.data.items.findLast(({ before }) => before !== null)?.before ?? null;
  const spelling = spellingOf(description, names);
  const siteId = lastRow && siteOfRow(description, lastRow, names);
  const canWrite = mayAct(account, writers, siteId);
  const place = { accountId: account.id, isIllustrative, kind, rowId: id };
  const title = lastRow ? titleOf(description, lastRow, names) : "";
  const restored = () => {
    tellChange({ operation: "restored", kind, id, title });
    setRound(round + 1);
  };
  return (
    <article className="row-page">
      <h2>{title}</h2>
      {row === null && <Note tone="warning">{words.gone}</Note>}
      {row && (
        <dl className="row-facts">
          {columns
            .filter(({ entered }) => !canWrite || entered !== undefined)
            .map((column) => ({ column, text: show(column, row[column.field], names) }))
            .filter(({ text }) => text !== "")
            .map(({ column, text }) => (
              <div key={column.field}>
                <dt>{column.label[language]}</dt>
                <dd>{text}</dd>
              </div>
            ))}
        </dl>
      )}
      {row && canWrite ? (
        <>
          <RowForm
            key={round}
            description={description}
            place={place}
            row={row}
            names={names}
            canWriteAt={(site) => mayAct(account, writers, site)}
            onSaved={(saved) =>
              tellChange({ operation: "update", kind, id, title: titleOf(description, saved, names) })
            }
            onClose={() => open({ page: "landRegisters" })}
          />
          <Removal
            description={description}
            row={row}
            title={title}
            names={names}
            onRemoved={() => forgetDrafts(place)}
          />
        </>
      ) : (
        row && <p className="field-hint">{words.readOnly}</p>
      )}
      {row && kind === "calls" && <CallPublication row={row} mayApprove={mayAct(account, ["approver"], siteId)} />}
      <section className="card-section">
        <h2>{historyWords.title}</h2>
        {canWrite && asked.data.items.length > 1 && (
          <form onSubmit={undoing.onSubmit}>
            <FormAlert refusal={undoing.refusal} />
            <button type="submit" className="button" aria-busy={undoing.isBusy}>
              {historyWords.undo}
            </button>
          </form>
        )}
        <VersionList kind={kind} id={id} spelling={spelling} canWrite={canWrite} onRestored={restored} />
      </section>
    </article>
  );
};

const Gone = () => {
  const words = useRegisterWords();
  return (
    <div className="empty">
      <p>{words.gone}</p>
      <p className="buttons">
        <Link className="button" to={{ page: "landRegisters" }}>
          {words.toRegister}
        </Link>
        <Link className="button" to={{ page: "landLog" }}>
          {words.toLog}
        </Link>
      </p>
    </div>
  );
};

type RemovalProps = {
  readonly description: Description;
  readonly row: Row;
  readonly title: string;
  readonly names: Names;
  readonly onRemoved: () => void;
};

const Removal = ({ description, row, title, names, onRemoved }: RemovalProps) => {
  const words = useRegisterWords();
  const [isAsked, setAsked] = useState(false);
  const [conflict, setConflict] = useState<Refusal | null>(null);
  const [reason, setReason] = useState("");
  const { kind } = description;
  const remove = async (rowVersion: number) => {
    try {
      await writeLand("DELETE", `${kind}/${row.id}`, { ifMatch: rowVersion, reason: reason.normalize("NFC").trim() });
    } catch (error) {
      if (!(error instanceof Refusal) || error.current === null) throw error;
      setConflict(error);
      return;
    }
    onRemoved();
    tellChange({ operation: "delete", kind, id: row.id, title });
    open({ page: "landRegisters" });
  };
  const form = useSubmit(() => remove(row.rowVersion));
  if (conflict) {
    return (
      <Conflict
        key={conflict.current?.rowVersion}
        kind={kind}
        refusal={conflict}
        given={null}
        {...spellingOf(description, names)}
        onWrite={(_, rowVersion) => remove(rowVersion)}
        onDiscard={() => setConflict(null)}
      />
    );
  }
  if (!isAsked) {
    return (
      <p className="buttons">
        <button type="button" className="button button-danger" onClick={() => setAsked(true)}>
          {words.remove}
        </button>
      </p>
    );
  }
  return (
    <form className="removal" onSubmit={form.onSubmit}>
      <h3>{words.removeTitle(title)}</h3>
      <p>{words.removeLead}</p>
      <FormAlert refusal={form.refusal} />
      <label className="field">
        {words.reason}
        <input
          autoFocus
          maxLength={500}
          autoComplete="off"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p className="buttons">
        <button type="submit" className="button button-danger" aria-busy={form.isBusy}>
          {words.removeNow}
        </button>
        <button type="button" className="button" onClick={() => setAsked(false)}>
          {words.cancel}
        </button>
      </p>
    </form>
  );
};
