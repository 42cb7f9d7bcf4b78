-- Accounts: who may do what and where, by which proof, and what was done. Nothing here is readable by the reading role.
-- Three roles meet this schema: the gatekeeper checks who asks (before that is known), the writer is a person who is signed in,
-- limited by row security to what is theirs, and the owner runs migrations. Public reads never come here.

do $$
declare
  privilege constant text :=
    case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end;
begin
  -- As for the roles before: another database of the cluster may be creating it at this moment.
  if not exists (select from pg_roles where rolname = 'vlmap_gatekeeper') then
    begin
      create role vlmap_gatekeeper nologin;
    exception when duplicate_object or unique_violation then
      null;
    end;
  end if;
  if not pg_has_role(current_user, 'vlmap_gatekeeper', privilege) then
    begin
      grant vlmap_gatekeeper to current_user;
    exception when unique_violation or internal_error then
      if not pg_has_role(current_user, 'vlmap_gatekeeper', privilege) then
        raise;
      end if;
    end;
  end if;
end
$$;

create schema auth;
revoke all on schema auth from public;
grant usage on schema auth to vlmap_gatekeeper, vlmap_writer;

create table auth.account (
  id uuid primary key default gen_random_uuid(),
  -- Lower case by the server, which knows all letters; the database's own lower() depends on its locale.
  login text not null unique check (login is nfc normalized and login !~ '[[:upper:][:space:][:cntrl:]]' and length(login) between 2 and 64),
  display_name text not null check (display_name is nfc normalized and length(display_name) between 1 and 100),
  -- argon2id in its own encoding; null until an invitation was used.
  password_hash text check (password_hash like '$argon2id$%'),
  password_changed_at timestamptz,
  -- Shared secret of RFC 6238; it counts from totp_confirmed_at on.
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  -- Step of the last code that was accepted: no code is accepted twice, nor one from before it.
  totp_last_step bigint,
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  constraint account_totp_has_secret check (totp_confirmed_at is null or totp_secret is not null)
);

create table auth.recovery_code (
  code_hash bytea primary key check (length(code_hash) = 32),
  account_id uuid not null references auth.account (id),
  used_at timestamptz
);
create index recovery_code_account on auth.recovery_code (account_id);

-- Who may act as what, and where: on a site with its parts, in a commune of since July 2025, or, without either, everywhere.
-- Kept for good: a grant ends by its revocation.
create table auth.role_grant (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references auth.account (id),
  role text not null check (role in ('viewer', 'officer', 'reporter', 'editor', 'approver', 'admin')),
  site_id text references public.site (id),
  commune_id text references public.admin_unit (id),
  -- Null: by whoever runs the server.
  granted_by uuid references auth.account (id),
  granted_at timestamptz not null default now(),
  revoked_by uuid references auth.account (id),
  revoked_at timestamptz,
  constraint grant_of_one_scope check (site_id is null or commune_id is null),
  constraint admin_is_everywhere check (role <> 'admin' or (site_id is null and commune_id is null))
);
create unique index grant_open_once on auth.role_grant (account_id, role, coalesce(site_id, ''), coalesce(commune_id, ''))
where revoked_at is null;

create table auth.session (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references auth.account (id),
  -- SHA-256 of 256 random bits: nothing that could be looked up from the hash, so a slow hash would gain nothing.
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  idle_expires_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  user_agent text check (length(user_agent) <= 200)
);
create index session_account on auth.session (account_id);

-- Personal tokens for programs that cannot sign in, such as QGIS and Excel. They read, and never write.
create table auth.access_token (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references auth.account (id),
  name text not null check (length(name) between 1 and 100),
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint token_lasts_a_year_at_most check (expires_at <= created_at + interval '366 days')
);
create index access_token_account on auth.access_token (account_id);

create table auth.one_time_link (
  id uuid primary key default gen_random_uuid(),
  code_hash bytea not null unique check (length(code_hash) = 32),
  purpose text not null check (purpose in ('first-admin', 'invitation', 'password-reset', 'upload')),
  -- Whose password it sets; null for an administrator who chooses a login name, and for uploads.
  account_id uuid references auth.account (id),
  -- What may be uploaded for.
  site_id text references public.site (id),
  -- For those who lost the device of their second step as well.
  resets_two_step boolean not null default false,
  created_by uuid references auth.account (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  constraint link_has_its_account check (purpose not in ('invitation', 'password-reset') or account_id is not null),
  constraint upload_has_its_site check ((purpose = 'upload') = (site_id is not null))
);

-- What happened to accounts. No secrets: of a login name that was mistyped, which may be a password, nothing is kept.
create table auth.event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  kind text not null check (kind in (
    'sign-in', 'sign-in-failed', 'sign-out', 'sign-out-everywhere', 'session-revoked', 'password-changed',
    'two-step-on', 'two-step-off', 'recovery-code-used', 'token-made', 'token-revoked',
    'account-made', 'account-disabled', 'account-enabled', 'granted', 'revoked', 'link-made', 'link-used'
  )),
  account_id uuid references auth.account (id),
  actor_id uuid references auth.account (id),
  address text check (length(address) <= 64),
  detail jsonb not null default '{}'
);
create index event_account on auth.event (account_id, at desc);
create index event_at on auth.event (at desc);

