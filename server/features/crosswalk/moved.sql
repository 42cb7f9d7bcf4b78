-- An additive measure of the communes of before July 2025 moved onto other units, one row. $1 metric, $2 target: communes-2025
-- or districts. Shares and values are exact decimals and the shares of a commune sum to 1, so no sum changes on the way.
with
step as materialized (
  select c.from_id, c.to_id, c.share from crosswalk c where $2::text = 'communes-2025'
  union all
  select u.id, u.parent_id, 1::numeric
  from admin_unit u
  join api.unit_edition e on e.id = u.id
  where $2::text = 'districts' and e.level = 'commune' and e.edition = '2015'
),
printed as materialized (
  select distinct on (f.subject_id, f.as_of) f.subject_id, f.as_of, f.id, f.value
  from api.figure_now f
  where f.metric = $1::text
    and f.value is not null
    and f.method in ('published', 'reported')
    and f.restates is null
    and f.target_id is null
    and f.subject_id in (select s.from_id from step s)
  order by f.subject_id, f.as_of, f.confidence = 'low', f.known_on desc, f.id collate "C"
),
-- One date per sum.
newest as (select max(p.as_of) as as_of from printed p),
used as materialized (select p.* from printed p join newest n on n.as_of = p.as_of),
moved as (
  select s.to_id,
    sum(s.share * u.value) as value,
    json_agg(
      json_build_object('id', member.id, 'nameVi', member.name_vi, 'nameEn', member.name_en, 'share', s.share, 'figureId', u.id)
      order by member.id collate "C"
    ) as members,
    coalesce(
      json_agg(
        json_build_object('id', member.id, 'nameVi', member.name_vi, 'nameEn', member.name_en)
        order by member.id collate "C"
      ) filter (where u.id is null),
      '[]'::json
    ) as missing
  from step s
  join subject member on member.id = s.from_id
  left join used u on u.subject_id = s.from_id
  group by s.to_id
)
select json_build_object(
  'metric', m.id,
  'unit', m.unit,
  'to', $2::text,
  'asOf', (select n.as_of from newest n),
  'formula', 'Σ share × ' || m.id,
  'items', coalesce(
    (
      select json_agg(
        json_build_object(
          'unit', json_build_object('id', unit.id, 'nameVi', unit.name_vi, 'nameEn', unit.name_en),
          'value', moved.value,
          'members', moved.members,
          'missing', moved.missing
        )
        order by unit.id collate "C"
      )
      from moved
      join subject unit on unit.id = moved.to_id
    ),
    '[]'::json
  ),
  'sum', (select sum(u.value) from used u),
  'total', (select count(*) from moved)
) as body
from metric m
where m.id = $1::text and m.additive
