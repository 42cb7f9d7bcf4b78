import type { Page } from "playwright-core";
import { expect } from "vitest";
import { mapIdle } from "../helpers/browser.ts";
import { test } from "./fixtures.ts";
import { cameraParam, clickOnMap, placeOf } from "./map.ts";
import { textOf } from "./reading.ts";

const heading = (page: Page, name: RegExp | string) => page.getByRole("heading", { level: 1, name });
const panel = (page: Page) => page.getByRole("main");
const search = (page: Page) => page.getByRole("combobox", { name: /Tìm/ });

test("a click on Hòa Phú's ring opens its card", async ({ open }) => {
  const zoom = 12;
  const place = await placeOf("hoa-phu");
  const centre = { lng: place.lng + 0.02, lat: place.lat + 0.015 };
  const page = await open(`/?${cameraParam(centre, zoom)}`, { isMapDrawn: true });
  await clickOnMap(page, place, { centre, zoom });
  await heading(page, /Hòa Phú/).waitFor();
  expect(new URL(page.url()).pathname).toBe("/dia-diem/hoa-phu");
  const card = await textOf(panel(page));
  expect.soft(card).toMatch(/≈ 1,35 ha/);
  expect.soft(card).toMatch(/250,97 ha/);
  expect.soft(card).toMatch(/99,29 %/);
  expect.soft(card).toMatch(/≈ 188,40/);
  expect.soft(card).toMatch(/189,75/);
  expect.soft(card).toMatch(/39 dự án|Dự án 39/);
  expect.soft(card).toMatch(/trên 2\.284 tỷ đồng/);
  expect.soft(card).toMatch(/gần 645 triệu USD/);
  expect.soft(card).toMatch(/Đã triển khai: chỉ có tổng ba khu/);
});

test.for([
  [
    "/dia-diem/binh-minh",
    [/134,82 ha/, /91,34 %/, /≈ 8,05/, /92,9 ha/, /80–100/, /07\/2021/, /ghi nhận 06\/2015, cần cập nhật/, /nước thải/],
  ],
  ["/dia-diem/co-chien", [/249 ha/, /khoảng 2010–2012/, /199,98 ha/, /Càng Long/, /chưa tìm thấy nguồn/]],
  [
    "/dia-diem/ccn-trung-nghia",
    [/53 ha/, /05\/2018/, /47,98 ha/, /2024/, /QĐ 173|173\/QĐ-UBND/, /chưa đối chiếu danh sách 2015/],
  ],
  ["/dia-diem/cho-vinh-long", [/Hạng 1/i, /điểm kinh doanh/i, /1\.964/, /13\.936,7/, /2025–26/]],
] as const)("the card %s says what is known", async ([path, statements], { open }) => {
  const page = await open(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  for (const statement of statements) {
    await expect.poll(() => textOf(panel(page)), { timeout: 20_000 }).toMatch(statement);
  }
});

test.for(["hoa phu", "Hoà Phú", "KCN HÒA PHÚ"])(
  "search finds Hòa Phú by “%s”, opened with /",
  async (words, { open }) => {
    const page = await open("/");
    await page.keyboard.press("/");
    await page.keyboard.type(words);
    const first = page.getByRole("option").first();
    await first.waitFor();
    expect(await textOf(first)).toContain("Hòa Phú");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await heading(page, /Hòa Phú/).waitFor();
  },
);

test("a link restores selection, language and camera", async ({ open }) => {
  const page = await open("/sites/binh-minh?layers=-markets-3&map=@10.1,105.9,12.5z", { isMapDrawn: true });
  await heading(page, /Binh Minh/).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  const { pathname, searchParams } = new URL(page.url());
  expect(pathname).toBe("/sites/binh-minh");
  expect(searchParams.get("map")).toBe("@10.1,105.9,12.5z");
  expect(searchParams.get("layers")).toBe("-markets-3");
});

test("moving the map is kept in the address, and a reload shows the same view", async ({ open }) => {
  const page = await open("/?map=@10.1,105.9,12z", { isMapDrawn: true });
  const box = (await page.locator("canvas").first().boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 150, box.y + box.height / 2 - 100, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction(() => !decodeURIComponent(location.search).includes("@10.1,105.9,12z"));
  await mapIdle(page);
  const moved = page.url();
  expect(moved).toMatch(/@10\.0\d*,105\.9\d*,12z/);
  await page.reload();
  await mapIdle(page);
  expect(page.url()).toBe(moved);
});

test("back and forward walk through what was opened", async ({ open }) => {
  const page = await open("/");
  await page.getByRole("link", { name: "Hòa Phú", exact: true }).first().click();
  await heading(page, /Hòa Phú/).waitFor();
  await page.locator('[data-figure="hoa-phu.occupancyShare.2024-12"]').first().click();
  await page.waitForURL(/figure=hoa-phu\.occupancyShare\.2024-12/);
  await page.goBack();
  await page.waitForURL(/\/dia-diem\/hoa-phu$/);
  await page.goBack();
  await page.waitForURL(/\/$/);
  await page.goForward();
  await heading(page, /Hòa Phú/).waitFor();
  expect(new URL(page.url()).pathname).toBe("/dia-diem/hoa-phu");
});

test("keyboard only: search, card, figure, source, and back by Esc", async ({ open }) => {
  const page = await open("/");
  await page.keyboard.press("/");
  await page.keyboard.type("hoa phu");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await heading(page, /Hòa Phú/).waitFor();
  const isOnFigure = () => page.evaluate(() => document.activeElement?.matches("main [data-figure]") ?? false);
  for (let step = 0; step < 30 && !(await isOnFigure()); step++) await page.keyboard.press("Tab");
  expect(await isOnFigure(), "Tab reaches a figure of the card").toBe(true);
  expect(await page.evaluate(() => document.activeElement?.matches(":focus-visible"))).toBe(true);
  await page.keyboard.press("Enter");
  await page.waitForURL(/figure=/);
  // Its own source, or those of its inputs.
  await page
    .getByRole("main")
    .getByText(/^Nguồn/)
    .first()
    .waitFor();
  await page
    .getByText("Các số đã biết của chỉ tiêu này")
    .or(page.getByText("Chưa có số nào khác của chỉ tiêu này."))
    .first()
    .waitFor();
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/dia-diem\/hoa-phu$/);
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/$/);
});

test("an address that is not understood opens as far as it goes and says so", async ({ open }) => {
  const page = await open("/?layers=dragons");
  await page.getByText("layers=dragons").waitFor();
});

test("a site that does not exist is answered in words", async ({ open }) => {
  const page = await open("/dia-diem/khong-co-that", { expectedFaults: /404/ });
  await page.getByText("Không có địa điểm “khong-co-that”.").waitFor();
});

test("arrow keys walk the list of sites", async ({ open }) => {
  const page = await open("/");
  await page.locator("a.site-name").first().focus();
  const first = await page.evaluate(() => document.activeElement?.getAttribute("data-site"));
  await page.keyboard.press("ArrowDown");
  const second = await page.evaluate(() => document.activeElement?.getAttribute("data-site"));
  expect(first).not.toBeNull();
  expect(second).not.toBe(first);
  await expect(search(page).count()).resolves.toBe(1);
});
