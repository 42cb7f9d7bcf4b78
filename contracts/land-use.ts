import * as z from "zod/mini";
import { dataSet } from "./data-view.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { READER_ROLES, type Role } from "./role-names.ts";
import { isoDate, latitude, longitude, nfcText, slug } from "./units.ts";

/** Of a row: a number in JSON, digits in an address. */
export const rowId = z.int().check(z.gt(0));
const rowIdParam = z.codec(z.string().check(z.regex(/^[1-9]\d{0,14}$/, "rowId")), rowId, {
  decode: Number,
  encode: String,
});
export const byRowId = z.object({ id: rowIdParam });
export const countParam = z.codec(z.string().check(z.regex(/^\d{1,15}$/, "count")), z.int(), {
  decode: Number,
  encode: String,
});

/** Hectares to the square metre, as decisions and contracts state them. */
export const statedHa = z.number().check(
  z.gt(0),
  z.lt(10_000),
  z.refine((ha) => Math.abs(ha * 10_000 - Math.round(ha * 10_000)) < 1e-6, "statedHa"),
);
export const shortText = nfcText.check(z.maxLength(100));
export const nameText = nfcText.check(z.maxLength(300));
export const longText = nfcText.check(z.maxLength(2000));
export const note = z.nullable(longText);

/** Days from one on; `endedOn` is the first day no longer in it, null: without end. */
export const dayRange = z
  .strictObject({ from: isoDate, endedOn: z.nullable(isoDate) })
  .check(z.refine(({ from, endedOn }) => endedOn === null || from < endedOn, "dayRange"));

const ring = z.array(z.tuple([longitude, latitude])).check(
  z.minLength(4),
  z.refine((points) => {
    const [first, last] = [points[0], points.at(-1)];
    return first !== undefined && first[0] === last?.[0] && first[1] === last[1];
  }, "closedRing"),
);
const polygon = z.array(ring).check(z.minLength(1));
/** GeoJSON outline in WGS 84. */
export const outline = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("Polygon"), coordinates: polygon }),
  z.strictObject({ type: z.literal("MultiPolygon"), coordinates: z.array(polygon).check(z.minLength(1)) }),
]);

/** On whatever changes land use: why, for the audit; which of the two data sets. */
export const forWrite = { reason: z.optional(nfcText.check(z.maxLength(500))), data: z.optional(dataSet) };
export const forRead = { data: z.optional(dataSet) };

/** Room for outlines and bulk edits. */
export const LAND_BODY_BYTES = 2 * 1024 * 1024;

/** Who reads land use, who enters it, and who keeps the registers of obstacles and inspections. */
export const READERS = READER_ROLES;
export const EDITORS = ["editor"] as const satisfies readonly Role[];
export const REPORTERS = ["officer"] as const satisfies readonly Role[];

export const LAND_KINDS = [
  "lots",
  "events",
  "enterprises",
  "projects",
  "project-versions",
  "leases",
  "lease-facts",
  "obstacles",
  "inspections",
  "periods",
  "reports",
  "report-projects",
  "calls",
] as const;
export type LandKind = (typeof LAND_KINDS)[number];
export const landKind = z.enum(LAND_KINDS);

const MAX_ROWS = 1_000;

/** What happened to a row once. `before` and `after` are null where there was or is none. */
const versionOf = <R extends z.ZodMiniObject>(row: R) =>
  z.object({
    seq: rowId,
    at: z.iso.datetime(),
    actor: z.nullable(z.string()),
    reason: z.nullable(z.string()),
    operation: z.enum(["insert", "update", "delete"]),
    restoredSeq: z.nullable(rowId),
    source: z.nullable(z.object({ file: z.string(), sheet: z.nullable(z.string()), row: z.nullable(z.int()) })),
    before: z.nullable(row),
    after: z.nullable(row),
  });

/**
 * The seven endpoints of one kind of row. `row` is what is read, `fresh` what a new one is made of, `change` what of it can be
 * changed; `filters` narrow the list.
 */