-- Tries to prove who one is, for throttling; in the database, so that a restart or a second server forgets none.
create table auth.attempt (
  id bigint generated always as identity primary key,
  -- SHA-256 of what is tried: an account's name or a network address.
  key bytea not null check (length(key) = 32),
  at timestamptz not null default now()
);
create index attempt_key on auth.attempt (key, at);

create function auth.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of auth.% are kept as they are', tg_table_name using errcode = '23001';
end $$;
create trigger event_append_only before update or delete on auth.event for each row execute function auth.refuse_change();
create trigger event_no_truncate before truncate on auth.event for each statement execute function auth.refuse_change();
create trigger grant_no_delete before delete on auth.role_grant for each row execute function auth.refuse_change();
create trigger grant_no_truncate before truncate on auth.role_grant for each statement execute function auth.refuse_change();
-- A grant changes once: when it is revoked.
create trigger grant_only_ends before update on auth.role_grant for each row
when (
  old.revoked_at is not null or new.revoked_at is null
  or (old.id, old.account_id, old.role, old.site_id, old.commune_id, old.granted_by, old.granted_at)
    is distinct from (new.id, new.account_id, new.role, new.site_id, new.commune_id, new.granted_by, new.granted_at)
) execute function auth.refuse_change();

-- What was revoked stays so.
create trigger session_stays_revoked before update on auth.session for each row
when (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at) execute function auth.refuse_change();
create trigger token_stays_revoked before update on auth.access_token for each row
when (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at) execute function auth.refuse_change();
create trigger link_stays_revoked before update on auth.one_time_link for each row
when (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at) execute function auth.refuse_change();

-- The account in whose name a transaction runs; null: nobody's.
create function auth.account_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('vlmap.account', true), '')::uuid;

-- Grants that count: not revoked, of an account that is in use; what approves or administers needs the second step.
-- The functions below read with the rights of their owner, because policies on these very tables use them.
create function auth.holds(wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from auth.role_grant g
    join auth.account a on a.id = g.account_id
    where g.account_id = auth.account_id() and g.role = wanted and g.revoked_at is null
      and a.disabled_at is null and (g.role not in ('approver', 'admin') or a.totp_confirmed_at is not null)
  )
$$;

