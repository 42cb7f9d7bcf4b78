import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Header } from "#client/Header.tsx";
import { LiveNotice } from "#client/LiveNotice.tsx";
import { MapArea } from "#client/MapArea.tsx";
import { OverviewFigures } from "#client/features/overview/OverviewFigures.tsx";
import { listSections } from "#client/features/sites/list-model.ts";
import { SiteList } from "#client/features/sites/SiteList.tsx";
import { PastNotice } from "#client/features/time/PastNotice.tsx";
import { TimeControl } from "#client/features/time/TimeControl.tsx";
import { useSites, useSummary } from "#client/queries.ts";
import {
  currentView,
  dismissIgnoredParts,
  goBack,
  useDepth,
  useIgnoredParts,
  useView,
} from "#client/state/navigation.ts";
import { shownSites } from "#client/state/illustrative.ts";
import { isAccountPage, isLandPage, isWidePage, type Page } from "#client/state/view-state.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { Boundary } from "#client/ui/Boundary.tsx";
import { Link } from "#client/ui/Link.tsx";
import { focusOn } from "#client/ui/focus.ts";
import { Icon } from "#client/ui/Icon.tsx";
import { IllustrativeBanner } from "#client/ui/Illustrative.tsx";
import { Sheet, type SheetStop } from "#client/ui/Sheet.tsx";
import { Note, Skeleton, Waiting } from "#client/ui/States.tsx";
import { Tooltip } from "#client/ui/Tooltip.tsx";
import { useTitle } from "#client/ui/title.ts";

const SiteCard = lazy(() =>
  import("#client/features/sites/SiteCard.tsx").then(({ SiteCard: page }) => ({ default: page })),
);
const FigurePage = lazy(() =>
  import("#client/features/figures/FigurePage.tsx").then(({ FigurePage: page }) => ({ default: page })),
);
const ListsPage = lazy(() =>
  import("#client/features/plan-versions/ListsPage.tsx").then(({ ListsPage: page }) => ({ default: page })),
);
const CoveragePage = lazy(() =>
  import("#client/features/coverage/CoveragePage.tsx").then(({ CoveragePage: page }) => ({ default: page })),
);
const CallsPage = lazy(() =>
  import("#client/features/calls/CallsPage.tsx").then(({ CallsPage: page }) => ({ default: page })),
);
const NetworkPage = lazy(() =>
  import("#client/features/coverage/network/NetworkPage.tsx").then(({ NetworkPage: page }) => ({ default: page })),
);
const AskPage = lazy(() =>
  import("#client/features/enquiries/AskPage.tsx").then(({ AskPage: page }) => ({ default: page })),
);
const ComparePage = lazy(() =>
  import("#client/features/compare/ComparePage.tsx").then(({ ComparePage: page }) => ({ default: page })),
);
const FindPage = lazy(() =>
  import("#client/features/find/FindPage.tsx").then(({ FindPage: page }) => ({ default: page })),
);
const ShortlistPage = lazy(() =>
  import("#client/features/shortlist/ShortlistPage.tsx").then(({ ShortlistPage: page }) => ({ default: page })),
);
const PackPage = lazy(() =>
  import("#client/features/shortlist/PackPage.tsx").then(({ PackPage: page }) => ({ default: page })),
);
const TargetsPage = lazy(() =>
  import("#client/features/targets/TargetsPage.tsx").then(({ TargetsPage: page }) => ({ default: page })),
);
const IntervalPage = lazy(() =>
  import("#client/features/intervals/IntervalPage.tsx").then(({ IntervalPage: page }) => ({ default: page })),
);
const ChecksPage = lazy(() =>
  import("#client/features/checks/ChecksPage.tsx").then(({ ChecksPage: page }) => ({ default: page })),
);
const AccountPages = lazy(() =>
  import("#client/features/auth/AccountPages.tsx").then(({ AccountPages: page }) => ({ default: page })),
);
const SignedIn = lazy(() =>
  import("#client/features/auth/SignedIn.tsx").then(({ SignedIn: part }) => ({ default: part })),
);
const LandPages = lazy(() =>
  import("#client/features/land-use/LandPages.tsx").then(({ LandPages: page }) => ({ default: page })),
);
const UploadPage = lazy(() =>
  import("#client/features/land-use/upload/UploadPage.tsx").then(({ UploadPage: page }) => ({ default: page })),
);
const ReportsPage = lazy(() =>
  import("#client/features/reports/ReportsPage.tsx").then(({ ReportsPage: page }) => ({ default: page })),
);
const SourcesPage = lazy(() =>
  import("#client/features/sources/SourcesPage.tsx").then(({ SourcesPage: page }) => ({ default: page })),
);

