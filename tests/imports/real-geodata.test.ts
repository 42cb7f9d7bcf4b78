import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "#server/db/port.ts";
import { IssueList } from "#server/features/imports/issue.ts";
import { checkFiles, loadGeodata } from "#server/features/imports/load.ts";
import { readFiles } from "#server/features/imports/read.ts";
import { backends } from "../helpers/backends.ts";
import { ROOT } from "../helpers/embedded-template.ts";

const GEODATA = join(ROOT, "geodata");

test("the files under geodata/ have no issue", async () => {
  const issues = new IssueList();
  checkFiles(await readFiles(GEODATA), issues);
  expect(issues.all().map(({ en }) => en)).toEqual([]);
});

describe.each(backends)("geodata/ on $name", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => ({ db, close } = await open()));
  afterAll(() => close());

  test("it is loaded, with the Plan's figures to the digit", async () => {
    const outcome = await loadGeodata(db, GEODATA);
    expect(outcome).toMatchObject({ status: "loaded" });
    const { rows } = await db.transaction({ role: "owner" }, (tx) =>
      tx.query(
        "select metric, value, printed from figure where subject_id in ('three-zones', 'vinh-long') and source_id = 'plan-1013-2015'",
      ),
    );
    for (const [metric, value, printed] of [
      ["leasedHa", 175.42, "175,42"],
      ["registeredCapitalBillionVnd", 3931.2, "3.931,2"],
      ["clustersGrossHa", 692.41, "692,41"],
      ["markets", 116, "116"],
    ]) {
      expect(rows).toContainEqual({ metric, value, printed });
    }
    expect(await loadGeodata(db, GEODATA)).toMatchObject({ status: "unchanged" });
  });
});
