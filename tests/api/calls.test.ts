import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InvestmentCall } from "#contracts/calls.ts";
import { CALL_STATES, callStateOn } from "#contracts/call-state.ts";
import { done, EVERYWHERE, invited, type Person, turnOnTwoStep } from "../helpers/accounts.ts";
import { readDocx, readPdf, searchable } from "../helpers/document-text.ts";
import { type Faulty, type LandApi, openLand, type Row } from "../helpers/land-api.ts";

let land: LandApi;
let approver: Person;
beforeAll(async () => {
  land = await openLand();
  approver = await turnOnTwoStep(land.server, await invited(land.server, land.admin, "phê.duyệt", "approver"));
});
afterAll(() => land.server.close());

const TEXT_OF = {
  pdf: async (bytes: Uint8Array) => (await readPdf(bytes)).text,
  docx: async (bytes: Uint8Array) => readDocx(bytes).paragraphs.join(" "),
  xlsx: async (bytes: Uint8Array) =>
    searchable(
      Object.values(unzipSync(bytes))
        .map((part) => strFromU8(part))
        .join(" "),
    ),
};

const listed = async (query = ""): Promise<InvestmentCall[]> =>
  (await land.server.get<{ items: InvestmentCall[] }>(`/api/calls${query}`)).items;

describe("calls of published lists", () => {
  test("Bình Tân 400 ha and 2,900 billion, An Định 200 ha and 1,600 billion stand as Decision 2167 has them", async () => {
    const items = await listed();
    const of = (siteId: string) => items.find(({ site }) => site.id === siteId);
    expect(of("binh-tan")).toMatchObject({
      areaHa: 400,
      capitalBillionVnd: 2900,
      landStatus: "uncleared",
      legalBasis: "2167/QĐ-UBND ngày 20/08/2020",
      validTo: "2025-12-31",
      source: { id: "qd-2167-2020", locator: "A.1" },
      confidence: "high",
      entered: null,
    });
    expect(of("an-dinh")).toMatchObject({ areaHa: 200, capitalBillionVnd: 1600, contactVi: null });
    expect(of("ccn-my-loi")).toMatchObject({ areaHa: null, capitalBillionVnd: 325, legalBasis: null, validTo: null });
  });

  test("agree with the figures that the same source gives of the sites", async () => {
    for (const { site, areaHa, capitalBillionVnd, source } of await listed()) {
      const { items } = await land.server.get<{ items: { id: string; value: number; source: { id: string } }[] }>(
        `/api/figures?subject=${site.id}`,
      );
      const said = (metric: string) =>
        items.find((figure) => figure.id.startsWith(`${site.id}.${metric}.`) && figure.source.id === source?.id)?.value;
      expect([said("grossHa") ?? null, said("infrastructureCapitalBillionVnd")]).toEqual([areaHa, capitalBillionVnd]);
    }
  });

  test("are not there in a view of before them, and can be asked for one site", async () => {
    expect(await listed("?asOf=2020-08-19")).toEqual([]);
    expect((await listed("?asOf=2020-08-20")).map(({ site }) => site.id)).toEqual(["an-dinh", "binh-tan"]);
    expect((await listed("?siteId=an-dinh")).map(({ id }) => id)).toEqual(["kcn-an-dinh-2020"]);
  });
});

test.for([
  ["2020-08-19", { validFrom: "2020-08-20", validTo: "2025-12-31" }, "upcoming"],
  ["2020-08-20", { validFrom: "2020-08-20", validTo: "2025-12-31" }, "open"],
  ["2025-12-31", { validFrom: "2020-08-20", validTo: "2025-12-31" }, "open"],
  ["2026-01-01", { validFrom: "2020-08-20", validTo: "2025-12-31" }, "expired"],
  ["2026-01-01", { validFrom: null, validTo: "2026-12-31" }, "open"],
  ["2026-01-01", { validFrom: "2020-08-20", validTo: null }, "undated"],
  ["2026-01-01", { validFrom: null, validTo: null }, "undated"],
] as const)("on %s a call of %o is %s", ([day, validity, state]) => {
  expect(CALL_STATES).toContain(state);
  expect(callStateOn(validity, day)).toBe(state);
});

