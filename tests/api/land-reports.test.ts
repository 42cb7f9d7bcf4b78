import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Figure } from "#contracts/figures.ts";
import { ask, invited, type Person, turnOnTwoStep } from "../helpers/accounts.ts";
import { listenTo } from "../helpers/live.ts";
import { type Faulty, type LandApi, lotBody, openLand, pointers, type Row } from "../helpers/land-api.ts";

let land: LandApi;
let approver: Person;
let period: Row;
let report: Row;
let line: Row;
let project: Row;

const step = (action: string, as: Person, { id, rowVersion }: Row, body: object = {}) =>
  land.write("POST", `/api/land/reports/${id}/${action}`, rowVersion, body, as);
/** What anybody sees of the figures of the site. */
const publicFigures = async (): Promise<Figure[]> =>
  (await ask(land.server, "GET", "/api/figures?subject=binh-minh")).json<{ items: Figure[] }>().items;
const reported = async () => (await publicFigures()).filter(({ method }) => method === "reported");
const versionTag = async () => (await ask(land.server, "GET", "/api/summary")).headers.etag;

beforeAll(async () => {
  land = await openLand();
  approver = await turnOnTwoStep(land.server, await invited(land.server, land.admin, "phê.duyệt", "approver"));
  const lot = await land.add("lots", lotBody("K1", 100));
  for (const [kind, happenedOn] of [
    ["cleared", "2012-02-01"],
    ["leasable", "2012-03-01"],
  ] as const)
    await land.add("events", { lotId: lot.id, kind, happenedOn });
  const enterprise = await land.add("enterprises", { nameVi: "Công ty thử" });
  project = await land.add("projects", { siteId: "binh-minh", enterpriseId: enterprise.id, nameVi: "Dự án thử" });
  await land.add("project-versions", {
    projectId: project.id,
    kind: "first",
    issuedOn: "2012-03-01",
    isFdi: false,
    registeredBillionVnd: 80.5,
  });
  await land.add("leases", {
    lotId: lot.id,
    projectId: project.id,
    contractNumber: "HĐ-1",
    during: { from: "2012-06-01", endedOn: "2050-01-01" },
    areaHa: 1.1,
  });
  await land.add("events", { lotId: lot.id, kind: "deployed", happenedOn: "2013-01-01", areaHa: 0.6 });
  period = await land.add("periods", { ruleId: "plan-quarter", year: 2016, number: 3 });
  report = await land.add("reports", { periodId: period.id, siteId: "binh-minh" });
  line = await land.add("report-projects", {
    reportId: report.id,
    projectId: project.id,
    implementedBillionVnd: 90,
    deployedHa: 0.7,
    jobs: 25,
  });
});
afterAll(() => land.server.close());

