import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import {
  byRowId,
  changeOf,
  dayRange,
  EDITORS,
  forRead,
  forWrite,
  LAND_BODY_BYTES,
  landRows,
  nameText,
  note,
  outline,
  READERS,
  rowId,
  rowIdFilter,
  shortText,
  siteFilter,
  statedHa,
} from "./land-use.ts";
import { isoDate, nfcText, slug } from "./units.ts";

export const LOT_USES = ["industrial", "service", "green", "road", "technical"] as const;
const lotUse = z.enum(LOT_USES);
const lotCode = nfcText.check(z.maxLength(40));

/** What a lot can come to, in order. */
export const LOT_STAGES = ["planned", "cleared", "state-leased", "serviced", "leasable", "leased", "deployed"] as const;

const lotFields = {
  code: lotCode,
  geometry: outline,
  statedAreaHa: statedHa,
  use: lotUse,
  /** From the day the lot exists on; it ends by `endedOn`, and is not removed. */
  inForce: dayRange,
};
const optionalNote = { note: z.optional(note) };

export const lot = z.object({
  id: rowId,
  siteId: slug,
  ...lotFields,
  note,
  /** On the ellipsoid, from the outline. */
  measuredAreaHa: z.number(),
  /** Stated area over measured area, less one. */
  areaDifferenceShare: z.number(),
  /** The two differ by more than 0.5 %. */
  isAreaDoubtful: z.boolean(),
  rowVersion: z.int(),
});

export const lots = landRows({
  kind: "lots",
  name: "landLot",
  what: "a lot",
  writers: EDITORS,
  row: lot,
  fresh: z.strictObject({ siteId: slug, ...lotFields, ...optionalNote }),
  change: changeOf(z.strictObject({ ...lotFields, ...optionalNote })),
  filters: { siteId: siteFilter, onDay: z.optional(isoDate) },
});

const EVENT_KINDS = [
  "planned",
  "cleared",
  "state-leased",
  "serviced",
  "leasable",
  "deployed",
  "undeployed",
  "withdrawn",
] as const;
const eventFields = {
  kind: z.enum(EVENT_KINDS),
  happenedOn: isoDate,
  /** Of `deployed`: hectares in use from that day on; null: all that is leased. */
  areaHa: z.nullable(statedHa),
  documentNumber: z.nullable(shortText),
  documentOn: z.nullable(isoDate),
  documentIssuer: z.nullable(nfcText.check(z.maxLength(200))),
  note,
};
const { kind, happenedOn, ...eventDetails } = eventFields;

export const lotEvents = landRows({
  kind: "events",
  name: "landEvent",
  what: "a dated event of a lot",
  writers: EDITORS,
  row: z.object({ id: rowId, lotId: rowId, ...eventFields, carriedFrom: z.nullable(rowId), rowVersion: z.int() }),
  fresh: z.strictObject({ lotId: rowId, kind, happenedOn, ...z.partial(z.strictObject(eventDetails)).shape }),
  change: changeOf(z.strictObject(eventFields)),
  filters: { lotId: rowIdFilter },
});

const leaseFields = {
  projectId: rowId,
  contractNumber: shortText,
  during: dayRange,
  areaHa: statedHa,
};
const leaseDetails = {
  signedOn: z.optional(z.nullable(isoDate)),
  /** Since when the land has been held; earlier than `during` only after a renewal without a gap. */
  heldSince: z.optional(isoDate),
  note: z.optional(note),
};

export const leases = landRows({
  kind: "leases",
  name: "landLease",
  what: "a lease of a lot",
  writers: EDITORS,
  row: z.object({
    id: rowId,
    lotId: rowId,
    ...leaseFields,
    signedOn: z.nullable(isoDate),
    heldSince: isoDate,
    note,
    carriedFrom: z.nullable(rowId),
    rowVersion: z.int(),
  }),
  fresh: z.strictObject({ lotId: rowId, ...leaseFields, ...leaseDetails }),
  change: changeOf(z.strictObject({ ...leaseFields, ...leaseDetails })),
  filters: { lotId: rowIdFilter, projectId: rowIdFilter, onDay: z.optional(isoDate) },
});

const leaseFactDetails = {
  /** Schedule: the day by which all land is to be in use. Otherwise the last day; null while force majeure lasts. */
  toDay: z.nullable(isoDate),
  /** Of an extension: when it was granted, where that is not its first day. */
  decidedOn: z.nullable(isoDate),
  isFeePaid: z.nullable(z.boolean()),
  documentNumber: z.nullable(shortText),
  note,
};
/** Handover: its day. Schedule: the day it was registered. Otherwise the first day. */
const fromDay = isoDate;
const leaseFactKind = z.enum(["handover", "schedule", "extension", "force-majeure"]);

