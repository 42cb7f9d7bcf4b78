import { expect } from "vitest";
import { DESKTOP, SMALL_DESKTOP } from "../helpers/browser.ts";
import { inEnglish, test } from "./fixtures.ts";
import { textOnScreen } from "./reading.ts";

/** What the first screen must say at 1440 × 900, unscrolled, with nothing touched. */
const STATEMENTS: readonly (readonly [string, RegExp])[] = [
  ["the scope", /Phạm vi: tỉnh Vĩnh Long trước 01\/7\/2025/],
  ["occupancy of Hòa Phú", /Tỷ lệ lấp đầy .*Hòa Phú 99,29 % 12\/2024/],
  ["occupancy of Bình Minh", /Bình Minh 91,34 % 2025/],
  ["no source for Cổ Chiên", /Cổ Chiên chưa tìm thấy nguồn/],
  ["where the total comes from", /Tổng ba khu Kế hoạch 1013 · .*?06\/2015 · công bố/],
  ["leased land", /Đất đã thuê 175,42 ha/],
  ["deployed land", /đã triển khai 86,3 ha ?49,18 %/],
  ["registered capital", /Vốn đăng ký 3\.931,2 tỷ đồng/],
  ["deployed capital", /đã triển khai 985,5 tỷ đồng ?25,06 %/],
  ["projects", /36 dự án 11 FDI · 25 trong nước/],
  ["clusters", /14 cụm công nghiệp 692,41 ha · 06\/2015/],
  ["markets by class", /116 chợ hạng 1 \/ 2 \/ 3: 2 \/ 25 \/ 89 · 06\/2015/],
];

test("the first screen says it all, unscrolled, with nothing touched", async ({ open }) => {
  const page = await open("/", { viewport: DESKTOP, isMapDrawn: true });
  const text = await textOnScreen(page);
  for (const [what, statement] of STATEMENTS) expect.soft(text, what).toMatch(statement);
});

test("and in English", async ({ open }) => {
  const text = await textOnScreen(await open(inEnglish.path, { viewport: DESKTOP }));
  expect.soft(text).toMatch(/Hoa Phu 99\.29% 12\/2024/);
  expect.soft(text).toMatch(/Co Chien no source found/);
  expect.soft(text).toMatch(/3,931\.2 billion VND/);
  expect.soft(text).toMatch(/36 projects 11 FDI · 25 domestic/);
  expect.soft(text).toMatch(/116 markets class 1 \/ 2 \/ 3: 2 \/ 25 \/ 89 · 06\/2015/);
});

test("a smaller window scrolls inside the panel, never sideways", async ({ open }) => {
  const page = await open("/", { viewport: SMALL_DESKTOP });
  const { wide, high } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - innerWidth,
    high: document.documentElement.scrollHeight - innerHeight,
  }));
  expect({ wide, high }).toEqual({ wide: 0, high: 0 });
});

test("an occupancy that nobody published is never drawn as zero", async ({ open }) => {
  const page = await open("/");
  const row = page.locator("li", { has: page.getByRole("link", { name: "Cổ Chiên" }) }).first();
  expect(await row.innerText()).not.toMatch(/\d/);
  expect(await row.locator("[data-figure]").count()).toBe(0);
});
