-- One site with what its card shows, one row; none for an unknown id. $1 site id.
with
chosen as materialized (
  select s.id, s.ordinal, s.name_order, s.json from api.site_json s where s.id = $1 or s.parent_id = $1
)
select json_build_object(
  'site', chosen.json,
  'children', coalesce(
    (select json_agg(c.json order by c.ordinal, c.name_order collate "C") from chosen c where c.id <> $1),
    '[]'::json
  ),
  'facts', coalesce(
    (
      select json_agg(
        json_build_object(
          'id', f.id, 'topic', f.topic, 'textVi', f.text_vi, 'textEn', f.text_en, 'asOf', f.as_of, 'period', f.period,
          'source', json_build_object('id', f.source_id, 'locator', f.locator), 'confidence', f.confidence, 'knownOn', f.known_on
        )
        order by f.topic collate "C", f.as_of desc, f.id collate "C"
      )
      from api.fact_now f
      where f.subject_id = $1
    ),
    '[]'::json
  ),
  'obstacles', coalesce(
    (
      select json_agg(
        json_build_object(
          'id', o.id, 'topic', o.topic, 'textVi', o.text_vi, 'textEn', o.text_en, 'asOf', o.as_of, 'period', o.period,
          'source', json_build_object('id', o.source_id, 'locator', o.locator)
        )
        order by o.as_of desc, o.id collate "C"
      )
      from obstacle o
      where o.subject_id = $1 and o.as_of <= (select api.as_of())
    ),
    '[]'::json
  ),
  'groups', coalesce(
    (
      select json_agg(
        json_build_object('id', g.id, 'nameVi', g.name_vi, 'nameEn', g.name_en, 'figures', coalesce(headline.figures, '[]'::json))
        order by g.id collate "C"
      )
      from api.site_in_group member
      join subject g on g.id = member.group_id
      left join (
        select f.subject_id, json_agg(f.json order by f.metric collate "C", f.id collate "C") as figures
        from api.figure_json f
        join site_group on site_group.id = f.subject_id
        where f.superseded_by is null
        group by f.subject_id
      ) headline on headline.subject_id = g.id
      where member.site_id = $1
    ),
    '[]'::json
  ),
  'planVersions', coalesce(
    (
      select json_agg(
        json_build_object('id', pv.id, 'nameVi', pv.name_vi, 'nameEn', pv.name_en, 'asOf', pv.as_of)
        order by pv.as_of desc, pv.id collate "C"
      )
      from plan_version_member pm
      join plan_version pv on pv.id = pm.plan_version_id
      where pm.site_id = $1 and pv.as_of <= (select api.as_of())
    ),
    '[]'::json
  )
) as body
from chosen
where chosen.id = $1
