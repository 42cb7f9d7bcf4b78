import { adjust, currentView, useView } from "#client/state/navigation.ts";
import type { ViewState } from "#client/state/view-state.ts";

type Filters = ViewState["filters"];

/** What narrows the page that is open. It stands in the address: a reload keeps it, and so does a link that is sent on. */
export const useFilters = (): Filters => useView((view) => view.filters);

/** An empty value takes its filter away. */
export const setFilters = (changed: Filters): void => {
  const all = Object.entries({ ...currentView().filters, ...changed });
  adjust({ filters: Object.fromEntries(all.filter(([, value]) => value !== "")) });
};
