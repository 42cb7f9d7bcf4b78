import { bbox, booleanPointInPolygon, feature, featureCollection, intersect, polygon } from "@turf/turf";
import { describe, expect, test } from "vitest";
import { addDays } from "#contracts/calendar-day.ts";
import { readClocks, readClock } from "#contracts/legal-clock-reading.ts";
import { valuesOf } from "#server/features/imports/geodata.ts";
import { generateIllustrative } from "#server/illustrative/generate.ts";
import { readInputs } from "#server/illustrative/inputs.ts";
import { draftLetter } from "#server/land-clock/letter.ts";
import { LAW } from "../land-clock/law.ts";
import {
  clockLeaseOf,
  data,
  events,
  funnel,
  GEODATA,
  groupBy,
  leases,
  lots,
  measuredHa,
  periods,
  projects,
  reports,
  STAGES,
  total,
  versions,
  versionsOn,
} from "./land-data.ts";

const PLAN_DAY = "2015-06-18";
const figures = valuesOf(data, "figures/*.csv");
const figure = (id: string): number => figures.find((each) => each.id === id)?.value ?? NaN;
const split = (site: string, metric: string): number => figure(`${site}.${metric}.2015-06.minh-hoa`);
/** Sites of the made-up split, and those without parts that their lots lie in. */
const SITES: Readonly<Record<string, readonly string[]>> = {
  "hoa-phu-1": ["hoa-phu-1"],
  "hoa-phu-2": ["hoa-phu-2"],
  "binh-minh": ["binh-minh"],
  "co-chien": ["co-chien-4", "co-chien-5"],
};
const in_ =
  (parts: readonly string[]) =>
  ({ site_id: site }: { site_id: string }) =>
    parts.includes(site);
const reported = (period: string, parts: readonly string[], member: "implemented_billion_vnd" | "deployed_ha") =>
  total(reports.filter((row) => row.period_id === period && parts.includes(row.site_id)).map((row) => row[member]));
const LAST = periods.at(-1)!;
const inputs = await readInputs(GEODATA);

test("the generator writes the same bytes every time", () => {
  expect([...generateIllustrative(inputs)]).toEqual([...generateIllustrative(inputs)]);
});

describe("the last quarter is the Plan", () => {
  test("36 projects, land and capital of the three sites", () => {
    expect(projects).toHaveLength(36);
    const certificates = versionsOn(PLAN_DAY);
    expect(certificates.filter(({ is_fdi: isFdi }) => isFdi)).toHaveLength(11);
    expect(certificates.filter(({ is_fdi: isFdi }) => !isFdi)).toHaveLength(25);
    expect(total(certificates.map(({ registered_billion_vnd: capital }) => capital))).toBe(3931.2);
    const all = Object.values(SITES).flat();
    for (const day of [PLAN_DAY, LAST.to_day])
      expect(funnel(lots, day)).toMatchObject({ leased: 175.42, deployed: 86.3 });
    expect(reported(LAST.id, all, "deployed_ha")).toBe(86.3);
    expect(reported(LAST.id, all, "implemented_billion_vnd")).toBe(985.5);
    expect(figure("three-zones.deployedCapitalBillionVnd.2015-06")).toBe(985.5);
  });

  test.each(Object.entries(SITES))("%s: its made-up split, from lots, leases, events and reports", (site, parts) => {
    const own = projects.filter(in_(parts)).map(({ id }) => id);
    const certificates = versionsOn(PLAN_DAY).filter(({ project_id: project }) => own.includes(project));
    expect({
      ...funnel(lots.filter(in_(parts)), PLAN_DAY),
      projects: own.length,
      projectsFdi: certificates.filter(({ is_fdi: isFdi }) => isFdi).length,
      registered: total(certificates.map(({ registered_billion_vnd: capital }) => capital)),
      implemented: reported(LAST.id, parts, "implemented_billion_vnd"),
      reported: reported(LAST.id, parts, "deployed_ha"),
    }).toMatchObject({
      leasable: split(site, "leasableHa"),
      leased: split(site, "leasedHa"),
      deployed: split(site, "deployedHa"),
      projects: split(site, "projects"),
      projectsFdi: split(site, "projectsFdi"),
      registered: split(site, "registeredCapitalBillionVnd"),
      implemented: split(site, "deployedCapitalBillionVnd"),
      reported: split(site, "deployedHa"),
    });
  });
});

