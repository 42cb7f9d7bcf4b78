import { addDays, addMonths, daysBetween, type Day } from "#contracts/calendar-day.ts";
import {
  enterpriseRow,
  leaseFactRow,
  leaseRow,
  lotEventRow,
  periodReportRow,
  periodRow,
  projectRow,
  projectVersionRow,
} from "#contracts/geodata-land.ts";
import { whole, type Random } from "#server/illustrative/draw.ts";
import type { Inputs } from "#server/illustrative/inputs.ts";
import { landSites, type Site } from "#server/illustrative/land-sites.ts";
import {
  deployedOn,
  implementedBy,
  PLAN_DAY,
  projectsOf,
  QUARTERS,
  type Lease,
  type Project,
} from "#server/illustrative/land-use.ts";
import { drawLots, type Lot } from "#server/illustrative/lots.ts";
import { SOURCE, toCsv, type Cells } from "#server/illustrative/rows.ts";

const ISSUER = "Cơ quan minh họa";
const VSIC = ["10", "11", "13", "14", "15", "16", "17", "20", "21", "22", "23", "25", "27", "28", "31"];
const SCHEDULE_MONTHS = 24;

const two = (index: number): string => String(index + 1).padStart(2, "0");
/** Hundredths or tenths as a plain decimal. */
const decimal = (parts: number, unit: number): number => Number((parts / unit).toFixed(2));
const hectares = (centiHa: number): number => decimal(centiHa, 100);

const lotId = ({ siteId, code }: Pick<Lot, "siteId" | "code">): string => {
  const [, place = ""] = code.split("-");
  return `lo-${siteId}-${place.toLowerCase()}-minh-hoa`;
};

/** A lot with the lease on it, and the days on which it came so far. */
type Placed = { readonly lot: Lot; readonly site: Site; readonly lease: Lease | undefined };

const STAGES = [
  { kind: "planned", share: 0 },
  { kind: "cleared", share: 0.4 },
  { kind: "state-leased", share: 0.6 },
  { kind: "serviced", share: 0.85 },
  { kind: "leasable", share: 1 },
] as const;

/** Days of the stages, in legal order; roads, green and technical land are never let, and some are not cleared yet. */
function stagesOf(random: Random, { lot, site, lease }: Placed): { kind: string; on: Day }[] {
  const [from, to] = site.leasableBetween;
  const drawn = addDays(from, whole(random, 0, daysBetween(from, to)));
  const leasableOn = lease && drawn > addDays(lease.from, -20) ? addDays(lease.from, -whole(random, 20, 60)) : drawn;
  const span = daysBetween(site.plannedOn, leasableOn);
  const isLettable = lot.use === "industrial" || lot.use === "service";
  const reached = isLettable ? 5 : lot.use === "green" && site.rows === 4 ? whole(random, 1, 3) : 4;
  return STAGES.slice(0, reached).map(({ kind, share }) => ({
    kind,
    on: addDays(site.plannedOn, Math.floor(span * share)),
  }));
}

function eventRows(random: Random, placed: readonly Placed[]): Cells[] {
  return placed.flatMap((each) => {
    const { lot, lease } = each;
    const events = [
      ...stagesOf(random, each).map((stage) => ({ ...stage, areaHa: "" as const })),
      ...(lease?.deployed ?? []).map(({ on, areaCentiHa }) => ({
        kind: "deployed",
        on,
        areaHa: hectares(areaCentiHa),
      })),
    ];
    return events.map(({ kind, on, areaHa }, index) => ({
      id: `${lotId(lot).replace(/-minh-hoa$/, "")}-sk${two(index)}-minh-hoa`,
      lot_id: lotId(lot),
      kind,
      happened_on: on,
      area_ha: areaHa,
      document_number: `${lot.code}/${two(index)}/VB-MH`,
      document_on: on,
      document_issuer: ISSUER,
    }));
  });
}

/** The lots as GeoJSON, a feature a line. */
function lotsGeoJson(placed: readonly Placed[]): string {
  const features = placed.map(({ lot, site }) => ({
    type: "Feature",
    id: lotId(lot),
    properties: {
      id: lotId(lot),
      site_id: lot.siteId,
      code: lot.code,
      stated_area_ha: hectares(lot.areaCentiHa),
      use: lot.use,
      in_force_from: site.plannedOn,
      in_force_to: null,
      source_id: SOURCE,
      note: "Lô minh họa, không phải ranh giới đất.",
    },
    geometry: { type: "MultiPolygon", coordinates: [[lot.ring]] },
  }));
  return `{"type":"FeatureCollection","features":[\n${features.map((feature) => JSON.stringify(feature)).join(",\n")}\n]}\n`;
}

type Numbered = Project & { readonly no: string };
const idOf = (kind: string, { no }: Numbered): string => `${kind}-minh-hoa-${no}`;
const leaseId = (project: Numbered, place: number): string => `${idOf("hop-dong", project)}-${place + 1}`;

