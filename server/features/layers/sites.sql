-- Sites that have a point, as a GeoJSON FeatureCollection, one row. Of the figures only the market class, which styles the point.
with
class as materialized (
  select f.subject_id, f.value from api.figure_current f where f.metric = 'marketClass' and f.superseded_by is null
)
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
          'dataSet', s.data_set,
          'kind', s.kind,
          'status', s.status,
          'shortNameVi', s.short_name_vi,
          'shortNameEn', s.short_name_en,
          'parentId', s.parent_id,
          'districtId', s.district_id,
          'marketClass', class.value,
          'doubtful', s.position_doubt_vi is not null,
          'quality', s.geometry_quality
        )
      )
      order by s.id collate "C"
    ),
    '[]'::json
  )
) as body
from site s
left join class on class.subject_id = s.id
where s.geom is not null
