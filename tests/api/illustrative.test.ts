import type { LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { DATA_ENDPOINTS } from "#contracts/api.ts";
import type { Figure } from "#contracts/figures.ts";
import type { FeatureCollection } from "#contracts/layers.ts";
import { layerId } from "#contracts/layers.ts";
import { REPORT_FORMATS } from "#contracts/report-formats.ts";
import type { Site, SiteDetail } from "#contracts/sites.ts";
import type { Source } from "#contracts/sources.ts";
import type { Summary } from "#contracts/summary.ts";
import { appForTests, type ReadOnlyApp, sharedApp } from "../helpers/app.ts";

let withSet: ReadOnlyApp;
let without: ReadOnlyApp;
beforeAll(async () => {
  withSet = await sharedApp();
  without = await appForTests({ isPublishedOnly: true });
});
afterAll(async () => {
  await withSet.close();
  await without.close();
});

const ON = "data=illustrative";
const SPLIT = "co-chien.leasedHa.2015-06.minh-hoa";
const SUBJECTS = ["vinh-long", "three-zones", "hoa-phu", "hoa-phu-1", "co-chien", "commune-29590", "ccn-minh-hoa-1"];
const PUBLIC_URLS = [
  "/api/summary",
  "/api/summary?asOf=2015-06-18",
  "/api/summary?knownOn=2026-11-22",
  "/api/summary?data=published",
  "/api/sites",
  "/api/sites?asOf=2015-12-31&knownOn=2026-11-30",
  "/api/sites?kind=cluster,market,supermarket",
  "/api/sites?q=minh%20hoa",
  "/api/sites?district=district-857&data=published",
  "/api/sites?bbox=105.7,9.9,106.3,10.4",
  ...["hoa-phu", "co-chien", "ccn-trung-nghia", "cho-vinh-long", "cho-minh-hoa-1"].map((id) => `/api/sites/${id}`),
  ...SUBJECTS.map((id) => `/api/figures?subject=${id}`),
  "/api/figures?subject=co-chien&metric=leasedHa&asOf=2020-01-01",
  `/api/figures/${SPLIT}`,
  "/api/figures/co-chien.occupancyShare.2015-06.derived.minh-hoa",
  "/api/figures/three-zones.leasedHa.2015-06",
  "/api/figures/hoa-phu.leasedHa.2024-12.derived",
  "/api/checks",
  "/api/checks?asOf=2015-06-18",
  ...SUBJECTS.map((id) => `/api/intervals?subject=${id}`),
  "/api/intervals?subject=co-chien&asOf=2015-06-18",
  "/tiles/sites.json",
  "/tiles/sites/changes?since=earlier",
  "/tiles/latest/sites/8/203/120.mvt",
  "/api/open-data",
  "/api/dcat.json",
  "/api/sources",
  "/api/sources?data=published",
  "/api/layers",
  ...layerId.options.map((id) => `/api/layers/${id}`),
  "/api/layers/sites?asOf=2015-06-18",
  "/api/dates",
  "/api/plan-versions",
  "/api/plan-versions?topic=clusters&asOf=2015-06-18",
  "/api/targets",
  "/api/calls",
  "/api/find",
  "/api/coverage?of=clusters",
  "/api/coverage?of=markets&asOf=2015-06-18",
  "/api/coverage/areas?of=clusters",
  "/api/coverage/siting?of=clusters",
  "/api/coverage/markets",
  "/api/freshness",
  "/api/crosswalk?metric=population",
  "/api/reports/situation",
  "/api/reports/situation?asOf=2015-06-18",
  ...REPORT_FORMATS.map((format) => `/api/reports/situation/${format}`),
  "/api/openapi.json",
  "/readyz",
];

/** All that a client can tell two answers apart by, but the time and the connection. */
const seen = ({ statusCode, headers, body }: LightMyRequestResponse) => {
  const { date: _, connection: __, "keep-alive": ___, "x-request-id": ____, ...others } = headers;
  return { statusCode, headers: others, body };
};

describe("off is as if it were not installed", () => {
  test.each(PUBLIC_URLS)("%s answers byte for byte the same", async (url) => {
    // Some answers name the server by the address it was asked under.
    const asked = { url, headers: { host: new URL(inject("sharedUrl")).host } };
    const [one, other] = await Promise.all([withSet.app.inject(asked), without.app.inject(asked)]);
    expect(seen(one)).toEqual(seen(other));
    expect(one.statusCode).not.toBe(500);
  });

  test("every endpoint was compared", () => {
    const paths = PUBLIC_URLS.map((url) => url.split("?")[0]!);
    const missing = DATA_ENDPOINTS.filter(({ path }) => {
      const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, "[^/]+")}$`);
      return !paths.some((given) => pattern.test(given));
    });
    expect(missing.map(({ path }) => path)).toEqual([]);
  });

  test.each(["/api/checks?", "/api/intervals?subject=co-chien&"])("%s does not take it at all", async (url) => {
    const { statusCode, body } = await withSet.app.inject(`${url}${ON}`);
    expect(statusCode).toBe(400);
    expect(body).toContain("data");
  });
});

describe("on", () => {
  const sitesOf = async (url: string) => (await withSet.get<{ items: Site[] }>(url)).items;
  const figuresOf = async (subject: string, more = "") =>
    (await withSet.get<{ items: Figure[] }>(`/api/figures?subject=${subject}${more}`)).items;

  test("it only adds: every published site and figure stays as it was", async () => {
    const [off, on] = await Promise.all([sitesOf("/api/sites"), sitesOf(`/api/sites?${ON}`)]);
    const isMadeUp = ({ dataSet }: Site) => dataSet === "illustrative";
    expect(off.filter(isMadeUp)).toEqual([]);
    expect(on.filter((site) => !isMadeUp(site)).map(({ id }) => id)).toEqual(off.map(({ id }) => id));
    for (const site of on.filter((candidate) => !isMadeUp(candidate))) {
      const real = site.figures.filter(({ method }) => method !== "illustrative");
      expect({ ...site, figures: real }).toEqual(off.find(({ id }) => id === site.id));
    }
    for (const subject of ["hoa-phu", "hoa-phu-1", "hoa-phu-2", "binh-minh", "co-chien", "three-zones", "vinh-long"]) {
      const [before, after] = await Promise.all([figuresOf(subject), figuresOf(subject, `&${ON}`)]);
      expect(after.filter(({ method }) => method !== "illustrative")).toEqual(before);
    }
  });

  test("the split of 2015 adds up to the Plan, site by site", async () => {
    const [hoaPhu, binhMinh, coChien] = await Promise.all(
      ["hoa-phu", "binh-minh", "co-chien"].map((id) => figuresOf(id, `&${ON}`)),
    );
    const value = (figures: Figure[] | undefined, metric: string) =>
      figures?.find((figure) => figure.metric === metric && figure.id.endsWith("2015-06.minh-hoa"))?.value ?? NaN;
    for (const [metric, total] of [
      ["projects", 36],
      ["projectsFdi", 11],
      ["projectsDomestic", 25],
      ["leasedHa", 175.42],
      ["deployedHa", 86.3],
      ["registeredCapitalBillionVnd", 3931.2],
      ["deployedCapitalBillionVnd", 985.5],
    ] as const) {
      const sum = [hoaPhu, binhMinh, coChien].reduce((whole, figures) => whole + value(figures, metric), 0);
      expect(Number(sum.toFixed(2)), metric).toBe(total);
    }
  });

  test("the lists have the Plan's lengths: 14 clusters of 692,41 ha, 116 markets in 2/25/89, 19, 5", async () => {
    const made = (await sitesOf(`/api/sites?${ON}`)).filter(({ dataSet }) => dataSet === "illustrative");
    const of = (kind: string) => made.filter((site) => site.kind === kind);
    const value = (site: Site, metric: string) => site.figures.find((figure) => figure.metric === metric)?.value ?? 0;
    expect(made.every(({ nameVi, nameEn }) => /minh họa/.test(nameVi) && /[Ii]llustrative/.test(nameEn))).toBe(true);
    expect(of("cluster").map(({ shortNameVi }) => shortNameVi)).toEqual(
      Array.from({ length: 14 }, (_, index) => `CCN minh họa ${index + 1}`),
    );
    const area = of("cluster").reduce((sum, site) => sum + value(site, "grossHa"), 0);
    expect(Number(area.toFixed(2))).toBe(692.41);
    expect(of("market")).toHaveLength(116);
    const classes = [1, 2, 3].map((rank) => of("market").filter((site) => value(site, "marketClass") === rank).length);
    expect(classes).toEqual([2, 25, 89]);
    expect(of("market").filter(({ note }) => /doanh nghiệp|hợp tác xã/.test(note?.vi ?? ""))).toHaveLength(19);
    expect(of("supermarket").map(({ nameVi }) => nameVi)).toEqual([1, 2, 3, 4, 5].map((n) => `Siêu thị minh họa ${n}`));
  });

  test("what follows from a made-up figure is made up, and says from what", async () => {
    const { figure, inputs } = await withSet.get<{ figure: Figure; inputs: Figure[] }>(
      `/api/figures/co-chien.occupancyShare.2015-06.derived.minh-hoa?${ON}`,
    );
    expect(figure).toMatchObject({ method: "illustrative", confidence: "low", formula: "leasedHa / leasableHa" });
    expect(inputs.map(({ id, method }) => [id, method])).toEqual([
      ["co-chien.leasableHa.2015-06.minh-hoa", "illustrative"],
      [SPLIT, "illustrative"],
    ]);
    const all = (await sitesOf(`/api/sites?${ON}`)).flatMap(({ figures }) => figures);
    const madeUp = new Set(all.filter(({ method }) => method === "illustrative").map(({ id }) => id));
    expect(all.filter(({ id, inputs: used }) => used.some((input) => madeUp.has(input)) && !madeUp.has(id))).toEqual(
      [],
    );
  });

  test("it stands where nothing is published, and nowhere else", async () => {
    const { occupancy } = await withSet.get<Summary>(`/api/summary?${ON}`);
    expect(occupancy.map(({ site, figure }) => [site.id, figure?.asOf, figure?.method])).toEqual([
      ["hoa-phu", "2024-12-29", "published"],
      ["binh-minh", "2025-12-31", "published"],
      ["co-chien", "2015-06-18", "illustrative"],
    ]);
    const { site } = await withSet.get<SiteDetail>(`/api/sites/hoa-phu?${ON}`);
    const method = (metric: string) => site.figures.find((figure) => figure.metric === metric)?.method;
    expect([method("leasedHa"), method("projects"), method("deployedHa")]).toEqual([
      "derived",
      "published",
      "illustrative",
    ]);
    const history = await figuresOf("hoa-phu", `&metric=leasedHa&${ON}`);
    expect(history.find(({ id }) => id === "hoa-phu.leasedHa.2015-06.minh-hoa")?.supersededBy).toBe(
      "hoa-phu.leasedHa.2024-12.derived",
    );
  });

  test("the public totals are the printed ones, and the sums know no made-up figure", async () => {
    const [off, on] = await Promise.all([
      withSet.get<Summary>("/api/summary"),
      withSet.get<Summary>(`/api/summary?${ON}`),
    ]);
    expect([on.controlTotals, on.sums, on.group]).toEqual([off.controlTotals, off.sums, off.group]);
    expect(on.planVersions.filter(({ dataSet }) => dataSet === "published")).toEqual(off.planVersions);
    const lists = on.planVersions.filter(({ dataSet }) => dataSet === "illustrative");
    expect(lists.map(({ id, named, drawn }) => [id, named, drawn])).toEqual([
      ["clusters-2015-minh-hoa", 14, 14],
      ["markets-2015-minh-hoa", 116, 116],
      ["supermarkets-2015-minh-hoa", 5, 5],
    ]);
  });

  test("map and sources show it with its mark, and answers have a version of their own", async () => {
    const [off, on] = await Promise.all([
      withSet.get<FeatureCollection>("/api/layers/sites"),
      withSet.get<FeatureCollection>(`/api/layers/sites?${ON}`),
    ]);
    const made = on.features.filter(({ properties }) => properties["dataSet"] === "illustrative");
    expect(made).toHaveLength(14 + 116 + 5);
    expect(on.features.length).toBe(off.features.length + made.length);
    const { items } = await withSet.get<{ items: Source[] }>(`/api/sources?${ON}`);
    expect(items.filter(({ dataSet }) => dataSet === "illustrative").map(({ titleVi }) => titleVi)).toEqual([
      "Bộ số liệu minh họa (dựng ra để học và trình diễn, không phải số liệu thật)",
    ]);
    const version = async (app: ReadOnlyApp, query: string) =>
      (await app.get<Summary>(`/api/summary${query}`)).dataVersion;
    expect(await version(withSet, `?${ON}`)).toMatch(/^[0-9a-f]{12}-minh-hoa-[0-9a-f]{12}$/);
    expect(await version(withSet, "")).toMatch(/^[0-9a-f]{12}$/);
    expect(await version(without, `?${ON}`)).toBe(await version(without, ""));
  });
});
