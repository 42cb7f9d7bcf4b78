-- The page of 100 features after $1 as anybody would write it, on the table.
select json_agg(f.feature) as features
from (
  select json_build_object(
    'type', 'Feature', 'id', s.id, 'geometry', st_asgeojson(s.geom, 7)::json,
    'properties', json_build_object(
      'name_vi', s.name_vi, 'name_en', s.name_en, 'class', s.class, 'rank', s.rank, 'source_id', s.source_id, 'data_set', 'published'
    )
  ) as feature
  from shape s
  where s.layer = 'places' and s.id collate "C" > $1
  order by s.id collate "C"
  limit 100
) f
