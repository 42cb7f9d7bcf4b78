-- The audit: every change of land use and of rights, in one chain. Each entry holds the hash of the one before, so that an
-- entry that is changed, removed or moved shows, whoever did it; `npm run audit:verify` walks the chain.

create schema audit;
revoke all on schema audit from public;
grant usage on schema audit to vlmap_writer;

create table audit.entry (
  -- Without gaps and in the order of commits: whoever writes holds the chain until then.
  seq bigint primary key check (seq > 0),
  at timestamptz not null,
  -- Null: whoever runs the server. No foreign key, so that nothing can keep a change from being recorded.
  account_id uuid,
  reason text check (length(reason) <= 500),
  -- Where the change was read from, when it was not typed.
  source_file text,
  source_sheet text,
  source_row integer,
  table_name text not null,
  row_id text not null,
  -- What the row is about, for row security.
  site_id text,
  data_set text not null,
  operation text not null check (operation in ('insert', 'update', 'delete')),
  -- The entry whose state a restore wrote again.
  restored_seq bigint,
  -- Whole rows; geometries as hex EWKB, which loses nothing.
  old jsonb,
  new jsonb,
  prev_hash bytea not null check (length(prev_hash) = 32),
  hash bytea not null check (length(hash) = 32)
);
create index entry_row on audit.entry (table_name, row_id, seq);
create index entry_site on audit.entry (site_id, seq);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is kept as it is' using errcode = '23001';
end $$;
create trigger entry_append_only before update or delete on audit.entry for each row execute function audit.refuse_change();
create trigger entry_no_truncate before truncate on audit.entry for each statement execute function audit.refuse_change();

-- What is hashed: all of an entry but the hashes, as text that reads alike on every version of the database.
create function audit.canonical(e audit.entry) returns text language sql immutable
  return jsonb_build_array(
    e.seq, to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.account_id, e.reason, e.source_file,
    e.source_sheet, e.source_row, e.table_name, e.row_id, e.site_id, e.data_set, e.operation, e.restored_seq, e.old, e.new
  )::text;

-- Before a statement locks any row: two writers who take rows first and the chain after could wait for each other. It also
-- makes the checks of land use safe, which read other rows: of those who write, one does at a time.
create function audit.hold_chain() returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select pg_advisory_xact_lock(921001014)
$$;
create function audit.hold_chain_first() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform audit.hold_chain();
  return null;
end $$;

create function audit.setting(name text) returns text language sql stable
  return nullif(current_setting('vlmap.' || name, true), '');

create function audit.append(e audit.entry) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform audit.hold_chain();
  select last.seq + 1, last.hash into e.seq, e.prev_hash from audit.entry last order by last.seq desc limit 1;
  e.seq := coalesce(e.seq, 1);
  e.prev_hash := coalesce(e.prev_hash, decode(repeat('00', 32), 'hex'));
  e.at := clock_timestamp();
  e.account_id := auth.account_id();
  e.reason := coalesce(e.reason, audit.setting('reason'));
  e.source_file := audit.setting('source_file');
  e.source_sheet := audit.setting('source_sheet');
  e.source_row := audit.setting('source_row')::integer;
  e.restored_seq := audit.setting('restored_seq')::bigint;
  e.hash := sha256(e.prev_hash || convert_to(audit.canonical(e), 'UTF8'));
  insert into audit.entry select e.*;
end $$;

-- One entry a row. The argument `geom` says that the table has a geometry.
create function audit.record() returns trigger
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
  elsif about ? 'project_id' and e.data_set is null then
    select p.site_id, p.data_set into e.site_id, e.data_set from land.project p where p.id = (about ->> 'project_id')::bigint;
  end if;
  e.data_set := coalesce(e.data_set, 'published');
  perform audit.append(e);
  return null;
end $$;

-- Puts a table under audit.
create function audit.watch(watched regclass, geometry_column text default null) returns void language plpgsql as $$
begin
  execute format('create trigger audit_first before insert or update or delete on %s for each statement execute function audit.hold_chain_first()', watched);
  -- The name sorts behind those of the checks, which refuse first.
  execute format('create trigger zz_audit after insert or update or delete on %s for each row execute function audit.record(%s)',
    watched, coalesce(quote_literal(geometry_column), ''));
  execute format('create trigger audit_no_truncate before truncate on %s for each statement execute function audit.refuse_change()', watched);
end $$;

-- Rows whose newest entry is not what the table holds; none, while nobody has gone round the triggers.
create function audit.differences() returns table (table_name text, row_id text)
language plpgsql stable set timezone = 'UTC' as $$
declare
  watched record;
begin
  for watched in
    select c.oid::regclass as name, n.nspname || '.' || c.relname as label, t.tgnargs > 0 as has_geometry,
      case when c.relname = 'lot_lineage' then 't.parent_id || ''-'' || t.child_id' else 't.id::text' end as row_id
    from pg_trigger t
    join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace
    where t.tgname = 'zz_audit'
  loop
    return query execute format(
      'with newest as (
         select distinct on (e.row_id) e.row_id, e.new from audit.entry e where e.table_name = %L order by e.row_id, e.seq desc
       ), held as (
         select %s as row_id, to_jsonb(t) %s as row from %s t
       )
       select %L::text, coalesce(newest.row_id, held.row_id) from newest full join held on held.row_id = newest.row_id
       where newest.new is distinct from held.row',
      watched.label, watched.row_id,
      case when watched.has_geometry then '|| jsonb_build_object(''geom'', t.geom::text)' else '' end, watched.name, watched.label);
  end loop;
end $$;

-- Names beside entries: accounts see only themselves.
create function audit.actor_name(actor uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.display_name from auth.account a where a.id = actor and auth.account_id() is not null
$$;

revoke execute on all functions in schema audit from public;
grant execute on function audit.hold_chain(), audit.actor_name(uuid), audit.setting(text) to vlmap_writer;
alter table audit.entry enable row level security;
grant select on audit.entry to vlmap_writer;

-- Rights that were given before there was an audit.
do $$
declare
  held record;
  e audit.entry;
begin
  for held in select * from auth.role_grant order by granted_at, id loop
    e := null;
    e.table_name := 'auth.role_grant';
    e.row_id := held.id;
    e.site_id := held.site_id;
    e.data_set := 'published';
    e.operation := 'insert';
    e.reason := 'given before the audit began';
    e.new := to_jsonb(held);
    perform audit.append(e);
  end loop;
end $$;
select audit.watch('auth.role_grant');
