-- One basemap or outline layer as a GeoJSON FeatureCollection, one row. $1 layer.
select json_build_object(
  'type', 'FeatureCollection',
  'features', coalesce(
    json_agg(
      json_build_object(
        'type', 'Feature',
        'id', s.id,
        'geometry', st_asgeojson(s.geom, 5, 0)::json,
        'properties', json_build_object(
          'id', s.id,
          'nameVi', s.name_vi,
          'nameEn', s.name_en,
          'rank', s.rank,
          'class', s.class,
          'siteId', s.site_id
        )
      )
      order by s.rank, s.id collate "C"
    ),
    '[]'::json
  )
) as body
from shape s
where s.layer = $1
