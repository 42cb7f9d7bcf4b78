import { parseArgs } from "node:util";
import { ConfigError, readConfig } from "#server/config.ts";
import { DataDirLocked } from "#server/db/data-dir-lock.ts";
import { migrate } from "#server/db/migrate.ts";
import { openDb } from "#server/db/open.ts";
import { backUp } from "#server/operate/backup/back-up.ts";
import { BackupRefused } from "#server/operate/backup/format.ts";
import { readBackup } from "#server/operate/backup/read-backup.ts";
import { restore } from "#server/operate/backup/restore.ts";

const USAGE = `npm run backup -- FILE                 every row of the database as of one moment, into a new file (such as 2026-11-24.jsonl.gz)
npm run restore -- FILE [--check] [--overwrite]
  --check       only reads the file, and says whether it is whole
  --overwrite   the database may hold data already, which the file's replace`;

/** The command line cannot be understood. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

/** @throws {UsageError} */
const readCommand = () => {
  try {
    const { positionals, values } = parseArgs({
      args: process.argv.slice(2),
      allowPositionals: true,
      options: { check: { type: "boolean", default: false }, overwrite: { type: "boolean", default: false } },
    });
    const [command, file, ...more] = positionals;
    if ((command !== "backup" && command !== "restore") || file === undefined || more.length > 0)
      throw new UsageError("a command and one file are needed");
    if (command === "backup" && (values.check || values.overwrite))
      throw new UsageError("--check and --overwrite are options of restore");
    return { command, file, ...values } as const;
  } catch (cause) {
    throw cause instanceof UsageError ? cause : new UsageError((cause as Error).message, { cause });
  }
};

const told = ({ tables, rows }: { readonly tables: number; readonly rows: number }) =>
  `${rows} dòng của ${tables} bảng. ${rows} rows of ${tables} tables.\n`;

const main = async (): Promise<void> => {
  const { command, file, check, overwrite } = readCommand();
  if (check)
    return void process.stdout.write(`Bản sao nguyên vẹn. The backup is whole: ${told(await readBackup(file))}`);
  const { databaseUrl, dataDir, migrations } = readConfig();
  const db = await openDb({
    databaseUrl,
    dataDir,
    prepare: async (opened) => void (await migrate(opened, { folder: migrations })),
  });
  try {
    process.stdout.write(
      command === "backup"
        ? `Đã sao lưu. Saved: ${told(await backUp(db, file))}`
        : `Đã phục hồi. Restored: ${told(await restore(db, file, { isOverwriting: overwrite }))}`,
    );
  } finally {
    await db.close();
  }
};

/** Faults with a remedy in their own words, anything else with where it happened. */
const explain = (error: unknown): string => {
  if (error instanceof UsageError) return `${error.message}\n${USAGE}`;
  if (error instanceof BackupRefused) return error.message;
  if (error instanceof DataDirLocked) {
    return `Cơ sở dữ liệu đang được máy chủ dùng; dừng máy chủ rồi chạy lại.\nThe database is in use, most likely by a running server: ${error.message}`;
  }
  if (error instanceof ConfigError) return `${error.name}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

try {
  await main();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
