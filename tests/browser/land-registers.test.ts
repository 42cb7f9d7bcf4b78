import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { asOwner, ask, done, firstAdmin, invited, type Person } from "../helpers/accounts.ts";
import { appForTests, type TestApp } from "../helpers/app.ts";
import { lotBody, type Row } from "../helpers/land-api.ts";
import { graveFaults } from "./axe.ts";
import { test } from "./fixtures.ts";

/** What somebody is meant to get who mistypes, is overtaken, or whose session ended. */
const REFUSED = /\b(400|401|409|412): |console: Failed to load resource/;

let server: TestApp;
let baseUrl: string;
let editor: Person;
let other: Person;
beforeAll(async () => {
  // Rows that are entered here would stand in the way of other journeys: a server of its own.
  server = await appForTests({ isClientBuilt: true });
  await server.app.listen({ host: "127.0.0.1", port: 0 });
  baseUrl = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
  const admin = await firstAdmin(server);
  editor = await invited(server, admin, "lê.hoa", "editor");
  other = await invited(server, admin, "võ.nam", "editor");
  await done(server, "POST", "/api/land/lots", { as: editor, body: lotBody("BM-01", 100) });
});
afterAll(() => server.close());

const signIn = async (page: Page, { login, password }: Person) => {
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "Đăng nhập" }).click();
};
const save = (page: Page) => page.getByRole("button", { name: "Lưu", exact: true }).click();
const openRegister = async (page: Page, name: string) => {
  await page.getByRole("navigation", { name: "Chọn sổ" }).getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
};
const pick = async (field: Locator, typed: string) => {
  await field.fill(typed);
  await field.press("Enter");
};
const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
/** One of a list, typed or not. */
const choice = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });
const faultOf = async (wrong: Locator): Promise<string> => {
  await expect.poll(() => wrong.getAttribute("aria-invalid")).toBe("true");
  return wrong.page().locator(".field", { has: wrong }).locator(".field-fault").innerText();
};
const rowsOf = async (kind: string): Promise<Row[]> =>
  (await done<{ items: Row[] }>(server, "GET", `/api/land/${kind}`, { as: other })).body.items;

