import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asOwner, ask, done, invited, turnOnTwoStep, type Person } from "../helpers/accounts.ts";
import { cellOf, filled, HEADS, type Sheet } from "../helpers/report-form.ts";
import { type Faulty, type LandApi, openLand, type Row } from "../helpers/land-api.ts";

type State = {
  siteVi: string;
  dataSet: string;
  period: { fromDay: string; toDay: string; dueOn: string };
  state: string;
  remark: string | null;
  expiresAt: string;
  lines: { projectVi: string; line: { implementedBillionVnd: number | null; jobs: number | null } | null }[];
};

const STEPS = ["", "/form", "/check", "/write", "/hand-in"] as const;

let land: LandApi;
let approver: Person;
let report: Row;
let other: Row;
let periods = 0;

beforeAll(async () => {
  land = await openLand();
  approver = await turnOnTwoStep(land.server, await invited(land.server, land.admin, "duyệt", "approver"));
  const enterprise = await land.add("enterprises", { nameVi: "Công ty thử" });
  for (const [siteId, nameVi] of [
    ["binh-minh", "Dự án một"],
    ["binh-minh", "Dự án hai"],
    ["hoa-phu-1", "Dự án nơi khác"],
  ]) {
    const project = await land.add("projects", { siteId, enterpriseId: enterprise.id, nameVi });
    await land.add("project-versions", {
      projectId: project.id,
      kind: "first",
      certificateNumber: `GCN ${nameVi}`,
      issuedOn: "2012-03-01",
      isFdi: false,
      registeredBillionVnd: 80.5,
    });
  }
});
afterAll(() => land.server.close());
beforeEach(async () => {
  periods += 1;
  const period = await land.add("periods", {
    ruleId: "plan-quarter",
    year: 2016 + Math.floor(periods / 4),
    number: 1 + (periods % 4),
  });
  report = await land.add("reports", { periodId: period.id, siteId: "binh-minh" });
  other = await land.add("reports", { periodId: period.id, siteId: "hoa-phu-1" });
});

const linkUrl = (of = report) => `/api/land/reports/${of.id}/upload-link`;
const makeLink = async (of = report, days = 14): Promise<string> => {
  const { body } = await done<{ path: string; expiresAt: string }>(land.server, "POST", linkUrl(of), {
    as: land.editor,
    body: { days },
  });
  return body.path.split("#")[1]!;
};
/** As the page sends it: by nobody who is signed in. */
const send = (step: (typeof STEPS)[number], body: object) =>
  ask(land.server, "POST", `/api/upload${step}`, { body, headers: { "accept-language": "vi" } });
const read = async <T>(step: (typeof STEPS)[number], body: object): Promise<T> => {
  const response = await send(step, body);
  expect(response.statusCode, response.body.slice(0, 500)).toBe(200);
  return response.json<T>();
};
const bodyOf = (step: (typeof STEPS)[number], code: string, sheet: Sheet) => ({
  code,
  ...((step === "/check" || step === "/write") && sheet),
});
const stateOf = (code: string) => read<State>("", { code });
const filledBy = async (code: string, typed: Record<string, string | number>) =>
  filled(await read<Sheet>("/form", { code }), typed);
const nowOf = (of = report) => land.read(`/api/land/reports/${of.id}`);

