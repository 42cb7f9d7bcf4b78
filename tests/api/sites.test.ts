import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { matchesSearch, searchKey } from "#contracts/search-key.ts";
import type { Site, SiteDetail } from "#contracts/sites.ts";
import type { Summary } from "#contracts/summary.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";

let server: ReadOnlyApp;
beforeAll(async () => {
  server = await sharedApp();
});
afterAll(() => server.close());

type List = { items: Site[]; total: number };
const list = (query = ""): Promise<List> => server.get<List>(`/api/sites${query}`);
const idsOf = ({ items }: List): string[] => items.map(({ id }) => id);

describe("/api/sites", () => {
  test("holds 14 clusters, 88 listed markets and 7 known from the press, 3 approved zones", async () => {
    const { items, total } = await list();
    expect(total).toBe(items.length);
    const count = (kind: string, status?: string) =>
      items.filter((site) => site.kind === kind && (status === undefined || site.status === status)).length;
    expect(count("cluster")).toBe(14);
    expect(count("market", "listed")).toBe(88);
    expect(count("market", "unverified")).toBe(7);
    expect(count("zone", "approved")).toBe(3);
    expect(items.filter(({ kind, parentId }) => kind === "corridor" && parentId === null).map(({ id }) => id)).toEqual([
      "co-chien",
    ]);
  });

  test("comes in the order of kinds, zones of the Plan first", async () => {
    const { items } = await list();
    expect(items.slice(0, 4).map(({ id }) => id)).toEqual(["hoa-phu", "hoa-phu-1", "hoa-phu-2", "binh-minh"]);
    const kinds = items.map(({ kind }) => kind);
    expect(kinds.filter((kind, place) => kind !== kinds[place - 1])).toEqual([...new Set(kinds)]);
  });

  test("a site without a point has no position; no other site lacks one", async () => {
    for (const { id, position, geometryQuality, geometrySource } of (await list()).items) {
      expect([id, position === null]).toEqual([id, geometryQuality === "districtOnly"]);
      const [longitude, latitude] = position ?? [105.9, 10.1];
      expect([longitude > 105, latitude < 11, position === null || geometrySource !== null], id).toEqual([
        true,
        true,
        true,
      ]);
    }
  });

  test("kind, status, district, commune and parent narrow the list", async () => {
    expect(idsOf(await list("?parent=hoa-phu"))).toEqual(["hoa-phu-1", "hoa-phu-2"]);
    expect(idsOf(await list("?kind=zone&status=approved")).toSorted()).toEqual(["an-dinh", "binh-tan", "dong-binh"]);
    expect(
      (await list("?kind=cluster,market")).items.every(({ kind }) => kind === "cluster" || kind === "market"),
    ).toBe(true);
    const [market] = (await list("?kind=market")).items.filter(({ district, commune }) => district && commune);
    const inDistrict = await list(`?district=${market?.district?.id}`);
    expect(idsOf(inDistrict)).toContain(market?.id);
    expect(inDistrict.items.every(({ district }) => district?.id === market?.district?.id)).toBe(true);
    const inCommune = await list(`?commune=${market?.commune?.id}`);
    expect(inCommune.items.every(({ commune }) => commune?.id === market?.commune?.id)).toBe(true);
    expect(await list("?district=atlantis")).toEqual({ items: [], total: 0 });
  });

  test.each([
    [105.9, 10.1, 106, 10.2],
    [105.8245, 10.0385, 105.8245, 10.0385],
    [0, 0, 1, 1],
    [-180, -90, 180, 90],
  ])("the box %d,%d,%d,%d holds the points brute force finds", async (west, south, east, north) => {
    const all = await list();
    const inside = all.items.filter(
      ({ position }) =>
        position && position[0] >= west && position[0] <= east && position[1] >= south && position[1] <= north,
    );
    expect(idsOf(await list(`?bbox=${[west, south, east, north].join(",")}`))).toEqual(inside.map(({ id }) => id));
  });

  test.each([
    "cho vinh long",
    "Chợ Vĩnh Long",
    "CHỢ  VĨNH-LONG",
    "kcn hoa phu",
    "KCN Hoà Phú",
    "khu công nghiệp",
    "tcn",
    "binh tan",
    "ph",
  ])("the words %s find what the client's own search finds", async (typed) => {
    const found = await list(`?q=${encodeURIComponent(typed)}`);
    expect(found.total).toBeGreaterThan(0);
    const folded = searchKey(typed);
    const byName = (await list()).items.filter(({ nameVi }) => matchesSearch(searchKey(nameVi), folded));
    expect(idsOf(found)).toEqual(expect.arrayContaining(byName.map(({ id }) => id)));
  });

  test("search takes every sign literally and needs a letter", async () => {
    for (const typed of ["%", "_", "100%", "a%b", "'", "\\"]) {
      const response = await server.app.inject(`/api/sites?q=${encodeURIComponent(typed)}`);
      expect([200, 400], typed).toContain(response.statusCode);
      expect(response.json<Partial<List>>().total ?? 0).toBeLessThan(20);
    }
  });

  test("headlines of Hòa Phú, of the clusters and of Chợ Vĩnh Long", async () => {
    const { items } = await list();
    const valueOf = (id: string, metric: string) =>
      items.find((site) => site.id === id)?.figures.find((figure) => figure.metric === metric)?.value;
    expect(valueOf("hoa-phu", "grossHa")).toBe(250.97);
    expect(valueOf("hoa-phu", "occupancyShare")).toBe(0.9929);
    expect(valueOf("hoa-phu", "projects")).toBe(39);
    expect(valueOf("hoa-phu-2", "occupancyShare")).toBeUndefined();
    expect(valueOf("binh-minh", "occupancyShare")).toBe(0.9134);
    expect(valueOf("co-chien", "grossHa")).toBe(249);
    expect(valueOf("ccn-trung-nghia", "grossHa")).toBe(47.98);
    expect(valueOf("cho-vinh-long", "marketClass")).toBe(1);
    expect(valueOf("cho-vinh-long", "businessPoints")).toBe(1964);
    expect(valueOf("cho-vinh-long", "marketAreaM2")).toBe(13936.7);
  });
});

