import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { backUp } from "#server/operate/backup/back-up.ts";
import { restore } from "#server/operate/backup/restore.ts";
import { appForTests } from "../helpers/app.ts";
import { backends } from "../helpers/backends.ts";

test("a backup of the embedded database is restored into PostgreSQL, row by row the same", async () => {
  const [server, target, folder] = await Promise.all([
    appForTests({ isEmbedded: true }),
    backends[0]!.open(),
    mkdtemp(join(tmpdir(), "vlmap-backup-")),
  ]);
  const file = join(folder, "all.jsonl.gz");
  const saved = await backUp(server.db, file);
  expect(saved.rows).toBeGreaterThan(1_000);
  // It compares each table's hash by itself, and would refuse.
  expect(await restore(target.db, file, { isOverwriting: true })).toEqual(saved);
  await Promise.all([server.close(), target.close(), rm(folder, { recursive: true })]);
});
