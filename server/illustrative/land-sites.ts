import type { Day } from "#contracts/calendar-day.ts";
import type { MetricId } from "#contracts/metrics.ts";
import { apportion, jitter, type Random } from "#server/illustrative/draw.ts";
import type { Inputs } from "#server/illustrative/inputs.ts";
import { PERIOD, type Cells } from "#server/illustrative/rows.ts";

export type LotUse = "industrial" | "service" | "green" | "road" | "technical";

/** A site without parts that lots are drawn in, and how it came about: all made up but the published areas. */
type Shape = {
  readonly id: string;
  /** Site whose made-up split of the Plan it shares in, and how much of it. */
  readonly of: string;
  readonly share: number;
  /** Site whose point lots are drawn around where there is no outline. */
  readonly near: string;
  readonly prefix: string;
  readonly rows: 2 | 4;
  readonly freeLots: number;
  readonly plannedOn: Day;
  /** First and last day on which lots became leasable. */
  readonly leasableBetween: readonly [Day, Day];
  /** First and last day on which certificates were issued, but for the leases of `STORIES`. */
  readonly issuedBetween: readonly [Day, Day];
  readonly hasDoubtfulBoundary?: true;
};

const SHAPES: readonly Shape[] = [
  {
    id: "hoa-phu-1",
    of: "hoa-phu-1",
    share: 1,
    near: "hoa-phu-1",
    prefix: "HP1",
    rows: 4,
    freeLots: 3,
    plannedOn: "2004-03-15",
    leasableBetween: ["2006-01-16", "2009-11-30"],
    issuedBetween: ["2006-04-03", "2014-02-10"],
  },
  {
    id: "hoa-phu-2",
    of: "hoa-phu-2",
    share: 1,
    near: "hoa-phu-2",
    prefix: "HP2",
    rows: 4,
    freeLots: 16,
    plannedOn: "2010-11-15",
    leasableBetween: ["2011-09-05", "2015-05-04"],
    issuedBetween: ["2012-02-06", "2014-01-06"],
  },
  {
    id: "binh-minh",
    of: "binh-minh",
    share: 1,
    near: "binh-minh",
    prefix: "BM",
    rows: 4,
    freeLots: 12,
    plannedOn: "2007-06-11",
    leasableBetween: ["2009-08-03", "2015-04-06"],
    issuedBetween: ["2009-09-07", "2013-12-09"],
    hasDoubtfulBoundary: true,
  },
  {
    id: "co-chien-4",
    of: "co-chien",
    share: 0.55,
    near: "co-chien-4",
    prefix: "CC4",
    rows: 2,
    freeLots: 3,
    plannedOn: "2005-05-09",
    leasableBetween: ["2006-10-02", "2010-03-01"],
    issuedBetween: ["2007-01-08", "2013-09-02"],
  },
  {
    id: "co-chien-5",
    of: "co-chien",
    share: 0.45,
    near: "co-chien-4",
    prefix: "CC5",
    rows: 2,
    freeLots: 6,
    plannedOn: "2007-10-08",
    leasableBetween: ["2009-02-02", "2013-05-06"],
    issuedBetween: ["2009-03-02", "2013-03-04"],
  },
];

/** Khu IV: gross of 2012, leasable as derived for 2022. Khu V: made up to reach the 58 ha of the corridor. */
const PARTS_OF_CO_CHIEN: Readonly<Record<string, { grossCentiHa: number; leasableCentiHa: number }>> = {
  "co-chien-4": { grossCentiHa: 3_000, leasableCentiHa: 2_425 },
  "co-chien-5": { grossCentiHa: 4_200, leasableCentiHa: 3_375 },
};

/** A site with what it must add up to: hundredths of a hectare, tenths of a billion VND. */
export type Site = Shape & {
  readonly grossCentiHa: number;
  readonly leasableCentiHa: number;
  readonly deployedCentiHa: number;
  readonly registeredTenths: number;
  readonly implementedTenths: number;
  readonly projectsFdi: number;
  readonly projects: number;
  /** Land of each lease; the first ones are those of the projects, one each. */
  readonly leasedCentiHa: readonly number[];
};

const SMALLEST_LEASE_CENTI_HA = 30;

/** The made-up split of the Plan, divided once more where a site has parts. */
export function landSites(random: Random, inputs: Inputs, zones: readonly Cells[]): Site[] {
  const values = new Map(zones.map(({ id, value }) => [id, Number(value)]));
  const split = (shape: Shape, metric: MetricId, unit: number): number => {
    const total = Math.round(values.get(`${shape.of}.${metric}.${PERIOD}.minh-hoa`)! * unit);
    const parts = SHAPES.filter(({ of }) => of === shape.of);
    return apportion(
      total,
      parts.map(({ share }) => share),
    )[parts.indexOf(shape)]!;
  };
  return SHAPES.map((shape) => {
    const projectsFdi = split(shape, "projectsFdi", 1);
    const projects = projectsFdi + split(shape, "projectsDomestic", 1);
    const leases = projects + Math.floor(projects / 4);
    return {
      ...shape,
      ...(PARTS_OF_CO_CHIEN[shape.id] ?? {
        grossCentiHa: Math.round(inputs.figure(`${shape.id}.grossHa.2021-07`) * 100),
        leasableCentiHa: split(shape, "leasableHa", 100),
      }),
      deployedCentiHa: split(shape, "deployedHa", 100),
      registeredTenths: split(shape, "registeredCapitalBillionVnd", 10),
      implementedTenths: split(shape, "deployedCapitalBillionVnd", 10),
      projectsFdi,
      projects,
      leasedCentiHa: apportion(
        split(shape, "leasedHa", 100),
        Array.from({ length: leases }, (_, index) => jitter(random, index < projects ? 1 : 0.5)),
        SMALLEST_LEASE_CENTI_HA,
      ),
    };
  });
}
