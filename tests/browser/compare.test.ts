import { expect } from "vitest";
import { DESKTOP, PHONE } from "../helpers/browser.ts";
import { graveFaults } from "./axe.ts";
import { pick, press, reach } from "./by-keyboard.ts";
import { test } from "./fixtures.ts";

const PAIR = "/so-sanh?ids=hoa-phu,binh-minh";

test("two zones stand side by side: what is best is named, what is missing is said, maps are of one scale", async ({
  open,
}) => {
  const page = await open(PAIR, { viewport: DESKTOP });
  const row = (name: string) => page.locator(".compare-table tr", { has: page.getByRole("rowheader", { name }) });
  await row("Đất còn lại").waitFor();
  const left = await row("Đất còn lại").locator("td").allInnerTexts();
  expect(left[0]).toContain("1,35");
  expect(left[1]).toMatch(/8,05[\s\S]*tốt nhất/);
  const rent = await row("Giá thuê đất").locator("td").allInnerTexts();
  expect(rent[0]).toContain("chưa tìm thấy nguồn");
  expect(rent[1]).toContain("80–100");
  // One known value is the best of nothing.
  expect(rent.join(" ")).not.toContain("tốt nhất");
  const maps = page.locator(".compare-table img");
  expect(
    await maps.evaluateAll((all) =>
      all.map((image) => new URL((image as HTMLImageElement).src).searchParams.get("scale")),
    ),
  ).toEqual(["50000", "50000"]);
  await expect
    .poll(() => maps.evaluateAll((all) => all.every((image) => (image as HTMLImageElement).naturalWidth > 0)))
    .toBe(true);
  expect(await graveFaults(page)).toEqual([]);
});

test("sites and weights are chosen with the keyboard alone, scores are ranges where a source is missing, and the link keeps it all", async ({
  open,
}) => {
  const page = await open("/so-sanh", { viewport: DESKTOP });
  await page.getByText("Chọn ít nhất hai địa điểm để so sánh.").waitFor();
  for (const id of ["hoa-phu", "binh-minh"]) {
    await pick(page.getByRole("combobox", { name: "Thêm địa điểm" }), id);
    await press(page.getByRole("button", { name: "Thêm", exact: true }));
  }
  const scores = page.locator(".compare-scores tbody tr");
  await expect.poll(() => scores.count()).toBe(2);
  // The rent of Hòa Phú is known to nobody: a fifth of its score may be anything.
  expect(await scores.nth(0).innerText()).toMatch(/0,\d\d đến 0,\d\d/);
  const rent = page.getByRole("slider", { name: "Trọng số: giá thuê" });
  await reach(rent);
  await page.keyboard.press("Home");
  await expect.poll(() => scores.nth(0).locator("td").first().innerText()).toMatch(/^0,\d\d$/);
  expect(new URL(page.url()).searchParams.get("weights")).toBe("rent0");

  const sent = await open(new URL(page.url()).pathname + new URL(page.url()).search, {
    viewport: PHONE,
    isTouch: true,
  });
  await expect.poll(() => sent.locator(".compare-scores tbody tr").count()).toBe(2);
  expect(await sent.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
});
