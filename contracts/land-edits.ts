import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { alertLetter, alertLetterFile, landAlerts } from "./land-alerts.ts";
import { CALL_ENDPOINTS, calls } from "./land-calls.ts";
import { ENTRY_ENDPOINTS } from "./land-entries.ts";
import { IMPORT_ENDPOINTS } from "./land-import.ts";
import {
  leaseFacts,
  leases,
  lotEvents,
  lotLineage,
  lots,
  lotStages,
  mergeLots,
  siteLand,
  splitLot,
} from "./land-lots.ts";
import { enterprises, inspections, obstacles, projects, projectVersions, sectorCodes } from "./land-projects.ts";
import { periods, REPORT_ENDPOINTS, reportProjects, reports } from "./land-reports.ts";
import { UPLOAD_ENDPOINTS } from "./land-upload.ts";
import {
  countParam,
  forRead,
  forWrite,
  LAND_BODY_BYTES,
  type LandRows,
  landKind,
  READERS,
  rowId,
  shortText,
  siteFilter,
} from "./land-use.ts";
import { isoDate } from "./units.ts";

/** Every kind of row of land use. */
export const LAND_ROWS = [
  lots,
  lotEvents,
  enterprises,
  projects,
  projectVersions,
  leases,
  leaseFacts,
  obstacles,
  inspections,
  periods,
  reports,
  reportProjects,
  calls,
] as unknown as readonly LandRows[];

const changedKind = z.union([landKind, z.literal("lineage")]);
const edit = { id: rowId, rowVersion: z.int().check(z.gt(0)) };
const editOf = <K extends string, C extends z.ZodMiniType>(kind: K, changes: C) =>
  z.strictObject({ kind: z.literal(kind), ...edit, changes });

export const bulkEdit = endpoint({
  name: "landEdits",
  method: "POST",
  path: "/api/land/edits",
  access: ["editor", "officer"],
  maxBodyBytes: LAND_BODY_BYTES,
  summary: "Change many rows at once, each with the version that is held: all of them, or none",
  params: z.object({}),
  query: z.strictObject(forWrite),
  body: z.strictObject({
    edits: z
      .array(
        z.discriminatedUnion("kind", [
          editOf("lots", lots.change),
          editOf("events", lotEvents.change),
          editOf("enterprises", enterprises.change),
          editOf("projects", projects.change),
          editOf("project-versions", projectVersions.change),
          editOf("leases", leases.change),
          editOf("lease-facts", leaseFacts.change),
          editOf("obstacles", obstacles.change),
          editOf("inspections", inspections.change),
          editOf("report-projects", reportProjects.change),
          editOf("calls", calls.change),
        ]),
      )
      .check(z.minLength(1), z.maxLength(500)),
  }),
  output: z.object({ items: z.array(z.object({ kind: landKind, id: rowId, rowVersion: z.int() })) }),
});

export const landChanges = endpoint({
  name: "landChanges",
  method: "GET",
  path: "/api/land/changes",
  access: READERS,
  allowsToken: true,
  summary:
    "What changed after an entry of the audit, in order: ask again with the last seq. With order=newest the newest first: go on with before",
  params: z.object({}),
  query: z.strictObject({
    ...forRead,
    since: z.optional(countParam),
    before: z.optional(countParam),
    order: z.optional(z.enum(["oldest", "newest"])),
    limit: z.optional(countParam),
    kind: z.optional(changedKind),
    siteId: siteFilter,
    /** Part of the name of whoever made the change. */
    who: z.optional(shortText),
    /** Days in Vietnam, both included. */
    fromDay: z.optional(isoDate),
    toDay: z.optional(isoDate),
  }),
  output: z.object({
    items: z.array(
      z.object({
        seq: rowId,
        at: z.iso.datetime(),
        kind: changedKind,
        /** Null for lineage, which has none of its own. */
        id: z.nullable(rowId),
        siteId: z.nullable(z.string()),
        operation: z.enum(["insert", "update", "delete"]),
        /** Null where the row is gone. */
        rowVersion: z.nullable(z.int()),
        /** Who and why; null: whoever runs the server, and no reason given. */
        actor: z.nullable(z.string()),
        reason: z.nullable(z.string()),
        /** Entry whose state was written again. */
        restoredSeq: z.nullable(rowId),
        /** What the row is called: its code, name or number; null where it has none. */
        label: z.nullable(z.string()),
        /** Fields that an update changed; empty where the row came or went. */
        fields: z.array(z.string()),
      }),
    ),
    /** Where to go on: the last one listed. */
    last: z.int(),
  }),
});

export const LAND_ENDPOINTS = [
  ...LAND_ROWS.flatMap(({ list, get, add, patch, remove, history, restore }) => [
    list,
    get,
    add,
    patch,
    remove,
    history,
    restore,
  ]),
  splitLot,
  mergeLots,
  lotLineage,
  lotStages,
  siteLand,
  sectorCodes,
  bulkEdit,
  landChanges,
  ...REPORT_ENDPOINTS,
  landAlerts,
  alertLetter,
  alertLetterFile,
  ...UPLOAD_ENDPOINTS,
  ...IMPORT_ENDPOINTS,
  ...CALL_ENDPOINTS,
  ...ENTRY_ENDPOINTS,
];