describe("a report handed in by a link", () => {
  test("is read, filled, checked, written and handed in by nobody who is signed in; then the link is used up", async () => {
    const code = await makeLink();
    expect(await read("", { code })).toMatchObject({
      siteVi: "Khu công nghiệp Bình Minh",
      dataSet: "published",
      state: "draft",
      remark: null,
      lines: [
        { projectVi: "Dự án một", enterpriseVi: "Công ty thử", line: null },
        { projectVi: "Dự án hai", line: null },
      ],
    });
    const unclear = await filledBy(code, { [cellOf(HEADS.vnd, 0)]: "1.234", [cellOf(HEADS.jobs, 1)]: "một trăm" });
    const checked = await read<{ issues: { cell: string; code: string; options: number[] }[] }>("/check", {
      code,
      ...unclear,
    });
    expect(checked.issues).toMatchObject([
      { cell: cellOf(HEADS.vnd, 0), code: "ambiguous", options: [1234, 1.234] },
      { cell: cellOf(HEADS.jobs, 1), code: "unreadable" },
    ]);
    const refused = await send("/write", { code, ...unclear });
    expect([refused.statusCode, refused.json<Faulty>().errors.map(({ pointer }) => pointer)]).toEqual([
      400,
      [`/workbook/${cellOf(HEADS.vnd, 0)}`, `/workbook/${cellOf(HEADS.jobs, 1)}`],
    ]);
    expect((await stateOf(code)).lines.map(({ line }) => line)).toEqual([null, null]);

    const clear = await filledBy(code, { [cellOf(HEADS.vnd, 0)]: "1.234", [cellOf(HEADS.jobs, 1)]: "120" });
    const answers = [{ cell: cellOf(HEADS.vnd, 0), value: 1.234 }];
    expect(await read("/write", { code, ...clear, answers })).toEqual({ changed: 2 });
    expect((await stateOf(code)).lines).toMatchObject([
      { line: { implementedBillionVnd: 1.234, jobs: null } },
      { line: { implementedBillionVnd: null, jobs: 120 } },
    ]);
    // Again, of a form with the new versions: a line that is there is changed.
    const again = await filledBy(code, { [cellOf(HEADS.vnd, 0)]: 12.5 });
    expect(await read("/write", { code, ...again })).toEqual({ changed: 1 });

    expect(await read("/hand-in", { code })).toEqual({});
    expect(await nowOf()).toMatchObject({ state: "submitted" });
    for (const step of STEPS) expect((await send(step, bodyOf(step, code, again))).statusCode, step).toBe(410);
  });

  test("is the reporter's work: told so in the history, with file and row, and approved by another", async () => {
    const code = await makeLink();
    const sheet = await filledBy(code, { [cellOf(HEADS.vnd, 0)]: 12.5 });
    await read("/write", { code, ...sheet });
    await read("/hand-in", { code });
    const { items } = await land.read<{ items: Row[] }>(`/api/land/report-projects?reportId=${report.id}`);
    const history = await land.read<{ items: Row[] }>(`/api/land/report-projects/${items[0]!.id}/history`);
    expect(history.items).toMatchObject([
      {
        actor: "Đơn vị báo cáo · Khu công nghiệp Bình Minh",
        source: { file: sheet.fileName, row: 6 },
        after: { implementedBillionVnd: 12.5 },
      },
    ]);
    const { rowVersion } = await nowOf();
    const approved = await land.write(
      "POST",
      `/api/land/reports/${report.id}/approve`,
      rowVersion as number,
      {},
      approver,
    );
    expect(approved.json<Row>()).toMatchObject({ state: "approved" });
  });

  test("comes back with the reason, by a new link", async () => {
    const code = await makeLink();
    await read("/write", { code, ...(await filledBy(code, { [cellOf(HEADS.vnd, 0)]: 12.5 })) });
    await read("/hand-in", { code });
    const { rowVersion } = await nowOf();
    await land.write(
      "POST",
      `/api/land/reports/${report.id}/return`,
      rowVersion as number,
      { remark: "Thiếu vốn" },
      approver,
    );
    expect((await send("", { code })).statusCode).toBe(410);
    expect(await stateOf(await makeLink())).toMatchObject({ state: "returned", remark: "Thiếu vốn" });
  });

  test("is not handed in empty", async () => {
    const code = await makeLink();
    const refused = await send("/hand-in", { code });
    expect([refused.statusCode, refused.json<Faulty>().detail]).toEqual([
      409,
      "báo cáo chưa có số liệu nào; hãy ghi số liệu từ biểu rồi mới nộp",
    ]);
    expect(await stateOf(code)).toMatchObject({ state: "draft" });
  });

  test("two who hand in at once: one does", async () => {
    const code = await makeLink();
    await read("/write", { code, ...(await filledBy(code, { [cellOf(HEADS.jobs, 0)]: 3 })) });
    const both = await Promise.all([send("/hand-in", { code }), send("/hand-in", { code })]);
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 410]);
  });
});

describe("what a link opens", () => {
  test("only the form of its own report", async () => {
    const [code, foreign] = [await makeLink(), await makeLink(other)];
    const sheet = await read<Sheet>("/form", { code: foreign });
    const checked = await read<{ changes: []; issues: { code: string }[] }>("/check", { code, ...sheet });
    expect(checked).toMatchObject({ changes: [], issues: [{ cell: null, code: "file" }] });
    expect((await send("/write", { code, ...sheet })).statusCode).toBe(400);
    expect(JSON.stringify(await stateOf(code))).not.toContain("nơi khác");
  });

  test("nothing of land use to its account, which has no password and sees no row", async () => {
    const code = await makeLink();
    await read("/write", { code, ...(await filledBy(code, { [cellOf(HEADS.jobs, 0)]: 3 })) });
    const account = async <T>(sql: string): Promise<T[]> =>
      land.server.db.transaction({ role: "owner" }, async (tx) => (await tx.query<T>(sql)).rows);
    const [reporter] = await account<{ id: string; locked: boolean }>(
      "select id, password_hash is null as locked from auth.account where reports_for = 'binh-minh'",
    );
    expect(reporter!.locked).toBe(true);
    const tables = await account<{ name: string }>(
      `select 'land.' || relname as name from pg_class where relnamespace = 'land'::regnamespace and relkind = 'r'
         and relname not in ('vsic', 'period_rule') union all select 'audit.entry'`,
    );
    expect(tables.length).toBeGreaterThan(12);
    const visible = await land.server.db.transaction(
      { role: "writer", settings: { account: reporter!.id } },
      async (tx) => {
        const counts: [string, number][] = [];
        for (const { name } of tables)
          counts.push([name, (await tx.query<{ n: number }>(`select count(*)::int as n from ${name}`)).rows[0]!.n]);
        return counts;
      },
    );
    expect(visible).toEqual(tables.map(({ name }) => [name, 0]));
    // With the account but another's code, or a code that was never made.
    const foreign = await makeLink(other);
    for (const wrong of [foreign, "nothing"]) {
      const asked = land.server.db.transaction({ role: "writer", settings: { account: reporter!.id } }, (tx) =>
        tx.query("select land.linked_form(sha256($1::text::bytea))", [wrong]),
      );
      await expect(asked).rejects.toMatchObject({ code: "LU404" });
    }
  });

  test("a session: none, and a password is not chosen by it", async () => {
    const code = await makeLink();
    const seen = await send("", { code });
    expect(seen.headers["set-cookie"]).toBeUndefined();
    expect(seen.headers["cache-control"]).toBe("private, no-store");
    const password = await ask(land.server, "POST", "/api/link/password", {
      body: { code, newPassword: "mưa nắng bến đò xa" },
    });
    expect(password.statusCode).toBe(410);
    const { body } = await done<{ purpose: string }>(land.server, "POST", "/api/link", { body: { code } });
    expect(body.purpose).toBe("upload");
  });
});

