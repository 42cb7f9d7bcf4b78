import { useId } from "react";
import { asOfAt, indexAt } from "#client/features/time/time-model.ts";
import { TimeSlider } from "#client/features/time/TimeSlider.tsx";
import { formatDay } from "#client/format.ts";
import { useDates, useKnownDays } from "#client/queries.ts";
import { adjust, useView } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Day } from "#client/ui/marks.tsx";
import { useMedia } from "#client/ui/media.ts";
import { PHONE } from "#client/ui/Sheet.tsx";
import type { DataDate } from "#contracts/dates.ts";

/** Which day the figures are looked at from: a list of the dates that have data, and the same as a slider where there is room. */
export const TimeControl = () => {
  const text = useText();
  const asOf = useView((view) => view.asOf);
  const { data } = useDates();
  const isPhone = useMedia(PHONE);
  if (!data || data.items.length === 0) return null;
  return (
    <section className="time-control" aria-label={text.time.label} data-past={asOf !== null || undefined}>
      <DateList dates={data.items} asOf={asOf} isShort={isPhone} />
      {!isPhone && (
        <TimeSlider
          dates={data.items}
          index={indexAt(data.items, asOf)}
          onIndex={(index) => adjust({ asOf: asOfAt(data.items, index) })}
        />
      )}
      <KnownDays />
    </section>
  );
};

type DateListProps = { readonly dates: readonly DataDate[]; readonly asOf: string | null; readonly isShort: boolean };

/** Newest first. A day between two dates, which a link may name, stands where it belongs. */
const DateList = ({ dates, asOf, isShort }: DateListProps) => {
  const text = useText();
  const id = useId();
  const newest = dates.at(-1)?.date ?? "";
  const choices = [...new Set([...dates.map(({ date }) => date), ...(asOf ? [asOf] : [])])]
    .filter((date) => date !== newest || asOf === newest)
    .toSorted()
    .toReversed();
  return (
    <div className="time-list">
      <label htmlFor={id} className={isShort ? "visually-hidden" : undefined}>
        {text.time.upTo}
      </label>
      {isShort && <Icon name="clock" />}
      <select id={id} value={asOf ?? ""} onChange={(event) => adjust({ asOf: event.target.value || null })}>
        <option value="" data-day="newest">
          {isShort ? text.time.newest : text.time.newestOf(formatDay(newest, text.language))}
        </option>
        {choices.map((date) => (
          <option key={date} value={date} data-day={date}>
            {formatDay(date, text.language)}
          </option>
        ))}
      </select>
    </div>
  );
};

/** What was known on an earlier day: for those who ask how an answer of then came about. */
const KnownDays = () => {
  const text = useText();
  const knownOn = useView((view) => view.knownOn);
  const days = useKnownDays()?.knownOn.map(({ date }) => date) ?? [];
  const choices = [...new Set([...days, ...(knownOn ? [knownOn] : [])])].toSorted().toReversed();
  return (
    <details
      className="known-days"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !event.currentTarget.open) return;
        event.preventDefault();
        event.currentTarget.open = false;
        event.currentTarget.querySelector("summary")?.focus();
      }}
    >
      <summary data-set={knownOn !== null || undefined}>
        <span>{text.time.known}</span>
      </summary>
      <fieldset>
        <legend>{text.time.knownExplained}</legend>
        {[null, ...choices].map((day) => (
          <label key={day ?? "all"}>
            <input type="radio" name="known-on" checked={knownOn === day} onChange={() => adjust({ knownOn: day })} />
            {day === null ? text.time.knownAll : <Day on={day} />}
          </label>
        ))}
      </fieldset>
    </details>
  );
};
