import { useId, useMemo, useState, type KeyboardEvent } from "react";
import { searchKey } from "#contracts/search-key.ts";
import { unchosen, unchosenText } from "./typed.ts";

export type Option = { readonly value: string; readonly name: string };
const MOST = 50;

type ComboboxProps = {
  readonly id: string;
  readonly options: readonly Option[];
  /** Of an option; or what was typed and is none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isInvalid: boolean;
  readonly describedBy: string | undefined;
  readonly labels: { readonly none: string; readonly more: string };
};

/** One of many, found by typing any part of its name, with or without marks. */
export const Combobox = ({ id, options, value, onChange, isInvalid, describedBy, labels }: ComboboxProps) => {
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const folded = useMemo(() => options.map((option) => ({ ...option, key: searchKey(option.name) })), [options]);
  const text = unchosenText(value) ?? options.find((option) => option.value === value)?.name ?? value;
  const words = searchKey(unchosenText(value) ?? "").split(" ");
  const found = folded.filter(({ key }) => words.every((word) => key.includes(word)));
  const shown = found.slice(0, MOST);
  const choose = (option: Option | undefined) => {
    if (option) onChange(option.value);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) setOpen(true);
      else setActive((active + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % Math.max(1, shown.length));
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      choose(shown[active]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      setOpen(false);
    }
  };
  return (
    <div className="combobox">
      <input
        id={id}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && shown[active] ? `${listId}-${active}` : undefined}
        aria-invalid={isInvalid || undefined}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          const typed = event.target.value;
          onChange(typed === "" ? "" : unchosen(typed));
          setActive(0);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setOpen(false);
          // The whole name typed out is as good as chosen; anything less is left to be put right.
          const whole = folded.filter(({ key }) => key === searchKey(unchosenText(value) ?? ""));
          if (unchosenText(value) !== null && whole.length === 1) onChange(whole[0]!.value);
        }}
      />
      <ul id={listId} role="listbox" hidden={!isOpen}>
        {shown.map((option, index) => (
          <li
            key={option.value}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={option.value === value}
            data-active={index === active || undefined}
            // Before the field loses the focus, which closes the list.
            onPointerDown={(event) => {
              event.preventDefault();
              choose(option);
            }}
          >
            {option.name}
          </li>
        ))}
        {found.length === 0 && <li role="presentation">{labels.none}</li>}
        {found.length > MOST && <li role="presentation">{labels.more}</li>}
      </ul>
    </div>
  );
};
