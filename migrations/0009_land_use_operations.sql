-- Split, merge and restore, each in one function with the rights of who asks. Splits and merges move no hectare: the stated areas of
-- what follows sum exactly to those of what ends. A measurement that says otherwise is a change of its own, with its reason.

-- The caller holds another version of the row than there is.
create function land.refuse_version(table_name text, row_id bigint) returns void language plpgsql as $$
begin
  raise exception 'land use: row % of % has another version', row_id, table_name using errcode = 'LU412', table = table_name, detail = row_id::text;
end $$;

create function land.refuse_missing(table_name text, row_id bigint) returns void language plpgsql as $$
begin
  raise exception 'land use: no row % in %', row_id, table_name using errcode = 'LU404', table = table_name, detail = row_id::text;
end $$;

-- A lot that ends on a day by split or merge: in force until then, and nothing of it begins later.
create function land.take_lot(taken bigint, version integer, ends_on date) returns land.lot language plpgsql as $$
declare
  l land.lot;
begin
  select * into l from land.lot where id = taken;
  if not found then perform land.refuse_missing('lot', taken); end if;
  if l.row_version <> version then perform land.refuse_version('lot', taken); end if;
  if not l.in_force @> ends_on or lower(l.in_force) = ends_on then
    perform land.refuse('descent_while_in_force', 'on', jsonb_build_object('lot', l.code));
  end if;
  if exists (select from land.lot_event e where e.lot_id = taken and e.happened_on >= ends_on)
    or exists (select from land.lease held where held.lot_id = taken and lower(held.during) >= ends_on)
  then
    perform land.refuse('descent_before_what_follows', 'on', jsonb_build_object('lot', l.code));
  end if;
  return l;
end $$;

-- Ends the lot and the lease it is under.
create function land.end_lot(ended bigint, ends_on date) returns void language sql as $$
  update land.lease set during = daterange(lower(during), ends_on) where lot_id = ended and during @> ends_on;
  update land.lot set in_force = daterange(lower(in_force), ends_on) where id = ended;
$$;

-- The events by which a lot stands where it stands, for the lot that follows it; newest of each kind, none that a withdrawal undid.
create function land.standing_events(of_lots bigint[], day date) returns setof land.lot_event language sql stable as $$
  select distinct on (e.kind) e.*
  from land.lot_event e
  where e.lot_id = any (of_lots) and e.happened_on <= day and land.stage_rank(e.kind) <= 5
    and (land.stage_rank(e.kind) <= 2 or not exists (
      select from land.lot_event w
      where w.lot_id = e.lot_id and w.kind = 'withdrawn' and w.happened_on <= day and (w.happened_on, w.id) > (e.happened_on, e.id)
    ))
  order by e.kind, e.happened_on desc, e.id desc
$$;

create function land.carry_events(of_lots bigint[], to_lot bigint, day date) returns void language sql as $$
  insert into land.lot_event (lot_id, kind, happened_on, document_number, document_on, document_issuer, note, carried_from)
  select to_lot, e.kind, e.happened_on, e.document_number, e.document_on, e.document_issuer, e.note, e.id
  from land.standing_events(of_lots, day) e order by e.happened_on, e.id
$$;

-- What the lot that follows holds of a lease, and of what is deployed on it.
create function land.carry_lease(held land.lease, to_lot bigint, begins_on date, leased_ha numeric, deployed_ha numeric) returns void
language sql as $$
  insert into land.lease (lot_id, project_id, contract_number, signed_on, during, held_since, area_ha, note, carried_from)
  values (to_lot, held.project_id, held.contract_number, held.signed_on, daterange(begins_on, upper(held.during)), held.held_since, leased_ha, held.note, held.id);
  insert into land.lot_event (lot_id, kind, happened_on, area_ha, document_number, document_on, document_issuer, note, carried_from)
  select to_lot, e.kind, e.happened_on, deployed_ha, e.document_number, e.document_on, e.document_issuer, e.note, e.id
  from land.lot_event e
  where deployed_ha > 0 and e.lot_id = held.lot_id and e.kind = 'deployed' and e.happened_on between held.held_since and begins_on
  order by e.happened_on desc, e.id desc limit 1;
$$;

