-- One figure, printed or derived, with all it was computed from (nearest first) and the history of its metric, one row; none
-- for an unknown id. $1 figure id.
with recursive
figure as materialized (select * from api.figure_json),
used (id, depth) as (
  select unnest(f.inputs), 1 from figure f where f.id = $1
  union
  select unnest(f.inputs), used.depth + 1
  from used
  join figure f on f.id = used.id
  -- Inputs name older rows, so depth is small; the bound keeps a circle made by mistake from running on.
  where used.depth < 10
),
nearest as (
  select used.id, min(used.depth) as depth from used group by used.id
)
select json_build_object(
  'figure', chosen.json,
  'subject', json_build_object('id', subject.id, 'nameVi', subject.name_vi, 'nameEn', subject.name_en),
  'inputs', coalesce(
    (select json_agg(f.json order by n.depth, f.id collate "C") from nearest n join figure f on f.id = n.id),
    '[]'::json
  ),
  'history', (
    select json_agg(f.json order by f.as_of desc, f.superseded_by is not null, f.id collate "C")
    from figure f
    where f.subject_id = chosen.subject_id and f.metric = chosen.metric and f.target_id is not distinct from chosen.target_id
  )
) as body
from figure chosen
join public.subject subject on subject.id = chosen.subject_id
where chosen.id = $1
