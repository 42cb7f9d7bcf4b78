-- What always holds of land use, checked wherever a row is written, and what follows from it: the stage of each lot on any day.
-- The checks read with the rights of their owner, since row security may hide the very row that stands in the way. Writers hold
-- the chain of the audit before they write, so no two of them can each miss what the other does.

-- Refused: which rule, at which field, with what is needed to say it in words.
create function land.refuse(rule text, field text, about jsonb default '{}') returns void language plpgsql as $$
begin
  raise exception 'land use: %', rule using errcode = '23514', constraint = rule, column = field, detail = about::text;
end $$;

-- Hectares may differ by this much where outlines should be the same: 1 m², or of large lots 0.05 %, which is the width of a line.
create function land.tolerance_ha(of_ha double precision) returns double precision language sql immutable
  return greatest(0.0001, of_ha * 0.0005);

-- On the ellipsoid.
create function land.measured_ha(shape public.geometry) returns double precision
language sql immutable parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select st_area(st_collectionextract(shape, 3)::geography) / 10000
$$;

-- Every change raises the version, also when a row comes back by a restore: no version stands for two states. Arguments are the
-- columns that never change.
create function land.raise_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  fixed text;
  before jsonb;
  after jsonb;
begin
  if tg_op = 'INSERT' then
    select coalesce(max((e.new ->> 'row_version')::integer), 0) + 1 into new.row_version
    from audit.entry e where e.table_name = 'land.' || tg_table_name and e.row_id = new.id::text;
  else
    before := to_jsonb(old);
    after := to_jsonb(new);
    foreach fixed in array tg_argv loop
      if after -> fixed is distinct from before -> fixed then
        perform land.refuse('stays_as_it_is', fixed);
      end if;
    end loop;
    new.row_version := old.row_version + 1;
  end if;
  return new;
end $$;

create function land.check_lot(checked bigint) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  l record;
  wrong record;
  is_lettable boolean;
begin
  select lot.id, lot.code, lot.site_id, lot.data_set, lot.in_force, lot.stated_area_ha, lot.use into l from land.lot lot where lot.id = checked;
  if not found then return; end if;
  is_lettable := l.use in ('industrial', 'service');
  for wrong in select * from land.lease where lot_id = checked order by lower(during) loop
    if not l.in_force @> wrong.during then
      perform land.refuse('lease_within_lot', 'during', jsonb_build_object('lot', l.code, 'contract', wrong.contract_number));
    elsif wrong.area_ha > l.stated_area_ha then
      perform land.refuse('lease_fits_lot', 'area_ha', jsonb_build_object('lot', l.code, 'leasedHa', wrong.area_ha, 'statedAreaHa', l.stated_area_ha));
    elsif not is_lettable then
      perform land.refuse('lease_on_lettable', 'use', jsonb_build_object('lot', l.code));
    elsif not exists (
      select from land.project p join public.site s on s.id = l.site_id
      where p.id = wrong.project_id and p.data_set = l.data_set and p.site_id in (s.id, s.parent_id)
    ) then
      perform land.refuse('lease_of_site', 'project_id', jsonb_build_object('lot', l.code));
    elsif wrong.held_since < lower(wrong.during) and wrong.carried_from is null and not exists (
      select from land.lease earlier
      where earlier.lot_id = checked and earlier.project_id = wrong.project_id
        and upper(earlier.during) = lower(wrong.during) and earlier.held_since <= wrong.held_since
    ) then
      perform land.refuse('lease_held_without_gap', 'held_since', jsonb_build_object('lot', l.code));
    end if;
  end loop;
  for wrong in select * from land.lot_event where lot_id = checked order by happened_on, id loop
    if wrong.happened_on >= upper(l.in_force) then
      perform land.refuse('event_within_lot', 'happened_on', jsonb_build_object('lot', l.code, 'endedOn', upper(l.in_force)));
    elsif wrong.kind = 'leasable' and not is_lettable then
      perform land.refuse('leasable_is_lettable', 'kind', jsonb_build_object('lot', l.code));
    elsif wrong.kind in ('deployed', 'undeployed') and not exists (
      select from land.lease held
      where held.lot_id = checked and daterange(held.held_since, upper(held.during)) @> wrong.happened_on and coalesce(wrong.area_ha, 0) <= held.area_ha
    ) then
      perform land.refuse('deployed_within_lease', 'happened_on', jsonb_build_object('lot', l.code, 'on', wrong.happened_on));
    elsif wrong.kind = 'withdrawn' and exists (
      select from land.lease held where held.lot_id = checked and held.during @> wrong.happened_on
    ) then
      perform land.refuse('withdrawn_without_lease', 'happened_on', jsonb_build_object('lot', l.code, 'on', wrong.happened_on));
    end if;
  end loop;
