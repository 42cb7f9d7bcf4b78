import type { Site, SiteKind } from "#contracts/sites.ts";
import { matchesSearch, searchKey } from "#contracts/search-key.ts";

const KIND_ORDER: readonly SiteKind[] = [
  "zone",
  "corridor",
  "cluster",
  "market",
  "port",
  "supermarket",
  "mall",
  "bridge",
  "ferry",
  "airport",
];

type Folded = { readonly name: string; readonly short: string };
const folded = new WeakMap<Site, Folded>();

const fold = (site: Site): Folded => {
  let keys = folded.get(site);
  if (!keys) {
    keys = { name: searchKey(site.nameVi), short: searchKey(site.shortNameVi) };
    folded.set(site, keys);
  }
  return keys;
};

/** Sites matching what was typed: exact names, then names that begin so, then names that contain it, then places. */
export const rankSites = (sites: readonly Site[], typed: string): readonly Site[] => {
  const query = searchKey(typed);
  if (query === "") return [];
  const rank = (site: Site): number => {
    const { name, short } = fold(site);
    if (short === query || name === query) return 0;
    if (short.startsWith(query) || name.startsWith(query)) return 1;
    return matchesSearch(name, query) ? 2 : 3;
  };
  return sites
    .filter((site) => matchesSearch(site.searchKey, query))
    .map((site) => ({ site, order: rank(site) * 100 + KIND_ORDER.indexOf(site.kind) * 2 + (site.parentId ? 1 : 0) }))
    .sort((a, b) => a.order - b.order)
    .map(({ site }) => site);
};
