import { beforeAll, describe, expect, test } from "vitest";
import { spellFigure } from "#contracts/spelling.ts";
import type { SiteDetail } from "#contracts/sites.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";
import { readPdf, searchable } from "../helpers/document-text.ts";

let server: ReadOnlyApp;
beforeAll(async () => {
  server = await sharedApp();
});

const fileOf = async (url: string) => {
  const response = await server.app.inject(url);
  expect(response.statusCode, response.body.slice(0, 300)).toBe(200);
  return response;
};
const squeezed = (text: string) => searchable(text).replaceAll(" ", "");

describe("/api/sites/{id}/sheet.pdf", () => {
  test("can be searched: every figure, fact and obstacle of the site in both languages, with every Vietnamese letter", async () => {
    const detail = await server.get<SiteDetail>("/api/sites/hoa-phu");
    const { pages, text } = await readPdf((await fileOf("/api/sites/hoa-phu/sheet.pdf?lang=both")).rawPayload);
    const read = squeezed(text);
    const told = [
      detail.site.nameVi,
      detail.site.nameEn,
      ...detail.facts.flatMap(({ textVi, textEn }) => [textVi, textEn]),
      ...detail.obstacles.flatMap(({ textVi, textEn }) => [textVi, textEn]),
      ...detail.site.figures.flatMap((figure) => [spellFigure(figure, "vi").number, spellFigure(figure, "en").number]),
    ];
    expect(told.filter((words) => !read.includes(squeezed(words)))).toEqual([]);
    expect(text).toContain("hỏi Ban Quản lý các khu công nghiệp tỉnh");
    expect(text).toContain("Chi tiết, 1:");
    expect(text).toContain("phạm vi ước lượng");
    expect(pages[0]?.size).toEqual([595, 842]);
    expect(text).not.toContain("MINH HỌA");
  });

  test("tells nothing dated after the day asked for, and nothing learnt later", async () => {
    const { text } = await readPdf((await fileOf("/api/sites/hoa-phu/sheet.pdf?asOf=2015-06-18")).rawPayload);
    const years = [...text.matchAll(/\b\d{2}\/(20\d\d)\b/g)].map(([, year]) => Number(year));
    expect(years.length).toBeGreaterThan(0);
    expect(years.filter((year) => year > 2015)).toEqual([2025]);
    expect(text).toContain("số liệu tính đến 18/06/2015");
  });

  test("made-up data are said on the page", async () => {
    const { text } = await readPdf((await fileOf("/api/sites/hoa-phu/sheet.pdf?data=illustrative")).rawPayload);
    expect(text).toContain("CÓ SỐ LIỆU MINH HỌA");
  });

  test("a site without a position has no map, and says why", async () => {
    const { items } = await server.get<{ items: SiteDetail["site"][] }>("/api/sites");
    const lost = items.find(({ position }) => position === null)!;
    const { text } = await readPdf((await fileOf(`/api/sites/${lost.id}/sheet.pdf?lang=en`)).rawPayload);
    expect(text).toContain("no map is drawn");
    expect((await server.app.inject(`/api/sites/${lost.id}/map.png`)).statusCode).toBe(404);
  });

  test.each([
    ["/api/sites/no-such-site/sheet.pdf", 404, "/problems/site-not-found"],
    ["/api/sites/no-such-site/card.png", 404, "/problems/site-not-found"],
    ["/api/sites/NOT_A_SLUG/map.png", 404, "/problems/site-not-found"],
    ["/api/sites/hoa-phu/sheet.pdf?lang=fr", 400, "/problems/invalid-request"],
    ["/api/sites/hoa-phu/card.png?lang=both", 400, "/problems/invalid-request"],
    ["/api/sites/hoa-phu/sheet.pdf?asOf=2015-02-30", 400, "/problems/invalid-request"],
    ["/api/atlas.pdf?lang=fr", 400, "/problems/invalid-request"],
    ["/api/atlas/progress?day=1", 400, "/problems/invalid-request"],
  ])("%s is refused: %i", async (url, status, type) => {
    const response = await server.app.inject(url);
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({ type });
  });
});

test("where no atlas is being made, its progress says so", async () => {
  expect(await server.get("/api/atlas/progress?lang=both")).toEqual({ share: null });
});

test("pictures are PNG of the size that links are shown at", async () => {
  const card = (await fileOf("/api/sites/hoa-phu/card.png?lang=en")).rawPayload;
  const map = (await fileOf("/api/sites/hoa-phu/map.png")).rawPayload;
  const size = (png: Buffer) => [png.toString("latin1", 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)];
  expect([size(card), size(map)]).toEqual([
    ["PNG", 1200, 630],
    ["PNG", 1800, 1200],
  ]);
});

describe("the handout of some sites", () => {
  test("has their sheets in the order in which they are named, and no others", async () => {
    const file = await server.app.inject("/api/handout.pdf?sites=hoa-phu,an-dinh&lang=vi");
    expect(file.statusCode).toBe(200);
    const { text } = await readPdf(file.rawPayload);
    const [first, second] = ["Khu công nghiệp Hòa Phú", "Khu công nghiệp An Định"].map((name) =>
      text.lastIndexOf(name),
    );
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first!);
    expect(text).not.toContain("Khu công nghiệp Bình Tân");
  });

  test.for([
    ["/api/handout.pdf", 400],
    ["/api/handout.pdf?sites=", 400],
    ["/api/handout.pdf?sites=khong-co", 404],
  ] as const)("%s answers %i", async ([url, status]) => {
    expect((await server.app.inject(url)).statusCode).toBe(status);
  });
});

describe("maps of one scale", () => {
  test("differ from a site's own, and are kept apart by their scale", async () => {
    const of = async (query: string) =>
      (await server.app.inject(`/api/sites/hoa-phu/map.png?lang=vi${query}`)).rawPayload;
    const [own, near, far] = [await of(""), await of("&scale=50000"), await of("&scale=200000")];
    expect(new Set([own, near, far].map((bytes) => bytes.toString("base64"))).size).toBe(3);
    expect(await of("&scale=50000")).toEqual(near);
  });

  test.for(["0", "12345", "50000.5", "x"])("no map is drawn at 1 : %s", async (scale) => {
    const response = await server.app.inject(`/api/sites/hoa-phu/map.png?lang=vi&scale=${scale}`);
    expect(response.statusCode).toBe(400);
    expect(response.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer).toBe("/scale");
  });
});
