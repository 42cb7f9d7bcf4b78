import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { readXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { nearestKms, summarise } from "#client/features/coverage/instant.ts";
import { type Coverage, coverage, coverageAreas, coverageSiting } from "#contracts/coverage.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";
import { distanceKm } from "../helpers/geodesic.ts";

/** Cases compared with the brute force: `COVERAGE_RUNS=1000` for all of them. */
const RUNS = Number(process.env["COVERAGE_RUNS"] ?? 5);
/** The server rounds to the metre; the other formula is good to a millimetre. */
const METRE = 0.0006;

let server: ReadOnlyApp;
beforeAll(async () => {
  server = await sharedApp();
});

const ask = async (query: string): Promise<Coverage> =>
  z.parse(coverage.output, await server.get(`/api/coverage?${query}`));
const askAreas = async (query: string): Promise<z.output<typeof coverageAreas.output>> =>
  z.parse(coverageAreas.output, await server.get(`/api/coverage/areas?${query}`));

describe("the same by brute force", () => {
  test("nearest, second nearest, counts inside, shares and their range, pairs", async () => {
    const asked = new Map<string, Promise<Coverage>>();
    let cases = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("of=markets", "of=markets&class=1,2", "of=clusters", "of=zones", "of=markets&class=3"),
        fc.constantFrom("2015", "2025"),
        fc.constantFrom("1,2.5,4", "3,5,10", "0.5,20"),
        fc.nat(),
        async (of, units, thresholds, pick) => {
          const query = `${of}&units=${units}&thresholdsKm=${thresholds}`;
          const answer = asked.get(query) ?? ask(query);
          asked.set(query, answer);
          expectBruteForce(await answer, pick);
          cases++;
        },
      ),
      { numRuns: RUNS, seed: 8 },
    );
    expect(cases).toBeGreaterThanOrEqual(RUNS);
  }, 120_000);
});

/** Of one unit all distances, and of the whole every band, from the positions alone. */
const expectBruteForce = (answer: Coverage, pick: number, hasPairs = true): void => {
  const points = answer.sites.flatMap((site) => (site.position ? [{ ...site, position: site.position }] : []));
  expect(points.length).toBe(answer.counts.withPoint);
  const unit = answer.items[pick % answer.items.length]!;
  const far = points
    .map((site) => ({ site, km: distanceKm(unit.point, site.position) }))
    .toSorted((a, b) => a.km - b.km);
  for (const [said, at] of [
    [unit.nearest, 0],
    [unit.second, 1],
  ] as const)
    expect(said === null ? null : Math.abs(said.km - far[at]!.km) < METRE).toBe(far[at] ? true : null);
  const sure = far.find(({ site }) => !site.isDoubtful);
  expect(unit.nearestSure === null ? null : Math.abs(unit.nearestSure.km - sure!.km) < METRE).toBe(sure ? true : null);
  for (const [at, km] of answer.thresholdsKm.entries()) {
    const least = far.filter((one) => one.km <= km - METRE).length;
    const most = far.filter((one) => one.km <= km + METRE).length;
    expect(unit.within[at]).toBeGreaterThanOrEqual(least);
    expect(unit.within[at]).toBeLessThanOrEqual(most);
    const band = answer.bands[at]!;
    const inside = answer.items.filter(({ nearest }) => nearest !== null && nearest.km <= km);
    const surely = answer.items.filter(({ nearestSure }) => nearestSure !== null && nearestSure.km <= km);
    expect(band.units).toEqual({ low: surely.length, high: inside.length });
    expect(band.unitShare.high).toBeCloseTo(inside.length / answer.items.length, 12);
    expect(band.population?.high).toBe(inside.reduce((sum, { population }) => sum + population!, 0));
    expect(band.unitsServedTwice).toBe(answer.items.filter(({ within }) => within[at]! >= 2).length);
  }
  const close = points.flatMap((a, at) =>
    points.slice(at + 1).filter((b) => distanceKm(a.position, b.position) < answer.closeKm - METRE),
  ).length;
  if (hasPairs) expect(answer.pairs.length).toBe(close);
};

