import * as fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ENDPOINTS } from "#contracts/api.ts";
import type { Endpoint } from "#contracts/endpoint.ts";
import { layerId } from "#contracts/layers.ts";
import { COLLECTIONS } from "#server/collections/collections.ts";
import { REPORT_FORMATS } from "#contracts/report-formats.ts";
import { ask, type Asked, invited, type Person, turnOnTwoStep } from "../helpers/accounts.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";
import { readPdf } from "../helpers/document-text.ts";
import { type LandApi, lotBody, openLand, type Row } from "../helpers/land-api.ts";

/** Requests by nobody in particular; all of them with `npm run verify:land`. */
const REQUESTS = Number(process.env["LAND_REQUESTS"] ?? 300);
const SEED = 20_261_123;

/** In every text that is entered, and nowhere else. */
const MARK = "chưa-duyệt-7Q";
/** Of what is entered in numbers: digits that no published figure has. */
const VALUE = 73.1931;
const JOBS = 731_931;

/** Land use in every state but approved. */
let land: LandApi;
/** The same publications without any land use. */
let clean: ReadOnlyApp;

beforeAll(async () => {
  clean = await sharedApp();
  land = await openLand();
  const approver = await turnOnTwoStep(land.server, await invited(land.server, land.admin, "phê.duyệt", "approver"));
  for (const [n, siteId] of ["binh-minh", "hoa-phu-1", "hoa-phu-2"].entries()) await enter(siteId, n, approver);
}, 240_000);
afterAll(async () => {
  await land.server.close();
  await clean.close();
});

/** A site's land, with one report in each state that is not public: draft, handed in, returned. */
const enter = async (siteId: string, n: number, approver: Person): Promise<void> => {
  const note = `${MARK} ghi chú ${n}`;
  const lot = await land.add("lots", { ...lotBody(`${MARK}-${n}`, n * 5), siteId, statedAreaHa: 1.1931, note });
  await land.add("events", { lotId: lot.id, kind: "leasable", happenedOn: "2012-03-01", documentNumber: MARK, note });
  const enterprise = await land.add("enterprises", { nameVi: `Công ty ${MARK} ${n}`, nameEn: MARK, note });
  const project = await land.add("projects", {
    siteId,
    enterpriseId: enterprise.id,
    nameVi: `Dự án ${MARK} ${n}`,
    note,
  });
  await land.add("project-versions", {
    projectId: project.id,
    kind: "first",
    issuedOn: "2012-03-01",
    isFdi: false,
    certificateNumber: MARK,
    registeredBillionVnd: VALUE,
    jobsRegistered: JOBS,
    note,
  });
  const lease = await land.add("leases", {
    lotId: lot.id,
    projectId: project.id,
    contractNumber: MARK,
    during: { from: "2012-06-01", endedOn: "2050-01-01" },
    areaHa: 0.1931,
    note,
  });
  await land.add("lease-facts", { leaseId: lease.id, kind: "handover", fromDay: "2012-06-01", note });
  await land.add("events", { lotId: lot.id, kind: "deployed", happenedOn: "2013-01-01", areaHa: 0.1931 });
  for (const [number, end] of (["draft", "submitted", "returned"] as const).entries()) {
    const period = await periodOf(2016 + n, number + 1);
    const report = await land.add("reports", { periodId: period.id, siteId, note });
    await land.add("report-projects", {
      reportId: report.id,
      projectId: project.id,
      implementedBillionVnd: VALUE,
      jobs: JOBS,
      deployedHa: 0.1931,
      note,
    });
    if (end !== "draft") {
      const handedIn = await stepped(report, "submit", land.editor);
      if (end === "returned") await stepped(handedIn, "return", approver, { remark: note });
    }
  }
};

const periodOf = async (year: number, number: number): Promise<Row> =>
  land.add("periods", { ruleId: "plan-quarter", year, number });

const stepped = async ({ id }: Row, action: string, as: Person, body: object = {}): Promise<Row> => {
  const { rowVersion } = await land.read(`/api/land/reports/${id}`);
  const answer = await land.write("POST", `/api/land/reports/${id}/${action}`, rowVersion, body, as);
  if (answer.statusCode !== 200) throw new Error(`${action}: ${answer.body}`);
  return answer.json<Row>();
};

type Request = { readonly method: Endpoint["method"]; readonly url: string; readonly headers: Record<string, string> };

