import { useEffect, useRef } from "react";
import { SearchBox } from "#client/features/search/SearchBox.tsx";
import { adjust, currentView, hrefOf, useView } from "#client/state/navigation.ts";
import { useSignedInHint } from "#client/state/signed-in.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { IllustrativeSwitch } from "#client/ui/Illustrative.tsx";
import { Link } from "#client/ui/Link.tsx";
import { type AccountPage, isAccountPage, isLandPage, type LandPage, type Page } from "#client/state/view-state.ts";

const MODES = ["overview", "lists", "targets", "checks", "reports", "sources", "data"] as const;
const MODE_OF_PAGE: Record<Exclude<Page, AccountPage | LandPage>, (typeof MODES)[number]> = {
  overview: "overview",
  site: "overview",
  figure: "overview",
  lists: "lists",
  coverage: "lists",
  network: "lists",
  ask: "overview",
  calls: "lists",
  find: "overview",
  compare: "overview",
  shortlist: "overview",
  pack: "overview",
  targets: "targets",
  interval: "overview",
  checks: "checks",
  reports: "reports",
  sources: "sources",
  data: "data",
  connect: "data",
};

export const Header = () => {
  const text = useText();
  const mode = useView(({ page }) => (isAccountPage(page) ? null : isLandPage(page) ? "land" : MODE_OF_PAGE[page]));
  const isSignedIn = useSignedInHint();
  const language = useView((view) => view.language);
  const other = language === "vi" ? "en" : "vi";
  const modes = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the modes scroll sideways: the one that is open is in sight.
    modes.current?.querySelector("[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [mode, language]);
  return (
    <header className="header">
      <Link className="product" to={{ page: "overview", query: "", group: null }}>
        <span className="product-long">{text.product}</span>
        <span className="product-short">{text.productShort}</span>
      </Link>
      <nav ref={modes} aria-label={text.modesLabel}>
        {MODES.map((choice) => (
          <Link
            key={choice}
            to={{ page: choice }}
            aria-current={mode === choice ? "page" : undefined}
            aria-label={text.modes[choice]}
          >
            <span className="mode-long">{text.modes[choice]}</span>
            <span className="mode-short">{text.modesShort[choice]}</span>
          </Link>
        ))}
        {(isSignedIn || mode === "land") && (
          <Link
            to={{ page: "landLots" }}
            aria-current={mode === "land" ? "page" : undefined}
            aria-label={text.modes.land}
          >
            <span className="mode-long">{text.modes.land}</span>
            <span className="mode-short">{text.modesShort.land}</span>
          </Link>
        )}
      </nav>
      <SearchBox />
      <IllustrativeSwitch />
      <a
        className="language"
        href={hrefOf(currentView(), { language: other })}
        hrefLang={other}
        lang={other}
        aria-label={text.otherLanguage}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          adjust({ language: other });
        }}
      >
        <span aria-hidden="true" data-on={language === "vi" || undefined}>
          VI
        </span>
        <span aria-hidden="true"> · </span>
        <span aria-hidden="true" data-on={language === "en" || undefined}>
          EN
        </span>
      </a>
      <AccountLink />
    </header>
  );
};

const AccountLink = () => {
  const text = useText();
  const isSignedIn = useSignedInHint();
  const isHere = useView(({ page }) => isAccountPage(page));
  const label = isSignedIn ? text.account : text.signIn;
  return (
    <Link
      className="account-link"
      to={{ page: isSignedIn ? "account" : "signIn" }}
      aria-current={isHere ? "page" : undefined}
      aria-label={label}
    >
      <Icon name="person" size={18} />
      <span>{label}</span>
    </Link>
  );
};
