import { addDays, addMonths, daysBetween, earlier, later, type Day } from "#contracts/calendar-day.ts";
import { apportion, jitter, whole, type Random } from "#server/illustrative/draw.ts";
import type { Site } from "#server/illustrative/land-sites.ts";

/** Nothing happens after the Plan's day: the last quarter ends twelve days later with the same sums. */
export const PLAN_DAY: Day = "2015-06-18";

export type Story = {
  readonly siteId: string;
  readonly from: Day;
  readonly isHandoverKnown?: false;
  readonly extension?: readonly [Day, Day];
  readonly forceMajeure?: readonly [Day, Day | null];
};
/** Leases of land that was never used, each to show another turn of the legal clock on the Plan's day. */
export const STORIES: readonly Story[] = [
  { siteId: "hoa-phu-1", from: "2013-02-18" },
  { siteId: "hoa-phu-1", from: "2014-08-04" },
  { siteId: "hoa-phu-2", from: "2012-11-20", extension: ["2014-07-01", "2016-06-30"] },
  { siteId: "hoa-phu-2", from: "2015-03-02" },
  { siteId: "binh-minh", from: "2013-10-07", extension: ["2014-10-08", "2015-08-31"] },
  { siteId: "binh-minh", from: "2014-05-12", forceMajeure: ["2015-04-01", null] },
  { siteId: "co-chien-4", from: "2014-06-02", forceMajeure: ["2014-08-01", "2014-12-31"] },
  { siteId: "co-chien-5", from: "2013-05-06", isHandoverKnown: false },
];

export type Deployed = { readonly on: Day; readonly areaCentiHa: number };
export type Lease = {
  readonly site: Site;
  readonly index: number;
  readonly areaCentiHa: number;
  readonly from: Day;
  /** Land in use from each of the days on. */
  readonly deployed: readonly Deployed[];
  readonly story?: Story;
};
export type Version = { readonly issuedOn: Day; readonly registeredTenths: number };
export type Project = {
  readonly site: Site;
  readonly isFdi: boolean;
  readonly issuedOn: Day;
  readonly versions: readonly Version[];
  readonly leases: readonly Lease[];
  readonly implementedTenths: number;
  readonly jobs: number;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, part) => total + part, 0);
const between = (random: Random, [from, to]: readonly [Day, Day], place: number): Day =>
  addDays(from, Math.round(daysBetween(from, to) * Math.min(1, Math.max(0, place + (random() - 0.5) * 0.06))));

/** Divides a whole in proportion to weights, to nobody more than the most: what is too much goes to the others. */
export function fill(total: number, most: readonly number[], weights: readonly number[]): number[] {
  const parts = most.map(() => 0);
  for (;;) {
    const open = parts.flatMap((part, index) => (part < most[index]! ? [index] : []));
    const left = total - sum(parts);
    if (left === 0) return parts;
    if (open.length === 0) throw new Error("there is no room for the rest");
    const shares = apportion(
      left,
      open.map((index) => weights[index]!),
    );
    for (const [place, index] of open.entries()) parts[index] = Math.min(most[index]!, parts[index]! + shares[place]!);
  }
}

/** Use begins in part and may reach the rest later; the last day of all is the Plan's. */
function deployments(random: Random, from: Day, areaCentiHa: number): Deployed[] {
  if (areaCentiHa === 0) return [];
  const first = earlier(addDays(from, whole(random, 120, 340)), addDays(PLAN_DAY, -whole(random, 5, 60)));
  const second = addDays(first, whole(random, 200, 700));
  const half = Math.round(areaCentiHa * (0.45 + 0.25 * random()));
  return second < PLAN_DAY && half > 0
    ? [
        { on: first, areaCentiHa: half },
        { on: second, areaCentiHa },
      ]
    : [{ on: first, areaCentiHa }];
}

/** Least days from the beginning of a lease to use: younger leases are idle. */
const IDLE_BELOW_DAYS = 240;
const MONTHS_BETWEEN_LEASES = 18;

