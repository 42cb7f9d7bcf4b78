import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod/mini";
import { ALERT_THRESHOLDS, type landAlerts } from "#contracts/land-alerts.ts";
import { readClocks } from "#contracts/legal-clock-reading.ts";
import { ask, done, firstAdmin, invited, type Person } from "../helpers/accounts.ts";
import { appForTests, type TestApp } from "../helpers/app.ts";
import { clockLeaseOf, funnel, leases, lots } from "../illustrative/land-data.ts";
import { LAW } from "../land-clock/law.ts";

const PLAN_DAY = "2015-06-18";
type Answer = z.output<(typeof landAlerts)["output"]>;
type Alert = Answer["items"][number];

let server: TestApp;
let viewer: Person;
let editor: Person;
let ofBinhMinh: Person;
let all: Answer;
beforeAll(async () => {
  server = await appForTests();
  const admin = await firstAdmin(server);
  viewer = await invited(server, admin, "người.xem", "viewer");
  editor = await invited(server, admin, "biên.tập", "editor");
  ofBinhMinh = await invited(server, admin, "bình.minh", "viewer", { siteId: "binh-minh", communeId: null });
  all = await alertsOn(PLAN_DAY);
});
afterAll(() => server.close());

const alertsOn = async (on: string, query = "&data=illustrative", as = viewer): Promise<Answer> =>
  (await done<Answer>(server, "GET", `/api/land/alerts?on=${on}${query}`, { as })).body;
const ofKind = (kind: Alert["kind"], { items } = all): Alert[] => items.filter((alert) => alert.kind === kind);
const value = ({ evidence }: Alert, key: string): number => evidence.find((fact) => fact.key === key)?.value ?? NaN;
/** Leases by the code of their lot, which is unique in the set. */
const leaseOf = new Map(leases.map((lease) => [lots.find(({ id }) => id === lease.lot_id)!.code, lease]));
const neverUsed = ({ readings }: Alert): boolean => readings.some(({ clock, reason }) => clock === "unused" && !reason);
/** Hundredths of a hectare, added as whole numbers. */
const sum = (numbers: readonly number[]): number => numbers.reduce((all_, ha) => all_ + Math.round(ha * 100), 0) / 100;

describe("idle land on the Plan's day", () => {
  test("is all that is leased and not in use: 175.42 − 86.3 ha", () => {
    const idle = ofKind("idleLand");
    const expected = lots.filter((lot) => {
      const { leased, deployed } = funnel([lot], PLAN_DAY);
      return leased > deployed;
    });
    expect(new Set(idle.map(({ lotCode }) => lotCode))).toEqual(new Set(expected.map(({ code }) => code)));
    expect(idle).toHaveLength(expected.length);
    expect(sum(idle.map((alert) => value(alert, "idle")))).toBe(89.12);
    for (const alert of idle)
      expect(sum([value(alert, "deployed"), value(alert, "idle")])).toBe(value(alert, "leased"));
  });

  test("eight leases never used: every state of the clock, with its days", () => {
    const told = ofKind("idleLand")
      .filter(neverUsed)
      .map(({ lotCode, severity, nextStep, readings }) => {
        const { state, term, daysLeft } = readings.find(({ clock }) => clock === "unused")!;
        return [lotCode, state, term, daysLeft, severity, nextStep];
      });
    expect(told).toEqual([
      ["HP1-C5", "overdue", "first", -485, "high", "sendLetter"],
      ["CC5-B1", "overdue", "first", -408, "high", "sendLetter"],
      ["HP1-C3", "dueSoon", "first", 47, "medium", "sendLetter"],
      ["BM-B5", "dueSoon", "extension", 74, "medium", "sendLetter"],
      ["BM-A1", "suspended", "first", 42, "low", "watch"],
      ["CC4-A4", "running", "first", 137, "low", "watch"],
      ["HP2-D7", "running", "first", 258, "low", "watch"],
      ["HP2-B5", "extended", "extension", 378, "low", "watch"],
    ]);
  });

  test("every reading is the one of the clock on the rows of the files, on this day and others", async () => {
    for (const on of [PLAN_DAY, "2013-12-31", "2016-03-01", "2024-08-01"]) {
      const idle = ofKind("idleLand", await alertsOn(on));
      expect(idle.length, on).toBeGreaterThan(20);
      for (const { lotCode, readings } of idle) {
        const expected = readClocks(clockLeaseOf(leaseOf.get(lotCode!)!), on, LAW);
        // All but the day asked, and the evidence, which the alert has once for both.
        expect(expected).toMatchObject(readings.toSorted((a) => (a.clock === "unused" ? -1 : 1)));
      }
    }
  });

  test("has its evidence with days and documents, its caveats, and the documents of its rules", () => {
    const overdue = ofKind("idleLand").find(({ lotCode }) => lotCode === "HP1-C5")!;
    expect(overdue.daysOver).toBe(485);
    expect(overdue.evidence).toContainEqual({
      key: "handover",
      on: "2013-02-18",
      to: null,
      value: null,
      unit: null,
      document: null,
    });
    expect(overdue.evidence.find(({ key }) => key === "scheduleRegistered")).toMatchObject({
      on: "2013-02-08",
      document: expect.stringMatching(/VB-MH$/),
    });
    const assumed = ofKind("idleLand").find(({ lotCode }) => lotCode === "CC5-B1")!;
    expect(assumed.readings[0]!.caveats).toEqual(expect.arrayContaining(["handoverAssumed", "subleaseFromDeveloper"]));
    const cited = new Set(all.items.flatMap(({ readings }) => readings.flatMap(({ ruleIds }) => ruleIds)));
    expect(all.rules.map(({ id }) => id).toSorted()).toEqual([...cited].toSorted());
    expect(all.rules.find(({ id }) => id === "unused-2003")).toMatchObject({
      documentNumber: "13/2003/QH11",
      article: "Điều 38 khoản 12",
      confidence: "low",
    });
  });
});

