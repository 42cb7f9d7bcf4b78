import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import {
  changeOf,
  EDITORS,
  forRead,
  landRows,
  longText,
  nameText,
  note,
  READERS,
  REPORTERS,
  rowId,
  rowIdFilter,
  shortText,
  siteFilter,
} from "./land-use.ts";
import { isoDate, nfcText, slug } from "./units.ts";

const rowVersion = z.int();
const partial = <S extends z.core.$ZodLooseShape>(shape: S) => z.partial(z.strictObject(shape)).shape;

const enterpriseDetails = {
  /** Ten digits, of a branch with three more: `1500123456-001`. */
  taxCode: z.nullable(z.string().check(z.regex(/^\d{10}(-\d{3})?$/, "taxCode"))),
  nameEn: z.nullable(nameText),
  /** Where the investor comes from, ISO 3166-1 alpha-2. */
  country: z.string().check(z.regex(/^[A-Z]{2}$/, "country")),
  note,
};
export const enterprises = landRows({
  kind: "enterprises",
  name: "landEnterprise",
  what: "an enterprise",
  writers: EDITORS,
  row: z.object({ id: rowId, nameVi: nameText, ...enterpriseDetails, rowVersion }),
  fresh: z.strictObject({ nameVi: nameText, ...partial(enterpriseDetails) }),
  change: changeOf(z.strictObject({ nameVi: nameText, ...enterpriseDetails })),
  filters: {},
});

const projectFields = { enterpriseId: rowId, nameVi: nameText };
const projectDetails = { nameEn: z.nullable(nameText), note };
export const projects = landRows({
  kind: "projects",
  name: "landProject",
  what: "an investment project",
  writers: EDITORS,
  row: z.object({ id: rowId, siteId: slug, ...projectFields, ...projectDetails, rowVersion }),
  fresh: z.strictObject({ siteId: slug, ...projectFields, ...partial(projectDetails) }),
  change: changeOf(z.strictObject({ ...projectFields, ...projectDetails })),
  filters: { siteId: siteFilter, enterpriseId: rowIdFilter },
});

const capital = z.number().check(z.gte(0), z.lt(1e9));
const certificateFields = {
  kind: z.enum(["first", "amendment", "termination"]),
  issuedOn: isoDate,
  isFdi: z.boolean(),
};
const certificateDetails = {
  certificateNumber: z.nullable(shortText),
  /** The dossier came in; until `issuedOn` the procedure took. */
  receivedOn: z.nullable(isoDate),
  /** Division of the Vietnam Standard Industrial Classification. */
  sectorCode: z.nullable(z.string().check(z.regex(/^\d{2,5}$/, "sectorCode"))),
  /** As filed, each in its own currency; neither is converted into the other. */
  registeredBillionVnd: z.nullable(capital),
  registeredMillionUsd: z.nullable(capital),
  jobsRegistered: z.nullable(z.int().check(z.gte(0), z.lte(1_000_000))),
  note,
};
export const projectVersions = landRows({
  kind: "project-versions",
  name: "landProjectVersion",
  what: "a certificate of a project or an amendment of it",
  writers: EDITORS,
  row: z.object({ id: rowId, projectId: rowId, n: z.int(), ...certificateFields, ...certificateDetails, rowVersion }),
  fresh: z.strictObject({ projectId: rowId, ...certificateFields, ...partial(certificateDetails) }),
  change: changeOf(z.strictObject({ ...certificateFields, ...certificateDetails })),
  filters: { projectId: rowIdFilter },
});

const obstacleFields = {
  category: z.enum(["clearance", "infrastructure", "environment", "procedure", "capital", "other"]),
  description: longText,
  /** Who has to act. */
  ownerName: nfcText.check(z.maxLength(200)),
  openedOn: isoDate,
};
const obstacleDetails = {
  lotId: z.nullable(rowId),
  dueOn: z.nullable(isoDate),
  resolvedOn: z.nullable(isoDate),
  resolution: z.nullable(longText),
};
export const obstacles = landRows({
  kind: "obstacles",
  name: "landObstacle",
  what: "an obstacle to be cleared",
  writers: REPORTERS,
  row: z.object({ id: rowId, siteId: slug, ...obstacleFields, ...obstacleDetails, rowVersion }),
  fresh: z.strictObject({ siteId: slug, ...obstacleFields, ...partial(obstacleDetails) }),
  change: changeOf(z.strictObject({ ...obstacleFields, ...obstacleDetails })),
  filters: { siteId: siteFilter, lotId: rowIdFilter },
});

const inspectionFields = {
  inspectedOn: isoDate,
  agency: nfcText.check(z.maxLength(200)),
  result: z.enum(["passed", "findings", "violation"]),
};
const inspectionDetails = { projectId: z.nullable(rowId), findings: z.nullable(nfcText.check(z.maxLength(4000))) };
export const inspections = landRows({
  kind: "inspections",
  name: "landInspection",
  what: "an inspection",
  writers: REPORTERS,
  row: z.object({ id: rowId, siteId: slug, ...inspectionFields, ...inspectionDetails, rowVersion }),
  fresh: z.strictObject({ siteId: slug, ...inspectionFields, ...partial(inspectionDetails) }),
  change: changeOf(z.strictObject({ ...inspectionFields, ...inspectionDetails })),
  filters: { siteId: siteFilter, projectId: rowIdFilter },
});

export const sectorCodes = endpoint({
  name: "landSectorCodes",
  method: "GET",
  path: "/api/land/sector-codes",
  access: READERS,
  summary: "Codes of the Vietnam Standard Industrial Classification that a certificate can name",
  params: z.object({}),
  query: z.strictObject(forRead),
  output: z.object({ items: z.array(z.object({ code: z.string(), nameVi: z.string(), nameEn: z.string() })) }),
});
