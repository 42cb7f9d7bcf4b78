-- What is known of a site into which lots are imported. $1 site. One row; `site` is null where the caller may not edit it.
select jsonb_build_object(
  'province', (select jsonb_build_array(st_xmin(b), st_ymin(b), st_xmax(b), st_ymax(b)) from (
    select st_extent(u.geom) as b from public.admin_unit u where u.level = 'province'
  ) extent),
  'centre', (select st_asgeojson(s.geom, 9)::jsonb -> 'coordinates'),
  'outline', (
    select st_asgeojson(st_multi(st_union(o.geom)), 9)::jsonb -> 'coordinates' from public.shape o
    where o.layer = 'outlines' and o.id in (s.id || '-outline', s.parent_id || '-outline') and st_dimension(o.geom) = 2
      and (o.id = s.id || '-outline' or not exists (select from public.shape own where own.layer = 'outlines' and own.id = s.id || '-outline'))
  ),
  'isOutlineEstimate', (
    select bool_or(o.class = 'estimate') from public.shape o where o.layer = 'outlines' and o.id in (s.id || '-outline', s.parent_id || '-outline')
  ),
  'lots', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', l.id, 'rowVersion', l.row_version, 'code', l.code, 'statedAreaHa', l.stated_area_ha, 'use', l.use, 'note', l.note,
      'measuredAreaHa', round(land.measured_ha(l.geom)::numeric, 4), 'coordinates', st_asgeojson(l.geom, 15)::jsonb -> 'coordinates',
      'leasedHa', coalesce((select max(held.area_ha) from land.lease held where held.lot_id = l.id), 0),
      'isHistory', exists (select from land.lot_lineage d where d.parent_id = l.id)
    ) order by l.id), '[]')
    from land.lot l where l.site_id = s.id and upper_inf(l.in_force)
  )
) as site
from public.site s
where s.id = $1 and s.id = any ((select land.sites_in_roles('{editor}'))::text[])
  and s.data_set in ('published', land.current_data_set())
  and not exists (select from public.site part where part.parent_id = s.id and part.data_set in ('published', land.current_data_set()))
