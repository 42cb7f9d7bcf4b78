/** The back ends a suite runs on: the embedded one always, PostgreSQL where TEST_DATABASE_URL names one. */

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
  { name: "embedded", open: () => openCopy() },
  ...(POSTGRES_URL ? [{ name: "postgres" as const, open: () => openOnPostgres(POSTGRES_URL) }] : []),
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
