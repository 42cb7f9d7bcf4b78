import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import fc from "fast-check";
import { Secret, TOTP } from "otpauth";
import { buildApp } from "#server/app.ts";
import { makeAdminLink } from "#server/features/auth/first-admin.ts";
import { networkOf } from "#server/credentials/throttle.ts";
import { stepOf } from "#server/features/auth/two-step.ts";
import { type TestApp, appForTests } from "../helpers/app.ts";
import {
  asOwner,
  ask,
  codeOf,
  cookieOf,
  done,
  firstAdmin,
  invited,
  passwordOf,
  type Person,
  turnOnTwoStep,
} from "../helpers/accounts.ts";

let server: TestApp;
let admin: Person;
let editor: Person;
beforeAll(async () => {
  server = await appForTests();
  admin = await firstAdmin(server);
  editor = await invited(server, admin, "biên.tập", "editor");
});
afterAll(() => server.close());
beforeEach(() => asOwner(server, "delete from auth.attempt"));

const signIn = (login: string, password: string, code?: string, headers: Record<string, string> = {}) =>
  ask(server, "POST", "/api/session", { body: { login, password, ...(code && { code }) }, headers });

const isSignedIn = async (cookie: string): Promise<boolean> =>
  (await ask(server, "GET", "/api/sessions", { as: { cookie } })).statusCode === 200;

describe("the first administrator", () => {
  test("comes by a link that works once, and the link before it not at all", async () => {
    const [before, newest] = [await makeAdminLink(server.db), await makeAdminLink(server.db)];
    const use = (path: string, login: string) =>
      ask(server, "POST", "/api/link/password", {
        body: { code: path.split("#")[1], login, displayName: "Hai", newPassword: passwordOf(login) },
      });
    expect((await use(before, "hai")).statusCode).toBe(410);
    const both = await Promise.all([use(newest, "hai"), use(newest, "ba")]);
    expect(both.map(({ statusCode }) => String(statusCode)).toSorted()).toEqual(["200", "410"]);
    expect((await use(newest, "tư")).json()).toMatchObject({ type: "/problems/link-not-usable" });
  });

  test("chooses a name and a password, told at the field what is wrong with them", async () => {
    const code = (await makeAdminLink(server.db)).split("#")[1];
    const use = async (body: object) => {
      const response = await ask(server, "POST", "/api/link/password", { body: { code, ...body } });
      return (response.json().errors as { pointer: string }[]).map(({ pointer }) => pointer);
    };
    const good = { login: "năm", displayName: "Năm", newPassword: passwordOf("năm") };
    expect(await use({ ...good, login: "Hoa Lan" })).toEqual(["/login"]);
    expect(await use({ ...good, login: admin.login })).toEqual(["/login"]);
    expect(await use({ ...good, login: undefined })).toEqual(["/login"]);
    expect(await use({ ...good, displayName: undefined })).toEqual(["/displayName"]);
    expect(await use({ ...good, newPassword: "ngắn" })).toEqual(["/newPassword"]);
    // None of these used the link up.
    expect((await ask(server, "POST", "/api/link", { body: { code } })).json()).toMatchObject({
      purpose: "first-admin",
    });
  });
});

