import { useId, useMemo } from "react";
import { formatNumber, spellDay } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { DayInput } from "#client/ui/DayInput.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Combobox, type Option } from "./Combobox.tsx";
import type { Column } from "./description.ts";
import { nameOfReferred, type Names } from "./shown.ts";
import { type Fault, spellNumber } from "./typed.ts";
import { useRegisterWords } from "./use-words.ts";

type FieldInputProps = {
  readonly column: Column;
  /** Of a range: which of its days. */
  readonly part?: "from" | "endedOn" | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
  readonly names: Names;
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  /** What is wrong with what was typed, or what the server found wrong. */
  readonly fault: Fault | string | undefined;
};

/** One labelled input of a row, by what its column takes. What can be read in two ways is asked at once. */
export const FieldInput = ({ column, part, value, onChange, onLeave, names, sites, fault }: FieldInputProps) => {
  const words = useRegisterWords();
  const { language } = useText();
  const id = useId();
  const { label, input, hint, required } = column;
  const options = useOptions(column, names, sites);
  const message = typeof fault === "object" ? words.faults[fault.kind] : fault;
  const isDay = input.type === "day" || input.type === "days";
  const hintText = part === "from" ? undefined : hint?.[language];
  const unit = input.type === "number" ? input.unit?.[language] : undefined;
  const notes = [hintText ? `${id}-hint` : "", message ? `${id}-fault` : ""].filter(Boolean).join(" ");
  const common = {
    id,
    "aria-invalid": message ? true : undefined,
    "aria-describedby": notes === "" ? undefined : notes,
    value,
    onBlur: onLeave,
    "data-field": column.field,
  };
  const name = part === undefined ? label[language] : `${label[language]}: ${words[part]}`;
  return (
    <div className="field" data-wide={input.type === "text" && input.isLong ? true : undefined}>
      <label htmlFor={id}>
        {name}
        {unit !== undefined && !label[language].includes(unit) && ` (${unit})`}
        {required === "always" && part !== "endedOn" && (
          <span className="field-required" title={words.required} aria-hidden="true">
            {" *"}
          </span>
        )}
      </label>
      {input.type === "text" && input.isLong ? (
        <textarea {...common} rows={2} onChange={(event) => onChange(event.target.value)} />
      ) : input.type === "choice" || input.type === "flag" ? (
        <select {...common} onChange={(event) => onChange(event.target.value)}>
          <option value="" />
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
      ) : input.type === "site" || input.type === "sector" || input.type === "country" || input.type === "row" ? (
        <Combobox
          id={id}
          options={options}
          value={value}
          onChange={onChange}
          isInvalid={message !== undefined}
          describedBy={common["aria-describedby"]}
          labels={{ none: words.noOption, more: words.moreOptions }}
        />
      ) : isDay ? (
        <DayInput common={common} onChange={onChange} name={name} />
      ) : (
        <input
          {...common}
          inputMode={input.type === "number" ? "decimal" : "text"}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {hintText && (
        <p id={`${id}-hint`} className="field-hint">
          {hintText}
        </p>
      )}
      {message && (
        <p id={`${id}-fault`} className="field-fault">
          <Icon name="warning" size={14} /> {message}
        </p>
      )}
      {typeof fault === "object" && fault.kind === "ambiguous" && (
        <p className="field-options">
          {fault.options.map((option) => (
            <button
              key={option}
              type="button"
              className="button button-small"
              onClick={() => onChange(typeof option === "number" ? spellNumber(option, language) : spellDay(option))}
            >
              {typeof option === "string"
                ? spellDay(option)
                : Number.isInteger(option)
                  ? words.wholeNumber(formatNumber(option, null, language))
                  : words.decimalNumber(formatNumber(option, null, language))}
            </button>
          ))}
        </p>
      )}
    </div>
  );
};

const useOptions = (column: Column, names: Names, sites: FieldInputProps["sites"]): readonly Option[] =>
  useMemo(() => {
    const { input } = column;
    const { language } = names;
    if (input.type === "choice")
      return Object.entries(input.options).map(([value, words]) => ({ value, name: words[language] }));
    if (input.type === "flag")
      return [
        { value: "yes", name: input.yes[language] },
        { value: "no", name: input.no[language] },
      ];
    if (input.type === "site") return sites.map(({ id, name }) => ({ value: id, name }));
    if (input.type === "country") return [...names.countries].map(([value, name]) => ({ value, name }));
    if (input.type === "sector")
      return [...names.sectors].map(([value, name]) => ({ value, name: `${value} ${name}` }));
    if (input.type === "row")
      return [...names.rows[input.of].values()].map((row) => ({
        value: String(row.id),
        name: nameOfReferred(input.of, row, names),
      }));
    return [];
  }, [column, names, sites]);