describe("a link ends", () => {
  const endings: Record<string, (code: string) => Promise<unknown>> = {
    "when a newer one is made": () => makeLink(),
    "when an editor ends it": () => done(land.server, "DELETE", linkUrl(), { as: land.editor }),
    "when its days are over": () =>
      asOwner(land.server, "update auth.one_time_link set expires_at = now() - interval '1 s' where report_id = $1", [
        report.id,
      ]),
    "while its report is handed in by an editor": async () =>
      land.write("POST", `/api/land/reports/${report.id}/submit`, report.rowVersion, {}),
  };
  test.each(Object.keys(endings))("%s", async (how) => {
    const code = await makeLink();
    await stateOf(code);
    await endings[how]!(code);
    for (const step of STEPS) {
      const response = await send(step, bodyOf(step, code, { fileName: "a", workbook: "QQ==" }));
      expect([response.statusCode, response.json<Faulty>().type], step).toEqual([
        410,
        expect.stringContaining("link-not-usable"),
      ]);
    }
  });

  test("with the reporter's role, for all links of the site; no editor gives it back", async () => {
    const code = await makeLink(other);
    const grants = await land.server.db.transaction({ role: "owner" }, (tx) =>
      tx.query<{ id: string }>(
        "select g.id from auth.role_grant g join auth.account a on a.id = g.account_id where a.reports_for = 'hoa-phu-1'",
      ),
    );
    await done(land.server, "DELETE", `/api/grants/${grants.rows[0]!.id}`, { as: land.admin });
    expect((await send("", { code })).statusCode).toBe(410);
    const refused = await ask(land.server, "POST", linkUrl(other), {
      as: land.editor,
      body: { days: 7 },
      headers: { "accept-language": "vi" },
    });
    expect([refused.statusCode, refused.json<Faulty>().detail]).toEqual([
      409,
      "quản trị viên đã ngừng quyền nộp báo cáo của đơn vị này",
    ]);
  });
});

describe("who makes links", () => {
  test("an editor of the site, who sees the open one without its code", async () => {
    const link = async () =>
      (await done<{ link: object | null }>(land.server, "GET", linkUrl(), { as: land.editor })).body.link;
    expect(await link()).toBeNull();
    const code = await makeLink(report, 3);
    const open = (await link()) as { madeBy: string; madeAt: string; expiresAt: string };
    expect(open.madeBy).toBe("Người biên.tập");
    expect((Date.parse(open.expiresAt) - Date.parse(open.madeAt)) / 86_400_000).toBeCloseTo(3, 3);
    expect(JSON.stringify(open)).not.toContain(code);
  });

  test.each([
    ["an editor of another site", () => land.elsewhere, 404],
    ["a viewer", () => land.viewer, 403],
    ["an officer", () => land.officer, 403],
    ["an administrator", () => land.admin, 403],
    ["nobody", () => undefined, 401],
  ] as [string, () => Person | undefined, number][])("not %s", async (_, who, status) => {
    for (const method of ["GET", "POST", "DELETE"] as const) {
      const as = who();
      const response = await ask(land.server, method, linkUrl(), {
        as,
        ...(method === "POST" && { body: { days: 7 } }),
      });
      expect(response.statusCode, method).toBe(status);
    }
  });

  test("not for a report that is handed in, nor for no days or many", async () => {
    for (const days of [0, 61, 1.5])
      expect((await ask(land.server, "POST", linkUrl(), { as: land.editor, body: { days } })).statusCode).toBe(400);
    await land.write("POST", `/api/land/reports/${report.id}/submit`, report.rowVersion, {});
    expect((await ask(land.server, "POST", linkUrl(), { as: land.editor, body: { days: 7 } })).statusCode).toBe(409);
  });
});

test("whoever tries codes has to wait", async () => {
  const tries = [];
  for (let n = 0; n < 41; n++) tries.push((await send("", { code: `x${n}` })).statusCode);
  expect([tries[0], tries.at(-1)]).toEqual([410, 429]);
});