describe("twelve quarters", () => {
  test("2012-Q3 to 2015-Q2, one after the other", () => {
    expect(periods.map(({ from_day: from, to_day: to }) => [from, to])).toHaveLength(12);
    expect([periods[0]!.from_day, LAST.to_day]).toEqual(["2012-07-01", "2015-06-30"]);
    expect(periods.slice(1).map(({ from_day: from }) => from)).toEqual(
      periods.slice(0, -1).map(({ to_day: to }) => addDays(to, 1)),
    );
  });

  test.each(periods)(
    "$id: reports say what events and leases say, within what was registered",
    ({ id, to_day: day }) => {
      const certificates = versionsOn(day);
      const rows = reports.filter(({ period_id: period }) => period === id);
      expect(rows.map(({ project_id: project }) => project).toSorted()).toEqual(
        certificates.map(({ project_id: project }) => project).toSorted(),
      );
      for (const parts of Object.values(SITES)) {
        expect(reported(id, parts, "deployed_ha")).toBe(funnel(lots.filter(in_(parts)), day).deployed);
      }
      const over = rows.filter(
        (row) =>
          row.implemented_billion_vnd! >
          certificates.find((each) => each.project_id === row.project_id)!.registered_billion_vnd!,
      );
      expect(over).toEqual([]);
    },
  );

  test("everything grows, by no leap", () => {
    const series = periods.map(({ id, to_day: day }) => ({
      ...funnel(lots, day),
      projects: versionsOn(day).length,
      registered: total(versionsOn(day).map(({ registered_billion_vnd: capital }) => capital)),
      implemented: reported(id, Object.values(SITES).flat(), "implemented_billion_vnd"),
    }));
    for (const member of ["leasable", "leased", "deployed", "projects", "registered", "implemented"] as const) {
      const values = series.map((each) => each[member]);
      expect(values, member).toEqual(values.toSorted((a, b) => a - b));
      const [first, last] = [values[0]!, values.at(-1)!];
      expect(first / last, member).toBeGreaterThan(0.3);
      expect(first / last, member).toBeLessThan(0.9);
      const steps = values.slice(1).map((value, index) => (value - values[index]!) / last);
      expect(Math.max(...steps), member).toBeLessThan(0.2);
    }
  });

  test.each(periods)("$id: no stage holds more than the one before", ({ to_day: day }) => {
    for (const parts of Object.values(SITES)) {
      const hectares = STAGES.map((stage) => funnel(lots.filter(in_(parts)), day)[stage]);
      expect(hectares).toEqual(hectares.toSorted((a, b) => b - a));
    }
  });
});

describe("lots", () => {
  test.each([
    ["hoa-phu-1", 121.59, 94.8],
    ["hoa-phu-2", 129.38, 94.95],
    ["binh-minh", 134.82, 92.9],
    ["co-chien-4", 30, 24.25],
    ["co-chien-5", 42, 33.75],
  ])("of %s add up to %d ha, of which %d to let", (site, grossHa, leasableHa) => {
    const own = lots.filter(in_([site]));
    expect(total(own.map(({ stated_area_ha: area }) => area))).toBe(grossHa);
    const lettable = own.filter(({ use }) => use === "industrial" || use === "service");
    expect(total(lettable.map(({ stated_area_ha: area }) => area))).toBe(leasableHa);
    expect(new Set(own.map(({ code }) => code)).size).toBe(own.length);
  });

  test("no two overlap by a square metre", () => {
    const shapes = lots.map(({ id, ring }) => ({ id, box: bbox(polygon([ring])), shape: polygon([ring]) }));
    const overlaps = shapes.flatMap((a, index) =>
      shapes.slice(index + 1).flatMap((b) => {
        const isNear = a.box[0] < b.box[2] && b.box[0] < a.box[2] && a.box[1] < b.box[3] && b.box[1] < a.box[3];
        const shared = isNear ? intersect(featureCollection([a.shape, b.shape])) : null;
        const rings =
          shared?.geometry.type === "Polygon" ? [shared.geometry.coordinates] : (shared?.geometry.coordinates ?? []);
        const sharedHa = (rings as [number, number][][][]).reduce((sum, [ring]) => sum + measuredHa(ring!), 0);
        return sharedHa > 0.0001 ? [`${a.id} ${b.id} ${sharedHa}`] : [];
      }),
    );
    expect(overlaps).toEqual([]);
  });

  test("measure what they state, but for the one boundary that is drawn wrong on purpose", () => {
    const off = lots.filter(({ ring, stated_area_ha: area }) => Math.abs(measuredHa(ring) / area - 1) > 0.005);
    expect(off.map(({ code }) => code)).toEqual(["BM-A1", "BM-A2"]);
  });

  test("lie in the outline of their site, or on dry land in a commune", () => {
    const outlines = new Map(
      data.shapes["outlines.geojson"].rows.map(({ value }) => [value.properties.id, value.geometry]),
    );
    const outside = lots.filter(({ site_id: site, ring }) => {
      const outline = outlines.get(`${site}-outline`);
      // Corners lie on the edge itself: a look from a hair inside.
      const [cx, cy] = [0, 1].map((axis) => ring.slice(1).reduce((sum, point) => sum + point[axis as 0]!, 0) / 4) as [
        number,
        number,
      ];
      return !ring.every(([x, y]) => {
        const point: [number, number] = [x + (cx - x) * 1e-3, y + (cy - y) * 1e-3];
        if (outline) return booleanPointInPolygon(point, feature(outline as never));
        return (
          inputs.communes.some(({ area }) => booleanPointInPolygon(point, area)) &&
          !inputs.water.some((area) => booleanPointInPolygon(point, area))
        );
      });
    });
    expect(outside.map(({ id }) => id)).toEqual([]);
  });
});

