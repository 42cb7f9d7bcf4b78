import { LIST_GROUPS, type ListGroup } from "#client/state/view-state.ts";
import { matchesSearch, searchKey } from "#contracts/search-key.ts";
import type { Figure } from "#contracts/figures.ts";
import type { MetricId } from "#contracts/metrics.ts";
import type { Site, SiteKind } from "#contracts/sites.ts";

const GROUP_OF_KIND: Record<SiteKind, ListGroup> = {
  zone: "zones",
  corridor: "zones",
  cluster: "clusters",
  market: "markets",
  supermarket: "shops",
  mall: "shops",
  port: "transport",
  airport: "transport",
  ferry: "transport",
  bridge: "transport",
};

export const groupOf = (site: Site): ListGroup => GROUP_OF_KIND[site.kind];

/** Columns of each group; `capital` is VND and USD as filed, `date` that of the row's first figure (zones bear it beneath that figure). */
export const COLUMNS: Record<ListGroup, readonly string[]> = {
  zones: ["name", "occupancyShare", "remainingHa", "capital"],
  clusters: ["name", "grossHa", "date"],
  markets: ["name", "marketClass", "businessPoints", "marketAreaM2", "date"],
  shops: ["name", "status"],
  transport: ["name", "capacity", "shipTonnes", "date"],
};

const METRIC_OF_COLUMN: Record<string, MetricId> = {
  occupancyShare: "occupancyShare",
  remainingHa: "remainingHa",
  capital: "registeredCapitalBillionVnd",
  grossHa: "grossHa",
  marketClass: "marketClass",
  businessPoints: "businessPoints",
  marketAreaM2: "marketAreaM2",
  capacity: "portCapacityTonnesPerYear",
  shipTonnes: "shipTonnes",
};

export const figureOfColumn = (site: Site, column: string): Figure | undefined =>
  site.figures.find((figure) => figure.metric === METRIC_OF_COLUMN[column]);

/** The figure whose date a row shows: the first one among its columns. */
export const datedFigure = (site: Site): Figure | undefined => {
  for (const column of COLUMNS[groupOf(site)]) {
    const figure = figureOfColumn(site, column);
    if (figure) return figure;
  }
  return site.figures.find((figure) => figure.metric === "grossHa") ?? site.figures[0];
};

const middle = (figure: Figure | undefined): number | null =>
  figure
    ? (figure.value ??
      (figure.low !== null && figure.high !== null ? (figure.low + figure.high) / 2 : (figure.low ?? figure.high)))
    : null;

const STATUS_ORDER = { operating: 0, established: 1, planned: 1, listed: 1, approved: 2, unverified: 3 } as const;

/** Unknown values stand last whichever way a column is sorted; equal ones keep the order of the data. */
const comparator = (sort: string | null) => {
  if (!sort) return (a: Site, b: Site) => STATUS_ORDER[a.status] - STATUS_ORDER[b.status];
  const descending = sort.startsWith("-");
  const column = sort.replace(/^-/, "");
  const direction = descending ? -1 : 1;
  const compareNames = new Intl.Collator("vi").compare;
  return (a: Site, b: Site): number => {
    if (column === "name") return direction * compareNames(a.nameVi, b.nameVi);
    const [left, right] =
      column === "date"
        ? [datedFigure(a)?.asOf ?? null, datedFigure(b)?.asOf ?? null]
        : [middle(figureOfColumn(a, column)), middle(figureOfColumn(b, column))];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return left < right ? -direction : left > right ? direction : 0;
  };
};

export type ListFilter = { readonly query: string; readonly group: ListGroup | null; readonly sort: string | null };

/** Zones that were only announced: listed under their own heading and in no count. */
export const isAnnounced = (site: Site): boolean => site.kind === "zone" && site.status === "planned";

export type ListSection = {
  readonly group: ListGroup;
  readonly sites: readonly Site[];
  readonly announced: readonly Site[];
};

/** Sites of the list by group, zones first. Parts of a zone stand on its card, not in the list. */
export const listSections = (sites: readonly Site[], filter: ListFilter): readonly ListSection[] => {
  const query = searchKey(filter.query);
  const shown = sites.filter(
    (site) =>
      site.parentId === null &&
      (filter.group === null || groupOf(site) === filter.group) &&
      (query === "" || matchesSearch(site.searchKey, query)),
  );
  const compare = comparator(filter.sort);
  return LIST_GROUPS.map((group) => {
    const found = shown.filter((site) => groupOf(site) === group).sort(compare);
    return { group, sites: found.filter((site) => !isAnnounced(site)), announced: found.filter(isAnnounced) };
  }).filter((section) => section.sites.length + section.announced.length > 0);
};

/** Next state of a column heading: its natural direction first (best at the top), then the other, then the order of the plan. */
export const nextSort = (sort: string | null, column: string): string | null => {
  const natural = column === "name" || column === "marketClass" ? column : `-${column}`;
  const opposite = natural.startsWith("-") ? column : `-${column}`;
  return sort === natural ? opposite : sort === opposite ? null : natural;
};
