/** A real Chromium on the built application, and a watch over everything that should not happen there. */

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

export const DESKTOP = { width: 1440, height: 900 };
export const SMALL_DESKTOP = { width: 1280, height: 720 };
/** For what does not depend on the size: the map is drawn by the processor, and half the pixels take half the time. */
export const COMPACT = { width: 1024, height: 680 };
export const PHONE = { width: 390, height: 844 };

/** No traffic of the browser's own: what remains was asked for by the page. */
const QUIET_FLAGS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
  // WebGL without a graphics card, and nothing else that goes through it: a page without a map takes a third less of the processor.
  "--disable-gpu",
  "--enable-unsafe-swiftshader",
];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** @throws {Error} one sentence that says how to get a browser */
export function findChromium(): string {
  const named = process.env["CHROMIUM_PATH"];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const candidates = named
    ? [named]
    : ["chromium", "google-chrome", "chromium-browser"].flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = candidates.find(isExecutable);
  if (found) return found;
  throw new Error(
    named
      ? `CHROMIUM_PATH names ${named}, which is not an executable file.`
      : "The browser suite needs Chromium: install it (on Debian: apt-get install chromium) or name one in CHROMIUM_PATH.",
  );
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: QUIET_FLAGS });

/** What went wrong on a page, in words; empty after a good visit. */
export type Watch = { readonly faults: string[] };

export type Visit = { readonly page: Page; readonly context: BrowserContext; readonly watch: Watch };

export interface VisitOptions {
  viewport?: { width: number; height: number };
  /** path and query; the page is not opened where it is left out */
  path?: string;
  isTouch?: boolean;
}

/** A new, empty browser profile with one page; motion is off, as for people who ask their system for that. */
export async function visit(browser: Browser, baseUrl: string, options: VisitOptions = {}): Promise<Visit> {
  const { viewport = COMPACT, path, isTouch = false } = options;
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport,
    hasTouch: isTouch,
    isMobile: isTouch,
    reducedMotion: "reduce",
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const watch = await watchFaults(page, baseUrl);
  if (path !== undefined) await page.goto(path);
  return { page, context, watch };
}

async function watchFaults(page: Page, baseUrl: string): Promise<Watch> {
  const faults: string[] = [];
  const own = new URL(baseUrl).origin;
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== own) faults.push(`foreign request: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // The page drops requests whose answer it no longer needs, such as tiles of a view that was left.
    const reason = request.failure()?.errorText ?? "";
    if (reason !== "net::ERR_ABORTED") faults.push(`failed request: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  await page.exposeFunction("reportPolicyViolation", (text: string) => faults.push(`policy violation: ${text}`));
  await page.addInitScript(() => {
    const report = (globalThis as unknown as { reportPolicyViolation: (text: string) => void }).reportPolicyViolation;
    document.addEventListener("securitypolicyviolation", (event) =>
      report(`${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
  return { faults };
}

/** The map has drawn everything that its view asks for. */
export const mapIdle = async (page: Page): Promise<void> => {
  await page.waitForSelector('[data-map-idle="true"]', { state: "attached", timeout: 60_000 });
};