end $$;

create function land.guard_lot() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  other record;
begin
  if tg_op = 'UPDATE' then
    if (old.geom, old.stated_area_ha, old.in_force, old.use) is distinct from (new.geom, new.stated_area_ha, new.in_force, new.use)
      and exists (select from land.lot_lineage where parent_id = new.id)
    then
      perform land.refuse('lot_is_history', 'in_force', jsonb_build_object('lot', new.code));
    end if;
    if lower(new.in_force) is distinct from lower(old.in_force) and exists (select from land.lot_lineage where child_id = new.id) then
      perform land.refuse('lot_begins_with_descent', 'in_force', jsonb_build_object('lot', new.code));
    end if;
  end if;
  if exists (select from public.site part where part.parent_id = new.site_id and part.data_set in ('published', new.data_set)) then
    perform land.refuse('lot_in_leaf_site', 'site_id', jsonb_build_object('site', new.site_id));
  end if;
  if not exists (select from public.admin_unit u where u.level = 'province' and new.geom @ u.geom) then
    perform land.refuse('lot_in_province', 'geom');
  end if;
  select o.id, o.code into other from land.lot o
  where o.site_id = new.site_id and o.data_set = new.data_set and o.id <> new.id and o.code = new.code and o.in_force && new.in_force limit 1;
  if found then
    perform land.refuse('lot_code_once', 'code', jsonb_build_object('lot', new.code));
  end if;
  -- On a grid of 0.1 mm: the exact method can fail on outlines that nearly coincide, which the embedded database cannot report.
  select o.code, land.measured_ha(st_intersection(o.geom, new.geom, 1e-9)) as overlap_ha, land.measured_ha(o.geom) as area_ha into other
  from land.lot o
  where o.site_id = new.site_id and o.data_set = new.data_set and o.id <> new.id and o.in_force && new.in_force
    and o.geom && new.geom and st_intersects(o.geom, new.geom)
    and land.measured_ha(st_intersection(o.geom, new.geom, 1e-9)) > land.tolerance_ha(least(land.measured_ha(o.geom), land.measured_ha(new.geom)))
  limit 1;
  if found then
    perform land.refuse('lot_no_overlap', 'geom', jsonb_build_object('lot', other.code, 'overlapHa', round(other.overlap_ha::numeric, 4)));
  end if;
  perform land.check_lot(new.id);
  return null;
end $$;

create function land.guard_part_of_lot() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform land.check_lot(case when tg_op = 'DELETE' then old.lot_id else new.lot_id end);
  return null;
end $$;

-- A lease holds the land from its first day, unless it goes on from another; an earlier day is checked, not taken on trust.
create function land.begin_lease() returns trigger language plpgsql as $$
begin
  new.held_since := coalesce(new.held_since, lower(new.during));
  return new;
end $$;

create function land.number_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  new.n := coalesce(new.n, (select coalesce(max(v.n), 0) + 1 from land.project_version v where v.project_id = new.project_id));
  return new;
end $$;

