import type { OpenDataSource } from "#contracts/files.ts";
import type { Collection } from "#server/collections/collections.ts";
import type { Db, Settings } from "#server/db/port.ts";
import type { Read } from "#server/route.ts";
import type { Cell, FileRow, Pages } from "#server/vector-files/layer.ts";
import { decimalsOfText } from "#server/vector-files/shape.ts";
import factsSql from "./facts.sql?raw";
import pageSql from "./page.sql?raw";

/** What is known of a collection before it is read. */
export type CollectionFacts = {
  readonly dataVersion: string;
  readonly rows: number;
  readonly rowsWithGeometry: number;
  readonly newestOn: string | null;
  readonly longestWkt: number;
  readonly crs: { readonly srid: number; readonly wkt: string };
  readonly sources: readonly OpenDataSource[];
};

/** Names come from the collections' own descriptions; what a request gives is never among them. */
const withNames = (sql: string, names: Readonly<Record<string, string>>): string =>
  Object.entries(names).reduce((text, [place, name]) => text.replaceAll(new RegExp(`\\b${place}\\b`, "g"), name), sql);

const column = (name: string): string => `r.${name}`;

export const readFacts = async (read: Read, collection: Collection, srid: number): Promise<CollectionFacts> => {
  const { relation, properties } = collection;
  const days = properties.filter(({ name, type }) => type === "date" && /(^|_)as_of$/.test(name));
  const sources = properties.filter(({ name }) => name === "source_id" || name.endsWith("_source"));
  const sql = withNames(commentless(factsSql), {
    RELATION: relation,
    DAYS: days.length > 0 ? `greatest(${days.map(({ name }) => column(name)).join(", ")})` : "null::date",
    SOURCES: `array[${sources.map(({ name }) => column(name)).join(", ")}]`,
  });
  const facts = await read<CollectionFacts>(sql, [srid, decimalsOfText(srid)]);
  if (!facts) throw new Error(`nothing is known of ${collection.id}`);
  return facts;
};

/** The places to be filled are named in the comment, too. */
const commentless = (sql: string): string => sql.replaceAll(/^--.*\n/gm, "");

const ROWS_OF_PAGE = 1000;

/** The data changed while they were read. */
export class DataChanged extends Error {
  override readonly name = "DataChanged";
}

/** A function takes no more than a hundred arguments, and a collection may have more columns. */
const MOST_ARGUMENTS = 100;

const inTurns = (columns: readonly string[]): string =>
  Array.from(
    { length: Math.ceil(columns.length / MOST_ARGUMENTS) },
    (_, turn) => `jsonb_build_array(${columns.slice(turn * MOST_ARGUMENTS, (turn + 1) * MOST_ARGUMENTS).join(", ")})`,
  ).join(" || ");

type PageRow = readonly [id: string, wkb: string | null, cells: readonly Cell[]];

/**
 * Rows in the order of their ids, a page at a time by keyset, none of them of another version than `version`: so all are of one
 * state of the data without a transaction that stays open. @throws {DataChanged}
 */
export async function* readPages(
  db: Db,
  { relation, properties }: Collection,
  { srid, settings, version }: { readonly srid: number; readonly settings: Settings; readonly version: string },
  complete: (cells: readonly Cell[]) => readonly Cell[],
): Pages {
  const sql = withNames(commentless(pageSql), {
    RELATION: relation,
    COLUMNS: inTurns(properties.map(({ name }) => column(name))),
  });
  for (let after = ""; ;) {
    const { rows } = await db.query<{ version: string; rows: string | null }>(
      sql,
      [after, ROWS_OF_PAGE, srid],
      settings,
    );
    const [page] = rows;
    if (page?.version !== version) throw new DataChanged(`the data are no longer of version ${version}`);
    const read = JSON.parse(page.rows ?? "[]") as PageRow[];
    const last = read.at(-1);
    if (!last) return;
    yield read.map(([id, wkb, cells]): FileRow => ({
      id,
      wkb: wkb === null ? null : Buffer.from(wkb, "hex"),
      cells: complete(cells),
    }));
    if (read.length < ROWS_OF_PAGE) return;
    [after] = last;
  }
}