-- GeoJSON, or EWKT as a string.
create function land.shape_of(given jsonb) returns public.geometry
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case when jsonb_typeof(given) = 'object' then st_setsrid(st_geomfromgeojson(given), 4326) else (given #>> '{}')::geometry end
$$;

-- Splits a lot. children: [{code, use, geom (GeoJSON or EWKT), statedAreaHa, leasedHa, deployedHa}]; returns their ids in that order. Of a lot
-- under lease the caller says what of it each child holds (leasedHa, deployedHa; 0: nothing): it is never divided by rule.
create function land.split_lot(split bigint, version integer, split_on date, children jsonb) returns bigint[] language plpgsql as $$
declare
  l land.lot;
  now_at record;
  held land.lease;
  child record;
  made bigint;
  ids bigint[] := '{}';
  united public.geometry;
begin
  perform audit.hold_chain();
  l := land.take_lot(split, version, split_on);
  if jsonb_array_length(children) < 2 then perform land.refuse('split_in_two_at_least', 'children'); end if;
  -- First of all: of outlines that cross themselves nothing can be computed.
  if exists (select from jsonb_array_elements(children) c where not public.st_isvalid(land.shape_of(c -> 'geom'))) then
    perform land.refuse('lot_geom_check', 'children');
  end if;
  select public.st_unaryunion(public.st_collect(land.shape_of(c -> 'geom')), 1e-9) into united from jsonb_array_elements(children) c;
  if land.measured_ha(public.st_symdifference(l.geom, united, 1e-9)) > land.tolerance_ha(land.measured_ha(l.geom)) then
    perform land.refuse('split_covers_lot', 'children', jsonb_build_object('lot', l.code,
      'differenceHa', round(land.measured_ha(public.st_symdifference(l.geom, united, 1e-9))::numeric, 4)));
  end if;
  if (select sum((c ->> 'statedAreaHa')::numeric) from jsonb_array_elements(children) c) <> l.stated_area_ha then
    perform land.refuse('split_moves_no_hectare', 'children', jsonb_build_object('lot', l.code, 'statedAreaHa', l.stated_area_ha));
  end if;
  select * into now_at from land.lot_stage(split_on) s where s.lot_id = split;
  if (select sum(coalesce((c ->> 'leasedHa')::numeric, 0)) from jsonb_array_elements(children) c) <> now_at.leased_ha then
    perform land.refuse('split_says_who_holds', 'children', jsonb_build_object('lot', l.code, 'leasedHa', now_at.leased_ha));
  end if;
  if (select sum(coalesce((c ->> 'deployedHa')::numeric, 0)) from jsonb_array_elements(children) c) <> now_at.deployed_ha then
    perform land.refuse('split_says_what_is_deployed', 'children', jsonb_build_object('lot', l.code, 'deployedHa', now_at.deployed_ha));
  end if;
  select * into held from land.lease where id = now_at.lease_id;
  -- A lease stands for the stages before it, also where no event tells of them; a child without it would fall back.
  if held.id is not null
    and exists (select from jsonb_array_elements(children) c where coalesce((c ->> 'leasedHa')::numeric, 0) = 0)
    and not exists (select from land.standing_events(array[split], split_on) e where e.kind = 'leasable')
  then
    perform land.refuse('split_of_leasable', 'children', jsonb_build_object('lot', l.code));
  end if;
  perform land.end_lot(split, split_on);
  for child in
    select c ->> 'code' as code, c ->> 'use' as use, land.shape_of(c -> 'geom') as geom, (c ->> 'statedAreaHa')::numeric as stated_area_ha,
      coalesce((c ->> 'leasedHa')::numeric, 0) as leased_ha, coalesce((c ->> 'deployedHa')::numeric, 0) as deployed_ha
    from jsonb_array_elements(children) with ordinality as list (c, place) order by place
  loop
    insert into land.lot (data_set, site_id, code, geom, stated_area_ha, use, in_force, note)
    values (l.data_set, l.site_id, child.code, public.st_multi(child.geom), child.stated_area_ha, coalesce(child.use, l.use),
      daterange(split_on, upper(l.in_force)), l.note)
    returning id into made;
    insert into land.lot_lineage (parent_id, child_id, operation, happened_on) values (split, made, 'split', split_on);
    perform land.carry_events(array[split], made, split_on);
    if child.leased_ha > 0 then perform land.carry_lease(held, made, split_on, child.leased_ha, child.deployed_ha); end if;
    ids := ids || made;
  end loop;
  return ids;
end $$;

-- Merges lots of one site, use and stage into one; returns its id. Leases in force come together only where they are one contract of
-- one project with one end: anything else is for a new contract to say.
create function land.merge_lots(merged bigint[], versions integer[], merge_on date, new_code text) returns bigint language plpgsql as $$
declare
  l land.lot;
  first land.lot;
  held land.lease;
  total record;
  made bigint;
  united public.geometry;
begin
  perform audit.hold_chain();
  if cardinality(merged) < 2 or (select count(distinct id) from unnest(merged) id) < cardinality(merged) then
    perform land.refuse('merge_two_at_least', 'lots');
  end if;
  for place in 1 .. cardinality(merged) loop
    l := land.take_lot(merged[place], versions[place], merge_on);
    if place = 1 then first := l; end if;
    if (l.site_id, l.use, l.data_set, upper(l.in_force)) is distinct from (first.site_id, first.use, first.data_set, upper(first.in_force)) then
      perform land.refuse('merge_of_one_kind', 'lots', jsonb_build_object('lot', l.code));
    end if;
  end loop;
  select public.st_multi(public.st_unaryunion(public.st_collect(lot.geom), 1e-9)) into united from land.lot lot where lot.id = any (merged);
  if public.st_numgeometries(united) > 1 then perform land.refuse('merge_of_one_piece', 'lots'); end if;
  select sum(s.area_ha) as stated_area_ha, sum(s.leased_ha) as leased_ha, sum(s.deployed_ha) as deployed_ha,
    -- By its events, and by a lease, which stands for all stages before it.
    count(distinct (reached.kinds, least(land.stage_rank(s.stage), 5))) as stages into total
  from land.lot_stage(merge_on) s
  cross join lateral (
    select coalesce(array_agg(e.kind order by e.kind), '{}') as kinds from land.standing_events(array[s.lot_id], merge_on) e
  ) reached
  where s.lot_id = any (merged);
  if total.stages > 1 then perform land.refuse('merge_at_one_stage', 'lots'); end if;
  if (select count(distinct (lease.project_id, lease.contract_number, upper(lease.during))) from land.lease
    where lease.lot_id = any (merged) and lease.during @> merge_on) > 1
  then
    perform land.refuse('merge_under_one_contract', 'lots');
  end if;
  -- The one that was held first tells since when; of what is deployed, the newest event.
  select lease.* into held from land.lease
  where lease.lot_id = any (merged) and lease.during @> merge_on order by lease.held_since, lease.id limit 1;
  for place in 1 .. cardinality(merged) loop
    perform land.end_lot(merged[place], merge_on);
  end loop;
  insert into land.lot (data_set, site_id, code, geom, stated_area_ha, use, in_force)
  values (first.data_set, first.site_id, new_code, united, total.stated_area_ha, first.use, daterange(merge_on, upper(first.in_force)))
  returning id into made;
  insert into land.lot_lineage (parent_id, child_id, operation, happened_on)
  select parent, made, 'merge', merge_on from unnest(merged) as list (parent);
  perform land.carry_events(merged, made, merge_on);
  if held.id is not null then
    perform land.carry_lease(held, made, merge_on, total.leased_ha, 0);
    insert into land.lot_event (lot_id, kind, happened_on, area_ha, document_number, document_on, document_issuer, note, carried_from)
    select made, e.kind, e.happened_on, total.deployed_ha, e.document_number, e.document_on, e.document_issuer, e.note, e.id
    from land.lot_event e
    where total.deployed_ha > 0 and e.lot_id = any (merged) and e.kind = 'deployed' and e.happened_on between held.held_since and merge_on
    order by e.happened_on desc, e.id desc limit 1;
  end if;
  return made;
end $$;

-- Writes a row again as an entry of the audit has it (of a removal: as it was before), as a new version. The checks are those of any
-- other write. expected: the version the caller holds; null where the row was removed.
create function land.restore(from_seq bigint, expected integer) returns bigint language plpgsql as $$
declare
  e audit.entry;
  state jsonb;
  columns text;
  changed bigint;
  has_row boolean;
begin
  perform audit.hold_chain();
  select * into e from audit.entry where seq = from_seq;
  -- Descent alone is only added to.
  if not found or e.table_name not like 'land.%' or e.table_name = 'land.lot_lineage' then
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
    then
      perform land.refuse('restore_what_it_belongs_to', 'seq');
    end if;
    execute format('insert into %s overriding system value select * from jsonb_populate_record(null::%1$s, $1)', e.table_name) using state;
  end if;
  perform set_config('vlmap.restored_seq', '', true);
  return e.row_id::bigint;
end $$;

revoke execute on all functions in schema land from public;
grant execute on all functions in schema land to vlmap_writer;
revoke execute on function land.check_lot(bigint) from vlmap_writer;
