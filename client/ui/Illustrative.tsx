import { useSummary } from "#client/queries.ts";
import { withoutIllustrative } from "#client/state/illustrative.ts";
import { adjust, currentView, useView } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";
import { focusOn } from "#client/ui/focus.ts";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";

/** The one control of the set that is always there. */
const SWITCH = ".illustrative-switch";

const leave = (): void => adjust(withoutIllustrative(currentView()));
const toggle = (): void => (currentView().isIllustrative ? leave() : adjust({ isIllustrative: true }));

/** Turns the made-up data set on and off; everything else of the view stays as it is. */
export const IllustrativeSwitch = () => {
  const text = useText();
  const isOn = useView((view) => view.isIllustrative);
  return (
    <button
      type="button"
      className="illustrative-switch"
      aria-pressed={isOn}
      data-tip={text.illustrative.switchTip}
      onClick={toggle}
    >
      {text.illustrative.switch}
    </button>
  );
};

/**
 * Stands over every page while made-up data are shown. The watermark behind it lies over the whole window, so that no part of
 * the screen, photographed or printed alone, passes for official.
 */
export const IllustrativeBanner = () => {
  const text = useText();
  const isOn = useView((view) => view.isIllustrative);
  const isOnChecks = useView((view) => view.page === "checks");
  // Without the set the version is that of the published data.
  const isMissing = useSummary().data?.dataVersion.includes("minh-hoa") === false;
  if (!isOn) return null;
  return (
    <aside className="illustrative-banner" aria-label={text.illustrative.banner}>
      <p role="status">
        <Icon name="warning" size={18} />
        <span>
          <strong>{text.illustrative.banner}</strong> – {text.illustrative.bannerNot}.
          {isMissing && ` ${text.illustrative.notInstalled}`}
          {isOnChecks && ` ${text.illustrative.checksToo}`}
        </span>
      </p>
      <button
        type="button"
        className="button"
        onClick={() => {
          focusOn(SWITCH);
          leave();
        }}
      >
        {text.illustrative.leave}
      </button>
      <div className="illustrative-watermark" aria-hidden="true" />
    </aside>
  );
};

/** Beside a blank: the way to a made-up value, and nothing where that is shown already. */
export const IllustrativeLink = ({ isSplit = false }: { isSplit?: boolean }) => {
  const text = useText();
  const isOn = useView((view) => view.isIllustrative);
  if (isOn) return null;
  return (
    <Link className="illustrative-link" to={{ isIllustrative: true }} onClick={() => focusOn(SWITCH)}>
      {isSplit ? text.illustrative.seeSites : text.illustrative.see}
    </Link>
  );
};
