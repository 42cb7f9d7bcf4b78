import type { Db, Settings } from "#server/db/port.ts";
import boxSql from "./box.sql?raw";
import { changedBoxes, degrees } from "./changes.ts";
import { LayerBuilder, type LayerStore } from "./layer-store.ts";
import { type PackedRows, unpacked } from "./packed-rows.ts";
import pageSql from "./page.sql?raw";
import type { TileLayer } from "./tile-layer.ts";
import { boxOf, type TileAddress } from "./tile-math.ts";
import type { BuildRequest, BuiltLayer } from "./tile-protocol.ts";
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

/** Reads a layer and makes it ready for tiles; one of more than a page in a thread of its own. */
export const buildLayer = async (db: Db, building: Building): Promise<BuiltLayer> => {
  const first = await readPage(db, building, "");
  if (first.features === ROWS_OF_PAGE) return buildInThread(db, building, first);
  const builder = new LayerBuilder(building.layer, building.maxBytes);
  for (const row of unpacked(first)) builder.add(row);
  const store = builder.finish();
  return { store, changed: building.before ? changedBoxes(building.before, store) : null };
};

const buildInThread = async (db: Db, building: Building, first: PackedRows): Promise<BuiltLayer> => {
  const { layer, maxBytes, before } = building;
  const thread = new TileThread<BuildRequest>("layer-worker", { niceness: 5 });
  try {
    await thread.call({ op: "begin", layer, maxBytes });
    for (let rows = first; ;) {
      const adding = thread.call({ op: "rows", rows });
      if (rows.features < ROWS_OF_PAGE) {
        await adding;
        return await thread.call({ op: "finish", before });
      }
      // The next page is read while this one is added, and no page before that.
      [rows] = await Promise.all([readPage(db, building, rows.lastId ?? ""), adding]);
    }
  } finally {
    await thread.end();
  }
};

const readPage = (db: Db, { layer, settings }: Building, after: string): Promise<PackedRows> =>
  readPacked(db, of(layer, pageSql), [layer.id, after, ROWS_OF_PAGE], settings);

/** What a tile shows of a layer that is not kept in memory. */
export const readTile = (db: Db, layer: TileLayer, tile: TileAddress, settings: Settings): Promise<PackedRows> =>
  readPacked(
    db,
    of(layer, boxSql.replace("PROPERTIES", propertiesOf(layer))),
    [layer.id, ...degrees(boxOf(tile))],
    settings,
  );

/** As packed-rows.ts has them. */
const propertiesOf = ({ columns }: TileLayer): string =>
  columns
    ? `concat_ws(',', ${columns.map((column) => `json_agg(f.${column})`).join(", ")})`
    : "string_agg(f.properties::text, ',')";

const readPacked = async (db: Db, sql: string, params: readonly unknown[], settings: Settings): Promise<PackedRows> => {
  const { rows } = await db.query<PackedRows>(sql, params, settings);
  return rows[0] as PackedRows;
};

const of = ({ relation }: TileLayer, sql: string): string => sql.replace("RELATION", relation);