const DAYS = ["2012-12-31", "2015-06-18", "2016-09-30", "2018-01-01", "2024-12-29", "2026-11-23", "2030-01-01"];
const WORDS = [MARK, "7319", "hoa", "Công ty", "", "%", "'", "../..", "null", "1e9"];

/** Requests drawn over the whole contract, public or not, with every filter it knows, and some that it does not. */
const requests = async (): Promise<readonly Request[]> => {
  const ids = async (url: string) =>
    (await clean.get<{ items: { id: string }[] }>(url)).items.map(({ id }) => id).toSorted();
  const sites = await ids("/api/sites");
  const figures = [
    ...(await ids("/api/figures?subject=hoa-phu-2")),
    ...(await ids("/api/figures?subject=three-zones")),
  ];
  const sources = await ids("/api/sources");
  const layers = layerId.options;
  const text = fc.oneof(
    fc.constantFrom(...sites),
    fc.constantFrom(...figures),
    fc.constantFrom(...sources),
    fc.constantFrom(...layers),
    fc.constantFrom(...DAYS),
    fc.constantFrom(...WORDS),
    fc.constantFrom("published", "illustrative", "all", "situation", "population", "zone,corridor", "cluster"),
    fc.integer({ min: 0, max: 60 }).map(String),
  );
  const likely: Readonly<Record<string, fc.Arbitrary<string>>> = {
    asOf: fc.constantFrom(...DAYS),
    knownOn: fc.constantFrom(...DAYS),
    data: fc.constantFrom("published", "illustrative"),
    subject: fc.constantFrom(...sites, "three-zones", "vinh-long"),
    site: fc.constantFrom(...sites),
    siteId: fc.constantFrom(...sites),
    metric: fc.constantFrom("leasedHa", "population", "deployedHa"),
    layer: fc.constantFrom(...layers),
    report: fc.constant("situation"),
    id: fc.oneof(fc.constantFrom(...sites), fc.constantFrom(...figures), fc.constantFrom(...layers), text),
  };
  // Mostly what the contract means by a name, now and then anything.
  const valueOf = (name: string) =>
    fc.oneof({ arbitrary: likely[name] ?? text, weight: 5 }, { arbitrary: text, weight: 1 });
  const from = (endpoints: readonly Endpoint[]) =>
    fc.constantFrom(...endpoints).chain(({ method, path, query }) =>
      fc
        .record({
          path: fc
            .tuple(...path.split("/").map((part) => (part.includes(":") ? segment(part, valueOf) : fc.constant(part))))
            .map((parts) => parts.join("/")),
          keys: fc.oneof(
            { arbitrary: fc.subarray(Object.keys(query.shape)), weight: 5 },
            { arbitrary: fc.subarray([...Object.keys(query.shape), "q", "format"]), weight: 1 },
          ),
        })
        .chain(({ path: filled, keys }) =>
          fc
            .tuple(...keys.map((name) => valueOf(name).map((value) => [name, value] as const)))
            .map((pairs) => ({ method, url: addressOf(filled, pairs) })),
        ),
    );
  const isPublic = ({ access, method }: Endpoint) => access === "public" && method === "GET";
  const versions = new Map<string, string>();
  for (const layer of layers)
    versions.set(layer, (await clean.get<{ dataVersion: string }>(`/tiles/${layer}.json`)).dataVersion);
  const tile = fc
    .record({ layer: fc.constantFrom(...layers), z: fc.integer({ min: 0, max: 14 }), dx: fc.nat(3), dy: fc.nat(3) })
    .chain(({ layer, z, dx, dy }) =>
      fc.constantFrom(versions.get(layer)!, versions.get(layer)!, "x").map((version) => {
        // Around the province: what lies elsewhere is empty.
        const [x, y] = [Math.floor(((105.9 + 180) / 360) * 2 ** z) + dx - 1, Math.floor(0.4714 * 2 ** z) + dy - 1];
        return {
          method: "GET" as const,
          url: `/tiles/${version}/${layer}/${z}/${Math.max(0, x)}/${Math.max(0, y)}.mvt`,
        };
      }),
    );
  const property = fc.constantFrom("name_vi", "subject_id", "source_id", "note_vi");
  const ogc = fc
    .record({
      collection: fc.constantFrom(...COLLECTIONS.map(({ id }) => id)),
      end: fc.oneof(
        fc.constantFrom("", "/queryables", "/items", "/items", "/items"),
        text.map((id) => `/items/${encodeURIComponent(id)}`),
      ),
      asked: fc.subarray(["limit=5", "f=html", "data=illustrative", "asOf=2018-01-01", "bbox=105.9,10,106.1,10.3"]),
      filter: fc.option(fc.tuple(property, text), { nil: undefined }),
    })
    .map(({ collection, end, asked, filter }) => {
      const condition =
        filter && `filter=${encodeURIComponent(`${filter[0]} LIKE '%${filter[1].replaceAll("'", "''")}%'`)}`;
      const query = [...asked, ...(condition && end === "/items" ? [condition] : [])].join("&");
      return { method: "GET" as const, url: `/ogc/collections/${collection}${end}?${query}` };
    });
  const other = fc
    .constantFrom("/api/openapi.json", "/livez", "/ogc", "/ogc/api", "/ogc/collections")
    .map((url) => ({ method: "GET" as const, url }));
  const request = fc
    .record({
      asked: fc.oneof(
        { arbitrary: from(ENDPOINTS.filter(isPublic)), weight: 12 },
        { arbitrary: from(ENDPOINTS.filter((one) => !isPublic(one))), weight: 8 },
        { arbitrary: tile, weight: 3 },
        { arbitrary: ogc, weight: 4 },
        { arbitrary: other, weight: 1 },
      ),
      headers: fc.constantFrom<Record<string, string>>(
        {},
        { "accept-language": "en" },
        { authorization: "Bearer vlm_khong-co" },
        { cookie: "session=abc" },
        { "if-match": '"1"' },
      ),
    })
    .map(({ asked, headers }) => ({ ...asked, headers }));
  return fc.sample(request, { seed: SEED, numRuns: REQUESTS });
};

