import { useEffect, useRef, useState, type ReactNode } from "react";
import type { DifferingField, Refusal } from "#client/send.ts";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Instant } from "#client/ui/Instant.tsx";
import type { LandKind } from "#contracts/land-use.ts";
import { useHistory } from "./history.ts";
import { isSame, lastChangeOf } from "./versions.ts";
import { useEditingWords } from "./use-words.ts";
import "./editing.css";

type Fields = Readonly<Record<string, unknown>>;
type Choice = "current" | "yours";

/** Fields that both changed, and to different values: somebody has to say which holds. */
const contested = (fields: readonly DifferingField[], given: Fields): readonly DifferingField[] =>
  fields.filter(({ field, current }) => field in given && !isSame(given[field], current));

/** What is still to be written once it is chosen what holds of the contested fields. */
export const chosenChanges = (
  given: Fields,
  fields: readonly DifferingField[],
  choices: Readonly<Record<string, Choice>>,
): Fields => {
  const settled = new Set(
    fields
      .filter(({ field, current }) => choices[field] === "current" || isSame(given[field], current))
      .map(({ field }) => field),
  );
  return Object.fromEntries(Object.entries(given).filter(([field]) => !settled.has(field)));
};

type ConflictProps = {
  readonly kind: LandKind;
  /** Of kind `version-conflict`. */
  readonly refusal: Refusal;
  /** What was to be written, field by field; null: the row was to be removed. */
  readonly given: Fields | null;
  readonly labelOf: (field: string) => string;
  /** A value in words; null stands for an empty one. */
  readonly show: (field: string, value: unknown) => string;
  /** Writes again on the version that is now; another refusal of this kind is to be shown in a new screen. */
  readonly onWrite: (changes: Fields, rowVersion: number) => Promise<unknown>;
  readonly onDiscard: () => void;
};

/**
 * Two people changed one row. For each field that differs: as it was when this person opened it, as it is now with who made it so
 * and when, and their own. Nothing is chosen beforehand.
 */
export const Conflict = ({ kind, refusal, given, labelOf, show, onWrite, onDiscard }: ConflictProps) => {
  const { conflict: words, empty } = useEditingWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const { current, fields } = refusal;
  const history = useHistory(kind, current?.id ?? null).data;
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [isPressed, setPressed] = useState(false);
  const wanted = given ?? {};
  const open = contested(fields, wanted);
  const others = fields.filter(({ field }) => !(field in wanted));
  const onlyYours = Object.keys(wanted).filter((field) => !fields.some((differing) => differing.field === field));
  const changes = chosenChanges(wanted, fields, choices);
  const isUnsettled = open.some(({ field }) => !(field in choices));
  const form = useSubmit(async () => {
    setPressed(true);
    if (current === null || isUnsettled || (given !== null && Object.keys(changes).length === 0)) return;
    await onWrite(changes, current.rowVersion);
  });
  useEffect(() => heading.current?.focus(), [refusal]);
  const valueOf = (field: string, value: unknown) => show(field, value ?? null) || empty;
  const takeAll = (choice: Choice) => setChoices(Object.fromEntries(open.map(({ field }) => [field, choice])));
  const madeBy = (field: string) => {
    const change = history && lastChangeOf(history, field);
    return (
      change && (
        <span className="field-hint">
          {change.actor ?? words.unknownPerson}, <Instant at={change.at} />
          {change.reason !== null && `, ${words.because(change.reason)}`}
        </span>
      )
    );
  };
  return (
    <section className="conflict" aria-labelledby="conflict-title">
      <h2 id="conflict-title" ref={heading} tabIndex={-1}>
        <Icon name="warning" size={18} /> {words.title}
      </h2>
      <p>{given === null ? words.leadRemoved : words.lead}</p>
      <FormAlert refusal={form.refusal} />
      <form onSubmit={form.onSubmit}>
        {open.length > 1 && (
          <p className="conflict-all">
            <button type="button" className="button button-small" onClick={() => takeAll("current")}>
              {words.takeCurrent}
            </button>
            <button type="button" className="button button-small" onClick={() => takeAll("yours")}>
              {words.takeYours}
            </button>
          </p>
        )}
        {open.map(({ field, held, current: now }) => (
          <fieldset key={field} className="conflict-field" data-field={field}>
            <legend>{labelOf(field)}</legend>
            <p className="conflict-held">
              <span className="conflict-who">{words.held}</span> {valueOf(field, held)}
            </p>
            {(["current", "yours"] as const).map((choice) => (
              <label key={choice} data-chosen={choices[field] === choice || undefined}>
                <input
                  type="radio"
                  name={`choice-${field}`}
                  checked={choices[field] === choice}
                  onChange={() => setChoices({ ...choices, [field]: choice })}
                />
                <span>
                  <span className="conflict-who">{words[choice]}</span>{" "}
                  <strong>{valueOf(field, choice === "current" ? now : wanted[field])}</strong>
                  {choice === "current" && <> {madeBy(field)}</>}
                </span>
              </label>
            ))}
            {isPressed && !(field in choices) && (
              <p className="field-fault" role="alert">
                {words.choose}
              </p>
            )}
          </fieldset>
        ))}
        {others.length > 0 && (
          <Untouched title={given === null ? words.current : words.others}>
            {others.map(({ field, held, current: now }) => (
              <li key={field}>
                {labelOf(field)}: <s>{valueOf(field, held)}</s> → <strong>{valueOf(field, now)}</strong> {madeBy(field)}
              </li>
            ))}
          </Untouched>
        )}
        {onlyYours.length > 0 && (
          <Untouched title={words.onlyYours}>
            {onlyYours.map((field) => (
              <li key={field}>
                {labelOf(field)}: <strong>{valueOf(field, wanted[field])}</strong>
              </li>
            ))}
          </Untouched>
        )}
        {given !== null && !isUnsettled && Object.keys(changes).length === 0 && (
          <p className="field-hint">{words.nothingLeft}</p>
        )}
        <p className="buttons">
          <button type="submit" className="button button-main" aria-busy={form.isBusy}>
            {given === null ? words.removeAll : words.write}
          </button>
          <button type="button" className="button" onClick={onDiscard}>
            {words.discard}
          </button>
        </p>
      </form>
    </section>
  );
};

const Untouched = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="conflict-rest">
    <h3>{title}</h3>
    <ul>{children}</ul>
  </div>
);