describe("leases and events", () => {
  const lotOf = new Map(lots.map((lot) => [lot.id, lot]));

  test("a lease fits its lot, which is to let, of the project's site, and overlaps no other", () => {
    const wrong = leases.filter((lease) => {
      const lot = lotOf.get(lease.lot_id)!;
      const project = projects.find(({ id }) => id === lease.project_id)!;
      const others = leases.filter(({ id, lot_id: on }) => id !== lease.id && on === lease.lot_id);
      return (
        lease.area_ha > lot.stated_area_ha ||
        !["industrial", "service"].includes(lot.use) ||
        project.site_id !== lot.site_id ||
        lease.signed_on > lease.during_from ||
        !versionsOn(lease.signed_on).some(({ project_id: of }) => of === project.id) ||
        others.some((other) => other.during_from <= lease.during_to! && lease.during_from <= other.during_to!)
      );
    });
    expect(wrong).toEqual([]);
    expect(new Set(leases.map(({ project_id: project }) => project)).size).toBe(36);
  });

  test("events of a lot come in legal order, none after the Plan's day", () => {
    expect(events.filter(({ happened_on: on }) => on > PLAN_DAY)).toEqual([]);
    for (const [id, own] of groupBy(events, ({ lot_id: lot }) => lot)) {
      const stages = own.filter(({ kind }) => kind !== "deployed");
      expect(
        stages.map(({ kind }) => kind),
        id,
      ).toEqual(STAGES.slice(0, stages.length));
      expect(
        own.map(({ happened_on: on }) => on),
        id,
      ).toEqual(own.map(({ happened_on: on }) => on).toSorted());
      const lease = leases.find(({ lot_id: lot }) => lot === id);
      const deployed = own.filter(({ kind }) => kind === "deployed");
      const early = deployed.filter(({ happened_on: on }) => !lease || on < lease.during_from);
      expect(early, id).toEqual([]);
      const areas = [0, ...deployed.map(({ area_ha: area }) => area!), lease?.area_ha ?? 0];
      expect(areas, id).toEqual(areas.toSorted((a, b) => a - b));
      const leasable = own.find(({ kind }) => kind === "leasable");
      expect(lease === undefined || leasable!.happened_on < lease.during_from, id).toBe(true);
    }
  });

  test("certificates follow each other, each after its dossier", () => {
    expect(versions.filter(({ received_on: received, issued_on: issued }) => received > issued)).toEqual([]);
    for (const own of groupBy(versions, ({ project_id: project }) => project).values()) {
      expect(own.map(({ n }) => n)).toEqual(own.map((_, index) => index + 1));
      expect(own.map(({ kind }) => kind === "first")).toEqual(own.map((_, index) => index === 0));
      expect(own.map(({ issued_on: on }) => on)).toEqual(own.map(({ issued_on: on }) => on).toSorted());
    }
    expect(versions.some(({ kind }) => kind === "amendment")).toBe(true);
  });
});

describe("the legal clock on the Plan's day", () => {
  const readings = leases.map((lease) => ({ lease, reading: readClock("unused", clockLeaseOf(lease), PLAN_DAY, LAW) }));

  test("idle land in every state, with its reason", () => {
    const stories = readings
      .filter(({ reading }) => reading.state !== "notApplicable")
      .map(({ lease, reading: { state, term } }) => [lease.during_from, state, term]);
    expect(stories).toEqual(
      expect.arrayContaining([
        ["2013-02-18", "overdue", "first"],
        ["2014-08-04", "dueSoon", "first"],
        ["2012-11-20", "extended", "extension"],
        ["2015-03-02", "running", "first"],
        ["2013-10-07", "dueSoon", "extension"],
        ["2014-05-12", "suspended", "first"],
        ["2014-06-02", "running", "first"],
        ["2013-05-06", "overdue", "first"],
      ]),
    );
    const assumed = readings.find(({ lease }) => lease.during_from === "2013-05-06")!;
    expect(assumed.reading.caveats).toContain("handoverAssumed");
    expect(readings.map(({ reading }) => reading.state)).not.toContain("unknown");
  });

  test("land used in part is late against its schedule, and each alert has a letter", () => {
    const late = leases
      .flatMap((lease) => readClocks(clockLeaseOf(lease), PLAN_DAY, LAW).map((reading) => ({ lease, reading })))
      .filter(({ reading }) => ["dueSoon", "overdue"].includes(reading.state));
    expect(late.filter(({ reading }) => reading.clock === "behindSchedule").length).toBeGreaterThan(3);
    for (const { lease, reading } of late) {
      const lot = lots.find(({ id }) => id === lease.lot_id)!;
      const alert = {
        reading,
        enterprise: "Doanh nghiệp minh họa",
        site: lot.site_id,
        lotCode: lot.code,
        areaHa: lease.area_ha,
        contract: null,
      };
      expect(draftLetter(alert, LAW)?.blocks.length, lease.id).toBeGreaterThan(5);
    }
  });
});
