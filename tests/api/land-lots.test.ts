import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../helpers/accounts.ts";
import { cellsJson } from "../helpers/land.ts";
import { type Faulty, type LandApi, lotBody, openLand, pointers, type Row } from "../helpers/land-api.ts";

let land: LandApi;
beforeAll(async () => {
  land = await openLand();
});
afterAll(() => land.server.close());

const add: LandApi["add"] = (...given) => land.add(...given);
const write: LandApi["write"] = (...given) => land.write(...given);
const read: LandApi["read"] = (...given) => land.read(...given);

describe("many at once", () => {
  test("all of them or none", async () => {
    const [one, two] = [await add("lots", lotBody("B1", 140)), await add("lots", lotBody("B2", 141))];
    const edits = (...changes: [Row, object, number?][]) => ({
      edits: changes.map(([{ id, rowVersion }, change, version]) => ({
        kind: "lots",
        id,
        rowVersion: version ?? rowVersion,
        changes: change,
      })),
    });
    const bulk = (body: object) => write("POST", "/api/land/edits", null, body);
    const taken = await bulk(edits([one, { note: "x" }], [two, { code: "B1" }]));
    expect(taken.statusCode).toBe(409);
    expect(pointers(taken.json())).toEqual(["/edits/1/code"]);
    const stale = await bulk(edits([one, { note: "x" }], [two, { note: "y" }, 7]));
    expect(stale.statusCode).toBe(412);
    expect(stale.json()).toMatchObject({ current: { id: two.id }, errors: [{ pointer: "/edits/1" }] });
    const wrong = await bulk(edits([one, { note: "x" }], [two, { use: "farm" }]));
    expect(pointers(wrong.json())).toEqual(["/edits/1/changes/use"]);
    expect(await read(`/api/land/lots/${one.id}`)).toEqual(one);

    const good = await bulk(edits([one, { note: "x" }], [two, { note: "y" }]));
    expect(good.json()).toEqual({
      items: [
        { kind: "lots", id: one.id, rowVersion: 2 },
        { kind: "lots", id: two.id, rowVersion: 2 },
      ],
    });
  });
});

describe("split and merge", () => {
  test("a lot in two and back into one, with its descent", async () => {
    const lot = await add("lots", lotBody("S", 150, { geometry: cellsJson(150, 0, 2), statedAreaHa: 2.4 }));
    const children = [
      { code: "S-1", geometry: cellsJson(150, 0), statedAreaHa: 1.2 },
      { code: "S-2", geometry: cellsJson(151, 0), statedAreaHa: 1.2 },
    ];
    const splitUrl = `/api/land/lots/${lot.id}/split`;
    const uncovered = [children[0]!, { ...children[1]!, geometry: cellsJson(151, 0, 0.5) }];
    const refused = await write("POST", splitUrl, 1, { on: "2014-01-01", children: uncovered });
    expect([refused.statusCode, pointers(refused.json())]).toEqual([409, ["/children"]]);
    expect(refused.json<Faulty>().detail).toMatch(/không phủ đúng lô S: lệch 0\.6\d* ha/);
    expect((await write("POST", splitUrl, 3, { on: "2014-01-01", children })).statusCode).toBe(412);

    const split = await write("POST", splitUrl, 1, { on: "2014-01-01", children });
    expect(split.statusCode, split.body).toBe(200);
    const { items } = split.json<{ items: Row[] }>();
    expect(items.map(({ code, inForce }) => [code, inForce])).toEqual([
      ["S-1", { from: "2014-01-01", endedOn: null }],
      ["S-2", { from: "2014-01-01", endedOn: null }],
    ]);
    const mergeBody = { on: "2015-01-01", code: "S", lots: items.map(({ id, rowVersion }) => ({ id, rowVersion })) };
    const stale = await write("POST", "/api/land/lots/merge", null, {
      ...mergeBody,
      lots: [mergeBody.lots[0]!, { ...mergeBody.lots[1]!, rowVersion: 5 }],
    });
    expect([stale.statusCode, pointers(stale.json())]).toEqual([412, ["/lots/1"]]);
    const merged = await write("POST", "/api/land/lots/merge", null, mergeBody);
    expect(merged.json(), merged.body).toMatchObject({ code: "S", statedAreaHa: 2.4, rowVersion: 1 });
    const lineage = await read<{ items: { parentId: number; childId: number; operation: string }[] }>(
      "/api/land/lineage?siteId=binh-minh",
    );
    const own = [lot.id, ...items.map(({ id }) => id)];
    expect(lineage.items.filter(({ parentId }) => own.includes(parentId)).map(({ operation }) => operation)).toEqual([
      "split",
      "split",
      "merge",
      "merge",
    ]);
  });
});

