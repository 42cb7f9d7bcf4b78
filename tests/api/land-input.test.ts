import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../helpers/accounts.ts";
import { cellsJson } from "../helpers/land.ts";
import { type Faulty, type LandApi, lotBody, openLand, pointers } from "../helpers/land-api.ts";

let land: LandApi;
beforeAll(async () => {
  land = await openLand();
});
afterAll(() => land.server.close());

const add: LandApi["add"] = (...given) => land.add(...given);
const write: LandApi["write"] = (...given) => land.write(...given);
const read: LandApi["read"] = (...given) => land.read(...given);

describe("bad input is told at its field, in both languages, and nothing is written", () => {
  const cases: Record<string, { body: object; pointer: string; says: string; status?: number }> = {
    "an open ring": {
      body: {
        geometry: {
          type: "Polygon",
          coordinates: [
            [
              [105.9, 10.1],
              [105.91, 10.1],
              [105.91, 10.11],
              [105.9, 10.11],
            ],
          ],
        },
      },
      pointer: "/geometry/coordinates/0",
      says: "đường bao phải khép kín",
    },
    "a ring that crosses itself": {
      body: {
        geometry: {
          type: "Polygon",
          coordinates: [
            [
              [105.9, 10.1],
              [105.901, 10.101],
              [105.901, 10.1],
              [105.9, 10.101],
              [105.9, 10.1],
            ],
          ],
        },
      },
      pointer: "/geometry",
      says: "đường bao không hợp lệ",
    },
    "no area at all": {
      body: {
        geometry: {
          type: "Polygon",
          coordinates: [
            [
              [105.9, 10.1],
              [105.9, 10.1],
              [105.9, 10.1],
              [105.9, 10.1],
            ],
          ],
        },
      },
      pointer: "/geometry",
      says: "đường bao không hợp lệ",
    },
    "outside the province": {
      body: { geometry: cellsJson(9000, 0) },
      pointer: "/geometry",
      says: "ngoài phạm vi tỉnh",
    },
    "too many decimals": { body: { statedAreaHa: 1.23456 }, pointer: "/statedAreaHa", says: "bốn chữ số thập phân" },
    "text for a number": { body: { statedAreaHa: "1,2" }, pointer: "/statedAreaHa", says: "cần một số" },
    "a day that is none": {
      body: { inForce: { from: "2015-02-30", endedOn: null } },
      pointer: "/inForce/from",
      says: "cần một ngày",
    },
    "an end before the beginning": {
      body: { inForce: { from: "2015-02-01", endedOn: "2015-01-01" } },
      pointer: "/inForce",
      says: "ngày kết thúc phải sau",
    },
    "year zero": {
      body: { inForce: { from: "0000-01-01", endedOn: null } },
      pointer: "",
      says: "giá trị không dùng được",
    },
    "an unknown use": { body: { use: "farm" }, pointer: "/use", says: "cần một trong: industrial" },
    "an unknown field": { body: { rowVersion: 9 }, pointer: "/rowVersion", says: "không có tham số" },
    "no such site": { body: { siteId: "khong-co" }, pointer: "", says: "không được ghi", status: 403 },
    "a site with parts": { body: { siteId: "hoa-phu" }, pointer: "/siteId", says: "chia thành giai đoạn" },
    "a control character": { body: { code: "A\u0000" }, pointer: "/code", says: "" },
  };
  test.each(Object.entries(cases))("%s", async (_, { body, pointer, says, status = 400 }) => {
    const count = async () => (await read<{ items: unknown[] }>("/api/land/lots")).items.length;
    const before = await count();
    const response = await write("POST", "/api/land/lots", null, lotBody("X", 120, body));
    const problem = response.json<Faulty>();
    expect(response.statusCode, response.body).toBe(status);
    expect(problem.errors?.map((error) => error.pointer) ?? [""]).toContain(pointer);
    expect(response.body).toContain(says);
    const english = await ask(land.server, "POST", "/api/land/lots", {
      as: land.editor,
      body: lotBody("X", 120, body),
      headers: { "accept-language": "en" },
    });
    expect(english.json<Faulty>().detail).not.toBe(problem.detail);
    expect(await count()).toBe(before);
  });

  test("what stands in the way is named", async () => {
    const lot = await add("lots", lotBody("C1", 130));
    const enterprise = await add("enterprises", { nameVi: "Công ty va chạm", taxCode: "1500000001" });
    const project = await add("projects", { siteId: "binh-minh", enterpriseId: enterprise.id, nameVi: "Dự án" });
    const lease = {
      lotId: lot.id,
      projectId: project.id,
      contractNumber: "HĐ-9",
      areaHa: 1,
      during: { from: "2013-01-01", endedOn: null },
    };
    await add("leases", lease);
    const refusals = [
      ["lots", lotBody("C2", 130.5), 409, "/geometry", /chồng lên lô C1 0\.6\d+ ha/],
      ["lots", lotBody("C1", 135), 409, "/code", /mã lô C1 đang được dùng/],
      [
        "leases",
        { ...lease, during: { from: "2012-06-01", endedOn: "2014-01-01" } },
        409,
        "/during",
        /hợp đồng thuê khác/,
      ],
      [
        "leases",
        { ...lease, during: { from: "2012-06-01", endedOn: "2012-07-01" }, areaHa: 2 },
        409,
        "/areaHa",
        /2 ha lớn hơn lô C1/,
      ],
      [
        "leases",
        { ...lease, projectId: 999_999, during: { from: "2012-06-01", endedOn: "2012-07-01" } },
        400,
        "/projectId",
        /không có dự án này|dự án không thuộc/,
      ],
      ["enterprises", { nameVi: "Trùng", taxCode: "1500000001" }, 409, "/taxCode", /mã số thuế này đã có/],
      [
        "project-versions",
        { projectId: project.id, kind: "first", issuedOn: "2013-01-01", isFdi: false, sectorCode: "99" },
        400,
        "/sectorCode",
        /không có mã ngành/,
      ],
      [
        "events",
        { lotId: lot.id, kind: "withdrawn", happenedOn: "2014-01-01" },
        409,
        "/happenedOn",
        /còn hợp đồng thuê/,
      ],
    ] as const;
    for (const [kind, body, status, pointer, says] of refusals) {
      const response = await write("POST", `/api/land/${kind}`, null, body);
      expect([response.statusCode, pointers(response.json())], response.body).toEqual([status, [pointer]]);
      expect(response.json<Faulty>().detail).toMatch(says);
    }
    const removal = await write("DELETE", `/api/land/lots/${lot.id}`, 1);
    expect(removal.statusCode).toBe(409);
    expect(removal.json<Faulty>().detail).toContain("Còn dữ liệu khác gắn với mục này");
  });
});
