import { expect } from "vitest";
import { DESKTOP, PHONE } from "../helpers/browser.ts";
import { test } from "./fixtures.ts";
import { textOf } from "./reading.ts";

test("cluster lists stand side by side with their own totals, the merged province apart", async ({ open }) => {
  const page = await open("/danh-sach", { viewport: DESKTOP });
  const said = async (id: string) => textOf(page.locator(`[data-version="${id}"]`));
  await page.locator('[data-version="clusters-2015"]').waitFor();
  expect(await page.title()).toMatch(/^Các danh sách · /);
  expect(await said("clusters-2010")).toMatch(/khoảng 2010–2012 .*13 cụm gần 546 ha Nguồn không kể tên/);
  expect(await said("clusters-2015")).toMatch(/06\/2015 .*14 cụm 692,41 ha .*1013\/QĐ-UBND/);
  expect(await said("clusters-2018")).toMatch(
    /đến 2020 9 khoảng 492,56 ha 2020–2030 5 khoảng 165,49 ha 14 tên, 11 trên bản đồ/,
  );
  expect(await said("clusters-2021")).toMatch(/641,08 ha .*cùng 14 tên/);
  expect(await said("clusters-2024")).toMatch(/hoạt động 1.* 47,98 ha quy hoạch 8 trên 439 ha/);
  const apart = page.locator(".lists-apart");
  expect(await textOf(apart)).toMatch(/Địa bàn khác: không cộng, không so .*31 cụm gần 1\.656 ha/);
  expect(await page.locator(".lists").first().locator('[data-version="clusters-2025-merged"]').count()).toBe(0);
  // Lists of one territory stand level.
  const tops = await page
    .locator(".lists")
    .first()
    .locator(".version")
    .evaluateAll((columns) => columns.map((column) => Math.round(column.getBoundingClientRect().top)));
  expect(new Set(tops).size).toBe(1);
});

test("a name leads to its card and back; the topic is in the address", async ({ open }) => {
  const page = await open("/lists", { viewport: DESKTOP });
  await page.getByRole("button", { name: "Zones and corridor" }).click();
  expect(page.url()).toContain("/lists?topic=zones");
  const table = page.getByRole("table");
  await table.getByRole("link", { name: "Binh Tan" }).click();
  await page.waitForURL(/\/sites\/binh-tan/);
  await page.goBack();
  await page.waitForURL(/\/lists\?topic=zones/);
  expect(await textOf(table)).toMatch(/Binh Tan named 400 ha/);
});

test("116 markets and 88 markets are never one number", async ({ open }) => {
  const page = await open("/danh-sach?topic=markets", { viewport: DESKTOP });
  expect(await textOf(page.locator('[data-version="markets-2015"]'))).toMatch(/116 chợ/);
  expect(await textOf(page.locator('[data-version="markets-2026"]'))).toMatch(/88 chợ .*88 tên, 86 trên bản đồ/);
  await page.getByText(/Tên trong danh sách/).click();
  expect(await page.locator(".members tbody tr").count()).toBe(88);
});

test("targets: the export target conflicts with its growth, and the check is one click away", async ({ open }) => {
  const page = await open("/muc-tieu", { viewport: DESKTOP });
  const exports = page.locator('[data-target-id="exports-2020"]');
  await expect
    .poll(() => textOf(exports))
    .toMatch(
      /330 triệu USD .*530 triệu USD .*9,63 %\/năm .*9,94 %\/năm.* làm tròn cho phép 9,89 đến 9,99 %\/năm .*không khớp/,
    );
  expect(await textOf(exports.getByRole("table"))).toMatch(/2020 ≈ 522,6 tr\. USD.*530 tr\. USD/);
  expect(await textOf(page.locator('[data-target-id="unfired-brick-2020"]'))).toMatch(
    /Kế hoạch không in mức xuất phát\. Mục tiêu 2020 30–40 %/,
  );
  await exports.locator('[data-figure="vinh-long.requiredExportsGrowthSharePerYear.2016-2020.derived"]').click();
  await page.getByRole("heading", { level: 1, name: /Tăng trưởng xuất khẩu cần có/ }).waitFor();
  expect(await textOf(page.locator("main"))).toMatch(/\^\(1\/5\) − 1/);
  await page.goBack();
  await exports.getByRole("link", { name: "không khớp", exact: true }).click();
  await page.waitForURL(/\/doi-chieu\?check=/);
});

test("before the Plan there are no targets", async ({ open }) => {
  const page = await open("/targets?asOf=2015-06-17", { viewport: DESKTOP });
  await expect.poll(() => textOf(page.locator("main"))).toContain("Targets did not exist by 17 Jun 2015.");
});

test("all pages stand in the header at 1024 px, and slide into view on a phone, with room for the search", async ({
  open,
}) => {
  for (const [viewport, isTouch] of [
    [{ width: 1024, height: 768 }, false],
    [PHONE, true],
  ] as const) {
    for (const path of ["/muc-tieu", "/targets"]) {
      const page = await open(path, { viewport, isTouch });
      const { tooWide, hidden, unreached } = await page.evaluate(() => {
        const row = document.querySelector(".header nav")!;
        const links = [...row.querySelectorAll("a")];
        const isShown = (link: Element) => {
          const [{ left, right }, frame] = [link.getBoundingClientRect(), row.getBoundingClientRect()];
          return left >= frame.left - 1 && right <= Math.min(frame.right, innerWidth) + 1;
        };
        return {
          tooWide: document.documentElement.scrollWidth - innerWidth,
          hidden: links.filter((link) => !isShown(link)).map(({ ariaCurrent }) => ariaCurrent),
          unreached: links.filter((link) => {
            link.scrollIntoView({ inline: "nearest", block: "nearest", behavior: "instant" });
            return !isShown(link);
          }).length,
        };
      });
      const where = `${path} at ${viewport.width}`;
      expect({ tooWide, unreached }, where).toEqual({ tooWide: 0, unreached: 0 });
      // On a phone some pages wait beside, never the one that is open.
      expect(isTouch ? hidden.filter((current) => current !== null) : hidden, where).toEqual([]);
      expect((await page.getByRole("combobox", { name: /Tìm|Find|Search/ }).boundingBox())!.width).toBeGreaterThan(90);
    }
  }
});
