-- Packs for investors: sites with what the public knew of them when the pack was made, frozen, behind a link that ends. What is in a
-- pack is a copy of public answers; nothing that comes later changes it, and nothing unpublished can be in it.

create table land.pack (
  id bigint generated always as identity primary key,
  account_id uuid not null default auth.account_id(),
  code_hash bytea not null unique check (length(code_hash) = 32),
  name text not null check (length(name) between 1 and 200),
  language text not null check (language in ('vi', 'en', 'both')),
  -- The day whose figures were asked for; null: the newest of then.
  as_of date,
  frozen_at timestamptz not null default clock_timestamp(),
  expires_on date not null,
  revoked_at timestamptz,
  -- [{note, detail}], each detail as the public answer about the site was.
  content jsonb not null check (jsonb_array_length(content) between 1 and 20)
);
create index pack_account on land.pack (account_id, id);
alter table land.pack enable row level security;
create policy readers on land.pack for select to vlmap_writer using (
  account_id = (select auth.account_id()) and ((select auth.holds('officer')) or (select auth.holds('editor')))
);
create policy writers_add on land.pack for insert to vlmap_writer with check (
  account_id = (select auth.account_id()) and ((select auth.holds('officer')) or (select auth.holds('editor')))
);
create policy writers_change on land.pack for update to vlmap_writer using (
  account_id = (select auth.account_id()) and ((select auth.holds('officer')) or (select auth.holds('editor')))
);
grant select, insert on land.pack to vlmap_writer;
-- A pack stays as it was made; only that it was taken back is added.
grant update (revoked_at) on land.pack to vlmap_writer;

-- The pack behind a link, by the hash of its code, through its last day in Vietnam; no row where there is none, or no more.
create function public.pack_by_code(hash bytea) returns table (
  name text, language text, as_of date, frozen_at timestamptz, expires_on date, content jsonb
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.name, p.language, p.as_of, p.frozen_at, p.expires_on, p.content
  from land.pack p
  where p.code_hash = hash and p.revoked_at is null
    and p.expires_on >= (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date
$$;
revoke execute on function public.pack_by_code(bytea) from public;
grant execute on function public.pack_by_code(bytea) to vlmap_reader;
