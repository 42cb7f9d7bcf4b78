import { createHash } from "node:crypto";
import type { DataSet } from "#contracts/data-view.ts";
import { METRICS, UNITS } from "#contracts/metrics.ts";
import { dataSetOf, LAND_FOLDER } from "#server/features/imports/geodata.ts";
import type { Files } from "#server/features/imports/read.ts";

/** Raise it when the same files are to be stored differently, as after a change of the search key. */
const LOAD_FORMAT = 2;
/** The same for the made-up land use, whose tables are the program's own. */
const LAND_FORMAT = 1;

export interface ContentHash {
  published: string;
  /** Null without a made-up set, which leaves the hash of the published files as it is. */
  illustrative: string | null;
  /** Of the made-up land use, which is loaded as a whole and only when it changed; null without one. */
  land: string | null;
}

/** What is loaded, as one hash for each data set. */
export function hashContent(files: Files): ContentHash {
  const ofDataSet = (dataSet: DataSet) => new Map([...files].filter(([name]) => dataSetOf(name) === dataSet));
  const illustrative = ofDataSet("illustrative");
  const land = new Map([...illustrative].filter(([name]) => name.startsWith(LAND_FOLDER)));
  // The registry of metrics is loaded with the files.
  const withMetrics = { LOAD_FORMAT, METRICS, UNITS };
  return {
    published: hashFiles(ofDataSet("published"), withMetrics),
    illustrative: illustrative.size === 0 ? null : hashFiles(illustrative, withMetrics),
    land: land.size === 0 ? null : hashFiles(land, { LAND_FORMAT }),
  };
}

/** Every file with its name, and what else decides on how they are stored. */
function hashFiles(files: Files, seed: object): string {
  const hash = createHash("sha256").update(JSON.stringify(seed));
  for (const name of [...files.keys()].toSorted()) {
    const bytes = files.get(name)!;
    // The length keeps the end of one file apart from the name of the next.
    hash.update(`\n${name} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}
