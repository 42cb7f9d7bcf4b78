import type { LayerSwitch } from "#client/state/view-state.ts";
import type { Site } from "#contracts/sites.ts";
import type { Language } from "#contracts/units.ts";

/** All the map shows; `mapStyle` is a function of it alone. */
export type MapView = {
  language: Language;
  sites: readonly Site[];
  layers: ReadonlySet<LayerSwitch>;
  selectedId: string | null;
  hoveredId: string | null;
  /** Ids that pass the search or filter; null = all. Others are dimmed. */
  matchIds: ReadonlySet<string> | null;
  /** Of a past view, the day whose figures are shown: what is missing may have been published since. */
  day?: string | null;
};
