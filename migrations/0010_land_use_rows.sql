-- Rows of land use as the API has them: names in camel case, ranges as {from, endedOn}, outlines as GeoJSON. One road in and one
-- out for every table, the same for rows, versions of the audit and conflicts.

-- The tables that can be edited, by the name they have in addresses.
create function land.table_of(kind text) returns regclass language plpgsql stable as $$
declare
  found_name text := (
    select name from (values
      ('lots', 'lot'), ('events', 'lot_event'), ('enterprises', 'enterprise'), ('projects', 'project'),
      ('project-versions', 'project_version'), ('leases', 'lease'), ('obstacles', 'obstacle'), ('inspections', 'inspection')
    ) as list (known, name) where known = kind
  );
begin
  if found_name is null then raise exception 'no land use of kind %', kind; end if;
  return ('land.' || found_name)::regclass;
end $$;

create function land.camel(name text) returns text language sql immutable
  return (
    select string_agg(case when place = 1 then word else initcap(word) end, '' order by place)
    from unnest(string_to_array(name, '_')) with ordinality as list (word, place)
  );

create function land.range_to_api(range daterange) returns jsonb language sql immutable
  return jsonb_build_object('from', lower(range), 'endedOn', upper(range));

-- `measuredAreaHa` is on the ellipsoid; a stated area that differs by more than 0.5 % is for somebody to look at.
create function land.to_api(stored jsonb) returns jsonb language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_object_agg(
      case key when 'geom' then 'geometry' else land.camel(key) end,
      case
        when key = 'geom' then st_asgeojson((value #>> '{}')::geometry)::jsonb
        when key in ('in_force', 'during') then land.range_to_api((value #>> '{}')::daterange)
        else value
      end
    ) || case when not stored ? 'geom' then '{}' else (
      select jsonb_build_object(
        'measuredAreaHa', round(ha::numeric, 4),
        'areaDifferenceShare', round(((stored ->> 'stated_area_ha')::double precision / ha - 1)::numeric, 6),
        'isAreaDoubtful', abs((stored ->> 'stated_area_ha')::double precision / ha - 1) > 0.005
      )
      from (select greatest(land.measured_ha((stored ->> 'geom')::geometry), 1e-9) as ha) measured
    ) end
  from jsonb_each(stored) as field (key, value)
  where key <> 'data_set'
$$;

create function land.from_api(given jsonb) returns jsonb language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(jsonb_object_agg(
    case key when 'geometry' then 'geom' else lower(regexp_replace(key, '([A-Z])', '_\1', 'g')) end,
    case
      when key = 'geometry' then to_jsonb(st_multi(land.shape_of(value))::text)
      when key in ('inForce', 'during') then to_jsonb(daterange((value ->> 'from')::date, (value ->> 'endedOn')::date)::text)
      else value
    end
  ), '{}')
  from jsonb_each(given) as field (key, value)
$$;

create function land.row_of(kind text, wanted bigint) returns jsonb language plpgsql stable set timezone = 'UTC' as $$
declare
  found jsonb;
begin
  execute format('select to_jsonb(t) %s from %s t where t.id = $1',
    case when kind = 'lots' then '|| jsonb_build_object(''geom'', t.geom::text)' else '' end, land.table_of(kind)) using wanted into found;
  if found is null then perform land.refuse_missing(kind, wanted); end if;
  return land.to_api(found);
end $$;

-- Rows in the order of their ids, after one, filtered by columns. One row each.
create function land.rows_of(kind text, filter jsonb, after_id bigint, most integer) returns setof jsonb
language plpgsql stable set timezone = 'UTC' as $$
declare
  conditions text;
begin
  select coalesce(string_agg(
    case when key = 'on_day' then format('t.%I @> %L::date', case when kind = 'lots' then 'in_force' else 'during' end, value)
      else format('t.%I = %L', key, value) end, ' and '), 'true') into conditions
  from jsonb_each_text(land.from_api(filter));
  return query execute format(
    'select land.to_api(to_jsonb(t) %s) from (select t.* from %s t where t.id > $1 and %s order by t.id limit $2) t order by t.id',
    case when kind = 'lots' then '|| jsonb_build_object(''geom'', t.geom::text)' else '' end, land.table_of(kind), conditions
  ) using after_id, most;
end $$;

-- The names of `given` are those of the contract, which knows no others; what is left out takes its default.
create function land.add_row(kind text, given jsonb) returns jsonb language plpgsql as $$
declare
  columns text;
  made bigint;
  state jsonb := land.from_api(given);
begin
  select string_agg(quote_ident(key), ', ') into columns from jsonb_object_keys(state) key;
  execute format('insert into %s (%s) select %2$s from jsonb_populate_record(null::%1$s, $1) returning id', land.table_of(kind), columns)
    using state into made;
  return land.row_of(kind, made);
end $$;

create function land.hold_version(kind text, held bigint, version integer) returns void language plpgsql as $$
declare
  current_version integer;
begin
  -- First, so that what is read here is still so when it is written.
  perform audit.hold_chain();
  execute format('select row_version from %s where id = $1', land.table_of(kind)) using held into current_version;
  if current_version is null then perform land.refuse_missing(kind, held); end if;
  if current_version <> version then perform land.refuse_version(kind, held); end if;
end $$;

create function land.change_row(kind text, changed bigint, version integer, given jsonb) returns jsonb language plpgsql as $$
declare
  columns text;
  count_changed bigint;
  state jsonb := land.from_api(given);
begin
  perform land.hold_version(kind, changed, version);
  select string_agg(quote_ident(key), ', ') into columns from jsonb_object_keys(state) key;
  execute format('update %s set (%s) = (select %2$s from jsonb_populate_record(null::%1$s, $1)) where id = $2', land.table_of(kind), columns)
    using state, changed;
  get diagnostics count_changed = row_count;
  if count_changed = 0 then raise exception 'row security keeps % % from being changed', kind, changed using errcode = '42501'; end if;
  return land.row_of(kind, changed);
end $$;

create function land.remove_row(kind text, removed bigint, version integer) returns void language plpgsql as $$
declare
  count_removed bigint;
begin
  perform land.hold_version(kind, removed, version);
  execute format('delete from %s where id = $1', land.table_of(kind)) using removed;
  get diagnostics count_removed = row_count;
  if count_removed = 0 then raise exception 'row security keeps % % from being removed', kind, removed using errcode = '42501'; end if;
end $$;

-- Versions of a row, oldest first: what the audit tells of it. One row each; none of what one may not see.
create function land.history_of(kind text, of_row bigint) returns setof jsonb language sql stable as $$
  select jsonb_build_object(
    'seq', e.seq, 'at', to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'actor', audit.actor_name(e.account_id),
    'reason', e.reason, 'operation', e.operation, 'restoredSeq', e.restored_seq,
    'source', case when e.source_file is not null
      then jsonb_build_object('file', e.source_file, 'sheet', e.source_sheet, 'row', e.source_row) end,
    'before', land.to_api(e.old), 'after', land.to_api(e.new)
  )
  from audit.entry e
  where e.table_name = land.table_of(kind)::text and e.row_id = of_row::text
  order by e.seq
$$;

revoke execute on all functions in schema land from public;
grant execute on all functions in schema land to vlmap_writer;
revoke execute on function land.check_lot(bigint) from vlmap_writer;
