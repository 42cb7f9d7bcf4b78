import { expect, inject } from "vitest";
import { graveFaults } from "./axe.ts";
import { press, reach } from "./by-keyboard.ts";
import { test } from "./fixtures.ts";
import { faultsOn, inWords, viewOf } from "./provenance/crawl.ts";
import { Knowledge } from "./provenance/knowledge.ts";
import { prepareReading } from "./provenance/settled-page.ts";

test("a planner weighs by keyboard which market to upgrade first, and a link gives the same order", async ({
  openAfter,
}) => {
  const page = await openAfter(prepareReading, "/danh-sach?topic=markets");
  await press(page.getByRole("link", { name: "Mạng lưới chợ: ai quản lý, nâng cấp chợ nào trước" }));
  const queue = page.locator(".network-queue tbody tr");
  await queue.first().waitFor();
  const counted = page.locator("tr[data-kind='firm']");
  expect((await counted.innerText()).replaceAll(/\s+/g, " ")).toContain("36 chợ");
  const before = await queue.first().innerText();

  // Of crowding alone: whose points have least room.
  for (const name of [
    "Công trình kém kiên cố",
    "Nhiều người có chợ này gần nhất",
    "Số điểm vượt hạng đang in",
    "Xa chợ kế",
  ]) {
    await reach(page.getByLabel(`Trọng số của “${name}”`));
    await page.keyboard.press("ArrowLeft");
  }
  await page.waitForURL(/^[^?]+\/mang-luoi-cho\?weights=building0,people0,class0,remoteness0$/);
  await expect.poll(() => queue.first().innerText()).not.toBe(before);
  const room = async () => {
    const cells = await page.locator(".network-queue [data-coverage$='.m2PerPoint']").allInnerTexts();
    return cells.map((cell) => Number(cell.replace(",", ".")));
  };
  await press(page.getByRole("button", { name: "Xem tất cả các chợ" }));
  const inOrder = await room();
  expect(inOrder.length).toBeGreaterThan(60);
  // All with more than twelve square metres score nought alike, and those of three or less one.
  const clamped = inOrder.map((m2) => Math.min(12, Math.max(3, m2)));
  expect(clamped).toEqual(clamped.toSorted((a, b) => a - b));

  const knowledge = new Knowledge(inject("baseUrl"), viewOf(new URL(page.url())));
  expect((await faultsOn(page, knowledge)).map(inWords)).toEqual([]);
  expect(await graveFaults(page)).toEqual([]);

  await reach(page.getByLabel("Trọng số của “Chật chội”"));
  await page.keyboard.press("Home");
  await page.getByText("Mọi trọng số đều bằng không").waitFor();

  const sent = await openAfter(prepareReading, "/market-network?weights=building0,people0,class0,remoteness0");
  await sent.locator(".network-queue tbody tr").first().waitFor();
  expect((await faultsOn(sent, knowledge)).map(inWords)).toEqual([]);
  await sent.locator("[data-coverage='network:operators.0.markets']").evaluate((said) => (said.textContent = "37"));
  expect((await faultsOn(sent, knowledge)).map(inWords)).toEqual([
    expect.stringMatching(/“37” at .*: network:operators\.0\.markets of the coverage is 36$/),
  ]);
});

test("before any list of markets the page says so and keeps the rules", async ({ openAfter }) => {
  const page = await openAfter(prepareReading, "/mang-luoi-cho?asOf=2015-06-18");
  await page.getByText("Ở ngày này chưa có danh sách chợ nào nêu tên").waitFor();
  await page.getByRole("heading", { name: "Hạng chợ theo quy định" }).waitFor();
  const knowledge = new Knowledge(inject("baseUrl"), viewOf(new URL(page.url())));
  expect((await faultsOn(page, knowledge)).map(inWords)).toEqual([]);
});
