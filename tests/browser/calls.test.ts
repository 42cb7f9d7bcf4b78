import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { codeOf, firstAdmin, invited, type Person, turnOnTwoStep } from "../helpers/accounts.ts";
import { appForTests, type TestApp } from "../helpers/app.ts";
import { PHONE } from "../helpers/browser.ts";
import { graveFaults } from "./axe.ts";
import { test } from "./fixtures.ts";

let server: TestApp;
let baseUrl: string;
let editor: Person;
let approver: Person;
beforeAll(async () => {
  // What is published here would be on the pages of other tests: a server of its own.
  server = await appForTests({ isClientBuilt: true });
  await server.app.listen({ host: "127.0.0.1", port: 0 });
  baseUrl = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
  const admin = await firstAdmin(server);
  editor = await invited(server, admin, "lê.hoa", "editor");
  approver = await turnOnTwoStep(server, await invited(server, admin, "trần.an", "approver"));
});
afterAll(() => server.close());

test("the calls that sources tell of are listed with what their document says and does not say", async ({ open }) => {
  const page = await open("/keu-goi-dau-tu?asOf=2024-12-31", { baseUrl });
  const binhTan = page.locator("#kcn-binh-tan-2020");
  await binhTan.waitFor();
  const said = (await binhTan.innerText()).replaceAll("\u00a0", " ");
  for (const words of ["400 ha", "2.900 tỷ đồng", "2167/QĐ-UBND ngày 20/08/2020", "chưa giải phóng mặt bằng"]) {
    expect(said).toContain(words);
  }
  expect(await page.locator("[data-state='open'] article").count()).toBe(2);
  expect(await page.locator("[data-state='undated'] article").innerText()).toMatch(
    /Chưa nêu hoặc chưa tìm thấy\s+diện tích, .*căn cứ/,
  );
  expect(await graveFaults(page)).toEqual([]);

  const today = await open("/calls", { baseUrl, viewport: PHONE, isTouch: true });
  await today.locator("[data-state='expired'] article").first().waitFor();
  expect(await today.locator("[data-state='open']").count()).toBe(0);
  expect(await today.locator("main").innerText()).toContain("No public source tells of a call that is open now.");
  expect(await today.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
});

const signInOn = async (page: Page, { login, password, secret }: Person) => {
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "Đăng nhập" }).click();
  if (secret === undefined) return;
  await page.getByLabel("Mã xác thực").fill(codeOf(secret, 1));
  await page.keyboard.press("Enter");
};

test("calls come from a spreadsheet by pasting: the row that is wrong is told, the others are written once", async ({
  open,
}) => {
  const page = await open("/so-bo/calls", { baseUrl, expectedFaults: /401/ });
  await signInOn(page, editor);
  await page.getByRole("button", { name: "Nhập từ bảng…" }).click();
  const pasted = page.getByRole("textbox", { name: /^Hoặc dán từ bảng tính/ });
  const look = page.getByRole("button", { name: "Đọc bảng đã dán" });
  const heads = "Tên dự án\tKhu, cụm công nghiệp\tDiện tích (ha)\tCăn cứ\tCơ quan ban hành\tNgày ban hành\tSTT";
  const right = "Nhà máy nước\tKCN Bình Minh\t1,5\t1/QĐ-UBND\tUBND tỉnh\t05/01/2026\t1";
  await pasted.fill(`${heads}\n${right}\nKho lạnh\tKhu nào đó\t2\t2/QĐ-UBND\tUBND tỉnh\t31/02/2026\t2`);
  await look.click();
  await page.getByText("1 dòng mới, 0 dòng đã có trong sổ, 1 dòng chưa đúng.").waitFor();
  const said = await page.locator(".register-import table").innerText();
  expect(said).toContain("Khu, cụm công nghiệp “Khu nào đó”: không có trong danh sách");
  expect(said).toContain("Ngày ban hành “31/02/2026”: không có ngày này");
  expect(await page.locator(".register-import").innerText()).toContain("Cột không dùng: STT.");
  expect(await graveFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Ghi 1 dòng đúng, bỏ 1 dòng chưa đúng" }).click();
  await page.getByText("Đã ghi 1 dòng.").waitFor();
  await page.locator(".registers").getByRole("link", { name: "Nhà máy nước" }).waitFor();

  await look.click();
  await page.getByText("0 dòng mới, 1 dòng đã có trong sổ, 1 dòng chưa đúng.").waitFor();
});

test("a call is entered by one, published by another with the keyboard alone, and then everybody reads it", async ({
  open,
}) => {
  const signIn = async (address: string, person: Person) => {
    const page = await open(address, { baseUrl, expectedFaults: /401/ });
    await signInOn(page, person);
    return page;
  };
  const form = await signIn("/so-bo/calls", editor);
  await form.getByRole("button", { name: "Thêm dự án kêu gọi đầu tư" }).click();
  const fill = (name: string, value: string) => form.getByRole("textbox", { name, exact: true }).fill(value);
  await fill("Tên dự án", "Nhà máy chế biến bưởi");
  const site = form.getByRole("combobox", { name: "Khu, cụm công nghiệp", exact: true });
  await site.fill("Bình Minh");
  await site.press("Enter");
  await form.getByRole("textbox", { name: /^Diện tích/ }).fill("12,5");
  await fill("Căn cứ", "12/QĐ-UBND ngày 05/01/2026");
  await fill("Cơ quan ban hành", "UBND tỉnh Vĩnh Long");
  await fill("Ngày ban hành", "05/01/2026");
  await form.getByRole("textbox", { name: /^Hiệu lực đến/ }).fill("31/12/2030");
  await form.getByRole("button", { name: "Lưu", exact: true }).click();
  await form.getByText("Đã thêm “Nhà máy chế biến bưởi”.").waitFor();

  const work = await signIn("/so-bo/calls", approver);
  await work.getByRole("link", { name: "Nhà máy chế biến bưởi" }).click();
  await work.getByText("Công chúng chưa thấy dự án này.").waitFor();
  await work.getByRole("button", { name: "Duyệt công bố bản này" }).focus();
  await work.keyboard.press("Enter");
  await work.getByText("Công chúng đang thấy đúng bản này.").waitFor();

  const page = await open("/keu-goi-dau-tu", { baseUrl });
  const call = page.locator("[data-state='open'] article");
  await call.waitFor();
  const said = (await call.innerText()).replaceAll("\u00a0", " ");
  expect(said).toContain("Nhà máy chế biến bưởi");
  expect(said).toContain("12,5 ha");
  expect(said).toContain("Nhập tại hệ thống này, đã được duyệt công bố ngày");
});
