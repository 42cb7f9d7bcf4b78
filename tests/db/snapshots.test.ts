import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Db } from "#server/db/port.ts";
import { readBackup } from "#server/operate/backup/read-backup.ts";
import { restore } from "#server/operate/backup/restore.ts";
import { snapshotsOf, takeSnapshot } from "#server/operate/snapshots.ts";
import { backends } from "../helpers/backends.ts";
import { LAND_FIXTURE } from "../helpers/land.ts";

describe.each(backends)("snapshots of $name", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;
  let folder: string;
  beforeAll(async () => {
    ({ db, close } = await open());
    await db.transaction({ role: "owner" }, (tx) => tx.script(LAND_FIXTURE));
  });
  afterAll(() => close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "vlmap-snapshots-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
  const nameAt = (hour: number) => `snapshot-2026-11-24T${String(hour).padStart(2, "0")}-00-00Z.jsonl.gz`;

  test("the newest are kept, whole, and nothing else of the folder is touched", async () => {
    await writeFile(join(folder, "ghi-chu.txt"), "của tôi");
    await writeFile(join(folder, "snapshot-2026-11-23T09-00-00Z.jsonl.gz.partial"), "dở dang");
    for (const hour of [9, 10, 11]) await takeSnapshot(db, { folder, keep: 2 }, at(hour));
    expect((await readdir(folder)).toSorted()).toEqual(["ghi-chu.txt", nameAt(10), nameAt(11)]);
    expect((await readBackup(join(folder, nameAt(11)))).rows).toBeGreaterThan(0);
  });

  test("the newest is restored to what there was", async () => {
    const path = await takeSnapshot(db, { folder, keep: 2 }, at(9));
    const other = await open();
    try {
      await restore(other.db, path, { isOverwriting: true });
      const sites = "select id, short_name_vi from site order by id";
      const of = (from: Db) => from.transaction({ role: "owner" }, (tx) => tx.query(sites));
      expect((await of(other.db)).rows).toEqual((await of(db)).rows);
    } finally {
      await other.close();
    }
  });

  test("one that fails takes none away, is told, and the next is taken", async () => {
    const kept = await takeSnapshot(db, { folder, keep: 1 }, at(9));
    await expect(takeSnapshot(db, { folder, keep: 1 }, at(9))).rejects.toThrow(/exists/);
    expect(await readdir(folder)).toEqual([nameAt(9)]);

    const said: string[] = [];
    const blocked = join(folder, "khong-phai-thu-muc");
    await writeFile(blocked, "");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const snapshots = snapshotsOf(db, { folder: blocked, hours: 1, keep: 1, say: (text) => void said.push(text) });
    try {
      for (const failures of [1, 2]) {
        await vi.advanceTimersByTimeAsync(3_600_000);
        await vi.waitFor(() => expect(said).toHaveLength(failures));
      }
      expect(said[0]).toContain("snapshot: ");
    } finally {
      vi.useRealTimers();
      await snapshots.end();
    }
    expect((await readBackup(kept)).rows).toBeGreaterThan(0);
  });
});