describe("/api/sites/:id", () => {
  test("Hòa Phú with its phases, statements and the groups it is counted in", async () => {
    const detail = await server.get<SiteDetail>("/api/sites/hoa-phu");
    expect(detail.site.childIds).toEqual(["hoa-phu-1", "hoa-phu-2"]);
    expect(detail.children.map(({ id }) => id)).toEqual(["hoa-phu-1", "hoa-phu-2"]);
    expect(detail.groups.map(({ id }) => id)).toEqual(expect.arrayContaining(["three-zones", "hoa-phu-binh-minh"]));
    expect(
      detail.groups.find(({ id }) => id === "three-zones")?.figures.find(({ metric }) => metric === "deployedHa")
        ?.value,
    ).toBe(86.3);
  });

  test("a phase is counted in the groups of its whole, khu IV and Cổ Chiên in each other's", async () => {
    const groupsOf = async (id: string) =>
      (await server.get<SiteDetail>(`/api/sites/${id}`)).groups.map((group) => group.id);
    expect(await groupsOf("hoa-phu-1")).toContain("three-zones");
    expect(await groupsOf("co-chien-4")).toEqual(["three-zones", "three-zones-khu-iv"]);
    expect(await groupsOf("co-chien")).toEqual(["three-zones", "three-zones-khu-iv"]);
    expect(await groupsOf("cho-vinh-long")).toEqual([]);
  });

  test("Bình Minh keeps the difficulties the Plan recorded", async () => {
    const { obstacles } = await server.get<SiteDetail>("/api/sites/binh-minh");
    expect(obstacles.map(({ topic }) => topic)).toEqual(expect.arrayContaining(["wastewater", "accessRoad", "rent"]));
    expect(obstacles.every(({ asOf }) => asOf === "2015-06-18")).toBe(true);
  });

  test("a cluster names the dated lists it stands in", async () => {
    const { planVersions } = await server.get<SiteDetail>("/api/sites/ccn-trung-nghia");
    expect(planVersions.map(({ id }) => id)).toEqual(["clusters-2024", "clusters-2021", "clusters-2018"]);
  });

  test("an unknown site is a 404 in the language asked for", async () => {
    const vi = await server.app.inject("/api/sites/atlantis");
    const en = await server.app.inject({
      url: "/api/sites/atlantis",
      headers: { "accept-language": "en-GB,en;q=0.9,vi;q=0.5" },
    });
    expect([vi.statusCode, vi.json<{ type: string }>().type]).toEqual([404, "/problems/site-not-found"]);
    expect(vi.headers["content-type"]).toContain("application/problem+json");
    expect(vi.json<{ detail: string }>().detail).toContain("Không có địa điểm");
    expect(en.json<{ detail: string }>().detail).toBe("No site has the id “atlantis”.");
  });
});

