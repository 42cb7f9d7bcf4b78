import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeAdminLink } from "#server/features/auth/first-admin.ts";
import { type TestApp, appForTests } from "../helpers/app.ts";
import {
  asOwner,
  ask,
  codeOf,
  done,
  EVERYWHERE,
  firstAdmin,
  invited,
  passwordOf,
  type Person,
  turnOnTwoStep,
} from "../helpers/accounts.ts";

let server: TestApp;
let admin: Person;
beforeAll(async () => {
  server = await appForTests();
  admin = await firstAdmin(server);
});
afterAll(() => server.close());

type Listed = {
  id: string;
  login: string;
  hasPassword: boolean;
  hasTwoStep: boolean;
  disabledAt: string | null;
  grants: { id: string; role: string; siteId: string | null; communeId: string | null; scopeNameVi: string | null }[];
};

const listed = async (login: string): Promise<Listed> => {
  const { body } = await done<{ items: Listed[] }>(server, "GET", "/api/accounts", { as: admin });
  return body.items.find((account) => account.login === login)!;
};
const invite = (body: object) =>
  ask(server, "POST", "/api/accounts", {
    as: admin,
    body: { login: "mới", displayName: "Người mới", role: "viewer", scope: EVERYWHERE, ...body },
  });
const signIn = (person: Person, password = person.password, code?: string) =>
  ask(server, "POST", "/api/session", { body: { login: person.login, password, ...(code && { code }) } });
const isSignedIn = async (person: Person): Promise<boolean> =>
  (await ask(server, "GET", "/api/sessions", { as: person })).statusCode === 200;