function leasesOf(random: Random, site: Site): Lease[] {
  const stories = STORIES.filter(({ siteId }) => siteId === site.id);
  const own = site.projects - stories.length;
  const starts = site.leasedCentiHa.map((_, index): Day => {
    if (index >= own && index < site.projects) return stories[index - own]!.from;
    if (index < own)
      return addDays(between(random, site.issuedBetween, index / Math.max(1, own - 1)), whole(random, 45, 150));
    return PLAN_DAY;
  });
  // Further leases belong to the first projects, one each, some time after the first.
  for (let index = site.projects; index < starts.length; index++) {
    const further = addMonths(
      later(starts[index - site.projects]!, "2011-01-10"),
      MONTHS_BETWEEN_LEASES + whole(random, 0, 14),
    );
    starts[index] = earlier(further, "2015-04-20");
  }
  const storyOf = (index: number) => (index >= own && index < site.projects ? stories[index - own] : undefined);
  const most = site.leasedCentiHa.map((areaCentiHa, index) =>
    storyOf(index) || daysBetween(starts[index]!, PLAN_DAY) < IDLE_BELOW_DAYS ? 0 : areaCentiHa,
  );
  const inUse = fill(
    site.deployedCentiHa,
    most,
    most.map((areaCentiHa, index) => (areaCentiHa * (0.3 + random())) / (1 + index / 4)),
  );
  return site.leasedCentiHa.map((areaCentiHa, index) => {
    const story = storyOf(index);
    const deployed = deployments(random, starts[index]!, inUse[index]!);
    return { site, index, areaCentiHa, from: starts[index]!, deployed, ...(story ? { story } : {}) };
  });
}

/** The projects of a site: certificates before the lease, some amended to more capital later. */
export function projectsOf(random: Random, site: Site): Project[] {
  const leases = leasesOf(random, site);
  const own = Array.from({ length: site.projects }, (_, index) =>
    leases.filter((lease) => lease.index % site.projects === index),
  );
  const landOf = (mine: readonly Lease[]) => sum(mine.map(({ areaCentiHa }) => areaCentiHa));
  const usedOf = (mine: readonly Lease[]) => sum(mine.map(({ deployed }) => deployed.at(-1)?.areaCentiHa ?? 0));
  // Foreign projects are the ones in between, so that old and young ones are of both kinds.
  const isFdi = own.map(
    (_, index) =>
      Math.floor(((index + 1) * site.projectsFdi) / site.projects) >
      Math.floor((index * site.projectsFdi) / site.projects),
  );
  const registered = apportion(
    site.registeredTenths,
    own.map((mine, index) => jitter(random, landOf(mine)) * (isFdi[index] ? 1.7 : 1)),
    100,
  );
  const implemented = fill(
    site.implementedTenths,
    registered,
    own.map((mine, index) => (usedOf(mine) / landOf(mine) + 0.01) * registered[index]! * (0.8 + 0.4 * random())),
  );
  return own.map((mine, index) => {
    const issuedOn = addDays(mine[0]!.from, -whole(random, 40, 140));
    const finalTenths = registered[index]!;
    const amendedOn = addDays(issuedOn, whole(random, 500, 1100));
    const isAmended = index % 4 === 1 && !mine[0]!.story && amendedOn < PLAN_DAY;
    const first = Math.max(implemented[index]!, Math.round(finalTenths * 0.7));
    return {
      site,
      isFdi: isFdi[index]!,
      issuedOn,
      versions:
        isAmended && first < finalTenths
          ? [
              { issuedOn, registeredTenths: first },
              { issuedOn: amendedOn, registeredTenths: finalTenths },
            ]
          : [{ issuedOn, registeredTenths: finalTenths }],
      leases: mine,
      implementedTenths: implemented[index]!,
      jobs: Math.round((landOf(mine) / 100) * (35 + 30 * random())),
    };
  });
}

export type Quarter = { readonly id: string; readonly from: Day; readonly to: Day };
/** 2012-Q3 … 2015-Q2. */
export const QUARTERS: readonly Quarter[] = Array.from({ length: 12 }, (_, index) => {
  const from = addMonths("2012-07-01", 3 * index);
  const quarter = Math.floor(Number(from.slice(5, 7)) / 3) + 1;
  return { id: `quy-${from.slice(0, 4)}-${quarter}-minh-hoa`, from, to: addDays(addMonths(from, 3), -1) };
});

/** Hectares in use on a day, in hundredths. */
export const deployedOn = ({ leases }: Project, day: Day): number =>
  sum(leases.map(({ deployed }) => deployed.findLast(({ on }) => on <= day)?.areaCentiHa ?? 0));

/** Capital is carried out from the lease on, for some three years, or until the Plan's day. */
export function implementedBy({ leases, implementedTenths }: Project, day: Day): number {
  const from = leases[0]!.from;
  const to = earlier(addDays(from, 1_150), PLAN_DAY);
  const share = Math.min(1, Math.max(0, daysBetween(from, day) / Math.max(1, daysBetween(from, to))));
  return Math.floor(implementedTenths * share);
}