export const landRows = <
  R extends z.ZodMiniObject,
  N extends z.ZodMiniType,
  C extends z.ZodMiniType,
  F extends Record<string, z.ZodMiniType>,
>({
  kind,
  name,
  what,
  writers,
  row,
  fresh,
  change,
  filters,
}: {
  kind: LandKind;
  /** In names of operations: `landLot`. */
  name: string;
  /** In descriptions: "a lot". */
  what: string;
  writers: readonly [Role, ...Role[]];
  row: R;
  fresh: N;
  change: C;
  filters: F;
}) => {
  const path = `/api/land/${kind}` as const;
  const nothing = z.object({});
  return {
    kind,
    change,
    list: endpoint({
      name: `${name}List`,
      method: "GET",
      path,
      access: READERS,
      allowsToken: true,
      summary: `Rows of this kind (${what}) in the order of their ids; go on with after`,
      params: nothing,
      query: z.strictObject({ ...filters, ...forRead, after: z.optional(countParam), limit: z.optional(countParam) }),
      output: z.object({ items: z.array(row).check(z.maxLength(MAX_ROWS)), next: z.nullable(rowId) }),
    }),
    get: endpoint({
      name,
      method: "GET",
      path: `${path}/:id`,
      access: READERS,
      allowsToken: true,
      summary: `Read ${what}; the ETag is its version`,
      params: byRowId,
      query: z.strictObject(forRead),
      output: row,
    }),
    add: endpoint({
      name: `${name}Add`,
      method: "POST",
      path,
      access: writers,
      takesKey: true,
      maxBodyBytes: LAND_BODY_BYTES,
      summary: `Enter ${what}`,
      params: nothing,
      query: z.strictObject(forWrite),
      body: fresh,
      output: row,
    }),
    patch: endpoint({
      name: `${name}Change`,
      method: "PATCH",
      path: `${path}/:id`,
      access: writers,
      ifMatch: "always",
      maxBodyBytes: LAND_BODY_BYTES,
      summary: `Change ${what}: the fields given, and no others`,
      params: byRowId,
      query: z.strictObject(forWrite),
      body: change,
      output: row,
    }),
    remove: endpoint({
      name: `${name}Remove`,
      method: "DELETE",
      path: `${path}/:id`,
      access: writers,
      ifMatch: "always",
      summary: `Remove ${what} that was entered by mistake`,
      params: byRowId,
      query: z.strictObject(forWrite),
      output: nothing,
    }),
    history: endpoint({
      name: `${name}History`,
      method: "GET",
      path: `${path}/:id/history`,
      access: READERS,
      summary: `Every version of ${what}, oldest first: who, when, why`,
      params: byRowId,
      query: z.strictObject(forRead),
      output: z.object({ items: z.array(versionOf(row)) }),
    }),
    restore: endpoint({
      name: `${name}Restore`,
      method: "POST",
      path: `${path}/:id/restore`,
      access: writers,
      ifMatch: "where-present",
      summary: `Write ${what} again as it was after an entry of its history, as a new version`,
      params: byRowId,
      query: z.strictObject(forWrite),
      body: z.strictObject({ seq: rowId }),
      output: row,
    }),
  };
};

/** Any of the kinds, as what mounts them all sees it. */
export type LandRows = {
  readonly kind: LandKind;
  readonly change: z.ZodMiniType;
  readonly list: Endpoint;
  readonly get: Endpoint;
  readonly add: Endpoint;
  readonly patch: Endpoint;
  readonly remove: Endpoint;
  readonly history: Endpoint;
  readonly restore: Endpoint;
};

/** Every field may be left out, but not all. */
export const changeOf = <S extends z.ZodMiniObject>(fields: S) =>
  z.partial(fields).check(z.refine((given) => Object.keys(given as object).length > 0, "someChange"));

export const rowIdFilter = z.optional(rowIdParam);
export const siteFilter = z.optional(slug);
