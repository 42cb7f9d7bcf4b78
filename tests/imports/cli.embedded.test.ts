import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockDataDir } from "#server/db/data-dir-lock.ts";
import { copyTemplate, ROOT } from "../helpers/embedded-template.ts";
import { SMALL } from "./data-set.ts";

let dataDir: string;
let folder: string;
beforeAll(async () => {
  dataDir = await copyTemplate();
  folder = await mkdtemp(join(tmpdir(), "vlmap-geodata-"));
  await cp(SMALL, folder, { recursive: true });
});
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Opening the embedded database takes 3 s on a quiet machine and ten times as long on a busy one. */
const TIMEOUT_MS = 240_000;

/** `npm run import` without its build, on the embedded database whatever the suite runs on. */
const run = (...args: readonly string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const env = { PATH: process.env["PATH"], DATA_DIR: dataDir };
    execFile(process.execPath, [join(ROOT, "dist/server/import-cli.js"), ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

test(
  "it loads a folder, says so in both languages, and finds nothing new the second time",
  async () => {
    const first = await run(folder);
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/^Đã nạp \(phiên bản [0-9a-f]{12}\)\nLoaded/) });
    expect(first.out).toContain("  figure: 23\n");
    expect(await run(folder, "--lang=en")).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing new/) });
  },
  TIMEOUT_MS,
);

test(
  "it refuses faults, grouped by file, with exit code 1",
  async () => {
    await writeFile(join(folder, "places.csv"), "id,name_vi,name_en\nquoc-lo-1,Quốc lộ 1 ,Road\n");
    const { code, out } = await run(folder);
    expect([code, out]).toEqual([
      1,
      [
        "places.csv",
        "  • places.csv, dòng 2, cột name_vi: gặp “Quốc lộ 1 ”; cần không có khoảng trắng ở đầu hay cuối.",
        "    places.csv, row 2, column name_vi: found “Quốc lộ 1 ”; expected no space at the beginning or end.",
        "",
        "Không nạp gì; số lỗi: 1. / Nothing was loaded; issues: 1.",
        "",
      ].join("\n"),
    ]);
    const json = await run(folder, "--json");
    expect(JSON.parse(json.out)).toMatchObject({
      status: "refused",
      issues: [{ file: "places.csv", row: 2, code: "trimmed" }],
    });
  },
  TIMEOUT_MS,
);

test(
  "it names who holds the database, and explains what it does not understand",
  async () => {
    const lock = await lockDataDir(dataDir);
    const held = await run(folder);
    await lock.release();
    expect(held).toMatchObject({ code: 1, err: expect.stringContaining(`in use by process ${process.pid}`) });
    expect(await run("--lang=fr")).toMatchObject({
      code: 2,
      err: expect.stringContaining("--lang is vi or en, not fr"),
    });
    expect(await run("--what")).toMatchObject({ code: 2, err: expect.stringContaining("npm run import [-- folder]") });
    expect(await run(join(folder, "nowhere"))).toMatchObject({ code: 1, err: expect.stringContaining("nowhere") });
  },
  TIMEOUT_MS,
);
