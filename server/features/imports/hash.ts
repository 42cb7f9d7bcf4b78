import { createHash } from "node:crypto";
import type { DataSet } from "#contracts/data-view.ts";
import { METRICS, UNITS } from "#contracts/metrics.ts";
import { dataSetOf } from "#server/features/imports/geodata.ts";
import type { Files } from "#server/features/imports/read.ts";

/** Raise it when the same files are to be stored differently, as after a change of the search key. */
const LOAD_FORMAT = 1;

export interface ContentHash {
  published: string;
  /** Null without a made-up set, which leaves the hash of the published files as it is. */
  illustrative: string | null;
}

/** What is loaded, as one hash for each data set. */
export function hashContent(files: Files): ContentHash {
  const ofDataSet = (dataSet: DataSet) => new Map([...files].filter(([name]) => dataSetOf(name) === dataSet));
  const illustrative = ofDataSet("illustrative");
  return {
    published: hashFiles(ofDataSet("published")),
    illustrative: illustrative.size === 0 ? null : hashFiles(illustrative),
  };
}

/** Every file with its name, and the registry of metrics that is loaded with them. */
function hashFiles(files: Files): string {
  const hash = createHash("sha256").update(JSON.stringify({ LOAD_FORMAT, METRICS, UNITS }));
  for (const name of [...files.keys()].toSorted()) {
    const bytes = files.get(name)!;
    // The length keeps the end of one file apart from the name of the next.
    hash.update(`\n${name} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}