describe("who is told", () => {
  test("nobody who did not ask for the made-up set", async () => {
    expect(await alertsOn(PLAN_DAY, "")).toMatchObject({ items: [], rules: [] });
  });

  test("of a site its own alerts only, by scope as by filter", async () => {
    const own = await alertsOn(PLAN_DAY, "&data=illustrative", ofBinhMinh);
    expect(own.items.length).toBeGreaterThan(10);
    expect(new Set(own.items.map(({ siteId }) => siteId))).toEqual(new Set(["binh-minh"]));
    expect((await alertsOn(PLAN_DAY, "&data=illustrative&siteId=binh-minh")).items).toEqual(own.items);
    const elsewhere = ofKind("idleLand").find(({ siteId }) => siteId === "hoa-phu-1")!;
    const url = `/api/land/alerts/${elsewhere.leaseId}/letter?on=${PLAN_DAY}&data=illustrative`;
    expect((await ask(server, "GET", url, { as: ofBinhMinh })).statusCode).toBe(404);
  });

  test("by severity, then by days, the longest overdue first", () => {
    const ranks = all.items.map(({ severity, daysOver }): [number, number] => [
      ["high", "medium", "low"].indexOf(severity),
      daysOver === null ? Infinity : -daysOver,
    ]);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a[0] - b[0] || (a[1] === b[1] ? 0 : a[1] - b[1])));
  });

  test.each(["2015-02-30", "1989-12-31", "9999-12-31", ""])("a day that cannot be asked for: “%s”", async (on) => {
    const response = await ask(server, "GET", `/api/land/alerts?on=${on}`, { as: viewer });
    expect(response.statusCode).toBe(400);
    expect(response.json<{ errors: { pointer: string }[] }>().errors[0]!.pointer).toBe("/on");
  });

  test.each(["1990-01-01", "2100-12-31"])("the ends of the calendar: %s", async (on) => {
    expect((await alertsOn(on)).thresholds).toEqual(ALERT_THRESHOLDS);
  });
});

describe("the letter", () => {
  const textOf = (runs: readonly { text: string }[]) => runs.map(({ text }) => text).join("");
  const letterOf = (code: string) =>
    ask(
      server,
      "GET",
      `/api/land/alerts/${ofKind("idleLand").find(({ lotCode }) => lotCode === code)!.leaseId}/letter?on=${PLAN_DAY}&data=illustrative`,
      { as: viewer },
    );

  test("of land never used names the lessee, the lot, the contract, the law and the days", async () => {
    const response = await letterOf("HP1-C5");
    expect(response.statusCode, response.body).toBe(200);
    const letter = response.json<{
      subject: { text: string }[];
      addressee: { text: string }[];
      blocks: { runs: { text: string }[] }[];
      cautions: string[];
    }>();
    expect(textOf(letter.subject)).toBe(
      "V/v đôn đốc đưa đất vào sử dụng tại lô HP1-C5, Khu công nghiệp Hòa Phú (giai đoạn 1)",
    );
    expect(textOf(letter.addressee)).toBe("Doanh nghiệp minh họa 12");
    const text = letter.blocks.map(({ runs }) => textOf(runs)).join("\n");
    expect(text).toContain("khoản 12 Điều 38 Luật số 13/2003/QH11");
    expect(text).toContain("diện tích 5,94 ha theo hợp đồng số 12-1/HĐ-MH ngày 08/02/2013");
    expect(text).toContain("Đất được bàn giao trên thực địa ngày 18/02/2013.");
    expect(text).toContain("đã hết ngày 18/02/2014, quá 485 ngày.");
    expect(letter.cautions).toContain("Có quy định chưa đọc được nguyên văn: đối chiếu văn bản trước khi ký.");
  });

  test("of land whose term runs is none", async () => {
    const response = await letterOf("HP2-D7");
    expect(response.statusCode).toBe(404);
    expect(response.json<{ detail: string }>().detail).toMatch(/^(Chưa có căn cứ|There is no cause)/);
  });
});

