-- Lots from files: all rows of a file are written in one transaction, remembered as one import, and can be taken back as one.

-- Lots of a file are checked against each other as they come to be, not as they pass through: of two neighbours whose border moves,
-- the one overlaps what the other was. Elsewhere the check stays where it is, at the end of each statement.
drop trigger guard on land.lot;
create constraint trigger guard after insert or update on land.lot deferrable initially immediate
  for each row execute function land.guard_lot();

create table land.lot_import (
  id bigint generated always as identity primary key,
  data_set text not null default land.current_data_set() check (data_set in ('published', 'illustrative')),
  site_id text not null references public.site (id),
  file_name text not null check (length(file_name) between 1 and 200),
  account_id uuid not null default auth.account_id(),
  written_at timestamptz not null default now(),
  added integer not null check (added >= 0),
  changed integer not null check (changed >= 0),
  -- Its entries in the audit, which follow each other without a gap.
  first_seq bigint not null,
  last_seq bigint not null check (last_seq >= first_seq),
  undone_at timestamptz,
  undone_by uuid
);
create index lot_import_site on land.lot_import (site_id, id);
alter table land.lot_import enable row level security;
create policy readers on land.lot_import for select to vlmap_writer using (
  data_set = (select land.current_data_set()) and site_id = any ((select land.readable_sites())::text[])
);
create policy writers_add on land.lot_import for insert to vlmap_writer with check (
  data_set = (select land.current_data_set()) and site_id = any ((select land.sites_in_roles('{editor}'))::text[])
);
create policy writers_change on land.lot_import for update to vlmap_writer using (
  data_set = (select land.current_data_set()) and site_id = any ((select land.sites_in_roles('{editor}'))::text[])
);
grant select, insert on land.lot_import to vlmap_writer;
-- What was imported stays as it was; only that it was taken back is added.
grant update (undone_at, undone_by) on land.lot_import to vlmap_writer;

create function land.newest_seq() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(max(seq), 0) from audit.entry
$$;

-- Writes rows of a file: [{row, lotId, rowVersion, fields}], without lotId a new lot. Returns the id of the import.
create function land.write_import(of_site text, file text, layer text, rows jsonb) returns bigint language plpgsql as $$
declare
  written record;
  first_entry bigint;
  made bigint;
begin
  perform audit.hold_chain();
  first_entry := land.newest_seq() + 1;
  set constraints land.guard deferred;
  perform set_config('vlmap.source_file', file, true), set_config('vlmap.source_sheet', layer, true);
  for written in
    select (r ->> 'row')::integer as row, (r ->> 'lotId')::bigint as lot_id, (r ->> 'rowVersion')::integer as version, r -> 'fields' as fields
    from jsonb_array_elements(rows) with ordinality as list (r, place) order by place
  loop
    perform set_config('vlmap.source_row', written.row::text, true);
    if written.lot_id is null then
      perform land.add_row('lots', written.fields || jsonb_build_object('siteId', of_site));
    else
      perform land.change_row('lots', written.lot_id, written.version, written.fields);
    end if;
  end loop;
  set constraints land.guard immediate;
  insert into land.lot_import (site_id, file_name, added, changed, first_seq, last_seq)
  select of_site, file, count(*) filter (where r ->> 'lotId' is null), count(*) filter (where r ->> 'lotId' is not null),
    first_entry, land.newest_seq()
  from jsonb_array_elements(rows) r
  returning id into made;
  return made;
end $$;

-- Lots of an import that are not as it left them, and why; none where it can be taken back.
create function land.import_obstacles(of_import bigint) returns table (lot_id bigint, code text, reason text) language sql stable as $$
  with entry as (
    select e.row_id::bigint as id, e.operation, e.new
    from land.lot_import i join audit.entry e on e.seq between i.first_seq and i.last_seq and e.table_name = 'land.lot'
    where i.id = of_import
  )
  select e.id, e.new ->> 'code', case
      when l.id is null then 'removed'
      when l.row_version <> (e.new ->> 'row_version')::integer then 'changed'
      when exists (select from land.lot_lineage d where e.id in (d.parent_id, d.child_id)) then 'descended'
      else 'used'
    end
  from entry e left join land.lot l on l.id = e.id
  where l.id is null or l.row_version <> (e.new ->> 'row_version')::integer
    or (e.operation = 'insert' and (
      exists (select from land.lot_lineage d where e.id in (d.parent_id, d.child_id))
      or exists (select from land.lot_event v where v.lot_id = e.id) or exists (select from land.lease held where held.lot_id = e.id)
      or exists (select from land.obstacle o where o.lot_id = e.id)
    ))
  order by 2, 1
$$;

-- Takes an import back: lots it added go, lots it changed get back what they were, as new versions.
create function land.undo_import(of_import bigint) returns void language plpgsql as $$
declare
  taken land.lot_import;
  entry audit.entry;
  before_seq bigint;
begin
  perform audit.hold_chain();
  select * into taken from land.lot_import where id = of_import;
  if not found then perform land.refuse_missing('lot_import', of_import); end if;
  if taken.undone_at is not null then perform land.refuse('import_undone_once', 'id'); end if;
  if exists (select from land.import_obstacles(of_import)) then perform land.refuse('import_as_it_was', 'id'); end if;
  set constraints land.guard deferred;
  for entry in
    select * from audit.entry e where e.seq between taken.first_seq and taken.last_seq and e.table_name = 'land.lot' order by e.seq desc
  loop
    if entry.operation = 'insert' then
      perform land.remove_row('lots', entry.row_id::bigint, (entry.new ->> 'row_version')::integer);
    else
      select max(e.seq) into before_seq from audit.entry e
      where e.table_name = 'land.lot' and e.row_id = entry.row_id and e.seq < entry.seq;
      -- A lot of the made-up set that nobody had changed is as the load brought it.
      before_seq := coalesce(before_seq, (select s.seq from audit.newest_set() s));
      perform land.restore(before_seq, (entry.new ->> 'row_version')::integer, 'lots', entry.row_id::bigint);
    end if;
  end loop;
  set constraints land.guard immediate;
  update land.lot_import set undone_at = now(), undone_by = auth.account_id() where id = of_import;
  if not found then raise exception 'row security keeps import % from being taken back', of_import using errcode = '42501'; end if;
end $$;

revoke execute on function land.newest_seq(), land.write_import(text, text, text, jsonb), land.import_obstacles(bigint), land.undo_import(bigint) from public;
grant execute on function land.newest_seq(), land.write_import(text, text, text, jsonb), land.import_obstacles(bigint), land.undo_import(bigint) to vlmap_writer;
