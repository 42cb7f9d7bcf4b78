/** Land use over HTTP, by people in each role, on the real data. */

import type { LightMyRequestResponse } from "fastify";
import { ask, done, firstAdmin, invited, type Person } from "./accounts.ts";
import { type TestApp, appForTests } from "./app.ts";
import { cellsJson } from "./land.ts";

export type Row = { id: number; rowVersion: number } & Record<string, unknown>;
export type Faulty = {
  type: string;
  detail: string;
  errors: { pointer: string; message: string }[];
} & Record<string, unknown>;

export const lotBody = (code: string, x: number, more: object = {}) => ({
  siteId: "binh-minh",
  code,
  geometry: cellsJson(x, 0),
  statedAreaHa: 1.2,
  use: "industrial",
  inForce: { from: "2012-01-01", endedOn: null },
  ...more,
});

export const pointers = (body: Faulty): string[] => body.errors.map(({ pointer }) => pointer);

export type LandApi = {
  readonly server: TestApp;
  readonly admin: Person;
  readonly editor: Person;
  readonly viewer: Person;
  readonly officer: Person;
  /** An editor of another site. */
  readonly elsewhere: Person;
  /** Entered by the editor; must succeed. */
  readonly add: (kind: string, body: object) => Promise<Row>;
  /** As the editor, unless somebody else is named; `version` is what If-Match says. */
  readonly write: (
    method: "PATCH" | "DELETE" | "POST",
    url: string,
    version: number | null,
    body?: object,
    as?: Person,
  ) => Promise<LightMyRequestResponse>;
  /** As the viewer; must succeed. */
  readonly read: <T = Row>(url: string, as?: Person) => Promise<T>;
};

export const openLand = async (): Promise<LandApi> => {
  const server = await appForTests();
  const admin = await firstAdmin(server);
  const editor = await invited(server, admin, "biên.tập", "editor");
  const viewer = await invited(server, admin, "người.xem", "viewer");
  return {
    server,
    admin,
    editor,
    viewer,
    officer: await invited(server, admin, "xúc.tiến", "officer"),
    elsewhere: await invited(server, admin, "khu.khác", "editor", { siteId: "hoa-phu", communeId: null }),
    add: async (kind, body) => (await done<Row>(server, "POST", `/api/land/${kind}`, { as: editor, body })).body,
    write: (method, url, version, body, as = editor) =>
      ask(server, method, url, {
        as,
        ...(body && { body }),
        headers: { "accept-language": "vi", ...(version !== null && { "if-match": `"${version}"` }) },
      }),
    read: async <T>(url: string, as = viewer) => (await done<T>(server, "GET", url, { as })).body,
  };
};
