-- Zones, corridors and clusters, without their parts and zones that were only announced, with what sources say of each in words and
-- straight distances; one row holding all of them.
with
land as materialized (
  select s.id, s.ordinal, s.geom
  from site s
  where s.kind in ('zone', 'corridor', 'cluster') and s.parent_id is null and not (s.kind = 'zone' and s.status = 'planned')
),
part as materialized (
  select l.id as land_id, s.id from land l join site s on s.id = l.id or s.parent_id = l.id
)
select json_build_object(
  'items', coalesce(
    json_agg(
      json_build_object(
        'siteId', l.id,
        'sectors', coalesce((
          select json_agg(
            json_build_object('textVi', f.text_vi, 'textEn', f.text_en, 'asOf', f.as_of, 'sourceId', f.source_id)
            order by f.as_of desc, f.id collate "C"
          )
          from part p join api.fact_now f on f.subject_id = p.id
          where p.land_id = l.id and f.topic = 'sectors'
        ), '[]'::json),
        'obstacles', coalesce((
          select json_agg(
            json_build_object('topic', o.topic, 'asOf', o.as_of, 'sourceId', o.source_id)
            order by o.as_of desc, o.id collate "C"
          )
          from part p join obstacle o on o.subject_id = p.id
          where p.land_id = l.id and o.as_of <= (select api.as_of())
        ), '[]'::json),
        'landStatus', (
          select c.land_status from part p join investment_call c on c.site_id = p.id
          where p.land_id = l.id and c.land_status is not null and c.as_of <= (select api.as_of()) and c.known_on <= (select api.known_on())
          order by c.as_of desc, c.id collate "C"
          limit 1
        ),
        'distances', coalesce((
          select json_agg(
            json_build_object('targetId', t.id, 'km', round((st_distance(l.geom::geography, t.geom::geography) / 1000)::numeric, 1))
            order by t.id collate "C"
          )
          from site t
          where t.kind in ('port', 'bridge', 'ferry', 'airport') and t.geom is not null and l.geom is not null
        ), '[]'::json)
      )
      order by l.ordinal, l.id collate "C"
    ),
    '[]'::json
  ),
  'total', count(*)
) as body
from land l