describe("what is said beside the distances", () => {
  test("the list used, what has no point, and the census", async () => {
    const answer = await ask("of=markets");
    expect([answer.list?.id, answer.list?.isComplete, answer.units]).toEqual(["markets-2026", true, "2015"]);
    expect(answer.counts).toMatchObject({ sites: 88, units: 109, unitsWithPopulation: 109 });
    expect(answer.counts.withPoint).toBe(answer.sites.filter(({ position }) => position).length);
    expect(answer.population).toMatchObject({ asOf: "2019-04-01", sum: 1_022_791 });
  });

  test("doubtful points can only take away", async () => {
    const answer = await ask("of=clusters&thresholdsKm=2,6");
    expect(answer.counts.doubtful).toBeGreaterThan(0);
    expect(answer.bands.some(({ units }) => units.low < units.high)).toBe(true);
  });

  test("before any list with names nothing is known, not zero", async () => {
    const answer = await ask("of=markets&asOf=2015-06-18");
    expect([answer.list, answer.bands, answer.items, answer.land]).toEqual([null, [], [], []]);
  });

  test("a list whose places are not known leaves everything unknown", async () => {
    const answer = await ask("of=zones&list=zones-2022");
    expect([answer.counts.sites, answer.counts.withPoint]).toEqual([5, 0]);
    expect([answer.bands, answer.gaps]).toEqual([[], []]);
    expect(answer.items.map(({ nearest }) => nearest)).toEqual(answer.items.map(() => null));
  });

  test("before the census no population is said", async () => {
    const answer = await ask("of=clusters&asOf=2018-06-01");
    expect(answer.list?.id).toBe("clusters-2018");
    expect([answer.population.sum, answer.bands[0]?.populationShare]).toEqual([null, null]);
  });

  test("sums are the same under both boundary versions", async () => {
    const [before, since] = [await ask("of=clusters"), await ask("of=clusters&units=2025")];
    expect([before.counts.units, since.counts.units]).toEqual([109, 35]);
    const people = ({ items }: Coverage) => items.reduce((sum, { population }) => sum + population!, 0);
    expect(Math.abs(people(before) - people(since)) / people(before)).toBeLessThan(1e-9);
    const counted = ({ land, unplaced }: Coverage) => land.reduce((sum, { sites }) => sum + sites, unplaced.length);
    expect([counted(before), counted(since)]).toEqual([before.counts.sites, since.counts.sites]);
    const hectares = ({ land, unplaced, sites }: Coverage) =>
      land.reduce((sum, { areaHa }) => sum + (areaHa ?? 0), 0) +
      sites.filter(({ id }) => unplaced.includes(id)).reduce((sum, { areaHa }) => sum + (areaHa ?? 0), 0);
    expect(Math.abs(hectares(before) - hectares(since))).toBeLessThan(1e-9);
  });

  test.each([
    ["of=ports", "/of"],
    ["of=zones&class=1", "/class"],
    ["of=markets&class=4", "/class/0"],
    ["of=markets&list=clusters-2018", "/list"],
    ["of=markets&thresholdsKm=5,3", "/thresholdsKm"],
    ["of=markets&thresholdsKm=0", "/thresholdsKm/0"],
    ["of=markets&thresholdsKm=1,2,3,4,5,6", "/thresholdsKm"],
    ["of=markets&units=2020", "/units"],
    ["of=markets&try=105.9", "/try"],
    ["of=markets&try=10.2411,105.9623", "/try/0/0", "/try/0/1"],
    ["of=markets&try=105.9,10.2;105.9,12", "/try/1/1"],
    [`of=markets&try=${Array.from({ length: 21 }, () => "105.9,10.2").join(";")}`, "/try"],
    ["of=zones&without=cai-gi-do", "/without/0"],
    ["of=clusters&without=A", "/without/0"],
  ])("%s is a 400 that names %s", async (query, ...pointers) => {
    const response = await server.app.inject(`/api/coverage?${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json<{ errors: { pointer: string }[] }>().errors.map((error) => error.pointer)).toEqual(pointers);
  });
});

describe("what is tried out", () => {
  const PLACES = "105.9623,10.2411;106.05,10.08";

  test("is measured as a list with these places and without these sites would be, beside unchanged official data", async () => {
    const official = await ask("of=clusters&thresholdsKm=2,6");
    const [gone] = official.sites.filter(({ position }) => position).map(({ id }) => id);
    const { trial, ...rest } = await ask(`of=clusters&thresholdsKm=2,6&try=${PLACES}&without=${gone}`);
    expect({ ...rest, trial: null }).toEqual(official);
    expect(trial).toMatchObject({ isExperiment: true, without: [gone] });
    const tried = PLACES.split(";").map((pair, at) => ({ id: `try-${at + 1}`, position: pair.split(",").map(Number) }));
    expect(trial?.candidates).toEqual(tried);
    const sites = official.sites.filter(({ id }) => id !== gone);
    const added = tried.map(({ id, position }) => ({
      ...official.sites[0]!,
      id,
      position: position as [number, number],
      isDoubtful: false,
    }));
    const items = official.items.map((item, at) => ({ ...item, ...trial!.items[at]! }));
    const after = { ...official, sites: [...sites, ...added], items, bands: trial!.bands, pairs: [] };
    for (const pick of items.keys())
      expectBruteForce(
        { ...after, counts: { ...official.counts, withPoint: official.counts.withPoint + 1 } },
        pick,
        false,
      );
    const mean = (of: Coverage["items"]) =>
      of.reduce((sum, { nearest, population }) => sum + nearest!.km * population!, 0) / official.population.sum!;
    expect(official.meanKm).toBeCloseTo(mean(official.items), 9);
    expect(trial?.meanKm).toBeCloseTo(mean(items), 9);
  });

  test("the page's instant answer is that of PostGIS: distances to half a per cent, shares but for who lives at the edge", async () => {
    const official = await ask("of=clusters&thresholdsKm=2,6");
    const placed = official.sites.filter(({ position }) => position);
    const place = fc.tuple(fc.integer({ min: 10_565, max: 10_625 }), fc.integer({ min: 985, max: 1035 }));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(place, { minLength: 1, maxLength: 20 }),
        fc.subarray(placed, { maxLength: 5 }),
        async (numbers, gone) => {
          const tried = numbers.map(([lng, lat]): [number, number] => [lng / 100, lat / 100]);
          const without = gone.map(({ id }) => id);
          const { trial, items } = await ask(
            `of=clusters&thresholdsKm=2,6&try=${tried.map((one) => one.join(",")).join(";")}` +
              (gone.length > 0 ? `&without=${without.join(",")}` : ""),
          );
          const there = placed.filter(({ id }) => !without.includes(id)).map(({ position }) => position!);
          const kms = nearestKms(items, tried, nearestKms(items, there));
          for (const [at, km] of kms.entries()) {
            const stated = trial!.items[at]!.nearest!.km;
            expect(Math.abs(km - stated)).toBeLessThanOrEqual(0.005 * stated + METRE);
          }
          const said = summarise(items, kms, [2, 6]);
          expect(Math.abs(said.meanKm! / trial!.meanKm! - 1)).toBeLessThan(0.005);
          for (const [at, km] of [2, 6].entries()) {
            const share = (most: number) =>
              items.filter((_, unit) => trial!.items[unit]!.nearest!.km <= most).length / items.length;
            expect(said.unitShare[at]).toBeGreaterThanOrEqual(share(km * 0.995 - METRE));
            expect(said.unitShare[at]).toBeLessThanOrEqual(share(km * 1.005 + METRE));
          }
        },
      ),
      { numRuns: RUNS, seed: 11 },
    );
  }, 900_000);

  test("a place does not make known what is near where no place of the list is known", async () => {
    const { trial } = await ask(`of=zones&list=zones-2022&try=${PLACES}`);
    expect([trial?.bands, trial?.items, trial?.meanKm]).toEqual([[], [], null]);
    expect((await ask(`of=markets&asOf=2015-06-18&try=${PLACES}`)).trial).toBeNull();
  });

  test("is marked in the file", async () => {
    const csv = await server.app.inject(`/api/coverage/communes.csv?of=clusters&try=${PLACES}`);
    expect(csv.headers["content-disposition"]).toContain("thu-nghiem");
    const lines = parse(csv.body, { bom: true, relax_column_count: true }) as string[][];
    expect(lines[0]?.[0]).toContain("THỬ NGHIỆM · KHÔNG PHẢI SỐ LIỆU CHÍNH THỨC");
    expect(lines[1]?.[0]).toContain("10.2411, 105.9623; 10.08, 106.05");
    const heads = lines.find(([first]) => first === "Mã");
    expect(heads?.slice(-2)).toEqual(["Thử nghiệm: gần nhất", "Thử nghiệm: km"]);
    expect(lines.filter((line) => line.at(-2)?.startsWith("Điểm thử")).length).toBeGreaterThan(0);
  });
});

describe("the table of communes as a file", () => {
  test("CSV and Excel hold every commune, the list and what is not known", async () => {
    const answer = await ask("of=markets&class=2&thresholdsKm=2.5");
    const csv = await server.app.inject("/api/coverage/communes.csv?of=markets&class=2&thresholdsKm=2.5");
    const lines = parse(csv.body, { bom: true, relax_column_count: true }) as string[][];
    const at = lines.findIndex(([first]) => first === "Mã");
    expect(lines[at]).toContain("Số nơi trong 2,5 km");
    expect(lines.slice(at + 1).map(([id, , , , , km]) => [id, Number(km)])).toEqual(
      answer.items.map(({ id, nearest }) => [id, nearest?.km]),
    );
    expect(lines[0]?.[0]).toContain(answer.list!.nameVi);
    const xlsx = await server.app.inject("/api/coverage/communes.xlsx?of=zones&list=zones-2022&lang=en");
    const [sheet] = (await readXlsx(xlsx.rawPayload)).sheets;
    expect(sheet?.rows.find(([id]) => id === "commune-29542")).toContain("not known");
  });
});

describe("where next", () => {
  const askSiting = async (query: string): Promise<z.output<typeof coverageSiting.output>> =>
    z.parse(coverageSiting.output, await server.get(`/api/coverage/siting?${query}`));

  test("one more market is the best of all communes, by both goals", async () => {
    const { items, population } = await ask("of=markets&class=2&units=2025");
    for (const goal of ["cover", "distance"] as const) {
      const valueAt = (candidate: (typeof items)[number] | null) =>
        items.reduce((sum, item) => {
          const added = candidate ? distanceKm(item.point, candidate.point) : Infinity;
          const km = Math.min(item.nearest!.km, added);
          return sum + (goal === "cover" ? (km <= 5 ? item.population! : 0) : km * item.population!);
        }, 0) / population.sum!;
      const all = items.map(valueAt);
      const best = goal === "cover" ? Math.max(...all) : Math.min(...all);
      const { siting, isExperiment, weightedBy } = await askSiting(
        `of=markets&class=2&units=2025&goal=${goal}&withinKm=5`,
      );
      expect([isExperiment, weightedBy, siting?.outcome]).toEqual([true, "people", "optimal"]);
      expect(siting?.gap).toBeLessThan(1e-6);
      const said = goal === "cover" ? siting?.share : siting?.meanKm;
      expect(said?.before).toBeCloseTo(valueAt(null), 5);
      expect(said?.after).toBeCloseTo(best, 3);
      expect(siting?.chosen).toHaveLength(1);
    }
  });

  test("of a list without places it is not known", async () => {
    expect((await askSiting("of=zones&list=zones-2022&count=2")).siting).toBeNull();
  });

  test("as many as the list has, held beside it: at least as good by its own goal", async () => {
    const list = await ask("of=clusters");
    const base = "of=clusters&start=nothing&withinKm=5";
    const [cover, distance] = [await askSiting(`${base}&goal=cover`), await askSiting(`${base}&goal=distance`)];
    for (const { count, siting } of [cover, distance]) {
      expect(count).toBe(list.counts.withPoint);
      expect(siting?.chosen.length).toBeLessThanOrEqual(count);
      expect(siting?.share.before).toBeCloseTo(list.bands[1]!.populationShare!.high, 9);
      expect(siting?.meanKm.before).toBeCloseTo(list.meanKm!, 9);
      expect(siting?.outcome).toBe("optimal");
    }
    expect(cover.siting!.share.after).toBeGreaterThanOrEqual(distance.siting!.share.after);
    expect(distance.siting!.meanKm.after).toBeLessThanOrEqual(cover.siting!.meanKm.after!);
    expect(distance.siting!.meanKm.after).toBeLessThan(distance.siting!.meanKm.before!);
  });

  test("nothing is opened in an area to be avoided, and everything avoided leaves nothing", async () => {
    const question = "of=markets&class=2&units=2025";
    const { items } = await ask(question);
    const free = await askSiting(question);
    const [first] = free.siting!.chosen;
    const [lng, lat] = items.find(({ id }) => id === first!.id)!.point;
    const box = (size: number) =>
      [
        [lng - size, lat - size],
        [lng + size, lat - size],
        [lng + size, lat + size],
        [lng - size, lat + size],
      ]
        .map((corner) => corner.map((degrees) => degrees.toFixed(5)).join(","))
        .join(",");
    const { siting } = await askSiting(`${question}&avoid=${box(0.02)}`);
    const inside = items.filter(({ point }) => Math.abs(point[0] - lng) < 0.02 && Math.abs(point[1] - lat) < 0.02);
    expect(siting?.avoided).toEqual(inside.map(({ id }) => id));
    expect(siting?.candidates).toBe(items.length - inside.length);
    expect(siting?.chosen.filter(({ id }) => siting.avoided.includes(id))).toEqual([]);
    expect(siting!.share.after).toBeLessThanOrEqual(free.siting!.share.after);
    const none = await askSiting(`${question}&avoid=105.5,9.7,106.5,9.7,106.5,10.5,105.5,10.5`);
    expect([none.siting?.candidates, none.siting?.chosen]).toEqual([0, []]);
    expect(none.siting?.share.after).toBe(none.siting?.share.before);
  });

  test.each([
    ["avoid=105.9,10.2,106,10.2", "/avoid"],
    ["avoid=105.9,10.2,106,10.2,106", "/avoid"],
    ["avoid=105.9,10.2,106,10.2,106,12", "/avoid/0/2/1"],
    ["avoid=105.9,10.2,106,10.2,106,10.1;105.9,10,106,10.2,106,10,105.9,10.2", "/avoid/1"],
    ["avoid=105.9,10.2,106,10.2,105.95,10.2", "/avoid/0"],
    [`avoid=${Array.from({ length: 6 }, () => "105.9,10.2,106,10.2,106,10.1").join(";")}`, "/avoid"],
    ["start=nothing&count=2", "/count"],
    ["start=plan", "/start"],
  ])("%s is a 400 that names %s", async (query, pointer) => {
    const response = await server.app.inject(`/api/coverage/siting?of=clusters&${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json<{ errors: { pointer: string }[] }>().errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  test("no more than five", async () => {
    expect((await server.app.inject("/api/coverage/siting?of=markets&count=6")).statusCode).toBe(400);
  });
});

describe("areas", () => {
  test("service areas grow, areas of the nearest site share the province out", async () => {
    const { features, provinceHa } = await askAreas("of=markets");
    const services = features.filter(({ properties }) => properties.kind === "service");
    expect(services.map(({ properties }) => properties.km)).toEqual([3, 5, 10]);
    const hectares = services.map(({ properties }) => properties.areaHa);
    expect(hectares).toEqual(hectares.toSorted((a, b) => a - b));
    expect(hectares[2]).toBeLessThanOrEqual(provinceHa * 1.0001);
    const cells = features.filter(({ properties }) => properties.kind === "nearest");
    const shares = cells.reduce((sum, { properties }) => sum + properties.provinceShare, 0);
    expect(Math.abs(shares - 1)).toBeLessThan(1e-4);
  });

  test("a circle wholly inside the province has the area of a circle", async () => {
    const { features } = await askAreas("of=zones&thresholdsKm=0.1");
    const { sites } = await ask("of=zones");
    const points = sites.filter(({ position }) => position !== null).length;
    const [service] = features;
    expect(service!.properties.areaHa / (points * Math.PI * 0.1 ** 2 * 100)).toBeCloseTo(1, 2);
  });
});
