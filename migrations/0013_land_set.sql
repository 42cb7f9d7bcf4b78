-- The made-up land use is loaded from files, as one entry of the audit for the whole set; what the legal clock counts with has
-- tables: facts of leases, which are entered like anything of land use, and rules and holidays, which come with the data.

-- What a law, decree or code says about idle land, and from when to when.
create table public.legal_clock_rule (
  id text primary key,
  topic text not null check (topic in ('unused', 'behindSchedule', 'extension', 'extensionTransition', 'transition', 'forceMajeure', 'counting')),
  document_number text not null,
  article text not null,
  valid_from date not null,
  -- Last day; null while in force.
  valid_to date check (valid_to >= valid_from),
  months integer check (months > 0),
  counts_from text,
  statement_vi text not null,
  statement_en text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  source_id text not null references public.source (id),
  note_vi text,
  note_en text
);
create table public.public_holiday (
  id text primary key,
  name_vi text not null,
  name_en text not null,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  is_substitute boolean not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  source_id text not null references public.source (id)
);
grant select on public.legal_clock_rule, public.public_holiday to vlmap_reader, vlmap_writer;

-- What the clock of a lease counts with, beside its days and the use of its lot.
create table land.lease_fact (
  id bigint generated always as identity primary key,
  lease_id bigint not null references land.lease (id),
  kind text not null check (kind in ('handover', 'schedule', 'extension', 'force-majeure')),
  -- Handover: its day. Schedule: the day it was registered. Otherwise the first day.
  from_day date not null,
  -- Schedule: the day by which all land is to be in use. Otherwise the last day; null while force majeure lasts.
  to_day date,
  -- Of an extension: when it was granted, where that is not its first day.
  decided_on date,
  is_fee_paid boolean,
  document_number text check (length(document_number) <= 100),
  note text check (length(note) <= 2000),
  row_version integer not null default 1,
  constraint lease_fact_days_in_order check (to_day >= from_day),
  constraint lease_fact_has_last_day check (
    case kind when 'handover' then to_day is null when 'force-majeure' then true else to_day is not null end
  ),
  constraint lease_fact_extension_only check (kind = 'extension' or (decided_on is null and is_fee_paid is null))
);
create index lease_fact_lease on land.lease_fact (lease_id);
-- Land is handed over once.
create unique index lease_fact_handover_once on land.lease_fact (lease_id) where kind = 'handover';

create trigger raise_version before insert or update on land.lease_fact for each row execute function land.raise_version('id', 'lease_id', 'kind');

do $$
declare
  seen text := 'exists (select from land.lease held where held.id = lease_id)';
  edited text := 'exists (select from land.lease held join land.lot l on l.id = held.lot_id
    where held.id = lease_id and l.site_id = any ((select land.sites_in_roles(''{editor}''))::text[]))';
begin
  alter table land.lease_fact enable row level security;
  execute format('create policy readers on land.lease_fact for select to vlmap_writer using (%s)', seen);
  execute format('create policy writers_add on land.lease_fact for insert to vlmap_writer with check (%s)', edited);
  execute format('create policy writers_change on land.lease_fact for update to vlmap_writer using (%s) with check (%1$s)', edited);
  execute format('create policy writers_remove on land.lease_fact for delete to vlmap_writer using (%s)', edited);
  grant select, insert, update, delete on land.lease_fact to vlmap_writer;
end $$;

create or replace function land.table_of(kind text) returns regclass language plpgsql stable as $$
declare
  found_name text := (
    select name from (values
      ('lots', 'lot'), ('events', 'lot_event'), ('enterprises', 'enterprise'), ('projects', 'project'),
      ('project-versions', 'project_version'), ('leases', 'lease'), ('lease-facts', 'lease_fact'), ('obstacles', 'obstacle'),
      ('inspections', 'inspection'), ('periods', 'period'), ('reports', 'report'), ('report-projects', 'report_project')
    ) as list (known, name) where known = kind
  );
begin
  if found_name is null then raise exception 'no land use of kind %', kind; end if;
  return ('land.' || found_name)::regclass;
end $$;

-- Transactions that load the made-up set: while a row of theirs stands here, made-up rows are written without an entry each. Nobody
-- but the owner has any right to the table, so whoever writes through the program cannot take this road; real rows are recorded
-- on it all the same.
create table audit.set_load (xact xid8 primary key default pg_current_xact_id());
alter table audit.set_load enable row level security;

