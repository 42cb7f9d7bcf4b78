import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayInVietnam } from "#contracts/calendar-day.ts";
import type { MadePack, OpenedPack } from "#contracts/packs.ts";
import { ask, asOwner, done, invited, type Person } from "../helpers/accounts.ts";
import { readPdf } from "../helpers/document-text.ts";
import { type Faulty, type LandApi, openLand, pointers } from "../helpers/land-api.ts";

let land: LandApi;
beforeAll(async () => {
  land = await openLand();
});
afterAll(() => land.server.close());

const inDays = (days: number): string => dayInVietnam(new Date(Date.now() + days * 86_400_000));
const wanted = (more: object = {}) => ({
  name: "Đoàn doanh nghiệp Osaka",
  language: "both",
  expiresOn: inDays(30),
  items: [
    { siteId: "binh-minh", note: "Gần cảng Bình Minh" },
    { siteId: "hoa-phu", note: null },
  ],
  ...more,
});
type Made = MadePack & { code: string };
const make = async (more: object = {}): Promise<Made> =>
  (await done<Made>(land.server, "POST", "/api/packs", { as: land.officer, body: wanted(more) })).body;
const opened = (code: string) => ask(land.server, "POST", "/api/pack", { body: { code } });

describe("a pack", () => {
  test("opens without an account and tells the sites in its order, with notes and contact, as the public knows them", async () => {
    const { code } = await make();
    const response = await opened(code);
    expect(response.statusCode, response.body).toBe(200);
    expect(response.headers["cache-control"]).toBe("private, no-store");
    const pack = response.json<OpenedPack>();
    expect(pack.items.map(({ note, detail }) => [detail.site.id, note])).toEqual([
      ["binh-minh", "Gần cảng Bình Minh"],
      ["hoa-phu", null],
    ]);
    expect(pack.items[0]!.detail).toEqual(await land.server.get("/api/sites/binh-minh"));
  });

  test("keeps to the day of figures that was asked for", async () => {
    const { code } = await make({ asOf: "2015-06-18" });
    const { items, asOf } = (await opened(code)).json<OpenedPack>();
    expect(asOf).toBe("2015-06-18");
    const days = items.flatMap(({ detail }) => detail.site.figures.map((figure) => figure.asOf));
    expect(days.length).toBeGreaterThan(0);
    expect(days.every((day) => day <= "2015-06-18")).toBe(true);
  });

  test("stays as it was frozen whatever is published afterwards", async () => {
    const { code } = await make();
    const before = (await opened(code)).json<OpenedPack>();
    await asOwner(
      land.server,
      `insert into figure (id, known_on, subject_id, metric, value, printed, qualifier, as_of, period, method, source_id, confidence)
       values ('binh-minh.projects.2026-11', current_date, 'binh-minh', 'projects', 999, '999', 'exact', current_date, '2026-11', 'published', 'plan-1013-2015', 'high')`,
    );
    const now = await land.server.get<{ site: { figures: { value: number | null }[] } }>(
      "/api/sites/binh-minh?knownOn=2099-01-01",
    );
    expect(now.site.figures.some(({ value }) => value === 999)).toBe(true);
    expect((await opened(code)).json()).toEqual(before);
    const handout = await land.server.app.inject(`/api/pack/${code}/handout.pdf`);
    expect((await readPdf(handout.rawPayload)).text).not.toContain("999");
  });

  test("is a handout, too: title, what was frozen, notes, and a sheet of each site in both languages", async () => {
    const { code } = await make();
    const handout = await land.server.app.inject(`/api/pack/${code}/handout.pdf`);
    expect(handout.headers["content-type"]).toBe("application/pdf");
    const { text } = await readPdf(handout.rawPayload);
    for (const said of [
      "Đoàn doanh nghiệp Osaka",
      "Gần cảng Bình Minh",
      "Khu công nghiệp Bình Minh",
      "Hoa Phu Industrial",
    ]) {
      expect(text).toContain(said);
    }
  });

  test("ends with its last day, and where it is taken back", async () => {
    const ended = await make();
    await asOwner(land.server, "update land.pack set expires_on = $2 where id = $1", [ended.id, inDays(-1)]);
    const last = await make({ expiresOn: inDays(0) });
    const revoked = await make();
    expect((await ask(land.server, "DELETE", `/api/packs/${revoked.id}`, { as: land.officer })).statusCode).toBe(200);
    expect((await opened(last.code)).statusCode).toBe(200);
    for (const { code } of [ended, revoked, { code: "a".repeat(26) }]) {
      const gone = await opened(code);
      expect([gone.statusCode, gone.json<Faulty>().detail]).toEqual([
        404,
        "Liên kết này sai, đã hết hạn hoặc đã bị thu hồi.",
      ]);
      expect((await land.server.app.inject(`/api/pack/${code}/handout.pdf`)).statusCode).toBe(404);
    }
    expect((await land.server.app.inject("/api/pack/KHONG-PHAI/handout.pdf")).statusCode).toBe(404);
  });

  test("is seen and taken back by whoever made it, and nobody else; its code is told once and kept nowhere", async () => {
    const other: Person = await invited(land.server, land.admin, "cán.bộ.khác", "officer");
    const { id, code } = await make({ name: "Của tôi" });
    const listed = await ask(land.server, "GET", "/api/packs", { as: land.officer });
    expect(listed.json<{ items: MadePack[] }>().items[0]).toMatchObject({ id, name: "Của tôi", revokedAt: null });
    expect(listed.body).not.toContain(code);
    expect((await ask(land.server, "GET", "/api/packs", { as: other })).json()).toEqual({ items: [] });
    expect((await ask(land.server, "DELETE", `/api/packs/${id}`, { as: other })).statusCode).toBe(404);
    expect((await ask(land.server, "POST", "/api/packs", { as: land.viewer, body: wanted() })).statusCode).toBe(403);
    expect((await opened(code)).statusCode).toBe(200);
  });

  test.for([
    ["an unknown site", { items: [{ siteId: "khong-co", note: null }] }, "/items/0/siteId"],
    ["no site", { items: [] }, "/items"],
    ["a last day that is over", { expiresOn: "2020-01-01" }, "/expiresOn"],
    ["a last day in ten years", { expiresOn: "2036-12-01" }, "/expiresOn"],
    ["figures of a day to come", { asOf: "2099-01-01" }, "/asOf"],
    ["no name", { name: "" }, "/name"],
  ] as const)("is not made of %s", async ([, more, pointer]) => {
    const response = await ask(land.server, "POST", "/api/packs", { as: land.officer, body: wanted(more) });
    expect([response.statusCode, pointers(response.json())]).toEqual([400, [pointer]]);
  });
});
