-- What the first screen says, one row. $1 province id, $2 group of the Plan, $3 source of the Plan, $4 metrics of its control
-- totals text[] in the order of showing. Control totals are those of the Plan, not the newest: later lists are other lists.
with
member as materialized (
  select m.site_id, m.ordinal, json_build_object('id', s.id, 'nameVi', s.name_vi, 'nameEn', s.name_en) as named
  from site_group_member m
  join subject s on s.id = m.site_id
  where m.group_id = $2
),
figure as materialized (
  select f.id, f.subject_id, f.metric, f.superseded_by, f.json
  from api.figure_json f
  where f.subject_id in ($1, $2)
    or (f.metric = 'occupancyShare' and f.subject_id in (select m.site_id from member m))
    or f.id in (select unnest(pv.figure_ids) from plan_version pv)
),
-- Parts are counted with their whole, and a whole is drawn where one of its parts is.
whole as (
  select up.ancestor_id as id, bool_or(s.geom is not null) as is_drawn
  from api.site_ancestry up
  join site s on s.id = up.site_id
  group by up.ancestor_id
)
select json_build_object(
  'scope', (select json_build_object('id', s.id, 'nameVi', s.name_vi, 'nameEn', s.name_en) from subject s where s.id = $1),
  'occupancy', coalesce(
    (
      select json_agg(json_build_object('site', m.named, 'figure', f.json) order by m.ordinal)
      from member m
      left join figure f on f.subject_id = m.site_id and f.metric = 'occupancyShare' and f.superseded_by is null
    ),
    '[]'::json
  ),
  'group', (
    select json_build_object(
      'id', g.id,
      'nameVi', g.name_vi,
      'nameEn', g.name_en,
      'members', coalesce((select json_agg(m.named order by m.ordinal) from member m), '[]'::json),
      'figures', coalesce(
        (
          select json_agg(f.json order by f.metric collate "C", f.id collate "C")
          from figure f
          where f.subject_id = g.id and f.superseded_by is null
        ),
        '[]'::json
      )
    )
    from subject g
    where g.id = $2
  ),
  'controlTotals', coalesce(
    (
      select json_agg(f.json order by array_position($4::text[], f.metric), f.id collate "C")
      from figure f
      where f.subject_id = $1 and f.metric = any ($4::text[]) and f.json -> 'source' ->> 'id' = $3
    ),
    '[]'::json
  ),
  'sums', coalesce(
    (
      select json_agg(
        json_build_object(
          'group', json_build_object('id', g.id, 'nameVi', g.name_vi, 'nameEn', g.name_en),
          'metric', s.metric, 'asOf', s.as_of, 'value', s.value,
          'inputs', s.inputs, 'members', s.members, 'missing', s.missing
        )
        order by s.group_id collate "C", s.as_of desc, s.metric collate "C"
      )
      from api.group_sum s
      join subject g on g.id = s.group_id
    ),
    '[]'::json
  ),
  'planVersions', coalesce(
    (
      select json_agg(
        json_build_object(
          'id', pv.id,
          'dataSet', pv.data_set,
          'topic', pv.topic,
          'nameVi', pv.name_vi,
          'nameEn', pv.name_en,
          'asOf', pv.as_of,
          'period', pv.period,
          'source', json_build_object('id', pv.source_id, 'locator', pv.locator),
          'figures', coalesce(
            (
              select json_agg(f.json order by printed.place)
              from unnest(pv.figure_ids) with ordinality as printed (figure_id, place)
              join figure f on f.id = printed.figure_id
            ),
            '[]'::json
          ),
          'named', coalesce(known.named, 0),
          'drawn', coalesce(known.drawn, 0)
        )
        order by pv.topic collate "C", pv.as_of, pv.id collate "C"
      )
      from plan_version pv
      left join (
        select pm.plan_version_id, count(*) as named, count(s.geom) as drawn
        from plan_version_member pm
        join site s on s.id = pm.site_id
        group by pm.plan_version_id
      ) known on known.plan_version_id = pv.id
      where pv.as_of <= (select api.as_of())
    ),
    '[]'::json
  ),
  'counts', coalesce(
    (
      select json_agg(json_build_object('kind', c.kind, 'listed', c.listed, 'drawn', c.drawn) order by c.place)
      from (
        select k.kind, k.place, count(*) as listed, count(*) filter (where w.is_drawn) as drawn
        from site s
        join api.site_kind k on k.kind = s.kind
        join whole w on w.id = s.id
        where s.parent_id is null
          -- Zones that were only announced are a list of their own (plan versions), not part of what there is.
          and not (s.kind = 'zone' and s.status = 'planned')
        group by k.kind, k.place
      ) c
    ),
    '[]'::json
  ),
  'dataVersion', coalesce((select version from api.data_version), '')
) as body