create or replace function audit.record() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' as $$
declare
  e audit.entry;
  about jsonb;
begin
  e.table_name := tg_table_schema || '.' || tg_table_name;
  e.operation := lower(tg_op);
  if tg_op <> 'INSERT' then
    e.old := to_jsonb(old);
    if tg_nargs > 0 then e.old := e.old || jsonb_build_object('geom', old.geom::text); end if;
  end if;
  if tg_op <> 'DELETE' then
    e.new := to_jsonb(new);
    if tg_nargs > 0 then e.new := e.new || jsonb_build_object('geom', new.geom::text); end if;
  end if;
  about := coalesce(e.new, e.old);
  e.row_id := coalesce(about ->> 'id', about ->> 'parent_id' || '-' || (about ->> 'child_id'));
  e.site_id := about ->> 'site_id';
  e.data_set := about ->> 'data_set';
  if about ? 'lot_id' and e.data_set is null then
    select l.site_id, l.data_set into e.site_id, e.data_set from land.lot l where l.id = (about ->> 'lot_id')::bigint;
  elsif about ? 'child_id' then
    select l.site_id, l.data_set into e.site_id, e.data_set from land.lot l where l.id = (about ->> 'child_id')::bigint;
  elsif about ? 'lease_id' then
    select l.site_id, l.data_set into e.site_id, e.data_set
    from land.lease held join land.lot l on l.id = held.lot_id where held.id = (about ->> 'lease_id')::bigint;
  elsif about ? 'project_id' and e.data_set is null then
    select p.site_id, p.data_set into e.site_id, e.data_set from land.project p where p.id = (about ->> 'project_id')::bigint;
  end if;
  e.data_set := coalesce(e.data_set, 'published');
  if e.data_set = 'illustrative' and exists (select from audit.set_load s where s.xact = pg_current_xact_id()) then return null; end if;
  perform audit.append(e);
  return null;
end $$;

select audit.watch('land.lease_fact');

-- The newest load of the made-up set, also of an empty one; no row before the first. Its `new` is {hash, tables: {name: {firstId,
-- lastId, digest}}}, null once the set was taken out.
create function audit.newest_set() returns setof audit.entry language sql stable as $$
  select * from audit.entry where table_name = 'land' and row_id = 'illustrative' order by seq desc limit 1
$$;

-- Rows of a table as they were loaded, in one hash: each as it was before its first entry since, or as it is where there is none.
create function audit.set_digest(watched regclass, since bigint, first_id bigint, last_id bigint) returns text
language plpgsql stable set timezone = 'UTC' as $$
declare
  digest text;
  geometry text := case when exists (select from pg_attribute a where a.attrelid = watched and a.attname = 'geom')
    then '|| jsonb_build_object(''geom'', t.geom::text)' else '' end;
