import { parseArgs } from "node:util";
import { ConfigError, readConfig } from "#server/config.ts";
import { DataDirLocked } from "#server/db/data-dir-lock.ts";
import { migrate } from "#server/db/migrate.ts";
import { openDb } from "#server/db/open.ts";
import { type Head, type Verdict, verifyAudit } from "#server/features/audit/verify.ts";

const USAGE = `npm run audit:verify [-- --head=SEQ:HASH]
  walks the audit from its first entry; prints its end, or the first fault, with exit code 1
  --head   an end that was printed before and kept: the audit must still hold it`;

/** The command line cannot be understood. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

/** @throws {UsageError} */
const readHead = (): Head | undefined => {
  try {
    const { head } = parseArgs({ args: process.argv.slice(2), options: { head: { type: "string" } } }).values;
    if (head === undefined) return undefined;
    const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(head) ?? [];
    if (seq === undefined || hash === undefined)
      throw new UsageError("--head is SEQ:HASH as an earlier run printed it");
    return { seq: Number(seq), hash };
  } catch (cause) {
    throw cause instanceof UsageError ? cause : new UsageError((cause as Error).message, { cause });
  }
};

const FAULTS = {
  missing: { vi: "thiếu mục ngay trước mục này", en: "the entry before this one is missing" },
  link: { vi: "mục này không nối tiếp mục trước", en: "this entry does not follow from the one before" },
  content: { vi: "nội dung mục này đã bị sửa", en: "this entry was changed" },
} as const;

const explainVerdict = (verdict: Verdict): string => {
  if (verdict.isWhole) {
    const { entries, head } = verdict;
    return `Nhật ký nguyên vẹn: ${entries} mục. The audit is whole: ${entries} entries.\n${head.seq}:${head.hash}`;
  }
  switch (verdict.fault) {
    case "head":
      return `Nhật ký không còn mục ${verdict.seq} như đã lưu.\nThe audit does not hold entry ${verdict.seq} as it was kept.`;
    case "rows":
      return `Dữ liệu khác với nhật ký. Tables differ from the audit:\n${verdict.rows.join("\n")}`;
    default: {
      const { vi, en } = FAULTS[verdict.fault];
      return `Mục ${verdict.seq} (${verdict.row}): ${vi}.\nEntry ${verdict.seq} (${verdict.row}): ${en}.`;
    }
  }
};

/** Prints what was found; the exit code, 1 where something is not right. */
async function main(): Promise<number> {
  const kept = readHead();
  const { databaseUrl, dataDir, migrations } = readConfig();
  const db = await openDb({
    databaseUrl,
    dataDir,
    prepare: async (opened) => void (await migrate(opened, { folder: migrations })),
  });
  try {
    const verdict = await verifyAudit(db, kept);
    process.stdout.write(`${explainVerdict(verdict)}\n`);
    return verdict.isWhole ? 0 : 1;
  } finally {
    await db.close();
  }
}

/** Faults with a remedy in their own words, anything else with where it happened. */
function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n${USAGE}`;
  if (error instanceof DataDirLocked) {
    return `Cơ sở dữ liệu đang được máy chủ dùng; dừng máy chủ rồi chạy lại.\nThe database is in use, most likely by a running server: ${error.message}`;
  }
  if (error instanceof ConfigError) return `${error.name}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
