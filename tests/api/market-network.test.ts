import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { readXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { classByPoints, classByRules, type ClassRule, operatorKindOf, STRUCTURES } from "#contracts/market-class.ts";
import { type MarketNetwork, marketNetwork, NEED_CRITERIA, needOf } from "#contracts/market-network.ts";
import { evenWeights, ranksOf, scoreBy } from "#contracts/scoring.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";

let server: ReadOnlyApp;
let network: MarketNetwork;
beforeAll(async () => {
  server = await sharedApp();
  network = await ask("");
});
const ask = async (query: string): Promise<MarketNetwork> =>
  z.parse(marketNetwork.output, await server.get(`/api/coverage/markets${query}`));
const market = (id: string) => network.items.find((item) => item.id === id)!;

test("operators are counted from what the register prints of 88 markets", () => {
  expect(network.list?.id).toBe("markets-2026");
  expect(network.operators).toEqual([
    { kind: "firm", markets: 36 },
    { kind: "commune", markets: 30 },
    { kind: "cooperative", markets: 16 },
    { kind: "publicUnit", markets: 5 },
    { kind: null, markets: 1 },
  ]);
  expect(network.items.filter(({ operator }) => operator === null)).toHaveLength(1);
});

test("what was published before stands beside it, each with its own day", () => {
  expect(network.history.map(({ metric, value, period }) => [metric, value, period])).toEqual([
    ["marketsConverted", 50, "2024-04"],
    ["marketsConverted", 51, "2023"],
    ["marketsConverted", 29, "2017-07"],
    ["marketsPrivatelyRun", 19, "2015-06"],
  ]);
  expect(network.shopsStated.map(({ value, period }) => [value, period])).toEqual([
    [8, "2017-07"],
    [5, "2015-06"],
  ]);
});

test("a class is held against points and building by the rules of the day", async () => {
  expect(network.rules.filter(({ validTo }) => validTo === null).map(({ documentNumber }) => documentNumber)).toEqual([
    "60/2024/NĐ-CP",
    "60/2024/NĐ-CP",
    "60/2024/NĐ-CP",
  ]);
  expect(market("cho-vinh-long")).toMatchObject({ marketClass: 1, businessPoints: 1964, classByRules: 1 });
  for (const id of network.otherClass) expect(market(id).classByRules).not.toBe(market(id).marketClass);
  const other = network.items.filter(
    (item) => item.classByRules !== null && item.marketClass !== null && item.classByRules !== item.marketClass,
  );
  expect(network.otherClass).toEqual(other.map(({ id }) => id));
});

test("before any list with names, nothing is told but the rules", async () => {
  const before = await ask("?asOf=2015-06-18");
  expect(before).toMatchObject({ list: null, items: [], operators: [], day: "2015-06-18" });
  expect(before.history.map(({ value }) => value)).toEqual([19]);
});

test("people add up to the census of all communes, each counted at one market", async () => {
  const coverage = (await server.get("/api/coverage?of=markets")) as {
    population: { sum: number };
    items: { nearest: { site: string }; population: number }[];
  };
  expect(network.items.reduce((sum, { people }) => sum + people!, 0)).toBe(coverage.population.sum);
  const [first] = coverage.items;
  expect(market(first!.nearest.site).people).toBeGreaterThanOrEqual(first!.population);
});

test("the made-up list tells only which markets are privately run", async () => {
  const madeUp = await ask("?data=illustrative&list=markets-2015-minh-hoa");
  expect(madeUp.list?.dataSet).toBe("illustrative");
  expect(madeUp.operators).toEqual([
    { kind: null, markets: 97 },
    { kind: "private", markets: 19 },
  ]);
});

test("attributes are what was published of a market, with day and source", () => {
  expect(market("cho-vinh-long").attributes).toEqual([
    expect.objectContaining({
      topic: "fireSafety",
      asOf: "2019-05-20",
      source: { id: "baovinhlong-fire-2019", locator: null },
    }),
  ]);
  expect(market("cho-trung-hieu").attributes.map(({ topic, period }) => [topic, period])).toEqual([
    ["operatorConversion", "2017-07"],
    ["ruralCriterion", "2012-08"],
  ]);
});

test("files say the list, the rules' day, the weights, and every market in the order of its need", async () => {
  const text = (await server.app.inject("/api/coverage/markets.csv?weights=people0,crowding3")).body;
  const lines: string[][] = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: false });
  expect(lines[0]?.[0]).toContain("ngày 20/07/2026; nguồn: hatang-2026");
  expect(lines[2]?.[0]).toBe("Trọng số: công trình 1, chật chội 3, số người 0, vượt hạng 1, xa chợ kế 1");
  const head = lines.findIndex(([first]) => first === "Mã");
  const rows = lines.slice(head + 1);
  expect(rows).toHaveLength(88);
  const weights = { ...evenWeights(NEED_CRITERIA), people: 0, crowding: 3 };
  const scores = network.items.map((item) => scoreBy(NEED_CRITERIA, needOf(item), weights)!);
  const at = network.items.findIndex(({ id }) => id === rows[0]![0]);
  expect(Number(rows[0]![15])).toBeCloseTo(scores[at]!.low, 9);
  expect(Number(rows[0]![17])).toBe(ranksOf(scores)[at]!.low);
  const book = await readXlsx(
    new Uint8Array((await server.app.inject("/api/coverage/markets.xlsx?lang=en")).rawPayload),
  );
  expect(book.sheets[0]?.name).toBe("Market network");
});

