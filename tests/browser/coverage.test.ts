import type { Page } from "playwright-core";
import { expect, inject } from "vitest";
import { graveFaults } from "./axe.ts";
import { pick, press, reach, type } from "./by-keyboard.ts";
import { test } from "./fixtures.ts";
import { faultsOn, inWords, viewOf } from "./provenance/crawl.ts";
import { Knowledge } from "./provenance/knowledge.ts";
import { prepareReading } from "./provenance/settled-page.ts";

test("a planner finds by keyboard who is far from a market, and a link restores the question", async ({
  openAfter,
}) => {
  const page = await openAfter(prepareReading, "/danh-sach?topic=markets");
  await press(page.getByRole("link", { name: "Độ phủ: xã nào gần, xã nào xa" }));
  await page.locator(".coverage-table").first().waitFor();
  await press(page.getByRole("button", { name: "Hạng 2" }));
  await press(page.getByRole("button", { name: "Từ 01/7/2025" }));
  const field = page.getByLabel("Ngưỡng, km");
  await type(field, "10; 5");
  await page.keyboard.press("Enter");
  await page.getByText("Cần các số km tăng dần").waitFor();
  await type(field, "2,5; 7");
  await page.keyboard.press("Enter");
  await page.waitForURL(/^[^?]+\/do-phu\?of=markets&class=2&km=2.5,7&units=2025$/);
  const far = page.locator(".coverage-table tr[data-gap]");
  await far.first().waitFor();
  expect(await far.first().innerText()).toContain("ngoài mọi ngưỡng");
  await press(page.getByRole("button", { name: "Xem tất cả xã" }));
  expect(await page.locator("section:has(> h2:text('Từng xã')) tbody tr").count()).toBe(35);

  await pick(page.getByLabel("Mở thêm"), "2");
  await press(page.getByRole("button", { name: "Đặt danh sách cạnh cách đặt tốt nhất" }));
  await type(page.getByLabel("Thêm vùng bằng tọa độ"), "10.05, 105.7; 10.2, 105.7; 10.2, 105.8");
  await page.keyboard.press("Enter");
  await page.getByText("đã chứng minh là tốt nhất").nth(3).waitFor();
  await reach(page.getByRole("link", { name: "VI · EN" }).or(page.locator(".language")));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Coverage" }).waitFor();
  expect(new URL(page.url()).search).toBe(
    "?of=markets&class=2&km=2.5,7&units=2025&more=2&best=1&avoid=105.7,10.05,105.7,10.2,105.8,10.2",
  );
  const knowledge = new Knowledge(inject("baseUrl"), viewOf(new URL(page.url())));
  expect((await faultsOn(page, knowledge)).map(inWords)).toEqual([]);
  expect(await graveFaults(page)).toEqual([]);
});

/** Of docs/coverage-questions.md, in their order: what is done after the page is opened, and what then answers. */
const QUESTIONS: readonly {
  readonly actions: readonly ((page: Page) => Promise<unknown>)[];
  readonly answers: readonly string[];
}[] = [
  {
    actions: [
      (page) => page.getByLabel("Ngưỡng, km").fill("5"),
      (page) => page.getByLabel("Ngưỡng, km").press("Enter"),
    ],
    answers: ["tr[data-gap] [data-coverage$='.population']", "tr[data-gap] [data-coverage$='.nearest.km']"],
  },
  {
    actions: ["Hạng 1", "Hạng 2"].map((name) => (page) => page.getByRole("button", { name }).press("Enter")),
    answers: [
      "0.populationShare.low",
      "0.populationShare.high",
      "1.populationShare.high",
      "2.populationShare.high",
    ].map((at) => `[data-coverage='bands.${at}']`),
  },
  {
    actions: [(page) => page.getByRole("button", { name: "Cụm công nghiệp" }).press("Enter")],
    // The lists of clusters print no areas: that is what is answered, with the names.
    answers: ["[data-coverage$='.sitesWithoutArea']", "p:has-text('Chưa rõ diện tích:') [data-name]"],
  },
  { actions: [], answers: ["[data-coverage='pairs.0.km']"] },
  {
    actions: ["Khu, tuyến công nghiệp", "Từ 01/7/2025"].map(
      (name) => (page) => page.getByRole("button", { name }).press("Enter"),
    ),
    answers: ["[data-coverage$='.second.km']"],
  },
  {
    actions: [(page) => page.getByLabel("Mở thêm").press("3")],
    answers: ["[data-coverage='siting:cover.share.after']", "text=đã chứng minh là tốt nhất"],
  },
];

