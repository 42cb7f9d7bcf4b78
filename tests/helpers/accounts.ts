/** Accounts as people get them: by links, over the API. */

import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { Secret, TOTP } from "otpauth";
import type { Role } from "#contracts/role-names.ts";
import type { Scope } from "#contracts/roles.ts";
import { makeAdminLink } from "#server/features/auth/first-admin.ts";
import type { TestApp } from "./app.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export type Person = {
  readonly id: string;
  readonly login: string;
  readonly password: string;
  readonly cookie: string;
  /** Base32; undefined without a second step. */
  readonly secret: string | undefined;
  readonly recoveryCodes: readonly string[];
};

const ORIGIN = { origin: "http://localhost:80", host: "localhost:80" };

export const EVERYWHERE: Scope = { siteId: null, communeId: null };
export const passwordOf = (login: string): string => `mưa nắng ${login} bến đò`;

/** Where requests go: an application of this process, or one that runs by itself. */
export type Asked = {
  readonly app: { readonly inject: (request: InjectOptions | string) => Promise<LightMyRequestResponse> };
};

/** A request as the page sends it. */
export const ask = (
  { app }: Asked,
  method: Method,
  url: string,
  {
    body,
    as,
    headers = {},
  }: { body?: object; as?: Pick<Person, "cookie"> | undefined; headers?: Record<string, string> } = {},
): Promise<LightMyRequestResponse> =>
  app.inject({
    method,
    url,
    headers: { ...ORIGIN, ...(as && { cookie: as.cookie }), ...headers },
    ...(body && { payload: body }),
  });

/** The same where it must succeed. */
export const done = async <T = Record<string, unknown>>(
  ...asked: Parameters<typeof ask>
): Promise<{ body: T; cookie: string }> => {
  const response = await ask(...asked);
  if (response.statusCode !== 200)
    throw new Error(`${asked[1]} ${asked[2]} answered ${response.statusCode}: ${response.body}`);
  return { body: response.json<T>(), cookie: cookieOf(response) };
};

export const cookieOf = (response: LightMyRequestResponse): string =>
  String(response.headers["set-cookie"] ?? "").split(";", 1)[0]!;

/** @param stepsAhead codes of the next step are taken as well, which spares waiting for one that was not used yet */
export const codeOf = (secret: string, stepsAhead = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsAhead * 30_000 });

export const turnOnTwoStep = async (server: Asked, person: Person): Promise<Person> => {
  const { body } = await done<{ secret: string }>(server, "POST", "/api/account/two-step", {
    as: person,
    body: { password: person.password },
  });
  const { body: confirmed } = await done<{ recoveryCodes: string[] }>(server, "PUT", "/api/account/two-step", {
    as: person,
    body: { code: codeOf(body.secret) },
  });
  return { ...person, secret: body.secret, recoveryCodes: confirmed.recoveryCodes };
};

type Whoami = { account: { id: string; login: string } };

/** By the link that the start prints. */
export const firstAdmin = async (server: TestApp, login?: string): Promise<Person> =>
  adminBy(server, (await makeAdminLink(server.db)).split("#")[1]!, login);

export const adminBy = async (server: Asked, code: string, login = "quản.trị"): Promise<Person> => {
  const password = passwordOf(login);
  const { body, cookie } = await done<Whoami>(server, "POST", "/api/link/password", {
    body: { code, login, displayName: "Quản trị", newPassword: password },
  });
  return turnOnTwoStep(server, {
    id: body.account.id,
    login,
    password,
    cookie,
    secret: undefined,
    recoveryCodes: [],
  });
};

/** Invited by `admin`, in one role. */
export const invited = async (
  server: Asked,
  admin: Person,
  login: string,
  role: Role,
  scope: Scope = EVERYWHERE,
): Promise<Person> => {
  const { body } = await done<{ accountId: string; link: { path: string } }>(server, "POST", "/api/accounts", {
    as: admin,
    body: { login, displayName: `Người ${login}`, role, scope },
  });
  const password = passwordOf(login);
  const { cookie } = await done(server, "POST", "/api/link/password", {
    body: { code: body.link.path.split("#")[1]!, newPassword: password },
  });
  return { id: body.accountId, login, password, cookie, secret: undefined, recoveryCodes: [] };
};

/** The rights of the database's owner, to set clocks back. */
export const asOwner = async (server: TestApp, sql: string, params: unknown[] = []): Promise<void> => {
  await server.db.transaction({ role: "owner" }, (tx) => tx.query(sql, params));
};
