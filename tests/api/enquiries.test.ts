import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Enquiry } from "#contracts/enquiries.ts";
import { DATA_ENDPOINTS } from "#contracts/api.ts";
import { ask, asOwner, done } from "../helpers/accounts.ts";
import { type Faulty, type LandApi, openLand, pointers } from "../helpers/land-api.ts";

let land: LandApi;
beforeAll(async () => {
  land = await openLand();
});
afterAll(() => land.server.close());

const wanted = (more: object = {}) => ({
  siteId: "binh-minh",
  asOf: null,
  language: "vi",
  name: "Nguyễn Thị Thử Tên",
  organisation: "Công ty Ví Dụ",
  contact: "lien-he@vi-du.example",
  message: "Còn lô nào liền thửa 10 ha gần cảng không?",
  ...more,
});
const sendIt = (more: object = {}) => ask(land.server, "POST", "/api/enquiries", { body: wanted(more) });
const sent = async (more: object = {}): Promise<string> => {
  const response = await sendIt(more);
  expect(response.statusCode, response.body).toBe(200);
  return response.json<{ receipt: string }>().receipt;
};
type Board = { items: Enquiry[]; counts: Record<string, number> };
const board = (as = land.officer, query = "") => land.read<Board>(`/api/enquiries${query}`, as);
const byReceipt = async (receipt: string, as = land.officer) =>
  (await board(as)).items.find((one) => one.receipt === receipt)!;
/** Rate limits are of an address, and all tests come from one. */
const forget = () => asOwner(land.server, "delete from auth.attempt");

describe("an enquiry", () => {
  test("is taken from anybody, answered by a receipt that tells nothing, and read by those who answer for the site", async () => {
    await forget();
    const receipt = await sent({ asOf: "2015-06-18" });
    expect(receipt).toMatch(/^[a-z2-7]{10}$/);
    for (const reader of [land.officer, land.editor]) {
      expect(await byReceipt(receipt, reader)).toMatchObject({
        site: { id: "binh-minh", nameVi: "Khu công nghiệp Bình Minh" },
        name: "Nguyễn Thị Thử Tên",
        contact: "lien-he@vi-du.example",
        asOf: "2015-06-18",
        state: "new",
        steps: [],
      });
    }
    // Of another site.
    expect((await board(land.elsewhere)).items).toEqual([]);
    expect((await ask(land.server, "GET", "/api/enquiries", { as: land.viewer })).statusCode).toBe(403);
    expect((await ask(land.server, "GET", "/api/enquiries")).statusCode).toBe(401);
  });

  test("moves through its states, each step by name, and counts", async () => {
    await forget();
    const { id, rowVersion } = await byReceipt(await sent());
    let version = rowVersion;
    for (const state of ["in-progress", "survey", "closed"]) {
      const moved = await land.write(
        "PATCH",
        `/api/enquiries/${id}`,
        version,
        { state, note: `bước ${state}` },
        land.officer,
      );
      expect(moved.statusCode, moved.body).toBe(200);
      expect(moved.headers.etag).toBe(`"${version + 1}"`);
      version = moved.json<Enquiry>().rowVersion;
    }
    const { items, counts } = await board(land.officer, "?state=closed");
    expect(items.map((one) => [one.state, one.note])).toEqual([["closed", "bước closed"]]);
    expect(items[0]!.steps.map(({ action, by }) => [action, by])).toEqual([
      ["in-progress", `Người ${land.officer.login}`],
      ["survey", `Người ${land.officer.login}`],
      ["closed", `Người ${land.officer.login}`],
    ]);
    expect(counts["closed"]).toBe(1);
    const stale = await land.write("PATCH", `/api/enquiries/${id}`, 1, { state: "new", note: null }, land.editor);
    expect(stale.statusCode).toBe(412);
    expect(stale.json<{ current: Enquiry }>().current.state).toBe("closed");
  });

  test("is erased for good: nothing of who wrote and what is left in the database, only how it went", async () => {
    await forget();
    const marked = "Họ Tên Chỉ Có Một Ở Đây";
    const { id, rowVersion } = await byReceipt(await sent({ name: marked }));
    const erased = await land.write("POST", `/api/enquiries/${id}/erase`, rowVersion, {}, land.officer);
    expect(erased.json<Enquiry>()).toMatchObject({
      name: null,
      contact: null,
      message: null,
      organisation: null,
      note: null,
    });
    expect(erased.json<Enquiry>().steps.map(({ action }) => action)).toEqual(["erased"]);
    const left = await land.server.db.transaction({ role: "owner" }, (tx) =>
      tx.query<{ rows: number }>(
        `select (select count(*) from land.enquiry e where e::text like $1) + (select count(*) from audit.entry a where a::text like $1) as rows`,
        [`%${marked}%`],
      ),
    );
    expect(Number(left.rows[0]!.rows)).toBe(0);
    const again = await land.write("PATCH", `/api/enquiries/${id}`, 2, { state: "closed", note: "x" }, land.officer);
    expect(again.statusCode).toBe(409);
  });

  test("appears in no public answer", async () => {
    await forget();
    await sent({ name: "Tên Không Được Lộ", message: "Lời Không Được Lộ" });
    for (const { path } of DATA_ENDPOINTS) {
      const response = await ask(land.server, "GET", path.replaceAll(/:[a-zA-Z]+/g, "binh-minh"));
      expect(response.body, path).not.toMatch(/Không Được Lộ/);
    }
    const metrics = await ask(land.server, "GET", "/metrics");
    expect(metrics.body).not.toMatch(/Không Được Lộ/);
  });

  test.each([
    [{ siteId: "khong-co" }, ["/siteId"]],
    [{ name: "" }, ["/name"]],
    [{ contact: "x" }, ["/contact"]],
    [{ message: "a".repeat(4001) }, ["/message"]],
    [{ message: "", name: "  " }, ["/message", "/name"]],
    [{ asOf: "2015-02-30" }, ["/asOf"]],
    [{ state: "closed" }, ["/state"]],
  ])("%j is refused at its field, and nothing is kept", async (more, at) => {
    await forget();
    const before = (await board()).items.length;
    const response = await sendIt(more);
    expect(response.statusCode, response.body).toBe(400);
    expect(pointers(response.json<Faulty>()).toSorted()).toEqual(at);
    expect((await board()).items).toHaveLength(before);
  });

  test("more than ten of one address within a quarter of an hour wait", async () => {
    await forget();
    for (let count = 0; count < 10; count++) await sent();
    const over = await sendIt();
    expect(over.statusCode).toBe(429);
    expect(Number(over.headers["retry-after"])).toBeGreaterThan(60);
    expect(over.json<Faulty>().detail).toMatch(/xin gửi lại sau \d+ phút/);
    await forget();
    await sent();
  });

  test("cannot be rewritten by those who read it, not even in the database", async () => {
    await forget();
    const { id } = await byReceipt(await sent());
    await expect(
      land.server.db.transaction({ role: "writer", settings: { account: land.officer.id } }, (tx) =>
        tx.query("update land.enquiry set message = 'khác' where id = $1", [id]),
      ),
    ).rejects.toMatchObject({ constraint: "enquiry_stays_as_it_came" });
    const none = await done<Board>(land.server, "GET", "/api/enquiries?siteId=hoa-phu", { as: land.officer });
    expect(none.body.items).toEqual([]);
  });
});
