import { useId, useState } from "react";
import { nameOf, useText } from "#client/text.tsx";
import type { Coverage } from "#contracts/coverage.ts";
import type { Place } from "./places.ts";
import { useWords } from "./use-words.ts";

type Named = { readonly id: string; readonly nameVi: string; readonly nameEn: string };

type PickerProps<T extends Named> = {
  readonly label: string;
  /** Before anything is chosen. */
  readonly hint: string;
  readonly action: string;
  readonly options: readonly T[];
  /** What options are listed under; null: under nothing. */
  readonly groupOf?: (option: T) => Named | null;
  readonly onPick: (option: T) => void;
};

/** A closed list and a button: going through the list by keyboard does nothing yet. */
export const Picker = <T extends Named>({ label, hint, action, options, groupOf, onPick }: PickerProps<T>) => {
  const text = useText();
  const id = useId();
  const [chosen, setChosen] = useState("");
  const found = options.find((option) => option.id === chosen);
  const groups = new Map<Named | null, T[]>();
  const keys = new Map<string, Named>();
  for (const option of options) {
    const group = groupOf?.(option) ?? null;
    const key = group && (keys.get(group.id) ?? keys.set(group.id, group).get(group.id)!);
    groups.set(key, [...(groups.get(key) ?? []), option]);
  }
  const listed = (some: readonly T[]) =>
    some.map((option) => (
      <option key={option.id} value={option.id} data-name={option.id}>
        {nameOf(option, text)}
      </option>
    ));
  return (
    <span className="coverage-picker">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={found ? chosen : ""} onChange={({ target }) => setChosen(target.value)}>
        <option value="">{hint}</option>
        {[...groups].map(([group, some]) =>
          group ? (
            <optgroup key={group.id} label={nameOf(group, text)}>
              {listed(some)}
            </optgroup>
          ) : (
            listed(some)
          ),
        )}
      </select>
      <button
        type="button"
        className="button"
        disabled={!found}
        onClick={() => {
          setChosen("");
          if (found) onPick(found);
        }}
      >
        {action}
      </button>
    </span>
  );
};

type CommunePickerProps = {
  readonly label: string;
  readonly action: string;
  readonly items: Coverage["items"];
  readonly onPick: (place: Place) => void;
};

/** The point of a commune; communes stand under their district where they have one. */
export const CommunePicker = ({ items, onPick, ...rest }: CommunePickerProps) => {
  const { chooseCommune } = useWords();
  return (
    <Picker
      {...rest}
      hint={chooseCommune}
      options={items}
      groupOf={({ district }) => district}
      onPick={({ point }) => onPick(point)}
    />
  );
};
