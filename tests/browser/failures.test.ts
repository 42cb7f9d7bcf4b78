import { rm } from "node:fs/promises";
import { expect } from "vitest";
import { mapIdle, visit } from "../helpers/browser.ts";
import { copyTemplate, migratedTemplate } from "../helpers/embedded-template.ts";
import { test } from "./fixtures.ts";
import { startServer } from "../helpers/server.ts";

test("when the API cannot be reached the page says so, and retry brings it back", async ({ openAfter }) => {
  const page = await openAfter((fresh) => fresh.route("**/api/**", (route) => route.abort("connectionrefused")), "/", {
    expectedFaults: /failed request: .*\/api\/|console: Failed to load resource/,
  });
  await page.getByText("Không kết nối được với máy chủ.").first().waitFor();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Thử lại" }).first().click();
  await page.getByText("175,42").first().waitFor();
});

test("an answer that is broken is an error in words, never an empty page", async ({ openAfter }) => {
  const page = await openAfter(
    (fresh) => fresh.route("**/api/summary", (route) => route.fulfill({ status: 500, body: "not a problem document" })),
    "/",
    { expectedFaults: /\/api\/summary|console: Failed to load resource/ },
  );
  await page.getByText("Chưa tải được dữ liệu.").first().waitFor();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Thử lại" }).first().click();
  await page.getByText("175,42").first().waitFor();
});

test("a start that has data to load says that the server prepares them, then shows the map by itself", async ({
  browser,
}) => {
  // A folder without anything takes twice as long; kill.embedded.test.ts begins with one.
  const dataDir = await copyTemplate(migratedTemplate);
  const server = await startServer(dataDir);
  try {
    await expect
      .poll(
        () =>
          fetch(server.baseUrl).then(
            () => true,
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
    const { page, context } = await visit(browser, server.baseUrl, { path: "/" });
    await page
      .getByText(/chuẩn bị/)
      .first()
      .waitFor();
    expect((await fetch(`${server.baseUrl}/livez`)).status).toBe(200);
    const waiting = await fetch(`${server.baseUrl}/api/summary`);
    expect([waiting.status, waiting.headers.has("retry-after")]).toEqual([503, true]);
    await server.ready();
    await page.getByText("175,42").first().waitFor({ timeout: 30_000 });
    await mapIdle(page);
    await context.close();
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 180_000);
