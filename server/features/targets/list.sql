-- Targets with their figures and the way there, one row holding all of them, those of the province first. A target whose figures
-- are not known in the view asked for is left out.
with
path as materialized (
  select p.target_id, p.year, p.reading, p.id from api.figure_target_path p
),
figure as materialized (
  select f.id, f.json
  from api.figure_json f
  where f.id = any (
    array(
      select p.id from path p
      union all
      select unnest(array[t.baseline_figure_id, t.level_figure_id, t.growth_figure_id] || t.actual_figure_ids) from target t
    )
  )
),
-- Years of the path, each with its figure per reading; the even path ends at the printed level itself.
step as materialized (
  select y.target_id, y.year,
    max(y.figure_id) filter (where y.reading = 'atGrowth') as at_growth_id,
    max(y.figure_id) filter (where y.reading = 'toLevel') as to_level_id
  from (
    select p.target_id, p.year, p.reading, p.id as figure_id
    from path p
    where p.reading <> 'required'
    union all
    select t.id, t.target_year, 'toLevel', t.level_figure_id
    from target t
    where t.id in (select p.target_id from path p where p.reading = 'toLevel')
  ) y
  group by y.target_id, y.year
)
select json_build_object(
  'items', coalesce(
    json_agg(
      json_build_object(
        'id', t.id,
        'sector', case when s.id is not null
          then json_build_object('id', s.id, 'letter', s.letter, 'nameVi', s.name_vi, 'nameEn', s.name_en) end,
        'statementVi', t.statement_vi,
        'statementEn', t.statement_en,
        'year', t.target_year,
        'source', json_build_object('id', t.source_id, 'locator', t.locator),
        'baseline', baseline.json,
        'level', level.json,
        'growth', growth.json,
        'required', required.json,
        'actual', coalesce(
          (
            select json_agg(reached.json order by named.place)
            from unnest(t.actual_figure_ids) with ordinality as named (id, place)
            join figure reached on reached.id = named.id
          ),
          '[]'::json
        ),
        'path', coalesce(
          (
            select json_agg(
              json_build_object(
                'year', step.year,
                'atGrowth', at_growth.json,
                'toLevel', to_level.json
              )
              order by step.year
            )
            from step
            left join figure at_growth on at_growth.id = step.at_growth_id
            left join figure to_level on to_level.id = step.to_level_id
            where step.target_id = t.id
          ),
          '[]'::json
        )
      )
      order by s.letter collate "C" nulls first, t.id collate "C"
    ),
    '[]'::json
  ),
  'total', count(*)
) as body
from target t
left join sector s on s.id = t.sector_id
left join figure baseline on baseline.id = t.baseline_figure_id
left join figure level on level.id = t.level_figure_id
left join figure growth on growth.id = t.growth_figure_id
left join path need on need.target_id = t.id and need.reading = 'required'
left join figure required on required.id = need.id
where level.id is not null or growth.id is not null