describe("what follows from it", () => {
  test("stages and the funnel of a site on a day, beside the area that is published", async () => {
    const lot = await add("lots", { ...lotBody("T1", 160), siteId: "hoa-phu-1" });
    const enterprise = await add("enterprises", { nameVi: "Công ty giai đoạn" });
    const project = await add("projects", { siteId: "hoa-phu", enterpriseId: enterprise.id, nameVi: "Dự án" });
    await add("events", { lotId: lot.id, kind: "leasable", happenedOn: "2012-02-01" });
    await add("leases", {
      lotId: lot.id,
      projectId: project.id,
      contractNumber: "HĐ",
      during: { from: "2013-01-01", endedOn: null },
      areaHa: 1,
    });
    await add("events", { lotId: lot.id, kind: "deployed", happenedOn: "2014-01-01", areaHa: 0.25 });
    const { items: stages } = await read<{ items: object[] }>("/api/land/stages?on=2014-06-30&siteId=hoa-phu-1");
    expect(stages).toEqual([
      expect.objectContaining({
        lotId: lot.id,
        stage: "deployed",
        since: "2014-01-01",
        leasedHa: 1,
        deployedHa: 0.25,
        idleHa: 0.75,
      }),
    ]);
    const { items: sites } = await read<{ items: { siteId: string }[] }>("/api/land/sites?on=2022-06-30");
    expect(sites.find(({ siteId }) => siteId === "hoa-phu-1")).toMatchObject({
      nameVi: "Khu công nghiệp Hòa Phú (giai đoạn 1)",
      lots: 1,
      plannedHa: 1.2,
      leasableHa: 1.2,
      leasedHa: 1,
      deployedHa: 0.25,
      idleHa: 0.75,
      publishedGrossHa: 121.59,
      publishedFigureId: "hoa-phu-1.grossHa.2021-07",
      differenceShare: -0.990131,
    });
    // Known only later, so that day had no area to compare with.
    const { items: earlier } = await read<{ items: { siteId: string }[] }>("/api/land/sites?on=2014-06-30");
    expect(earlier.find(({ siteId }) => siteId === "hoa-phu-1")).toMatchObject({
      publishedGrossHa: null,
      differenceShare: null,
    });
    const { items: codes } = await read<{ items: { code: string; nameVi: string }[] }>("/api/land/sector-codes");
    expect(codes.find(({ code }) => code === "10")?.nameVi).toBe("Sản xuất, chế biến thực phẩm");
  });

  test("the stated area is flagged where the outline measures something else by more than 0.5 %", async () => {
    const right = await add("lots", lotBody("F1", 170));
    const measured = right["measuredAreaHa"] as number;
    const change = async (version: number, statedAreaHa: number) =>
      (await write("PATCH", `/api/land/lots/${right.id}`, version, { statedAreaHa })).json<Row>();
    const near = await change(1, Math.round(measured * 1.0049 * 10_000) / 10_000);
    expect(near["isAreaDoubtful"]).toBe(false);
    const off = await change(2, Math.round(measured * 1.0052 * 10_000) / 10_000);
    expect(off["isAreaDoubtful"]).toBe(true);
    expect(off["areaDifferenceShare"]).toBeCloseTo(0.0052, 4);
  });

  test("the feed of changes goes on where it was left, and tells nobody of what they may not see", async () => {
    const lot = await add("lots", lotBody("G1", 180));
    const { items: history } = await read<{ items: { seq: number }[] }>(`/api/land/lots/${lot.id}/history`);
    const since = history[0]!.seq - 1;
    await write("PATCH", `/api/land/lots/${lot.id}`, 1, { note: "x" });
    const feed = await read<{ items: object[]; last: number }>(`/api/land/changes?since=${since}`);
    expect(feed.items).toEqual([
      expect.objectContaining({
        seq: since + 1,
        kind: "lots",
        id: lot.id,
        siteId: "binh-minh",
        operation: "insert",
        rowVersion: 1,
      }),
      expect.objectContaining({ seq: since + 2, kind: "lots", id: lot.id, operation: "update", rowVersion: 2 }),
    ]);
    expect(await read(`/api/land/changes?since=${feed.last}`)).toEqual({ items: [], last: feed.last });
    expect(await read(`/api/land/changes?since=${since}&limit=1`)).toMatchObject({ last: since + 1 });
    expect(await read(`/api/land/changes?since=${since}`, land.elsewhere)).toEqual({ items: [], last: since });
  });

  test("newest first it says who, why and what, page by page, by kind, site, person and day", async () => {
    const lot = await add("lots", lotBody("G2", 181));
    await ask(land.server, "PATCH", `/api/land/lots/${lot.id}?reason=${encodeURIComponent("đo lại")}`, {
      as: land.editor,
      body: { note: "y", statedAreaHa: 1.21 },
      headers: { "if-match": '"1"' },
    });
    await write("DELETE", `/api/land/lots/${lot.id}`, 2);
    type Feed = { items: (Record<string, unknown> & { seq: number })[]; last: number };
    const newest = (query = "", as = land.viewer) => read<Feed>(`/api/land/changes?order=newest&limit=2${query}`, as);
    const first = await newest();
    expect(first.items).toMatchObject([
      { id: lot.id, operation: "delete", rowVersion: null, label: "G2", fields: [] },
      {
        id: lot.id,
        operation: "update",
        actor: "Người biên.tập",
        reason: "đo lại",
        restoredSeq: null,
        fields: ["note", "statedAreaHa"],
      },
    ]);
    const next = await newest(`&before=${first.last}`);
    expect(next.items[0]).toMatchObject({ seq: first.last - 1, operation: "insert", label: "G2", fields: [] });

    // The clock of the test may stand on either side of midnight in Vietnam.
    const day = (offset: number) => new Date(Date.now() + (offset * 24 + 7) * 3_600_000).toISOString().slice(0, 10);
    const found = async (query: string) => (await newest(query)).items.length > 0;
    expect(await found("&kind=lots&siteId=binh-minh")).toBe(true);
    expect(await found("&kind=inspections")).toBe(false);
    expect(await found("&siteId=ccn-trung-nghia")).toBe(false);
    expect(await found(`&who=${encodeURIComponent("BIÊN")}`)).toBe(true);
    expect(await found(`&who=${encodeURIComponent("%")}`)).toBe(false);
    expect(await found(`&fromDay=${day(-1)}&toDay=${day(0)}`)).toBe(true);
    expect(await found(`&toDay=${day(-2)}`)).toBe(false);
    expect(await found(`&fromDay=${day(1)}`)).toBe(false);
    expect((await newest("&siteId=binh-minh", land.elsewhere)).items).toEqual([]);
    for (const wrong of ["order=up", "kind=figures", "fromDay=2015-02-30", "before=-1", "who="]) {
      const response = await ask(land.server, "GET", `/api/land/changes?${wrong}`, { as: land.viewer });
      expect(response.statusCode, wrong).toBe(400);
    }
  });
});
