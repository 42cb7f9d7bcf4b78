import { expect, test } from "vitest";
import type * as z from "zod/mini";
import { LAND_ROWS } from "#contracts/land-edits.ts";
import { columnsOf } from "./columns.ts";

test.each(LAND_ROWS.map((rows) => [rows.kind, rows] as const))(
  "%s: every field that can change has a name in the log",
  (kind, { list }) => {
    const items = (list.output as z.ZodMiniObject).shape["items"] as z.ZodMiniArray<z.ZodMiniObject>;
    const fields = Object.keys(items.def.element.shape).filter((field) => field !== "id" && field !== "rowVersion");
    expect(
      columnsOf(kind)
        .map(({ field }) => field)
        .toSorted(),
    ).toEqual(fields.toSorted());
  },
);