const DataPage = lazy(() =>
  import("#client/features/open-data/DataPage.tsx").then(({ DataPage: page }) => ({ default: page })),
);
const ConnectPage = lazy(() =>
  import("#client/features/open-data/ConnectPage.tsx").then(({ ConnectPage: page }) => ({ default: page })),
);

/** On a phone, what is read rather than looked at beside the map has the whole window at once. */
const firstStop = (page: Page): SheetStop => (isWidePage(page) && page !== "landLots" ? "full" : "half");

export const App = () => {
  const text = useText();
  const page = useView((view) => view.page);
  const pageKey = useView(
    (view) => `${view.page}/${view.figureId ?? view.intervalId ?? view.rowId ?? view.siteId ?? view.sourceId ?? ""}`,
  );
  const depth = useDepth();
  const [stop, setStop] = useState<SheetStop>(() => firstStop(page));
  const [mapError, setMapError] = useState<string | null>(null);
  const { data, isError, isPlaceholderData } = useSites();
  const query = useView((view) => view.query);
  const group = useView((view) => view.group);
  const selectedId = useView((view) => view.siteId);
  const sites = useMemo(() => shownSites(data?.items ?? [], selectedId), [data, selectedId]);
  // Another view of the data is asked for while the map stands: it waits for the answer, it is not built anew.
  const [wasReady, setReady] = useState(false);
  const isReady = wasReady || data !== undefined || isError;
  if (isReady && !wasReady) setReady(true);
  const matchIds = useMemo(
    () =>
      query.trim() === "" && group === null
        ? null
        : new Set(listSections(sites, { query, group, sort: null }).flatMap(({ sites }) => sites.map(({ id }) => id))),
    [sites, query, group],
  );
  useGoBackOnEscape();
  useReturnOfFocus(depth);
  const cameFrom = useRef(page);
  useEffect(() => {
    const [before, now] = [firstStop(cameFrom.current), firstStop(page)];
    cameFrom.current = page;
    if (before !== now) setStop(now);
    else if (page !== "overview") setStop((current) => (current === "peek" && page !== "site" ? "half" : current));
  }, [pageKey, page]);

  return (
    <>
      <a className="skip" href="#panel">
        {text.skipToPanel}
      </a>
      {/* Between the two lie hundreds of stops: every site and figure of the list. */}
      <a className="skip" href="#map">
        {text.skipToMap}
      </a>
      <Header />
      <IllustrativeBanner />
      <IgnoredParts />
      <PastNotice />
      <div className="frame" aria-busy={isPlaceholderData}>
        <Sheet stop={stop} onStop={setStop} pageKey={pageKey} depth={depth} isWide={isWidePage(page)}>
          {mapError && <Note tone="warning">{mapError}</Note>}
          <Boundary key={pageKey} fallback={<p className="note note-warning">{text.states.failed}</p>}>
            <Suspense fallback={<Skeleton lines={8} />}>
              <CurrentPage />
            </Suspense>
          </Boundary>
        </Sheet>
        {/* While the server still prepares its data the layers of the map would fail, too. */}
        <div className="map-column" id="map" tabIndex={-1}>
          <MapArea
            isReady={isReady}
            sites={sites}
            isStale={isPlaceholderData}
            matchIds={matchIds}
            stop={stop}
            onFailure={setMapError}
          />
          <TimeControl />
        </div>
      </div>
      <Tooltip />
      <LiveNotice />
    </>
  );
};

