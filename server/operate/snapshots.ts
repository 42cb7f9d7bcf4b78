import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Db } from "#server/db/port.ts";
import { backUp } from "./backup/back-up.ts";

export type SnapshotOptions = {
  readonly folder: string;
  /** Hours from one to the next; 0: none are taken. */
  readonly hours: number;
  /** How many are kept; the oldest go. */
  readonly keep: number;
  readonly say: (text: string) => void;
};

const HOUR_MS = 3_600_000;
const NAME = /^snapshot-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.jsonl\.gz$/;
const UNFINISHED = /^snapshot-.*\.partial$/;

const nameOf = (at: Date): string => `snapshot-${at.toISOString().slice(0, 19).replaceAll(":", "-")}Z.jsonl.gz`;

/**
 * Writes every row as of one moment to a new file of the folder, as `npm run backup` does, then removes all but the newest ones.
 * @returns the file's path
 */
export const takeSnapshot = async (
  db: Db,
  { folder, keep }: Pick<SnapshotOptions, "folder" | "keep">,
  at = new Date(),
): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const path = join(folder, nameOf(at));
  await backUp(db, path);
  const names = await readdir(folder);
  // Only once the new one is whole: a copy that fails takes none away. What a kill left unfinished goes, too.
  const old = names
    .filter((name) => NAME.test(name))
    .toSorted((one, other) => other.localeCompare(one))
    .slice(keep);
  for (const name of [...old, ...names.filter((one) => UNFINISHED.test(one))]) await rm(join(folder, name));
  return path;
};

/** Takes snapshots at an interval, from one interval after the start on. One that fails is told, and the next is tried. */
export const snapshotsOf = (db: Db, options: SnapshotOptions): { readonly end: () => Promise<void> } => {
  const { hours, say } = options;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let isEnding = false;
  const next = () => {
    if (hours === 0 || isEnding) return;
    timer = setTimeout(() => {
      running = takeSnapshot(db, options)
        .catch((error: unknown) => say(`snapshot: ${error instanceof Error ? error.message : String(error)}`))
        .finally(next);
    }, hours * HOUR_MS).unref();
  };
  next();
  return {
    end: async () => {
      isEnding = true;
      clearTimeout(timer);
      await running;
    },
  };
};
