/** The back end a suite runs on: PostgreSQL where TEST_DATABASE_URL names one, else the embedded one. */

import type { Db } from "#server/db/port.ts";
import { migratedTemplate, openCopy } from "./embedded-template.ts";
import { openPostgresCopy } from "./postgres-template.ts";

export interface Backend {
  name: Db["kind"];
  /** a migrated database without data, of the caller's own */
  open: () => Promise<{ db: Db; close: () => Promise<void> }>;
}

export const POSTGRES_URL = process.env["TEST_DATABASE_URL"];

export const backends: Backend[] = [
  POSTGRES_URL
    ? { name: "postgres", open: () => openPostgresCopy(POSTGRES_URL, migratedTemplate) }
    : { name: "embedded", open: () => openCopy() },
];
