import { useState } from "react";
import { useWords } from "./use-words.ts";

type TypedFieldProps<T> = {
  readonly label: string;
  /** What stands there as long as nothing is typed; empty: something new is asked for. */
  readonly value: string;
  readonly mark?: string;
  /** Null: it cannot be what is asked for. */
  readonly read: (text: string) => T | null;
  readonly kind: "place" | "area";
  readonly example: string;
  readonly onTake: (value: T) => void;
};

/** Coordinates as they are typed, taken when Enter is pressed or the field is left. */
export const TypedField = <T,>({ label, value, mark, read, kind, example, onTake }: TypedFieldProps<T>) => {
  const words = useWords();
  const [typed, setTyped] = useState(value);
  const [isBad, setBad] = useState(false);
  const take = () => {
    if (typed.trim() === value) return setBad(false);
    const taken = read(typed);
    setBad(taken === null);
    if (taken === null) return;
    onTake(taken);
    if (value === "") setTyped("");
  };
  return (
    <label>
      {label}
      <input
        value={typed}
        data-coverage={mark ?? "typed"}
        aria-invalid={isBad}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onKeyDown={({ key }) => key === "Enter" && take()}
      />
      <span className="fine" role="status">
        {isBad ? words.badTyped[kind] : value === "" ? words.typedHint[kind] : ""}{" "}
        {(isBad || value === "") && <span data-coverage="example">{example}</span>}
      </span>
    </label>
  );
};
