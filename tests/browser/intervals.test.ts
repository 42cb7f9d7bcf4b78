import type { Page } from "playwright-core";
import { expect } from "vitest";
import { graveFaults } from "./axe.ts";
import { test } from "./fixtures.ts";
import { textOf } from "./reading.ts";

const ID = "hoa-phu-2.leasedHa.2024-12-29";
const panel = (page: Page) => page.getByRole("main");
const link = (page: Page, id = ID) => panel(page).locator(`a[data-interval="${id}"]`);

test.for([
  [
    "/dia-diem/hoa-phu-2",
    "93,58–94,95 ha",
    "98,57–100 %",
    /đã cho thuê: khoảng có thể từ 93,58 đến 94,95 ha, 12\/2024$/,
  ],
  ["/sites/hoa-phu-2", "93.58–94.95 ha", "98.57–100%", /leased: possible range from 93\.58 to 94\.95 ha, 12\/2024$/],
] as const)("%s says what phase 2 can have let, never as a value", async ([path, land, share, label], { open }) => {
  const page = await open(path);
  await link(page).waitFor();
  expect(await textOf(link(page))).toBe(land);
  expect((await link(page).getAttribute("aria-label"))?.replaceAll("\u00a0", " ")).toMatch(label);
  expect(await textOf(link(page, "hoa-phu-2.occupancyShare.2024-12-29"))).toBe(share);
  // Neither a figure nor the end of a bar.
  expect(await link(page).evaluate((element) => element.closest("[data-figure], .bar") === null)).toBe(true);
  const text = await textOf(panel(page));
  expect(text).toMatch(path.startsWith("/sites") ? /possible range 93\.58/ : /khoảng có thể 93,58/);
  // 0 to 39 of 39 projects says nothing: the whole's figure stands alone.
  expect(await link(page, "hoa-phu-2.projects.2024-12-29").count()).toBe(0);
});

test("where an interval says nothing the card keeps the total of the three", async ({ open }) => {
  const page = await open("/dia-diem/hoa-phu");
  await panel(page).getByText("Đã triển khai: chỉ có tổng ba khu").waitFor();
  await panel(page).locator('[data-figure="three-zones.deployedHa.2015-06"]').first().waitFor();
  expect(await panel(page).locator('[data-interval^="hoa-phu."]').count()).toBe(0);
  // Its phases, of which only the whole is told, say what they can hold.
  await link(page).waitFor();
  expect(await textOf(link(page, "hoa-phu-1.leasedHa.2024-12-29"))).toBe("93,39–94,8 ha");
});

test("the keyboard opens the explanation: bounds, formula in words, inputs, dates of areas; Esc goes back", async ({
  open,
}) => {
  const page = await open("/dia-diem/hoa-phu-2");
  await link(page).waitFor();
  await link(page).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("interval") === ID);
  await page.getByRole("heading", { level: 1, name: "Đã cho thuê" }).waitFor();
  await panel(page).locator("tbody [data-figure]").nth(2).waitFor();
  const text = await textOf(panel(page));
  for (const statement of [
    /Khoảng có thể 93,58–94,95 ha/,
    /Nhỏ nhất và lớn nhất có thể của đã cho thuê \(Hòa Phú giai đoạn 2\), khi cùng đúng: /,
    /tỷ lệ lấp đầy \(Hòa Phú\)/,
    /đã cho thuê ≤ đất công nghiệp có thể cho thuê ≤ diện tích/,
    /không âm và không quá 94,95 ha/,
    /từ 93,58 đến 94,96 ha/,
    /99,29 % 12\/2024/,
    /94,8 ha 07\/2021/,
    /Hẹp hơn một nửa khoảng biết sẵn/,
  ])
    expect.soft(text).toMatch(statement);
  expect(text).not.toMatch(/\b(min|max)\b|[a-z]+(Ha|Share)\b|\|/);
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/dia-diem\/hoa-phu-2$/);
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-interval"))).toBe(ID);
});

test("the history of a metric lists the intervals of other dates", async ({ open }) => {
  const page = await open("/sites/hoa-phu-2?figure=hoa-phu-2.leasedHa.2021-07");
  await link(page).waitFor();
  const rows = panel(page).locator("tr", { has: page.locator("[data-interval]") });
  expect(await rows.count()).toBeGreaterThanOrEqual(4);
  const text = await textOf(panel(page));
  expect.soft(text).toMatch(/Possible ranges at dates for which nothing is printed/);
  expect.soft(text).toMatch(/06\/2015 possible range 0–130 ha no more than the known total/);
  expect.soft(text).toMatch(/12\/2024 possible range 93\.58–94\.95 ha/);
  // The date that has a figure has no interval beside it.
  expect(await link(page, "hoa-phu-2.leasedHa.2021-07-22").count()).toBe(0);
});

test("printed figures that contradict each other are shown as an irreducible set, without bounds", async ({
  openAfter,
}) => {
  const page = await openAfter(
    (fresh) =>
      fresh.route("**/api/intervals?*", async (route) => {
        const answer = await route.fetch();
        const body = (await answer.json()) as { items: { inputs: string[] }[] };
        const items = body.items.map((item) => ({
          ...item,
          low: null,
          high: null,
          shownHigh: null,
          informative: false,
          formula: null,
          inputs: [],
          conflict: item.inputs,
        }));
        await route.fulfill({ response: answer, json: { ...body, items } });
      }),
    `/dia-diem/hoa-phu-2?interval=${ID}`,
  );
  await panel(page).getByText("Các số in này không thể cùng đúng").waitFor();
  await panel(page).locator("tbody [data-figure]").nth(2).waitFor();
  expect(await textOf(panel(page))).not.toMatch(/93,58|94,95–/);
  expect(await panel(page).locator("tbody tr").count()).toBe(3);
});

test("an interval that does not exist is answered in words", async ({ open }) => {
  const page = await open("/?interval=hoa-phu-2.leasedHa.2019-01-01");
  await panel(page).getByText("Không có khoảng nào cho chỉ tiêu và ngày này.").waitFor();
});

test.for([`/dia-diem/hoa-phu-2?interval=${ID}`, `/sites/hoa-phu-2?interval=${ID}`, "/sites/hoa-phu-2"])(
  "axe finds nothing serious on %s",
  async (path, { open }) => {
    const page = await open(path);
    await panel(page).locator("[data-interval]").first().waitFor();
    expect(await graveFaults(page)).toEqual([]);
  },
);
