import { useEffect, useId, useRef, useState, type InputHTMLAttributes, type KeyboardEvent } from "react";
import { spellDay } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { readDay } from "#contracts/read-cell.ts";

type DayInputProps = {
  readonly common: InputHTMLAttributes<HTMLInputElement> & { readonly value: string };
  readonly onChange: (value: string) => void;
  /** What the day is of, said with the calendar's button. */
  readonly name: string;
};

const DAY_MS = 86_400_000;
const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 };

/**
 * A day typed as dd/mm/yyyy, whatever order the browser writes days in; arrows go a day on or back, and the button opens the
 * browser's calendar.
 */
export const DayInput = ({ common, onChange, name }: DayInputProps) => {
  const { day } = useText();
  const picker = useRef<HTMLInputElement>(null);
  const read = readDay(common.value);
  const pickLabel = day.pick(name);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined || read.kind !== "value") return;
    event.preventDefault();
    onChange(spellDay(new Date(Date.parse(read.value) + step * DAY_MS).toISOString().slice(0, 10)));
  };
  return (
    <span className="day-input">
      <input
        {...common}
        inputMode="numeric"
        autoComplete="off"
        placeholder={day.hint}
        onKeyDown={onKeyDown}
        onChange={(event) => onChange(event.target.value)}
      />
      <button
        type="button"
        className="icon-button"
        aria-label={pickLabel}
        title={pickLabel}
        onClick={() => picker.current?.showPicker()}
      >
        <Icon name="calendar" size={18} />
      </button>
      <input
        ref={picker}
        type="date"
        className="day-picker"
        tabIndex={-1}
        aria-hidden="true"
        value={read.kind === "value" ? read.value : ""}
        onChange={(event) => onChange(event.target.value === "" ? "" : spellDay(event.target.value))}
      />
    </span>
  );
};

type DayFieldProps = {
  readonly label: string;
  /** YYYY-MM-DD, or empty. */
  readonly value: string;
  /** Told every day that can be read, and "" once nothing is typed. */
  readonly onDay: (day: string) => void;
  readonly isRequired?: boolean;
  /** What is wrong with the day itself. */
  readonly fault?: string | undefined;
  /** Days that are taken, and what is said of others. */
  readonly takes?: (day: string) => boolean;
  readonly wrong?: string;
};

const anyDay = (): boolean => true;

/** A labelled day. What cannot be read as one is said at once, stays to be mended, and keeps its form from being sent. */
export const DayField = ({ label, value, onDay, isRequired = true, fault, takes = anyDay, wrong }: DayFieldProps) => {
  const { day } = useText();
  const id = useId();
  const [typed, setTyped] = useState(spellDay(value));
  const input = useRef<HTMLDivElement>(null);
  const isDay = (text: string) => {
    const read = readDay(text);
    return read.kind === "value" && takes(read.value) ? read.value : null;
  };
  // Another day from elsewhere, such as a step back; not the one just typed in another spelling.
  useEffect(() => setTyped((before) => (isDay(before) === value ? before : spellDay(value))), [value]); // oxlint-disable-line react/exhaustive-deps -- `takes` is of the page
  const isWrong = typed.trim() !== "" && isDay(typed) === null;
  const isMissing = isRequired && typed.trim() === "";
  const said = wrong ?? day.wrong;
  const message = isWrong ? said : fault;
  useEffect(() => {
    input.current?.querySelector("input")?.setCustomValidity(isWrong ? said : isMissing ? day.missing : "");
  }, [isWrong, isMissing, said, day]);
  const change = (text: string) => {
    setTyped(text);
    const read = text.trim() === "" ? "" : isDay(text);
    if (read !== null && read !== value) onDay(read);
  };
  return (
    <div className="field" ref={input}>
      <label htmlFor={id}>{label}</label>
      <DayInput
        common={{
          id,
          value: typed,
          "aria-invalid": message ? true : undefined,
          "aria-describedby": message ? `${id}-fault` : undefined,
          "aria-required": isRequired || undefined,
        }}
        onChange={change}
        name={label}
      />
      {message && (
        <p id={`${id}-fault`} className="field-fault">
          <Icon name="warning" size={14} /> {message}
        </p>
      )}
    </div>
  );
};
