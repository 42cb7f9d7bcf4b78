import * as z from "zod/mini";
import { calls } from "./land-calls.ts";
import { endpoint } from "./endpoint.ts";
import { leaseFacts, leases, lotEvents } from "./land-lots.ts";
import { enterprises, inspections, obstacles, projects, projectVersions } from "./land-projects.ts";
import { forRead, forWrite, landKind, rowId } from "./land-use.ts";
import { nfcText } from "./units.ts";

/** Editors and officers each keep registers; which of them, the row security of each decides. */
const KEEPERS = ["editor", "officer"] as const;
export const MOST_ENTRIES = 500;
const MOST_FILE_BYTES = 3_000_000;
const BODY_BYTES = 4_200_000;

const fileName = nfcText.check(z.maxLength(200));
const rowNumber = z.int().check(z.gt(0));

export const readTableFile = endpoint({
  name: "landTableRead",
  method: "POST",
  path: "/api/land/tables",
  access: KEEPERS,
  maxBodyBytes: BODY_BYTES,
  summary: "Read a table (CSV or Excel) to its cells, by the heads of their columns; nothing is written",
  params: z.object({}),
  query: z.strictObject(forRead),
  body: z.strictObject({
    fileName,
    file: z
      .string()
      .check(z.maxLength(Math.ceil((MOST_FILE_BYTES * 4) / 3)), z.regex(/^[A-Za-z0-9+/]*={0,2}$/, "base64")),
    sheet: z.optional(z.nullable(z.string().check(z.maxLength(300)))),
  }),
  output: z.object({
    sheet: z.nullable(z.string()),
    sheets: z.array(z.string()),
    heads: z.array(z.string()),
    /** Cells in the order of the heads; days as dd/mm/yyyy. `row` is of the file, as people count. */
    rows: z.array(z.object({ row: rowNumber, cells: z.array(z.nullable(z.union([z.string(), z.number()]))) })),
  }),
});

const entryOf = <K extends string, N extends z.ZodMiniType>(kind: K, fields: N) =>
  z.strictObject({
    kind: z.literal(kind),
    /** Where the rows come from, for the history of each. */
    fileName: z.optional(fileName),
    sheet: z.optional(z.nullable(z.string().check(z.maxLength(300)))),
    rows: z.array(z.strictObject({ row: rowNumber, fields })).check(z.minLength(1), z.maxLength(MOST_ENTRIES)),
  });

export const addEntries = endpoint({
  name: "landEntriesAdd",
  method: "POST",
  path: "/api/land/entries",
  access: KEEPERS,
  maxBodyBytes: BODY_BYTES,
  summary: "Enter many rows of one register at once: all of them, or none",
  params: z.object({}),
  query: z.strictObject(forWrite),
  body: z.discriminatedUnion("kind", [
    entryOf("enterprises", enterprises.add.body!),
    entryOf("projects", projects.add.body!),
    entryOf("project-versions", projectVersions.add.body!),
    entryOf("leases", leases.add.body!),
    entryOf("lease-facts", leaseFacts.add.body!),
    entryOf("events", lotEvents.add.body!),
    entryOf("obstacles", obstacles.add.body!),
    entryOf("inspections", inspections.add.body!),
    entryOf("calls", calls.add.body!),
  ]),
  output: z.object({ items: z.array(z.object({ kind: landKind, row: rowNumber, id: rowId })) }),
});

export const ENTRY_ENDPOINTS = [readTableFile, addEntries];
