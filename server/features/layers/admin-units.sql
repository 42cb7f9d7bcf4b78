-- Administrative units of one level with their outline, as a GeoJSON FeatureCollection, one row. $1 level, $2 boundary version:
-- 2015 or 2025.
select json_build_object(
  'type', 'FeatureCollection',
  'features', coalesce(
    json_agg(
      json_build_object(
        'type', 'Feature',
        'id', u.id,
        'geometry', st_asgeojson(u.geom, 5, 0)::json,
        'properties', json_build_object(
          'id', u.id,
          'nameVi', s.name_vi,
          'nameEn', s.name_en,
          'type', u.type,
          'code', u.code,
          'parentId', u.parent_id
        )
      )
      order by u.id collate "C"
    ),
    '[]'::json
  )
) as body
from admin_unit u
join subject s on s.id = u.id
join api.unit_edition e on e.id = u.id
where u.level = $1 and e.edition = $2 and u.geom is not null
