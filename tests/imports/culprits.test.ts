import { expect, test } from "vitest";
import { SwallowedDbError, type Db } from "#server/db/port.ts";
import { IssueList } from "#server/features/imports/issue.ts";
import { findCulprits } from "#server/features/imports/load-shapes.ts";
import { readGeodata } from "#server/features/imports/read.ts";
import { SMALL } from "./data-set.ts";

test("where the geometry library throws, each shape is tried by itself and the one at fault is named", async () => {
  const { geodata } = await readGeodata(SMALL);
  const query = async (_sql: string, params: readonly unknown[] = []) => {
    if (JSON.stringify(params).includes("MultiLineString")) throw new SwallowedDbError("the geometry library failed");
    return { rows: [], rowCount: 0 };
  };
  const issues = new IssueList();
  await findCulprits({ query } as unknown as Db, geodata, issues);
  expect(issues.all()).toMatchObject([
    { file: "basemap/roads.geojson", row: 1, column: "geometry", code: "invalidGeometry" },
  ]);
});