test("a PDF of both tables is in Vietnamese and says what it is based on", async () => {
  for (const path of ["/api/coverage/markets.pdf", "/api/coverage/communes.pdf?of=clusters"]) {
    const response = await server.app.inject(path);
    expect(response.headers["content-type"]).toBe("application/pdf");
    expect(response.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
  }
});

test.each([
  ["/api/coverage/markets?list=clusters-2018", "/list"],
  ["/api/coverage/markets.csv?weights=people9", "/weights"],
  ["/api/coverage/markets.csv?weights=<b>", "/weights"],
])("%s is refused at %s", async (path, pointer) => {
  const response = await server.app.inject(path);
  expect(response.statusCode).toBe(400);
  expect(response.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer).toBe(pointer);
});

describe("rules", () => {
  const rule = (
    marketClass: number,
    from: number,
    to: number | null,
    building: ClassRule["structures"],
  ): ClassRule => ({
    marketClass,
    validFrom: "2024-08-01",
    validTo: null,
    pointsFrom: from,
    pointsTo: to,
    structures: building,
    structuresAlone: marketClass === 3 ? ["temporary"] : [],
  });
  const RULES = [
    rule(1, 401, null, ["solid"]),
    rule(2, 200, 400, ["solid", "semiSolid"]),
    rule(3, 0, 199, [...STRUCTURES]),
  ];
  test.each([
    [401, "solid", 1],
    [400, "solid", 2],
    [200, "semiSolid", 2],
    [199, "solid", 3],
    [900, "temporary", 3],
    // Too many points for class 2, not solid enough for class 1: the decree says nothing.
    [900, "semiSolid", null],
    [null, "solid", null],
    [10, null, null],
  ] as const)("%s points, %s: class %s", (points, structure, expected) => {
    expect(classByRules(RULES, points, structure)).toBe(expected);
  });
  test("more points never make a worse class", () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), (points, more) => {
        expect(classByPoints(RULES, points + more)!).toBeLessThanOrEqual(classByPoints(RULES, points)!);
      }),
    );
  });
  test.each([
    ["Cty TNHH MTV Gia Thọ", "firm"],
    ["Hợp tác xã chợ Số 2", "cooperative"],
    ["HTX xã chợ Long Mỹ", "cooperative"],
    ["UBND cấp xã quản lý", "commune"],
    ["ĐVSN công lập", "publicUnit"],
    ["Công tychợ", null],
    ["Ông Nguyễn Văn A", null],
  ])("%s is %s", (words, kind) => {
    expect(operatorKindOf(words)).toBe(kind);
  });
});
