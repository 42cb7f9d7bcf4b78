-- How old the newest printed or reported figures are, by kind of subject and metric, one row. $1 months by kind, as a JSON object.
with
newest as (
  select f.subject_id, f.metric, max(f.as_of) as as_of
  from api.figure_now f
  where f.method in ('published', 'reported', 'illustrative') and f.target_id is null
  group by f.subject_id, f.metric
),
told as (
  select n.metric, n.as_of,
    case
      when s.kind in ('zone', 'corridor', 'cluster', 'market') then s.kind
      when s.kind in ('supermarket', 'mall') then 'shop'
      when s.kind is not null then 'transport'
      when u.level = 'province' then 'province'
      when u.level is not null then 'unit'
      else 'group'
    end as kind
  from newest n
  left join site s on s.id = n.subject_id
  left join admin_unit u on u.id = n.subject_id
),
grouped as (
  select t.kind, t.metric, count(*) as subjects, min(t.as_of) as oldest_on, max(t.as_of) as newest_on,
    ($1::json ->> t.kind)::int as months
  from told t
  -- What a plan aims at does not grow old.
  where t.metric not like 'target%'
  group by t.kind, t.metric
)
select json_build_object(
  'items', coalesce(
    json_agg(
      json_build_object(
        'kind', g.kind, 'metric', g.metric, 'subjects', g.subjects, 'oldestOn', g.oldest_on, 'newestOn', g.newest_on,
        'expectedMonths', g.months, 'dueOn', (g.oldest_on + make_interval(months => g.months))::date
      )
      order by g.kind collate "C", g.metric collate "C"
    ),
    '[]'::json
  ),
  'total', count(*)
) as body
from grouped g