create function land.guard_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  of_project bigint := case when tg_op = 'DELETE' then old.project_id else new.project_id end;
begin
  if exists (
    select from (
      select v.n, v.kind, v.issued_on, row_number() over by_n as place, lead(v.issued_on) over by_n as next_issued_on, lead(v.n) over by_n as next_n
      from land.project_version v where v.project_id = of_project window by_n as (order by v.n)
    ) v
    where v.n <> v.place or v.next_issued_on < v.issued_on or (v.kind = 'termination' and v.next_n is not null)
  ) then
    perform land.refuse('versions_in_order', 'issued_on');
  end if;
  return null;
end $$;

-- What an obstacle or an inspection names lies in the site it is about.
create function land.guard_named() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  named jsonb := to_jsonb(new);
begin
  if (named ->> 'lot_id') is not null and not exists (
    select from land.lot l join public.site s on s.id = l.site_id
    where l.id = (named ->> 'lot_id')::bigint and l.data_set = new.data_set and new.site_id in (s.id, s.parent_id)
  ) then
    perform land.refuse('named_in_site', 'lot_id');
  end if;
  if (named ->> 'project_id') is not null and not exists (
    select from land.project p left join public.site s on s.parent_id = p.site_id
    where p.id = (named ->> 'project_id')::bigint and p.data_set = new.data_set and new.site_id in (p.site_id, s.id)
  ) then
    perform land.refuse('named_in_site', 'project_id');
  end if;
  return null;
end $$;

create function land.guard_project() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from land.enterprise e where e.id = new.enterprise_id and e.data_set = new.data_set) then
    perform land.refuse('project_enterprise_fkey', 'enterprise_id');
  end if;
  return null;
end $$;

create trigger raise_version before insert or update on land.lot for each row execute function land.raise_version('id', 'site_id', 'data_set');
create trigger raise_version before insert or update on land.lot_event for each row execute function land.raise_version('id', 'lot_id', 'carried_from');
create trigger raise_version before insert or update on land.enterprise for each row execute function land.raise_version('id', 'data_set');
create trigger raise_version before insert or update on land.project for each row execute function land.raise_version('id', 'site_id', 'data_set');
create trigger raise_version before insert or update on land.project_version for each row execute function land.raise_version('id', 'project_id', 'n');
create trigger raise_version before insert or update on land.lease for each row execute function land.raise_version('id', 'lot_id', 'carried_from');
create trigger raise_version before insert or update on land.obstacle for each row execute function land.raise_version('id', 'site_id', 'data_set');
create trigger raise_version before insert or update on land.inspection for each row execute function land.raise_version('id', 'site_id', 'data_set');
create trigger begin_lease before insert or update on land.lease for each row execute function land.begin_lease();
create trigger number_version before insert on land.project_version for each row execute function land.number_version();
create trigger guard after insert or update on land.lot for each row execute function land.guard_lot();
create trigger guard after insert or update or delete on land.lot_event for each row execute function land.guard_part_of_lot();
create trigger guard after insert or update or delete on land.lease for each row execute function land.guard_part_of_lot();
create trigger guard after insert or update or delete on land.project_version for each row execute function land.guard_version();
create trigger guard after insert or update on land.project for each row execute function land.guard_project();
create trigger guard after insert or update on land.obstacle for each row execute function land.guard_named();
create trigger guard after insert or update on land.inspection for each row execute function land.guard_named();

-- How far a lot can come, in order; `leased` and `deployed` follow from leases.
create function land.stage_rank(stage text) returns integer language sql immutable
  return array_position(array['planned', 'cleared', 'state-leased', 'serviced', 'leasable', 'leased', 'deployed'], stage);

