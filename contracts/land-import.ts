import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { LOT_USES } from "./land-lots.ts";
import { byRowId, EDITORS, forRead, forWrite, READERS, rowId, siteFilter } from "./land-use.ts";
import { isoDate, nfcText, slug } from "./units.ts";

/** Fields of a lot that columns of a file can fill. */
export const IMPORT_FIELDS = ["code", "statedAreaHa", "use", "note"] as const;
const importField = z.enum(IMPORT_FIELDS);

/** More lots than any zone has. */
export const MOST_IMPORTED = 2_000;
export const MOST_FILE_BYTES = 20_000_000;
/** As base64, with what is said about the file. */
const BODY_BYTES = Math.ceil((MOST_FILE_BYTES * 4) / 3) + 1_000_000;

const crsId = z.string().check(z.regex(/^(EPSG:\d{4,5}|WGS84-TM3:[\d.]{3,6})$/, "crsId"));
const column = z.nullable(z.string().check(z.maxLength(100)));
const answerValue = z.union([z.number(), z.string().check(z.maxLength(100))]);

/** A file of lots, and what was decided about it. It is sent anew each time: nothing of it is kept until it is written. */
const sentFile = {
  fileName: nfcText.check(z.maxLength(200)),
  file: z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/, "base64")),
  siteId: slug,
  layer: z.optional(z.nullable(z.string().check(z.maxLength(300)))),
  /** System of the coordinates as whoever sends it says; without it the file's own word. */
  crs: z.optional(z.nullable(crsId)),
  /** North stands where east is expected. */
  isSwapped: z.optional(z.boolean()),
  /** Column of each field; null: none. What is left out is proposed. */
  columns: z.optional(z.partialRecord(importField, column)),
  /** Where the file states no area, the outline's own is taken. */
  isAreaMeasured: z.optional(z.boolean()),
  /** Of new lots whose row does not say. */
  use: z.optional(z.enum(LOT_USES)),
  /** First day of new lots; without it today. */
  from: z.optional(isoDate),
  /** What a cell means that reads in two ways. */
  answers: z.optional(
    z.array(z.strictObject({ row: z.int(), field: importField, value: answerValue })).check(z.maxLength(MOST_IMPORTED)),
  ),
};

const words = { messageVi: z.string(), messageEn: z.string() };
const cell = z.nullable(z.union([z.string(), z.number()]));
const reading = z.object({ crs: crsId, isSwapped: z.boolean() });

export const MISTAKE_KINDS = [
  "swapped-axes",
  "wrong-datum",
  "wrong-meridian",
  "metres-as-degrees",
  "degrees-as-metres",
  "other-system",
] as const;

export const importRow = z.object({
  /** Of the file, as people count. */
  row: z.int(),
  outcome: z.enum(["new", "changed", "equal", "faulty"]),
  code: z.nullable(z.string()),
  /** The lot in force that has the code. */
  lotId: z.nullable(rowId),
  changes: z.array(z.object({ field: z.enum([...IMPORT_FIELDS, "geometry"]), before: cell, after: cell })),
  faults: z.array(
    z.object({ field: z.nullable(z.enum([...IMPORT_FIELDS, "geometry"])), ...words, options: z.array(answerValue) }),
  ),
  /** Worth a look, and no reason to leave the row out. */
  remarks: z.array(z.object(words)),
  statedAreaHa: z.nullable(z.number()),
  measuredAreaHa: z.nullable(z.number()),
  /** In WGS 84; null where there is none, or none that can be drawn. */
  geometry: z.nullable(z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.any()) })),
});

export const checkImport = endpoint({
  name: "landImportCheck",
  method: "POST",
  path: "/api/land/imports/check",
  access: EDITORS,
  maxBodyBytes: BODY_BYTES,
  summary: "What a file of lots would change, row by row, and where on earth it lies; nothing is written",
  params: z.object({}),
  query: z.strictObject(forRead),
  body: z.strictObject(sentFile),
  output: z.object({
    format: z.string(),
    layer: z.nullable(z.string()),
    layers: z.array(z.string()),
    /** As the file says; null: it says nothing that is known, but perhaps these words. */
    crsInFile: z.nullable(crsId),
    crsText: z.nullable(z.string()),
    /** How the coordinates were read; null: the file has no outlines, or none that fit anywhere. */
    reading: z.nullable(reading),
    /** Whether that puts the lots where they should lie. */
    where: z.nullable(
      z.object({
        verdict: z.enum(["fits", "proposed", "mistake", "beside", "nowhere"]),
        kind: z.nullable(z.enum(MISTAKE_KINDS)),
        proposed: z.nullable(reading),
        shiftM: z.nullable(z.number()),
      }),
    ),
    fields: z.array(z.string()),
    columns: z.record(importField, z.nullable(z.string())),
    counts: z.object({ new: z.int(), changed: z.int(), equal: z.int(), faulty: z.int() }),
    rows: z.array(importRow),
    /** To be sent along when it is written: stands for exactly these changes to exactly these versions. */
    token: z.string(),
  }),
});

const imported = z.object({
  id: rowId,
  siteId: slug,
  fileName: z.string(),
  writtenBy: z.nullable(z.string()),
  writtenAt: z.iso.datetime(),
  added: z.int(),
  changed: z.int(),
  undoneAt: z.nullable(z.iso.datetime()),
  undoneBy: z.nullable(z.string()),
});

export const writeImport = endpoint({
  name: "landImportWrite",
  method: "POST",
  path: "/api/land/imports",
  access: EDITORS,
  maxBodyBytes: BODY_BYTES,
  summary: "Write a file of lots as it was checked: all of its rows, or only those that are right",
  params: z.object({}),
  query: z.strictObject(forWrite),
  body: z.strictObject({
    ...sentFile,
    token: z.string().check(z.maxLength(100)),
    /** Leaves faulty rows out; otherwise one of them keeps the whole file out. */
    isOnlyValid: z.boolean(),
  }),
  output: imported,
});

export const listImports = endpoint({
  name: "landImports",
  method: "GET",
  path: "/api/land/imports",
  access: READERS,
  summary: "Files of lots that were written, the newest first",
  params: z.object({}),
  query: z.strictObject({ ...forRead, siteId: siteFilter }),
  output: z.object({ items: z.array(imported) }),
});

export const undoImport = endpoint({
  name: "landImportUndo",
  method: "POST",
  path: "/api/land/imports/:id/undo",
  access: EDITORS,
  summary: "Take a whole file of lots back; refused where a lot of it was changed since",
  params: byRowId,
  query: z.strictObject(forWrite),
  body: z.strictObject({}),
  output: imported,
});

export const IMPORT_ENDPOINTS = [checkImport, writeImport, listImports, undoImport];
