import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import { DESKTOP, PHONE } from "../helpers/browser.ts";
import { readDocx, readPdf } from "../helpers/document-text.ts";
import { recalculated } from "../helpers/recalculate.ts";
import { graveFaults } from "./axe.ts";
import { test } from "./fixtures.ts";
import { textOf } from "./reading.ts";

const PLAN = "asOf=2015-06-18";

test("the Plan's facts are told with its figures, in both languages, and every number opens its source", async ({
  open,
}) => {
  const page = await open(`/bao-cao?${PLAN}`, { viewport: DESKTOP });
  const group = page.locator('[data-sentence="group.three-zones"]');
  expect(await textOf(group)).toBe(
    "Tính đến tháng 06/2015, Khu công nghiệp Hòa Phú, Khu công nghiệp Bình Minh và Tuyến công nghiệp Cổ Chiên đã thu hút 36 dự án được cấp giấy chứng nhận đầu tư (11 dự án có vốn đầu tư nước ngoài và 25 dự án có vốn đầu tư trong nước), với tổng vốn triển khai 985,5 tỷ đồng, đạt 25,06 % so với số vốn đăng ký 3.931,2 tỷ đồng; diện tích đất triển khai được 86,3 ha, đạt 49,18 % so với 175,42 ha đã thuê.",
  );
  expect(await group.locator("a[data-figure]").count()).toBe(9);
  expect(await textOf(page.locator('[data-sentence="clusters.vinh-long"]'))).toMatch(
    /14 cụm công nghiệp .* 692,41 ha\.$/,
  );
  expect(await textOf(page.locator('[data-sentence="markets.vinh-long"]'))).toMatch(
    /116 chợ \(2 chợ hạng 1, 25 chợ hạng 2 và 89 chợ hạng 3\)/,
  );
  await page.locator("a.language").click();
  await page.waitForURL(/\/reports\?asOf=2015-06-18/);
  await expect
    .poll(() => textOf(group))
    .toMatch(/^As of 06\/2015, Hoa Phu Industrial Park, .* 49\.18% of the 175\.42 ha leased\.$/);
  await group.getByRole("link", { name: /175\.42 ha/ }).click();
  await page.waitForURL(/figure=three-zones\.leasedHa\.2015-06/);
  await expect.poll(() => textOf(page.locator("main"))).toMatch(/1013\/QĐ-UBND/);
  await page.goBack();
  await group.waitFor();
});

test("what is not there is said, and charts draw no line between points", async ({ open }) => {
  const page = await open(`/bao-cao?asOf=1990-01-01`, { viewport: DESKTOP });
  expect(await textOf(page.locator("main"))).toMatch(/Số chợ của tỉnh: chưa có số liệu công bố/);
  expect(await page.locator(".series-chart").count()).toBe(0);
  const now = await open("/bao-cao", { viewport: DESKTOP });
  const chart = now.locator(".series").filter({ hasText: "Khu công nghiệp Hòa Phú" }).first();
  expect(await chart.locator("svg circle").count()).toBe(2);
  expect(await now.locator(".series-chart polyline, .series-chart path").count()).toBe(0);
  // Every point is in the table beside, as a number that opens.
  const drawn = await now.locator(".series-chart circle").count();
  expect(await now.locator(".series table a[data-figure]").count()).toBe(drawn);
  const [role, name] = await chart.locator("svg").evaluate((svg) => [
    svg.getAttribute("role"),
    (svg.getAttribute("aria-labelledby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent)
      .join(": "),
  ]);
  expect([role, name]).toEqual(["img", "Tỷ lệ lấp đầy: Khu công nghiệp Hòa Phú"]);
});

test("by keyboard: each file is made, named in Vietnamese, and tells the day that is shown", async ({ open }) => {
  const page = await open(`/bao-cao?${PLAN}`, { viewport: DESKTOP });
  const status = page.locator(".download-state");
  const save = async (name: string, label: string) => {
    await page.getByRole("button", { name: label, exact: true }).focus();
    const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    expect(file.suggestedFilename()).toBe(`Báo cáo khu, cụm công nghiệp và chợ 2015-06-18.${name}`);
    await expect.poll(() => textOf(status)).toBe(`Đã tải tệp ${label}.`);
    return readFile(await file.path());
  };
  const workbook = await recalculated(await save("xlsx", "Excel"));
  expect(workbook.sheets).toEqual([
    "Báo cáo",
    "Khu công nghiệp",
    "Nhóm khu",
    "Cụm công nghiệp",
    "Cụm và chợ của tỉnh",
    "Số liệu",
    "Nguồn",
  ]);
  const { text } = await readPdf(await save("pdf", "PDF"));
  expect(text).toContain("tính đến ngày 18/06/2015");
  const { paragraphs } = readDocx(await save("docx", "Word"));
  expect(paragraphs.join(" ")).toContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
});

test("while a file is made the page says so and it can be cancelled; what fails says why and can be tried again", async ({
  open,
}) => {
  const page = await open("/reports", {
    viewport: DESKTOP,
    expectedFaults: /\/api\/reports\/situation\/|Failed to load/,
  });
  const status = page.locator(".download-state");
  const button = page.getByRole("button", { name: "PDF", exact: true });
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/reports/situation/pdf*", async (route) => {
    await held;
    await route.abort().catch(() => {});
  });
  await button.click();
  await expect.poll(() => textOf(status)).toMatch(/^Making the PDF file… ?Cancel$/);
  expect(await button.getAttribute("aria-busy")).toBe("true");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => textOf(status)).toMatch(/^Files are in Vietnamese/);
  release();
  await page.unroute("**/api/reports/situation/pdf*");

  await page.route("**/api/reports/situation/docx*", (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "/problems/too-slow",
        title: "Too slow",
        status: 503,
        detail: "Many documents are waiting.",
      }),
    }),
  );
  await page.getByRole("button", { name: "Word", exact: true }).click();
  const alert = page.locator(".downloads [role=alert]");
  await expect.poll(() => textOf(alert)).toMatch(/could not be had\. Many documents are waiting\. Press again/);
  await page.unroute("**/api/reports/situation/docx*");
  await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Word", exact: true }).click()]);
  expect(await alert.count()).toBe(0);
});

test("made-up data are marked on the page and go into the file only because they are shown", async ({ open }) => {
  const page = await open(`/bao-cao?data=minh-hoa&${PLAN}`, { viewport: DESKTOP });
  expect(await textOf(page.locator('[data-sentence="zone.binh-minh"]'))).toMatch(/92,9 ha ?minh họa/);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Word", exact: true }).click(),
  ]);
  expect(file.suggestedFilename()).toContain("minh họa");
});

test.for(["/bao-cao?data=minh-hoa", "/reports"])(
  "axe finds nothing serious on %s on a phone",
  async (path, { open }) => {
    const page = await open(path, { viewport: PHONE, isTouch: true });
    await page.locator("main [data-sentence]").first().waitFor();
    expect(await graveFaults(page)).toEqual([]);
    const width = await page.locator(".panel-body").evaluate((body) => body.scrollWidth - body.clientWidth);
    expect(width).toBe(0);
  },
);
