import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect } from "vitest";
import { firstAdmin, invited, type Person } from "../helpers/accounts.ts";
import { appForTests, type TestApp } from "../helpers/app.ts";
import { DESKTOP, PHONE } from "../helpers/browser.ts";
import { graveFaults } from "./axe.ts";
import { pick, press, type } from "./by-keyboard.ts";
import { test } from "./fixtures.ts";

let server: TestApp;
let baseUrl: string;
let officer: Person;
beforeAll(async () => {
  server = await appForTests({ isClientBuilt: true });
  await server.app.listen({ host: "127.0.0.1", port: 0 });
  baseUrl = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
  officer = await invited(server, await firstAdmin(server), "phạm.lan", "officer");
});
afterAll(() => server.close());

test("an investor asks without an account; an officer moves it on and erases it, all by keyboard", async ({ open }) => {
  const investor = await open("/dia-diem/binh-minh?asOf=2015-06-18", {
    baseUrl,
    viewport: PHONE,
    isTouch: true,
    expectedFaults: /400/,
  });
  await investor.getByRole("link", { name: "Gửi câu hỏi" }).tap();
  await investor.getByRole("heading", { name: "Gửi câu hỏi" }).waitFor();
  expect(await investor.locator(".ask").innerText()).toMatch(/Khu công nghiệp Bình Minh[\s\S]*18\/06\/2015/);
  await press(investor.getByRole("button", { name: "Gửi câu hỏi" }));
  const name = investor.getByLabel("Họ và tên");
  // The first field that is wrong has the focus, and says what was expected.
  await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await name.getAttribute("aria-invalid")).toBe("true");
  await type(name, "Trần Văn Hỏi");
  await type(investor.getByLabel("E-mail hoặc điện thoại để trả lời"), "hoi@vi-du.example");
  await type(investor.getByLabel("Câu hỏi", { exact: true }), "Giá thuê lô 5 ha là bao nhiêu?");
  expect(await graveFaults(investor)).toEqual([]);
  await press(investor.getByRole("button", { name: "Gửi câu hỏi" }));
  const receipt = await investor.locator(".ask-sent code").innerText();
  expect(receipt).toMatch(/^[a-z2-7]{10}$/);

  const page = await open("/dang-nhap", { baseUrl, viewport: DESKTOP, expectedFaults: /401/ });
  await type(page.getByLabel("Tên đăng nhập"), officer.login);
  await type(page.getByLabel("Mật khẩu", { exact: true }), officer.password);
  await page.keyboard.press("Enter");
  await page.locator(".account-link", { hasText: "Tài khoản" }).waitFor();
  await page.goto(`${baseUrl}/hoi-dap`);
  const item = page.locator(".enquiry");
  await item.waitFor();
  expect(await item.innerText()).toContain(receipt);
  expect(await item.innerText()).toContain("Giá thuê lô 5 ha là bao nhiêu?");
  await pick(item.getByLabel("Trạng thái"), "in-progress");
  await type(item.getByLabel("Ghi chú của cán bộ"), "đã gọi lại");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Đang xử lý (1)" }).waitFor();
  await press(page.getByRole("button", { name: "Mới (0)" }));
  await page.getByText("Không có câu hỏi nào ở trạng thái này.").waitFor();
  await press(page.getByRole("button", { name: "Đang xử lý (1)" }));
  await page.waitForURL(/\/hoi-dap\?state=in-progress$/);
  expect(await item.getByLabel("Ghi chú của cán bộ").inputValue()).toBe("đã gọi lại");
  expect(await graveFaults(page)).toEqual([]);
  await press(item.getByRole("button", { name: "Xóa nội dung câu hỏi của Trần Văn Hỏi" }));
  await press(item.getByRole("button", { name: "Xóa hẳn" }));
  await item.getByText("Đã xóa nội dung").first().waitFor();
  await expect.poll(() => item.innerText()).not.toMatch(/Trần Văn Hỏi|hoi@vi-du|5 ha/);
});

test("a question about no site says how to ask one", async ({ open }) => {
  const page = await open("/ask", { baseUrl, viewport: DESKTOP });
  await page.getByText("It is not clear which site this is about.").waitFor();
});
