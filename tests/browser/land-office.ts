/** An office that records land: a server of its own on the loaded data, and people signed in to it in a browser. */

import { rm } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { mapIdle, visit, type VisitOptions, type Watch } from "../helpers/browser.ts";
import { passwordOf, codeOf } from "../helpers/accounts.ts";
import { loadedTemplate } from "../helpers/loaded-template.ts";
import { copyTemplate } from "../helpers/embedded-template.ts";
import { withholdWebGl } from "./fixtures.ts";
import { startServer } from "../helpers/server.ts";

type Cookie = string;
type Asked = { readonly cookie?: Cookie; readonly ifMatch?: number };

export type Office = {
  readonly baseUrl: string;
  /** Of an editor of all sites. */
  readonly cookie: Cookie;
  /** As the page asks; must succeed. */
  readonly ask: <T>(method: string, path: string, body?: object, asked?: Asked) => Promise<T>;
  /** A page of somebody signed in as that editor. */
  readonly open: (
    browser: Browser,
    path: string,
    options?: VisitOptions & { isMapDrawn?: boolean },
  ) => Promise<OfficePage>;
  readonly close: () => Promise<void>;
};
export type OfficePage = { readonly page: Page; readonly watch: Watch; readonly close: () => Promise<void> };

export const openOffice = async (): Promise<Office> => {
  const dataDir = await copyTemplate(loadedTemplate);
  const server = await startServer(dataDir);
  await server.ready();
  const { baseUrl } = server;

  const request = async (method: string, path: string, body?: object, { cookie, ifMatch }: Asked = {}) => {
    const response = await fetch(baseUrl + path, {
      method,
      headers: {
        origin: baseUrl,
        ...(body && { "content-type": "application/json" }),
        ...(cookie && { cookie }),
        ...(ifMatch !== undefined && { "if-match": `"${ifMatch}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response;
  };
  const cookieOf = (response: Response) => response.headers.getSetCookie()[0]!.split(";", 1)[0]!;
  const takeLink = async (code: string, login?: string) =>
    cookieOf(
      await request("POST", "/api/link/password", {
        code,
        newPassword: passwordOf(login ?? "người nhập"),
        ...(login && { login, displayName: "Quản trị" }),
      }),
    );

  let admin = await takeLink(await adminCode(server.printed), "quan.tri");
  const { secret } = (await (
    await request("POST", "/api/account/two-step", { password: passwordOf("quan.tri") }, { cookie: admin })
  ).json()) as { secret: string };
  const confirmed = await request("PUT", "/api/account/two-step", { code: codeOf(secret) }, { cookie: admin });
  if (confirmed.headers.getSetCookie().length > 0) admin = cookieOf(confirmed);
  const invitation = (await (
    await request(
      "POST",
      "/api/accounts",
      { login: "le.hoa", displayName: "Lê Thị Hoa", role: "editor", scope: { siteId: null, communeId: null } },
      { cookie: admin },
    )
  ).json()) as { link: { path: string } };
  const cookie = await takeLink(invitation.link.path.split("#")[1]!);

  return {
    baseUrl,
    cookie,
    ask: async <T>(method: string, path: string, body?: object, asked: Asked = {}) =>
      (await (await request(method, path, body, { cookie, ...asked })).json()) as T,
    open: async (browser, path, { isMapDrawn = false, ...options } = {}) => {
      const { page, context, watch } = await visit(browser, baseUrl, options);
      const [name = "", value = ""] = cookie.split("=");
      await context.addCookies([{ name, value, url: baseUrl }]);
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      if (!isMapDrawn) await page.addInitScript(withholdWebGl);
      await page.goto(path);
      await page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("main .skeleton"));
      if (isMapDrawn) await mapIdle(page);
      return { page, watch, close: () => context.close() };
    },
    close: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

const adminCode = async (printed: () => string): Promise<string> => {
  for (let waitedMs = 0; waitedMs < 10_000; waitedMs += 100) {
    const code = /\/lien-ket#([\w-]+)/.exec(printed())?.[1];
    if (code !== undefined) return code;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the start printed no link for the first administrator:\n${printed()}`);
};
