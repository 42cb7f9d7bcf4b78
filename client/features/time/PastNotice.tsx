import { adjust, useView } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";
import { focusOn } from "#client/ui/focus.ts";
import { Icon } from "#client/ui/Icon.tsx";
import { Day } from "#client/ui/marks.tsx";

/** Says on every page that the figures are not the newest ones, and leads back to them. */
export const PastNotice = () => {
  const text = useText();
  const asOf = useView((view) => view.asOf);
  const knownOn = useView((view) => view.knownOn);
  if (asOf === null && knownOn === null) return null;
  return (
    <div className="past-notice" role="status">
      <Icon name="clock" />
      <p>
        <strong>
          {asOf !== null && (
            <>
              {text.time.viewing} <Day on={asOf} />
            </>
          )}
          {knownOn !== null && (
            <>
              {asOf === null ? text.time.viewingKnown : `, ${text.time.andKnown}`} <Day on={knownOn} />
            </>
          )}
        </strong>
        <span className="past-notice-rest"> {text.time.sitesStay}</span>
      </p>
      <button
        type="button"
        className="button"
        onClick={() => {
          focusOn(".time-control select");
          adjust({ asOf: null, knownOn: null });
        }}
      >
        {text.time.toNewest}
      </button>
    </div>
  );
};