describe("what else does not agree", () => {
  test("capital far behind what is registered, three years on: eight projects", () => {
    const behind = ofKind("capitalBehind");
    expect(
      behind.map((alert) => [alert.projectNameVi, value(alert, "registered"), value(alert, "implemented")]),
    ).toEqual([
      ["Dự án minh họa 06", 127.5, 32.8],
      ["Dự án minh họa 07", 175.1, 36.8],
      ["Dự án minh họa 14", 120.5, 33.2],
      ["Dự án minh họa 20", 125.5, 32.5],
      ["Dự án minh họa 21", 134.5, 25.9],
      ["Dự án minh họa 22", 77, 9.9],
      ["Dự án minh họa 30", 46.6, 8.7],
      ["Dự án minh họa 34", 45.8, 9.3],
    ]);
    expect(ofKind("capitalBeyond")).toEqual([]);
  });

  test("a report far from the one before", () => {
    expect(
      ofKind("unusualChange").map((alert) => [alert.projectNameVi, value(alert, "before"), value(alert, "after")]),
    ).toEqual([["Dự án minh họa 10", 171, 302]]);
  });

  test("the boundary that is drawn wrong on purpose", () => {
    expect(ofKind("lotAreaDiffers").map(({ lotCode }) => lotCode)).toEqual(["BM-A1", "BM-A2"]);
  });

  test("no report is late while all are approved; of a new quarter all five sites are, once it is due", async () => {
    expect(ofKind("lateReport", await alertsOn("2015-10-11"))).toEqual([]);
    await done(server, "POST", "/api/land/periods?data=illustrative", {
      as: editor,
      body: { ruleId: "plan-quarter", year: 2015, number: 3 },
    });
    expect(ofKind("lateReport", await alertsOn("2015-10-10"))).toEqual([]);
    const late = ofKind("lateReport", await alertsOn("2015-10-11"));
    expect(new Set(late.map(({ siteId }) => siteId))).toEqual(
      new Set(["binh-minh", "co-chien-4", "co-chien-5", "hoa-phu-1", "hoa-phu-2"]),
    );
    expect(late).toHaveLength(5);
    expect(late[0]).toMatchObject({ daysOver: 1, severity: "medium", nextStep: "askForReport" });
    expect(ofKind("lateReport", await alertsOn("2015-11-09"))[0]).toMatchObject({ daysOver: 30, severity: "high" });
  });

  test("lots that no longer sum to the area of their site", async () => {
    const on = "2022-12-31";
    expect(ofKind("lotsDoNotSum", await alertsOn(on))).toEqual([]);
    const { body } = await done<{ items: { id: number; statedAreaHa: number }[] }>(
      server,
      "GET",
      "/api/land/lots?siteId=hoa-phu-1&data=illustrative&limit=1",
      { as: editor },
    );
    const [lot] = body.items;
    await ask(server, "PATCH", `/api/land/lots/${lot!.id}?data=illustrative`, {
      as: editor,
      body: { statedAreaHa: Math.round((lot!.statedAreaHa + 2) * 100) / 100 },
      headers: { "if-match": '"1"' },
    });
    const [alert] = ofKind("lotsDoNotSum", await alertsOn(on));
    expect(alert).toMatchObject({ siteId: "hoa-phu-1", severity: "low", nextStep: "checkLots" });
    expect(value(alert!, "sumOfLots")).toBe(123.59);
    expect(value(alert!, "published")).toBe(121.59);
  });
});

test("a renewal without a gap goes on counting from the handover of the lease before", async () => {
  const data = "?data=illustrative";
  const before = ofKind("idleLand").find(({ lotCode }) => lotCode === "HP1-C5")!;
  const url = `/api/land/leases/${before.leaseId}${data}`;
  const { body: lease } = await done<{ during: { endedOn: string } }>(server, "GET", url, { as: viewer });
  const ended = await ask(server, "PATCH", url, {
    as: editor,
    body: { during: { from: "2013-02-18", endedOn: "2015-01-01" } },
    headers: { "if-match": '"1"' },
  });
  expect(ended.statusCode, ended.body).toBe(200);
  await done(server, "POST", `/api/land/leases${data}`, {
    as: editor,
    body: {
      lotId: before.lotId,
      projectId: before.projectId,
      contractNumber: "12-2/HĐ-MH",
      during: { from: "2015-01-01", endedOn: lease.during.endedOn },
      heldSince: "2013-02-18",
      areaHa: 5.94,
    },
  });
  const after = ofKind("idleLand", await alertsOn(PLAN_DAY)).find(({ lotCode }) => lotCode === "HP1-C5")!;
  expect(after).toEqual({ ...before, leaseId: after.leaseId });
  expect(after.leaseId).not.toBe(before.leaseId);
});