describe("a quarter from its report to the public map", () => {
  test("the period's days and deadline follow from the rule, which names its document", async () => {
    expect(period).toMatchObject({ fromDay: "2016-07-01", toDay: "2016-09-30", dueOn: "2016-10-10", state: "open" });
    const { items } = await land.read<{ items: { id: string; document: string }[] }>("/api/land/period-rules");
    expect(items.find(({ id }) => id === "plan-quarter")?.document).toBe("1013/QĐ-UBND");
  });

  test("what does not agree is listed before anybody approves it", async () => {
    const { items } = await land.read<{ items: unknown[] }>(`/api/land/reports/${report.id}/findings`);
    expect(items).toEqual([
      { rule: "deployedAsLots", projectId: project.id, stated: 0.7, expected: 0.6 },
      { rule: "implementedWithinRegistered", projectId: project.id, stated: 90, expected: 80.5 },
    ]);
  });

  test("who is late, by how many days, until it is handed in", async () => {
    const lateOn = async (day: string) =>
      (
        await land.read<{ items: { siteId: string; lateDays: number }[] }>(
          `/api/land/periods/${period.id}/progress?on=${day}`,
        )
      ).items.find(({ siteId }) => siteId === "binh-minh")?.lateDays;
    expect([await lateOn("2016-10-10"), await lateOn("2016-10-11"), await lateOn("2016-11-10")]).toEqual([0, 1, 31]);
    report = (await step("submit", land.editor, report)).json();
    expect(await lateOn("2016-11-10")).toBe(0);
  });

  test("handed in, it is returned with the reason, corrected, handed in again and approved; only then is it public", async () => {
    const before = await versionTag();
    const frozen = await land.write("PATCH", `/api/land/report-projects/${line.id}`, line.rowVersion, { jobs: 26 });
    expect(frozen.statusCode).toBe(409);
    expect(frozen.json<Faulty>().errors[0]?.message).toContain("“đã nộp”");

    report = (await step("return", approver, report, { remark: "Vốn thực hiện lớn hơn vốn đăng ký" })).json();
    expect(report).toMatchObject({ state: "returned", remark: "Vốn thực hiện lớn hơn vốn đăng ký" });
    const changes = { implementedBillionVnd: 70.25, deployedHa: 0.6 };
    const corrected = await land.write("PATCH", `/api/land/report-projects/${line.id}`, line.rowVersion, changes);
    expect(corrected.statusCode, corrected.body).toBe(200);
    report = (await step("submit", land.editor, report)).json();
    expect(await reported()).toEqual([]);
    expect(await versionTag()).toBe(before);

    const open = await listenTo(land.server.app);
    await open.next();
    const approved = await step("approve", approver, report, { remark: null });
    expect(approved.statusCode, approved.body).toBe(200);
    const since = performance.now();
    expect(await open.next()).toMatch(/^[\da-f]{12}-\d+$/);
    expect(performance.now() - since).toBeLessThan(2_000);
    open.close();
    expect(approved.json()).toMatchObject({ state: "approved" });
    report = approved.json();
    const figures = await reported();
    expect(Object.fromEntries(figures.map(({ metric, printed }) => [metric, printed]))).toEqual({
      deployedCapitalBillionVnd: "70,25",
      deployedHa: "0,6",
      leasableHa: "1,2",
      leasedHa: "1,1",
      projects: "1",
      projectsDomestic: "1",
      projectsFdi: "0",
      registeredCapitalBillionVnd: "80,5",
    });
    expect(new Set(figures.map(({ source }) => source?.id))).toEqual(new Set([`bao-cao-${report.id}`]));
    expect(await versionTag()).not.toBe(before);
    const { items } = (await ask(land.server, "GET", "/api/sources")).json<{
      items: { id: string; titleVi: string }[];
    }>();
    expect(items.find(({ id }) => id === `bao-cao-${report.id}`)?.titleVi).toBe(
      "Báo cáo kỳ 2016-07-01 – 2016-09-30 của Khu công nghiệp Bình Minh",
    );
  });

  test("approved, it stays as it is", async () => {
    expect((await step("return", approver, report, { remark: "lại" })).statusCode).toBe(409);
    const removed = await land.write("DELETE", `/api/land/report-projects/${line.id}`, line.rowVersion + 1);
    expect(removed.statusCode).toBe(409);
  });
});

describe("is refused in words", () => {
  test.each([
    ["a fifth quarter", { ruleId: "plan-quarter", year: 2016, number: 5 }, 400, ["/number"]],
    ["a rule that is not there", { ruleId: "plan-week", year: 2016, number: 1 }, 400, ["/ruleId"]],
    ["the same period again", { ruleId: "plan-quarter", year: 2016, number: 3 }, 409, ["/number"]],
    [
      "ad hoc days that run backwards",
      {
        kind: "ad-hoc",
        title: "x",
        document: "1/UBND",
        fromDay: "2016-02-01",
        toDay: "2016-01-01",
        dueOn: "2016-03-01",
      },
      400,
      ["/toDay"],
    ],
  ])("%s", async (_, body, status, at) => {
    const answer = await ask(land.server, "POST", "/api/land/periods", { as: land.editor, body });
    expect(answer.statusCode, answer.body).toBe(status);
    expect(pointers(answer.json<Faulty>())).toEqual(at);
  });

  test("a site that has parts, a period that is closed, an approver who drafted, a version that is old", async () => {
    const parts = await ask(land.server, "POST", "/api/land/reports", {
      as: land.editor,
      body: { periodId: period.id, siteId: "hoa-phu" },
    });
    expect([parts.statusCode, pointers(parts.json<Faulty>())]).toEqual([400, ["/siteId"]]);

    const other = await land.add("periods", { ruleId: "plan-quarter", year: 2016, number: 4 });
    const closing = { state: "closed" };
    expect((await land.write("POST", `/api/land/periods/${other.id}/state`, 1, closing)).statusCode).toBe(403);
    const closed = await land.write("POST", `/api/land/periods/${other.id}/state`, 1, closing, approver);
    expect(closed.json()).toMatchObject({ state: "closed" });
    const late = await ask(land.server, "POST", "/api/land/reports", {
      as: land.editor,
      body: { periodId: other.id, siteId: "binh-minh" },
    });
    expect([late.statusCode, pointers(late.json<Faulty>())]).toEqual([409, ["/periodId"]]);

    const stale = await land.write("POST", `/api/land/periods/${other.id}/state`, 1, { state: "reopened" }, approver);
    expect([stale.statusCode, stale.json<Faulty>()["fields"]]).toEqual([
      412,
      [{ field: "state", held: "open", current: "closed", given: "reopened" }],
    ]);
    const unversioned = await land.write("POST", `/api/land/periods/${other.id}/state`, null, closing, approver);
    expect(unversioned.statusCode).toBe(428);
  });
});
