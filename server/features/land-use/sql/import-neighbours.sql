-- Valid outlines of a file against each other, against lots of the site that the file leaves as they are, and against the borders.
-- $1 [{n, geometry, changes}], $2 site, $3 day from which new lots are, $4 ids of lots the file gives another outline. One row a finding.
with given as materialized (
  select (r ->> 'n')::integer as n, st_setsrid(st_geomfromgeojson(r -> 'geometry'), 4326) as g, (r ->> 'changes')::boolean as changes
  from jsonb_array_elements($1::jsonb) r
), outline as (
  select st_union(o.geom) as g from public.shape o where o.layer = 'outlines' and o.id = $2 || '-outline' and st_dimension(o.geom) = 2
), overlap as (
  select a.n, null::integer as other, l.code, st_intersection(a.g, l.geom, 1e-9) as common, least(land.measured_ha(a.g), land.measured_ha(l.geom)) as ha
  from given a join land.lot l on l.site_id = $2 and a.g && l.geom and st_intersects(a.g, l.geom)
  where a.changes and l.id <> all ($4::bigint[]) and (upper_inf(l.in_force) or upper(l.in_force) > $3::date)
  union all
  select a.n, b.n, null, st_intersection(a.g, b.g, 1e-9), least(land.measured_ha(a.g), land.measured_ha(b.g))
  from given a join given b on a.n <> b.n and (a.changes or b.changes) and a.g && b.g and st_intersects(a.g, b.g)
)
select n, 'overlap' as kind, other, code, round(land.measured_ha(common)::numeric, 4)::float as ha
from overlap where land.measured_ha(common) > land.tolerance_ha(ha)
union all
select a.n, 'province', null, null, null from given a
where not exists (select from public.admin_unit u where u.level = 'province' and a.g @ u.geom)
union all
select a.n, 'outside', null, null, round(land.measured_ha(st_difference(a.g, o.g, 1e-9))::numeric, 4)::float
from given a, outline o
where o.g is not null and land.measured_ha(st_difference(a.g, o.g, 1e-9)) > greatest(0.05, land.measured_ha(a.g) * 0.02)
order by 1, 2, 3, 4
