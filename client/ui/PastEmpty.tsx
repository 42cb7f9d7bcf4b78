import { useDates } from "#client/queries.ts";
import { adjust, useView } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";
import { focusOn } from "#client/ui/focus.ts";
import { Day } from "#client/ui/marks.tsx";

/**
 * In the place of what had not been published yet on the day looked at; nothing outside a past view. Before all data it leads
 * to the first of them; to the newest leads the notice above every page.
 */
export const PastEmpty = ({ what }: { what: string }) => {
  const text = useText();
  const asOf = useView((view) => view.asOf);
  const knownOn = useView((view) => view.knownOn);
  const first = useDates().data?.items[0]?.date;
  if (asOf === null && knownOn === null) return null;
  return (
    <div className="past-empty">
      <p>
        {what} {text.time.notYet} {asOf !== null && <Day on={asOf} />}
        {asOf === null && knownOn !== null && <Day on={knownOn} />}.
      </p>
      {first !== undefined && asOf !== null && asOf < first && (
        <p className="buttons">
          <button
            type="button"
            className="button"
            onClick={() => {
              focusOn(".time-control select");
              adjust({ asOf: first });
            }}
          >
            {text.time.toFirst} <Day on={first} />
          </button>
        </p>
      )}
    </div>
  );
};
