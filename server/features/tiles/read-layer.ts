import type { Db, Settings } from "#server/db/port.ts";
import boxSql from "./box.sql?raw";
import { degrees } from "./changes.ts";
import type { LayerStore } from "./layer-store.ts";
import type { PackedRows } from "./packed-rows.ts";
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
      const rows = await readPacked(db, of(layer, pageSql), [layer.id, after, ROWS_OF_PAGE], settings);
      // The next page is read while this one is added, and no page before that.
      await adding;
      adding = thread.call({ op: "rows", rows });
      adding.catch(() => {});
      if (rows.features < ROWS_OF_PAGE || rows.lastId === null) break;
      after = rows.lastId;
    }
    await adding;
    return await thread.call({ op: "finish", before });
  } finally {
    await thread.end();
  }
};

/** What a tile shows of a layer that is not kept in memory. */
export const readTile = (db: Db, layer: TileLayer, tile: TileAddress, settings: Settings): Promise<PackedRows> =>
  readPacked(db, of(layer, boxSql), [layer.id, ...degrees(boxOf(tile))], settings);

const readPacked = async (db: Db, sql: string, params: readonly unknown[], settings: Settings): Promise<PackedRows> => {
  const { rows } = await db.query<PackedRows>(sql, params, settings);
  return rows[0] as PackedRows;
};

const of = ({ relation }: TileLayer, sql: string): string => sql.replace("RELATION", relation);