begin
  execute format(
    'with changed as (
       select distinct on (e.row_id) e.row_id::bigint as id, e.old as state from audit.entry e
       where e.table_name = $1 and e.seq > $2 and e.row_id::bigint between $3 and $4 order by e.row_id, e.seq
     ), loaded as (
       select id, state from changed
       union all
       select t.id, to_jsonb(t) %s from %s t where t.id between $3 and $4 and not exists (select from changed where changed.id = t.id)
     )
     select encode(sha256(convert_to(coalesce(string_agg(state::text, E''\n'' order by id), ''''), ''UTF8'')), ''hex'') from loaded',
    geometry, watched
  ) using watched::text, since, first_id, last_id into digest;
  return digest;
end $$;

create function audit.begin_set_load() returns void language plpgsql as $$
begin
  perform audit.hold_chain();
  insert into audit.set_load default values;
end $$;

-- loaded: {table: {firstId, lastId}} of the rows that were written; null where the set was taken out.
create function audit.end_set_load(content_hash text, loaded jsonb) returns void language plpgsql as $$
declare
  e audit.entry;
  since bigint := coalesce((select max(seq) from audit.entry), 0);
begin
  delete from audit.set_load where xact = pg_current_xact_id();
  e.table_name := 'land';
  e.row_id := 'illustrative';
  e.data_set := 'illustrative';
  e.old := (select s.new from audit.newest_set() s);
  e.operation := case when loaded is null then 'delete' when e.old is null then 'insert' else 'update' end;
  e.reason := 'loaded from geodata/illustrative/land';
  if loaded is not null then
    select jsonb_build_object('hash', content_hash, 'tables', jsonb_object_agg(name, range || jsonb_build_object(
      'rows', (range ->> 'lastId')::bigint - (range ->> 'firstId')::bigint + 1,
      'digest', audit.set_digest(name::regclass, since, (range ->> 'firstId')::bigint, (range ->> 'lastId')::bigint)
    ))) into e.new
    from jsonb_each(loaded) as list (name, range);
  end if;
  perform audit.append(e);
end $$;

-- As before; rows of the made-up set that nobody changed since its load are held against the digest of their table, and entries
-- of sets before the newest tell of rows that are gone with them.
create or replace function audit.differences() returns table (table_name text, row_id text)
language plpgsql stable set timezone = 'UTC' as $$
declare
  watched record;
  newest_load audit.entry;
begin
  select * into newest_load from audit.newest_set();
  for watched in
    select c.oid::regclass as name, n.nspname || '.' || c.relname as label, t.tgnargs > 0 as has_geometry,
      case when c.relname = 'lot_lineage' then 't.parent_id || ''-'' || t.child_id' else 't.id::text' end as row_id,
      newest_load.new #> array['tables', n.nspname || '.' || c.relname] as loaded
    from pg_trigger t
    join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace
    where t.tgname = 'zz_audit'
  loop
    return query execute format(
      'with newest as (
         select distinct on (e.row_id) e.row_id, e.new from audit.entry e
         where e.table_name = %L and (e.data_set <> ''illustrative'' or e.seq > $1) order by e.row_id, e.seq desc
       ), held as (
         select %s as row_id, to_jsonb(t) %s as row from %s t
       )
       select %L::text, coalesce(newest.row_id, held.row_id) from newest full join held on held.row_id = newest.row_id
       where newest.new is distinct from held.row
         and case when newest.row_id is null and $2 is not null then held.row_id::bigint not between $2 and $3 else true end',
      watched.label, watched.row_id,
      case when watched.has_geometry then '|| jsonb_build_object(''geom'', t.geom::text)' else '' end, watched.name, watched.label)
    using coalesce(newest_load.seq, 0), (watched.loaded ->> 'firstId')::bigint, (watched.loaded ->> 'lastId')::bigint;
    if watched.loaded is not null and audit.set_digest(watched.name, newest_load.seq, (watched.loaded ->> 'firstId')::bigint,
      (watched.loaded ->> 'lastId')::bigint) <> watched.loaded ->> 'digest'
    then
      return query select watched.label, 'illustrative'::text;
    end if;
  end loop;
end $$;
revoke execute on all functions in schema audit from public;
grant execute on function audit.newest_set() to vlmap_writer;

alter policy readers on audit.entry using (
  case
    when table_name = 'land' or table_name like 'land.%' then
      data_set = (select land.current_data_set())
      and (site_id = any ((select land.readable_sites())::text[]) or (site_id is null and (select land.is_reader())))
    else (select auth.holds('admin'))
  end
);

-- A row as the newest load of the made-up set brought it; null for any other, and for what one may not see.
create function land.loaded_state(kind text, of_row bigint) returns jsonb language plpgsql stable set timezone = 'UTC' as $$
declare
  of_table text := land.table_of(kind)::text;
  load audit.entry;
  state jsonb;
begin
  select s.* into load from audit.newest_set() s
  where of_row between (s.new #>> array['tables', of_table, 'firstId'])::bigint and (s.new #>> array['tables', of_table, 'lastId'])::bigint;
  if not found then return null; end if;
  select e.old into state from audit.entry e
  where e.table_name = of_table and e.row_id = of_row::text and e.seq > load.seq order by e.seq limit 1;
  if state is null then
    execute format('select to_jsonb(t) %s from %s t where t.id = $1',
      case when kind = 'lots' then '|| jsonb_build_object(''geom'', t.geom::text)' else '' end, of_table) using of_row into state;
  end if;
  return state;
end $$;

create or replace function land.history_of(kind text, of_row bigint) returns setof jsonb language sql stable as $$
  select jsonb_build_object(
    'seq', e.seq, 'at', to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'actor', audit.actor_name(e.account_id),
    'reason', e.reason, 'operation', e.operation, 'restoredSeq', e.restored_seq,
    'source', case when e.source_file is not null
      then jsonb_build_object('file', e.source_file, 'sheet', e.source_sheet, 'row', e.source_row) end,
    'before', land.to_api(e.old), 'after', land.to_api(e.new)
  )
  from (
    select * from audit.entry own where own.table_name = land.table_of(kind)::text and own.row_id = of_row::text
    union all
    select (jsonb_populate_record(load, jsonb_build_object('operation', 'insert', 'old', null, 'new', as_loaded.state))).*
    from audit.newest_set() load, land.loaded_state(kind, of_row) as as_loaded (state)
    where as_loaded.state is not null
  ) e
  order by e.seq
$$;

-- As before, and of a row of the made-up set also the state in which it was loaded.
drop function land.restore(bigint, integer);
create function land.restore(from_seq bigint, expected integer, of_kind text default null, of_row bigint default null) returns bigint
language plpgsql as $$
declare
  e audit.entry;
  state jsonb;
  columns text;
  changed bigint;
  has_row boolean;
begin
  perform audit.hold_chain();
  select * into e from audit.entry where seq = from_seq;
  if e.table_name = 'land' then
    e.table_name := land.table_of(of_kind)::text;
    e.row_id := of_row::text;
    e.new := land.loaded_state(of_kind, of_row);
    e.old := null;
    if e.new is null then perform land.refuse_missing('entry', from_seq); end if;
  end if;
  -- Descent alone is only added to.
  if e.seq is null or e.table_name not like 'land.%' or e.table_name = 'land.lot_lineage' then
    perform land.refuse_missing('entry', from_seq);
  end if;
  state := coalesce(e.new, e.old);
  execute format('select exists (select from %s where id = $1)', e.table_name) using e.row_id::bigint into has_row;
  perform set_config('vlmap.restored_seq', from_seq::text, true);
  if has_row then
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum) into columns from pg_attribute a
    where a.attrelid = e.table_name::regclass and a.attnum > 0 and not a.attisdropped and a.attname not in ('id', 'row_version');
    execute format('update %s set (%s) = (select %2$s from jsonb_populate_record(null::%1$s, $1)) where id = $2 and row_version = $3',
      e.table_name, columns) using state, e.row_id::bigint, expected;
    get diagnostics changed = row_count;
    if changed = 0 then perform land.refuse_version(split_part(e.table_name, '.', 2), e.row_id::bigint); end if;
  elsif expected is not null then
    perform land.refuse_missing(split_part(e.table_name, '.', 2), e.row_id::bigint);
  else
    if not exists (select from land.lot l where l.id = (state ->> 'lot_id')::bigint) and state ->> 'lot_id' is not null
      or not exists (select from land.project p where p.id = (state ->> 'project_id')::bigint) and state ->> 'project_id' is not null
      or not exists (select from land.lease l where l.id = (state ->> 'lease_id')::bigint) and state ->> 'lease_id' is not null
    then
      perform land.refuse('restore_what_it_belongs_to', 'seq');
    end if;
    execute format('insert into %s overriding system value select * from jsonb_populate_record(null::%1$s, $1)', e.table_name) using state;
  end if;
  perform set_config('vlmap.restored_seq', '', true);
  return e.row_id::bigint;
end $$;

-- Sites that each period is to be reported of, with their newest report and how late it is on a day.
create function land.period_progress(day date) returns table (period_id bigint, site_id text, report_id bigint, state text, late_days integer)
language sql stable as $$
  select p.id, s.id, newest.id, newest.state,
    case when newest.state in ('submitted', 'approved') then 0 else greatest(0, day - p.due_on) end
  from land.period p
  left join land.period_rule rule on rule.id = p.rule_id
  join public.site s on exists (select from land.lot l where l.site_id = s.id and l.in_force && daterange(p.from_day, p.to_day, '[]'))
    or exists (select from land.project project where project.site_id = s.id)
  left join lateral (
    select r.id, r.state from land.report r where r.period_id = p.id and r.site_id = s.id order by r.number desc limit 1
  ) newest on true
  where (rule.site_kind is null or rule.site_kind = s.kind) and s.id = any ((select land.readable_sites())::text[])
$$;

revoke execute on all functions in schema land from public;
grant execute on all functions in schema land to vlmap_writer;
revoke execute on function land.check_lot(bigint), land.figures_of_report(land.report), land.findings_of_report(land.report),
  land.had_a_hand(land.report, uuid) from vlmap_writer;
