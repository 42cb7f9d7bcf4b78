import { createHash } from "node:crypto";
import { METRICS, UNITS } from "#contracts/metrics.ts";
import type { Files } from "#server/features/imports/read.ts";

/** Raise it when the same files are to be stored differently, as after a change of the search key. */
const LOAD_FORMAT = 1;

/** What is loaded, as one hash: every file with its name, and the registry of metrics that is loaded with them. */
export function hashContent(files: Files): string {
  const hash = createHash("sha256").update(JSON.stringify({ LOAD_FORMAT, METRICS, UNITS }));
  for (const name of [...files.keys()].toSorted()) {
    const bytes = files.get(name)!;
    // The length keeps the end of one file apart from the name of the next.
    hash.update(`\n${name} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}
