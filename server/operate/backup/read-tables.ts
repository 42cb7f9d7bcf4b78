import type { Tx } from "#server/db/port.ts";
import closeSql from "./close-rows.sql?raw";
import fetchSql from "./fetch-rows.sql?raw";
import { RowsHash, type Table } from "./format.ts";
import openSql from "./open-rows.sql?raw";
import tablesSql from "./tables.sql?raw";

export const readTables = async (tx: Tx): Promise<readonly Table[]> => (await tx.query<Table>(tablesSql)).rows;

/** The rows of a table, some thousand at a time, each the JSON text of its cells. */
export async function* rowsOf(tx: Tx, { relation, columns }: Table): AsyncGenerator<readonly string[]> {
  const cells = columns.map(({ name }) => `t.${name}::text`).join(", ");
  await tx.query(openSql.replace("/* columns */", cells).replace("/* relation */", relation));
  for (;;) {
    const { rows } = await tx.query<{ cells: string }>(fetchSql);
    if (rows.length === 0) break;
    yield rows.map((row) => row.cells);
  }
  await tx.query(closeSql);
}

export const hashOf = async (tx: Tx, table: Table): Promise<RowsHash> => {
  const hash = new RowsHash();
  for await (const rows of rowsOf(tx, table)) for (const row of rows) hash.add(row);
  return hash;
};
