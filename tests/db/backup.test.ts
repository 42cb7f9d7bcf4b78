import { readdirSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "#server/db/port.ts";
import { verifyAudit } from "#server/features/audit/verify.ts";
import { backUp } from "#server/operate/backup/back-up.ts";
import { BackupRefused } from "#server/operate/backup/format.ts";
import { readBackup } from "#server/operate/backup/read-backup.ts";
import { hashOf, readTables } from "#server/operate/backup/read-tables.ts";
import { restore } from "#server/operate/backup/restore.ts";
import settingsSql from "#server/operate/backup/settings.sql?raw";
import { backends } from "../helpers/backends.ts";
import { type LandApi, openLand } from "../helpers/land-api.ts";

const [BEFORE, NEWEST] = readdirSync(new URL("../../migrations", import.meta.url))
  .filter((name) => /^\d{4}_/.test(name))
  .toSorted((one, other) => one.localeCompare(other))
  .slice(-2);

let land: LandApi;
let target: { db: Db; close: () => Promise<void> };
let folder: string;
let file: string;
let saved: { tables: number; rows: number };
beforeAll(async () => {
  [land, target, folder] = await Promise.all([
    openLand(),
    backends[0]!.open(),
    mkdtemp(join(tmpdir(), "vlmap-backup-")),
  ]);
  file = join(folder, "all.jsonl.gz");
  saved = await backUp(land.server.db, file);
});
afterAll(async () => {
  await Promise.all([land?.server.close(), target?.close()]);
  await rm(folder, { recursive: true });
});

/** Number and hash of the rows of each table. */
const stateOf = (db: Db): Promise<Record<string, string>> =>
  db.transaction({ role: "owner", readOnly: true }, async (tx) => {
    await tx.script(settingsSql);
    const state: Record<string, string> = {};
    for (const table of await readTables(tx)) {
      const hash = await hashOf(tx, table);
      state[table.name] = `${hash.rows} ${hash.digest()}`;
    }
    return state;
  });

const lines = async (): Promise<string[]> =>
  gunzipSync(await readFile(file))
    .toString("utf8")
    .trimEnd()
    .split("\n");
const written = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, typeof content === "string" ? gzipSync(content) : content);
  return path;
};
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BackupRefused);
  return (error as BackupRefused).message;
};

describe("a backup that is not what it was", () => {
  const FAULTS: Readonly<Record<string, { of: () => Promise<string>; said: RegExp }>> = {
    "cut off in the middle": {
      of: async () => written("cut.gz", (await readFile(file)).subarray(0, 20_000)),
      said: /cut off/,
    },
    "ending early between two lines": {
      of: async () => written("early.gz", `${(await lines()).slice(0, -1).join("\n")}\n`),
      said: /cut off/,
    },
    "with a cell changed": {
      of: async () => written("changed.gz", (await lines()).join("\n").replace("Khu công nghiệp", "Khu công nghịệp")),
      said: /The table public\.\w+ of the backup is not whole/,
    },
    "with a row less": {
      of: async () => {
        const all = await lines();
        const row = all.findIndex((line) => line.startsWith("["));
        return written("less.gz", all.toSpliced(row, 1).join("\n"));
      },
      said: /is not whole \(\d+ of \d+ rows\)/,
    },
    "of another kind": { of: () => written("other.gz", '{"format":"something else"}\n'), said: /is no backup/ },
    "not packed at all": { of: () => written("plain.gz", Buffer.from("id,name\n1,a\n")), said: /is no backup/ },
    missing: { of: async () => join(folder, "nowhere.gz"), said: /There is no file/ },
    "of another version of the program": {
      of: async () =>
        written("older.gz", (await lines()).join("\n").replace(new RegExp(`,\\["${NEWEST}[^\\]]*\\]`), "")),
      said: new RegExp(`is of another version \\(up to ${BEFORE}`),
    },
  };

  test.each(Object.entries(FAULTS))("%s is refused, and the database stays as it is", async (_name, { of, said }) => {
    const before = await stateOf(target.db);
    expect(await refusal(restore(target.db, await of(), { isOverwriting: true }))).toMatch(said);
    expect(await stateOf(target.db)).toEqual(before);
  });
});

test("restored, every table has the rows it had; the audit is whole, and numbering goes on", async () => {
  const wanted = await stateOf(land.server.db);
  expect(Object.keys(wanted)).toEqual(
    expect.arrayContaining(["public.site", "auth.account", "land.lot", "audit.entry"]),
  );
  expect(await readBackup(file)).toEqual(saved);
  expect(await restore(target.db, file, { isOverwriting: false })).toEqual(saved);
  expect(await stateOf(target.db)).toEqual(wanted);
  expect(await verifyAudit(target.db)).toMatchObject({ isWhole: true });
  const next = async (db: Db) =>
    (
      await db.transaction({ role: "owner" }, (tx) =>
        tx.query<{ id: string }>("select nextval(pg_get_serial_sequence('data_load', 'id'))::text as id"),
      )
    ).rows;
  expect(await next(target.db)).toEqual(await next(land.server.db));
});

test("data are replaced only where that was asked for, and no file is written over", async () => {
  expect(await refusal(restore(land.server.db, file, { isOverwriting: false }))).toMatch(/add --overwrite/);
  expect(await refusal(backUp(land.server.db, file))).toMatch(/exists; choose another name/);
});
