import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Db, DbError, type Role, type Tx } from "#server/db/port.ts";
import { backends } from "../helpers/backends.ts";

const ADMIN = "00000000-0000-4000-8000-00000000000a";
const EDITOR = "00000000-0000-4000-8000-00000000000b";
const OTHER = "00000000-0000-4000-8000-00000000000c";
const PENDING = "00000000-0000-4000-8000-00000000000d";

/**
 * Zone A with phases A1 and A2 in commune old-1, whole taken over by new-1; site B in old-2, which was split between new-1 (west)
 * and new-2 (east), with its point in the east; site C there without a point.
 */
const FIXTURE = `
  insert into source (id, title_vi, title_en, publisher, kind, language, reliability) values ('s', 's', 's', 's', 'ours', 'vi', 'high');
  insert into subject (id, type, name_vi, name_en)
  select id, case when id like 'site%' then 'site' else 'commune' end, id, id
  from unnest(array['site-a', 'site-a1', 'site-a2', 'site-b', 'site-c', 'old-1', 'old-2', 'new-1', 'new-2']) as list (id);
  insert into admin_unit (id, level, code, type, valid_from, valid_to, source_id, geom)
  values
    ('old-1', 'commune', '1', 'xã', null, '2025-06-30', 's', st_multi(st_makeenvelope(0, 0, 1, 1, 4326))),
    ('old-2', 'commune', '2', 'xã', null, '2025-06-30', 's', st_multi(st_makeenvelope(1, 0, 3, 1, 4326))),
    ('new-1', 'commune', '3', 'xã', '2025-07-01', null, 's', st_multi(st_makeenvelope(0, 0, 2, 1, 4326))),
    ('new-2', 'commune', '4', 'xã', '2025-07-01', null, 's', st_multi(st_makeenvelope(2, 0, 3, 1, 4326)));
  insert into crosswalk (from_id, to_id, share, source_id)
  values ('old-1', 'new-1', 1, 's'), ('old-2', 'new-1', 0.5, 's'), ('old-2', 'new-2', 0.5, 's');
  insert into site (id, kind, status, parent_id, ordinal, short_name_vi, short_name_en, search_key, commune_id, geom, geometry_quality, geometry_source_id)
  values
    ('site-a', 'zone', 'operating', null, 1, 'A', 'A', 'a', 'old-1', st_point(0.5, 0.5, 4326), 'derived', 's'),
    ('site-a1', 'zone', 'operating', 'site-a', 2, 'A1', 'A1', 'a1', 'old-1', null, 'districtOnly', null),
    ('site-a2', 'zone', 'operating', 'site-a', 3, 'A2', 'A2', 'a2', 'old-1', null, 'districtOnly', null),
    ('site-b', 'zone', 'operating', null, 4, 'B', 'B', 'b', 'old-2', st_point(2.5, 0.5, 4326), 'derived', 's'),
    ('site-c', 'zone', 'operating', null, 5, 'C', 'C', 'c', 'old-2', null, 'districtOnly', null);

  insert into auth.account (id, login, display_name, password_hash, totp_secret, totp_confirmed_at)
  values
    ('${ADMIN}', 'admin', 'Admin', '$argon2id$a', '\\x01', now()),
    ('${EDITOR}', 'editor', 'Editor', '$argon2id$b', null, null),
    ('${OTHER}', 'other', 'Other', '$argon2id$c', null, null),
    ('${PENDING}', 'pending', 'Pending', '$argon2id$d', null, null);
  insert into auth.role_grant (account_id, role) values ('${ADMIN}', 'admin'), ('${PENDING}', 'approver'), ('${PENDING}', 'admin');
  insert into auth.role_grant (account_id, role, site_id) values ('${EDITOR}', 'editor', 'site-a');
  insert into auth.role_grant (account_id, role, commune_id) values ('${OTHER}', 'editor', 'new-2');
  insert into auth.session (account_id, token_hash, idle_expires_at, expires_at)
  select id, sha256(login::bytea), now() + interval '1 hour', now() + interval '1 day' from auth.account;
  insert into auth.access_token (account_id, name, token_hash, expires_at)
  select id, login, sha256(('t' || login)::bytea), now() + interval '1 day' from auth.account;
  insert into auth.recovery_code (code_hash, account_id) select sha256(('r' || login)::bytea), id from auth.account;
  insert into auth.one_time_link (code_hash, purpose, account_id, expires_at)
  values (sha256('l'), 'password-reset', '${OTHER}', now() + interval '1 day');
  insert into auth.event (kind, account_id, actor_id) select 'sign-in', id, id from auth.account;

  -- As the tables of land use will be: readable by all, written by who may on the site.
  create table public.planted (site_id text references site (id), note text);
  insert into public.planted select id, 'old' from site;
  alter table public.planted enable row level security;
  create policy everybody on public.planted for select to vlmap_reader, vlmap_writer using (true);
  create policy editors on public.planted for update to vlmap_writer
  using ((select auth.account_id()) is not null and auth.may('editor', site_id));
  create policy editors_add on public.planted for insert to vlmap_writer with check (auth.may('editor', site_id));
  grant select on public.planted to vlmap_reader;
  grant insert, update on public.planted to vlmap_writer;
`;

