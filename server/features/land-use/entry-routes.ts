import { addEntries, readTableFile } from "#contracts/land-entries.ts";
import type { CellContent } from "#contracts/read-cell.ts";
import { accountRoute } from "#server/account-route.ts";
import { problem } from "#server/problems.ts";
import type { Api } from "#server/route.ts";
import type { ReadThread } from "#server/vector-files/read-thread.ts";
import { readSent } from "./read-sent.ts";
import { explainRefusal } from "./refusals.ts";
import { landSettings } from "./row-routes.ts";
import addSql from "./sql/add.sql?raw";
import setSourceSql from "./sql/set-source.sql?raw";

const TABLES: readonly string[] = ["csv", "xlsx"];

/** Rows of registers from tables: read to cells, which the page makes fields of, and written all or none. */
export const entryRoutes = (api: Api, reader: ReadThread): void => {
  accountRoute(api, readTableFile, async ({ body: { fileName, file, sheet = null } }) => {
    const { format, layer, layers, fields, features } = await readSent(reader, { fileName, file, layer: sheet });
    if (!TABLES.includes(format)) {
      const message = { vi: "cần bảng CSV hoặc Excel (.xlsx)", en: "expected a table, CSV or Excel (.xlsx)" };
      return problem("invalid-request", message, { errors: [{ pointer: "/file", message }] });
    }
    return {
      sheet: layer,
      sheets: layers,
      heads: fields,
      rows: features.map(({ row, properties }) => ({ row, cells: fields.map((field) => cellOf(properties[field])) })),
    };
  });

  accountRoute(api, addEntries, async ({ query, body }, { asCaller }) => {
    const { kind, rows, fileName, sheet } = body;
    let place = 0;
    const items = await asCaller(async (tx) => {
      const added = [];
      for (place = 0; place < rows.length; place++) {
        const { row, fields } = rows[place]!;
        if (fileName !== undefined) await tx.query(setSourceSql, [fileName, sheet ?? "", row]);
        const made = await tx.query<{ row: { id: number } }>(addSql, [kind, JSON.stringify(fields)]);
        added.push({ kind, row, id: made.rows[0]!.row.id });
      }
      return added;
    }, landSettings(query)).catch((error: unknown) => explainRefusal(error, `/rows/${place}/fields`));
    return { items };
  });
};

const cellOf = (cell: CellContent): string | number | null => {
  if (cell === null || cell === undefined || cell === "") return null;
  if (cell instanceof Date) return cell.toISOString().slice(0, 10).split("-").toReversed().join("/");
  return typeof cell === "boolean" ? String(cell) : cell;
};