const CurrentPage = (): ReactNode => {
  const page = useView((view) => view.page);
  const siteId = useView((view) => view.siteId);
  const figureId = useView((view) => view.figureId);
  const intervalId = useView((view) => view.intervalId);
  const packCode = useView((view) => view.packCode);
  if (page === "site" && siteId) return <SiteCard key={siteId} id={siteId} />;
  if (page === "figure" && figureId) return <FigurePage key={figureId} id={figureId} />;
  if (page === "lists") return <ListsPage />;
  if (page === "coverage") return <CoveragePage />;
  if (page === "network") return <NetworkPage />;
  if (page === "calls") return <CallsPage />;
  if (page === "compare") return <ComparePage />;
  if (page === "ask") return <AskPage />;
  if (page === "find") return <FindPage />;
  if (page === "shortlist") return <ShortlistPage />;
  if (page === "pack" && packCode) return <PackPage code={packCode} />;
  if (page === "targets") return <TargetsPage />;
  if (page === "interval" && intervalId) return <IntervalPage key={intervalId} id={intervalId} />;
  if (page === "checks") return <ChecksPage />;
  if (page === "reports") return <ReportsPage />;
  if (page === "sources") return <SourcesPage />;
  if (page === "data") return <DataPage />;
  if (page === "connect") return <ConnectPage />;
  if (isLandPage(page)) return <SignedIn>{(account) => <LandPages page={page} account={account} />}</SignedIn>;
  if (isAccountPage(page)) return <AccountPages page={page} upload={(code) => <UploadPage code={code} />} />;
  return <Overview />;
};

const Overview = () => {
  const text = useText();
  const summary = useSummary();
  const sites = useSites();
  const query = useView((view) => view.query);
  // The long list comes after the figures and the map.
  const isListed = useDeferredValue(true, false);
  const shortNames = useMemo(
    () =>
      new Map((sites.data?.items ?? []).map((site) => [site.id, inLanguage(site.shortNameVi, site.shortNameEn, text)])),
    [sites.data, text],
  );
  useTitle(null);
  return (
    <div className="overview">
      <h1 className="visually-hidden" tabIndex={-1}>
        {text.modes.overview}
      </h1>
      {query === "" &&
        (summary.data ? (
          <OverviewFigures summary={summary.data} shortNames={shortNames} />
        ) : (
          <Waiting asked={summary} lines={12} />
        ))}
      <p>
        <Link to={{ page: "find" }}>{text.findLand}</Link>
      </p>
      {sites.data ? (
        isListed ? (
          <SiteList sites={shownSites(sites.data.items, null)} />
        ) : (
          <Skeleton lines={8} />
        )
      ) : (
        summary.data && <Waiting asked={sites} lines={8} />
      )}
    </div>
  );
};

const IgnoredParts = () => {
  const text = useText();
  const parts = useIgnoredParts();
  if (parts.length === 0) return null;
  return (
    <div className="notice" role="status">
      <span>{text.states.ignored(parts.join(", "))}</span>
      <button
        type="button"
        className="icon-button"
        aria-label={text.close}
        onClick={() => {
          focusOn("main h1");
          dismissIgnoredParts();
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
};

const useGoBackOnEscape = () => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !(event.target as Element).closest?.("input,select"))
        goBack();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
};

/** After "back" the focus returns to the link that was followed. */
const useReturnOfFocus = (depth: number) => {
  const before = useRef({ depth, view: currentView() });
  useEffect(() => {
    const { depth: lastDepth, view: left } = before.current;
    before.current = { depth, view: currentView() };
    if (depth >= lastDepth) return;
    const selector = left.sourceId
      ? `main a[href*="/${left.sourceId}"]`
      : left.checkId
        ? `main a[href*="check=${encodeURIComponent(left.checkId)}"]`
        : left.figureId
          ? `a[data-figure="${left.figureId}"]`
          : left.intervalId
            ? `a[data-interval="${left.intervalId}"]`
            : left.siteId
              ? `[data-site="${left.siteId}"]`
              : null;
    if (!selector) return;
    // The page that is returned to may take a moment to stand again.
    let tries = 0;
    const timer = window.setInterval(() => {
      const link = document.querySelector<HTMLElement>(selector);
      link?.focus({ preventScroll: true });
      tries += 1;
      if (link || tries > 15) window.clearInterval(timer);
    }, 60);
    return () => window.clearInterval(timer);
  }, [depth]);
};
