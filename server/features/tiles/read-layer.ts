import type { Db, Settings } from "#server/db/port.ts";
import boxSql from "./box.sql?raw";
import { degrees } from "./changes.ts";
import type { FeatureRow, LayerStore } from "./layer-store.ts";
import pageSql from "./page.sql?raw";
import type { TileLayer } from "./tile-layer.ts";
import { boxOf, type TileAddress } from "./tile-math.ts";
import type { BuiltLayer } from "./tile-protocol.ts";
import { TileThread } from "./tile-thread.ts";

/** Few enough that the server goes on answering between two pages. */
const ROWS_OF_PAGE = 4_000;

export type Building = {
  readonly layer: TileLayer;
  readonly settings: Settings;
  /** Beyond which features are not kept in memory. */
  readonly maxBytes: number;
  readonly before: LayerStore | null;
};

/** Reads a layer page by page into a thread of its own, which makes it ready for tiles. */
export const buildLayer = async (db: Db, { layer, settings, maxBytes, before }: Building): Promise<BuiltLayer> => {
  const thread = new TileThread("tiles-build", { niceness: 5 });
  try {
    await thread.call({ op: "begin", layer, maxBytes });
    let adding: Promise<unknown> = Promise.resolve();
    for (let after = ""; ;) {
      const { rows } = await db.query<FeatureRow>(of(layer, pageSql), [layer.id, after, ROWS_OF_PAGE], settings);
      // The next page is read while this one is added, and no page before that.
      await adding;
      adding = thread.call({ op: "rows", rows });
      adding.catch(() => {});
      if (rows.length < ROWS_OF_PAGE) break;
      after = (rows.at(-1) as FeatureRow).id;
    }
    await adding;
    return await thread.call({ op: "finish", before });
  } finally {
    await thread.end();
  }
};

/** What a tile shows of a layer that is not kept in memory. */
export const readTile = async (
  db: Db,
  layer: TileLayer,
  tile: TileAddress,
  settings: Settings,
): Promise<readonly FeatureRow[]> => {
  const { rows } = await db.query<FeatureRow>(of(layer, boxSql), [layer.id, ...degrees(boxOf(tile))], settings);
  return rows;
};

const of = ({ relation }: TileLayer, sql: string): string => sql.replace("RELATION", relation);
