/** The back end a suite runs on: PostgreSQL where TEST_DATABASE_URL names one, else the embedded one. */

import { migrate } from "#server/db/migrate.ts";
import { openDb } from "#server/db/open.ts";
import type { Db } from "#server/db/port.ts";
import { MIGRATIONS, openCopy } from "./embedded-template.ts";
import { createTestDatabase } from "./postgres-cluster.ts";

export interface Backend {
  name: Db["kind"];
  /** a migrated database without data, of the caller's own */
  open: () => Promise<{ db: Db; close: () => Promise<void> }>;
}

export const POSTGRES_URL = process.env["TEST_DATABASE_URL"];

export const backends: Backend[] = [
  POSTGRES_URL
    ? { name: "postgres", open: () => openOnPostgres(POSTGRES_URL) }
    : { name: "embedded", open: () => openCopy() },
];

async function openOnPostgres(url: string): Promise<{ db: Db; close: () => Promise<void> }> {
  const database = await createTestDatabase(url);
  const db = await openDb({
    databaseUrl: database.url,
    dataDir: "",
    prepare: async (fresh) => {
      await migrate(fresh, { folder: MIGRATIONS });
    },
  });
  return {
    db,
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}