-- The stage of each lot in force on a day: the furthest that a dated event or a lease has taken it. A stage stands for all before
-- it, so that the hectares of the funnel only ever fall; those of which no event tells are listed as missing. A withdrawal takes
-- the lot back to cleared. Deployed is what the newest event within the lease in force says, and never more than is leased.
create function land.lot_stage(day date) returns table (
  lot_id bigint, site_id text, use text, area_ha numeric, stage text, since date, missing text[],
  lease_id bigint, project_id bigint, held_since date, leased_ha numeric, deployed_ha numeric, idle_ha numeric
) language sql stable as $$
  select l.id, l.site_id, l.use, l.stated_area_ha,
    (array['planned', 'cleared', 'state-leased', 'serviced', 'leasable', 'leased', 'deployed'])[at.rank],
    case when at.rank = 7 then used.happened_on when at.rank = 6 then held.held_since else reached.since end,
    array(
      select kind from unnest(array['cleared', 'state-leased', 'serviced', 'leasable']) as expected (kind)
      where land.stage_rank(kind) < at.rank and kind <> all (coalesce(reached.kinds, '{}'))
    ),
    held.id, held.project_id, held.held_since, coalesce(held.area_ha, 0), used.deployed_ha, coalesce(held.area_ha, 0) - used.deployed_ha
  from land.lot l
  left join lateral (
    select e.happened_on, e.id from land.lot_event e
    where e.lot_id = l.id and e.kind = 'withdrawn' and e.happened_on <= day
    order by e.happened_on desc, e.id desc limit 1
  ) withdrawn on true
  left join lateral (
    select max(land.stage_rank(e.kind)) as rank, array_agg(distinct e.kind) as kinds,
      (array_agg(e.happened_on order by land.stage_rank(e.kind) desc, e.happened_on))[1] as since
    from land.lot_event e
    where e.lot_id = l.id and e.happened_on <= day and land.stage_rank(e.kind) <= 5
      and (withdrawn.id is null or land.stage_rank(e.kind) <= 2 or (e.happened_on, e.id) > (withdrawn.happened_on, withdrawn.id))
  ) reached on true
  left join land.lease held on held.lot_id = l.id and held.during @> day
  left join lateral (
    select e.kind, e.happened_on, e.area_ha from land.lot_event e
    where e.lot_id = l.id and e.kind in ('deployed', 'undeployed') and e.happened_on between held.held_since and day
    order by e.happened_on desc, e.id desc limit 1
  ) last_use on true
  cross join lateral (
    select last_use.happened_on,
      case when last_use.kind = 'deployed' then least(coalesce(last_use.area_ha, held.area_ha), held.area_ha) else 0 end as deployed_ha
  ) used
  cross join lateral (
    select greatest(1, reached.rank, case when held.id is not null then 6 end, case when used.deployed_ha > 0 then 7 end) as rank
  ) at
  where l.in_force @> day
$$;

-- The funnel of each site that has lots, in hectares on a day. What can be let is industrial and service land.
create function land.site_land(day date) returns table (
  site_id text, lots integer, planned_ha numeric, cleared_ha numeric, state_leased_ha numeric, serviced_ha numeric, leasable_ha numeric,
  leased_ha numeric, deployed_ha numeric, idle_ha numeric, measured_ha numeric
) language sql stable as $$
  select s.site_id, count(*)::integer, sum(s.area_ha),
    coalesce(sum(s.area_ha) filter (where land.stage_rank(s.stage) >= 2), 0),
    coalesce(sum(s.area_ha) filter (where land.stage_rank(s.stage) >= 3), 0),
    coalesce(sum(s.area_ha) filter (where land.stage_rank(s.stage) >= 4), 0),
    coalesce(sum(s.area_ha) filter (where land.stage_rank(s.stage) >= 5), 0),
    sum(s.leased_ha), sum(s.deployed_ha), sum(s.idle_ha),
    round(sum(land.measured_ha(l.geom))::numeric, 4)
  from land.lot_stage(day) s
  join land.lot l on l.id = s.lot_id
  group by s.site_id
$$;

revoke execute on all functions in schema land from public;
grant execute on all functions in schema land to vlmap_writer;
revoke execute on function land.check_lot(bigint) from vlmap_writer;
