import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Language } from "#contracts/units.ts";
import { type Config, ConfigError, readConfig } from "#server/config.ts";
import { DataDirLocked } from "#server/db/data-dir-lock.ts";
import { migrate } from "#server/db/migrate.ts";
import { openDb } from "#server/db/open.ts";
import type { OnProgress } from "#server/db/progress.ts";
import { formatIssues, formatOutcome } from "#server/features/imports/report.ts";
import { loadGeodata, type LoadOutcome } from "#server/features/imports/load.ts";

const USAGE = `npm run import [-- folder] [--lang=vi|en] [--json]
  folder   the CSV and GeoJSON files to load; geodata/ of this installation where left out
  --lang   report in one language; both where left out
  --json   print the outcome as JSON`;

/** The command line cannot be understood. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

interface Command {
  folder: string | undefined;
  languages: readonly Language[];
  isJson: boolean;
}

/** @throws {UsageError} */
function readCommand(args: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { lang: { type: "string" }, json: { type: "boolean", default: false } },
    });
    const { lang } = values;
    if (lang !== undefined && lang !== "vi" && lang !== "en") throw new UsageError(`--lang is vi or en, not ${lang}`);
    if (positionals.length > 1) throw new UsageError("one folder at most");
    return { folder: positionals[0], languages: lang ? [lang] : ["vi", "en"], isJson: values.json };
  } catch (cause) {
    throw cause instanceof UsageError ? cause : new UsageError((cause as Error).message, { cause });
  }
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function load(config: Config, folder: string): Promise<LoadOutcome> {
  const onProgress: OnProgress = ({ step, seconds }) => {
    if (seconds !== undefined) say(`${step}: ${seconds.toFixed(1)} s`);
  };
  const { databaseUrl, dataDir, migrations } = config;
  const db = await openDb({
    databaseUrl,
    dataDir,
    onProgress,
    prepare: async (opened) => void (await migrate(opened, { folder: migrations, onProgress })),
  });
  try {
    return await loadGeodata(db, folder, { onProgress });
  } finally {
    await db.close();
  }
}

/** Loads a folder and prints what happened; the exit code, 1 when the data were refused. */
async function main(): Promise<number> {
  const { folder, languages, isJson } = readCommand(process.argv.slice(2));
  const config = readConfig();
  const outcome = await load(config, resolve(folder ?? config.geodata));
  const text = isJson
    ? JSON.stringify(outcome, null, 2)
    : outcome.status === "refused"
      ? formatIssues(outcome.issues, languages)
      : formatOutcome(outcome, languages);
  process.stdout.write(`${text}\n`);
  return outcome.status === "refused" ? 1 : 0;
}

/** Faults with a remedy in their own words, anything else with where it happened. */
function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n${USAGE}`;
  if (error instanceof DataDirLocked) {
    return `Cơ sở dữ liệu đang được máy chủ dùng; dừng máy chủ rồi chạy lại.\nThe database is in use, most likely by a running server: ${error.message}`;
  }
  if (error instanceof ConfigError) return `${error.name}: ${error.message}`;
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  process.exitCode = await main();
} catch (error) {
  say(explain(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
