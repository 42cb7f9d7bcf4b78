import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LAND_ROWS } from "#contracts/land-edits.ts";
import { ask, done, type Person } from "../helpers/accounts.ts";
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

/** Outlines are kept as multipolygons. */
const stored = (x: number) => ({ type: "MultiPolygon", coordinates: [cellsJson(x, 0).coordinates] });

describe("a row from its entry to its removal", () => {
  test("every kind is entered, read, listed, changed, told of, removed and brought back", async () => {
    const lot = await add("lots", lotBody("K1", 100));
    const enterprise = await add("enterprises", { nameVi: "Công ty thử" });
    const project = await add("projects", { siteId: "binh-minh", enterpriseId: enterprise.id, nameVi: "Dự án thử" });
    const period = await add("periods", { ruleId: "plan-quarter", year: 2015, number: 2 });
    const report = await add("reports", { periodId: period.id, siteId: "binh-minh" });
    const leasedLot = await add("lots", lotBody("K9", 104));
    const lease = await add("leases", {
      lotId: leasedLot.id,
      projectId: project.id,
      contractNumber: "HĐ-9",
      during: { from: "2012-06-01", endedOn: "2050-01-01" },
      areaHa: 1.1,
    });
    const made: Record<string, { body: object; change: object; as?: Person }> = {
      "/api/land/lots": { body: lotBody("K2", 101), change: { code: "K3" } },
      "/api/land/events": {
        body: { lotId: lot.id, kind: "cleared", happenedOn: "2012-02-01" },
        change: { documentNumber: "12/QĐ-UBND" },
      },
      "/api/land/enterprises": { body: { nameVi: "Công ty hai" }, change: { taxCode: "1500123456-001" } },
      "/api/land/projects": {
        body: { siteId: "binh-minh", enterpriseId: enterprise.id, nameVi: "Dự án hai" },
        change: { nameVi: "Dự án ba" },
      },
      "/api/land/project-versions": {
        body: { projectId: project.id, kind: "first", issuedOn: "2012-03-01", isFdi: true, registeredMillionUsd: 1.5 },
        change: { sectorCode: "10", receivedOn: "2012-02-01" },
      },
      "/api/land/leases": {
        body: {
          lotId: lot.id,
          projectId: project.id,
          contractNumber: "HĐ-1",
          during: { from: "2012-06-01", endedOn: "2050-01-01" },
          areaHa: 1.1,
        },
        change: { during: { from: "2012-07-01", endedOn: "2050-01-01" }, heldSince: "2012-07-01" },
      },
      "/api/land/lease-facts": {
        body: { leaseId: lease.id, kind: "extension", fromDay: "2013-06-02", toDay: "2015-06-01" },
        change: { isFeePaid: true, documentNumber: "7/QĐ-BQL", decidedOn: "2013-05-20" },
      },
      "/api/land/obstacles": {
        body: {
          siteId: "binh-minh",
          category: "infrastructure",
          description: "Nhà máy xử lý nước thải chưa hoạt động",
          ownerName: "Chủ đầu tư hạ tầng",
          openedOn: "2015-06-18",
        },
        change: { dueOn: "2015-12-31" },
        as: land.officer,
      },
      "/api/land/inspections": {
        body: { siteId: "binh-minh", inspectedOn: "2015-05-01", agency: "Sở TN-MT", result: "passed" },
        change: { result: "findings", findings: "Thiếu sổ theo dõi" },
        as: land.officer,
      },
      "/api/land/periods": {
        body: {
          kind: "ad-hoc",
          title: "Rà soát đất chưa sử dụng",
          document: "123/UBND-KTTH",
          fromDay: "2015-01-01",
          toDay: "2015-06-30",
          dueOn: "2015-07-10",
        },
        change: { dueOn: "2015-07-20" },
      },
      "/api/land/reports": { body: { periodId: period.id, siteId: "hoa-phu-2" }, change: { note: "số sơ bộ" } },
      "/api/land/report-projects": {
        body: { reportId: report.id, projectId: project.id, implementedBillionVnd: 12.5, jobs: 40 },
        change: { deployedHa: 0.5, implementedMillionUsd: 1 },
      },
      "/api/land/calls": {
        body: {
          siteId: "binh-minh",
          nameVi: "Nhà máy chế biến bưởi",
          legalBasis: "12/QĐ-UBND ngày 05/01/2026",
          issuer: "UBND tỉnh Vĩnh Long",
          issuedOn: "2026-01-05",
        },
        change: { areaHa: 12.5, capitalBillionVnd: 250, validTo: "2027-12-31", landStatus: "cleared" },
      },
    };
    expect(Object.keys(made)).toEqual(LAND_ROWS.map(({ list }) => list.path));
    for (const [url, { body, change, as = land.editor }] of Object.entries(made)) {
      const added = await ask(land.server, "POST", `${url}?reason=Theo%20h%E1%BB%93%20s%C6%A1`, { as, body });
      expect(added.statusCode, added.body).toBe(200);
      expect(added.headers.etag).toBe('"1"');
      const row = added.json<Row>();
      expect(row).toMatchObject({ ...body, ...(url.endsWith("lots") && { geometry: stored(101) }), rowVersion: 1 });

      const changed = await write("PATCH", `${url}/${row.id}`, 1, change, as);
      expect(changed.statusCode, changed.body).toBe(200);
      expect(changed.headers.etag).toBe('"2"');
      const now = { ...row, ...change, rowVersion: 2 };
      expect(changed.json()).toEqual(now);
      expect(await read(`${url}/${row.id}`)).toEqual(now);
      const { items } = await read<{ items: Row[] }>(`${url}?after=${row.id - 1}&limit=1`);
      expect(items).toEqual([now]);

      expect((await write("DELETE", `${url}/${row.id}`, 2, undefined, as)).statusCode).toBe(200);
      expect((await ask(land.server, "GET", `${url}/${row.id}`, { as: land.viewer })).statusCode).toBe(404);
      const history = await read<{ items: Record<string, unknown>[] }>(`${url}/${row.id}/history`);
      expect(history.items.map(({ operation, reason, actor }) => [operation, reason, actor])).toEqual([
        ["insert", "Theo hồ sơ", `Người ${as.login}`],
        ["update", null, `Người ${as.login}`],
        ["delete", null, `Người ${as.login}`],
      ]);
      expect(history.items[1]).toMatchObject({ before: row, after: now });

      const back = await write("POST", `${url}/${row.id}/restore`, null, { seq: history.items[0]!["seq"] }, as);
      expect(back.statusCode, back.body).toBe(200);
      expect(back.json()).toEqual({ ...row, rowVersion: 3 });
      await write("DELETE", `${url}/${row.id}`, 3, undefined, as);
    }
  });
});

