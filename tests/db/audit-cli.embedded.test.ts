import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDb } from "#server/db/open.ts";
import { copyTemplate, ROOT } from "../helpers/embedded-template.ts";
import { LAND_FIXTURE } from "../helpers/land.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await copyTemplate();
  await script(LAND_FIXTURE);
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const script = async (sql: string): Promise<void> => {
  const db = await openDb({ dataDir });
  await db.transaction({ role: "owner" }, (tx) => tx.script(sql));
  await db.close();
};

/** `npm run audit:verify` without its build. */
const run = (...args: readonly string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const env = { PATH: process.env["PATH"], DATA_DIR: dataDir };
    execFile(process.execPath, [join(ROOT, "dist/server/audit-verify-cli.js"), ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

test("audit:verify prints the end of a whole chain, and names the first broken link with exit code 1", async () => {
  const whole = await run();
  expect(whole).toMatchObject({ code: 0, out: expect.stringContaining("The audit is whole: 8 entries.") });
  const head = whole.out.trim().split("\n").at(-1)!;
  expect(head).toMatch(/^8:[0-9a-f]{64}$/);
  expect(await run(`--head=${head}`)).toMatchObject({ code: 0 });
  expect(await run(`--head=8:${"0".repeat(64)}`)).toMatchObject({
    code: 1,
    out: expect.stringContaining("does not hold entry 8 as it was kept"),
  });
  expect(await run("--head=x")).toMatchObject({ code: 2, err: expect.stringContaining("--head is SEQ:HASH") });

  await script("set session_replication_role = replica; update audit.entry set reason = 'x' where seq = 3");
  const { code, out } = await run();
  expect(code).toBe(1);
  expect(out).toMatch(
    /Mục 3 \(auth\.role_grant [0-9a-f-]+\): nội dung mục này đã bị sửa\.\nEntry 3 .*: this entry was changed\./,
  );
}, 240_000);
