import { useState } from "react";
import { formatNumber } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { nameOf } from "#client/text.tsx";
import type { Coverage } from "#contracts/coverage.ts";
import { askFor, CLASSES, EDITIONS, type Question, readThresholds, SHOWN, TOPICS } from "./question.ts";
import { useWords } from "./use-words.ts";

type ChoiceProps<T extends string> = {
  readonly label: string;
  readonly options: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly isOn: (option: T) => boolean;
  readonly onPick: (option: T) => void;
};

const Choice = <T extends string>({ label, options, names, isOn, onPick }: ChoiceProps<T>) => (
  <div className="chips" role="group" aria-label={label}>
    <span className="coverage-label" aria-hidden="true">
      {label}
    </span>
    {options.map((option) => (
      <button key={option} type="button" className="chip" aria-pressed={isOn(option)} onClick={() => onPick(option)}>
        {names[option]}
      </button>
    ))}
  </div>
);

/** Everything the question can vary in; all of it stands in the address. */
export const Controls = ({ question, lists }: { question: Question; lists: Coverage["lists"] }) => {
  const words = useWords();
  const text = useText();
  const { of, list, classes, units, show } = question;
  const toggled = (one: string) =>
    (classes.includes(one) ? classes.filter((other) => other !== one) : [...classes, one].toSorted()).join(",");
  return (
    <section className="coverage-controls">
      <Choice
        label={words.of}
        options={TOPICS}
        names={words.topics}
        isOn={(one) => one === of}
        onPick={(one) => askFor({ of: one, list: "", class: "", without: "" })}
      />
      {of === "markets" && (
        <Choice
          label={words.classes}
          options={CLASSES}
          names={words.class}
          isOn={(one) => classes.includes(one)}
          onPick={(one) => askFor({ class: toggled(one) })}
        />
      )}
      <Choice
        label={words.units}
        options={EDITIONS}
        names={words.edition}
        isOn={(one) => one === units}
        onPick={(one) => askFor({ units: one })}
      />
      <div className="coverage-fields">
        <label>
          <span className="coverage-label">{words.list}</span>
          <select value={list ?? ""} onChange={({ target }) => askFor({ list: target.value })}>
            <option value="">{words.newestList}</option>
            {lists.map((one) => (
              <option key={one.id} value={one.id} data-name={one.id}>
                {nameOf(one, text)}
              </option>
            ))}
          </select>
        </label>
        <Thresholds key={`${question.thresholdsKm.join()} ${text.language}`} question={question} />
      </div>
      <Choice
        label={words.show}
        options={SHOWN}
        names={words.shows}
        isOn={(one) => one === show}
        onPick={(one) => askFor({ show: one })}
      />
    </section>
  );
};

/** Written with semicolons, since a comma is a decimal here; taken when Enter is pressed or the field is left. */
const Thresholds = ({ question }: { question: Question }) => {
  const words = useWords();
  const { language } = useText();
  const [typed, setTyped] = useState(question.thresholdsKm.map((km) => formatNumber(km, null, language)).join("; "));
  const [isBad, setBad] = useState(false);
  const take = () => {
    const read = readThresholds(typed.includes(";") ? typed : `${typed};`);
    setBad(read === null);
    if (read) askFor({ km: read.join(",") });
  };
  return (
    <label>
      <span className="coverage-label">{words.thresholds}</span>
      <input
        value={typed}
        data-coverage="thresholdsKm"
        aria-invalid={isBad}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onKeyDown={({ key }) => key === "Enter" && take()}
      />
      <span className="fine" role="status">
        {isBad ? words.badThresholds : words.thresholdsHint}
      </span>
    </label>
  );
};