function projectTables(random: Random, projects: readonly Numbered[]) {
  const enterprises = projects.map((project): Cells => ({
    id: idOf("doanh-nghiep", project),
    name_vi: `Doanh nghiệp minh họa ${project.no}`,
    name_en: `Illustrative enterprise ${project.no}`,
    country: project.isFdi ? "XX" : "VN",
  }));
  const rows = projects.map((project): Cells => ({
    id: idOf("du-an", project),
    enterprise_id: idOf("doanh-nghiep", project),
    site_id: project.site.id,
    name_vi: `Dự án minh họa ${project.no}`,
    name_en: `Illustrative project ${project.no}`,
  }));
  const versions = projects.flatMap((project) => {
    const sector = VSIC[whole(random, 0, VSIC.length - 1)]!;
    return project.versions.map(({ issuedOn, registeredTenths }, index): Cells => ({
      id: `${idOf("chung-nhan", project)}-${index + 1}`,
      project_id: idOf("du-an", project),
      n: index + 1,
      kind: index === 0 ? "first" : "amendment",
      certificate_number: `MH-${project.no}/${index + 1}`,
      received_on: addDays(issuedOn, -whole(random, 12, 45)),
      issued_on: issuedOn,
      sector_code: sector,
      registered_billion_vnd: decimal(registeredTenths, 10),
      is_fdi: project.isFdi ? "yes" : "no",
      jobs_registered: project.jobs,
    }));
  });
  return { enterprises, rows, versions };
}

function leaseTables(projects: readonly Numbered[], lotOf: (lease: Lease) => Lot) {
  const each = projects.flatMap((project) =>
    project.leases.map((lease, place) => ({ project, lease, id: leaseId(project, place) })),
  );
  const leases = each.map(({ project, lease, id }): Cells => ({
    id,
    lot_id: lotId(lotOf(lease)),
    project_id: idOf("du-an", project),
    contract_number: `${id.replace("hop-dong-minh-hoa-", "")}/HĐ-MH`,
    signed_on: addDays(lease.from, -10),
    during_from: lease.from,
    during_to: addDays(addMonths(lease.from, 12 * 45), -1),
    area_ha: hectares(lease.areaCentiHa),
  }));
  const facts = each.flatMap(({ lease, id }) => {
    const { story, from } = lease;
    const listed: Cells[] = [
      ...(story?.isHandoverKnown === false ? [] : [{ kind: "handover", from_day: from }]),
      { kind: "schedule", from_day: addDays(from, -10), to_day: addMonths(from, SCHEDULE_MONTHS) },
      ...(story?.extension
        ? [{ kind: "extension", from_day: story.extension[0], to_day: story.extension[1], is_fee_paid: "yes" }]
        : []),
      ...(story?.forceMajeure
        ? [{ kind: "force-majeure", from_day: story.forceMajeure[0], to_day: story.forceMajeure[1] ?? "" }]
        : []),
    ];
    return listed.map((fact, index) => ({
      id: `${id}-${index + 1}`,
      lease_id: id,
      document_number: `${id.replace("hop-dong-minh-hoa-", "")}/${two(index)}/VB-MH`,
      ...fact,
    }));
  });
  return { leases, facts };
}

const periodRows = (): Cells[] =>
  QUARTERS.map(({ id, from, to }) => ({
    id,
    kind: "quarter",
    from_day: from,
    to_day: to,
    due_on: addDays(to, 10),
    source_id: SOURCE,
  }));

const reportRows = (projects: readonly Numbered[]): Cells[] =>
  QUARTERS.flatMap((quarter) =>
    projects
      .filter(({ issuedOn }) => issuedOn <= quarter.to)
      .map((project) => {
        const deployed = deployedOn(project, quarter.to);
        const deployedInTheEnd = deployedOn(project, PLAN_DAY);
        return {
          id: `bao-cao-${quarter.id.replace(/^quy-|-minh-hoa$/g, "")}-${project.no}-minh-hoa`,
          period_id: quarter.id,
          project_id: idOf("du-an", project),
          site_id: project.site.id,
          implemented_billion_vnd: decimal(implementedBy(project, quarter.to), 10),
          jobs: deployedInTheEnd === 0 ? 0 : Math.round((project.jobs * deployed) / deployedInTheEnd),
          deployed_ha: hectares(deployed),
        };
      }),
  );

/** The files of geodata/illustrative/land/ by name: lots, projects and leases that add up to the made-up split of the Plan. */
export function landFiles(random: Random, inputs: Inputs, zones: readonly Cells[]): Map<string, string> {
  const sites = landSites(random, inputs, zones);
  const lots = drawLots(random, sites, inputs);
  const projects = sites
    .flatMap((site) => projectsOf(random, site))
    .map((project, index) => ({ ...project, no: two(index) }));
  const leases = projects.flatMap((project) => project.leases);
  const placed = lots.map((lot): Placed => ({
    lot,
    site: sites.find(({ id }) => id === lot.siteId)!,
    lease: leases.find(({ site, index }) => site.id === lot.siteId && index === lot.leaseIndex),
  }));
  const lotOf = (lease: Lease): Lot => placed.find((each) => each.lease === lease)!.lot;
  const { enterprises, rows, versions } = projectTables(random, projects);
  const tables = leaseTables(projects, lotOf);
  return new Map([
    ["land/lots.geojson", lotsGeoJson(placed)],
    ["land/enterprises.csv", toCsv(enterpriseRow, enterprises)],
    ["land/projects.csv", toCsv(projectRow, rows)],
    ["land/project-versions.csv", toCsv(projectVersionRow, versions)],
    ["land/leases.csv", toCsv(leaseRow, tables.leases)],
    ["land/lot-events.csv", toCsv(lotEventRow, eventRows(random, placed))],
    ["land/lease-facts.csv", toCsv(leaseFactRow, tables.facts)],
    ["land/periods.csv", toCsv(periodRow, periodRows())],
    ["land/period-reports.csv", toCsv(periodReportRow, reportRows(projects))],
  ]);
}