-- Whether the account may act in this role on this site: by a grant for everywhere, for the site or what it is a part of, or for
-- the commune it lies in since July 2025. Of a commune that was split, the site's point decides; a site without one belongs
-- to none of the parts.
create function auth.may(wanted text, site text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive tree (id, parent_id, commune_id, geom) as (
    select s.id, s.parent_id, s.commune_id, s.geom from public.site s where s.id = site
    union
    select above.id, above.parent_id, above.commune_id, above.geom from public.site above join tree on above.id = tree.parent_id
  )
  select exists (
    select from auth.role_grant g
    join auth.account a on a.id = g.account_id
    where g.account_id = auth.account_id() and g.role = wanted and g.revoked_at is null
      and a.disabled_at is null and (g.role not in ('approver', 'admin') or a.totp_confirmed_at is not null)
      and exists (select from tree)
      and (
        (g.site_id is null and g.commune_id is null)
        or g.site_id in (select t.id from tree t)
        or g.commune_id in (
          select c.to_id from tree t join public.crosswalk c on c.from_id = t.commune_id
          join public.admin_unit u on u.id = c.to_id
          where t.id = site and (c.share = 1 or st_covers(u.geom, t.geom))
        )
      )
  )
$$;

-- Grants that are open, as the API shows them; of accounts that whoever asks may see.
create function auth.open_grants(of_account uuid) returns json language sql stable as $$
  select coalesce(
    json_agg(
      json_build_object(
        'id', g.id, 'role', g.role, 'siteId', g.site_id, 'communeId', g.commune_id,
        'scopeNameVi', place.name_vi, 'scopeNameEn', place.name_en,
        'grantedAt', to_char(g.granted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      )
      order by g.granted_at, g.id
    ),
    '[]'::json
  )
  from auth.role_grant g
  left join public.subject place on place.id = coalesce(g.site_id, g.commune_id)
  where g.account_id = of_account and g.revoked_at is null
$$;

revoke execute on function auth.account_id(), auth.holds(text), auth.may(text, text), auth.open_grants(uuid) from public;
grant execute on function auth.open_grants(uuid) to vlmap_writer;
grant execute on function auth.account_id(), auth.holds(text), auth.may(text, text) to vlmap_writer, vlmap_gatekeeper;

-- The gatekeeper needs no more than this; it cannot delete what happened, nor a grant.
grant select, insert, update on auth.account, auth.session, auth.one_time_link, auth.role_grant to vlmap_gatekeeper;
grant select, insert, update, delete on auth.recovery_code to vlmap_gatekeeper;
grant select, insert, delete on auth.attempt to vlmap_gatekeeper;
grant select, update on auth.access_token to vlmap_gatekeeper;
grant insert on auth.event to vlmap_gatekeeper;

-- A person who is signed in: never a hash or secret, of anybody.
grant select (id, login, display_name, password_changed_at, totp_confirmed_at, created_at, disabled_at) on auth.account to vlmap_writer;
grant insert (login, display_name), update (disabled_at) on auth.account to vlmap_writer;
grant select (account_id, used_at) on auth.recovery_code to vlmap_writer;
grant select on auth.role_grant to vlmap_writer;
grant insert (account_id, role, site_id, commune_id, granted_by), update (revoked_by, revoked_at) on auth.role_grant to vlmap_writer;
grant select (id, account_id, created_at, last_seen_at, idle_expires_at, expires_at, revoked_at, user_agent) on auth.session to vlmap_writer;
grant update (revoked_at) on auth.session to vlmap_writer;
grant select (id, account_id, name, created_at, expires_at, last_used_at, revoked_at) on auth.access_token to vlmap_writer;
grant insert (account_id, name, token_hash, expires_at), update (revoked_at) on auth.access_token to vlmap_writer;
grant select (id, purpose, account_id, site_id, resets_two_step, created_by, created_at, expires_at, used_at, revoked_at) on auth.one_time_link to vlmap_writer;
grant insert (code_hash, purpose, account_id, site_id, resets_two_step, created_by, expires_at), update (revoked_at) on auth.one_time_link to vlmap_writer;
grant select, insert (kind, account_id, actor_id, address, detail) on auth.event to vlmap_writer;

alter table auth.account enable row level security;
alter table auth.recovery_code enable row level security;
alter table auth.role_grant enable row level security;
alter table auth.session enable row level security;
alter table auth.access_token enable row level security;
alter table auth.one_time_link enable row level security;
alter table auth.event enable row level security;
alter table auth.attempt enable row level security;

create policy gatekeeper on auth.account to vlmap_gatekeeper using (true) with check (true);
create policy gatekeeper on auth.recovery_code to vlmap_gatekeeper using (true) with check (true);
create policy gatekeeper on auth.role_grant to vlmap_gatekeeper using (true) with check (true);
create policy gatekeeper on auth.session to vlmap_gatekeeper using (true) with check (true);
create policy gatekeeper on auth.access_token to vlmap_gatekeeper using (true) with check (true);
create policy gatekeeper on auth.one_time_link to vlmap_gatekeeper using (true) with check (true);
create policy gatekeeper on auth.event to vlmap_gatekeeper using (true) with check (true);
create policy gatekeeper on auth.attempt to vlmap_gatekeeper using (true) with check (true);

-- The subselects are evaluated once a query, not once a row.
create policy own_or_admin on auth.account for select to vlmap_writer
using (id = (select auth.account_id()) or (select auth.holds('admin')));
create policy admin_adds on auth.account for insert to vlmap_writer with check ((select auth.holds('admin')));
-- Nobody locks themselves out.
create policy admin_changes on auth.account for update to vlmap_writer
using ((select auth.holds('admin')) and id <> (select auth.account_id()));

create policy own on auth.recovery_code for select to vlmap_writer using (account_id = (select auth.account_id()));

create policy own_or_admin on auth.role_grant for select to vlmap_writer
using (account_id = (select auth.account_id()) or (select auth.holds('admin')));
create policy admin_adds on auth.role_grant for insert to vlmap_writer
with check ((select auth.holds('admin')) and granted_by = (select auth.account_id()));
create policy admin_ends on auth.role_grant for update to vlmap_writer
using ((select auth.holds('admin')) and not (role = 'admin' and account_id = (select auth.account_id())))
with check (revoked_by = (select auth.account_id()));

create policy own_or_admin on auth.session for select to vlmap_writer
using (account_id = (select auth.account_id()) or (select auth.holds('admin')));
create policy own_or_admin_ends on auth.session for update to vlmap_writer
using (account_id = (select auth.account_id()) or (select auth.holds('admin')));

create policy own_or_admin on auth.access_token for select to vlmap_writer
using (account_id = (select auth.account_id()) or (select auth.holds('admin')));
create policy own_adds on auth.access_token for insert to vlmap_writer with check (account_id = (select auth.account_id()));
create policy own_or_admin_ends on auth.access_token for update to vlmap_writer
using (account_id = (select auth.account_id()) or (select auth.holds('admin')));

create policy admin_sees on auth.one_time_link for select to vlmap_writer using ((select auth.holds('admin')));
-- A link that makes an administrator comes from the server itself.
create policy admin_adds on auth.one_time_link for insert to vlmap_writer
with check ((select auth.holds('admin')) and purpose in ('invitation', 'password-reset') and created_by = (select auth.account_id()));
create policy admin_ends on auth.one_time_link for update to vlmap_writer using ((select auth.holds('admin')));

create policy own_or_admin on auth.event for select to vlmap_writer
using (account_id = (select auth.account_id()) or actor_id = (select auth.account_id()) or (select auth.holds('admin')));
create policy own_adds on auth.event for insert to vlmap_writer with check (actor_id = (select auth.account_id()));