test("each of the planner's six questions is answered by four actions at most, each of them a key", async ({
  open,
}) => {
  const page = await open("/do-phu");
  for (const [at, { actions, answers }] of QUESTIONS.entries()) {
    // As opened anew, without the seconds that loading takes.
    await page.evaluate(() => {
      history.replaceState(history.state, "", "/do-phu");
      dispatchEvent(new PopStateEvent("popstate"));
    });
    await page.locator("[data-coverage='bands.0.km']").first().waitFor();
    for (const act of actions) await act(page);
    for (const answer of answers) await page.locator(answer).first().waitFor();
    expect(1 + actions.length, `question ${at + 1}`).toBeLessThanOrEqual(4);
  }
});

test("a list of which no place is known leaves everything unknown, and a number nobody answered is found", async ({
  openAfter,
}) => {
  const page = await openAfter(prepareReading, "/do-phu?of=zones&list=zones-2022");
  await page.getByText("chưa biết gần hay xa").waitFor();
  const knowledge = new Knowledge(inject("baseUrl"), viewOf(new URL(page.url())));
  expect((await faultsOn(page, knowledge)).map(inWords)).toEqual([]);
  await page.locator("[data-coverage='counts.sites']").evaluate((said) => (said.textContent = "7"));
  expect((await faultsOn(page, knowledge)).map(inWords)).toEqual([
    expect.stringMatching(/“7” at .*: counts\.sites of the coverage is 5$/),
  ]);
});

test("places are tried out by keyboard: added, moved, dropped, a site taken out; the link shows the same", async ({
  openAfter,
  open,
}) => {
  const page = await openAfter(prepareReading, "/do-phu?of=markets&class=1,2");
  const sandbox = page.getByRole("region", { name: "Thử nghiệm: thêm, dời, bỏ một nơi" });
  const add = sandbox.getByLabel("Thêm điểm ở xã");
  const typed = sandbox.getByLabel("hoặc ở tọa độ");
  const name = sandbox.getByLabel("Tên phương án");
  const keep = sandbox.getByRole("button", { name: "Lưu phương án" });
  await reach(add);
  await add.selectOption("commune-29542");
  await press(sandbox.getByRole("button", { name: "Thêm", exact: true }));
  await type(typed, "10,5 N");
  await page.keyboard.press("Enter");
  await sandbox.getByText("Cần vĩ độ và kinh độ").waitFor();
  await type(typed, "10.08, 106.05");
  await page.keyboard.press("Enter");
  const leaveOut = sandbox.getByLabel("Bỏ một nơi đang có");
  await reach(leaveOut);
  await leaveOut.selectOption({ index: 1 });
  await press(sandbox.getByRole("button", { name: "Bỏ", exact: true }));
  await sandbox.getByText("Đã bỏ:").waitFor();
  await press(sandbox.getByRole("listitem").first().getByRole("button", { name: "Bỏ điểm này" }));
  await page.waitForURL(/try=106.05,10.08&/);
  await type(sandbox.getByRole("listitem").getByLabel("Tọa độ"), "105,97; 10,25");
  await page.keyboard.press("Enter");
  await page.waitForURL(/try=105.97,10.25&/);
  await type(name, "Phương án 1");
  await press(keep);
  // The way by Tab is shown; going all round the page once more would only take time.
  await typed.fill("10.1 106.1");
  await typed.press("Enter");
  await name.fill("Phương án 2");
  await keep.press("Enter");
  const scenarios = sandbox.locator("[data-scenarios] tbody tr");
  await scenarios.nth(2).locator("[data-coverage$='trial.meanKm']").waitFor();
  await sandbox.locator("[data-coverage='difference.meanKm']").waitFor();
  const knowledge = new Knowledge(inject("baseUrl"), viewOf(new URL(page.url())));
  expect((await faultsOn(page, knowledge)).map(inWords)).toEqual([]);
  expect(await graveFaults(page)).toEqual([]);

  const { pathname, search } = new URL(page.url());
  const reopened = await open(pathname + search);
  await reopened.locator("[data-coverage='difference.meanKm']").waitFor();
  expect(await reopened.getByLabel("Tên phương án").inputValue()).toBe("Phương án 2");
  const said = (of: Page) => of.locator("[data-instant] tbody").innerText();
  expect(await said(reopened)).toBe(await said(page));
  await scenarios.nth(1).getByRole("button", { name: "Mở" }).press("Enter");
  await page.waitForURL(/try=105.97,10.25&/);
});
