import type { LayerSwitch } from "#client/state/view-state.ts";
import type { Site } from "#contracts/sites.ts";

/** The switch that draws a site; null for parts of a site and places that are only listed. */
export const layerOfSite = (site: Site): LayerSwitch | null => {
  if (site.parentId !== null) return null;
  switch (site.kind) {
    case "zone":
    case "corridor":
      // Zones that were only announced have no place yet, and are no part of what there is.
      if (site.status === "planned") return null;
      return site.status === "approved" ? "approved-zones" : "zones";
    case "cluster":
      return "clusters";
    case "market": {
      const rank = site.figures.find((figure) => figure.metric === "marketClass")?.value;
      return rank === 1 ? "markets-1" : rank === 2 ? "markets-2" : "markets-3";
    }
    case "supermarket":
    case "mall":
      return "shops";
    default:
      return "transport";
  }
};

export type LayerCount = { readonly drawn: number; readonly districtOnly: number };

/** How many sites each switch draws, and how many it cannot because only their district is known. */
export const layerCounts = (sites: readonly Site[]): ReadonlyMap<LayerSwitch, LayerCount> => {
  const counts = new Map<LayerSwitch, LayerCount>();
  for (const site of sites) {
    const layer = layerOfSite(site);
    if (layer === null) continue;
    const { drawn, districtOnly } = counts.get(layer) ?? { drawn: 0, districtOnly: 0 };
    counts.set(layer, site.position ? { drawn: drawn + 1, districtOnly } : { drawn, districtOnly: districtOnly + 1 });
  }
  return counts;
};
