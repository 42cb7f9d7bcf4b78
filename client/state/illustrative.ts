import type { ViewState } from "#client/state/view-state.ts";
import type { Site } from "#contracts/sites.ts";

/** Ids of all that is made up say so; the import sees to that. */
const isMadeUp = (id: string | null): boolean => id?.includes("minh-hoa") ?? false;

/** The same view without made-up data; what exists only there gives way to what it was opened from. */
export const withoutIllustrative = (view: ViewState): ViewState => {
  const siteId = isMadeUp(view.siteId) ? null : view.siteId;
  const figureId = isMadeUp(view.figureId) || siteId !== view.siteId ? null : view.figureId;
  const sourceId = isMadeUp(view.sourceId) ? null : view.sourceId;
  const page =
    view.page === "figure" && figureId === null
      ? siteId === null
        ? "overview"
        : "site"
      : view.page === "site" && siteId === null
        ? "overview"
        : view.page;
  return { ...view, isIllustrative: false, siteId, figureId, sourceId, page };
};

/**
 * What list and map show: a kind that has made-up sites is shown by them alone, for their list is a complete one of 2015 and
 * the published names are from other years. The chosen site always stays.
 */
export const shownSites = (sites: readonly Site[], selectedId: string | null): readonly Site[] => {
  const madeUpKinds = new Set(sites.filter(({ dataSet }) => dataSet === "illustrative").map(({ kind }) => kind));
  if (madeUpKinds.size === 0) return sites;
  return sites.filter(
    ({ id, kind, dataSet }) => dataSet === "illustrative" || !madeUpKinds.has(kind) || id === selectedId,
  );
};
