import { readFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { DESKTOP } from "../helpers/browser.ts";
import { readPdf } from "../helpers/document-text.ts";
import { press, type } from "./by-keyboard.ts";
import { test } from "./fixtures.ts";

/** As many as an officer's meeting has patience for. */
const MOST_ACTIONS = 12;

test("from an investor's words to the printed sheets of two zones in twelve actions of the keyboard", async ({
  open,
}) => {
  const page = await open("/", { viewport: DESKTOP });
  let actions = 0;
  const act = async (control: Locator, text?: string) => {
    actions += 1;
    await (text === undefined ? press(control) : type(control, text));
  };
  await act(page.getByRole("link", { name: "Tìm đất theo nhu cầu của nhà đầu tư" }));
  await act(page.getByRole("textbox", { name: "Nhu cầu của nhà đầu tư" }), "khu công nghiệp gần cảng dưới 30 km");
  actions += 1;
  await page.keyboard.press("Enter");
  for (const name of ["Khu công nghiệp Bình Minh", "Khu công nghiệp Hòa Phú"])
    await act(page.getByRole("button", { name: `Thêm ${name} vào danh sách chọn` }));
  await act(page.getByRole("link", { name: "Xem danh sách chọn" }));
  await act(page.getByRole("textbox", { name: "Tên danh sách" }), "Đoàn Osaka");
  const handout = page.getByRole("link", { name: "PDF song ngữ" });
  const address = await handout.evaluate((link: HTMLAnchorElement) => {
    // Saved, not shown: the viewer of this browser cannot be read.
    link.download = "goi.pdf";
    link.removeAttribute("target");
    return link.href;
  });
  const [file] = await Promise.all([page.waitForEvent("download"), act(handout)]);
  expect(new URL(address).searchParams.get("sites")).toBe("binh-minh,hoa-phu");
  const { text } = await readPdf(await readFile(await file.path()));
  for (const name of ["Khu công nghiệp Bình Minh", "Khu công nghiệp Hòa Phú", "Binh Minh Industrial Park"])
    expect(text).toContain(name);
  expect(actions).toBeLessThanOrEqual(MOST_ACTIONS);
});
