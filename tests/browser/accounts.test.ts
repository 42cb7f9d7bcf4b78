import type { Page } from "playwright-core";
import { expect, inject } from "vitest";
import { codeOf } from "../helpers/accounts.ts";
import { graveFaults } from "./axe.ts";
import { test } from "./fixtures.ts";

const PASSWORD = { admin: "cầu phà bến đò sông nước", editor: "lúa vàng dừa xanh cam ngọt" };
/** Answers that a person who mistypes, or whose rights ended, is meant to get. */
const REFUSED = /\b(400|401|403|410): |console: Failed to load resource/;

const signIn = async (page: Page, login: string, password: string) => {
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "Đăng nhập" }).click();
};

test("the first run: link → password → second step → invite an editor → they sign in → revoked → refused", async ({
  open,
}) => {
  const admin = await open(inject("adminLink"), { expectedFaults: REFUSED });
  await admin.getByRole("heading", { name: "Tạo quản trị viên" }).waitFor();
  await admin.getByLabel("Tên đăng nhập").fill("Quan Tri");
  await admin.getByLabel("Họ tên hiển thị").fill("Trần Thị Quản");
  await admin.getByLabel("Mật khẩu mới").fill(PASSWORD.admin);
  await admin.getByRole("button", { name: "Lưu mật khẩu" }).click();

  // Told at the field; nothing that was typed is lost, and the focus is where it has to be put right.
  const login = admin.getByLabel("Tên đăng nhập");
  await admin.locator(".field-fault").waitFor();
  expect(await login.getAttribute("aria-invalid")).toBe("true");
  expect(await admin.getByLabel("Mật khẩu mới").inputValue()).toBe(PASSWORD.admin);
  await expect.poll(() => login.evaluate((input) => document.activeElement === input)).toBe(true);
  await login.fill("quan.tri");
  await admin.getByRole("button", { name: "Lưu mật khẩu" }).click();

  await admin.getByRole("heading", { name: "Trần Thị Quản" }).waitFor();
  expect(new URL(admin.url()).hash).toBe("");
  await admin.getByText("chỉ có hiệu lực sau khi bật xác thực hai bước").waitFor();
  const twoStep = admin.locator(".card-section", { has: admin.getByRole("heading", { name: "Xác thực hai bước" }) });
  await twoStep.getByLabel("Mật khẩu hiện tại").fill(PASSWORD.admin);
  await twoStep.getByRole("button", { name: "Bật xác thực hai bước" }).click();
  await twoStep.getByRole("img", { name: "Mã QR" }).waitFor();
  const secret = (await twoStep.locator(".secret").innerText()).replaceAll(" ", "");
  await twoStep.getByLabel("Mã đang hiện").fill(codeOf(secret));
  await twoStep.getByRole("button", { name: "Xác nhận" }).click();
  await expect.poll(() => twoStep.locator(".recovery-codes li").count()).toBe(10);
  await twoStep.getByRole("button", { name: "Tôi đã cất các mã này" }).click();

  await admin.getByRole("link", { name: "Quản trị tài khoản" }).click();
  await admin.getByRole("heading", { name: "Mời người dùng" }).waitFor();
  await admin.getByLabel("Tên đăng nhập").fill("le.hoa");
  await admin.getByLabel("Họ tên hiển thị").fill("Lê Thị Hoa");
  const invite = admin.locator(".card-section", { has: admin.getByRole("heading", { name: "Mời người dùng" }) });
  await invite.getByLabel("Vai trò").selectOption("editor");
  await invite.getByLabel("Phạm vi").selectOption({ label: "Khu công nghiệp Hòa Phú" });
  await invite.getByRole("button", { name: "Mời" }).click();
  const link = await admin.getByRole("textbox", { name: /Liên kết cho Lê Thị Hoa/ }).inputValue();
  const row = admin.locator('tr[data-account="le.hoa"]');
  await row.getByText("đã mời, chưa nhận").waitFor();
  expect(await row.innerText()).toContain("Khu công nghiệp Hòa Phú");
  expect(await graveFaults(admin)).toEqual([]);

  const editor = await open(new URL(link).pathname + new URL(link).hash, {
    expectedFaults: REFUSED,
  });
  await editor.getByRole("heading", { name: "Nhận tài khoản" }).waitFor();
  expect(await editor.getByLabel("Tên đăng nhập").inputValue()).toBe("le.hoa");
  await editor.getByLabel("Mật khẩu mới").fill(PASSWORD.editor);
  await editor.getByRole("button", { name: "Lưu mật khẩu" }).click();
  await editor.getByRole("heading", { name: "Lê Thị Hoa" }).waitFor();
  expect(await editor.locator(".grants").innerText()).toMatch(/Người nhập liệu\s+Khu công nghiệp Hòa Phú/);
  expect(await editor.getByRole("link", { name: "Quản trị tài khoản" }).count()).toBe(0);
  await editor.getByRole("button", { name: "Đăng xuất", exact: true }).click();

  await editor.getByRole("banner").getByRole("link", { name: "Đăng nhập" }).click();
  await signIn(editor, "le.hoa", "không phải mật khẩu này");
  await editor.getByText("Tên đăng nhập hoặc mật khẩu không đúng.").waitFor();
  expect(await graveFaults(editor)).toEqual([]);
  await signIn(editor, "le.hoa", PASSWORD.editor);
  await editor.getByRole("banner").getByRole("link", { name: "Tài khoản" }).click();
  await editor.getByLabel("Dùng cho").fill("QGIS máy cơ quan");
  await editor.getByRole("button", { name: "Tạo mã" }).click();
  const token = await editor.getByRole("textbox", { name: /Chỉ hiện lần này/ }).inputValue();
  const byToken = () => fetch(`${inject("baseUrl")}/api/session`, { headers: { authorization: `Bearer ${token}` } });
  expect((await byToken()).status).toBe(200);
  expect(await graveFaults(editor)).toEqual([]);

  await row.getByRole("button", { name: "Thu hồi vai trò Người nhập liệu" }).click();
  await expect.poll(() => row.locator(".grant").count()).toBe(0);
  await row.getByRole("button", { name: "Khóa" }).click();
  await row.getByText("đã khóa").waitFor();
  expect((await byToken()).status).toBe(401);
  await editor.reload();
  // The page they were on asks them to sign in, and refuses.
  await signIn(editor, "le.hoa", PASSWORD.editor);
  await editor.getByText("Tên đăng nhập hoặc mật khẩu không đúng.").waitFor();

  // The administrator comes back with both steps.
  await admin.getByRole("banner").getByRole("link", { name: "Tài khoản" }).click();
  await admin.getByRole("button", { name: "Đăng xuất", exact: true }).click();
  await admin.getByRole("banner").getByRole("link", { name: "Đăng nhập" }).click();
  await signIn(admin, "quan.tri", PASSWORD.admin);
  await admin.getByLabel("Mã xác thực").fill(codeOf(secret, 1));
  await admin.getByRole("main").getByRole("button", { name: "Đăng nhập" }).click();
  await admin.getByRole("banner").getByRole("link", { name: "Tài khoản" }).waitFor();
}, 180_000);

test("a link that was used, or lost its code, says so in either language", async ({ open }) => {
  const used = await open(`/lien-ket#${"A".repeat(43)}`, { expectedFaults: REFUSED });
  await used.getByText("Liên kết này sai, đã dùng, đã hết hạn").waitFor();
  const cut = await open("/link");
  await cut.getByText("This address lacks its code.").waitFor();
});