describe("/api/summary", () => {
  let summary: Summary;
  beforeAll(async () => {
    summary = await server.get<Summary>("/api/summary");
  });

  test("occupancy in the Plan's order, none for Cổ Chiên", () => {
    expect(
      summary.occupancy.map(({ site, figure }) => [site.id, figure?.value ?? null, figure?.period ?? null]),
    ).toEqual([
      ["hoa-phu", 0.9929, "2024-12"],
      ["binh-minh", 0.9134, "2025"],
      ["co-chien", null, null],
    ]);
  });

  test("the group's 36 = 11 + 25 projects, capital and land", () => {
    const values = Object.fromEntries(summary.group.figures.map(({ metric, value }) => [metric, value]));
    expect(values).toMatchObject({
      projects: 36,
      projectsFdi: 11,
      projectsDomestic: 25,
      registeredCapitalBillionVnd: 3931.2,
      deployedCapitalBillionVnd: 985.5,
      leasedHa: 175.42,
      deployedHa: 86.3,
      landDeploymentShare: 0.4918,
      capitalDeploymentShare: 0.2506,
    });
    expect(summary.group.members.map(({ id }) => id)).toEqual(["hoa-phu", "binh-minh", "co-chien"]);
  });

  test("control totals are those of the Plan, whatever later lists say", () => {
    expect(summary.controlTotals.map(({ metric, value, period }) => [metric, value, period])).toEqual([
      ["clusters", 14, "2015-06"],
      ["clustersGrossHa", 692.41, "2015-06"],
      ["markets", 116, "2015-06"],
      ["marketsClass1", 2, "2015-06"],
      ["marketsClass2", 25, "2015-06"],
      ["marketsClass3", 89, "2015-06"],
      ["supermarkets", 5, "2015-06"],
      ["marketsPrivatelyRun", 19, "2015-06"],
    ]);
  });

  test("a sum names the members it misses", () => {
    const leasable = summary.sums.find(
      ({ group, metric, asOf }) => group.id === "three-zones" && metric === "leasableHa" && asOf === "2021-07-22",
    );
    expect(leasable?.value).toBe(282.65);
    expect(leasable?.members.map(({ id }) => id)).toEqual(["hoa-phu-1", "hoa-phu-2", "binh-minh"]);
    expect(leasable?.missing.map(({ id }) => id)).toEqual(["co-chien-4", "co-chien-5"]);
    expect(leasable?.inputs).toHaveLength(3);
    const approved = summary.sums.find(
      ({ group, asOf }) => group.id === "approved-zones-2010" && asOf.startsWith("2010"),
    );
    expect(approved).toMatchObject({ value: 950, missing: [] });
  });

  test("lists of different dates stay different lists", () => {
    const lists = Object.fromEntries(summary.planVersions.map((version) => [version.id, version]));
    expect(lists["clusters-2015"]?.figures.map(({ value }) => value)).toEqual([14, 692.41]);
    expect(lists["clusters-2015"]?.named).toBe(0);
    expect(lists["clusters-2018"]).toMatchObject({ named: 14, drawn: 11 });
    expect(lists["clusters-2018"]?.figures.map(({ value }) => value)).toEqual(expect.arrayContaining([492.56, 165.49]));
    expect(lists["clusters-2021"]?.figures.map(({ value }) => value)).toContain(641.08);
    expect(lists["markets-2015"]?.figures.map(({ value }) => value)).toEqual([116, 2, 25, 89]);
    expect(lists["markets-2026"]?.named).toBe(88);
  });

  test("counts wholes, not their parts", () => {
    const counts = Object.fromEntries(summary.counts.map(({ kind, listed, drawn }) => [kind, [listed, drawn]]));
    expect(counts["zone"]).toEqual([5, 5]);
    expect(counts["corridor"]?.[0]).toBe(1);
    expect(counts["cluster"]).toEqual([14, 11]);
    expect(counts["market"]?.[0]).toBe(95);
  });

  test("zones that were only announced are a list of their own, and none of the counts", async () => {
    const announced = summary.planVersions.find(({ id }) => id === "zones-2022");
    expect(announced).toMatchObject({ named: 5, drawn: 0 });
    expect(announced?.figures.map(({ value }) => value)).toEqual([5, 1700]);
    const planned = idsOf(await list("?kind=zone&status=planned"));
    expect(planned).toEqual(["tan-an-thanh", "dinh-khao", "trung-thanh-tay", "my-hoa", "phuoc-an"]);
    const shown = JSON.stringify({ ...summary, planVersions: [] });
    expect(planned.filter((id) => shown.includes(id))).toEqual([]);
  });

  test("carries the data version of /readyz", async () => {
    const ready = await server.get<{ dataVersion: string }>("/readyz");
    expect(summary.dataVersion).toMatch(/^[0-9a-f]{12}$/);
    expect(ready.dataVersion).toBe(summary.dataVersion);
  });
});
