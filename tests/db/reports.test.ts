import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db, Tx } from "#server/db/port.ts";
import { backends } from "../helpers/backends.ts";
import {
  addEvent,
  addLease,
  addLot,
  addProject,
  as,
  cells,
  LAND_FIXTURE,
  PEOPLE,
  type PersonName,
  refusalOf,
} from "../helpers/land.ts";

const METRICS = [
  "leasableHa",
  "leasedHa",
  "deployedHa",
  "projects",
  "projectsFdi",
  "projectsDomestic",
  "registeredCapitalBillionVnd",
  "registeredCapitalMillionUsd",
  "deployedCapitalBillionVnd",
];

const insertReturning = async (tx: Tx, sql: string, params: unknown[] = []): Promise<number> =>
  (await tx.query<{ id: number }>(`${sql} returning id`, params)).rows[0]!.id;

describe.each(backends)("periods and reports on $name", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;
  let lot: number;
  let project: number;
  beforeAll(async () => {
    ({ db, close } = await open());
    await db.transaction({ role: "owner" }, async (tx) => {
      await tx.script(LAND_FIXTURE);
      await tx.script(`
        insert into metric (id, unit, additive, durable, integer, printed_factor)
        select id, 'ha', true, false, false, 1 from unnest(array['${METRICS.join("','")}']) as list (id);
        insert into data_load (content_hash, rows_loaded) values ('0123456789abcdef', 1);
      `);
      lot = await addLot(tx, { code: "1", geom: cells(0, 0, 5), ha: 6 });
      project = await addProject(tx);
      for (const [kind, on] of [
        ["cleared", "2012-02-01"],
        ["state-leased", "2012-03-01"],
        ["serviced", "2012-04-01"],
        ["leasable", "2012-05-01"],
      ] as const)
        await addEvent(tx, lot, kind, on);
      await addLease(tx, lot, project, { from: "2013-01-01", ha: 5.5 });
      await addEvent(tx, lot, "deployed", "2014-01-01", 3.25);
      await tx.query(
        `insert into land.project_version (project_id, kind, issued_on, is_fdi, registered_billion_vnd, registered_million_usd)
         values ($1, 'first', '2012-06-01', true, 250.5, 12)`,
        [project],
      );
    });
  });
  afterAll(() => close());

  const addPeriod = (tx: Tx, number: number, year = 2015) =>
    insertReturning(tx, "insert into land.period (rule_id, year, number) values ('plan-quarter', $1, $2)", [
      year,
      number,
    ]);
  const draft = (period: number, who: PersonName = "editor", implemented = 120.75) =>
    as(db, who, async (tx) => {
      const report = await insertReturning(tx, "insert into land.report (period_id, site_id) values ($1, 'zone-b')", [
        period,
      ]);
      await tx.query(
        "insert into land.report_project (report_id, project_id, implemented_billion_vnd, jobs, deployed_ha) values ($1, $2, $3, 40, 3.25)",
        [report, project, implemented],
      );
      return report;
    });
  const move = (report: number, state: string, who: PersonName) =>
    as(db, who, async (tx) => {
      const { rowCount } = await tx.query("update land.report set state = $2 where id = $1", [report, state]);
      if (rowCount === 0) throw new Error("row security hides the report");
    });
  const approve = (report: number, who: PersonName = "approver") =>
    as(db, who, async (tx) => {
      const { rows } = await tx.query<{ v: number }>("select row_version as v from land.report where id = $1", [
        report,
      ]);
      await tx.query("select land.approve_report($1, $2, 'đã kiểm tra')", [report, rows[0]?.v ?? 0]);
    });
  const published = async () =>
    (
      await db.query<{ metric: string; printed: string; method: string; period: string; title: string }>(
        `select f.metric, f.printed, f.method, f.period, s.title_vi as title from api.figure_now f join source s on s.id = f.source_id
         where f.subject_id = 'zone-b' order by f.metric collate "C"`,
      )
    ).rows;
  const version = async () =>
    (await db.query<{ version: string }>("select version from api.data_version")).rows[0]?.version;

  test.each([
    ["plan-month", 2024, 2, "2024-02-01", "2024-02-29", "2024-03-10"],
    ["plan-quarter", 2026, 3, "2026-07-01", "2026-09-30", "2026-10-10"],
    ["plan-year", 2026, 1, "2026-01-01", "2026-12-31", "2027-01-15"],
    ["cluster-half-year", 2025, 1, "2024-12-15", "2025-06-14", "2025-06-20"],
    ["cluster-half-year", 2025, 2, "2025-06-15", "2025-12-14", "2025-12-20"],
    ["cluster-year", 2025, 1, "2024-12-15", "2025-12-14", "2025-12-20"],
  ])("%s %i/%i runs from %s to %s and is due on %s", async (rule, year, number, from, to, due) => {
    const { rows } = await db.transaction({ role: "owner" }, (tx) =>
      tx.query(
        'select d.from_day::text as "from", d.to_day::text as "to", d.due_on::text as due from land.period_rule r, land.period_days(r, $2, $3) d where r.id = $1',
        [rule, year, number],
      ),
    );
    expect(rows).toEqual([{ from, to, due }]);
  });

  test("nothing is public before approval; approval publishes what lots, certificates and the report say", async () => {
    const period = await as(db, "editor", (tx) => addPeriod(tx, 2));
    const before = await version();
    const report = await draft(period);
    await move(report, "submitted", "editor");
    await move(report, "returned", "approver");
    await as(db, "editor", (tx) =>
      tx.query("update land.report_project set implemented_billion_vnd = 121.5 where report_id = $1", [report]),
    );
    await move(report, "submitted", "editor");
    expect(await published()).toEqual([]);
    expect(await version()).toBe(before);

    await approve(report);
    const figures = await published();
    expect(Object.fromEntries(figures.map(({ metric, printed }) => [metric, printed]))).toEqual({
      leasableHa: "6",
      leasedHa: "5,5",
      deployedHa: "3,25",
      projects: "1",
      projectsFdi: "1",
      projectsDomestic: "0",
      registeredCapitalBillionVnd: "250,5",
      registeredCapitalMillionUsd: "12",
      deployedCapitalBillionVnd: "121,5",
    });
    expect(new Set(figures.map(({ method, period: days }) => `${method} ${days}`))).toEqual(
      new Set(["reported 2015-04-01–2015-06-30"]),
    );
    expect(await version()).not.toBe(before);
    expect(await refusalOf(move(report, "returned", "approver"))).not.toBeNull();
    expect(await refusalOf(approve(report))).toBe("report_state_in_order");
  });

  test("capital that is partly in another currency is not published as if it were all", async () => {
    const period = await as(db, "editor", (tx) => addPeriod(tx, 1));
    const report = await draft(period);
    await as(db, "editor", (tx) =>
      tx.query("update land.report_project set implemented_million_usd = 2 where report_id = $1", [report]),
    );
    await move(report, "submitted", "editor");
    await approve(report);
    const metrics = (await published())
      .filter(({ period: days }) => days === "2015-01-01–2015-03-31")
      .map(({ metric }) => metric);
    expect(metrics).toContain("leasedHa");
    expect(metrics).not.toContain("deployedCapitalBillionVnd");
  });

  test("a correction takes another day, and another report", async () => {
    const { rows } = await as(db, "editor", (tx) =>
      tx.query<{ id: number }>("select id from land.period where rule_id = 'plan-quarter' and number = 2"),
    );
    const report = await draft(rows[0]!.id, "editor", 122);
    await move(report, "submitted", "editor");
    expect(await refusalOf(approve(report))).toBe("correction_another_day");
    expect((await published()).find(({ metric }) => metric === "deployedCapitalBillionVnd")?.printed).toBe("121,5");
  });

  describe("is refused", () => {
    let period: number;
    let report: number;
    beforeAll(async () => {
      period = await as(db, "editor", (tx) => addPeriod(tx, 3));
      report = await draft(period);
    });

    test("a second report that is still open, and lines of another site's project", async () => {
      expect(await refusalOf(draft(period))).toBe("report_one_open");
      const elsewhere = await as(db, "editor", (tx) => addProject(tx, "zone-a-1", "Nơi khác"));
      expect(
        await refusalOf(
          as(db, "editor", (tx) =>
            tx.query("insert into land.report_project (report_id, project_id) values ($1, $2)", [report, elsewhere]),
          ),
        ),
      ).toBe("report_project_of_site");
    });

    test.each([
      ["approving a draft", () => approve(report), "report_state_in_order"],
      ["approving by an editor", () => approve(report, "editor"), "42501"],
      ["drafting in another's site", () => draft(period, "editorOfA"), "42501"],
      ["drafting by an approver", () => draft(period, "approver"), "42501"],
      [
        "a period that the rule does not give",
        () =>
          as(db, "editor", (tx) =>
            tx.query(
              "insert into land.period (rule_id, year, number, from_day, to_day) values ('plan-quarter', 2014, 1, '2014-01-02', '2014-03-31')",
            ),
          ),
        "period_follows_rule",
      ],
      ["a fifth quarter", () => as(db, "editor", (tx) => addPeriod(tx, 5, 2014)), "period_follows_rule"],
    ])("%s", async (_, attempt, rule) => {
      expect(await refusalOf(attempt())).toBe(rule);
    });

    test("lines while the report is with the approver, and approval by whoever wrote one", async () => {
      await db.transaction({ role: "owner" }, (tx) =>
        tx.query("insert into auth.role_grant (account_id, role) values ($1, 'approver')", [PEOPLE.editorOfA]),
      );
      await db.transaction({ role: "owner" }, (tx) =>
        tx.query("insert into auth.role_grant (account_id, role) values ($1, 'editor')", [PEOPLE.editorOfA]),
      );
      // Not the author, but the one who last put a figure into it.
      await as(db, "editorOfA", (tx) =>
        tx.query("update land.report_project set jobs = 41 where report_id = $1", [report]),
      );
      await move(report, "submitted", "editor");
      expect(
        await refusalOf(
          as(db, "editor", (tx) => tx.query("update land.report_project set jobs = 42 where report_id = $1", [report])),
        ),
      ).toBe("report_with_author");
      expect(await refusalOf(approve(report, "editorOfA"))).toBe("approver_is_not_author");
    });

    test("a period that is not over, and a report in a closed one", async () => {
      const future = await as(db, "editor", (tx) => addPeriod(tx, 4, 2099));
      const early = await draft(future);
      await move(early, "submitted", "editor");
      expect(await refusalOf(approve(early))).toBe("period_is_over");
      const closed = await as(db, "editor", (tx) => addPeriod(tx, 1, 2016));
      await as(db, "approver", (tx) => tx.query("update land.period set state = 'closed' where id = $1", [closed]));
      expect(await refusalOf(draft(closed))).toBe("report_in_open_period");
    });
  });

  test("what does not agree is found: land, capital and projects left out", async () => {
    const period = await as(db, "editor", (tx) => addPeriod(tx, 2, 2016));
    const second = await as(db, "editor", async (tx) => {
      const added = await addProject(tx, "zone-b", "Thứ hai");
      await tx.query(
        "insert into land.project_version (project_id, kind, issued_on, is_fdi) values ($1, 'first', '2014-01-01', false)",
        [added],
      );
      return added;
    });
    const report = await draft(period, "editor", 100);
    await as(db, "editor", (tx) =>
      tx.query("update land.report_project set deployed_ha = 4 where report_id = $1", [report]),
    );
    const { rows } = await db.transaction({ role: "owner" }, (tx) =>
      tx.query(
        "select f.rule, f.project_id, f.stated::float, f.expected::float from land.report r, land.findings_of_report(r) f where r.id = $1 order by f.rule",
        [report],
      ),
    );
    expect(rows).toEqual([
      { rule: "deployed_as_lots", project_id: project, stated: 4, expected: 3.25 },
      { rule: "implemented_never_falls", project_id: project, stated: 100, expected: 121.5 },
      { rule: "project_reported", project_id: second, stated: null, expected: null },
    ]);
  });
});