const TABLES = [
  "account",
  "recovery_code",
  "role_grant",
  "session",
  "access_token",
  "one_time_link",
  "event",
  "attempt",
];

describe.each(backends)("accounts on $name", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await open());
    await db.transaction({ role: "owner" }, (tx) => tx.script(FIXTURE));
  });
  afterAll(() => close());

  /** Rolled back, so that each statement meets the same rows. */
  const within = async <T>(role: Role, account: string | null, work: (tx: Tx) => Promise<T>): Promise<T> => {
    let result: { value: T } | undefined;
    const undo = new Error("undo");
    await db
      .transaction({ role, ...(account !== null && { settings: { account } }) }, async (tx) => {
        result = { value: await work(tx) };
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    return result!.value;
  };
  const rowsAs = (account: string | null, sql: string, role: Role = "writer") =>
    within(role, account, async (tx) => (await tx.query(sql)).rows);
  const countAs = (account: string | null, sql: string) =>
    within("writer", account, async (tx) => (await tx.query(sql)).rowCount);
  const codeAs = async (account: string | null, sql: string, role: Role = "writer"): Promise<string | null> => {
    try {
      await within(role, account, (tx) => tx.query(sql));
      return null;
    } catch (error) {
      if (error instanceof DbError) return error.code;
      throw error;
    }
  };
  const DENIED = "42501";

  test("every table of the schema is known here and has row security", async () => {
    const rows = await rowsAs(
      null,
      `select c.relname as name, c.relrowsecurity as secured from pg_class c
       where c.relnamespace = (select oid from pg_namespace where nspname = 'auth') and c.relkind in ('r', 'v', 'm', 'p') order by 1`,
      "owner",
    );
    expect(rows).toEqual(TABLES.toSorted().map((name) => ({ name, secured: true })));
  });

  test.each(TABLES)("the reading role cannot even see auth.%s", async (table) => {
    expect(await codeAs(null, `select * from auth.${table}`, "reader")).toBe(DENIED);
    expect(await codeAs(ADMIN, `select * from auth.${table}`, "reader")).toBe(DENIED);
    const [row] = await rowsAs(
      null,
      `select bool_or(has_any_column_privilege('vlmap_reader', 'auth.${table}', privilege)) as can
       from unnest(array['select', 'insert', 'update']) as list (privilege)`,
      "owner",
    );
    expect(row).toEqual({ can: false });
  });

  test("the roles that requests run under bypass nothing", async () => {
    const rows = await rowsAs(
      null,
      "select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcanlogin as strong from pg_roles where rolname like 'vlmap%' order by 1",
      "owner",
    );
    expect(rows).toEqual(
      ["vlmap_gatekeeper", "vlmap_reader", "vlmap_writer"].map((rolname) => ({ rolname, strong: false })),
    );
    const [row] = await rowsAs(
      null,
      `select bool_or(pg_has_role(a, b, 'member')) as linked from (values
         ('vlmap_reader', 'vlmap_writer'), ('vlmap_reader', 'vlmap_gatekeeper'), ('vlmap_writer', 'vlmap_gatekeeper'),
         ('vlmap_gatekeeper', 'vlmap_writer')) as list (a, b)`,
      "owner",
    );
    expect(row).toEqual({ linked: false });
  });

  test.each([
    ["auth.account", "password_hash"],
    ["auth.account", "totp_secret"],
    ["auth.session", "token_hash"],
    ["auth.access_token", "token_hash"],
    ["auth.recovery_code", "code_hash"],
    ["auth.one_time_link", "code_hash"],
  ])("nobody who is signed in reads %s.%s, not even an administrator", async (table, column) => {
    expect(await codeAs(ADMIN, `select ${column} from ${table}`)).toBe(DENIED);
  });

  const OWNED = {
    "auth.account": "id",
    "auth.session": "account_id",
    "auth.access_token": "account_id",
    "auth.role_grant": "account_id",
    "auth.event": "account_id",
    "auth.recovery_code": "account_id",
  };
  test.each(Object.entries(OWNED))("an account sees its own rows of %s and no other", async (table, column) => {
    const seen = async (account: string | null) =>
      new Set((await rowsAs(account, `select ${column} as id from ${table}`)).map(({ id }) => id));
    expect(await seen(EDITOR)).toEqual(new Set([EDITOR]));
    expect(await seen(null)).toEqual(new Set());
    expect(await seen("00000000-0000-4000-8000-0000000000ff")).toEqual(new Set());
    // An administrator without the second step is none yet.
    expect(await seen(PENDING)).toEqual(new Set([PENDING]));
    expect((await seen(ADMIN)).size).toBe(table === "auth.recovery_code" ? 1 : 4);
  });

  test.each([
    ["disable another", `update auth.account set disabled_at = now() where id = '${OTHER}'`],
    ["end another's session", `update auth.session set revoked_at = now() where account_id = '${OTHER}'`],
    ["end another's token", `update auth.access_token set revoked_at = now() where account_id = '${OTHER}'`],
    [
      "end another's grant",
      `update auth.role_grant set revoked_at = now(), revoked_by = '${EDITOR}' where account_id = '${OTHER}'`,
    ],
    ["end another's link", `update auth.one_time_link set revoked_at = now()`],
  ])("an editor cannot %s: there is nothing to change", async (_, sql) => {
    expect(await countAs(EDITOR, sql)).toBe(0);
    expect(await countAs(null, sql)).toBe(0);
    expect(await countAs(ADMIN, sql.replaceAll(EDITOR, ADMIN))).toBe(1);
  });

  test.each([
    [
      "a role for themselves",
      `insert into auth.role_grant (account_id, role, granted_by) values ('${EDITOR}', 'admin', '${EDITOR}')`,
    ],
    ["an account", "insert into auth.account (login, display_name) values ('new', 'New')"],
    [
      "a token of another",
      `insert into auth.access_token (account_id, name, token_hash, expires_at) values ('${OTHER}', 'x', sha256('x'), now() + interval '1 day')`,
    ],
    [
      "a session",
      `insert into auth.session (account_id, token_hash, idle_expires_at, expires_at) values ('${EDITOR}', sha256('x'), now(), now())`,
    ],
    [
      "a link",
      `insert into auth.one_time_link (code_hash, purpose, account_id, created_by, expires_at) values (sha256('x'), 'password-reset', '${ADMIN}', '${EDITOR}', now())`,
    ],
    [
      "an event of another",
      `insert into auth.event (kind, account_id, actor_id) values ('sign-in', '${OTHER}', '${OTHER}')`,
    ],
    ["a new password", `update auth.account set password_hash = '$argon2id$x' where id = '${EDITOR}'`],
    ["a longer session", `update auth.session set expires_at = now() + interval '9 years'`],
    ["a longer token", `update auth.access_token set expires_at = now() + interval '9 years'`],
    ["the policies away", "alter table auth.account disable row level security"],
    ["what happened away", "delete from auth.event"],
  ])("an editor cannot write %s", async (_, sql) => {
    expect(await codeAs(EDITOR, sql)).toBe(DENIED);
  });

  test("an administrator cannot make an administrator's link, nor speak for another", async () => {
    const link = (purpose: string, by: string) =>
      `insert into auth.one_time_link (code_hash, purpose, account_id, created_by, expires_at) values (sha256('x'), '${purpose}', '${OTHER}', '${by}', now())`;
    expect(await codeAs(ADMIN, link("first-admin", ADMIN))).toBe(DENIED);
    expect(await codeAs(ADMIN, link("password-reset", EDITOR))).toBe(DENIED);
    expect(await codeAs(ADMIN, link("password-reset", ADMIN))).toBeNull();
    const grant = (by: string) =>
      `insert into auth.role_grant (account_id, role, granted_by) values ('${OTHER}', 'viewer', '${by}')`;
    expect(await codeAs(ADMIN, grant(EDITOR))).toBe(DENIED);
    expect(await codeAs(ADMIN, grant(ADMIN))).toBeNull();
  });

  test.each([
    ["an event, changed", "update auth.event set kind = 'sign-out'"],
    ["an event, deleted", "delete from auth.event"],
    ["all events", "truncate auth.event"],
    ["a grant, deleted", "delete from auth.role_grant"],
    ["a grant, widened", "update auth.role_grant set site_id = null where site_id is not null"],
    [
      "a grant, revoked and moved",
      `update auth.role_grant set revoked_at = now(), account_id = '${ADMIN}' where role = 'editor'`,
    ],
  ])("not even the owner of the tables rewrites %s", async (_, sql) => {
    expect(await codeAs(null, sql, "owner")).toBe("23001");
  });

  test("what was revoked stays revoked", async () => {
    for (const table of ["session", "access_token"]) {
      await within("writer", EDITOR, async (tx) => {
        await tx.query(`update auth.${table} set revoked_at = now() where account_id = '${EDITOR}'`);
        await expect(
          tx.query(`update auth.${table} set revoked_at = null where account_id = '${EDITOR}'`),
        ).rejects.toMatchObject({ code: "23001" });
      });
    }
  });

  test.each([
    ["a login with capitals", "insert into auth.account (login, display_name) values ('Ab', 'x')", "23514"],
    [
      "a login not composed",
      "insert into auth.account (login, display_name) values (normalize('hạnh', NFD), 'x')",
      "23514",
    ],
    ["a login twice", "insert into auth.account (login, display_name) values ('admin', 'x')", "23505"],
    [
      "a password in clear",
      "insert into auth.account (login, display_name, password_hash) values ('ab', 'x', 'secret')",
      "23514",
    ],
    [
      "a hash of another length",
      `insert into auth.session (account_id, token_hash, idle_expires_at, expires_at) values ('${ADMIN}', 'abc', now(), now())`,
      "23514",
    ],
    [
      "a token of two years",
      `insert into auth.access_token (account_id, name, token_hash, expires_at) values ('${ADMIN}', 'x', sha256('y'), now() + interval '2 years')`,
      "23514",
    ],
    [
      "a grant of two places",
      `insert into auth.role_grant (account_id, role, site_id, commune_id) values ('${ADMIN}', 'editor', 'site-a', 'new-1')`,
      "23514",
    ],
    [
      "the same grant twice",
      `insert into auth.role_grant (account_id, role, site_id) values ('${EDITOR}', 'editor', 'site-a')`,
      "23505",
    ],
    [
      "an upload for no site",
      "insert into auth.one_time_link (code_hash, purpose, expires_at) values (sha256('z'), 'upload', now())",
      "23514",
    ],
  ])("the tables refuse %s", async (_, sql, code) => {
    expect(await codeAs(null, sql, "owner")).toBe(code);
  });

  test.each<[string, string, string, string[]]>([
    ["by a site with its parts", EDITOR, "editor", ["site-a", "site-a1", "site-a2"]],
    ["by a commune: the part of a split one that holds the point", OTHER, "editor", ["site-b"]],
    ["in another role not at all", EDITOR, "approver", []],
    ["as approver only with the second step", PENDING, "approver", []],
    ["as administrator everywhere", ADMIN, "admin", ["site-a", "site-a1", "site-a2", "site-b", "site-c"]],
    ["as administrator in no other role", ADMIN, "editor", []],
  ])("auth.may: %s", async (_, account, role, sites) => {
    const rows = await rowsAs(account, `select id from site where auth.may('${role}', id) order by id`);
    expect(rows.map(({ id }) => id)).toEqual(sites);
    const [nowhere] = await rowsAs(
      account,
      `select auth.may('${role}', 'no-such-site') as may, auth.may('${role}', null) as none`,
    );
    expect(nowhere).toEqual({ may: false, none: false });
  });

  test("auth.may: a commune that took over another whole holds its sites, a disabled account holds nothing", async () => {
    await within("owner", OTHER, async (tx) => {
      const mine = async () =>
        (await tx.query("select id from site where auth.may('editor', id) order by id")).rows.map(({ id }) => id);
      await tx.query(
        `insert into auth.role_grant (account_id, role, commune_id) values ('${OTHER}', 'editor', 'new-1')`,
      );
      expect(await mine()).toEqual(["site-a", "site-a1", "site-a2", "site-b"]);
      await tx.query(
        `update auth.role_grant set revoked_at = now() where account_id = '${OTHER}' and commune_id = 'new-1'`,
      );
      expect(await mine()).toEqual(["site-b"]);
      await tx.query(`update auth.account set disabled_at = now() where id = '${OTHER}'`);
      expect(await mine()).toEqual([]);
    });
  });

  test("a table of land use is written within one's scope only, even with raw SQL", async () => {
    const written = (account: string | null) =>
      rowsAs(account, "update planted set note = 'new' returning site_id as id").then((rows) =>
        rows.map(({ id }) => String(id)).toSorted(),
      );
    expect(await written(EDITOR)).toEqual(["site-a", "site-a1", "site-a2"]);
    expect(await written(OTHER)).toEqual(["site-b"]);
    expect(await written(null)).toEqual([]);
    expect(await written(ADMIN)).toEqual([]);
    expect(await codeAs(EDITOR, "insert into planted values ('site-b', 'x')")).toBe(DENIED);
    expect(await codeAs(EDITOR, "insert into planted values ('site-a1', 'x')")).toBeNull();
    // Moving a row out of one's own scope is a write to another's.
    expect(await codeAs(EDITOR, "update planted set site_id = 'site-b' where site_id = 'site-a1'")).toBe(DENIED);
  });
});
