-- Calls for investment: projects that the province asks investors for. Those of published lists come with the files; the others are
-- entered as rows of land use, and the public sees what an approver let through, as it was then.

create table public.investment_call (
  id text primary key,
  data_set text not null default 'published' check (data_set in ('published', 'illustrative')),
  site_id text not null references public.site (id),
  name_vi text not null,
  name_en text,
  place_vi text,
  place_en text,
  area_ha numeric check (area_ha > 0),
  capital_billion_vnd numeric check (capital_billion_vnd > 0),
  sectors_vi text,
  sectors_en text,
  form_vi text,
  form_en text,
  land_status text check (land_status in ('cleared', 'partly', 'uncleared')),
  contact_vi text,
  contact_en text,
  -- The document that calls, and when it holds; a day that is null was not found, or is not said.
  legal_basis text,
  issuer text,
  valid_from date,
  valid_to date,
  as_of date not null,
  known_on date not null,
  note_vi text,
  note_en text,
  -- Of what the files say.
  source_id text references public.source (id),
  locator text,
  confidence text check (confidence in ('high', 'medium', 'low')),
  -- Of what was entered here: which row of land use, in which version.
  entered_id bigint unique,
  entered_version integer,
  constraint investment_call_days_in_order check (valid_to >= valid_from),
  constraint investment_call_one_origin check (
    (source_id is null) = (entered_id is not null) and (entered_id is null) = (entered_version is null)
    and (source_id is null) = (confidence is null)
  )
);
create index investment_call_site on public.investment_call (site_id);
alter table public.investment_call enable row level security;
create policy data_set on public.investment_call for select to vlmap_reader, vlmap_writer
using (data_set = 'published' or (select current_setting('vlmap.data_set', true)) = 'illustrative');
grant select on public.investment_call to vlmap_reader, vlmap_writer;

create table land.investment_call (
  id bigint generated always as identity primary key,
  data_set text not null default land.current_data_set() check (data_set in ('published', 'illustrative')),
  site_id text not null references public.site (id),
  name_vi text not null check (length(name_vi) between 1 and 300),
  name_en text check (length(name_en) between 1 and 300),
  place_vi text check (length(place_vi) <= 300),
  place_en text check (length(place_en) <= 300),
  area_ha numeric check (area_ha > 0 and area_ha < 10000),
  capital_billion_vnd numeric check (capital_billion_vnd > 0 and capital_billion_vnd < 1e9),
  sectors_vi text check (length(sectors_vi) <= 2000),
  sectors_en text check (length(sectors_en) <= 2000),
  form_vi text check (length(form_vi) <= 300),
  form_en text check (length(form_en) <= 300),
  land_status text check (land_status in ('cleared', 'partly', 'uncleared')),
  contact_vi text check (length(contact_vi) <= 300),
  contact_en text check (length(contact_en) <= 300),
  legal_basis text not null check (length(legal_basis) between 1 and 300),
  issuer text not null check (length(issuer) between 1 and 200),
  issued_on date not null,
  valid_from date,
  valid_to date,
  note text check (length(note) <= 2000),
  row_version integer not null default 1,
  constraint call_days_in_order check (valid_to >= valid_from)
);
create index investment_call_site on land.investment_call (site_id);

create trigger raise_version before insert or update on land.investment_call
  for each row execute function land.raise_version('id', 'site_id', 'data_set');

-- What the public still sees is not removed behind its back.
create function land.guard_call() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from public.investment_call c where c.entered_id = old.id) then
    perform land.refuse('call_withdrawn_first', '');
  end if;
  return old;
end $$;
create trigger guard before delete on land.investment_call for each row execute function land.guard_call();

do $$
declare
  own text := 'data_set = (select land.current_data_set())';
  readable text := 'site_id = any ((select land.readable_sites())::text[])';
  editable text := 'site_id = any ((select land.sites_in_roles(''{editor}''))::text[])';
begin
  alter table land.investment_call enable row level security;
  execute format('create policy readers on land.investment_call for select to vlmap_writer using (%s and %s)', own, readable);
  execute format('create policy writers_add on land.investment_call for insert to vlmap_writer with check (%s and %s)', own, editable);
  execute format('create policy writers_change on land.investment_call for update to vlmap_writer using (%s and %s) with check (%1$s and %2$s)', own, editable);
  execute format('create policy writers_remove on land.investment_call for delete to vlmap_writer using (%s and %s)', own, editable);
  grant select, insert, update, delete on land.investment_call to vlmap_writer;