describe("versions", () => {
  test("428 without If-Match, 412 with another, with the row as it is and the fields that differ", async () => {
    const lot = await add("lots", lotBody("V1", 110));
    const url = `/api/land/lots/${lot.id}`;
    for (const method of ["PATCH", "DELETE"] as const) {
      const response = await write(method, url, null, method === "PATCH" ? { code: "V2" } : undefined);
      expect(response.statusCode).toBe(428);
      expect(response.json<Faulty>().type).toBe("/problems/version-needed");
    }
    await write("PATCH", url, 1, { note: "của người khác", statedAreaHa: 1.25 });
    for (const ifMatch of ['"1"', 'W/"2"', '"x"', "2", "*"]) {
      const response = await ask(land.server, "PATCH", url, {
        as: land.editor,
        body: { note: "a" },
        headers: { "if-match": ifMatch },
      });
      expect(response.statusCode, ifMatch).toBe(412);
    }
    const response = await write("PATCH", url, 1, { note: "của tôi", code: "V2" });
    const body = response.json<Faulty>();
    expect(response.headers.etag).toBe('"2"');
    expect(body).toMatchObject({
      type: "/problems/version-conflict",
      title: "Dữ liệu đã có người sửa",
      current: { id: lot.id, rowVersion: 2, note: "của người khác" },
    });
    expect(body["fields"]).toEqual([
      { field: "note", held: null, current: "của người khác", given: "của tôi" },
      { field: "statedAreaHa", held: 1.2, current: 1.25 },
    ]);
    expect(await read(url)).toMatchObject({ code: "V1", note: "của người khác" });
  });
});

describe("at the same time", () => {
  test("of those who write to one version one succeeds, and each other is told", async () => {
    const lot = await add("lots", lotBody("P1", 111));
    for (let version = 1; version <= 3; version++) {
      const responses = await Promise.all(
        Array.from({ length: 20 }, (_, writer) =>
          write("PATCH", `/api/land/lots/${lot.id}`, version, { note: `${version}.${writer}` }),
        ),
      );
      const statuses = responses.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b);
      expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
      const won = responses.find(({ statusCode }) => statusCode === 200)!.json<Row>();
      expect(await read(`/api/land/lots/${lot.id}`)).toEqual(won);
    }
  });
});

