-- Enquiries of investors about a site: written by anybody, read by the officers and editors of the site, never public. Who wrote and
-- what can be erased for good, which is why the log, from which nothing can be taken, does not watch these tables.

create table land.enquiry (
  id bigint generated always as identity primary key,
  -- Told to whoever wrote; says nothing of the row.
  receipt text not null unique check (receipt ~ '^[a-z2-7]{10}$'),
  site_id text not null references public.site (id),
  -- The day whose figures were looked at; null: the newest of then.
  as_of date,
  language text not null check (language in ('vi', 'en')),
  name text check (length(name) between 1 and 200),
  organisation text check (length(organisation) <= 200),
  contact text check (length(contact) between 3 and 200),
  message text check (length(message) between 1 and 4000),
  received_at timestamptz not null default clock_timestamp(),
  state text not null default 'new' check (state in ('new', 'in-progress', 'survey', 'closed')),
  note text check (length(note) <= 2000),
  erased_at timestamptz,
  row_version integer not null default 1,
  constraint enquiry_erased_or_whole check (
    case when erased_at is null then name is not null and contact is not null and message is not null
    else name is null and organisation is null and contact is null and message is null and note is null end
  )
);
create index enquiry_site on land.enquiry (site_id, id);

-- Who moved an enquiry on, and when; nothing of what it says.
create table land.enquiry_step (
  id bigint generated always as identity primary key,
  enquiry_id bigint not null references land.enquiry (id),
  action text not null check (action in ('new', 'in-progress', 'survey', 'closed', 'erased')),
  account_id uuid not null default auth.account_id(),
  at timestamptz not null default clock_timestamp()
);
create index enquiry_step_enquiry on land.enquiry_step (enquiry_id, id);

alter table land.enquiry enable row level security;
alter table land.enquiry_step enable row level security;
create policy readers on land.enquiry for select to vlmap_writer
  using (site_id = any ((select land.sites_in_roles('{officer,editor}'))::text[]));
create policy writers_change on land.enquiry for update to vlmap_writer
  using (site_id = any ((select land.sites_in_roles('{officer,editor}'))::text[]))
  with check (site_id = any ((select land.sites_in_roles('{officer,editor}'))::text[]));
create policy readers on land.enquiry_step for select to vlmap_writer
  using (exists (select from land.enquiry e where e.id = enquiry_id));
create policy writers_add on land.enquiry_step for insert to vlmap_writer
  with check (account_id = (select auth.account_id()) and exists (select from land.enquiry e where e.id = enquiry_id));
grant select on land.enquiry, land.enquiry_step to vlmap_writer;
-- What an investor wrote is not rewritten; it can only be taken out.
grant update (state, note, name, organisation, contact, message, erased_at, row_version) on land.enquiry to vlmap_writer;
grant insert (enquiry_id, action) on land.enquiry_step to vlmap_writer;

create function land.guard_enquiry() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.erased_at is not null then
    raise exception 'enquiry % is erased', old.id using errcode = 'check_violation', constraint = 'enquiry_is_erased';
  end if;
  if new.erased_at is null and (new.name, new.organisation, new.contact, new.message)
    is distinct from (old.name, old.organisation, old.contact, old.message) then
    raise exception 'what an enquiry says stays as it came' using errcode = 'check_violation', constraint = 'enquiry_stays_as_it_came';
  end if;
  new.row_version := old.row_version + 1;
  return new;
end $$;
create trigger guard before update on land.enquiry for each row execute function land.guard_enquiry();

-- Takes an enquiry from whoever asks; false where there is no such site for the public.
create function public.take_enquiry(
  receipt text, site text, day date, language text, name text, organisation text, contact text, message text
) returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from public.site s where s.id = site and s.data_set = 'published') then return false; end if;
  insert into land.enquiry (receipt, site_id, as_of, language, name, organisation, contact, message)
  values (receipt, site, day, language, name, organisation, contact, message);
  return true;
end $$;
revoke execute on function public.take_enquiry(text, text, date, text, text, text, text, text) from public;
grant execute on function public.take_enquiry(text, text, date, text, text, text, text, text) to vlmap_gatekeeper;
