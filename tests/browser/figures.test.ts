import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./fixtures.ts";
import { hash } from "./provenance/crawl.ts";
import { textOf } from "./reading.ts";

const panel = (page: Page): Locator => page.getByRole("main");

/** Ids of the figures that a page shows, each once; of tables the first row stands for the others. */
const figuresOn = async (page: Page): Promise<string[]> => {
  await panel(page).locator("[data-figure]").first().waitFor();
  const ids = await panel(page)
    .locator("a[data-figure]:not(tbody tr:not(:first-child) *)")
    .evaluateAll((links) => links.map((link) => link.getAttribute("data-figure") ?? ""));
  return [...new Set(ids)];
};

/** That every number opens is for the crawl (provenance.test.ts) to see; here some are clicked, chosen by `CRAWL_SEED`, or all. */
const CLICKED = process.env["CRAWL"] === "full" ? Infinity : 5;
const seed = process.env["CRAWL_SEED"] ?? "figures";

test.for(["/", "/dia-diem/hoa-phu", "/dia-diem/binh-minh", "/dia-diem/hoa-phu?figure=hoa-phu.occupancyShare.2024-12"])(
  "a figure clicked on %s opens its value, method and source, and every one has them in its name",
  { timeout: 300_000 },
  async (path, { open }) => {
    const page = await open(path);
    const ids = await figuresOn(page);
    expect(ids.length).toBeGreaterThanOrEqual(path === "/" ? 20 : 1);
    const link = (id: string) => panel(page).locator(`a[data-figure="${id}"]`).first();
    for (const id of ids) {
      expect.soft(await link(id).getAttribute("aria-label"), id).toMatch(/, .*(công bố|báo cáo|tính toán|ước tính)/);
    }
    for (const id of ids.toSorted((a, b) => hash(seed + a) - hash(seed + b)).slice(0, CLICKED)) {
      await link(id).click();
      await page.waitForURL((url) => url.searchParams.get("figure") === id);
      // Derived figures have the sources of their inputs.
      await panel(page).locator('a[href*="/nguon/"]').first().waitFor();
      await page.goBack();
      await page.waitForURL((url) => url.pathname + url.search === path);
      await link(id).waitFor();
    }
  },
);

test("every figure of the list has a date, a method and a source or inputs", async ({ open }) => {
  const page = await open("/");
  await panel(page).locator("tbody [data-figure]").first().waitFor();
  const all = await panel(page)
    .locator("tbody [data-figure]")
    .evaluateAll((links) => links.map((link) => [link.getAttribute("data-figure"), link.getAttribute("aria-label")]));
  expect(all.length).toBeGreaterThan(200);
  expect(all.filter(([, label]) => !/, .*\d{4}.*, (công bố, nguồn: .+|tính toán|ước tính)$/.test(label ?? ""))).toEqual(
    [],
  );
});

test("what a newer figure of the whole replaced stays as history", async ({ open }) => {
  const page = await open("/dia-diem/hoa-phu");
  const phase = panel(page).locator("li", { has: page.getByRole("link", { name: "Hòa Phú giai đoạn 1" }) });
  await phase.getByText("Số liệu cũ của từng phần").click();
  const old = phase.locator('[data-figure="hoa-phu-1.leasedHa.2021-07"]').first();
  await old.waitFor();
  const part = await textOf(phase);
  for (const statement of [/92,47 ha/, /94,8 ha/, /07\/2021/]) expect.soft(part).toMatch(statement);
  await old.click();
  await page.waitForURL(/figure=hoa-phu-1\.leasedHa\.2021-07/);
  await panel(page).locator('a[href*="/nguon/"]').first().waitFor();
  const text = await textOf(panel(page));
  for (const statement of [/92,47 ha/, /07\/2021/, /Đã có số mới hơn/, /77,9 ha/, /08\/2006/]) {
    expect.soft(text).toMatch(statement);
  }
});

test.for([
  "/dia-diem/hoa-phu",
  "/dia-diem/hoa-phu-1",
  "/dia-diem/co-chien",
  "/sites/binh-minh",
  "/doi-chieu",
  "/nguon",
])("%s shows names, not identifiers, and finished sentences", async (path, { open }) => {
  const page = await open(path);
  await panel(page).locator("[data-figure], h3").first().waitFor();
  const text = await textOf(panel(page));
  expect.soft(text).not.toMatch(/\b(hoa-phu|binh-minh|co-chien|three-zones|vinh-long)(-[a-z0-9]+)*\b/);
  expect.soft(text).not.toMatch(/\b[a-z]+(Ha|Share|Usd|Vnd)\b|\b(undefined|null|NaN)\b/);
  expect.soft(text).not.toMatch(/(?<!\.)\.\.(?!\.)/);
});

test("a derived figure shows its formula and inputs", async ({ open }) => {
  const page = await open("/dia-diem/hoa-phu");
  await panel(page)
    .getByText("≈ 1,35 ha")
    .or(panel(page).getByRole("link", { name: /1,35 ha/ }))
    .first()
    .click();
  await page.waitForURL(/figure=/);
  await panel(page).getByText("Công thức").first().waitFor();
  const text = await textOf(panel(page));
  expect.soft(text).toMatch(/tỷ lệ lấp đầy/i);
  expect.soft(text).toMatch(/99,29 %/);
  expect.soft(text).toMatch(/189,75 ha/);
});

test("checks: 25,06 % conflicts, 49,18 % is within rounding, both values stand side by side", async ({ open }) => {
  const page = await open("/doi-chieu");
  await panel(page).getByText("25,06 %").first().waitFor();
  const text = await textOf(panel(page));
  expect.soft(text).toMatch(/25,06 %/);
  expect.soft(text).toMatch(/25,07 %/);
  expect.soft(text).toMatch(/49,18 %/);
  expect.soft(text).toMatch(/không khớp/);
  expect.soft(text).toMatch(/trong sai số làm tròn/);
});

test("the mark at a conflicting figure opens its check", async ({ open }) => {
  const page = await open("/");
  await page.getByRole("link", { name: "Số in và số tính không khớp: xem đối chiếu" }).first().click();
  await page.waitForURL(/\/doi-chieu\?check=/);
  await panel(page).getByText("25,06 %").first().waitFor();
});

test("a source page names its publication and how many figures come from it", async ({ open }) => {
  const page = await open("/nguon");
  await panel(page).getByText("1013/QĐ-UBND").first().waitFor();
  expect(await textOf(panel(page))).toMatch(/\d+ số liệu/);
});