describe("who may", () => {
  test("an editor of another site sees nothing of this one and writes nothing to it", async () => {
    const lot = await add("lots", lotBody("W1", 190));
    expect((await ask(land.server, "GET", `/api/land/lots/${lot.id}`, { as: land.elsewhere })).statusCode).toBe(404);
    expect((await ask(land.server, "GET", `/api/land/lots/${lot.id}/history`, { as: land.elsewhere })).statusCode).toBe(
      404,
    );
    expect((await write("PATCH", `/api/land/lots/${lot.id}`, 1, { note: "x" }, land.elsewhere)).statusCode).toBe(404);
    const added = await write("POST", "/api/land/lots", null, lotBody("W2", 191), land.elsewhere);
    expect([added.statusCode, added.json<Faulty>().detail]).toEqual([
      403,
      "Tài khoản của bạn không được ghi ở địa điểm này.",
    ]);
  });

  test("an editor does not keep the registers, and an officer no lots, also not many at once", async () => {
    const lot = await add("lots", lotBody("W3", 192));
    const edits = [{ kind: "lots", id: lot.id, rowVersion: 1, changes: { note: "x" } }];
    expect((await write("POST", "/api/land/edits", null, { edits }, land.officer)).statusCode).toBe(403);
    expect(await read(`/api/land/lots/${lot.id}`)).toMatchObject({ note: null, rowVersion: 1 });
  });

  test("nothing of it is public: no data endpoint changes by it", async () => {
    const before = await land.server.get("/api/sites/binh-minh");
    await add("lots", lotBody("W4", 193));
    expect(await land.server.get("/api/sites/binh-minh")).toEqual(before);
  });

  test("made-up rows stay apart from real ones", async () => {
    const { body } = await done<Row>(land.server, "POST", "/api/land/lots?data=illustrative", {
      as: land.editor,
      body: lotBody("M1", 100),
    });
    expect((await ask(land.server, "GET", `/api/land/lots/${body.id}`, { as: land.viewer })).statusCode).toBe(404);
    expect(await read(`/api/land/lots/${body.id}?data=illustrative`)).toMatchObject({ code: "M1" });
  });
});

test.each([
  ["/api/land/lots/99999", "/api/land/lots/99999/history", "/api/land/lots/99999/restore"],
  ["/api/land/events/99999", "/api/land/events/99999/history", "/api/land/events/99999/restore"],
  ["/api/land/enterprises/99999", "/api/land/enterprises/99999/history", "/api/land/enterprises/99999/restore"],
  ["/api/land/projects/99999", "/api/land/projects/99999/history", "/api/land/projects/99999/restore"],
  [
    "/api/land/project-versions/99999",
    "/api/land/project-versions/99999/history",
    "/api/land/project-versions/99999/restore",
  ],
  ["/api/land/leases/99999", "/api/land/leases/99999/history", "/api/land/leases/99999/restore"],
  ["/api/land/lease-facts/99999", "/api/land/lease-facts/99999/history", "/api/land/lease-facts/99999/restore"],
  ["/api/land/obstacles/99999", "/api/land/obstacles/99999/history", "/api/land/obstacles/99999/restore"],
  ["/api/land/inspections/99999", "/api/land/inspections/99999/history", "/api/land/inspections/99999/restore"],
  ["/api/land/periods/99999", "/api/land/periods/99999/history", "/api/land/periods/99999/restore"],
  ["/api/land/reports/99999", "/api/land/reports/99999/history", "/api/land/reports/99999/restore"],
  [
    "/api/land/report-projects/99999",
    "/api/land/report-projects/99999/history",
    "/api/land/report-projects/99999/restore",
  ],
  ["/api/land/calls/99999", "/api/land/calls/99999/history", "/api/land/calls/99999/restore"],
])("what is not there: %s", async (url, history, restore) => {
  const as = /obstacles|inspections/.test(url) ? land.officer : land.editor;
  for (const address of [url, history]) expect((await ask(land.server, "GET", address, { as })).statusCode).toBe(404);
  expect((await write("DELETE", url, 1, undefined, as)).statusCode).toBe(404);
  const response = await write("POST", restore, null, { seq: 999_999 }, as);
  expect([response.statusCode, pointers(response.json())]).toEqual([400, ["/seq"]]);
  for (const id of ["0", "x", "1.5", "99999999999999999999"]) {
    expect((await ask(land.server, "GET", url.replace("99999", id), { as })).statusCode).toBe(400);
  }
});

test("the description of the API says what a change needs", async () => {
  type Operation = {
    parameters: { name: string; in: string; required: boolean }[];
    responses: Record<string, unknown>;
  };
  const { paths } = await land.server.get<{ paths: Record<string, Record<string, Operation>> }>("/api/openapi.json");
  const { parameters, responses } = paths["/api/land/lots/{id}"]!["patch"]!;
  expect(parameters).toContainEqual(expect.objectContaining({ name: "If-Match", in: "header", required: true }));
  expect(Object.keys(responses)).toEqual(expect.arrayContaining(["409", "412", "428"]));
});

test("an entry of another row restores nothing", async () => {
  const [one, two] = [await add("lots", lotBody("R1", 195)), await add("lots", lotBody("R2", 196))];
  const { items } = await read<{ items: { seq: number }[] }>(`/api/land/lots/${one.id}/history`);
  const url = `/api/land/lots/${two.id}/restore`;
  const wrong = await write("POST", url, 1, { seq: items[0]!.seq });
  expect([wrong.statusCode, pointers(wrong.json())]).toEqual([400, ["/seq"]]);
  const own = await read<{ items: { seq: number }[] }>(`/api/land/lots/${two.id}/history`);
  expect((await write("POST", url, null, { seq: own.items[0]!.seq })).statusCode).toBe(428);
});
