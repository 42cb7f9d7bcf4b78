import { useSyncExternalStore } from "react";
import { formatUrl, parseUrl, type ParsedUrl } from "#client/state/url.ts";
import { isLandPage, isWidePage, type ViewState } from "#client/state/view-state.ts";

/**
 * The address bar is the store. Opening something pushes an entry; moving the map, filtering and switching layers
 * replace the current one. `history.state.depth` counts our own entries, so that "back" never leaves the product.
 */
let current: ParsedUrl = parseUrl(window.location.href);
const listeners = new Set<() => void>();
const announce = () => {
  for (const listener of listeners) listener();
};

const depth = (): number => (window.history.state as { depth?: number } | null)?.depth ?? 0;

window.addEventListener("popstate", () => {
  current = parseUrl(window.location.href);
  announce();
});

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const currentView = (): ViewState => current.view;

/** Part of the view; the component renders again only when that part changes. */
export const useView = <T>(select: (view: ViewState) => T): T =>
  useSyncExternalStore(subscribe, () => select(current.view));

/** What follows `#` in the address. */
export const useFragment = (): string => useSyncExternalStore(subscribe, () => window.location.hash.slice(1));

/** What of the opened address was not understood. */
export const useIgnoredParts = (): readonly string[] => useSyncExternalStore(subscribe, () => current.ignored);

export const dismissIgnoredParts = (): void => {
  window.history.replaceState(window.history.state, "", formatUrl(current.view));
  current = { view: current.view, ignored: [] };
  announce();
};

export type ViewPatch = Partial<ViewState>;

const OTHER_PAGES_CLOSED = {
  figureId: null,
  intervalId: null,
  sourceId: null,
  rowId: null,
  periodId: null,
  filters: {},
  checkId: null,
  verdict: null,
} as const;
/** Land pages keep the site that the work is about from one to the next. */
const keepsSite = (from: ViewState, to: ViewPatch): boolean =>
  to.page === undefined ||
  !(to.page === "overview" || isWidePage(to.page)) ||
  (isLandPage(to.page) && isLandPage(from.page));

/** View after following a link: what belongs to the page that is left does not stick. */
export const applyPatch = (view: ViewState, patch: ViewPatch): ViewState => ({
  ...view,
  ...(patch.page ? OTHER_PAGES_CLOSED : {}),
  ...(keepsSite(view, patch) ? {} : { siteId: null }),
  ...patch,
});

const commit = (view: ViewState, how: "push" | "replace") => {
  const address = formatUrl(view);
  if (how === "push" && address !== formatUrl(current.view))
    window.history.pushState({ depth: depth() + 1 }, "", address);
  // What follows `#` is the code of a one-time link, needed until its page is left.
  else
    window.history.replaceState(
      { depth: depth() },
      "",
      view.page === "link" ? address + window.location.hash : address,
    );
  current = { view, ignored: how === "push" ? [] : current.ignored };
  announce();
};

export const open = (patch: ViewPatch): void => commit(applyPatch(current.view, patch), "push");
export const adjust = (patch: ViewPatch): void => commit({ ...current.view, ...patch }, "replace");

/** Address of a link, without the camera: it restores what, not where the reader happened to look. */
export const hrefOf = (view: ViewState, patch: ViewPatch): string =>
  formatUrl({ ...applyPatch(view, patch), camera: null, query: "", sort: null });

/** One step back in the panel: figure → card → overview. */
export const goBack = (): void => {
  const { page, siteId, query, group } = current.view;
  if (depth() > 0 && page !== "overview") window.history.back();
  else if ((page === "figure" || page === "interval") && siteId)
    commit(applyPatch(current.view, { page: "site" }), "replace");
  else if (page !== "overview") commit(applyPatch(current.view, { page: "overview" }), "replace");
  else if (query || group) adjust({ query: "", group: null });
};

/** Steps the reader has taken; a key for scroll positions. */
export const useDepth = (): number => useSyncExternalStore(subscribe, depth);

/** False until the reader has gone somewhere: the first page must not take the focus. */
export const hasNavigated = (): boolean => steps > 0;
let steps = 0;
subscribe(() => {
  steps += 1;
});
