import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATA_ENDPOINTS } from "#contracts/api.ts";
import type { Figure } from "#contracts/figures.ts";
import type { Summary } from "#contracts/summary.ts";
import { buildApp } from "#server/app.ts";
import { loadGeodata } from "#server/features/imports/load.ts";
import { StartState } from "#server/start-state.ts";
import { type ReadOnlyApp, type TestApp, appForTests, sharedApp } from "../helpers/app.ts";
import { ROOT } from "../helpers/embedded-template.ts";
import { exampleOf } from "../helpers/example-requests.ts";

let server: ReadOnlyApp;
beforeAll(async () => {
  server = await sharedApp();
});
afterAll(() => server.close());

const DAY_OF_PLAN = "2015-06-18";
const FIRST_LOAD = "2026-11-22";

const withParams = (url: string, params: string): string => `${url}${url.includes("?") ? "&" : "?"}${params}`;

/** Every object anywhere in a body. */
const objectsIn = (part: unknown): Record<string, unknown>[] =>
  Array.isArray(part)
    ? part.flatMap(objectsIn)
    : typeof part === "object" && part !== null
      ? [part as Record<string, unknown>, ...Object.values(part).flatMap(objectsIn)]
      : [];
const figuresIn = (body: unknown): Figure[] =>
  objectsIn(body).filter((part) => "metric" in part && "method" in part) as unknown as Figure[];
const datesIn = (body: unknown): string[] =>
  objectsIn(body).flatMap((part) =>
    ["asOf", "date"].flatMap((key) => (typeof part[key] === "string" ? [part[key]] : [])),
  );

const CASES = DATA_ENDPOINTS.flatMap((endpoint) =>
  ["asOf", "knownOn"]
    .filter((parameter) => parameter in endpoint.query.shape)
    .map((parameter) => ({ name: endpoint.name, url: exampleOf(endpoint), parameter })),
);

/** Shapes have no history: tiles are those of the newest data. */
const WITHOUT_DAYS = ["tileJson", "tileChanges"];

test("every endpoint of dated data takes both days; only the list of dates has no use for asOf", () => {
  const dated = DATA_ENDPOINTS.filter(({ name }) => !WITHOUT_DAYS.includes(name));
  const missing = dated.flatMap(({ name, query }) =>
    ["asOf", "knownOn"].filter((parameter) => !(parameter in query.shape)).map((parameter) => `${name} ${parameter}`),
  );
  expect(missing).toEqual(["dates asOf"]);
});

describe.each(CASES)("$name refuses as $parameter", ({ url, parameter }) => {
  test.each([
    "2015-02-30",
    "2015-13-01",
    "2015-6-18",
    "18/06/2015",
    "2015",
    "",
    "today",
    "2015-06-18T00:00:00Z",
    "infinity",
    "2015-06-18' or '1'='1",
  ])("“%s”", async (day) => {
    const address = withParams(url, `${parameter}=${encodeURIComponent(day)}`);
    for (const [language, expectation] of [
      ["vi", /ngày/],
      ["en", /day/],
    ] as const) {
      const response = await server.app.inject({ url: address, headers: { "accept-language": language } });
      expect(response.statusCode).toBe(400);
      const { errors } = response.json<{ errors: { pointer: string; message: string }[] }>();
      expect(errors).toEqual([{ pointer: `/${parameter}`, message: expect.stringMatching(expectation) }]);
      expect(errors[0]?.message).toContain("2015-06-18");
    }
  });

  test("two of them", async () => {
    const response = await server.app.inject(withParams(url, `${parameter}=2015-06-18&${parameter}=2016-01-01`));
    expect(response.statusCode).toBe(400);
  });
});

describe("as of the day of the Plan", () => {
  test.each(CASES.filter(({ parameter }) => parameter === "asOf"))(
    "$name says nothing of later days",
    async ({ url }) => {
      const body = await server.get<object>(withParams(url, `asOf=${DAY_OF_PLAN}`));
      expect(datesIn(body).filter((date) => date > DAY_OF_PLAN)).toEqual([]);
      for (const { supersededBy, inputs, asOf } of figuresIn(body)) {
        expect(asOf <= DAY_OF_PLAN).toBe(true);
        for (const id of [...inputs, ...(supersededBy ? [supersededBy] : [])]) {
          const other = await server.app.inject(`/api/figures/${id}?asOf=${DAY_OF_PLAN}`);
          expect(other.statusCode, `${id} is named but not told`).toBe(200);
        }
      }
    },
  );

  test("the group has the Plan's figures", async () => {
    const { group } = await server.get<Summary>(`/api/summary?asOf=${DAY_OF_PLAN}`);
    const values = Object.fromEntries(group.figures.map(({ metric, value }) => [metric, value]));
    expect(values).toMatchObject({
      projects: 36,
      projectsFdi: 11,
      projectsDomestic: 25,
      leasedHa: 175.42,
      deployedHa: 86.3,
      landDeploymentShare: 0.4918,
      registeredCapitalBillionVnd: 3931.2,
      deployedCapitalBillionVnd: 985.5,
      capitalDeploymentShare: 0.2506,
    });
  });

  test("the occupancy of later years is not known yet", async () => {
    const { occupancy } = await server.get<Summary>(`/api/summary?asOf=${DAY_OF_PLAN}`);
    expect(occupancy.map(({ figure }) => figure)).toEqual([null, null, null]);
    const later = await server.app.inject(`/api/figures/hoa-phu.occupancyShare.2024-12?asOf=${DAY_OF_PLAN}`);
    expect([later.statusCode, later.json<{ type: string }>().type]).toEqual([404, "/problems/figure-not-found"]);
  });

  test("a day without data answers as the last one with data before it", async () => {
    for (const url of ["/api/sites", "/api/checks", "/api/targets", "/api/plan-versions"]) {
      const [onDay, later] = await Promise.all(
        ["2015-06-18", "2015-12-30"].map((day) => server.app.inject(`${url}?asOf=${day}`)),
      );
      expect(later?.body, url).toBe(onDay?.body);
    }
  });

  test("before all data the sites stand without figures", async () => {
    const body = await server.get<{ items: { figures: unknown[] }[]; total: number }>("/api/sites?asOf=2005-01-01");
    expect(body.total).toBeGreaterThan(100);
    expect(body.items.flatMap(({ figures }) => figures)).toEqual([]);
  });
});

