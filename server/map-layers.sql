-- Layers that can be had, with the number of features and whom to credit, one row holding an array. $1 layers as json, in order:
-- [{id, titleVi, titleEn, qualityVi, qualityEn}].
with
feature as materialized (
  select f.layer, f.source_id from api.map_feature f
),
counted as (
  select f.layer, count(*) as features from feature f group by f.layer
),
credited as (
  select used.layer,
    json_agg(used.source_id order by used.source_id collate "C") as source_ids,
    string_agg(distinct s.credit, ' · ') as credit
  from (select distinct f.layer, f.source_id from feature f) used
  join source s on s.id = used.source_id
  group by used.layer
)
select json_build_object(
  'items', json_agg(
    json_build_object(
      'id', l.layer ->> 'id',
      'titleVi', l.layer ->> 'titleVi',
      'titleEn', l.layer ->> 'titleEn',
      'features', coalesce(c.features, 0),
      'credit', k.credit,
      'sourceIds', coalesce(k.source_ids, '[]'::json),
      'qualityVi', l.layer ->> 'qualityVi',
      'qualityEn', l.layer ->> 'qualityEn'
    )
    order by l.place
  ),
  'total', count(*)
) as body
from json_array_elements($1::json) with ordinality as l (layer, place)
left join counted c on c.layer = l.layer ->> 'id'
left join credited k on k.layer = l.layer ->> 'id'