describe("passwords", () => {
  test.each([
    ["eleven char", "mười một k"],
    ["the login name", "bùi.thị.hạnh"],
    ["the login name, written otherwise", "Bùi Thị Hạnh"],
    ["the name shown", "Bùi Thị Mỹ Hạnh"],
    ["one letter", "aaaaaaaaaaaaaaaa"],
    ["two letters", "abababababab"],
    ["a common one", "123456789012"],
    ["a common one with blanks", "mat khau cua toi"],
    ["a common one in capitals", "QuanTriVien123"],
  ])("refused: %s", async (_, newPassword) => {
    const { body } = await done<{ link: { path: string } }>(server, "POST", "/api/accounts", {
      as: admin,
      body: {
        login: `bùi.thị.hạnh`,
        displayName: "Bùi Thị Mỹ Hạnh",
        role: "viewer",
        scope: { siteId: null, communeId: null },
      },
    }).catch(async () => {
      const { body: list } = await done<{ items: { id: string; login: string }[] }>(server, "GET", "/api/accounts", {
        as: admin,
      });
      const { id } = list.items.find(({ login }) => login === "bùi.thị.hạnh")!;
      return done<{ link: { path: string } }>(server, "POST", `/api/accounts/${id}/link`, {
        as: admin,
        body: { resetsTwoStep: false },
      });
    });
    const response = await ask(server, "POST", "/api/link/password", {
      body: { code: body.link.path.split("#")[1], newPassword },
    });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].pointer).toBe("/newPassword");
  });

  test("the same letters typed in another form are the same password; capitals in the name do not matter", async () => {
    const response = await signIn(editor.login.toUpperCase().normalize("NFD"), editor.password.normalize("NFD"));
    expect(response.statusCode).toBe(200);
  });

  test("a wrong password and an unknown name get the same answer, as slowly", async () => {
    const took = { wrong: [] as number[], unknown: [] as number[] };
    const bodies = new Set<string>();
    for (let round = 0; round < 8; round++) {
      for (const [kind, login] of [
        ["wrong", editor.login],
        ["unknown", "không.có"],
      ] as const) {
        const startMs = performance.now();
        const response = await signIn(login, "sai mật khẩu rồi");
        took[kind].push(performance.now() - startMs);
        bodies.add(`${response.statusCode} ${response.body}`);
      }
    }
    expect(bodies.size).toBe(1);
    expect([...bodies][0]).toContain("sign-in-failed");
    const [wrong, unknown] = [took.wrong, took.unknown].map((times) => times.toSorted((a, b) => a - b)[4]!) as [
      number,
      number,
    ];
    // To hash takes about 15 ms; an answer without it would come in a fraction.
    expect(unknown / wrong).toBeGreaterThan(0.5);
    expect(unknown / wrong).toBeLessThan(2);
  });

  test("changing it ends the other sessions, not this one, and needs the present one", async () => {
    const person = await invited(server, admin, "đổi.mật.khẩu", "viewer");
    const other = cookieOf(await signIn(person.login, person.password));
    const change = (currentPassword: string, newPassword: string) =>
      ask(server, "PUT", "/api/account/password", { as: person, body: { currentPassword, newPassword } });
    expect((await change("sai mật khẩu rồi", passwordOf("mới"))).json().errors[0].pointer).toBe("/currentPassword");
    expect((await change(person.password, "123456789012")).json().errors[0].pointer).toBe("/newPassword");
    expect(await isSignedIn(other)).toBe(true);
    expect((await change(person.password, passwordOf("mới"))).statusCode).toBe(200);
    expect(await isSignedIn(other)).toBe(false);
    expect(await isSignedIn(person.cookie)).toBe(true);
    expect((await signIn(person.login, person.password)).statusCode).toBe(401);
    expect((await signIn(person.login, passwordOf("mới"))).statusCode).toBe(200);
  });
});

describe("attempts", () => {
  test("after ten wrong ones the account waits, known or not, however right the next is", async () => {
    for (const login of [editor.login, "không.có"]) {
      for (let round = 0; round < 10; round++) expect((await signIn(login, `sai ${round}`)).statusCode).toBe(401);
      const response = await signIn(login, editor.password);
      expect(response.statusCode).toBe(429);
      expect(Number(response.headers["retry-after"])).toBeGreaterThan(0);
      expect(Number(response.headers["retry-after"])).toBeLessThanOrEqual(900);
      expect(response.json()).toMatchObject({ type: "/problems/too-many-attempts" });
    }
    await asOwner(server, "update auth.attempt set at = at - interval '15 minutes'");
    expect((await signIn(editor.login, editor.password)).statusCode).toBe(200);
  });

  test("many at once do not slip through together", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, round) => signIn(editor.login, `sai ${round}`)));
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(10);
  });

  test("one address waits after forty, whatever names it tries", async () => {
    const answers = [];
    for (let round = 0; round < 45; round++) answers.push((await signIn(`tên.${round}`, "sai")).statusCode);
    expect(answers.filter((status) => status === 401)).toHaveLength(40);
    expect(answers.at(-1)).toBe(429);
  });

  test("a right one clears the account's", async () => {
    for (let round = 0; round < 9; round++) await signIn(editor.login, "sai");
    expect((await signIn(editor.login, editor.password)).statusCode).toBe(200);
    expect((await signIn(editor.login, "sai")).statusCode).toBe(401);
  });

  test("guessing links is throttled as well", async () => {
    const answers = [];
    for (let round = 0; round < 45; round++)
      answers.push((await ask(server, "POST", "/api/link", { body: { code: `sai-${round}` } })).statusCode);
    expect(answers.at(0)).toBe(410);
    expect(answers.at(-1)).toBe(429);
  });

  test("what was tried is kept of nobody: no name, no password, no code in the events", async () => {
    await signIn("mật khẩu gõ nhầm ô", "sai");
    const { rows } = await server.db.transaction({ role: "owner" }, (tx) => tx.query("select * from auth.event"));
    const text = JSON.stringify(rows);
    expect(text).toContain("sign-in-failed");
    for (const secret of ["gõ nhầm ô", "sai mật khẩu", editor.password, admin.secret!])
      expect(text).not.toContain(secret);
  });

  test.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8::6", "2001:db8:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["::1", "0:0:0:0"],
  ])("%s counts as %s", (address, network) => expect(networkOf(address)).toBe(network));
});

