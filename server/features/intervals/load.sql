-- All that intervals are computed from, one row; none for an unknown subject. $1 subject id, $2 metrics of facts text[].
-- Facts are published or reported figures that may bind, of two prints the headline first: no repeated print, none of low
-- confidence.
with
fact as (
  select f.*
  from api.figure_now f
  where f.metric = any ($2::text[])
    and f.method in ('published', 'reported')
    and f.restates is null
    and f.confidence <> 'low'
    and f.target_id is null
)
select json_build_object(
  'subject', json_build_object('id', asked.id, 'nameVi', asked.name_vi, 'nameEn', asked.name_en),
  'sites', coalesce((select json_agg(json_build_object('id', s.id, 'parentId', s.parent_id) order by s.ordinal, s.id collate "C") from site s), '[]'::json),
  'groups', coalesce(
    (
      select json_agg(json_build_object('id', g.group_id, 'members', g.members) order by g.group_id collate "C")
      from (
        select m.group_id, json_agg(m.site_id order by m.ordinal, m.site_id collate "C") as members
        from site_group_member m
        group by m.group_id
      ) g
    ),
    '[]'::json
  ),
  'completeWholes', coalesce((select json_agg(whole.site_id order by whole.site_id collate "C") from api.complete_whole whole), '[]'::json),
  'ratios', (
    select json_agg(json_build_object('metric', r.metric, 'numerator', r.numerator, 'denominator', r.denominator))
    from api.ratio r
  ),
  'facts', coalesce(
    (
      select json_agg(
        json_build_object(
          'id', f.id, 'subject', f.subject_id, 'metric', f.metric, 'value', f.value, 'low', f.low, 'high', f.high,
          'decimals', f.decimals, 'qualifier', f.qualifier, 'asOf', f.as_of, 'period', f.period
        )
        order by f.known_on desc, f.id collate "C"
      )
      from fact f
    ),
    '[]'::json
  )
) as body
from subject asked
where asked.id = $1
