import { useEffect, useMemo, useRef, useState } from "react";
import { Refusal } from "#client/send.ts";
import { useText } from "#client/text.tsx";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { ageInWords, draftOf, type DraftPlace, forgetDrafts, keepDraft } from "../editing/drafts.ts";
import { Conflict } from "../editing/Conflict.tsx";
import type { Row } from "../editing/versions.ts";
import { writeLand } from "../land-data.ts";
import type { Description } from "./description.ts";
import { FieldInput } from "./FieldInput.tsx";
import type { Names } from "./shown.ts";
import { spellingOf } from "./spelling.ts";
import { keysOf, readForm, type Typed, typedOf } from "./typed.ts";
import { useLandSites } from "./use-names.ts";
import { useRegisterWords } from "./use-words.ts";

type RowFormProps = {
  readonly description: Description;
  readonly place: DraftPlace;
  /** The row as it is now; null: a new one. */
  readonly row: Row | null;
  /** Of a new row, what is known already. */
  readonly initial?: Typed;
  readonly names: Names;
  readonly canWriteAt: (siteId: string) => boolean;
  readonly onSaved: (row: Row) => void;
  readonly onClose: () => void;
};

const REASON = "reason";

/**
 * Enters or changes one row. What is typed is kept in the browser until it is saved or dropped, and a write on a row that another
 * changed meanwhile asks field by field.
 */
export const RowForm = ({ description, place, row, initial, names, canWriteAt, onSaved, onClose }: RowFormProps) => {
  const words = useRegisterWords();
  const { language } = useText();
  const { kind, columns } = description;
  const [draft, setDraft] = useState(() => draftOf(place));
  /** What an earlier visit left unsaved. */
  const [found, setFound] = useState(draft);
  // The row as it was opened, which is what a change is made on: a newer one must not slip under what is typed.
  const [held, setHeld] = useState<Row | null>(draft ? draft.held : row);
  const fresh: Typed = useMemo(
    () => ({ ...typedOf(columns, held, language), ...(held ? {} : initial), [REASON]: "" }),
    [columns, held, language, initial],
  );
  const [typed, setTyped] = useState<Typed>({ ...fresh, ...draft?.values });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isSubmitted, setSubmitted] = useState(false);
  const [conflict, setConflict] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const sites = useLandSites();
  const shownSites = useMemo(() => sites.filter(({ id }) => canWriteAt(id)), [sites, canWriteAt]);
  const reading = readForm(columns, typed, held, language);

  // Nothing typed here: the form follows the row as others change it.
  useEffect(() => {
    if (!draft && conflict === null && row && row.rowVersion !== held?.rowVersion) {
      setHeld(row);
      setTyped({ ...typedOf(columns, row, language), [REASON]: "" });
    }
  }, [row, held, draft, conflict, columns, language]);
  useEffect(
    () => form.current?.querySelector<HTMLElement>("input, select, textarea")?.focus({ preventScroll: true }),
    [],
  );

  const type = (key: string, value: string) => {
    const values = { ...typed, [key]: value };
    setTyped(values);
    const isTyped = Object.entries(values).some(([of, text]) => text !== (fresh[of] ?? ""));
    if (isTyped) {
      const next = { kind, rowId: place.rowId, held, values, savedAt: new Date().toISOString(), isOpen: true };
      keepDraft(place, next);
      setDraft((before) => before ?? next);
    } else {
      forgetDrafts(place);
      setDraft(undefined);
      setFound(undefined);
    }
  };
  const close = () => {
    const kept = draftOf(place);
    if (kept) keepDraft(place, { ...kept, isOpen: false });
    onClose();
  };
  const drop = () => {
    forgetDrafts(place);
    setDraft(undefined);
    setFound(undefined);
    setConflict(null);
    setSubmitted(false);
    setLeft(new Set());
    setHeld(row);
    setTyped({ ...typedOf(columns, row, language), ...(row ? {} : initial), [REASON]: "" });
  };
  const write = async (changes: object, rowVersion: number | undefined) => {
    try {
      const reason = (typed[REASON] ?? "").normalize("NFC").trim();
      const saved = held
        ? await writeLand<Row>("PATCH", `${kind}/${held.id}`, { body: changes, ifMatch: rowVersion!, reason })
        : await writeLand<Row>("POST", kind, { body: changes, reason });
      forgetDrafts(place);
      setDraft(undefined);
      setFound(undefined);
      setConflict(null);
      setSubmitted(false);
      setHeld(saved);
      setTyped({ ...typedOf(columns, saved, language), [REASON]: "" });
      onSaved(saved);
    } catch (error) {
      if (!(error instanceof Refusal) || error.current === null) throw error;
      setConflict(error);
    }
  };
  const submission = useSubmit(async () => {
    setSubmitted(true);
    const wrong = Object.keys(reading.faults);
    // At the fields: which they are is known without the server.
    if (wrong.length > 0)
      throw new Refusal("invalid-request", { errors: wrong.map((key) => ({ pointer: `/${key}`, message: "" })) });
    if (held && Object.keys(reading.changes).length === 0)
      throw new Refusal("invalid-request", { detail: words.nothingChanged });
    await write(reading.changes, held?.rowVersion);
  });
  const faultOf = (key: string, field: string) => {
    if (isSubmitted || left.has(key)) {
      const fault = reading.faults[key];
      if (fault && (isSubmitted || fault.kind !== "required")) return fault;
    }
    // Of a range the server says it of the whole, once.
    const said = key.endsWith(".endedOn") ? undefined : submission.faultOf(field);
    return said === "" ? undefined : said;
  };
  const leave = (key: string) => setLeft(new Set(left).add(key));

  if (conflict !== null) {
    return (
      <Conflict
        key={conflict.current?.rowVersion}
        kind={kind}
        refusal={conflict}
        given={reading.changes}
        {...spellingOf(description, names)}
        onWrite={write}
        onDiscard={drop}
      />
    );
  }
  return (
    <form ref={form} className="row-form" noValidate onSubmit={submission.onSubmit}>
      {found && (
        <div className="note note-warning draft-note" role="status">
          <span>{words.draftHere(ageInWords(found.savedAt, new Date(), language))}</span>
          <button type="button" className="button button-small" onClick={drop}>
            {words.draftDrop}
          </button>
        </div>
      )}
      <FormAlert refusal={submission.refusal} shown={columns.flatMap((column) => [column.field, ...keysOf(column)])} />
      <div className="row-fields">
        {columns
          .filter(({ entered }) => entered !== "never" && !(held && entered === "once"))
          .map((column) =>
            keysOf(column).map((key) => (
              <FieldInput
                key={key}
                column={column}
                part={column.input.type === "days" ? (key.endsWith(".from") ? "from" : "endedOn") : undefined}
                value={typed[key] ?? ""}
                onChange={(value) => type(key, value)}
                onLeave={() => leave(key)}
                names={names}
                sites={shownSites}
                fault={faultOf(key, column.field)}
              />
            )),
          )}
        <div className="field" data-wide>
          <label>
            {words.reason}
            <input
              value={typed[REASON] ?? ""}
              maxLength={500}
              autoComplete="off"
              onChange={(event) => type(REASON, event.target.value)}
            />
          </label>
        </div>
      </div>
      <p className="buttons">
        <button type="submit" className="button button-main" aria-busy={submission.isBusy}>
          {words.save}
        </button>
        <button type="button" className="button" onClick={close}>
          {words.close}
        </button>
      </p>
    </form>
  );
};