describe("the second step", () => {
  test("is asked for after the right password only, and no code works twice", async () => {
    const person = await turnOnTwoStep(server, await invited(server, admin, "hai.bước", "approver"));
    expect((await signIn(person.login, "sai mật khẩu", "123456")).json()).toMatchObject({
      type: "/problems/sign-in-failed",
    });
    expect((await signIn(person.login, person.password)).json()).toMatchObject({
      type: "/problems/two-step-code-required",
    });
    // The code that turned it on counts as used.
    expect((await signIn(person.login, person.password, codeOf(person.secret!))).statusCode).toBe(401);
    const next = codeOf(person.secret!, 1);
    const both = await Promise.all([next, next].map((code) => signIn(person.login, person.password, code)));
    expect(both.map(({ statusCode }) => String(statusCode)).toSorted()).toEqual(["200", "401"]);
    expect((await signIn(person.login, person.password, next)).json().errors[0].pointer).toBe("/code");
  });

  test("gives ten recovery codes, each good once", async () => {
    const person = await turnOnTwoStep(server, await invited(server, admin, "mất.máy", "editor"));
    expect(new Set(person.recoveryCodes).size).toBe(10);
    const [code = ""] = person.recoveryCodes;
    expect(code).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
    const first = await signIn(person.login, person.password, code.toUpperCase().replaceAll("-", " "));
    expect(first.statusCode).toBe(200);
    expect(first.json().account.recoveryCodesLeft).toBe(9);
    expect((await signIn(person.login, person.password, code)).statusCode).toBe(401);
  });

  test("turns off with password and code, but not for an approver", async () => {
    const end = (person: Person, code: string) =>
      ask(server, "POST", "/api/account/two-step/end", { as: person, body: { password: person.password, code } });
    const person = await turnOnTwoStep(server, await invited(server, admin, "tắt.đi", "editor"));
    expect((await end(person, "000000")).statusCode).toBe(400);
    expect((await end(person, codeOf(person.secret!, 1))).statusCode).toBe(200);
    expect((await signIn(person.login, person.password)).statusCode).toBe(200);
    const approver = await turnOnTwoStep(server, await invited(server, admin, "không.tắt", "approver"));
    expect((await end(approver, codeOf(approver.secret!, 1))).statusCode).toBe(409);
  });

  test("a code is of the steps around now and of no other", () => {
    const secret = new Uint8Array(20).fill(7);
    const totp = new TOTP({ secret: new Secret({ buffer: secret.buffer }) });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -5, max: 5 }), (nowMs, off) => {
        const now = Math.floor(nowMs / 30_000);
        const code = totp.generate({ timestamp: Math.max(0, (now + off) * 30_000) });
        const near = [now - 1, now, now + 1].filter((step) => step >= 0);
        const hits = near.filter((step) => totp.generate({ timestamp: step * 30_000 }) === code);
        const step = stepOf(secret, code, nowMs);
        expect(step === null ? hits : hits.filter((hit) => hit === step)).toHaveLength(step === null ? 0 : 1);
      }),
      { seed: 20_150_618, numRuns: 300 },
    );
  });
});