test("enterprise, project, certificate and lease are entered, corrected, disputed, undone and restored", async ({
  open,
}) => {
  const page = await open("/so-bo", { baseUrl, expectedFaults: REFUSED });
  await signIn(page, editor);

  // With the keyboard alone; what is wrong is told at its field, and nothing typed is lost.
  const add = page.getByRole("button", { name: "Thêm doanh nghiệp" });
  await add.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => field(page, "Tên").evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type("Công ty Dừa Xanh");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Green Coconut Co.");
  await page.keyboard.press("Tab");
  await page.keyboard.type("123");
  await page.keyboard.press("Enter");
  expect(await faultOf(field(page, "Mã số thuế"))).not.toBe("");
  await expect.poll(() => field(page, "Mã số thuế").evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("1500123456");
  await page.keyboard.press("Enter");
  await page.getByText("Đã thêm “Công ty Dừa Xanh”.").waitFor();
  expect(await rowsOf("enterprises")).toMatchObject([
    { nameEn: "Green Coconut Co.", taxCode: "1500123456", country: "VN" },
  ]);

  await openRegister(page, "Dự án");
  await page.getByRole("button", { name: "Thêm dự án" }).click();
  await field(page, "Tên dự án").fill("Nhà máy nước dừa");
  await choice(page, "Khu, cụm công nghiệp").fill("không có khu này");
  await pick(choice(page, "Doanh nghiệp"), "dua xanh");
  await save(page);
  expect(await faultOf(choice(page, "Khu, cụm công nghiệp"))).toContain("không có trong danh sách");
  await pick(choice(page, "Khu, cụm công nghiệp"), "binh minh");
  await save(page);
  await page.getByText("Đã thêm “Nhà máy nước dừa”.").waitFor();

  await openRegister(page, "Giấy chứng nhận");
  await page.getByRole("button", { name: "Thêm giấy chứng nhận" }).click();
  await pick(choice(page, "Dự án"), "nước dừa");
  await choice(page, "Loại").selectOption("first");
  await field(page, "Ngày cấp").fill("31/02/2015");
  await choice(page, "Nguồn vốn").selectOption("no");
  await field(page, "Vốn đăng ký (tỷ đồng)").fill("1.234");
  await save(page);
  expect(await faultOf(field(page, "Ngày cấp"))).toContain("không có ngày này");
  // Asked, never guessed.
  await page.getByRole("button", { name: "1.234 (số nguyên)" }).click();
  await field(page, "Ngày cấp").fill("18/6/2015");
  await save(page);
  await page.getByText("Đã thêm “cấp lần đầu").waitFor();
  expect(await rowsOf("project-versions")).toMatchObject([{ issuedOn: "2015-06-18", registeredBillionVnd: 1234 }]);
  expect(await page.locator("tfoot").innerText()).toContain("1.234");

  await openRegister(page, "Hợp đồng thuê đất");
  await page.getByRole("button", { name: "Thêm hợp đồng" }).click();
  await field(page, "Số hợp đồng").fill("HĐ-1");
  await pick(choice(page, "Lô"), "BM-01");
  await pick(choice(page, "Dự án"), "dừa");
  await field(page, "Diện tích (ha)").fill("1,1");
  await field(page, "Thời hạn: từ ngày").fill("01/07/2012");
  await field(page, "Thời hạn: hết hiệu lực từ").fill("01/07/2062");

  // A reload in the middle of it: what was typed stands there again, with its age.
  await page.reload();
  await page.getByText(/Chưa lưu, .*: những gì bạn gõ vẫn còn ở đây/).waitFor();
  expect(await field(page, "Thời hạn: hết hiệu lực từ").inputValue()).toBe("01/07/2062");
  expect(await rowsOf("leases")).toEqual([]);
  await save(page);
  await page.getByText("Đã thêm “HĐ-1").waitFor();
  expect(await graveFaults(page)).toEqual([]);
  const lease = (await rowsOf("leases"))[0]!;
  expect(lease).toMatchObject({ areaHa: 1.1, during: { from: "2012-07-01", endedOn: "2062-07-01" } });

  // The session ends while something is typed, and somebody else changes the row.
  await page.getByRole("link", { name: /^Mở: HĐ-1/ }).click();
  await field(page, "Diện tích (ha)").fill("1,05");
  await field(page, "Ghi chú").fill("theo phụ lục");
  await field(page, "Lý do (ghi vào nhật ký)").fill("đo lại");
  await asOwner(server, "update auth.session set revoked_at = now() where account_id = $1", [editor.id]);
  const change = await ask(server, "PATCH", `/api/land/leases/${lease.id}?reason=${encodeURIComponent("ký lại")}`, {
    as: other,
    body: { areaHa: 0.9, contractNumber: "HĐ-1A" },
    headers: { "if-match": '"1"' },
  });
  expect(change.statusCode, change.body).toBe(200);
  await save(page);
  await signIn(page, editor);
  await page
    .getByText(/Chưa lưu/)
    .first()
    .waitFor();
  expect(await field(page, "Diện tích (ha)").inputValue()).toBe("1,05");
  expect(await field(page, "Lý do (ghi vào nhật ký)").inputValue()).toBe("đo lại");

  await save(page);
  const area = page.locator('.conflict-field[data-field="areaHa"]');
  await area.getByText("Người võ.nam").waitFor();
  expect(await area.innerText()).toMatch(/Lúc bạn mở\s+1,1\s+Hiện nay\s+0,9[\s\S]+lý do: ký lại\s+Của bạn\s+1,05/);
  expect(await page.locator(".conflict-rest").allInnerTexts()).toEqual([
    expect.stringMatching(/Số hợp đồng: HĐ-1 → HĐ-1A/),
    expect.stringMatching(/Ghi chú: theo phụ lục/),
  ]);
  await page.getByRole("button", { name: "Ghi lại" }).click();
  await page.getByText("Hãy chọn một trong hai.").waitFor();
  expect(await graveFaults(page)).toEqual([]);
  await area.getByLabel("Của bạn").check();
  await page.getByRole("button", { name: "Ghi lại" }).click();
  await page.getByText("Đã lưu “HĐ-1A").waitFor();
  expect((await rowsOf("leases"))[0]).toMatchObject({
    areaHa: 1.05,
    contractNumber: "HĐ-1A",
    note: "theo phụ lục",
    rowVersion: 3,
  });

  await page.getByRole("button", { name: "Hoàn tác", exact: true }).click();
  await page.getByText("Đã ghi lại bản cũ của “HĐ-1A").waitFor();
  expect((await rowsOf("leases"))[0]).toMatchObject({ areaHa: 0.9, note: null, rowVersion: 4 });
  const versions = page.locator(".versions > li");
  await expect.poll(() => versions.count()).toBe(4);
  await versions.last().getByRole("button", { name: "Khôi phục bản này" }).click();
  await expect.poll(() => versions.count()).toBe(5);
  expect((await rowsOf("leases"))[0]).toMatchObject({ areaHa: 1.1, contractNumber: "HĐ-1" });

  await page.getByRole("button", { name: "Xóa…" }).click();
  await page.locator(".removal").getByLabel("Lý do").fill("nhập nhầm");
  await page.getByRole("button", { name: "Xóa", exact: true }).click();
  await page.getByText("Đã xóa “HĐ-1").waitFor();
  expect(await rowsOf("leases")).toEqual([]);

  await page.getByRole("link", { name: "Nhật ký" }).click();
  await page.getByLabel("Loại").selectOption("leases");
  const entry = page.locator(".log-entries > li").first();
  await entry.getByText("lý do: nhập nhầm").waitFor();
  await entry.getByRole("button", { name: /Xem trước → sau/ }).click();
  expect(await entry.locator(".field-changes").innerText()).toMatch(/Diện tích \(ha\): 1,1/);
  expect(await graveFaults(page)).toEqual([]);
  await entry.getByRole("button", { name: "Khôi phục", exact: true }).click();
  await page.locator(".log-entries > li").first().getByText("Khôi phục bản cũ").waitFor();
  expect((await rowsOf("leases"))[0]).toMatchObject({ areaHa: 1.1 });

  // While the log is open it tells what somebody else does, and finds it by name.
  await done(server, "POST", "/api/land/enterprises", { as: other, body: { nameVi: "Công ty Lúa Vàng" } });
  await page.getByLabel("Loại").selectOption("");
  await page.getByLabel("Người sửa").fill("nam");
  await page.locator(".log-entries").getByText("Công ty Lúa Vàng").waitFor();
}, 180_000);

test("rows are changed together after a look at them, taken back, and carried off as CSV", async ({ open }) => {
  for (const nameVi of ["Công ty Bến Đò", "Công ty Cầu Phà"])
    await done(server, "POST", "/api/land/enterprises", { as: other, body: { nameVi } });
  const page = await open("/so-bo?q=cong ty", { baseUrl, expectedFaults: REFUSED });
  await signIn(page, editor);
  await page.getByLabel("Lọc theo chữ").fill("do");
  await expect.poll(() => page.locator(".register tbody tr").count()).toBe(1);
  await page.getByLabel("Lọc theo chữ").fill("ben");
  await page.getByLabel("Chọn Công ty Bến Đò").check();
  await page.getByLabel("Lọc theo chữ").fill("");
  await page.getByLabel("Chọn Công ty Cầu Phà").check();
  await page.getByRole("button", { name: "Sửa hàng loạt" }).click();
  await page.getByLabel("Trường cần sửa").selectOption("note");
  await field(page, "Ghi chú").fill("đã đối chiếu");
  await page.getByRole("button", { name: "Xem trước" }).click();
  expect(await page.locator(".bulk-preview tbody tr").allInnerTexts()).toEqual([
    expect.stringMatching(/Công ty Bến Đò\s+để trống\s+đã đối chiếu/),
    expect.stringMatching(/Công ty Cầu Phà\s+để trống\s+đã đối chiếu/),
  ]);
  await page.getByRole("button", { name: "Ghi 2 dòng" }).click();
  await page.getByText("Đã sửa 2 dòng.").waitFor();
  const notes = async () => (await rowsOf("enterprises")).filter(({ note }) => note === "đã đối chiếu").length;
  expect(await notes()).toBe(2);

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Tải CSV" }).click(),
  ]);
  const csv = await readFile(await file.path(), "utf8");
  expect(csv.startsWith("\u{feff}Tên;Tên tiếng Anh;Mã số thuế;")).toBe(true);
  expect(csv).toContain("Công ty Bến Đò;;;Việt Nam;đã đối chiếu\r\n");

  await page.getByRole("button", { name: "Hoàn tác", exact: true }).click();
  await expect.poll(notes).toBe(0);
});
