import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "#server/db/port.ts";
import { loadGeodata } from "#server/features/imports/load.ts";
import { formatIssues } from "#server/features/imports/report.ts";
import { backends } from "../helpers/backends.ts";
import { all, contentOf, loadFiles, rewrite, setCells, SMALL, withChange } from "./data-set.ts";
import { CELL_FAULTS } from "./planted/cells.ts";
import { FILE_FAULTS } from "./planted/files.ts";
import { ILLUSTRATIVE_FAULTS } from "./planted/illustrative.ts";
import { HISTORY_FAULTS } from "./planted/history.ts";
import { LAND_FAULTS } from "./planted/land.ts";
import { LEGAL_CLOCK_FAULTS } from "./planted/legal-clock.ts";
import { MARKET_CLASS_FAULTS } from "./planted/market-classes.ts";
import { RELATION_FAULTS } from "./planted/relations.ts";
import { SHAPE_FAULTS } from "./planted/shapes.ts";
import { UNIT_FAULTS } from "./planted/units.ts";

const PLANTED_FAULTS = [
  ...FILE_FAULTS,
  ...CELL_FAULTS,
  ...RELATION_FAULTS,
  ...SHAPE_FAULTS,
  ...UNIT_FAULTS,
  ...HISTORY_FAULTS,
  ...ILLUSTRATIVE_FAULTS,
  ...LEGAL_CLOCK_FAULTS,
  ...MARKET_CLASS_FAULTS,
  ...LAND_FAULTS,
];
const MANY_FAULTS = all(
  setCells("figures/others.csv", "tinh-cu.clusters.2015-06", { value: "x", as_of: "y" }),
  setCells("sites/zones.csv", "tuyen-hai", { kind: "coridor" }),
  rewrite(
    "places.csv",
    (text) => text + Array.from({ length: 300 }, (_, index) => `noi-${index},Nơi ${index},\n`).join(""),
  ),
);

describe.each(backends)("a planted fault on $name is named and nothing is loaded", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;
  let before: Record<string, unknown>;
  beforeAll(async () => {
    ({ db, close } = await open());
    await loadGeodata(db, SMALL);
    before = await contentOf(db);
  });
  afterAll(() => close());

  test.each(PLANTED_FAULTS)("$name", async ({ edit, at, vi, en }) => {
    const outcome = await loadFiles(db, await withChange(edit));
    const issues = outcome.status === "refused" ? outcome.issues : [];
    expect(issues.map(({ file, row, column, code }) => [file, row, column, code])).toEqual([at]);
    expect(issues[0]!.vi).toContain(vi);
    expect(issues[0]!.en).toContain(en);
    expect(await contentOf(db)).toEqual(before);
  });

  test("all faults are reported at once, up to 200, and the rest counted", async () => {
    const outcome = await loadFiles(db, await withChange(MANY_FAULTS));
    const issues = outcome.status === "refused" ? outcome.issues : [];
    expect(issues).toHaveLength(201);
    expect(new Set(issues.map(({ file }) => file))).toEqual(new Set(["sites/zones.csv", "places.csv", ""]));
    expect(issues.at(-1)).toMatchObject({ code: "more", en: expect.stringMatching(/^… and \d+ more$/) });
    const report = formatIssues(issues, ["vi", "en"]);
    expect(report.startsWith("sites/zones.csv\n  • sites/zones.csv, dòng 5, cột kind: gặp “coridor”")).toBe(true);
    expect(await contentOf(db)).toEqual(before);
  });
});