describe("a call that is entered", () => {
  const body = {
    siteId: "binh-minh",
    nameVi: "Nhà máy chế biến bưởi Năm Roi",
    nameEn: "Pomelo processing plant",
    areaHa: 12.5,
    capitalBillionVnd: 250,
    sectorsVi: "Chế biến trái cây",
    legalBasis: "12/QĐ-UBND ngày 05/01/2026",
    issuer: "UBND tỉnh Vĩnh Long",
    issuedOn: "2026-01-05",
    validFrom: "2026-01-05",
    validTo: "2027-12-31",
    contactVi: "Ban Quản lý các khu công nghiệp",
  };
  const publicOf = async (id: number) => (await listed()).find(({ entered }) => entered?.id === id);

  test("is public only once an approver lets it through, as it was then, until it is taken back", async () => {
    const call: Row = await land.add("calls", body);
    const at = `/api/land/calls/${call.id}`;
    expect(await publicOf(call.id)).toBeUndefined();

    const published = await land.write("POST", `${at}/publish`, 1, {}, approver);
    expect(published.statusCode, published.body).toBe(200);
    const { siteId: _, issuedOn, ...said } = body;
    expect(await publicOf(call.id)).toMatchObject({
      ...said,
      site: { id: "binh-minh" },
      asOf: issuedOn,
      source: null,
      entered: { id: call.id, version: 1 },
    });

    // What is changed afterwards waits for the next approval.
    await land.write("PATCH", at, 1, { capitalBillionVnd: 300 });
    expect((await publicOf(call.id))?.capitalBillionVnd).toBe(250);
    const kept = await land.write("DELETE", at, 2);
    expect(kept.statusCode).toBe(409);
    expect(kept.json<Faulty>().detail).toContain("thu hồi công bố");
    await land.write("POST", `${at}/publish`, 2, {}, approver);
    expect(await publicOf(call.id)).toMatchObject({ capitalBillionVnd: 300, entered: { version: 2 } });

    const withdrawn = await land.write("POST", `${at}/withdraw`, 2, {}, approver);
    expect(withdrawn.statusCode, withdrawn.body).toBe(200);
    expect(await publicOf(call.id)).toBeUndefined();
    expect((await land.write("DELETE", at, 2)).statusCode).toBe(200);
  });

  test("is let through by nobody who wrote it, nor twice, nor in another version", async () => {
    const both = await turnOnTwoStep(
      land.server,
      await invited(land.server, land.admin, "vừa.nhập.vừa.duyệt", "approver"),
    );
    await done(land.server, "POST", `/api/accounts/${both.id}/grants`, {
      as: land.admin,
      body: { role: "editor", scope: EVERYWHERE },
    });
    const call = await land.add("calls", body);
    const publish = (version: number, as: Person) =>
      land.write("POST", `/api/land/calls/${call.id}/publish`, version, {}, as);
    expect((await publish(1, land.editor)).statusCode).toBe(403);
    expect((await publish(9, both)).statusCode).toBe(412);
    await land.write("PATCH", `/api/land/calls/${call.id}`, 1, { note: "sửa" }, both);
    const own = await publish(2, both);
    expect([own.statusCode, own.json<Faulty>().detail]).toEqual([
      409,
      "người đã nhập hoặc sửa không tự duyệt công bố; cần người duyệt khác",
    ]);
    expect((await publish(2, approver)).statusCode).toBe(200);
    const again = await publish(2, approver);
    expect([again.statusCode, again.json<Faulty>().detail]).toEqual([409, "phiên bản này đã công bố"]);
    expect((await land.write("POST", `/api/land/calls/${call.id}/withdraw`, 2, {}, both)).statusCode).toBe(200);
    const none = await land.write("POST", `/api/land/calls/${call.id}/withdraw`, 2, {}, both);
    expect([none.statusCode, none.json<Faulty>().detail]).toEqual([409, "dự án này chưa công bố"]);
    expect((await land.write("POST", "/api/land/calls/99999/publish", 1, {}, both)).statusCode).toBe(404);
  });

  test("names the field that is wrong", async () => {
    const late = await land.write("POST", "/api/land/calls", null, { ...body, validTo: "2025-01-01" });
    expect(late.statusCode).toBe(400);
    expect(late.json<Faulty>().errors).toEqual([
      { pointer: "/validTo", message: "ngày cuối không được trước ngày đầu" },
    ]);
    const { legalBasis: _, ...unfounded } = body;
    const bare = await land.write("POST", "/api/land/calls", null, unfounded);
    expect(bare.json<Faulty>().errors.map(({ pointer }) => pointer)).toEqual(["/legalBasis"]);
  });
});

describe("the list as a document", () => {
  test.for(["pdf", "docx", "xlsx"] as const)(
    "%s has every call with its numbers, document and source",
    async (format) => {
      const file = await land.server.app.inject({ url: `/api/calls.${format}?asOf=2024-12-31` });
      expect(file.statusCode).toBe(200);
      expect(file.headers["content-disposition"]).toContain(`danh-muc-keu-goi-dau-tu-2024-12-31.${format}`);
      const text = await TEXT_OF[format](file.rawPayload);
      for (const said of [
        "Hạ tầng Khu công nghiệp Bình Tân",
        "2167/QĐ-UBND ngày 20/08/2020",
        "Danh mục dự án mời gọi đầu tư",
      ]) {
        expect(text).toContain(said);
      }
      expect(text).toMatch(/2\.900|2900/);
      expect(text).toContain("Dự án đang kêu gọi đầu tư");
      expect(text).toContain("Dự án chưa rõ thời hạn kêu gọi");
    },
  );

  test("says what formats there are, where another is asked for", async () => {
    const file = await land.server.app.inject({ url: "/api/calls.odt" });
    expect(file.statusCode).toBe(404);
    expect(file.json<Faulty>().detail).toContain(".docx");
  });
});