export const leaseFacts = landRows({
  kind: "lease-facts",
  name: "landLeaseFact",
  what: "a fact that the legal clock of a lease counts with",
  writers: EDITORS,
  row: z.object({
    id: rowId,
    leaseId: rowId,
    kind: leaseFactKind,
    fromDay,
    ...leaseFactDetails,
    rowVersion: z.int(),
  }),
  fresh: z.strictObject({
    leaseId: rowId,
    kind: leaseFactKind,
    fromDay,
    ...z.partial(z.strictObject(leaseFactDetails)).shape,
  }),
  change: changeOf(z.strictObject({ fromDay, ...leaseFactDetails })),
  filters: { leaseId: rowIdFilter },
});

/** Of a lot under lease each child says what of it it holds: it is never divided by rule. */
const splitChild = z.strictObject({
  code: lotCode,
  geometry: outline,
  statedAreaHa: statedHa,
  use: z.optional(lotUse),
  leasedHa: z.optional(z.union([z.literal(0), statedHa])),
  deployedHa: z.optional(z.union([z.literal(0), statedHa])),
});

export const splitLot = endpoint({
  name: "landLotSplit",
  method: "POST",
  path: "/api/land/lots/:id/split",
  access: EDITORS,
  ifMatch: "always",
  maxBodyBytes: LAND_BODY_BYTES,
  summary: "Split a lot on a day; the children cover it and their stated areas sum to its own",
  params: byRowId,
  query: z.strictObject(forWrite),
  body: z.strictObject({ on: isoDate, children: z.array(splitChild).check(z.minLength(2), z.maxLength(100)) }),
  output: z.object({ items: z.array(lot) }),
});

export const mergeLots = endpoint({
  name: "landLotsMerge",
  method: "POST",
  path: "/api/land/lots/merge",
  access: EDITORS,
  summary: "Merge adjoining lots of one use and stage on a day, each with the version that is held",
  params: z.object({}),
  query: z.strictObject(forWrite),
  body: z.strictObject({
    on: isoDate,
    code: lotCode,
    lots: z
      .array(z.strictObject({ id: rowId, rowVersion: z.int().check(z.gt(0)) }))
      .check(z.minLength(2), z.maxLength(100)),
  }),
  output: lot,
});

export const lotLineage = endpoint({
  name: "landLineage",
  method: "GET",
  path: "/api/land/lineage",
  access: READERS,
  summary: "Which lots came of which, by split or merge",
  params: z.object({}),
  query: z.strictObject({ ...forRead, siteId: siteFilter }),
  output: z.object({
    items: z.array(
      z.object({ parentId: rowId, childId: rowId, operation: z.enum(["split", "merge"]), happenedOn: isoDate }),
    ),
  }),
});

const ha = z.number().check(z.gte(0));

export const lotStages = endpoint({
  name: "landLotStages",
  method: "GET",
  path: "/api/land/stages",
  access: READERS,
  allowsToken: true,
  summary: "The stage of each lot on a day, derived from its dated events and leases",
  params: z.object({}),
  query: z.strictObject({ ...forRead, on: isoDate, siteId: siteFilter }),
  output: z.object({
    items: z.array(
      z.object({
        lotId: rowId,
        siteId: slug,
        use: lotUse,
        areaHa: ha,
        stage: z.enum(LOT_STAGES),
        /** Null: no event says since when. */
        since: z.nullable(isoDate),
        /** Stages passed of which no event tells. */
        missing: z.array(z.enum(LOT_STAGES)),
        leaseId: z.nullable(rowId),
        projectId: z.nullable(rowId),
        heldSince: z.nullable(isoDate),
        leasedHa: ha,
        deployedHa: ha,
        idleHa: ha,
      }),
    ),
  }),
});

export const siteLand = endpoint({
  name: "landSites",
  method: "GET",
  path: "/api/land/sites",
  access: READERS,
  allowsToken: true,
  summary: "The land funnel of each site on a day, and the sum of its lots beside the area that is published for it",
  params: z.object({}),
  query: z.strictObject({ ...forRead, on: isoDate }),
  output: z.object({
    items: z.array(
      z.object({
        siteId: slug,
        nameVi: nameText,
        nameEn: nameText,
        lots: z.int(),
        plannedHa: ha,
        clearedHa: ha,
        stateLeasedHa: ha,
        servicedHa: ha,
        leasableHa: ha,
        leasedHa: ha,
        deployedHa: ha,
        idleHa: ha,
        measuredHa: ha,
        /** The headline gross area of the site that day, with its figure; null where none is known. */
        publishedGrossHa: z.nullable(ha),
        publishedFigureId: z.nullable(z.string()),
        /** Sum of the lots over that, less one. */
        differenceShare: z.nullable(z.number()),
      }),
    ),
  }),
});