const segment = (part: string, valueOf: (name: string) => fc.Arbitrary<string>): fc.Arbitrary<string> => {
  const [, name = "", rest = ""] = /^:(\w+)(.*)$/.exec(part) ?? [];
  return valueOf(name).map((value) => `${encodeURIComponent(value)}${rest}`);
};
const addressOf = (path: string, pairs: readonly (readonly [string, string])[]): string =>
  pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs.map(([name, value]) => [name, value]))}`;

/** Differs with the moment of the answer, not with the data. */
const answerOf = async (server: Asked, { method, url, headers }: Request) => {
  const {
    statusCode,
    body,
    headers: told,
  } = await ask(server, method, url, {
    headers,
    ...(method !== "GET" && { body: { note: MARK } }),
  });
  return {
    statusCode,
    body: body.replace(/"timeStamp":"[^"]*"/, ""),
    type: told["content-type"],
    etag: told.etag,
  };
};

test(
  `${REQUESTS} requests of nobody in particular are answered as if no land use had been entered`,
  async () => {
    const all = await requests();
    const met = new Map<number, number>();
    for (const request of all) {
      const [without, filled] = [await answerOf(clean, request), await answerOf(land.server, request)];
      expect({ request, ...filled }).toEqual({ request, ...without });
      met.set(filled.statusCode, (met.get(filled.statusCode) ?? 0) + 1);
    }
    // Not all of them miss: a good part is answered, and what is not public is refused.
    expect(met.get(200) ?? 0).toBeGreaterThan(REQUESTS / 5);
    expect(met.get(401) ?? 0).toBeGreaterThan(REQUESTS / 5);
    expect([...met.keys()].filter((status) => status >= 500)).toEqual([]);
    console.log(`${REQUESTS} requests: ${[...met].map(([status, count]) => `${count} × ${status}`).join(", ")}`);
  },
  60_000 + REQUESTS * 120,
);

test("files of the report hold nothing of it", async () => {
  for (const format of REPORT_FORMATS) {
    const { rawPayload, statusCode } = await land.server.app.inject(
      `/api/reports/situation/${format}?data=illustrative`,
    );
    expect(statusCode).toBe(200);
    const text =
      format === "pdf"
        ? (await readPdf(rawPayload)).text
        : Object.values(unzipSync(rawPayload))
            .map((part) => strFromU8(part))
            .join("\n");
    expect(text.length).toBeGreaterThan(2_000);
    expect(text).not.toContain(MARK);
    expect(text).not.toMatch(/73[.,]1931|731\.?931|731931/);
  }
});

test("whoever may read land use does find what was entered", async () => {
  const { items } = await land.read<{ items: Row[] }>("/api/land/report-projects");
  expect(items).toHaveLength(9);
  expect(JSON.stringify(items)).toContain(MARK);
  expect(items.every(({ implementedBillionVnd }) => implementedBillionVnd === VALUE)).toBe(true);
});