end $$;
select audit.watch('land.investment_call');

-- What was let through or taken back counts for the version of the data, like reports do.
alter table public.publication alter column report_id drop not null;
alter table public.publication add column call_id bigint;
alter table public.publication add constraint publication_of_one check ((report_id is null) <> (call_id is null));

-- The call that an approver means, with its version held and the right proved.
create function land.held_call(wanted bigint, version integer) returns land.investment_call
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  c land.investment_call;
begin
  perform audit.hold_chain();
  select * into c from land.investment_call where id = wanted and data_set = land.current_data_set();
  if not found or not (auth.may('approver', c.site_id) or c.site_id = any (land.readable_sites())) then
    perform land.refuse_missing('investment_call', wanted);
  end if;
  if not auth.may('approver', c.site_id) then
    raise exception 'account may not approve for %', c.site_id using errcode = '42501';
  end if;
  if c.row_version <> version then perform land.refuse_version('investment_call', wanted); end if;
  return c;
end $$;

-- Lets the public see a call as it is now; not by whoever wrote any of what is new in it.
create function land.publish_call(published bigint, version integer) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  c land.investment_call := land.held_call(published, version);
  shown integer := (select p.entered_version from public.investment_call p where p.entered_id = published);
begin
  if shown = version then perform land.refuse('call_is_public_already', ''); end if;
  if exists (
    select from audit.entry e
    where e.table_name = 'land.investment_call' and e.row_id = published::text and e.account_id = auth.account_id()
      and (e.new ->> 'row_version')::integer > coalesce(shown, 0)
  ) then
    perform land.refuse('call_approver_is_not_author', '');
  end if;
  delete from public.investment_call where entered_id = published;
  insert into public.investment_call (
    id, data_set, site_id, name_vi, name_en, place_vi, place_en, area_ha, capital_billion_vnd, sectors_vi, sectors_en, form_vi, form_en,
    land_status, contact_vi, contact_en, legal_basis, issuer, valid_from, valid_to, as_of, known_on, note_vi, entered_id, entered_version
  )
  values (
    'keu-goi-' || c.id, c.data_set, c.site_id, c.name_vi, c.name_en, c.place_vi, c.place_en, c.area_ha, c.capital_billion_vnd,
    c.sectors_vi, c.sectors_en, c.form_vi, c.form_en, c.land_status, c.contact_vi, c.contact_en, c.legal_basis, c.issuer, c.valid_from,
    c.valid_to, c.issued_on, (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date, c.note, c.id, c.row_version
  );
  insert into public.publication (data_set, call_id, site_id) values (c.data_set, c.id, c.site_id);
end $$;

create function land.withdraw_call(withdrawn bigint, version integer) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  c land.investment_call := land.held_call(withdrawn, version);
begin
  delete from public.investment_call where entered_id = withdrawn;
  if not found then perform land.refuse('call_is_not_public', ''); end if;
  insert into public.publication (data_set, call_id, site_id) values (c.data_set, c.id, c.site_id);
end $$;

create or replace function land.table_of(kind text) returns regclass language plpgsql stable as $$
declare
  found_name text := (
    select name from (values
      ('lots', 'lot'), ('events', 'lot_event'), ('enterprises', 'enterprise'), ('projects', 'project'),
      ('project-versions', 'project_version'), ('leases', 'lease'), ('lease-facts', 'lease_fact'), ('obstacles', 'obstacle'),
      ('inspections', 'inspection'), ('periods', 'period'), ('reports', 'report'), ('report-projects', 'report_project'),
      ('calls', 'investment_call')
    ) as list (known, name) where known = kind
  );
begin
  if found_name is null then raise exception 'no land use of kind %', kind; end if;
  return ('land.' || found_name)::regclass;
end $$;

revoke execute on function land.guard_call(), land.held_call(bigint, integer), land.publish_call(bigint, integer),
  land.withdraw_call(bigint, integer) from public;
grant execute on function land.publish_call(bigint, integer), land.withdraw_call(bigint, integer) to vlmap_writer;
