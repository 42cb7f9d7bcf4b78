import { createWriteStream, existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type * as z from "zod/mini";
import type { Db, Tx } from "#server/db/port.ts";
import { BackupRefused, type endLine, type Header, type TableLine } from "./format.ts";
import ledgerSql from "./ledger.sql?raw";
import { hashOf, readTables, rowsOf } from "./read-tables.ts";
import sequencesSql from "./sequences.sql?raw";
import settingsSql from "./settings.sql?raw";

export type Saved = { readonly tables: number; readonly rows: number };

/**
 * Writes every row of ours, as of one moment, to a new file, which bears its name only when it is whole and on the disc.
 * @throws {BackupRefused} the file exists
 */
export const backUp = async (db: Db, path: string): Promise<Saved> => {
  if (existsSync(path))
    throw new BackupRefused(`Tệp ${path} đã có; hãy chọn tên khác.`, `The file ${path} exists; choose another name.`);
  const saved = { tables: 0, rows: 0 };
  const unfinished = `${path}.partial`;
  try {
    await db.transaction({ role: "owner", isolation: "repeatable read", readOnly: true }, async (tx) => {
      const lines = Readable.from(linesOf(tx, saved));
      await pipeline(lines, createGzip(), createWriteStream(unfinished));
    });
    const file = await open(unfinished, "r");
    await file.sync();
    await file.close();
    await rename(unfinished, path);
    // The name, too, is on the disc.
    const folder = await open(dirname(path), "r");
    await folder.sync();
    await folder.close();
  } finally {
    await rm(unfinished, { force: true });
  }
  return saved;
};

async function* linesOf(tx: Tx, saved: { tables: number; rows: number }): AsyncGenerator<string> {
  await tx.script(settingsSql);
  const { rows: migrations } = await tx.query<{ name: string; checksum: string }>(ledgerSql);
  const line = (value: unknown) => `${JSON.stringify(value)}\n`;
  yield line({
    format: "vinh-long-industry-map backup",
    version: 1,
    madeAt: new Date().toISOString(),
    migrations: migrations.map(({ name, checksum }) => [name, checksum]),
  } satisfies Header);
  for (const table of await readTables(tx)) {
    const hash = await hashOf(tx, table);
    yield line({
      table: table.name,
      columns: [...table.columns],
      rows: hash.rows,
      hash: hash.digest(),
    } satisfies TableLine);
    for await (const rows of rowsOf(tx, table)) yield `${rows.join("\n")}\n`;
    saved.tables += 1;
    saved.rows += hash.rows;
  }
  const { rows: sequences } = await tx.query<{ name: string; last: string }>(sequencesSql);
  yield line({ sequences, tables: saved.tables } satisfies z.output<typeof endLine>);
}
