/** How a layer is drawn in tiles. */
export type TileLayer = {
  readonly id: string;
  /** View with the columns of `api.map_feature` (migrations/views/70_map_feature.sql); a name of ours, never input. */
  readonly relation: string;
  /**
   * Properties that the relation has as columns of their own, too; null for none. To read these for a tile takes the database half
   * as long as to write and read their JSON.
   */
  readonly columns: readonly string[] | null;
  readonly maxZoom: number;
  /** Whether tiles carry a second layer, `<id>-labels`: one point per feature, where its name reads best. */
  readonly hasLabels: boolean;
  /** For layers of more features than a far zoom can show. */
  readonly overview: OverviewRule | null;
};

/** At far zooms a tile holds sums over a grid in place of features. */
export type OverviewRule = {
  /** The first zoom that shows features. */
  readonly belowZoom: number;
  /** Property that the sums are taken by, such as the class. */
  readonly by: string;
  /** What the sum of weights is called, such as `areaHa`. */
  readonly sum: string;
};
