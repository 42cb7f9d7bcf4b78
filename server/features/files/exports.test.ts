import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { Exports } from "./exports.ts";

test("folders that a killed server left are removed after a day, and nothing else", async () => {
  const folder = await mkdtemp(join(tmpdir(), "exports-"));
  const [now, longAgo] = [new Date(), new Date(Date.now() - 25 * 3_600_000)];
  for (const [name, made] of [
    ["vlmap-file-old", longAgo],
    ["vlmap-file-new", now],
    ["another-old", longAgo],
  ] as const) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, "sites.gpkg"), "rows");
    await utimes(join(folder, name), made, made);
  }
  await Exports.removeLeftOver(folder);
  expect((await readdir(folder)).toSorted()).toEqual(["another-old", "vlmap-file-new"]);
  await rm(folder, { recursive: true });
});

test("a kept file is written once a version, and once again where writing failed", async () => {
  const exports = new Exports();
  let written = 0;
  const asked = async (version: string, fault?: string) => {
    const { stream } = await exports.keep("all", version, async (path) => {
      if (fault) throw new Error(fault);
      written += 1;
      await writeFile(path, `${version}, file ${written}`);
    });
    return text(stream);
  };
  expect(await Promise.all([asked("one"), asked("one")])).toEqual(["one, file 1", "one, file 1"]);
  expect(await asked("two")).toBe("two, file 2");
  await expect(asked("three", "the disc is full")).rejects.toThrow("the disc is full");
  expect(await asked("three")).toBe("three, file 3");
  await exports.close();
});