describe("sessions", () => {
  test("the cookie is out of reach of scripts and other sites, and new at each sign-in", async () => {
    const first = await signIn(editor.login, editor.password);
    expect(first.headers["set-cookie"]).toMatch(/^vlmap_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const before = cookieOf(first);
    const second = await signIn(editor.login, editor.password, undefined, { cookie: before });
    expect(cookieOf(second)).not.toBe(before);
    expect(await isSignedIn(before)).toBe(false);
    expect(await isSignedIn(cookieOf(second))).toBe(true);
  });

  test("over HTTPS it is bound to this host", async () => {
    const app = await buildApp({
      db: server.db,
      config: { logLevel: "silent", client: "", trustProxy: ["127.0.0.1"] },
    });
    const headers = { "x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.7", origin: "http://localhost:80" };
    const body = { login: editor.login, password: editor.password };
    const response = await ask({ app }, "POST", "/api/session", { body, headers });
    expect(response.headers["set-cookie"]).toMatch(
      /^__Host-vlmap_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const name = { cookie: cookieOf(response) };
    expect((await ask({ app }, "GET", "/api/sessions", { headers, as: name })).statusCode).toBe(200);
    // Set from elsewhere without the prefix, it is not looked at.
    const bare = { cookie: name.cookie.replace("__Host-", "") };
    expect((await ask({ app }, "GET", "/api/sessions", { headers, as: bare })).statusCode).toBe(401);
    // Nobody's word is taken on this where no proxy is configured.
    const direct = await ask(server, "POST", "/api/session", { body, headers });
    expect(direct.headers["set-cookie"]).toMatch(/^vlmap_session=/);
    await app.close();
  });

  test("signing out ends it on the server, here or everywhere", async () => {
    const cookies = [];
    for (let round = 0; round < 3; round++) cookies.push(cookieOf(await signIn(editor.login, editor.password)));
    const [first = "", second = "", third = ""] = cookies;
    const out = await ask(server, "DELETE", "/api/session", { as: { cookie: first } });
    expect(out.headers["set-cookie"]).toMatch(/Max-Age=0/);
    expect(await Promise.all(cookies.map(isSignedIn))).toEqual([false, true, true]);
    const { body } = await done<{ items: { id: string; isCurrent: boolean }[] }>(server, "GET", "/api/sessions", {
      as: { cookie: second },
    });
    expect(body.items.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    expect((await ask(server, "DELETE", "/api/sessions", { as: { cookie: third } })).statusCode).toBe(200);
    expect(await Promise.all(cookies.map(isSignedIn))).toEqual([false, false, false]);
  });

  test("one is ended from the list, and another's is not there", async () => {
    const [own, other] = [cookieOf(await signIn(editor.login, editor.password)), admin.cookie];
    const list = async (cookie: string) =>
      (await done<{ items: { id: string; isCurrent: boolean }[] }>(server, "GET", "/api/sessions", { as: { cookie } }))
        .body.items;
    const { id } = (await list(own)).find(({ isCurrent }) => isCurrent)!;
    expect((await ask(server, "DELETE", `/api/sessions/${id}`, { as: { cookie: other } })).statusCode).toBe(404);
    expect(await isSignedIn(own)).toBe(true);
    expect((await ask(server, "DELETE", `/api/sessions/${id}`, { as: { cookie: own } })).statusCode).toBe(200);
    expect(await isSignedIn(own)).toBe(false);
  });
});

describe("requests that another site makes a browser send", () => {
  const body = { login: "ai", password: "gì cũng được" };
  test.each<[string, Record<string, string>, number]>([
    ["from another site", { "sec-fetch-site": "cross-site" }, 403],
    ["from a subdomain", { "sec-fetch-site": "same-site" }, 403],
    ["typed into the address", { "sec-fetch-site": "none" }, 403],
    ["of another origin", { origin: "http://evil.example" }, 403],
    ["of a page without origin", { origin: "null" }, 403],
    ["of the same host by another port", { origin: "http://localhost:81" }, 403],
    ["as a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["as text that happens to be JSON", { "content-type": "text/plain" }, 415],
    ["as JSON of this page", { "sec-fetch-site": "same-origin", origin: "http://localhost:80" }, 401],
  ])("%s", async (_, headers, status) => {
    const response = await server.app.inject({
      method: "POST",
      url: "/api/session",
      headers: { host: "localhost:80", origin: "http://localhost:80", "content-type": "application/json", ...headers },
      payload: JSON.stringify(body),
    });
    expect(response.statusCode, response.body).toBe(status);
  });

  test("without a word on where it comes from", async () => {
    const response = await server.app.inject({ method: "POST", url: "/api/session", payload: body });
    expect(response.json()).toMatchObject({ status: 403, type: "/problems/foreign-request" });
  });

  test("nor does a broken body do more than be refused", async () => {
    for (const payload of ["{", "[]", "null", '"x"', '{"__proto__":{"a":1}}', '{"login":["a"],"password":1}', "{}"]) {
      const response = await ask(server, "POST", "/api/session", {
        headers: { "content-type": "application/json" },
        body: payload as unknown as object,
      });
      expect(response.statusCode, payload).toBe(400);
    }
  });
});
