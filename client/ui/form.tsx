import { useEffect, useId, useRef, useState, type FormEvent, type InputHTMLAttributes, type ReactNode } from "react";
import { ApiError } from "#client/api.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Refusal } from "#client/send.ts";
import "./form.css";

export type FieldProps = InputHTMLAttributes<HTMLInputElement> & {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly fault?: string | undefined;
};

/** A labelled input; what is wrong with it stands below and is read out with it. */
export const Field = ({ label, hint, fault, ...input }: FieldProps) => {
  const id = useId();
  const notes = [hint ? `${id}-hint` : "", fault ? `${id}-fault` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        aria-invalid={fault ? true : undefined}
        aria-describedby={notes === "" ? undefined : notes}
        autoCapitalize="none"
        spellCheck={false}
        required
        {...input}
      />
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {fault && (
        <p id={`${id}-fault`} className="field-fault">
          <Icon name="warning" size={14} /> {fault}
        </p>
      )}
    </div>
  );
};

type Submission = {
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly isBusy: boolean;
  readonly refusal: ApiError | null;
  readonly faultOf: (field: string) => string | undefined;
};

/**
 * Runs an action with the form's values. A refusal keeps what was typed, says what is wrong, and puts the focus on the first
 * field that is.
 */
export const useSubmit = (action: (values: Record<string, string>) => Promise<unknown>): Submission => {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const submitted = useRef<HTMLFormElement>(null);
  // Once the fault stands at its field, not before.
  useEffect(() => {
    if (refusal) submitted.current?.querySelector<HTMLInputElement>("[aria-invalid]")?.focus();
  }, [refusal]);
  const run = async (form: HTMLFormElement) => {
    submitted.current = form;
    const values = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : ""]),
    );
    setBusy(true);
    try {
      await action(values);
      setRefusal(null);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return {
    onSubmit: (event) => {
      event.preventDefault();
      if (!isBusy) void run(event.currentTarget);
    },
    isBusy,
    refusal,
    faultOf: (field) => (refusal instanceof Refusal ? refusal.faults[field] : undefined),
  };
};

/** What was refused as a whole; faults of fields that the form shows stand at these. */
export const FormAlert = ({ refusal, shown = [] }: { refusal: ApiError | null; shown?: readonly string[] }) => {
  const text = useText();
  if (!refusal) return null;
  if (refusal instanceof Refusal && shown.some((field) => field in refusal.faults)) return null;
  const words = refusal.kind === "offline" ? text.states.offline : refusal.detail || text.states.failed;
  return (
    <p className="note note-warning" role="alert">
      <Icon name="warning" />
      <span>{words}</span>
    </p>
  );
};
