/** Databases with the real data loaded, to be copied by suites. */

import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "#server/db/migrate.ts";
import type { Db } from "#server/db/port.ts";
import { loadGeodata } from "#server/features/imports/load.ts";
import { MIGRATIONS, ROOT, type Template } from "./embedded-template.ts";

const GEODATA = join(ROOT, "geodata");

/** A copy of geodata/ as an installation without the made-up data set has it. */
const copyPublished = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "vlmap-published-"));
  const illustrative = join(GEODATA, "illustrative");
  await cp(GEODATA, folder, { recursive: true, filter: (path) => !path.startsWith(illustrative) });
  return folder;
};

const preparePublished = async (db: Db): Promise<void> => {
  const folder = await copyPublished();
  await prepare(db, folder);
  await rm(folder, { recursive: true });
};

const prepare = async (db: Db, folder = GEODATA): Promise<void> => {
  await migrate(db, { folder: MIGRATIONS });
  const outcome = await loadGeodata(db, folder);
  if (outcome.status === "refused") {
    throw new Error(outcome.issues.map(({ file, row, column, en }) => `${file}:${row}:${column} ${en}`).join("\n"));
  }
};

const INPUTS = ["geodata", "contracts", "server/features/imports"];
/** The real data and the made-up set. */
export const loadedTemplate: Template = { name: "loaded", inputs: INPUTS, prepare: (db) => prepare(db) };
export const publishedTemplate: Template = { name: "published", inputs: INPUTS, prepare: preparePublished };
