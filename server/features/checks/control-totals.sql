-- Control totals with what their lists hold, one row holding an array. A list gives the figures of its own source: of its own
-- date, or else the only one there is.
with
visible as materialized (select f.id, f.subject_id, f.metric, f.as_of, f.json from api.figure_json f),
list as (
  select pv.id, pv.as_of, pv.source_id,
    json_build_object(
      'id', pv.id, 'topic', pv.topic, 'nameVi', pv.name_vi, 'nameEn', pv.name_en, 'asOf', pv.as_of, 'period', pv.period
    ) as json
  from plan_version pv
),
in_list as materialized (
  select t.id as total_id, member.site_id, chosen.json
  from control_total t
  join list l on l.id = t.plan_version_id
  join plan_version_member member on member.plan_version_id = l.id and (t.stage is null or member.stage = t.stage)
  left join lateral (
    select v.json
    from visible v
    where v.subject_id = member.site_id and v.metric = t.metric and v.json -> 'source' ->> 'id' = l.source_id
    order by v.as_of = l.as_of desc, v.as_of desc, v.id collate "C"
    limit 1
  ) chosen on true
  where t.market_class is null
    or exists (
      select
      from visible v
      where v.subject_id = member.site_id
        and v.metric = 'marketClass'
        and v.json -> 'source' ->> 'id' = l.source_id
        and (v.json ->> 'value')::numeric = t.market_class
    )
)
select coalesce(
  json_agg(
    json_build_object(
      'id', t.id,
      'rule', t.rule,
      'planVersion', l.json,
      'statementVi', t.statement_vi,
      'statementEn', t.statement_en,
      'printed', total.json,
      'members', coalesce(
        (
          select json_agg(
            json_build_object(
              'site', json_build_object('id', i.site_id, 'nameVi', s.name_vi, 'nameEn', s.name_en),
              'figure', i.json
            )
            order by i.site_id collate "C"
          )
          from in_list i
          join subject s on s.id = i.site_id
          where i.total_id = t.id
        ),
        '[]'::json
      ),
      'operands', coalesce(
        (
          select json_agg(v.json order by o.place)
          from unnest(t.operands) with ordinality as o (id, place)
          join visible v on v.id = o.id
        ),
        '[]'::json
      ),
      'reasonVi', t.shortfall_reason_vi,
      'reasonEn', t.shortfall_reason_en
    )
    order by l.json ->> 'topic' collate "C", total.as_of, t.id collate "C"
  ),
  '[]'::json
) as body
from control_total t
join visible total on total.id = t.total_figure_id
left join list l on l.id = t.plan_version_id
where (l.id is null or l.as_of <= (select api.as_of()))
  -- A sum of totals waits for the last of them.
  and cardinality(t.operands) = (select count(*) from visible v where v.id = any (t.operands))
