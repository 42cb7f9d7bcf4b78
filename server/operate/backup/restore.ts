import type { Db, Tx } from "#server/db/port.ts";
import { BackupRefused, type Table, type TableLine } from "./format.ts";
import insertSql from "./insert-rows.sql?raw";
import isFilledSql from "./is-filled.sql?raw";
import ledgerSql from "./ledger.sql?raw";
import { readBackup } from "./read-backup.ts";
import { hashOf, readTables } from "./read-tables.ts";
import setSequenceSql from "./set-sequence.sql?raw";
import settingsSql from "./settings.sql?raw";
import truncateSql from "./truncate.sql?raw";
import withoutTriggersSql from "./without-triggers.sql?raw";

/**
 * Puts the rows of a backup in the place of all rows, in one transaction that ends with the hash of every table compared with the
 * backup's. The database must have had the same migrations.
 * @throws {BackupRefused} the backup is not whole or does not fit, or rows would be lost without `isOverwriting`; nothing has changed
 */
export const restore = (
  db: Db,
  path: string,
  { isOverwriting }: { readonly isOverwriting: boolean },
): Promise<{ tables: number; rows: number }> =>
  db.transaction({ role: "owner" }, async (tx) => {
    await tx.script(settingsSql);
    const tables = await readTables(tx);
    const known = (name: string) => tables.find((table) => table.name === name) ?? refuseTable(name);
    const written: TableLine[] = [];
    const read = await readBackup(path, {
      begin: async ({ migrations }) => {
        await refuseOtherMigrations(tx, migrations);
        if (!isOverwriting) await refuseFilled(tx);
        await tx.query(withoutTriggersSql);
        await tx.query(truncateSql.replace("/* relations */", tables.map(({ relation }) => relation).join(", ")));
      },
      table: async (about) => {
        const columns = (of: Pick<Table, "columns">) =>
          JSON.stringify(of.columns.map(({ name, type }) => [name, type]));
        if (columns(known(about.table)) !== columns(about)) refuseTable(about.table);
        written.push(about);
      },
      rows: async ({ table }, rows) => {
        const { relation, columns } = known(table);
        const values = columns.map(({ type }, at) => `(r.cells ->> ${at})::${type}`).join(", ");
        const names = columns.map(({ name }) => name).join(", ");
        const sql = insertSql
          .replace("/* relation */", relation)
          .replace("/* names */", names)
          .replace("/* values */", values);
        await tx.query(sql, [`[${rows.join(",")}]`]);
      },
      end: async ({ sequences }) => {
        for (const { name, last } of sequences) await tx.query(setSequenceSql, [name, last]);
      },
    });
    for (const { table, rows, hash } of written) {
      const now = await hashOf(tx, known(table));
      if (now.rows !== rows || now.digest() !== hash) throw differs(table);
    }
    if (written.length !== tables.length) throw differs(tables.map(({ name }) => name).join(", "));
    return read;
  });

const refuseOtherMigrations = async (tx: Tx, migrations: readonly (readonly [string, string])[]): Promise<void> => {
  const { rows } = await tx.query<{ name: string; checksum: string }>(ledgerSql);
  const own = rows.map(({ name, checksum }) => [name, checksum]);
  if (JSON.stringify(own) === JSON.stringify(migrations)) return;
  const last = migrations.at(-1)?.[0] ?? "–";
  throw new BackupRefused(
    `Bản sao lưu của một phiên bản khác (đến ${last}); hãy phục hồi bằng đúng phiên bản ấy rồi nâng cấp.`,
    `The backup is of another version (up to ${last}); restore it with that version, then upgrade.`,
  );
};

const refuseFilled = async (tx: Tx): Promise<void> => {
  const { rows } = await tx.query<{ isFilled: boolean }>(isFilledSql);
  if (!rows[0]?.isFilled) return;
  throw new BackupRefused(
    "Cơ sở dữ liệu đã có dữ liệu; thêm --overwrite để thay tất cả.",
    "The database holds data; add --overwrite to replace all of it.",
  );
};

const refuseTable = (name: string): never => {
  throw new BackupRefused(`Bảng ${name} không khớp với cơ sở dữ liệu.`, `The table ${name} does not fit the database.`);
};
const differs = (name: string) =>
  new BackupRefused(
    `Bảng ${name} ghi lại không giống bản sao lưu.`,
    `The table ${name} as written is not the backup's.`,
  );