test.each(CASES.filter(({ parameter, name }) => parameter === "knownOn" && name !== "figureById"))(
  "$name has no figures as known before the first load",
  async ({ url }) => {
    expect(figuresIn(await server.get<object>(withParams(url, "knownOn=2026-11-21")))).toEqual([]);
  },
);

describe("a correction loaded later", () => {
  const ID = "three-zones.leasedHa.2015-06";
  let corrected: TestApp;
  let folder: string;
  const before = new Map<string, string>();
  type Learnt = { knownOn: { date: string; figures: number }[] };
  let learntBefore = 0;
  // The version names the load, not the facts.
  const bodyOf = async (url: string) =>
    (await corrected.app.inject(url)).body.replace(/"(dataVersion|dct:hasVersion)":"[0-9a-f]{12}"/, "");
  const past = CASES.filter(({ parameter }) => parameter === "knownOn").flatMap(({ url }) => [
    withParams(url, `knownOn=${FIRST_LOAD}`),
    ...(url === "/api/dates" ? [] : [withParams(url, `knownOn=${FIRST_LOAD}&asOf=${DAY_OF_PLAN}`)]),
  ]);

  beforeAll(async () => {
    corrected = await appForTests();
    for (const url of past) before.set(url, await bodyOf(url));
    learntBefore =
      (await corrected.get<Learnt>("/api/dates")).knownOn.find(({ date }) => date === "2026-11-23")?.figures ?? 0;
    folder = await mkdtemp(join(tmpdir(), "vlmap-geodata-"));
    await cp(join(ROOT, "geodata"), folder, { recursive: true });
    // The made-up set adds up to the total that is corrected here, and would be refused beside it.
    await rm(join(folder, "illustrative"), { recursive: true });
    const file = join(folder, "figures/plan-2015.csv");
    const text = await readFile(file, "utf8");
    const row = text.split("\n").find((line) => line.startsWith(`${ID},`)) ?? "";
    const correction = row.replace('"175,42",175.42', '"175,52",175.52').replace(FIRST_LOAD, "2026-11-23");
    expect(correction).not.toBe(row);
    await writeFile(file, `${text}${correction}\n`);
    // What is missing of the printed total grows with it.
    const totals = join(folder, "control-totals.csv");
    await writeFile(totals, (await readFile(totals, "utf8")).replaceAll("175.42", "175.52"));
    expect(await loadGeodata(corrected.db, folder)).toMatchObject({ status: "loaded" });
  });
  afterAll(async () => {
    await corrected.close();
    await rm(folder, { recursive: true });
  });

  const leased = async (params: string) =>
    (await corrected.get<{ figure: Figure }>(`/api/figures/${ID}${params}`)).figure;

  test("counts from the day it was learnt", async () => {
    expect(await leased("")).toMatchObject({ value: 175.52, printed: "175,52", knownOn: "2026-11-23" });
    expect(await leased("?knownOn=2026-11-23")).toMatchObject({ value: 175.52 });
    expect(await leased(`?knownOn=${FIRST_LOAD}`)).toMatchObject({ value: 175.42, knownOn: FIRST_LOAD });
  });

  test("is a day the reader can go back behind", async () => {
    const { knownOn } = await corrected.get<Learnt>("/api/dates");
    expect(knownOn.map(({ date }) => date)).toEqual([FIRST_LOAD, "2026-11-23", "2026-11-24"]);
    expect(knownOn[1]?.figures).toBe(learntBefore + 1);
  });

  test.each(past)("does not change a byte of %s", async (url) => {
    expect(await bodyOf(url)).toBe(before.get(url));
  });

  test("a server that listened before its database was ready answers the same", async () => {
    const start = new StartState();
    const app = await buildApp({ db: start.db, config: { logLevel: "silent", client: "" }, start });
    start.ready(corrected.db);
    const url = `/api/summary?asOf=${DAY_OF_PLAN}`;
    expect((await app.inject(url)).body).toBe((await corrected.app.inject(url)).body);
    expect((await app.inject(url)).body).not.toBe((await app.inject("/api/summary")).body);
    await app.close();
  });
});
