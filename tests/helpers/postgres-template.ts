/** A prepared database in a PostgreSQL cluster, made once and copied for each suite: to load the data anew takes ten times as long. */

import pg from "pg";
import { openDb } from "#server/db/open.ts";
import type { Db } from "#server/db/port.ts";
import { type Template, versionOf } from "./embedded-template.ts";
import { createTestDatabase } from "./postgres-cluster.ts";

/** Held by whoever makes a template; any number that nothing else locks. */
const LOCK = 20_150_618;

/** A copy of the template in the cluster of `url`; closing it deletes it. */
export const openPostgresCopy = async (
  url: string,
  template: Template,
): Promise<{ db: Db; close: () => Promise<void> }> => {
  const database = await createTestDatabase(url, await ensurePostgresTemplate(url, template));
  const db = await openDb({ databaseUrl: database.url, dataDir: "" });
  return {
    db,
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
};

export const ensurePostgresTemplate = async (url: string, template: Template): Promise<string> => {
  const name = `vlmap_template_${template.name}_${await versionOf(template)}`;
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) {
      const unfinished = await createTestDatabase(url);
      await (await openDb({ databaseUrl: unfinished.url, dataDir: "", prepare: template.prepare })).close();
      await client.query(`alter database ${new URL(unfinished.url).pathname.slice(1)} rename to ${name}`);
    }
  } finally {
    // The lock ends with the connection.
    await client.end();
  }
  return name;
};
