import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { mapIdle } from "../helpers/browser.ts";
import { ROOT } from "../helpers/embedded-template.ts";
import { test } from "./fixtures.ts";

/** What the first screen may weigh beside a page that has nothing but MapLibre. */
const MOST = 1.2;

/** Compressing takes seconds, and both tests weigh nearly the same scripts. */
const weights = new Map<string, number>();
const weightOf = (script: Uint8Array): number => {
  const content = createHash("sha256").update(script).digest("hex");
  const weight =
    weights.get(content) ??
    brotliCompressSync(script, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: script.length },
    }).length;
  weights.set(content, weight);
  return weight;
};

const publishedMapLibre = async (): Promise<number> => {
  const files = ["maplibre-gl.mjs", "maplibre-gl-worker.mjs"].map((name) =>
    readFile(join(ROOT, "node_modules/maplibre-gl/dist", name)),
  );
  return (await Promise.all(files)).reduce((sum, file) => sum + weightOf(file), 0);
};

/** Every script a page and its workers ask for, by path; one that two ask for is fetched once. */
const watchScripts = (page: Page): Map<string, Promise<Buffer>> => {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith(".js") && !scripts.has(pathname)) scripts.set(pathname, response.body());
  });
  return scripts;
};

/** Share of MapLibre's own weight; `plant` may put something into the page first. */
const firstScreenShare = async (
  openAfter: (
    prepare: (page: Page) => Promise<unknown>,
    path: string,
    options: { readonly isMapDrawn: true },
  ) => Promise<Page>,
  plant: (page: Page) => Promise<unknown> = async () => {},
): Promise<{ share: number; paths: string[] }> => {
  let scripts = new Map<string, Promise<Buffer>>();
  const page = await openAfter(
    async (fresh) => {
      scripts = watchScripts(fresh);
      await plant(fresh);
    },
    "/",
    { isMapDrawn: true },
  );
  await mapIdle(page);
  const bodies = await Promise.all(scripts.values());
  const weight = bodies.reduce((sum, body) => sum + weightOf(body), 0);
  return { share: weight / (await publishedMapLibre()), paths: [...scripts.keys()] };
};

test("the first screen's scripts weigh hardly more than MapLibre alone", async ({ openAfter }) => {
  const { share, paths } = await firstScreenShare(openAfter);
  // The map's worker and what it shares with the page are among them, or the sum would mean nothing.
  for (const part of ["index", "react", "MapCanvas", "map-shared", "map-worker", "vi"])
    expect(
      paths.filter((path) => path.startsWith(`/assets/${part}-`)),
      part,
    ).toHaveLength(1);
  expect(share).toBeLessThanOrEqual(MOST);
});

test("a module that makes the first screen heavy is noticed", async ({ openAfter }) => {
  // Random, so that it does not compress: more than a quarter of MapLibre.
  const heavy = randomBytes(100_000).toString("base64");
  const { share } = await firstScreenShare(openAfter, async (page) => {
    await page.route("**/assets/planted.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body: `globalThis.planted = "${heavy}";` }),
    );
    await page.route("**/assets/index-*.js", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: `import "./planted.js";${await answer.text()}` });
    });
  });
  expect(share).toBeGreaterThan(MOST);
});
