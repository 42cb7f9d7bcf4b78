/**
 * Started and killed by kill.embedded.test.ts: opens the database in the folder given, then writes numbered
 * rows to two tables in one transaction each, and prints a number once its transaction has returned.
 */

import { migrate } from "#server/db/migrate.ts";
import { openDb } from "#server/db/open.ts";

const [dataDir, migrations] = process.argv.slice(2);
if (!dataDir || !migrations) throw new Error("usage: kill-child <data directory> <migrations>");

const db = await openDb({
  dataDir,
  onProgress: ({ step, seconds }) => console.log(`step ${step} ${seconds ?? ""}`),
  prepare: async (fresh) => {
    await migrate(fresh, { folder: migrations });
    await fresh.transaction({ role: "owner" }, (tx) =>
      tx.script(`
        create table if not exists kill_left (id int primary key, place geometry(Point, 4326));
        create index if not exists kill_left_place on kill_left using gist (place);
        create table if not exists kill_right (id int primary key, body text);
        grant select on kill_left, kill_right to vlmap_reader;`),
    );
  },
});
const { rows } = await db.query<{ next: number }>("select coalesce(max(id), 0) + 1 as next from kill_left");
console.log("ready");

for (let id = rows[0]?.next ?? 1; ; id++) {
  await db.transaction({ role: "owner" }, async (tx) => {
    await tx.query("insert into kill_left values ($1, st_setsrid(st_makepoint(105 + random(), 10 + random()), 4326))", [
      id,
    ]);
    await tx.query("insert into kill_right values ($1, repeat('x', 500))", [id]);
  });
  console.log(`ack ${id}`);
}