describe("an invitation", () => {
  test("makes an account that is nobody's until its link is used", async () => {
    const { accountId, link } = (await invite({ login: "lê.hoa", displayName: "Lê Hoa" })).json();
    expect(link.path).toMatch(/^\/lien-ket#[\w-]{43}$/);
    expect(await listed("lê.hoa")).toMatchObject({ id: accountId, hasPassword: false });
    const code = link.path.split("#")[1];
    expect((await done(server, "POST", "/api/link", { body: { code } })).body).toMatchObject({
      purpose: "invitation",
      login: "lê.hoa",
      displayName: "Lê Hoa",
    });
    await done(server, "POST", "/api/link/password", { body: { code, newPassword: passwordOf("lê.hoa") } });
    expect(await listed("lê.hoa")).toMatchObject({ hasPassword: true });
    expect((await ask(server, "POST", "/api/link", { body: { code } })).statusCode).toBe(410);
  });

  test.each<[string, object, string]>([
    ["a name in use", { login: "quản.trị" }, "/login"],
    ["a name with a blank", { login: "lê hoa" }, "/login"],
    ["a name with capitals", { login: "LêHoa" }, "/login"],
    ["an unknown site", { scope: { siteId: "khong-co", communeId: null } }, "/scope/siteId"],
    ["an unknown commune", { scope: { siteId: null, communeId: "khong-co" } }, "/scope/communeId"],
    ["two places in one", { scope: { siteId: "hoa-phu", communeId: "vinh-long" } }, "/scope"],
    ["an administrator of one place", { role: "admin", scope: { siteId: "hoa-phu", communeId: null } }, "/scope"],
    ["an unknown role", { role: "root" }, "/role"],
    ["rights smuggled in", { passwordHash: "x" }, "/passwordHash"],
  ])("is refused for %s, and leaves nothing behind", async (_, body, pointer) => {
    const response = await invite({ login: "chưa.có", ...body });
    expect(response.statusCode, response.body).toBe(400);
    expect(response.json().errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([pointer]);
    expect(await listed("chưa.có")).toBeUndefined();
  });
});

describe("roles", () => {
  test("of one place name it, and end by revocation that stays on record", async () => {
    const person = await invited(server, admin, "một.nơi", "editor", { siteId: "hoa-phu", communeId: null });
    const { grants } = await listed("một.nơi");
    expect(grants).toMatchObject([
      { role: "editor", siteId: "hoa-phu", scopeNameVi: expect.stringContaining("Hòa Phú") },
    ]);
    const { body } = await done<{ account: { grants: unknown[] } }>(server, "GET", "/api/session", { as: person });
    expect(body.account.grants).toEqual(grants);
    const revoke = () => ask(server, "DELETE", `/api/grants/${grants[0]!.id}`, { as: admin });
    expect((await revoke()).statusCode).toBe(200);
    expect((await revoke()).statusCode).toBe(404);
    expect((await listed("một.nơi")).grants).toEqual([]);
    const { rows } = await server.db.transaction({ role: "owner" }, (tx) =>
      tx.query("select revoked_by, revoked_at is not null as ended from auth.role_grant where id = $1", [
        grants[0]!.id,
      ]),
    );
    expect(rows).toEqual([{ revoked_by: admin.id, ended: true }]);
  });

  test("are given once at a time; another place is another grant", async () => {
    const { id } = await invited(server, admin, "nhiều.nơi", "officer");
    const give = (scope: object) =>
      ask(server, "POST", `/api/accounts/${id}/grants`, { as: admin, body: { role: "officer", scope } });
    expect((await give(EVERYWHERE)).statusCode).toBe(409);
    expect((await give({ siteId: "binh-minh", communeId: null })).statusCode).toBe(200);
    expect((await listed("nhiều.nơi")).grants).toHaveLength(2);
  });

  test("of administration are nobody's to give up or take from themselves", async () => {
    const { grants } = await listed(admin.login);
    expect((await ask(server, "DELETE", `/api/grants/${grants[0]!.id}`, { as: admin })).statusCode).toBe(409);
    const off = await ask(server, "PUT", `/api/accounts/${admin.id}/state`, { as: admin, body: { isDisabled: true } });
    expect(off.statusCode).toBe(409);
    expect(await isSignedIn(admin)).toBe(true);
  });

  test("count from the second step on where they need it", async () => {
    const second = await invited(server, admin, "quản.trị.hai", "admin");
    const { body } = await done<{ account: object }>(server, "GET", "/api/session", { as: second });
    expect(body.account).toMatchObject({ needsTwoStep: true, hasTwoStep: false });
    expect((await ask(server, "GET", "/api/accounts", { as: second })).json()).toMatchObject({
      type: "/problems/two-step-required",
    });
    await turnOnTwoStep(server, second);
    expect((await ask(server, "GET", "/api/accounts", { as: second })).statusCode).toBe(200);
    // Once taken back, the very next request is refused.
    const [grant] = (await listed("quản.trị.hai")).grants;
    await done(server, "DELETE", `/api/grants/${grant!.id}`, { as: admin });
    expect((await ask(server, "GET", "/api/accounts", { as: second })).statusCode).toBe(403);
  });

  test("can be limited to managed land and the communes of today", async () => {
    const { body } = await done<{ sites: { id: string }[]; communes: { id: string; nameVi: string }[] }>(
      server,
      "GET",
      "/api/scopes",
      { as: admin },
    );
    const sites = body.sites.map(({ id }) => id);
    for (const id of ["hoa-phu", "hoa-phu-2", "binh-minh", "co-chien"]) expect(sites).toContain(id);
    expect(sites).not.toContain("cho-vinh-long");
    expect(body.communes.length).toBeGreaterThan(20);
  });
});

describe("disabling", () => {
  test("ends sessions and tokens at once; enabling brings back neither", async () => {
    const person = await invited(server, admin, "nghỉ.việc", "editor");
    const { body } = await done<{ value: string }>(server, "POST", "/api/tokens", {
      as: person,
      body: { name: "Excel", days: 365 },
    });
    const byToken = () => ask(server, "GET", "/api/session", { headers: { authorization: `Bearer ${body.value}` } });
    expect((await byToken()).json()).toMatchObject({ account: { login: "nghỉ.việc" } });
    const set = (isDisabled: boolean) =>
      ask(server, "PUT", `/api/accounts/${person.id}/state`, { as: admin, body: { isDisabled } });
    expect((await set(true)).statusCode).toBe(200);
    expect(await isSignedIn(person)).toBe(false);
    expect((await byToken()).statusCode).toBe(401);
    expect((await signIn(person)).json()).toMatchObject({ type: "/problems/sign-in-failed" });
    const link = () =>
      ask(server, "POST", `/api/accounts/${person.id}/link`, { as: admin, body: { resetsTwoStep: false } });
    expect((await link()).statusCode).toBe(404);
    expect((await set(false)).statusCode).toBe(200);
    expect(await isSignedIn(person)).toBe(false);
    expect((await byToken()).statusCode).toBe(401);
    expect((await signIn(person)).statusCode).toBe(200);
  });
});

describe("tokens", () => {
  test("are shown once, kept as a hash, read only, and last a year at most", async () => {
    const person = await invited(server, admin, "dùng.qgis", "officer");
    const make = (body: object) => ask(server, "POST", "/api/tokens", { as: person, body });
    for (const days of [0, 366, 1.5]) expect((await make({ name: "QGIS", days })).statusCode).toBe(400);
    const { token, value } = (await make({ name: "QGIS máy cơ quan", days: 90 })).json();
    expect(value).toMatch(/^vlm_[\w-]{43}$/);
    const { rows } = await server.db.transaction({ role: "owner" }, (tx) =>
      tx.query("select * from auth.access_token where id = $1", [token.id]),
    );
    expect(JSON.stringify(rows)).not.toContain(value);
    const headers = { authorization: `Basic ${Buffer.from(`bất kỳ:${value}`).toString("base64")}` };
    expect((await ask(server, "GET", "/api/session", { headers })).json()).toMatchObject({
      account: { login: person.login },
    });
    expect((await ask(server, "GET", "/api/tokens", { headers })).statusCode).toBe(403);
    expect((await ask(server, "DELETE", "/api/session", { headers })).statusCode).toBe(403);
    const list = await done<{ items: { name: string; lastUsedAt: string | null }[] }>(server, "GET", "/api/tokens", {
      as: person,
    });
    expect(list.body.items).toMatchObject([{ name: "QGIS máy cơ quan", lastUsedAt: expect.any(String) }]);
    // Another's token is not there to be ended.
    expect((await ask(server, "DELETE", `/api/tokens/${token.id}`, { as: admin })).statusCode).toBe(404);
    expect((await ask(server, "DELETE", `/api/tokens/${token.id}`, { as: person })).statusCode).toBe(200);
    expect((await ask(server, "GET", "/api/summary", { headers })).statusCode).toBe(401);
  });
});

describe("a reset link", () => {
  const linkFor = async (person: Person, resetsTwoStep: boolean): Promise<string> => {
    const { body } = await done<{ link: { path: string } }>(server, "POST", `/api/accounts/${person.id}/link`, {
      as: admin,
      body: { resetsTwoStep },
    });
    return body.link.path.split("#")[1]!;
  };
  const use = (code: string, newPassword: string) =>
    ask(server, "POST", "/api/link/password", { body: { code, newPassword } });

  test("ends sessions, and leaves the second step in force", async () => {
    const person = await turnOnTwoStep(server, await invited(server, admin, "quên.mật.khẩu", "approver"));
    const [older, newer] = [await linkFor(person, false), await linkFor(person, false)];
    expect((await use(older, passwordOf("khác"))).statusCode).toBe(410);
    const response = await use(newer, passwordOf("khác"));
    expect(response.json()).toEqual({ account: null });
    expect(response.headers["set-cookie"]).toBeUndefined();
    expect(await isSignedIn(person)).toBe(false);
    expect((await signIn(person, passwordOf("khác"))).json()).toMatchObject({
      type: "/problems/two-step-code-required",
    });
    expect((await signIn(person, passwordOf("khác"), codeOf(person.secret!, 1))).statusCode).toBe(200);
  });

  test("resets the second step where the telephone is lost", async () => {
    const person = await turnOnTwoStep(server, await invited(server, admin, "mất.điện.thoại", "approver"));
    const response = await use(await linkFor(person, true), passwordOf("khác"));
    expect(response.json()).toMatchObject({ account: { hasTwoStep: false, needsTwoStep: true, recoveryCodesLeft: 0 } });
  });

  test("expires", async () => {
    const person = await invited(server, admin, "để.quá.lâu", "viewer");
    const code = await linkFor(person, false);
    await asOwner(server, "update auth.one_time_link set expires_at = now() where used_at is null");
    expect((await use(code, passwordOf("khác"))).statusCode).toBe(410);
  });

  test("for an administrator who lost everything comes from the server's own command", async () => {
    await expect(makeAdminLink(server.db, "không.có")).rejects.toThrow("không.có");
    const lost = await turnOnTwoStep(server, await invited(server, admin, "quản.trị.ba", "admin"));
    const code = (await makeAdminLink(server.db, "Quản.Trị.Ba")).split("#")[1]!;
    const response = await use(code, passwordOf("khác"));
    expect(response.json()).toMatchObject({ account: { login: "quản.trị.ba", needsTwoStep: true } });
    expect(await isSignedIn(lost)).toBe(false);
  });
});
