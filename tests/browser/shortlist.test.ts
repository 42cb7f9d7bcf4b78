import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect } from "vitest";
import { firstAdmin, invited, type Person } from "../helpers/accounts.ts";
import { appForTests, type TestApp } from "../helpers/app.ts";
import { DESKTOP, PHONE } from "../helpers/browser.ts";
import { graveFaults } from "./axe.ts";
import { press, type } from "./by-keyboard.ts";
import { test } from "./fixtures.ts";

let server: TestApp;
let baseUrl: string;
let officer: Person;
beforeAll(async () => {
  // Packs that are made here would be among those of other tests: a server of its own.
  server = await appForTests({ isClientBuilt: true });
  await server.app.listen({ host: "127.0.0.1", port: 0 });
  baseUrl = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
  officer = await invited(server, await firstAdmin(server), "phạm.lan", "officer");
});
afterAll(() => server.close());

test("from two cards to slides and to a pack that anybody opens, with the keyboard alone", async ({ open }) => {
  const page = await open("/dia-diem/binh-minh", { baseUrl, viewport: DESKTOP, expectedFaults: /401/ });
  await press(page.getByRole("button", { name: "Thêm vào danh sách chọn" }));
  await page.goto(`${baseUrl}/dia-diem/hoa-phu`);
  await press(page.getByRole("button", { name: "Thêm vào danh sách chọn" }));
  await press(page.getByRole("link", { name: "Xem danh sách chọn" }));
  await type(page.getByRole("textbox", { name: "Tên danh sách" }), "Đoàn Osaka");
  await type(page.getByRole("textbox", { name: "Ghi chú cho Khu công nghiệp Bình Minh" }), "Gần cảng");
  await press(page.getByRole("button", { name: "Đưa Khu công nghiệp Hòa Phú lên" }));
  expect(await page.locator(".shortlisted a").allInnerTexts()).toEqual([
    "Khu công nghiệp Hòa Phú",
    "Khu công nghiệp Bình Minh",
  ]);
  expect(await graveFaults(page)).toEqual([]);

  // The network goes once the slides are up; a clicker sends the page keys.
  await press(page.getByRole("button", { name: "Trình chiếu" }));
  const slide = page.locator(".presentation .slide");
  await slide.getByRole("heading", { name: "Đoàn Osaka" }).waitFor();
  await page.context().setOffline(true);
  await page.keyboard.press("PageDown");
  await slide.getByRole("heading", { name: "Khu công nghiệp Hòa Phú" }).waitFor();
  expect(await slide.innerText()).toMatch(/Tỷ lệ lấp đầy[\s\S]*99,29/);
  await page.keyboard.press("PageDown");
  expect(await slide.innerText()).toContain("Gần cảng");
  const image = slide.getByRole("img", { name: "Bản đồ vị trí Khu công nghiệp Bình Minh" });
  expect(await image.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBeGreaterThan(300);
  await page.keyboard.press("PageUp");
  await slide.getByRole("heading", { name: "Khu công nghiệp Hòa Phú" }).waitFor();
  await page.context().setOffline(false);
  await press(page.getByRole("button", { name: "Kết thúc" }));
  await expect.poll(() => page.locator(".presentation").count()).toBe(0);

  await press(page.getByRole("link", { name: "Cán bộ xúc tiến đầu tư đăng nhập" }));
  await type(page.getByLabel("Tên đăng nhập"), officer.login);
  await type(page.getByLabel("Mật khẩu", { exact: true }), officer.password);
  await page.keyboard.press("Enter");
  await page.locator(".account-link", { hasText: "Tài khoản" }).waitFor();
  await page.goto(`${baseUrl}/danh-sach-chon`);
  await press(page.getByRole("button", { name: "Tạo gói và liên kết" }));
  const link = await page.getByRole("textbox", { name: "Liên kết của gói, chỉ hiện lần này:" }).inputValue();
  expect(link).toMatch(/\/goi\/[a-z2-7]{26}$/);
  expect(await page.locator(".own-packs").innerText()).toContain("đang mở");

  const guest = await open(link.replace(baseUrl, ""), { baseUrl, viewport: PHONE, isTouch: true });
  await guest.getByRole("heading", { level: 1, name: "Đoàn Osaka" }).waitFor();
  expect(await guest.locator(".pack h2").allInnerTexts()).toEqual([
    "Khu công nghiệp Hòa Phú",
    "Khu công nghiệp Bình Minh",
  ]);
  expect(await guest.locator(".map-column").isVisible()).toBe(false);
  expect(await graveFaults(guest)).toEqual([]);

  await press(page.getByRole("button", { name: "Thu hồi gói Đoàn Osaka" }));
  await page.getByText("đã thu hồi").waitFor();
  const late = await open(link.replace(baseUrl, ""), { baseUrl, expectedFaults: /404/ });
  await late.getByText("Liên kết này sai, đã hết hạn hoặc đã bị thu hồi.").waitFor();
});
