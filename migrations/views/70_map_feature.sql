-- What the map draws, by layer: what vector tiles hold of it (id, class and names, never figures) and whom to credit.
-- `weight` is what overviews of far zooms sum up; none of these layers has one. Properties without a value are left out.
create view api.map_feature as
select 'sites' as layer, s.id, s.geometry_source_id as source_id, s.geom, 0::double precision as weight,
  json_strip_nulls(json_build_object(
    'kind', s.kind,
    'status', s.status,
    'nameVi', s.short_name_vi,
    'nameEn', s.short_name_en,
    'quality', s.geometry_quality,
    'dataSet', s.data_set
  )) as properties
from public.site s
where s.geom is not null
union all
select
  case
    when u.level = 'province' then 'province'
    when u.level = 'district' then 'districts'
    when e.edition = '2025' then 'communes-2025'
    else 'communes'
  end,
  u.id, u.source_id, u.geom, 0,
  json_strip_nulls(json_build_object('type', u.type, 'nameVi', s.name_vi, 'nameEn', s.name_en, 'parentId', u.parent_id))
from public.admin_unit u
join public.subject s on s.id = u.id
join api.unit_edition e on e.id = u.id
where u.geom is not null
union all
select sh.layer, sh.id, sh.source_id, sh.geom, 0,
  json_strip_nulls(json_build_object('class', sh.class, 'rank', sh.rank, 'nameVi', sh.name_vi, 'nameEn', sh.name_en))
from public.shape sh;
